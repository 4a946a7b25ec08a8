"""What a reader's edition says first: what changed since the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """An earlier edition of this reader that carried a storyline."""

    number: int
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceLine:
    """One line of the opening. ``text`` is a wire's: a headline, the words of an event, the sentence that closes.

    ``kind``: closed | held | moved | cancelled | postponed | overdue | updated | new | quiet. For "moved", ``was`` and
    ``now`` are the two days, or "" where it moved to another place on its day. For "quiet", ``days`` counts from the
    edition that last told of it, ``heard`` is 1 where a source that told of it was heard, and ``target`` a story of
    today that may be the same affair under another storyline.
    """

    kind: str
    text: str
    target: str = ""  # story id or daybook uid on this edition's pages
    what: tuple[str, ...] = ()  # for "updated": fact, figure, date, place, actor, position
    was: str = ""
    now: str = ""
    days: int = 0
    heard: int = 0  # for "overdue": sources heard without a report of it
    number: int = 0  # for "quiet": the edition that last told of it
    notes: tuple[int, ...] = ()
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """What is new since edition ``number`` of ``on``: how many stories, which, and a few lines.

    ``new_stories`` and ``updated_stories`` are the first of them that are a card or a line, by their numbers.
    """

    number: int
    on: date
    new: int
    updated: int
    continuing: int
    lines: tuple[SinceLine, ...] = ()
    new_stories: tuple[str, ...] = ()
    updated_stories: tuple[str, ...] = ()
    more_quiet: int = 0  # further storylines that the reader follows and of which no wire spoke
