"""A story over days: how it stands, which editions carried it, and how storylines joined and parted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from briefing.model.since import Carried


@dataclass(frozen=True, kw_only=True, slots=True)
class LineChange:
    """Two storylines that became one, or one that parted.

    ``kind`` "joined": ``other`` goes on within ``line`` from ``at`` on. "parted": ``line`` then began out of ``other``.
    ``headline`` is that of ``other``, as a wire had it, and ``wire`` the one it was taken from.
    """

    kind: str
    line: str
    other: str
    at: datetime
    headline: str
    why: str
    wire: str = ""


def joins_of(changes: Iterable[LineChange]) -> dict[str, str]:
    """Storyline that joined another -> that other."""
    return {c.other: c.line for c in changes if c.kind == "joined"}


def roots_of(into: Mapping[str, str]) -> dict[str, str]:
    """Storyline that went into another -> the one that goes on, over chains; of a circle nothing is known."""
    out: dict[str, str] = {}
    for line in into:
        seen, at = {line}, into[line]
        while at in into and at not in seen:
            seen.add(at)
            at = into[at]
        if at not in seen:
            out[line] = at
    return out


@dataclass(frozen=True, kw_only=True, slots=True)
class Storyline:
    """How a storyline stands with this reader on the day of an edition.

    ``status``: NEW | UPDATED | CONTINUING where the edition has a story of it; CLOSED where a wire told its end and
    nothing came since; else QUIET. ``days`` counts from the edition that last told of it, 0 for today.
    """

    id: str
    headline: str
    language: str
    status: str
    first_on: date
    last_on: date
    days: int = 0
    day: int = 0  # of our coverage, as on the card; 0 for a new one
    story: str = ""  # its story on this edition's pages, "" for none
    mark: str = ""  # "follow" where the reader follows it
    heard: bool = True  # a source that told of it was heard in the period: only then is silence a finding
    perhaps: str = ""  # a story of this edition that may be the same affair under another storyline
    ended: str = ""  # for CLOSED: the sentence that told the end, as a wire had it
    ended_on: date | None = None  # the day of the edition that printed it
    carried: tuple[Carried, ...] = ()
    changes: tuple[LineChange, ...] = ()
