"""Events of planning desks in NewsML-G2: a concept item, a knowledge item, inline in a news item."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.eventsml import read_events
from briefing.collect.folder import Options, read_file
from briefing.model import CalendarEntry

NOW = datetime(2022, 1, 6, 12, tzinfo=UTC)
CONCEPT = """<?xml version="1.0" encoding="UTF-8"?>
<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:x:1" version="2" standard="NewsML-G2">
<itemMeta><itemClass qcode="cinat:concept"/><provider qcode="nprov:EXW"/>
<versionCreated>2022-01-05T13:05:00Z</versionCreated><pubStatus qcode="stat:{state}"/></itemMeta>
<contentMeta><contentModified>2022-01-05T13:00:00Z</contentModified></contentMeta>
<concept><conceptId qcode="event:77"/><type qcode="cpnat:event"/><name>Council session on Norland</name>
<definition>The session was asked for by three members.</definition>
<eventDetails><dates><start>{start}</start>{end}</dates>{occurs}
<location><name>Hofburg, Vienna, Austria</name></location></eventDetails></concept></conceptItem>"""


def read(start: str, end: str = "", occurs: str = "", state: str = "usable") -> CalendarEntry:
    data = CONCEPT.format(start=start, end=end, occurs=occurs, state=state).encode()
    ((entry,), alone) = read_events(data, source="desk", path="e.xml")
    assert alone
    return entry


def test_what_an_event_carries() -> None:
    entry = read("2022-01-13T10:00:00+01:00")
    assert (entry.key, entry.on, entry.clock, entry.what) == (
        "event:77", "2022-01-13", "10:00 GMT+1 (09:00 GMT)", "Council session on Norland",
    )  # fmt: skip
    assert (entry.where, entry.said_by, entry.status) == ("Hofburg, Vienna, Austria", "EXW", "planned")
    assert entry.changed_at == datetime(2022, 1, 5, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "on", "until"),
    [
        ("2022-01-13", "", "2022-01-13", None),
        ("2022-01-13", "<end>2022-01-15</end>", "2022-01-13", "2022-01-15"),
        ("2022-01-13T09:00:00Z", "<duration>P2D</duration>", "2022-01-13", "2022-01-14"),
        ("2022-01-13T09:00:00Z", "<duration>PT3H</duration>", "2022-01-13", None),
        ("2022-03", "", "2022-03", None),
    ],
)
def test_days_and_spans(start: str, end: str, on: str, until: str | None) -> None:
    entry = read(start, end)
    assert (entry.on, entry.until) == (on, until)


@pytest.mark.parametrize(
    ("occurs", "state", "status"),
    [
        ('<occurStatus qcode="eventoccurstatus:eos5"/>', "usable", "confirmed"),
        ('<occurStatus qcode="eventoccurstatus:eos3"/>', "usable", "expected"),
        ('<occurStatus qcode="eventoccurstatus:eos6"/>', "usable", "cancelled"),
        ("", "canceled", "cancelled"),
    ],
)
def test_its_state(occurs: str, state: str, status: str) -> None:
    assert read("2022-01-13", occurs=occurs, state=state).status == status


def test_a_file_of_it_in_a_folder_is_a_calendar_and_no_wire(tmp_path: Path) -> None:
    path = tmp_path / "event.xml"
    path.write_text(CONCEPT.format(start="2022-01-13", end="", occurs="", state="usable"), encoding="utf-8")
    reading = read_file(path, received_at=NOW, options=Options(source="desk", publisher="The Desk"))
    assert (reading.error, reading.wires) == ("", ())
    assert [(e.on, e.publisher) for e in reading.calendar or ()] == [("2022-01-13", "The Desk")]
