"""Calendars as sources: iCalendar files and the user's own daybook file, each to dated entries."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.collect import CollectResult, SourceSpec, collect_sources
from briefing.collect.calendars import calendar_kind, read_calendar
from briefing.collect.fetch import Limits
from briefing.errors import WireError
from briefing.model import CalendarEntry
from tests.servers import Answer, serve

NOW = datetime(2022, 1, 6, 12, tzinfo=UTC)


def ics(*events: str, method: str = "") -> bytes:
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *([f"METHOD:{method}"] if method else [])]
    for event in events:
        rows += ["BEGIN:VEVENT", "DTSTAMP:20220101T000000Z", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*rows, "END:VCALENDAR", ""]).encode()


def read(data: bytes) -> list[CalendarEntry]:
    return list(read_calendar(data, source="cal", path="c.ics", received_at=NOW))


@pytest.mark.parametrize(
    ("event", "on", "until", "clock"),
    [
        ("UID:a|SUMMARY:Talks|DTSTART;VALUE=DATE:20220112", "2022-01-12", None, ""),
        ("UID:a|SUMMARY:Talks|DTSTART;VALUE=DATE:20220112|DTEND;VALUE=DATE:20220113", "2022-01-12", None, ""),
        ("UID:a|SUMMARY:Talks|DTSTART;VALUE=DATE:20220112|DTEND;VALUE=DATE:20220115", "2022-01-12", "2022-01-14", ""),
        ("UID:a|SUMMARY:Talks|DTSTART:20220112T130000Z|DTEND:20220112T140000Z", "2022-01-12", None, "13:00 GMT"),
        ("UID:a|SUMMARY:Talks|DTSTART:20220112T140000", "2022-01-12", None, "14:00"),
        (
            "UID:a|SUMMARY:Talks|DTSTART;TZID=Europe/Zurich:20220112T140000|DURATION:PT2H",
            "2022-01-12",
            None,
            "14:00 GMT+1 (13:00 GMT)",
        ),
        ("UID:a|SUMMARY:Talks|DTSTART:20220112T200000Z|DTEND:20220113T000000Z", "2022-01-12", None, "20:00 GMT"),
    ],
)
def test_days_spans_and_hours(event: str, on: str, until: str | None, clock: str) -> None:
    (entry,) = read(ics(event))
    assert (entry.on, entry.until, entry.clock) == (on, until, clock)


def test_what_an_entry_carries() -> None:
    (entry,) = read(
        ics(
            "UID:a@x|SUMMARY:Talks\\, second round|LOCATION:Geneva\\, Palais|STATUS:CONFIRMED"
            "|DTSTART;VALUE=DATE:20220112|URL:https://x.example/a|DESCRIPTION:Both sides come."
            "|LAST-MODIFIED:20220105T080000Z"
        )
    )
    assert (entry.key, entry.what, entry.where, entry.status) == (
        "a@x", "Talks, second round", "Geneva, Palais", "confirmed",
    )  # fmt: skip
    assert (entry.link, entry.text, entry.changed_at) == (
        "https://x.example/a", "Both sides come.", datetime(2022, 1, 5, 8, tzinfo=UTC),
    )  # fmt: skip


def test_cancelled_events_and_calendars() -> None:
    assert [e.status for e in read(ics("UID:a|SUMMARY:T|DTSTART;VALUE=DATE:20220112|STATUS:CANCELLED"))] == [
        "cancelled"
    ]
    assert [e.status for e in read(ics("UID:a|SUMMARY:T|DTSTART;VALUE=DATE:20220112", method="CANCEL"))] == [
        "cancelled"
    ]


def test_recurring_entries_are_told_one_by_one_and_one_that_moved_keeps_its_key() -> None:
    rule = "UID:w|SUMMARY:Council|DTSTART;TZID=Europe/Vienna:20211202T100000|RRULE:FREQ=WEEKLY;UNTIL=20220203T230000Z"
    weekly = f"{rule}|EXDATE;TZID=Europe/Vienna:20220113T100000"
    before = read(ics(weekly))
    assert [e.on for e in before] == ["2022-01-06", "2022-01-20", "2022-01-27", "2022-02-03"]
    zone = "TZID=Europe/Vienna"
    moved = f"UID:w|SUMMARY:Council|RECURRENCE-ID;{zone}:20220120T100000|DTSTART;{zone}:20220121T100000"
    after = {e.key: e.on for e in read(ics(weekly, moved))}
    assert len(after) == len(before)
    assert [after[e.key] for e in before if e.on == "2022-01-20"] == ["2022-01-21"]


def test_a_rule_without_end_is_bounded() -> None:
    assert len(read(ics("UID:d|SUMMARY:T|DTSTART;VALUE=DATE:20200101|RRULE:FREQ=DAILY"))) == 60


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=DAILY;COUNT=99999999", "FREQ=NEVER", "FREQ=HOURLY"],
)
def test_a_rule_that_nobody_meets_by_is_told_once(rule: str) -> None:
    started = time.perf_counter()
    entries = read(ics(f"UID:d|SUMMARY:T|DTSTART:19700101T000000Z|RRULE:{rule}"))
    assert [e.on for e in entries] == ["1970-01-01"]
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("rule", "first", "count"),
    [
        ("FREQ=DAILY", "19000101T100000Z", 60),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "19000104T100000Z", 14),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20220124", "20211206T100000Z", 4),
        ("FREQ=MONTHLY;BYDAY=1TU", "20100105T100000Z", 7),
    ],
)
def test_what_began_long_ago_is_told_from_today_on(rule: str, first: str, count: int) -> None:
    entries = read(ics(f"UID:d|SUMMARY:T|DTSTART:{first}|RRULE:{rule}"))
    assert len(entries) == count
    assert min(e.on for e in entries) >= "2021-12-30"


def test_events_without_a_title_or_date_are_passed_over() -> None:
    assert read(ics("UID:a|DTSTART;VALUE=DATE:20220112", "UID:b|SUMMARY:Talks")) == []


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_a_broken_calendar_is_a_fault_that_a_person_can_read(noise: bytes) -> None:
    data = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + noise
    with suppress(WireError):
        read(data)


DAYBOOK = b"""\
# what the desk knows
daybook:
  - title: Round of border talks
    date: 2022-01-14
    until: 2022-01-15
    time: 15:00 GMT+3
    place: Nairobi
    parties: [Kenya, ET]
    status: confirmed
    source: Ministry of Foreign Affairs
    link: https://x.example/note
  - title: Elections in Norland
    date: 2022-03
