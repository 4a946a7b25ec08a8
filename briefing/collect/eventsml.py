"""Events of agencies' planning desks: EventsML-G2 (iptc.org/standards/eventsml-g2) inside NewsML-G2 documents.

An event is a concept item, one of a knowledge item, or stands inline in a news item; each becomes a calendar entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from xml.etree.ElementTree import Element

from briefing.collect.calendars import TEXT_LETTERS, clock_of
from briefing.collect.formats.xmltree import attribute, first, parse_xml, text_of
from briefing.model import CalendarEntry

MOST_EVENTS = 2_000
# Occurrence status of an event (IPTC NewsCodes eventoccurstatus), and what else an item may say of it.
OCCURS = {"eos2": "expected", "eos3": "expected", "eos5": "confirmed", "eos6": "cancelled", "eos7": "postponed"}
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T.*)?")


def holds_events(data: bytes) -> bool:
    """Does a NewsML-G2 document hold details of an event?"""
    return b"eventDetails" in data


def read_events(data: bytes, *, source: str, path: str) -> tuple[tuple[CalendarEntry, ...], bool]:
    """The events of a document, and whether it is made of nothing else. Raises WireError for broken XML."""
    root = parse_xml(data)
    found = [entry for event, item, n in _events(root) if (entry := _entry(event, item, n, source, path))]
    alone = root.tag != "newsMessage"
    return tuple({entry.key: entry for entry in found[:MOST_EVENTS]}.values()), alone


def _events(root: Element) -> Iterator[tuple[Element, Element, int]]:
    """(what holds name and details, the item that it came in, its number there)"""
    items = [e for e in root.iter() if e.tag in ("conceptItem", "knowledgeItem", "newsItem")] or [root]
    for item in items:
        holders = [e for e in item.iter() if e.find("eventDetails") is not None]
        for n, holder in enumerate(holders):
            yield holder, item, n


def _entry(event: Element, item: Element, n: int, source: str, path: str) -> CalendarEntry | None:
    details = event.find("eventDetails")
    what = first(event, "name")
    on, until, clock = _days(details.find("dates") if details is not None else None)
    if details is None or not what or not on:
        return None
    own = attribute(event.find("conceptId"), "qcode") or attribute(event.find("conceptId"), "uri")
    killed = attribute(item.find("itemMeta/pubStatus"), "qcode").split(":")[-1] in ("canceled", "cancelled")
    occurs = attribute(details.find("occurStatus"), "qcode").split(":")[-1]
    changed = first(item, "contentMeta/contentModified") or first(item, "itemMeta/versionCreated")
    return CalendarEntry(
        key=own or f"{attribute(item, 'guid')}#{n}",
        source=source, form="newsml", on=on, until=until, clock=clock, what=what[:300],
        where=first(details, "location/name")[:120] or None,
        status="cancelled" if killed else OCCURS.get(occurs, "planned"),
        text=first(event, "definition")[:TEXT_LETTERS], path=path,
        said_by=_provider(item), changed_at=_instant(changed),
    )  # fmt: skip


def _provider(item: Element) -> str:
    found = item.find("itemMeta/provider")
    return first(found, "name") or attribute(found, "literal") or attribute(found, "qcode").split(":")[-1]


def _days(dates: Element | None) -> tuple[str, str | None, str]:
    """First day (or month), last day where it is another, and the hour; "" for a day that is none."""
    start = text_of(dates.find("start")) if dates is not None else ""
    begin = _moment(start)
    if dates is None or begin is None:
        return (start[:7] if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", start) else ""), None, ""
    on = begin.date() if isinstance(begin, datetime) else begin
    last, end = on, _moment(text_of(dates.find("end")))
    length = _DURATION.fullmatch(text_of(dates.find("duration")))
    if end is not None:
        last = end.date() if isinstance(end, datetime) else end
    elif length and length[1]:
        last = on + timedelta(days=min(int(length[1]), 60) - 1)
    return on.isoformat(), last.isoformat() if last > on else None, clock_of(begin)


def _moment(text: str) -> date | datetime | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    at = _moment(text)
    return at.astimezone(UTC) if isinstance(at, datetime) and at.tzinfo else None
