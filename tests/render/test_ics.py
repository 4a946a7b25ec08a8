from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest

from briefing.render import render_all
from tests.render.builders import edition, entry, note
from tests.render.samples import HOSTILE, hostile, long_words, sample


def events(of) -> dict[str, icalendar.Event]:
    data = render_all(of, formats=("ics",)).files["ics"]
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}


def test_a_day_is_a_whole_day_and_a_span_ends_the_day_after():
    found = events(
        edition(
            daybook=(
                entry(1, "2022-01-10", "Talks", "Geneva"),
                entry(2, "2022-01-12", "Council", None, until="2022-01-13"),
            )
        )
    )
    one, two = found["event-1@briefing"], found["event-2@briefing"]
    assert (one.start, one.end) == (date(2022, 1, 10), date(2022, 1, 11))
    assert (two.start, two.end) == (date(2022, 1, 12), date(2022, 1, 14))
    assert str(one["LOCATION"]) == "Geneva"
    assert "LOCATION" not in two


@pytest.mark.parametrize(
    ("clock", "start"),
    [
        ("14:00Z", datetime(2022, 1, 10, 14, 0, tzinfo=UTC)),
        ("14:00 GMT", datetime(2022, 1, 10, 14, 0, tzinfo=UTC)),
        ("14:00+03:00", datetime(2022, 1, 10, 11, 0, tzinfo=UTC)),
        ("14:00 Moscow time", datetime(2022, 1, 10, 11, 0, tzinfo=UTC)),
        ("09:00 EST", datetime(2022, 1, 10, 14, 0, tzinfo=UTC)),
        ("09:00 ET", datetime(2022, 1, 10, 14, 0, tzinfo=UTC)),
        ("10:00 GMT+2", datetime(2022, 1, 10, 8, 0, tzinfo=UTC)),
        ("10:00 CET", datetime(2022, 1, 10, 9, 0, tzinfo=UTC)),
        ("10:00 CEST", date(2022, 1, 10)),
        ("10:00 IST", date(2022, 1, 10)),
        ("10:00 local time", date(2022, 1, 10)),
        ("10:00 GMT+29", date(2022, 1, 10)),
        ("14:00", date(2022, 1, 10)),
        ("25:00Z", date(2022, 1, 10)),
    ],
)
def test_an_hour_counts_only_with_its_offset(clock, start):
    (event,) = events(edition(daybook=(entry(1, "2022-01-10", "Talks", None, clock=clock),))).values()
    assert event.start == start


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("confirmed", "CONFIRMED"),
        ("planned", "TENTATIVE"),
        ("expected", "TENTATIVE"),
        ("cancelled", "CANCELLED"),
        ("held", "CONFIRMED"),
        ("postponed", "CANCELLED"),
    ],
)
def test_status(status, says):
    (event,) = events(edition(daybook=(entry(1, "2022-01-10", "Talks", None, status=status),))).values()
    assert str(event["STATUS"]) == says


def test_what_an_event_carries():
    moved = entry(
        1, "2022-01-10", "Talks", "Geneva", "Russia", status="moved", moved_from="2022-01-09", sequence=3, clock="09:00"
    )
    (event,) = events(edition(daybook=(moved,), notes=(note(1, "Envoys to meet", agency="Northwire"),))).values()
    assert event["SEQUENCE"] == 3
    assert event["DTSTAMP"].dt == datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
    assert str(event["URL"]) == "https://wires.example/1/story"
    for part in (
        "TLP:GREEN",
        "Talks is planned, an official said.",
        "moved from 2022-01-09",
        "09:00 as stated",
        "Northwire: Envoys to meet",
    ):
        assert part in str(event["DESCRIPTION"])


def test_months_and_faulty_days_are_left_out():
    entries = (entry(1, "2022-02", "Visit", None), replace(entry(2, "2022-01-10", "Talks", None), on="soon"))
    assert events(edition(daybook=entries)) == {}
    assert len(events(sample())) == 7


@pytest.mark.parametrize("make", [sample, hostile, long_words, edition])
def test_lines_are_folded_and_end_as_they_must(make):
    data = render_all(make(), formats=("ics",)).files["ics"]
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode()


def test_no_text_becomes_a_line_of_its_own():
    nasty = "Talks\r\nATTACH:file:///etc/passwd\nX:1; a, b \\ c"
    (event,) = events(edition(daybook=(entry(1, "2022-01-10", nasty, None),))).values()
    assert str(event["SUMMARY"]) == nasty.replace("\r\n", "\n")
    assert "ATTACH" not in event
    assert all("ATTACH" not in e and "URL" not in e for e in events(replace(hostile(), notes=())).values())
    assert HOSTILE[0] in str(next(iter(events(hostile()).values()))["SUMMARY"])
