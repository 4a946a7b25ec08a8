"""Two editions held against each other, and past editions decided anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that differs. ``kind``: story, figure, daybook, source or count; ``what``: new, gone, or the field
    that changed; for a figure what is counted: killed, displaced ..."""

    kind: str
    what: str
    name: str  # the later headline or entry in the wires' words, the source's or the count's name
    before: str = ""
    after: str = ""
    detail: str = ""  # of a figure: who gives it, and where; of a story: its region
    language: str = "en"  # of the name


@dataclass(frozen=True, kw_only=True, slots=True)
class Issue:
    """Which edition: its number, date, slot and cut-off."""

    number: int
    on: date
    slot: str
    cutoff_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """What changed from one edition of a reader to another."""

    reader: str
    before: Issue
    after: Issue
    changes: tuple[Change, ...]
