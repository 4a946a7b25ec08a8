"""Calendars as sources of the daybook: their entries beside those of the wires, each with its provenance.

An entry of a calendar and the same meeting from wires are one (daybook.py decides as for two wires). The calendar's
own key finds it again on another day, so that what a calendar moves is moved and not doubled. What a calendar no longer
has leaves the daybook, where no wire spoke of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from briefing.edition.brief import Brief
from briefing.model import CalendarEntry, DatedEvent, DaybookEntry, Wire

PREFIX = "calendar:"  # how the ids begin under which notes and entries name what calendars hold
HORIZON = timedelta(days=60)  # so far ahead calendars are told of
MOST_OF_CALENDARS = 30  # entries of .ics files in one edition, the soonest
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def events_of(brief: Brief) -> list[tuple[CalendarEntry, DatedEvent]]:
    """What the reader's calendars announce from the day of the edition on. The user's own entries all come in."""
    ahead = [e for e in brief.calendar if _last(e) >= brief.on.isoformat()[: len(_last(e))]]
    near = [e for e in ahead if e.on <= (brief.on + HORIZON).isoformat()]
    own = [e for e in ahead if e.form == "yaml"]
    others = sorted((e for e in near if e.form != "yaml"), key=lambda e: (e.on, e.wire_id))[:MOST_OF_CALENDARS]
    return [(entry, _event(entry)) for entry in (*own, *others)]


def order_of(entry: CalendarEntry) -> tuple[str, str]:
    """Where an entry stands among wires, by the time of its last change."""
    return (entry.changed_at or entry.seen_at or NEVER).isoformat(), entry.wire_id


def _last(entry: CalendarEntry) -> str:
    return entry.until or entry.on


def _event(entry: CalendarEntry) -> DatedEvent:
    return DatedEvent(
        on=entry.on, until=entry.until, what=entry.what, where=entry.where, parties=entry.parties,
        status=entry.status, evidence=entry.what, paragraph=-1, clock=entry.clock,
    )  # fmt: skip


def calendar_wires(brief: Brief) -> dict[str, Wire]:
    """What stands for the entries in the source notes: title, who says so, link and time."""
    return {entry.wire_id: _wire(entry) for entry in brief.calendar}


def _wire(entry: CalendarEntry) -> Wire:
    at = entry.changed_at or entry.seen_at or NEVER
    return Wire(
        id=entry.wire_id, identity=entry.key, source=entry.source, headline=entry.what, paragraphs=(),
        received_at=entry.seen_at or at, published_at=at,
        date_source="stated" if entry.changed_at else "first-seen",
        publisher=entry.said_by or entry.publisher or entry.source, path=entry.path, link=entry.link,
        canonical_link=entry.link,
    )  # fmt: skip


def is_calendar(wire_id: str) -> bool:
    """Is it the id of a calendar's entry and not of a wire?"""
    return wire_id.startswith(PREFIX)


def still_announced(earlier: Iterable[DaybookEntry], brief: Brief) -> tuple[DaybookEntry, ...]:
    """The earlier entries without those to come that only calendars announced and none of these has any more."""
    standing = {entry.wire_id for entry in brief.calendar}
    today = brief.on.isoformat()
    return tuple(
        e for e in earlier
        if e.on < today[: len(e.on)] or not e.wires or not all(map(is_calendar, e.wires)) or standing & {*e.wires}
    )  # fmt: skip


def moved_in_calendar(left: Sequence[DaybookEntry], entry: DaybookEntry) -> DaybookEntry | None:
    """The earlier entry of the same key of a calendar, on whatever day."""
    keys = {w for w in entry.wires if is_calendar(w)}
    return next((o for o in left if keys & {*o.wires}), None) if keys else None