"""


def test_the_user_s_own_daybook() -> None:
    one, two = read(DAYBOOK)
    assert (one.on, one.until, one.clock, one.where) == ("2022-01-14", "2022-01-15", "15:00 GMT+3", "Nairobi")
    assert (one.parties, one.status, one.said_by) == (("Kenya", "ET"), "confirmed", "Ministry of Foreign Affairs")
    assert (two.on, two.where, two.status, two.form) == ("2022-03", None, "planned", "yaml")


def test_every_fault_of_the_daybook_is_told_with_its_line() -> None:
    faulty = (
        b"daybook:\n  - titel: Talks\n    date: 2022-13-01\n  - title: Vote\n    date: 2022-01-12\n    status: sure\n"
    )
    with pytest.raises(WireError) as fault:
        read(faulty)
    said = str(fault.value)
    for part in ("line 2", "did you mean 'title'", "2022-13-01", "line 4", "'sure' is none of planned"):
        assert part in said


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (ics(), "ics"),
        (DAYBOOK, "yaml"),
        (b"daybook: []\n", "yaml"),
        (b"The daybook: what comes next week.\n\nTalks open.", ""),
        (b"daybook: talks open in Geneva on Monday, the ministry said.", ""),
    ],
)
def test_a_calendar_is_known_by_its_first_bytes(data: bytes, kind: str) -> None:
    assert calendar_kind(data) == kind


def ask(spec: SourceSpec) -> CollectResult:
    return collect_sources(
        [spec], received_at=NOW, known={}, limits=Limits(), settle_s=0, now_s=4_000_000_000, quarantine=True
    )


def test_a_file_a_folder_and_an_address_give_the_same_entries(tmp_path: Path) -> None:
    data = ics("UID:a|SUMMARY:Talks|DTSTART;VALUE=DATE:20220112")
    (tmp_path / "cal.ics").write_bytes(data)
    (tmp_path / "daybook.yaml").write_bytes(DAYBOOK)
    (tmp_path / "wire.txt").write_text("NORBY, January 6. /TASS/. Talks open, an official said.\n\nMore follows here.")
    folder = ask(SourceSpec(name="drop", kind="folder", address=str(tmp_path)))
    assert [(c.path, len(c.entries)) for c in folder.calendars] == [("cal.ics", 1), ("daybook.yaml", 2)]
    assert (len(folder.wires), folder.reports[0].status, folder.reports[0].entries) == (1, "ok", 3)
    one = ask(SourceSpec(name="cal", kind="file", address=str(tmp_path / "cal.ics"), publisher="The Council"))
    assert [e.publisher for c in one.calendars for e in c.entries] == ["The Council"]
    with serve({"/cal.ics": Answer(body=data, headers={"content-type": "text/calendar"})}) as site:
        fed = ask(SourceSpec(name="net", kind="feed", address=site.url("/cal.ics"), allow_private=True))
    assert [(r.status, r.entries) for r in fed.reports] == [("ok", 1)]
    assert [e.on for c in fed.calendars for e in c.entries] == ["2022-01-12"]


def test_a_faulty_daybook_is_a_line_of_the_report_and_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "daybook.yaml").write_bytes(b"daybook:\n  - date: 2022-01-12\n")
    found = ask(SourceSpec(name="drop", kind="folder", address=str(tmp_path)))
    assert "`title` is missing" in found.errors[0].error
    assert (tmp_path / "daybook.yaml").exists()
