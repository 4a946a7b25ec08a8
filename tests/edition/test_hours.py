"""Two places at one hour, on whatever date each has it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from briefing.digest.regions import load_regions
from briefing.edition.hours import instant_of, with_instants
from briefing.model import DaybookEntry
from briefing.render.ics import render_ics
from tests.edition.promising import Desk, wire
from tests.render.builders import entry


def made(uid: int, on: str, where: str, clock: str, **more: Any) -> DaybookEntry:
    return entry(uid, on, "Talks", where, "Japan", "United States", clock=clock, **more)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (("2022-01-12", "Tokyo", "01:00 JST"), ("2022-01-11", "Washington", "11:00 EST"), True),
        (("2022-01-12", "Geneva", "14:00 (13:00 GMT)"), ("2022-01-12", "Vienna", "14:30 CET"), True),
        (("2022-01-12", "Geneva", "09:00 CET"), ("2022-01-12", "Vienna", "18:00 CET"), False),
        (("2022-01-12", "Geneva", "14:00 CET"), ("2022-01-12", "Geneva", "14:00 CET"), False),
        (("2022-01-12", "Geneva", "14:00"), ("2022-01-12", "Vienna", "14:00"), False),
    ],
)
def test_the_same_hour(one: tuple[str, str, str], other: tuple[str, str, str], both: bool) -> None:
    a, b = with_instants([made(1, *one), made(2, *other)])
    assert (a.same_hour, b.same_hour) == (both, both)


def test_what_is_called_off_takes_no_hour() -> None:
    off = made(2, "2022-01-12", "Vienna", "14:00 CET", status="cancelled")
    assert not any(e.same_hour for e in with_instants([made(1, "2022-01-12", "Geneva", "14:00 CET"), off]))


def test_local_time_counts_where_the_country_keeps_one_clock() -> None:
    assert instant_of(made(1, "2022-01-12", "Geneva", "15:00 local time")) == datetime(2022, 1, 12, 14, tzinfo=UTC)
    assert instant_of(made(1, "2022-01-12", "Moscow", "15:00 local time")) is None
    assert instant_of(made(1, "2022-01", "Geneva", "15:00 CET")) is None


def test_from_the_wire_to_the_calendar() -> None:
    text = "Kenya and Ethiopia will hold talks in Nairobi on January 14 at 15:00 (12:00 GMT), officials said."
    edition = Desk(load_regions(None)).tell(0, wire(0, "Kenya, Ethiopia to talk", text))
    (one,) = edition.daybook
    assert (one.clock, one.at) == ("15:00 (12:00 GMT)", datetime(2022, 1, 14, 12, tzinfo=UTC))
    assert b"DTSTART:20220114T120000Z" in render_ics(edition)
