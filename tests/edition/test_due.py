"""Slots from local dates: clock changes, gaps, catch-up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from briefing.config import Reader, Slot
from briefing.edition.due import due_now, instant, next_slot, slots_between

ZONES = [
    "Europe/Berlin", "America/New_York", "Asia/Tehran", "Pacific/Apia", "Australia/Lord_Howe", "America/Sao_Paulo",
    "Asia/Beirut", "Africa/Cairo", "America/Asuncion", "Asia/Kathmandu", "Pacific/Chatham", "Africa/Casablanca",
    "America/St_Johns", "Asia/Kolkata", "Europe/Dublin", "America/Havana", "Antarctica/Troll", "Asia/Gaza", "UTC",
    "Pacific/Kiritimati",
]  # fmt: skip


def reader(*slots: Slot, zone: str = "Europe/Berlin") -> Reader:
    return Reader(name="r", zone=zone, slots=list(slots) or [Slot(at="07:00")])


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("clock", ["00:00", "02:30", "07:00"])
def test_three_years_have_one_slot_a_local_date(zone: str, clock: str) -> None:
    who = reader(Slot(at=clock), zone=zone)
    after, until = datetime(2021, 6, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
    found = slots_between(who, after_at=after, until_at=until)
    days = [due.on for due in found]
    assert len(days) == len(set(days))
    assert set(days) >= {date(2021, 6, 2) + timedelta(days=n) for n in range((until - after).days - 3)}
    assert [due.due_at for due in found] == sorted(due.due_at for due in found)


def test_windows_side_by_side_miss_and_double_nothing() -> None:
    who = reader(Slot(at="02:30"), Slot(at="18:00"))
    start, end = datetime(2021, 10, 20, tzinfo=UTC), datetime(2021, 11, 10, tzinfo=UTC)
    whole = slots_between(who, after_at=start, until_at=end)
    pieces, at = [], start
    while at < end:
        pieces += slots_between(who, after_at=at, until_at=min(end, at + timedelta(minutes=7)))
        at += timedelta(minutes=7)
    assert pieces == whole


def test_an_hour_in_the_spring_gap_is_the_first_instant_after_it() -> None:
    assert instant(date(2022, 3, 27), "02:30", "Europe/Berlin") == datetime(2022, 3, 27, 1, 0, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_its_first() -> None:
    assert instant(date(2021, 10, 31), "02:30", "Europe/Berlin") == datetime(2021, 10, 31, 0, 30, tzinfo=UTC)


def test_half_hour_change_of_lord_howe() -> None:
    assert instant(date(2021, 10, 3), "02:15", "Australia/Lord_Howe") == datetime(2021, 10, 2, 15, 30, tzinfo=UTC)


def test_days_are_those_people_mean() -> None:
    who = reader(Slot(at="07:00", days="mon-fri"), zone="UTC")
    week = slots_between(who, after_at=datetime(2026, 3, 1, tzinfo=UTC), until_at=datetime(2026, 3, 8, tzinfo=UTC))
    assert [due.on.strftime("%a") for due in week] == ["Mon", "Tue", "Wed", "Thu", "Fri"]


def test_after_a_gap_the_latest_slot_alone_is_made() -> None:
    who = reader(zone="UTC")
    last, now = datetime(2026, 3, 5, 7, tzinfo=UTC), datetime(2026, 3, 8, 9, 20, tzinfo=UTC)
    latest = due_now(who, now_at=now, last_due_at=last, done=[], catch_up="latest")
    assert [due.on for due in latest] == [date(2026, 3, 8)]
    every = due_now(who, now_at=now, last_due_at=last, done=[], catch_up="all")
    assert [due.on.day for due in every] == [6, 7, 8]
    assert due_now(who, now_at=now, last_due_at=last, done=[], catch_up="skip") == []


def test_a_slot_in_the_ledger_is_not_due_again() -> None:
    who = reader(zone="UTC")
    now = datetime(2026, 3, 8, 7, 5, tzinfo=UTC)
    assert due_now(who, now_at=now, last_due_at=None, done=[(date(2026, 3, 8), "07:00")], catch_up="latest") == []


def test_a_new_reader_gets_the_newest_slot_and_not_the_past() -> None:
    found = due_now(
        reader(zone="UTC"), now_at=datetime(2026, 3, 8, 6, tzinfo=UTC), last_due_at=None, done=[], catch_up="all"
    )
    assert [due.on for due in found] == [date(2026, 3, 7)]


def test_next_slot() -> None:
    found = next_slot(reader(Slot(at="07:00", days="sun"), zone="UTC"), after_at=datetime(2026, 3, 2, tzinfo=UTC))
    assert found is not None
    assert found.due_at == datetime(2026, 3, 8, 7, tzinfo=UTC)
