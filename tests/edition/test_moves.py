"""Whether a text that announces a day takes back another, and which."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.regions import load_regions
from briefing.edition.moves import names_day, other_day, sets_anew
from tests.edition.promising import Desk, states, wire

PLAN = wire(
    0, "Peru and Bolivia to hold talks in Lima on January 13",
    "Delegations of Peru and Bolivia will hold talks on fishing in Lima on January 13, the Peruvian ministry said.",
)  # fmt: skip


@pytest.mark.parametrize("text", ["on January 7", "on 7 January", "on Jan. 7", "on 2022-01-07", "the 7th of January"])
def test_a_day_is_found_as_desks_write_it(text: str) -> None:
    assert names_day(f"They meet {text}, aides said.", "2022-01-07")


@pytest.mark.parametrize("text", ["on January 17", "on 7 February", "at 7:00 on January 8", "at January 7:30 show"])
def test_another_day_is_not_taken_for_it(text: str) -> None:
    assert not names_day(f"They meet {text}, aides said.", "2022-01-07")


def test_the_other_day_of_a_sentence() -> None:
    since = date(2022, 1, 5)
    assert other_day("Instead of January 8 they meet on January 9.", "2022-01-08", since) == "2022-01-09"
    assert other_day("They meet on January 8, 9 January and 10 January.", "2022-01-08", since) == ""
    assert other_day("They meet on January 8.", "2022-01-08", since) == ""


def test_a_day_that_is_not_ahead_is_no_other_day() -> None:
    told = "Set for January 8, they were put off, aides said on January 5."
    assert other_day(told, "2022-01-08", date(2022, 1, 5)) == ""
    assert other_day("They last met on 29 February; next are 4 March.", "2024-03-04", date(2024, 3, 1)) == ""
    assert other_day("Not on January 8, 2022 but as on January 9, 2021.", "2022-01-08", date(2022, 1, 5)) == ""
    assert other_day("Not on 1 March but on 29 February.", "2024-03-01", date(2023, 12, 20)) == "2024-02-29"
    assert other_day("Not on December 30 but on January 4.", "2021-12-30", date(2021, 12, 28)) == "2022-01-04"


def test_a_second_meeting_takes_nothing_back() -> None:
    assert sets_anew("They will now meet on January 9.", "2022-01-08", "2022-01-09")
    assert not sets_anew("They meet again on January 9, a day after January 8.", "2022-01-08", "2022-01-09")


MOVES = [
    "Instead of January 13, delegations of Peru and Bolivia are now to come together in Lima on January 15, they said.",
    "Peru and Bolivia will meet in Lima on 15 January and not on 13 January, as had been planned, a diplomat said.",
    "The round between Peru and Bolivia in Lima has slipped from January 13 to January 15, delegates said.",
    "Talks between Peru and Bolivia in Lima, due on 13 January, will take place on 15 January at Peru's request.",
]


@pytest.mark.parametrize("lede", MOVES)
def test_a_lede_that_sets_a_new_day_against_the_old_one_moves_the_meeting(lede: str) -> None:
    desk = Desk(load_regions(None))
    desk.tell(0, PLAN)
    moved = desk.tell(1, wire(1, "Peru, Bolivia: another date", lede, source="mpa"))
    assert states(moved) == [("2022-01-15", "moved")]
    assert moved.daybook[0].moved_from == "2022-01-13"


def test_a_host_read_as_a_third_party_does_not_keep_the_meeting_on_its_day() -> None:
    desk = Desk(load_regions(None))
    scene = "Montevideo will be the scene of another round between Peru and Bolivia on Thursday, January 13."
    desk.tell(0, wire(0, "Montevideo to host Peruvian-Bolivian round", scene))
    lede = (
        "Instead of January 13, delegations of Peru and Bolivia are now to come together in Montevideo on January 15."
    )
    assert states(desk.tell(1, wire(1, "New date for Peru, Bolivia", lede, source="mpa"))) == [("2022-01-15", "moved")]


STAYS = [
    "Peru and Bolivia will meet in Lima on January 13 and again on January 15, a diplomat said.",
    "Peru and Chile will meet in Lima on 15 January and not on 13 January, as had been planned, a diplomat said.",
]


@pytest.mark.parametrize("lede", STAYS)
def test_what_sets_a_second_day_or_speaks_of_others_moves_nothing(lede: str) -> None:
    desk = Desk(load_regions(None))
    desk.tell(0, PLAN)
    assert ("2022-01-13", "planned") in states(desk.tell(1, wire(1, "Peru: another date", lede, source="mpa")))


def test_a_wire_with_the_old_day_on_the_day_of_the_move_leaves_one_entry() -> None:
    desk = Desk(load_regions(None))
    stale = wire(
        1, "Before the talks", "Before the Peru-Bolivia talks in Lima on January 13 both sides were calm.", hour=8
    )
    moved = wire(
        1, "Peru-Bolivia talks moved", "The talks between Peru and Bolivia in Lima have been postponed to January 15.",
        source="mpa",
    )  # fmt: skip
    desk.tell(0, PLAN)
    assert states(desk.tell(1, stale, moved)) == [("2022-01-15", "moved")]


@pytest.mark.parametrize(
    "lede",
    [
        "Talks between Peru and Bolivia in Lima, first set for January 13, were postponed, aides said on January 11.",
        "Talks between Peru and Bolivia in Lima set for January 13 were postponed on January 11 without a new date.",
        "Talks between Peru and Bolivia in Lima due on January 13 were postponed, ahead of a vote set for January 20.",
        "Talks between Peru and Bolivia in Lima due on January 13 were put off; a decision is due on January 12.",
    ],
)
def test_what_is_put_off_without_a_new_day_is_not_moved_to_another_day_of_the_sentence(lede: str) -> None:
    desk = Desk(load_regions(None))
    desk.tell(0, PLAN)
    found = states(desk.tell(1, wire(1, "No Lima round yet", lede, source="mpa")))
    assert ("2022-01-13", "postponed") in found
    assert "moved" not in [status for _, status in found]


@pytest.mark.parametrize(
    "lede",
    [
        "Talks between Peru and Bolivia in Lima, first set for January 13, were postponed on January 11 to January 15.",
        "Talks between Peru and Bolivia in Lima due on January 13 were put off until Saturday, January 15, aides said.",
        "Talks between Peru and Bolivia in Lima due on January 13 were postponed and are now set for January 15.",
        "Talks between Peru and Bolivia in Lima due on January 13 were postponed and will be held on January 15.",
    ],
)
def test_what_is_put_off_to_a_day_is_moved_to_it(lede: str) -> None:
    desk = Desk(load_regions(None))
    desk.tell(0, PLAN)
    assert states(desk.tell(1, wire(1, "A new day for Lima", lede, source="mpa"))) == [("2022-01-15", "moved")]


def test_another_meeting_of_the_new_day_from_the_same_wire_stays() -> None:
    desk = Desk(load_regions(None))
    desk.tell(0, PLAN)
    lede = "Talks between Peru and Bolivia in Lima, due on 13 January, will take place on 15 January."
    other = "China and the United States hold talks in Rome on January 15."
    found = desk.tell(1, wire(1, "Peru, Bolivia: another date", lede, other, source="mpa"))
    assert {(e.on, e.where, e.status) for e in found.daybook} == {
        ("2022-01-15", "Lima", "moved"), ("2022-01-15", "Rome", "planned"),
    }  # fmt: skip


@pytest.mark.parametrize(("hour", "state"), [(6, "planned"), (15, "cancelled")])
def test_a_meeting_is_not_called_off_by_a_wire_older_than_its_first_announcement(hour: int, state: str) -> None:
    desk = Desk(load_regions(None))
    off = wire(0, "Talks between Peru and Bolivia in Lima cancelled", "No reason was given.", hour=hour, source="mpa")
    assert states(desk.tell(0, off, PLAN)) == [("2022-01-13", state)]
