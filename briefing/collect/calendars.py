"""Calendars as sources: iCalendar files (RFC 5545) and the user's own daybook file.

    BEGIN:VCALENDAR ...      -> read_ics       recurring entries are told one by one, for the months ahead
    daybook: [- title: ...]  -> read_daybook   faults are told all at once, each with its line

Parsed with icalendar and python-dateutil: folded lines, time zones of a file's own and rules of recurrence are more
than a reader of our own should get wrong. Both are imported when a calendar is met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from briefing.collect.naming import storable
from briefing.errors import WireError
from briefing.model import CalendarEntry

MOST_EVENTS = 5_000  # of one file
BACK, AHEAD = timedelta(days=7), timedelta(days=183)  # of a recurring entry, the times told
MOST_TIMES = 60
MOST_COUNTED = 2_000  # times of a rule that counts them
MOST_RULES = 400  # recurring events of one file that are told one by one
TEXT_LETTERS = 400
STATES = {"CONFIRMED": "confirmed", "TENTATIVE": "expected", "CANCELLED": "cancelled"}
_ICS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\b", re.IGNORECASE)
# empty lines, comments and the mark of a document; none of them may be read in two ways, or many of them take for ever
_DAYBOOK = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t\r\f\v]*(?:#[^\n]*|---)?\n)*daybook\s*:\s*(?:#[^\n]*)?(?:\n|\[|\Z)")


def calendar_kind(data: bytes) -> str:
    """ "ics", "yaml" (a daybook file) or "" for what is no calendar, by its first bytes."""
    if _ICS.match(data[:4096]):
        return "ics"
    return "yaml" if _DAYBOOK.match(data[:4096]) else ""


def read_calendar(data: bytes, *, source: str, path: str, received_at: datetime) -> tuple[CalendarEntry, ...]:
    """All entries of a calendar of either kind, in the order of the file. Raises WireError where it is none."""
    if calendar_kind(data) == "yaml":
        from briefing.collect.daybookfile import read_daybook

        return read_daybook(data, source=source, path=path)
    return read_ics(data, source=source, path=path, received_at=received_at)


def read_ics(data: bytes, *, source: str, path: str, received_at: datetime) -> tuple[CalendarEntry, ...]:
    """The events of an iCalendar file; to-dos and journals are passed over, and so is an event without a date or title.

    Raises WireError where the file cannot be read.
    """
    from icalendar import Calendar

    try:  # OSError: the name of a zone may be too long for the file that zones are looked for in
        calendars = Calendar.from_ical(data, multiple=True)
        found = [event for calendar in calendars for event in _events(calendar, source, path, received_at)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, OSError) as fault:
        raise WireError(
            f"this is no calendar that can be read ({fault})", hint="Export it anew as iCalendar (.ics)"
        ) from fault
    return tuple({entry.key: entry for entry in found}.values())


def _events(calendar: Any, source: str, path: str, received_at: datetime) -> Iterator[CalendarEntry]:
    all_off = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    events = list(calendar.walk("VEVENT"))[:MOST_EVENTS]
    moved = {(str(e.get("UID", "")), _stamp(e["RECURRENCE-ID"].dt)) for e in events if "RECURRENCE-ID" in e}
    rules = 0
    for event in events:
        entry = _entry(event, source, path)
        if entry is None:
            continue
        entry = replace(entry, status="cancelled") if all_off else entry
        rules += "RRULE" in event
        if "RRULE" not in event or "RECURRENCE-ID" in event or rules > MOST_RULES:
            own = f"{entry.key}:{_stamp(event['RECURRENCE-ID'].dt)}" if "RECURRENCE-ID" in event else entry.key
            yield replace(entry, key=own)
            continue
        for start in _times(event, received_at):
            if (str(event.get("UID", "")), _stamp(start)) not in moved:
                yield _on_day(entry, event, start)


def _entry(event: Any, source: str, path: str) -> CalendarEntry | None:
    what = _words(event.get("SUMMARY"))
    start = event.get("DTSTART")
    if start is None or not what:
        return None
    changed = event.get("LAST-MODIFIED") or event.get("DTSTAMP")
    where = _words(event.get("LOCATION"))
    uid = storable(str(event.get("UID", ""))).strip()
    entry = CalendarEntry(
        key=uid or sha256(f"{what}|{where}".encode()).hexdigest()[:20],
        source=source,
        form="ics",
        on="",
        what=what[:300],
        where=where[:120] or None,
        status=STATES.get(str(event.get("STATUS", "")).upper(), "planned"),
        link=_link(event),
        text=_words(event.get("DESCRIPTION"))[:TEXT_LETTERS],
        path=path,
        changed_at=_instant(changed.dt) if changed is not None else None,
    )
    return replace(_on_day(entry, event, start.dt), key=entry.key)


def _on_day(entry: CalendarEntry, event: Any, start: date | datetime) -> CalendarEntry:
    """The entry at one of its times, keyed by it."""
    last = _last(event, start)
    on = start.date() if isinstance(start, datetime) else start
    return replace(
        entry,
        key=f"{entry.key}:{_stamp(start)}",
        on=on.isoformat(),
        until=last.isoformat() if last > on else None,
        clock=clock_of(start),
    )


def _last(event: Any, start: date | datetime) -> date:
    """The last day: DTEND of a whole day is the day after it, one of an hour is that moment."""
    first = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else first + event["DURATION"].dt if "DURATION" in event else first
    length: timedelta = end - first
    if isinstance(start, datetime):
        return (start + max(length - timedelta(minutes=1), timedelta(0))).date()
    return start + max(length - timedelta(days=1), timedelta(0))


def clock_of(start: date | datetime) -> str:
    """ "14:00" of a floating hour, "14:00 GMT", "14:00 GMT+1 (13:00 GMT)" """
    if not isinstance(start, datetime):
        return ""
    away = start.utcoffset()
    if away is None:
        return f"{start:%H:%M}"
    if not away:
        return f"{start:%H:%M} GMT"
    minutes = int(away.total_seconds()) // 60
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    zone = f"GMT{sign}{hours}" + (f":{rest:02d}" if rest else "")
    return f"{start:%H:%M} {zone} ({start.astimezone(UTC):%H:%M} GMT)"


def _times(event: Any, received_at: datetime) -> list[date | datetime]:
    """The starts of a recurring event around ``received_at``, at most ``MOST_TIMES``; its first alone where the rule is
    finer than a day or cannot be read."""
    from dateutil.rrule import rrulestr

    first = event["DTSTART"].dt
    plain = first if isinstance(first, datetime) else datetime.combine(first, time(0))
    zone = plain.tzinfo
    text = _rule(event["RRULE"].to_ical().decode(), aware=zone is not None)
    here = received_at.astimezone(zone) if zone else received_at.replace(tzinfo=None)
    if not text:
        return [first]
    try:
        rule = rrulestr(text, dtstart=_near(plain, here - BACK, text))
        times = list(rule.xafter(here - BACK, count=MOST_TIMES * 2, inc=True))
    except (ValueError, TypeError, OverflowError, AttributeError):
        return [first]
    left_out = {_stamp(one.dt) for row in _listed(event.get("EXDATE")) for one in row.dts}
    starts = [at if isinstance(first, datetime) else at.date() for at in times if at <= here + AHEAD]
    return [start for start in starts if _stamp(start) not in left_out][:MOST_TIMES]


def _rule(text: str, *, aware: bool) -> str:
    """The rule as dateutil takes it; "" for one that nobody puts in a daybook, or that has no end in sight."""
    freq = re.search(r"FREQ=(\w+)", text, re.IGNORECASE)
    count = re.search(r"COUNT=(\d+)", text, re.IGNORECASE)
    if (
        not freq
        or freq[1].upper() not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        or (count and int(count[1]) > MOST_COUNTED)
    ):
        return ""
    if aware:  # a day alone means to its end; the standard asks for UTC there
        return re.sub(r"(UNTIL=\d{8})(?:T(\d{6})Z?)?(?=;|$)", lambda m: f"{m[1]}T{m[2] or '235959'}Z", text)
    return re.sub(r"(UNTIL=\d{8}T\d{6})Z", r"\1", text)


def _near(first: datetime, from_at: datetime, text: str) -> datetime:
    """A start of the same rule shortly before ``from_at``: what began long ago is not counted day by day."""
    freq = re.search(r"FREQ=(DAILY|WEEKLY)", text, re.IGNORECASE)
    if not freq or re.search(r"COUNT=", text, re.IGNORECASE):
        return first
    step = re.search(r"INTERVAL=(\d+)", text, re.IGNORECASE)
    days = max(1, int(step[1]) if step else 1) * (7 if freq[1].upper() == "WEEKLY" else 1)
    return first + timedelta(days=days * max(0, (from_at - first).days // days - 1))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _stamp(start: date | datetime) -> str:
    if isinstance(start, datetime):
        return (start.astimezone(UTC) if start.tzinfo else start).strftime("%Y%m%dT%H%M%S")
    return start.strftime("%Y%m%d")


def _instant(at: date | datetime) -> datetime | None:
    return at.astimezone(UTC) if isinstance(at, datetime) and at.tzinfo else None


def _words(value: Any) -> str:
    if value is None:
        return ""
    first = value[0] if isinstance(value, list) else value
    return storable(" ".join(str(first).split()))


def _link(event: Any) -> str:
    link = _words(event.get("URL"))
    return link if re.match(r"https?://\S+$", link) else ""
