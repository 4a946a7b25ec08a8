"""Which slots are due: worked out from local dates, never by stepping a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from briefing.config import Reader, Slot
from briefing.crontab import read_cron
from briefing.units import DAYS


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """One slot on one local date. ``due_at`` is its instant in UTC."""

    reader: str
    on: date
    slot: str
    zone: str
    due_at: datetime


@lru_cache(maxsize=4096)
def instant(on: date, clock: str, zone: str) -> datetime:
    """The UTC instant of a local hour. An hour that a clock change leaves out becomes the first instant after the
    gap; an hour that comes twice is its first."""
    tz = ZoneInfo(zone)
    local = datetime.combine(on, time.fromisoformat(clock), tzinfo=tz)
    utc = local.astimezone(UTC)
    back = utc.astimezone(tz)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return utc
    # In a gap: fold=0 uses the offset before it, fold=1 the one after; the change lies between the two readings.
    low = local.replace(fold=1).astimezone(UTC)
    high = utc
    offset = low.astimezone(tz).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(tz).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def slots_between(reader: Reader, *, after_at: datetime, until_at: datetime) -> list[Due]:
    """Every slot of the reader with after_at < due_at <= until_at, in order of time; one for each (date, hour).

    A crontab line follows the same rules at a clock change as an hour does: each local hour once a day, the first of
    two, and the first instant after a gap. A date that a zone leaves out whole has no slot.
    """
    found: dict[tuple[date, str], Due] = {}
    for slot in reader.slots:
        zone = slot.zone or reader.zone
        tz = ZoneInfo(zone)
        day = after_at.astimezone(tz).date() - timedelta(days=1)
        last = until_at.astimezone(tz).date() + timedelta(days=1)
        while day <= last:
            if _fires(slot, day) and not _left_out(day, zone):
                for clock in slot.clocks:
                    due_at = instant(day, clock, zone)
                    if after_at < due_at <= until_at:
                        due = Due(reader=reader.name, on=day, slot=clock, zone=zone, due_at=due_at)
                        found.setdefault((day, clock), due)
            day += timedelta(days=1)
    return sorted(found.values(), key=lambda due: (due.due_at, due.on, due.slot))


def _fires(slot: Slot, day: date) -> bool:
    return read_cron(slot.cron).on(day) if slot.cron else DAYS[day.weekday()] in slot.days


@lru_cache(maxsize=4096)
def _left_out(day: date, zone: str) -> bool:
    """Has the zone no such date? Apia went from 29 to 31 December 2011."""
    return instant(day, "00:00", zone) == instant(day + timedelta(days=1), "00:00", zone)


def several_a_day(reader: Reader) -> bool:
    """Can the reader get more than one edition under one date?"""
    return len({clock for slot in reader.slots for clock in slot.clocks}) > 1


def zone_of(reader: Reader, clock: str) -> str:
    """The zone of the slot with that hour; the reader's own where he has none such now."""
    return next((slot.zone for slot in reader.slots if slot.zone and clock in slot.clocks), reader.zone)


def due_now(
    reader: Reader, *, now_at: datetime, last_due_at: datetime | None, done: Sequence[tuple[date, str]], catch_up: str
) -> list[Due]:
    """The slots to make at ``now_at``.

    ``last_due_at`` is the due time of the newest slot already made, None for a reader who never had one: then only
    the newest slot of the last day counts, not the past. ``done`` are the (date, slot) pairs in the ledger.
    ``catch_up``: "latest" makes one edition for a gap, "all" one for each missed slot, "skip" none that is over an
    hour late.
    """
    after_at = last_due_at or now_at - timedelta(days=1)
    waiting = [d for d in slots_between(reader, after_at=after_at, until_at=now_at) if (d.on, d.slot) not in set(done)]
    if catch_up == "skip":
        waiting = [d for d in waiting if now_at - d.due_at <= timedelta(hours=1)]
    return waiting if catch_up == "all" and last_due_at else waiting[-1:]


HORIZONS = tuple(timedelta(days=n) for n in (8, 62, 400, 8 * 366 + 1))  # 29 February may be eight years away


def coming_slots(reader: Reader, *, after_at: datetime, most: int) -> list[Due]:
    """The reader's next ``most`` slots; fewer where so many do not come in the next eight years."""
    found: list[Due] = []
    for horizon in HORIZONS if reader.slots else ():
        found = slots_between(reader, after_at=after_at, until_at=after_at + horizon)
        if len(found) >= most:
            break
    return found[:most]


def next_slot(reader: Reader, *, after_at: datetime) -> Due | None:
    """The reader's next slot, None where he has none."""
    return next(iter(coming_slots(reader, after_at=after_at, most=1)), None)
