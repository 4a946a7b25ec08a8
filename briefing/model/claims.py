"""Figures that wires give, each with who gives it; and the tables in which an edition sets them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """One figure of one wire. Words are the wire's own; ``low`` and ``high`` are what they mean as numbers."""

    kind: str  # killed | injured | detained | missing | displaced | evacuated | troops | money
    text: str  # the figure as printed: "at least 12", "dozens of", "$1.2 billion"
    low: float | None  # None for a figure in words alone: "dozens"
    high: float | None  # the same as low for a single number; None for "at least 12" as well
    unit: str = "people"  # people, or a currency's code for money
    counted: str = ""  # what is counted, in the wire's words: "soldiers"; empty where it names nobody
    said_by: str = ""  # as printed: "the health ministry"; empty: the wire itself
    as_of: str = ""  # the stated day, as printed: "Thursday"
    total: bool = False  # a running total: "since the war began", "the death toll rose to"
    since: str = ""  # the words that make it a count over a time: "since the war began", "so far"
    place: str = ""  # the nearest place named in its sentence; empty where it names none
    country: str = ""  # that place's country, ISO code
    evidence: str = ""  # the sentence
    paragraph: int = 0  # index into Wire.paragraphs; -1 for the headline


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRow:
    """What one source gives: the newest figure it gave."""

    value: str  # as printed
    said_by: str  # as printed; empty: the wire itself
    origin: str  # the agency or publisher whose wire it is
    at: datetime
    note: int
    was: str = ""  # the figure that this source gave in an earlier edition
    was_on: str = ""  # the day of that edition, YYYY-MM-DD
    low: float | None = None
    high: float | None = None
    as_of: str = ""
    day_only: bool = False  # the wire states its date without an hour


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureTable:
    """One thing counted, as each source counts it, the newest first. Figures are never merged."""

    kind: str
    counted: str  # one of the wires' words: "soldiers"
    place: str
    unit: str
    low: float  # the least and the greatest number any row names
    high: float
    rows: tuple[FigureRow, ...]
    total: bool = False
    differs: bool = False  # two rows of different origins cannot both be exact
    why: str = ""
