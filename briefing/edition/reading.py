"""How long an edition takes to read, by the words that are read through.

Words a minute: 238, the mean of silent reading of English non-fiction over 190 studies (M. Brysbaert, How many words do
we read per minute? A review and meta-analysis of reading rate, Journal of Memory and Language 109, 2019, 104047). The
same review has 260 characters a minute for Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model import BigStory, DaybookEntry, Edition, StoryCard, Track

WORDS_A_MINUTE = 238
CHARACTERS_A_MINUTE = 260  # of scripts without spaces between words
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\S+")


def minutes_of(edition: Edition) -> float:
    """Minutes for what is read through: opening, daybook, tracks, desks and lines in brief.

    The back of the book (headlines below the cut, sources, notes, the index of speakers) is looked up, and not counted;
    nor are captions and small print beside a story.
    """
    return sum(map(_minutes, _read(edition)))


def _minutes(text: str) -> float:
    characters = len(_WITHOUT_SPACES.findall(text))
    words = len(_WORD.findall(_WITHOUT_SPACES.sub(" ", text)))
    return words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE


def _read(edition: Edition) -> Iterator[str]:
    yield from (notice.text for notice in edition.notices)
    yield from (line.text for line in (edition.since.lines if edition.since else ()))
    yield from (line.text for line in edition.glance)
    for entry in (*edition.daybook, *edition.held):
        yield _entry(entry)
    for track in edition.tracks:
        yield from _track(track)
    for region in (region for desk in edition.desks for region in desk.regions):
        for card in region.cards:
            yield from _card(card)
        yield from (entry.what for entry in region.timeline)
    for card in edition.brief:
        yield card.headline
        yield from (said.text for said in card.sentences)


def _entry(entry: DaybookEntry) -> str:
    return " ".join((entry.on, entry.what, entry.where or "", *entry.parties))


def _track(track: Track) -> Iterator[str]:
    yield " ".join(track.parties)
    yield from (one.what for one in (track.last, track.next) if one)
    yield from (paper.text for paper in track.documents)
    yield from (" ".join((one.text, *one.parts, one.who, one.role)) for one in track.positions)


def _card(card: StoryCard) -> Iterator[str]:
    yield card.headline
    yield from (said.text for said in card.sentences)
    yield from (" ".join((*quote.parts, quote.who, quote.role)) for quote in card.quotes)
    yield from (f"{row.value} {row.said_by} {row.origin}" for table in card.figures for row in table.rows)
    yield from (entry.what for entry in card.timeline)
    if card.big:
        yield from _big(card.big)


def _big(big: BigStory) -> Iterator[str]:
    yield from (one.text for one in big.dispatches)
    yield from (one.text for one in big.closures)
    yield from (" ".join((one.text, *one.parts, one.who, one.role)) for block in big.reactions for one in block.said)
