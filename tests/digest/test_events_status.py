"""The state of a plan: called off and put off only where told as done, in one sentence, without a new day too."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.digest.places import judge_places
from briefing.model import DatedEvent

THURSDAY = date(2022, 1, 6)


def ahead(text: str) -> list[DatedEvent]:
    return [e for e in find_events(headline="", paragraphs=[text], anchor=THURSDAY) if e.ahead]


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        ("Talks scheduled for January 12 have been postponed.", "2022-01-12", "postponed"),
        ("The talks planned for Wednesday were postponed indefinitely.", "2022-01-12", "postponed"),
        ("The meeting due on January 12 has been put off until further notice.", "2022-01-12", "postponed"),
        ("NATO postponed the January 12 meeting of its council.", "2022-01-12", "postponed"),
        ("Norland postponed a summit that was to be held on Friday.", "2022-01-07", "postponed"),
        ("The talks on Friday have been suspended.", "2022-01-07", "postponed"),
        ("The vote set for January 11 was pushed back by a week.", "2022-01-11", "postponed"),
        ("Talks set for Wednesday were put on hold, the ministry said.", "2022-01-12", "postponed"),
        ("The minister postponed his trip to Ankara, planned for January 14.", "2022-01-14", "postponed"),
        ("The summit set for Friday was called off.", "2022-01-07", "cancelled"),
        ("Friday's summit has been called off.", "2022-01-07", "cancelled"),
        ("Russia called off talks with NATO set for January 12.", "2022-01-12", "cancelled"),
        ("The visit planned for January 12 will not go ahead.", "2022-01-12", "cancelled"),
        ("The trip, scheduled for January 14, is off.", "2022-01-14", "cancelled"),
        ("Talks that had been scheduled for January 12 were dropped.", "2022-01-12", "cancelled"),
        ("The strike set for Friday has been averted.", "2022-01-07", "cancelled"),
    ],
)
def test_what_will_not_be_on_its_day(text: str, on: str, status: str) -> None:
    assert [(e.on, e.status) for e in ahead(text)] == [(on, status)]


@pytest.mark.parametrize(
    "text",
    [
        "The talks scheduled for January 12 are still on and have not been cancelled.",
        "The summit will go ahead on January 12 and will not be postponed.",
        "Officials denied that the talks set for January 12 had been cancelled.",
        "The talks set for January 12 could be postponed.",
        "The talks set for January 12 may be called off.",
        "He threatened to call off the talks set for January 12.",
        "The talks, postponed in December, will be held on January 12.",
        "The talks, cancelled last month, are now set for January 12.",
        "The summit, postponed twice, opens on January 12.",
    ],
)
def test_what_may_be_called_off_or_was_once_still_stands(text: str) -> None:
    assert [(e.on, e.status in ("planned", "expected")) for e in ahead(text)] == [("2022-01-12", True)]


@pytest.mark.parametrize(
    ("text", "on", "was"),
    [
        ("The hearing scheduled for January 12 was adjourned to January 20.", "2022-01-20", "2022-01-12"),
        (
            "The meeting, originally scheduled for January 12, will now be held on January 15.",
            "2022-01-15",
            "2022-01-12",
        ),
        ("The meeting was postponed from January 12 to January 15.", "2022-01-15", "2022-01-12"),
    ],
)
def test_a_move_keeps_both_days(text: str, on: str, was: str) -> None:
    assert [(e.on, e.status, e.moved_from) for e in ahead(text)] == [(on, "moved", was)]


def test_what_was_called_off_is_named_in_the_words_of_the_wire() -> None:
    (bare,) = ahead("The summit set for Friday was called off, officials said on Thursday.")
    assert bare.what == "The summit set for Friday was called off"
    (named,) = ahead("Talks between Norland and Sudland scheduled for January 12 have been postponed.")
    assert named.what == "Talks between Norland and Sudland"


def test_long_text_is_read_in_bounded_time() -> None:
    assert ahead("The talks were not cancelled and may be called off, " * 400 + "on January 12.") is not None


@pytest.mark.parametrize(
    ("text", "on", "was"),
    [
        ("Norland and Sudland will meet in Geneva not on January 12 but on January 15.", "2022-01-15", "2022-01-12"),
        (
            "They have postponed until January 15 the talks that they were to hold on January 12.",
            "2022-01-15",
            "2022-01-12",
        ),
        (
            "Envoys, who were to meet in Geneva on January 12, will do so on January 15.",
            "2022-01-15",
            "2022-01-12",
        ),
    ],
)
def test_a_move_is_read_in_either_order_of_its_days(text: str, on: str, was: str) -> None:
    assert [(e.on, e.status, e.moved_from) for e in ahead(text)] == [(on, "moved", was)]


def test_an_appointment_far_before_the_verb_that_moves_it_is_announced_for_the_new_day() -> None:
    text = "The talks on the pipeline between the two northern republics of the union were put back to January 15."
    assert [(e.on, e.status) for e in ahead(text)] == [("2022-01-15", "moved")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Norland pins its hopes on January 12, when envoys are to meet in Geneva.", "envoys are to meet in Geneva"),
        (
            "Geneva readies a hall for January 12, the day on which envoys want to open their talks.",
            "envoys want to open their talks",
        ),
        ("Envoys will hold a trial in January 2023, when it would be the first.", ""),
        ("It was on January 3, when protesters stormed the hall, that he fled.", ""),
    ],
)
def test_the_clause_behind_a_date_tells_what_is_on_it(text: str, what: str) -> None:
    assert [e.what for e in ahead(text) if e.on == "2022-01-12"] == ([what] if what else [])


def test_what_is_called_off_before_an_appointment_leaves_that_as_planned() -> None:
    (event,) = ahead("Drivers in Geneva called off their strike before the envoys meet there on January 12.")
    assert (event.on, event.status, "strike" in event.what) == ("2022-01-12", "planned", False)


def test_talks_that_a_relative_clause_dates_have_the_parties_of_their_sentence() -> None:
    text = "France and Germany have agreed on Geneva as the venue of their talks, which start on January 12."
    places = judge_places(headline="", paragraphs=[text]).mentions
    found = find_events(headline="", paragraphs=[text], anchor=THURSDAY, mentions=places)
    assert [(e.on, set(e.parties)) for e in found] == [("2022-01-12", {"FR", "DE"})]


@pytest.mark.parametrize(
    "text",
    [
        "Norland cancelled its vote on a law and will hold talks with Sudland on January 13.",
        "Ahead of the vote on January 13, a debate was cancelled.",
        "Norland called off a trip until the summit on January 13.",
    ],
)
def test_what_else_is_called_off_in_the_clause_leaves_the_appointment_of_the_date(text: str) -> None:
    assert [(e.on, e.status) for e in ahead(text)] == [("2022-01-13", "planned")]


@pytest.mark.parametrize(
    "text",
    [
        "The rise was not on Monday but on Tuesday, when markets fell.",
        "Shops will open not on Sunday but on Monday.",
        "The ministers met not on Monday but on Tuesday.",
        "The talks were not on January 4 but on January 5, the ministry said.",
    ],
)
def test_what_is_no_appointment_to_come_is_not_moved(text: str) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=THURSDAY)
    assert not [e for e in found if e.status == "moved" or e.moved_from]


@pytest.mark.parametrize(
    "text",
    [
        "The talks will open not on January 11 but on January 13.",
        "The Senate is to vote not on January 11 but on January 13.",
    ],
)
def test_an_appointment_to_come_is(text: str) -> None:
    assert [(e.on, e.moved_from) for e in ahead(text)] == [("2022-01-13", "2022-01-11")]
