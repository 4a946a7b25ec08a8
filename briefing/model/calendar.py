"""Entries of calendars and of the user's own daybook file: sources of the daybook besides the wires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEntry:
    """One dated entry as its file has it. What changes in a file makes a new version under the same ``key``.

    ``parties`` are names as written, or, once judged, ISO codes and names of bodies.
    """

    key: str  # names the entry over its versions: the UID of an .ics, else made of title and place
    source: str  # the source's name in config
    form: str  # ics | yaml | newsml | xml | json
    on: str  # YYYY-MM-DD or YYYY-MM
    what: str
    until: str | None = None
    clock: str = ""  # "14:00", "14:00 GMT+1 (13:00 GMT)"
    where: str | None = None
    parties: tuple[str, ...] = ()
    status: str = "planned"  # planned | expected | confirmed | postponed | cancelled
    said_by: str = ""  # who says so, as the user's file has it
    link: str = ""
    text: str = ""  # the description of an .ics, cut
    path: str = ""  # the file within its source
    publisher: str = ""
    changed_at: datetime | None = None  # as the file states it
    seen_at: datetime | None = None  # when this version was read first
    wire_id: str = ""  # under which notes and entries name it


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFile:
    """What one reading of a calendar gave: all its entries, which replace those read from it before.

    ``path`` is the file within its source, "" for a feed or a single file.
    """

    source: str
    path: str
    entries: tuple[CalendarEntry, ...]
