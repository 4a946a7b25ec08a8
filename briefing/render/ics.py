"""The daybook as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from briefing.model import DaybookEntry, Edition, Note
from briefing.render.wording import clean, web_link
from briefing.text.stated import moment

_LINE_OCTETS = 75  # RFC 5545, 3.1: without the line break
# One put off without a new day is cancelled for its old one; a new day brings it back under the same UID.
_STATUS = {
    "confirmed": "CONFIRMED", "held": "CONFIRMED", "moved": "CONFIRMED", "cancelled": "CANCELLED",
    "postponed": "CANCELLED",
}  # fmt: skip


def render_ics(edition: Edition) -> bytes:
    """A calendar of the daybook's dated entries: UTF-8, CRLF, lines folded at 75 octets.

    An entry is a whole day or a span of days (DTEND is the day after the last one); it is timed only where the hour
    comes with its offset or a zone name that means one zone. Entries known by month alone are left out: a calendar
    cannot say "some day in March".
    UID and SEQUENCE are the entry's own, so that a later edition replaces what it changes.
    """
    notes = {note.number: note for note in edition.notes}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//briefing//daybook//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(edition.title)}",
    ]
    for entry in edition.daybook:
        lines += _event(entry, edition, notes)
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines).encode()


def _event(entry: DaybookEntry, edition: Edition, notes: dict[int, Note]) -> list[str]:
    times = _times(entry)
    if not times:
        return []
    sources = [notes[number] for number in entry.notes if number in notes]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{_utc(edition.generated_at)}",
        *times,
        f"SEQUENCE:{max(0, entry.sequence)}",
        f"SUMMARY:{_text(entry.what[:1].upper() + entry.what[1:])}",
        f"STATUS:{_STATUS.get(entry.status, 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
        f"DESCRIPTION:{_text(_description(entry, edition, sources))}",
    ]
    if entry.where:
        lines.append(f"LOCATION:{_text(entry.where)}")
    link = next((web_link(note.link) for note in sources if web_link(note.link)), "")
    if link:
        lines.append(f"URL:{link}")
    lines.append("END:VEVENT")
    return lines


def _times(entry: DaybookEntry) -> list[str]:
    """DTSTART and DTEND; empty where the day is not known or not a date."""
    try:
        first = date.fromisoformat(entry.on)
        last = max(first, date.fromisoformat(entry.until)) if entry.until else first
    except ValueError:
        return []
    start = entry.at or moment(first, entry.clock)
    if start and last == first:
        return [f"DTSTART:{_utc(start)}", f"DTEND:{_utc(start + timedelta(hours=1))}"]
    end = last + timedelta(days=1) if last < date.max else last
    return [f"DTSTART;VALUE=DATE:{_day(first)}", f"DTEND;VALUE=DATE:{_day(end)}"]


def _description(entry: DaybookEntry, edition: Edition, sources: list[Note]) -> str:
    lines = [edition.mark] if edition.mark else []
    lines.append(entry.evidence)
    hour = f", {entry.clock} as stated" if entry.clock else ""
    moved = f", moved from {entry.moved_from}" if entry.moved_from else ""
    lines.append(f"Status: {entry.status}{moved}{hour}")
    if entry.parties:
        lines.append("Parties: " + ", ".join(entry.parties))
    for note in sources:
        whose = note.agency or note.publisher or note.source
        lines.append(" ".join(part for part in (f"Source: {whose}: {note.headline}", web_link(note.link)) if part))
    return "\n".join(line for line in lines if line)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and newline escaped, controls gone."""
    plain = clean(value.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, "\\" + mark)
    return plain.replace("\n", "\\n")


def _fold(line: str) -> str:
    """The line cut into pieces of at most 75 octets, each further one led by a space; no character is cut in two."""
    pieces, piece, size = [], "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE_OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join([*pieces, piece])
