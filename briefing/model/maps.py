"""What a region's locator map shows: its countries, those of the day's stories, and the places they name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place of the day's stories. ``lat`` and ``lon`` are degrees; ``cards`` are the numbers of the stories."""

    name: str
    country: str  # code, "" for an area over several
    lat: float
    lon: float
    cards: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionMap:
    """A locator map. ``spots``: those that more wires name come first; one without any shows countries alone."""

    countries: tuple[str, ...]  # of the region
    touched: tuple[str, ...]  # those of them that the stories are about
    names: tuple[str, ...]  # for print, of those
    spots: tuple[Spot, ...] = ()
