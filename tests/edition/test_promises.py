"""A promise is held, or said to be without report, only where nothing speaks against saying so."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from briefing.digest.regions import load_regions
from briefing.edition.promises import MOST_OVERDUE
from briefing.render.ics import render_ics
from tests.edition.promising import ELSEWHERE, PLAN, Desk, states, wire


def test_a_report_of_the_day_makes_it_held_for_one_edition_with_the_note_of_that_wire(desk: Desk) -> None:
    assert states(desk.tell(0, PLAN)) == [("2022-01-12", "planned")]
    uid = desk.editions[0].daybook[0].uid
    desk.tell(1)
    report = wire(
        2, "Russia and United States hold security talks in Geneva",
        "Russia and the United States held talks in Geneva on Wednesday that lasted eight hours, diplomats said.",
    )  # fmt: skip
    held = desk.tell(2, report).daybook[0]
    assert (held.uid, held.status, held.sequence, held.days) == (uid, "held", 1, 0)
    assert {n.wire_id for n in desk.editions[0].notes if n.number in held.notes} == {report.id}
    assert desk.tell(3).daybook == ()


def test_a_report_that_comes_the_next_morning_still_counts(desk: Desk) -> None:
    desk.tell(0, PLAN)
    desk.tell(2)
    late = wire(
        3, "Talks in Geneva end", "Talks between Russia and the United States in Geneva ended on Wednesday night."
    )
    assert states(desk.tell(3, late, hour=7)) == [("2022-01-12", "held")]


def test_no_report_waits_for_twelve_hours_after_the_local_day_and_leaves_after_three_editions(desk: Desk) -> None:
    desk.tell(0, PLAN)
    away = [wire(d, "Shelling in Tigray", ELSEWHERE, source="mpa") for d in range(2, 8)]
    assert states(desk.tell(2, away[0])) == [("2022-01-12", "planned")]
    assert states(desk.tell(3, away[1], hour=10)) == [("2022-01-12", "planned")]
    first = desk.tell(3, away[1], hour=11).daybook[0]
    assert (first.status, first.heard, first.days, first.sequence) == ("overdue", 2, -1, 1)
    opening = desk.editions[0]
    assert opening.since is not None
    assert [line.kind for line in opening.since.lines if line.target == first.uid] == ["overdue"]
    assert all(line.target != first.uid for line in opening.glance)  # the page says it once
    for day in range(4, 3 + MOST_OVERDUE):
        assert states(desk.tell(day, away[day - 2])) == [("2022-01-12", "overdue")]
    assert desk.tell(6, away[4]).daybook == ()
    assert [(line.kind, line.status) for line in desk.editions[1].glance][-1] == ("daybook", "overdue")
    assert all(line.kind != "daybook" for line in desk.editions[0].glance)


@pytest.mark.parametrize("quiet", [2, 3])
def test_no_claim_where_a_source_that_announced_it_was_silent_since(desk: Desk, quiet: int) -> None:
    desk.tell(0, PLAN)
    for day in (1, 2, 3, 4, 5):
        edition = desk.tell(day, silent=("exw",) if day == quiet else ())
        assert "overdue" not in {e.status for e in edition.daybook}
    assert desk.editions[0].daybook[0].status == "planned"
    assert desk.tell(6).daybook == ()


def test_another_source_that_is_silent_withholds_nothing(desk: Desk) -> None:
    desk.tell(0, PLAN)
    assert states(desk.tell(3, silent=("mpa",))) == [("2022-01-12", "overdue")]


@pytest.mark.parametrize(
    "words",
    [
        "Ryabkov says the exchange with the Americans in Geneva was difficult, Russia and the United States differ.",
        "The United States gave Russia a paper at the meeting in Geneva, a senior official said.",
    ],
)
def test_no_claim_where_a_wire_could_be_about_it(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    edition = desk.tell(3, wire(3, words, words, source="mpa"))
    assert "overdue" not in {e.status for e in edition.daybook}


def test_a_mere_possibility_is_no_promise(desk: Desk) -> None:
    maybe = "Delegations of Russia and the United States may hold talks in Geneva on January 12, a diplomat said."
    desk.tell(0, wire(0, "Russia and US may talk", maybe))
    for day in (2, 3, 4):
        assert "overdue" not in {e.status for e in desk.tell(day).daybook}


def test_a_plan_called_off_is_cancelled_and_never_overdue(desk: Desk) -> None:
    desk.tell(0, PLAN)
    off = "Talks between Russia and the United States in Geneva have been cancelled, the Swiss hosts said."
    assert states(desk.tell(1, wire(1, "Geneva talks cancelled", off, source="mpa"))) == [("2022-01-12", "cancelled")]
    assert states(desk.tell(2)) == [("2022-01-12", "cancelled")]
    assert desk.tell(3).daybook == ()


def test_a_plan_moved_keeps_its_uid_and_is_checked_on_its_new_day(desk: Desk) -> None:
    uid = desk.tell(0, PLAN).daybook[0].uid
    move = (
        "Talks between Russia and the United States in Geneva have been postponed from January 12 to January 14, "
        "the Foreign Ministry said."
    )
    moved = desk.tell(1, wire(1, "Geneva talks postponed to January 14", move)).daybook
    assert [(e.uid, e.on, e.status, e.moved_from, e.sequence) for e in moved] == [
        (uid, "2022-01-14", "moved", "2022-01-12", 1)
    ]
    assert states(desk.tell(3)) == [("2022-01-14", "moved")]
    report = "Delegations of Russia and the United States met in Geneva on Friday, diplomats said."
    held = desk.tell(4, wire(4, "Russia and US meet in Geneva", report)).daybook
    assert [(e.uid, e.status, e.sequence) for e in held] == [(uid, "held", 2)]


def test_a_plan_put_off_without_a_new_day_stands_as_put_off_until_one_is_named(desk: Desk) -> None:
    uid = desk.tell(0, PLAN).daybook[0].uid
    off = "Talks between Russia and the United States in Geneva have been postponed, the Foreign Ministry said."
    edition = desk.tell(1, wire(1, "Geneva talks postponed", off))
    assert [(e.uid, e.on, e.status, e.sequence) for e in edition.daybook] == [(uid, "2022-01-12", "postponed", 1)]
    assert edition.since is not None
    assert [line.kind for line in edition.since.lines][:1] == ["postponed"]
    assert b"STATUS:CANCELLED" in render_ics(edition)
    assert all(line.kind != "daybook" for line in edition.glance)
    new = "Talks between Russia and the United States in Geneva have been postponed from January 12 to January 14."
    moved = desk.tell(2, wire(2, "Geneva talks on January 14", new)).daybook
    assert [(e.uid, e.on, e.status, e.sequence) for e in moved] == [(uid, "2022-01-14", "moved", 2)]
    assert b"STATUS:CONFIRMED" in render_ics(desk.editions[0])


def test_a_plan_put_off_is_never_without_a_report(desk: Desk) -> None:
    desk.tell(0, PLAN)
    off = "Talks between Russia and the United States in Geneva have been postponed, the Foreign Ministry said."
    desk.tell(1, wire(1, "Geneva talks postponed", off))
    assert states(desk.tell(2)) == [("2022-01-12", "postponed")]
    assert desk.tell(3).daybook == ()


def test_the_planned_words_of_the_day_itself_are_no_report(desk: Desk) -> None:
    desk.tell(0, PLAN)
    ahead = "Delegations of Russia and the United States are to meet in Geneva on Wednesday, Lavrov said on Wednesday."
    assert states(desk.tell(2, wire(2, "Lavrov speaks of Geneva talks", ahead))) == [("2022-01-12", "planned")]


def test_a_second_calendar_updates_and_does_not_double(desk: Desk) -> None:
    desk.tell(0, PLAN)
    move = "Talks between Russia and the United States in Geneva have been moved from January 12 to January 14."
    desk.tell(1, wire(1, "Geneva talks moved", move))
    first, second = (
        {str(e["UID"]): int(e["SEQUENCE"]) for e in Calendar.from_ical(render_ics(x)).walk("VEVENT")}
        for x in reversed(desk.editions)
    )
    assert first.keys() == second.keys()
    assert len(second) == 1
    assert all(second[uid] > first[uid] for uid in first)


# ---- what took place unannounced

CALL = wire(
    1, "Kenyan, Ethiopian ministers discuss border",
    "Kenyan Foreign Minister Raychelle Omamo held a phone call with her Ethiopian counterpart on the border crossing.",
)  # fmt: skip


def test_a_call_nobody_announced_is_recorded_but_not_in_a_first_edition(desk: Desk) -> None:
    assert desk.tell(1, CALL).held == ()
    other = Desk(desk.regions)
    other.tell(0)
    held = other.tell(1, CALL)
    assert [(e.on, e.status, set(e.parties)) for e in held.held] == [("2022-01-11", "held", {"Kenya", "Ethiopia"})]
    assert held.daybook == ()
    assert b"VEVENT" not in render_ics(held)
    assert other.tell(2, CALL).held == ()


def test_a_meeting_of_the_daybook_is_not_recorded_twice(desk: Desk) -> None:
    desk.tell(0, PLAN)
    report = "Russia and the United States held talks in Geneva on Wednesday, diplomats said."
    edition = desk.tell(2, wire(2, "Russia and United States hold talks in Geneva", report))
    assert (states(edition), edition.held) == ([("2022-01-12", "held")], ())


def test_a_second_edition_of_the_day_neither_doubles_nor_claims(desk: Desk) -> None:
    desk.tell(0, PLAN)
    report = wire(
        2, "Russia, US hold talks in Geneva", "Russia and the United States held talks in Geneva on Wednesday."
    )
    uid = desk.tell(2, report, hour=12).daybook[0].uid
    assert [(e.uid, e.status, e.sequence) for e in desk.tell(2, hour=18).daybook] == [(uid, "held", 1)]
    assert desk.tell(3).daybook == ()


def test_talks_of_two_are_not_held_by_an_exchange_of_their_prisoners(desk: Desk) -> None:
    plan = "Talks between Armenia and Azerbaijan on the border are scheduled for January 12, officials said."
    desk.tell(0, wire(0, "Armenia and Azerbaijan to talk", plan))
    swap = "An exchange of prisoners between Armenia and Azerbaijan took place on Wednesday."
    edition = desk.tell(2, wire(2, "Armenia and Azerbaijan exchange prisoners", swap))
    assert states(edition) == [("2022-01-12", "planned")]
    assert [e.status for e in edition.held] == ["held"]


def test_who_only_arrived_for_the_talks_has_not_held_them(desk: Desk) -> None:
    desk.tell(0, PLAN)
    came = "The Russian delegation arrived in Geneva on Wednesday for talks with the United States."
    assert states(desk.tell(2, wire(2, "Russian delegation in Geneva", came))) == [("2022-01-12", "planned")]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "UTC", "Pacific/Honolulu"])
def test_the_day_of_the_place_counts_and_not_the_reader_s(zone: str) -> None:
    there = Desk(load_regions(None), zone=zone)
    there.tell(0, PLAN)
    assert states(there.tell(3, hour=10)) == [("2022-01-12", "planned")]
    assert states(there.tell(3, hour=11)) == [("2022-01-12", "overdue")]


def test_in_a_place_that_is_not_known_the_day_ends_with_the_last_zone_on_earth(desk: Desk) -> None:
    desk.tell(0, wire(0, "Russia and US to talk", "Russia and the United States will hold talks on January 12."))
    assert states(desk.tell(3, hour=23)) == [("2022-01-12", "planned")]
    assert states(desk.tell(4, hour=0)) == [("2022-01-12", "overdue")]


def test_a_call_told_again_the_next_day_without_its_day_is_not_a_second_one(desk: Desk) -> None:
    desk.tell(0)
    assert len(desk.tell(1, CALL).held) == 1
    again = "After a phone call between the Kenyan and Ethiopian foreign ministers the crossing stays shut."
    assert desk.tell(2, wire(2, "Crossing stays shut", again)).held == ()
    new = "The Kenyan and Ethiopian foreign ministers held another phone call on Thursday."
    assert [e.on for e in desk.tell(3, wire(3, "Ministers speak again", new)).held] == ["2022-01-13"]
