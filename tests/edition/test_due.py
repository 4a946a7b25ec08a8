"""Slots from local dates: clock changes, gaps, catch-up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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


# ---------------------------------------------------------------- crontab lines

LINES = {"0 0 * * *": 1, "30 2 * * *": 1, "15 2,14 * * *": 2, "@daily": 1, "0 */6 * * *": 4}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("line", LINES)
def test_three_years_of_a_crontab_line_have_each_slot_once(zone: str, line: str) -> None:
    who = reader(Slot(cron=line), zone=zone)
    after, until = datetime(2021, 6, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
    found = slots_between(who, after_at=after, until_at=until)
    keys = [(due.on, due.slot) for due in found]
    assert len(keys) == len(set(keys))
    inner = [date(2021, 6, 2) + timedelta(days=n) for n in range((until - after).days - 3)]
    assert {day: sum(on == day for on, _ in keys) for day in inner[:1]} == {inner[0]: LINES[line]}
    assert {(day, clock) for day in inner for clock in who.slots[0].clocks} <= set(keys)
    assert [due.due_at for due in found] == sorted(due.due_at for due in found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0 7 * * 1", [2]),
        ("0 7 * * 1-5", [2, 3, 4, 5, 6]),
        ("0 7 * * 0", [8]),
        ("0 7 * * 7", [8]),
    ],
)
def test_weekdays_are_counted_as_cron_does(line: str, expected: list[int]) -> None:
    start = datetime(2026, 3, 1, 11, tzinfo=UTC)
    week = slots_between(reader(Slot(cron=line)), after_at=start, until_at=start + timedelta(days=7))
    assert [due.on.day for due in week] == expected
    assert {due.due_at.astimezone(ZoneInfo("Europe/Berlin")).hour for due in week} == {7}


def test_windows_side_by_side_over_a_clock_change_with_many_slots_an_hour() -> None:
    for start in (datetime(2022, 3, 26, 18, tzinfo=UTC), datetime(2022, 10, 29, 18, tzinfo=UTC)):
        who, end = reader(Slot(cron="*/30 * * * *")), start + timedelta(hours=18)
        whole = slots_between(who, after_at=start, until_at=end)
        pieces, at = [], start
        while at < end:
            pieces += slots_between(who, after_at=at, until_at=min(end, at + timedelta(minutes=7)))
            at += timedelta(minutes=7)
        assert pieces == whole


def test_a_date_that_is_left_out_has_no_slot() -> None:
    who = reader(Slot(at="07:00"), zone="Pacific/Apia")
    start = datetime(2011, 12, 29, tzinfo=UTC)
    days = [due.on for due in slots_between(who, after_at=start, until_at=start + timedelta(days=4))]
    assert date(2011, 12, 30) not in days
    assert {date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)} <= set(days)


def test_an_hour_and_a_line_that_meet_are_one_slot() -> None:
    who = reader(Slot(at="07:00"), Slot(cron="0 7 * * 1"), zone="UTC")
    start = datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert len(slots_between(who, after_at=start, until_at=start + timedelta(days=7))) == 7


def test_rare_slots_are_found_far_ahead() -> None:
    for line, expected in (
        ("0 7 29 2 *", date(2028, 2, 29)),
        ("@yearly", date(2027, 1, 1)),
        ("0 7 31 * *", date(2026, 3, 31)),
    ):
        found = next_slot(reader(Slot(cron=line), zone="UTC"), after_at=datetime(2026, 3, 2, tzinfo=UTC))
        assert found is not None
        assert found.on == expected


def test_a_slot_is_an_hour_or_a_line_and_may_be_plain_text() -> None:
    who = Reader(name="r", slots=["06:30", "30 18 * * mon-fri", "@weekly"])  # type: ignore[list-item]
    assert [slot.clocks for slot in who.slots] == [("06:30",), ("18:30",), ("00:00",)]
    for wrong, said in (
        ({"at": "07:00", "cron": "@daily"}, "either an hour"),
        ({}, "either an hour"),
        ({"cron": "0 7 * * *", "days": "mon"}, "leave days out"),
        ({"cron": "0 7 * * 9"}, "weekday: a number from 0 to 7"),
        ("0 7 * *", "five fields"),
    ):
        with pytest.raises(ValueError, match=said):
            Slot.model_validate(wrong)
