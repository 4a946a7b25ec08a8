"""Where a day begins first and ends last, for the place that a wire names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from briefing.text.gazetteer import Place, fold_name, load

# The first and the last zone on earth: a day of a place that is not known begins and ends with them.
FIRST_ZONE, LAST_ZONE = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
RIVAL = 0.1  # a town of the same name counts from this share of the largest one's people


def day_begins(day: date, where: str | None) -> datetime:
    """The earliest moment, in UTC, at which the day can have begun in a place."""
    return min(_at(day, zone) for zone in _zones(where))


def day_ends(day: date, where: str | None) -> datetime:
    """The latest moment, in UTC, at which the day can have ended in a place."""
    return max(_at(day + timedelta(days=1), zone) for zone in _zones(where))


def only_zone(where: str) -> tzinfo | None:
    """The zone of a place whose whole country keeps one clock; None for others."""
    zones = set(_zones(where))
    return zones.pop() if len(zones) == 1 else None


def _at(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)


def _zones(where: str | None) -> tuple[tzinfo, ...]:
    codes = _countries(where or "")
    rows = _table()
    if not codes or not codes <= rows.keys():
        return (FIRST_ZONE, LAST_ZONE)
    return tuple(ZoneInfo(name) for code in sorted(codes) for name in rows[code])


@cache
def _countries(where: str) -> frozenset[str]:
    """The countries in which a place of this name lies: of towns, those not dwarfed by a namesake."""
    found = [(hit, sense) for hit in load().find(where) for sense in hit.senses]
    if len({hit.start for hit, _ in found}) != 1 or fold_name(where) != found[0][0].key:
        return frozenset()
    places: list[Place] = [load().place(sense.place) for _, sense in found if sense.form != "d"]
    most = max((p.population for p in places), default=0)
    kept = [p for p in places if p.kind == "country" or p.population >= most * RIVAL]
    return frozenset(code for p in kept for code in (p.countries or (p.country,)))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Country code -> its easternmost and its westernmost zone (data/zones.txt)."""
    lines = (files("briefing.data") / "zones.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {code: tuple(zones) for code, *zones in rows}
