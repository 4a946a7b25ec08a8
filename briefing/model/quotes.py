"""Who said what: quotations as a wire has them, and as a card prints them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One statement of one speaker. Every text is the wire's, letter for letter."""

    who: str  # name as printed, or who speaks without one: "Sergey Lavrov", "the source", "the Kremlin"
    parts: tuple[str, ...]  # the words between the marks, one for each pair of marks; of an indirect one: the clause
    role: str = ""  # as printed: "Russian Foreign Minister"
    country: str | None = None  # of the speaker, where his role names it
    to: str = ""  # as printed: "told TASS", "in a statement"
    indirect: bool = False  # told without marks: "Lavrov said that ..."
    named: bool = True  # False: an unnamed source, an office, a ministry
    evidence: str = ""  # the whole sentences
    paragraph: int = 0  # index into Wire.paragraphs, where it begins


@dataclass(frozen=True, kw_only=True, slots=True)
class CardQuote:
    """A quotation on a card. ``first_*`` tell who had it first, where several wires carry it."""

    who: str
    parts: tuple[str, ...]
    note: int
    role: str = ""
    to: str = ""
    language: str = "en"
    wires: int = 1  # that carry it
    first_by: str = ""  # outlet or agency; empty where one wire carries it
    first_at: datetime | None = None
    day_only: bool = False  # the first wire states its date without an hour
    changed: tuple[str, ...] = ()  # the other wording, where wires or editions differ
    changed_note: int = 0  # of the wire that has the other wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """A line of the index of speakers: a named person and the stories whose cards or lines rest on his words."""

    name: str
    role: str
    stories: tuple[str, ...]  # story ids, in the order of their numbers
