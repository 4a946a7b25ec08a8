"""How long an edition will be on paper, before it is drawn: an estimate in pages from the letters of its parts.

Each part has a height by the type it is set in: lines of so many letters, so many points high. The factors in
``FACTORS`` make up for what a table does not know (words do not fill lines, parts are not broken over pages); they were
fitted by non-negative least squares on drawn editions (`python -m tests.benchmarks.pages --fit`, docs/quality.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import ceil

from briefing.edition.reading import minutes_of
from briefing.model import DaybookEntry, Edition, SourceLine, Speaker, StoryCard, Track

FIRST = 0.6  # of the budget is for cards, for the first guess; the rest for what stands in every edition
A_CARD = 0.4  # of a page, with all that it brings, before two tries have shown it
A_CARD_MINUTES = 0.3  # the same in minutes of reading
MOST_TRIES = 6
# Of a page, left free: the estimate is off by 0.13 on average, and three lines overleaf cost the reader a sheet.
SPARE = 0.15
FEWER_LINES = (0.5, 0.0)  # of the stories in brief, where not even one story in full fits beside them
PAGE_PT = 737.0  # the text block of an A4 page of the stock template
# Letters of a line: of a card's text, of its small print, across the page, of a card's side column.
BODY, NARROW, WHOLE, SIDE = 92, 100, 125, 24
# What of each part's height by the table stands on the page, fitted; "start" and "card" are points each.
FACTORS: Mapping[str, float] = {
    "start": 1.3, "card": 0.72, "region": 1.36, "opening": 1.38, "daybook": 0.95, "tracks": 1.07, "text": 1.04,
    "timeline": 1.11, "brief": 0.97, "below": 1.12, "sources": 1.43, "notes": 1.02, "speakers": 1.23,
}  # fmt: skip


def fill(
    made: Callable[[int], Edition], *, most: int, pages: float | None = None, minutes: float | None = None
) -> Edition:
    """The edition of the most cards whose estimated length keeps to the pages and to the minutes of reading, as far as
    they are given; of one card where none does.

    ``made`` makes an edition of so many cards; ``most`` is how many stories there are. A few tries: the estimate says
    how many cards to add or to take away.
    """

    def share(edition: Edition) -> float:
        return share_of(edition, pages=pages, minutes=minutes)

    a_card = max(A_CARD / pages if pages else 0.0, A_CARD_MINUTES / minutes if minutes else 0.0) or A_CARD
    tried: dict[int, tuple[float, Edition]] = {}
    cards = min(most, max(1, round(FIRST / a_card)))
    for _ in range(MOST_TRIES):
        if cards in tried:
            break
        edition = made(cards)
        tried[cards] = (share(edition), edition)
        cards = _next(tried, cards, a_card, most)
    fitting = {n: edition for n, (length, edition) in tried.items() if length <= 1}
    return fitting[max(fitting)] if fitting else tried[min(tried)][1]


def share_of(edition: Edition, *, pages: float | None, minutes: float | None) -> float:
    """What the edition takes of the limits given, the larger share where there are two; 0 without a limit."""
    by_pages = pages_of(edition) / (pages - SPARE) if pages else 0.0
    return max(by_pages, minutes_of(edition) / minutes if minutes else 0.0)


def _next(tried: Mapping[int, tuple[float, Edition]], cards: int, a_card: float, most: int) -> int:
    """How many cards to try next; a number tried already where no other is left to try. ``tried``: cards -> the share
    of the budget that the edition takes, and the edition."""
    fits = [n for n, (length, _) in tried.items() if length <= 1]
    over = [n for n in tried if n not in fits]
    low, high = max(fits, default=0), min(over, default=most + 1)
    others = [n for n in tried if n != cards]
    near = min(others, key=lambda n: abs(n - cards), default=cards)
    slope = (tried[cards][0] - tried[near][0]) / (cards - near) if near != cards else a_card
    step = (1 - tried[cards][0]) / max(slope, a_card / 4)
    wanted = cards + (int(step) if step >= 1 else 1 if step >= 0 else -ceil(-step))
    return max(min(wanted, high - 1), low + 1 if low + 1 < high else low, min(1, most))


def pages_of(edition: Edition) -> float:
    """The estimated length in A4 pages of the stock template, with its fraction."""
    return sum(FACTORS[part] * height for part, height in heights(edition).items()) / PAGE_PT


def heights(edition: Edition) -> dict[str, float]:
    """The height of each part in points, by letters and lines; the keys of ``FACTORS``."""
    cards = edition.cards()
    regions = [region for desk in edition.desks for region in desk.regions]
    since = len(edition.since.lines) if edition.since else 0
    glance = 60 + sum(_lines(line.text, 70, 14) + 8 for line in edition.glance)
    contents = 14 * (len(regions) + len(edition.desks) + 6)
    behind = [entry for region in regions for entry in region.timeline]
    shown = {n for card in cards for n in card.notes} | {n for entry in edition.daybook for n in entry.notes}
    return {
        "start": 150.0,
        "card": 10.0 * len(cards),
        "region": 26.0 * len(regions) + 40.0 * len(edition.desks) + _references(edition),
        "opening": max(glance, contents) + 16.0 * (since + len(edition.notices)),
        "daybook": 50.0 + sum(_entry(e) for e in edition.daybook if e.uid not in edition.daybook_back) + _back(edition),
        "tracks": sum(map(_track, edition.tracks)),
        "text": sum(map(_card, cards)),
        "timeline": sum(_lines(e.what, 75, 11.3) for e in behind) + 12.0 * sum(bool(r.timeline) for r in regions),
        "brief": _brief(edition.brief),
        "below": _below(edition.below),
        "sources": _sources(edition.sources),
        "notes": 60.0 + 10.5 * len(shown | {s.note for c in edition.brief for s in c.sentences}),
        "speakers": _speakers(edition.speakers),
    }


def _lines(text: str, letters: float, height: float) -> float:
    """The height of a text in lines of so many letters; nothing for no text."""
    return ceil(len(text) / letters) * height


def _letters(*texts: str) -> int:
    return sum(map(len, texts)) + 6


def _entry(entry: DaybookEntry) -> float:
    return max(_lines(entry.what, 30, 11), _lines(", ".join(entry.parties), 22, 11)) + 18


def _back(edition: Edition) -> float:
    """The list of further dates at the back, run on over the whole width."""
    back = [entry for entry in edition.daybook if entry.uid in edition.daybook_back]
    letters = sum(_letters(entry.what, entry.where or "", "Wed 18 Feb  12") for entry in back)
    return 50.0 + letters / WHOLE * 11 if back else 0.0


def _track(track: Track) -> float:
    said = [one.text or " ".join(one.parts) for one in track.positions] + [one.text for one in track.documents]
    return 40.0 + sum(_lines(text, NARROW, 11) + 4 for text in said)


def _sources(lines: Sequence[SourceLine]) -> float:
    heard = sum(len(line.name) for line in lines if line.status == "heard")
    return 180.0 + heard / 12 + 16.0 * sum(line.status != "heard" for line in lines)


def _speakers(speakers: Sequence[Speaker]) -> float:
    letters = sum(_letters(one.name, one.role) for one in speakers)
    return 40.0 + letters / WHOLE * 11 if speakers else 0.0


def _card(card: StoryCard) -> float:
    """A card: the taller of its side column and its body."""
    text = " ".join(s.text for s in card.sentences)
    body = _lines(card.headline, 62, 15) + _lines(text, BODY, 12.1)
    body += sum(_lines(" ".join(q.parts), BODY - 6, 11.5) + 8 for q in card.quotes)
    body += sum(_lines(e.what, NARROW, 11.5) for e in card.timeline)
    facts = " ".join((*card.places, *card.parties, *card.why, *(uid[:24] for uid in card.ahead)))
    facts += "Earlier No. 12 (Sun 16 Jan), " * min(3, len(card.carried)) + "first in our edition of 6 Jan" * (
        card.day > 3
    )
    facts += "".join(f"Joined with {change.headline} (Sun 16 Jan)" for change in card.changes)
    body += _lines(facts, NARROW + 15, 10.5)
    if card.big:
        big = card.big
        said = [i.text for i in big.dispatches] + [i.text for i in big.closures]
        said += [" ".join([i.text, *i.parts, i.who, i.role]) for block in big.reactions for i in block.said]
        body += 20.0 + sum(_lines(words, 78, 11.8) + 2 for words in said)
    return max(body, _side(card))


def _side(card: StoryCard) -> float:
    """The side column, at a line each for flag, topic and newest wire, and as many as the other parts take."""
    outlets = ", ".join(card.outlets[:4]) + "and 9 more" * (len(card.outlets) > 5)
    outlets += " (state)" * sum(mark.name in card.outlets[:4] for mark in card.outlet_marks)
    told = [
        ", ".join(card.what),
        "day 10 of our coverage" if card.day > 1 else "",
        ", ".join(card.country_names),
        "In language" if card.marked_language else "",
        "Single origin (state media)" if card.single_origin and card.state_origins else "9 outlets, 9 origins",
        outlets,
        f"first: {card.first.outlet}, 6 Jan, 19:00" if card.first else "",
    ]
    return 12.0 + 31.5 + sum(_lines(text, SIDE, 10.5) for text in told)


def _references(edition: Edition) -> float:
    return sum(12.0 * len(region.references) for desk in edition.desks for region in desk.regions)


def _brief(cards: Iterable[StoryCard]) -> float:
    cards = list(cards)
    said = [card.headline + (card.sentences[0].text if card.sentences else "") for card in cards]
    return sum(_lines(text, 85, 11.8) + 3 for text in said) + 5.0 * len({c.region for c in cards}) + 40.0 * bool(cards)


def _below(cards: Iterable[StoryCard]) -> float:
    cards = list(cards)
    letters = sum(len(card.headline) + 14 for card in cards)
    return letters / 95 * 11.3 + 9.0 * len({c.region for c in cards}) + 40.0 * bool(cards)
