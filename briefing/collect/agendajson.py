"""Entries of a planning desk as JSON (the agenda of Superdesk and Newsroom): a name, dates, a place, a state.

{"name": "...", "dates": {"start": "2022-01-10T09:00:00+0000", "end": "...", "tz": "Europe/Vienna"}, "location": [...]}
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.collect.calendars import TEXT_LETTERS, clock_of
from briefing.collect.encoding import decode
from briefing.collect.markup import plain_line
from briefing.collect.naming import storable
from briefing.collect.stated import read_stamp
from briefing.model import CalendarEntry

MOST_ENTRIES = 2_000
STATES = {"cancelled": "cancelled", "canceled": "cancelled", "killed": "cancelled", "postponed": "postponed"}
OCCURS = {"eos2": "expected", "eos3": "expected", "eos5": "confirmed", "eos6": "cancelled"}


def read_agenda(data: bytes, *, source: str, path: str) -> tuple[CalendarEntry, ...]:
    """The entries of a document, of a list or of a service's envelope; () where it holds none. Never raises."""
    if b'"dates"' not in data:
        return ()
    try:
        value = json.loads(decode(data).text)
    except (ValueError, RecursionError):
        return ()
    rows = value.get("_items", [value]) if isinstance(value, dict) else value
    if not isinstance(rows, list):
        return ()
    found = [entry for row in rows[:MOST_ENTRIES] if isinstance(row, dict) and (entry := _entry(row, source, path))]
    return tuple({entry.key: entry for entry in found}.values())


def _entry(row: dict[str, Any], source: str, path: str) -> CalendarEntry | None:
    dates = row.get("dates")
    begin = _moment(dates.get("start"), dates.get("tz")) if isinstance(dates, dict) else None
    what = plain_line(_text(row.get("name")) or _text(row.get("definition_short")))
    if begin is None or not what or not isinstance(dates, dict):
        return None
    whole_day = bool(dates.get("all_day"))
    end = _moment(dates.get("end"), dates.get("tz")) or begin
    status = STATES.get(_text(row.get("state")).lower()) or OCCURS.get(_occurs(row), "planned")
    return CalendarEntry(
        key=_text(row.get("guid")) or _text(row.get("_id")) or f"{what}@{begin.date().isoformat()}",
        source=source, form="json", on=begin.date().isoformat(),
        until=end.date().isoformat() if end.date() > begin.date() else None,
        clock="" if whole_day else clock_of(begin), what=what[:300], where=_where(row.get("location")), status=status,
        text=plain_line(_text(row.get("definition_long")) or _text(row.get("definition_short")))[:TEXT_LETTERS],
        path=path,
    )  # fmt: skip


def _occurs(row: dict[str, Any]) -> str:
    """The end of the code that says whether an event takes place (IPTC NewsCodes eventoccurstatus)."""
    event = row.get("event")
    status = event.get("occur_status") if isinstance(event, dict) else row.get("occur_status")
    return _text(status.get("qcode")).split(":")[-1] if isinstance(status, dict) else ""


def _where(value: object) -> str | None:
    first = value[0] if isinstance(value, list) and value else value
    if not isinstance(first, dict):
        return None
    return plain_line(_text(first.get("formatted_address")) or _text(first.get("name")))[:120] or None


def _moment(value: object, zone: object) -> datetime | None:
    """The moment in the event's own zone; None for what is no moment."""
    stamp = read_stamp(_text(value))
    if stamp is None:
        return None
    try:
        return stamp.at.astimezone(ZoneInfo(_text(zone) or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        return stamp.at


def _text(value: object) -> str:
    return storable(value).strip() if isinstance(value, str) else ""
