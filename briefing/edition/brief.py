"""What an edition is made of besides the digest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from briefing.config import Reader
from briefing.model import CalendarEntry, DeskOrders, Edition, Notice, Publisher, RegionUsual, SourceLine, Wire


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """Names for print, by key or code, and the regions in their order with those below each."""

    country: Callable[[str], str]  # code -> English name, which texts are searched for
    regions: Mapping[str, str]
    order: Sequence[str]
    topics: Mapping[str, str]
    desks: Mapping[str, str]
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of each region and those below it
    own: Mapping[str, str] = field(default_factory=dict)  # English name of a country -> the one printed, if another


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """What an edition is made of besides the digest: whose, which, for when, and what he had before."""

    reader: Reader
    regions: frozenset[str]
    names: Names
    weights: Mapping[str, float]
    on: date
    slot: str
    kind: str
    number: int
    covers_from_at: datetime
    covers_to_at: datetime
    generated_at: datetime
    next_at: datetime | None
    earlier: tuple[Edition, ...] = ()  # editions the reader was told, newest first
    sources: tuple[SourceLine, ...] = ()
    notices: tuple[Notice, ...] = ()
    older: tuple[Wire, ...] = ()  # arrived in the period, published before it
    usual: Mapping[str, RegionUsual] = field(default_factory=dict)  # "desk/region" -> its wires against the usual
    publishers: Mapping[str, Publisher] = field(default_factory=dict)  # rows of the registry by every casefolded name
    length: float = 1.0  # of his theme: what the stock one sets on a page takes so many
    labels: Mapping[str, str] = field(default_factory=dict)
    calendar: tuple[CalendarEntry, ...] = ()  # what stands in the reader's calendars
    orders: DeskOrders = field(default_factory=DeskOrders)
    only: tuple[str, ...] = ()  # ids of stories or storylines, or words of headlines: all that it may hold


def withdrawn_in(brief: Brief) -> frozenset[str]:
    """The ids of all wires that were withdrawn from this reader, now or by an earlier edition's notice."""
    notices = [*brief.notices, *(n for edition in brief.earlier for n in edition.notices)]
    return frozenset(wire for notice in notices if notice.level == "withdrawn" for wire in notice.wires)
