"""The same meeting from many wires is one entry; it keeps its uid; a move is a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from briefing.edition.daybook import Announcement, build_daybook
from briefing.model import DatedEvent, DaybookEntry

TODAY = date(2022, 1, 6)


def event(on: str, what: str, where: str | None = None, parties: tuple[str, ...] = (), **more: Any) -> DatedEvent:
    return DatedEvent(on=on, what=what, where=where, parties=parties, evidence=f"{what}.", **more)


def daybook(
    *events: DatedEvent, earlier: tuple[DaybookEntry, ...] = (), today: date = TODAY
) -> tuple[DaybookEntry, ...]:
    announced = [
        Announcement(event=e, wire_id=f"w{n}", story="s", order=(f"2022-01-06T{n:02d}", f"w{n}"))
        for n, e in enumerate(events)
    ]
    return build_daybook(
        announced, today=today, earlier=earlier, note_of=lambda w: int(w[1:]) + 1, party_name=lambda c: c
    )


def test_one_meeting_in_three_wordings_is_one_entry_with_three_notes() -> None:
    found = daybook(
        event(
            "2022-01-10", "talks between Russia and the United States on security guarantees", "Geneva", ("RU", "US")
        ),
        event("2022-01-10", "the Russian-US consultations", "Geneva", ("RU", "US")),
        event("2022-01-10", "talks with the Americans", "Geneva"),
    )
    assert len(found) == 1
    assert found[0].notes == (1, 2, 3)
    assert found[0].days == 4


def test_two_meetings_of_one_day_in_two_places_stay_two() -> None:
    found = daybook(
        event("2022-01-13", "OSCE Permanent Council meeting", "Vienna", ("OSCE",)),
        event("2022-01-13", "ECOWAS summit on Mali", "Accra", ("ML",)),
    )
    assert [e.where for e in found] == ["Accra", "Vienna"] or {e.where for e in found} == {"Accra", "Vienna"}
    assert len({e.uid for e in found}) == 2


def test_two_moves_of_one_meeting_leave_one_heir_of_the_old_day() -> None:
    def move(day: str) -> DatedEvent:
        return event(day, "talks of the border commission", "Geneva", ("KG", "TJ"), status="moved")

    found = daybook(
        event("2022-01-07", "talks of the border commission", "Geneva", ("KG", "TJ")),
        move("2022-01-09"),
        move("2022-01-10"),
    )
    assert [(e.on, e.moved_from) for e in found] == [("2022-01-09", "2022-01-07"), ("2022-01-10", None)]
    assert len({e.uid for e in found}) == 2


def test_two_moves_of_an_entry_that_was_told_and_is_told_again_leave_one_heir() -> None:
    old = event("2022-01-07", "talks of the border commission", "Geneva", ("KG", "TJ"))
    first = daybook(old)
    moves = [replace(old, on=f"2022-01-{day}", status="moved") for day in ("09", "10")]
    found = daybook(old, *moves, earlier=first)
    assert len({e.uid for e in found}) == len(found) == 2
    assert [e.on for e in found if e.uid == first[0].uid] == ["2022-01-09"]


def test_a_move_keeps_the_entry_and_says_from_where() -> None:
    found = daybook(
        event("2022-01-11", "session of the border commission", "Batken", ("KG", "TJ")),
        event(
            "2022-01-14",
            "session of the border commission",
            "Batken",
            ("KG", "TJ"),
            status="moved",
            moved_from="2022-01-11",
        ),
    )
    assert [(e.on, e.status, e.moved_from) for e in found] == [("2022-01-14", "moved", "2022-01-11")]


def test_a_cancellation_stays_visible() -> None:
    found = daybook(
        event("2022-01-11", "summit of the two presidents", "Sochi", ("AM", "AZ")),
        event("2022-01-11", "summit of the two presidents", "Sochi", ("AM", "AZ"), status="cancelled"),
    )
    assert [(e.on, e.status) for e in found] == [("2022-01-11", "cancelled")]


def test_the_next_edition_keeps_the_uid_and_counts_the_change() -> None:
    first = daybook(event("2022-01-11", "session of the border commission", "Batken", ("KG", "TJ")))
    moved = event(
        "2022-01-14", "border commission to meet", "Batken", ("KG", "TJ"), status="moved", moved_from="2022-01-11"
    )
    second = daybook(moved, earlier=first, today=date(2022, 1, 7))
    assert [(e.uid, e.sequence, e.on) for e in second] == [(first[0].uid, 1, "2022-01-14")]
    third = daybook(earlier=second, today=date(2022, 1, 8))
    assert [(e.uid, e.sequence, e.days, e.notes) for e in third] == [(first[0].uid, 1, 6, ())]


def test_what_is_past_leaves_the_daybook_and_a_month_stays_to_its_end() -> None:
    found = daybook(event("2022-01-05", "talks held", "Oslo"), event("2022-01", "election expected", "Kenya"))
    assert [e.on for e in found] == ["2022-01"]
    assert found[0].days is None


def test_a_party_in_two_places_on_one_day_is_a_clash() -> None:
    found = daybook(
        event("2022-01-12", "talks on the border", "Geneva", ("RU", "US")),
        event("2022-01-12", "consultations on arms", "Vienna", ("RU", "US")),
    )
    assert [e.clash for e in found] == [True, True]


def test_the_order_of_announcements_changes_nothing_but_the_notes() -> None:
    events = [
        event("2022-01-10", "talks on security guarantees", "Geneva", ("RU", "US")),
        event("2022-01-12", "NATO-Russia Council meeting", "Brussels", ("NATO", "RU")),
    ]
    assert [e.uid for e in daybook(*events)] == [e.uid for e in daybook(*reversed(events))]


def test_a_wire_that_still_has_the_day_before_the_move_takes_nothing_back() -> None:
    first = daybook(event("2022-01-11", "session of the border commission", "Batken", ("KG", "TJ")))
    moved = event(
        "2022-01-14", "border commission to meet", "Batken", ("KG", "TJ"), status="moved", moved_from="2022-01-11"
    )
    second = daybook(moved, earlier=first, today=date(2022, 1, 7))
    stale = event("2022-01-11", "session of the border commission", "Batken", ("KG", "TJ"))
    third = daybook(stale, earlier=second, today=date(2022, 1, 8))
    assert [(e.on, e.status, e.sequence, e.notes) for e in third] == [("2022-01-14", "moved", 1, (1,))]


def test_a_repeated_date_does_not_take_back_a_confirmation() -> None:
    one = ("2022-01-11", "session of the border commission", "Batken", ("KG", "TJ"))
    first = daybook(event(*one, status="confirmed"))
    assert [(e.status, e.sequence) for e in daybook(event(*one), earlier=first)] == [("confirmed", 0)]


def test_the_stated_hour_is_kept_over_editions() -> None:
    one = ("2022-01-11", "session of the border commission", "Batken", ("KG", "TJ"))
    first = daybook(event(*one, clock="14:00 UTC"))
    assert [(e.clock, e.sequence) for e in daybook(event(*one), earlier=first)] == [("14:00 UTC", 0)]


def test_todays_and_past_entries_come_before_those_ahead() -> None:
    found = daybook(
        event("2022-01-09", "summit of the two presidents", "Sochi", ("AM", "AZ")),
        event("2022-01-06", "talks on arms", "Vienna", ("RU", "US")),
        event("2022-02", "election of the parliament", "Costa Rica", ("CR",)),
    )
    assert [(e.on, e.days) for e in found] == [("2022-01-06", 0), ("2022-01-09", 3), ("2022-02", None)]


def test_a_separate_meeting_in_the_same_town_is_another_one() -> None:
    found = daybook(
        event("2022-01-09", "leaders of the bloc will meet to decide on sanctions", "Accra", ("ECOWAS",)),
        event("2022-01-09", "a separate summit of the monetary union", "Accra"),
    )
    assert len(found) == 2


def test_another_name_is_a_change_and_raises_the_sequence() -> None:
    first = daybook(event("2022-01-13", "talks on the border", "Batken", ("KG", "TJ")))
    again = daybook(event("2022-01-13", "talks on the border", "Batken", ("KG", "TJ")), earlier=first)
    named = daybook(event("2022-01-13", "session of the border commission", "Batken", ("KG", "TJ")), earlier=again)
    assert [(e.uid, e.sequence) for e in (*first, *again, *named)] == [
        (first[0].uid, 0),
        (first[0].uid, 0),
        (first[0].uid, 1),
    ]


def test_events_of_a_month_alone_are_one_only_with_a_party_or_a_place_in_common() -> None:
    from briefing.edition.daybook import _same

    def event(what: str, *parties: str, where: str | None = None) -> DatedEvent:
        return DatedEvent(on="2026-04", what=what, parties=parties, where=where)

    here = event("upcoming elections", "HU", where="Budapest")
    assert not _same(here, event("national elections"))
    assert not _same(event("national elections"), here)
    assert _same(here, event("upcoming elections", "HU"))
    assert _same(event("upcoming elections"), event("upcoming elections"))
