"""The instants of the daybook's stated hours, and who would have to be in two places at one hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from briefing.edition.appointments import OPEN
from briefing.edition.promises import fold
from briefing.edition.zones import only_zone
from briefing.model import DaybookEntry
from briefing.text.stated import moment

SAME_HOUR = timedelta(hours=1)  # the same parties in two places within so long cannot be at both


def with_instants(entries: Sequence[DaybookEntry]) -> tuple[DaybookEntry, ...]:
    """The entries with ``at``, the instant of their stated hour where its zone is known, and ``same_hour`` where just
    these parties have another entry in another place within ``SAME_HOUR``, on whatever date it has there."""
    timed = [replace(entry, at=instant_of(entry)) for entry in entries]
    return tuple(replace(e, same_hour=any(_at_both(e, other) for other in timed)) for e in timed)


def instant_of(entry: DaybookEntry) -> datetime | None:
    """The instant at which an entry begins, None where it is not known.

    An hour in a zone of its own, or in two that agree; "local time" where the whole country of its place has one zone.
    """
    if len(entry.on) != 10 or not entry.clock:
        return None
    on = date.fromisoformat(entry.on)
    at = moment(on, entry.clock)
    if at is None and entry.clock.casefold().endswith(" local time") and entry.where:
        zone = only_zone(entry.where)
        hour = moment(on, f"{entry.clock[:5]} GMT")
        at = hour.replace(tzinfo=zone) if zone and hour else None
    return at


def _at_both(one: DaybookEntry, other: DaybookEntry) -> bool:
    if one.uid == other.uid or one.at is None or other.at is None or not one.parties:
        return False
    apart = fold(one.where) != fold(other.where) and bool(one.where and other.where)
    is_open = one.status in OPEN and other.status in OPEN
    return apart and is_open and set(one.parties) == set(other.parties) and abs(one.at - other.at) <= SAME_HOUR
