"""What the lists say of editions, read of each once; and what was taken back of an edition since it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.model import Edition, Notice, Piece, StoryCard
from briefing.store import EditionRow
from briefing.web.archive import Archive

SAID_SINCE = ("withdrawn", "corrected")
REACH = 60  # an edition amends at most so many before it
LEADS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A story of an edition: enough to name it and to find it by a wire."""

    id: str
    number: int
    headline: str
    language: str
    region: str
    full: bool  # printed in full
    wires: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Gist:
    """An edition without its text."""

    count: int = 0  # stories
    wires: int = 0
    ahead: int = 0
    stories: tuple[Told, ...] = ()
    notices: tuple[Notice, ...] = ()  # of what it withdrew or corrected

    def leads(self) -> tuple[Told, ...]:
        """Its first stories: of those in full, where there are any."""
        full = tuple(story for story in self.stories if story.full)
        return (full or self.stories)[:LEADS]


@dataclass(frozen=True, kw_only=True, slots=True)
class Amended:
    """Something of an edition that was withdrawn or corrected after it was made."""

    level: str  # withdrawn | corrected
    text: str
    number: int = 0  # of the edition that said so; 0: none has yet
    on: date | None = None
    was: tuple[Piece, ...] = ()
    now: tuple[Piece, ...] = ()


Later = tuple[tuple[EditionRow, tuple[Notice, ...]], ...]


def every_card(edition: Edition) -> tuple[StoryCard, ...]:
    """All stories of an edition, by their printed numbers."""
    return tuple(sorted((*edition.cards(), *edition.brief, *edition.below), key=lambda card: card.number))


def gist(archive: Archive, row: EditionRow) -> Gist:
    """The gist of the edition of a row; an empty one where the edition cannot be read."""
    return archive.extract("gist", row, gist_of, Gist())


def gist_of(edition: Edition) -> Gist:
    """Pure: the gist of an edition."""
    stories = tuple(
        Told(
            id=card.id,
            number=card.number,
            headline=card.headline,
            language=card.language,
            region=card.region_name,
            full=card.placement == "card",
            wires=tuple(wire.id for wire in card.wires),
        )
        for card in every_card(edition)
    )
    return Gist(
        count=edition.counts.stories,
        wires=edition.counts.total,
        ahead=len(edition.daybook),
        stories=stories,
        notices=tuple(notice for notice in edition.notices if notice.level in SAID_SINCE),
    )


def amending(archive: Archive, rows: Sequence[EditionRow]) -> Later:
    """The later editions of the reader that withdraw or correct something of ``rows``, with what they say. Looked for
    once until his next edition is made."""
    if not rows:
        return ()
    reader, low, high = rows[0].reader, min(row.number for row in rows), max(row.number for row in rows)
    newest = next(iter(archive.store.editions_of(reader, 1)), None)
    state = (newest.id, newest.manifest, newest.state) if newest and newest.number <= high + REACH else ()

    def look() -> Later:
        later = archive.store.editions_that_amend(reader, low, high - low + REACH)
        return tuple((row, gist(archive, row).notices) for row in later)

    return archive.remembered(("amending", reader, low, high, state), look)


def since(archive: Archive, row: EditionRow, later: Later) -> list[Amended]:
    """What of an edition was withdrawn or corrected since, withdrawals first; ``later`` as ``amending`` found it."""
    found: list[Amended] = []
    named: set[str] = set()
    for other, notices in later:
        for one in notices:
            if one.number == row.number and other.number > row.number:
                named.update(one.wires)
                said = {"level": one.level, "text": one.text}
                found.append(Amended(**said, number=other.number, on=other.on, was=one.was, now=one.now))
    taken = taken_back(archive, row)
    for story in gist(archive, row).stories:
        reasons = [taken[wire] for wire in story.wires if wire in taken and wire not in named]
        if reasons:
            count = f"{len(reasons)} wires" if len(reasons) > 1 else "A wire"
            text = f"{count} of story {story.number} ({story.region}): {reasons[0]}."
            found.append(Amended(level="withdrawn", text=text))
    return sorted(found, key=lambda one: SAID_SINCE.index(one.level))


def taken_back(archive: Archive, row: EditionRow) -> dict[str, str]:
    """The wires of an edition's stories that their agencies took back, with the reason."""
    wires = [wire for story in gist(archive, row).stories for wire in story.wires]
    return archive.while_unchanged(("taken", row.id, row.manifest), lambda: archive.store.withdrawn_of(wires))
