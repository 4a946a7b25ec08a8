"""Ten days of promises with known truth: what was held, moved, cancelled, and what no wire told of."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing.digest.regions import load_regions
from tests.edition.promising import Desk, wire

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
# A's people, B's people, A, B, town.
PAIRS = [
    ("Kenyan", "Ethiopian", "Kenya", "Ethiopia", "Nairobi"),
    ("Serbian", "Montenegrin", "Serbia", "Montenegro", "Podgorica"),
    ("Indian", "Chinese", "India", "China", "Dushanbe"),
    ("Egyptian", "Sudanese", "Egypt", "Sudan", "Khartoum"),
    ("Polish", "Lithuanian", "Poland", "Lithuania", "Vilnius"),
    ("Armenian", "Azerbaijani", "Armenia", "Azerbaijan", "Tbilisi"),
    ("Colombian", "Venezuelan", "Colombia", "Venezuela", "Havana"),
    ("Japanese", "Vietnamese", "Japan", "Vietnam", "Hanoi"),
    ("Greek", "Turkish", "Greece", "Turkey", "Athens"),
    ("Thai", "Cambodian", "Thailand", "Cambodia", "Phnom Penh"),
    ("Moroccan", "Algerian", "Morocco", "Algeria", "Tunis"),
    ("Norwegian", "Finnish", "Norway", "Finland", "Oslo"),
]
ANNOUNCED = [
    "{X} and {Y} foreign ministers will meet in {town} on January {day}, the ministry said on Monday.",
    "Talks between {A} and {B} on the border are scheduled for January {day} in {town}, officials said.",
    "A delegation of {A} will hold consultations with {B} in {town} on January {day}.",
    "{town} is to host a round of negotiations between {A} and {B} on January {day}, diplomats said.",
]
HELD = [
    "{X} and {Y} ministers met in {town} on {name} and agreed to go on.",
    "Talks between {A} and {B} ended in {town} on {name} without a statement.",
    "{A} and {B} held consultations in {town} on {name}, a diplomat said.",
    "The negotiations between {A} and {B} in {town} lasted six hours on {name}, officials said.",
    "Negotiations between {X} and {Y} envoys opened in {town} on {name}.",
    "The {X} and {Y} foreign ministers discussed the border in {town} on {name}.",
    "{X} and {Y} delegations meet in {town} for a day of talks.",
    "The {X} foreign minister said after talks with his {Y} counterpart in {town} that the border would stay open.",
]
OFF = [
    "The talks between {A} and {B} in {town} have been called off, the ministry said.",
    "{A} cancels meeting with {B} in {town}.",
    "{A} called off the talks with {B} planned for January {day}, its foreign ministry said.",
    "The meeting of {X} and {Y} ministers in {town} will not take place, diplomats said.",
]
MOVED = [
    "Talks between {A} and {B} in {town} have been postponed from January {day} to January {new}.",
    "The meeting of {X} and {Y} ministers in {town} was moved from January {day} to January {new}, officials said.",
    "{A} and {B} have put off their talks in {town} from January {day} until January {new}.",
]
# Of the same countries, in the same days, and no report of the meeting.
NOISE = [
    "The price of maize rose in {A} in December, traders said.",
    "Heavy rain closed two roads north of the capital of {B}, police said.",
]


def words(pattern: str, pair: tuple[str, ...], day: int, new: int = 0) -> str:
    x, y, a, b, town = pair
    text = pattern.format(X=x, Y=y, A=a, B=b, town=town, day=10 + day, new=10 + new, name=DAYS[day])
    return text[0].upper() + text[1:]


def run(outcome: str, pair: tuple[str, ...], first: str, last: str) -> set[str]:
    """Announced on day 0 for day 3; ``last`` tells the outcome. The states that the editions gave the entry."""
    desk = Desk(load_regions(None))
    text = words(first, pair, 3)
    found = desk.tell(0, wire(0, text.rstrip("."), text)).daybook
    assert [e.on for e in found] == ["2022-01-13"], text
    states: set[str] = set()
    for day in range(1, 9):
        wires = [wire(day, t.rstrip("."), t, source="mpa") for t in [words(NOISE[day % 2], pair, day)]]
        if (outcome, day) in {("cancelled", 2), ("moved", 2), ("held", 3)}:
            told = words(last, pair, 3, 5)
            wires.append(wire(day, told.rstrip("."), told))
        silent = ("exw",) if outcome == "silent" and day == 4 else ()
        edition = desk.tell(day, *wires, silent=silent)
        states |= {e.status for e in edition.daybook}
        assert len(edition.daybook) < 2, [(e.on, e.what) for e in edition.daybook]
    return states


def cases(patterns: list[str]) -> list[tuple[tuple[str, ...], str, str]]:
    return [
        (PAIRS[(n * 5 + m) % len(PAIRS)], ANNOUNCED[(n + m) % len(ANNOUNCED)], pattern)
        for n, pattern in enumerate(patterns)
        for m in range(3)
    ]


def test_meetings_told_as_held_are_recognised() -> None:
    tally = Counter("held" in (got := run("held", *case)) and "overdue" not in got for case in cases(HELD))
    assert tally[True] >= 0.9 * tally.total(), tally


def test_no_meeting_that_was_held_cancelled_or_moved_is_said_to_lack_a_report() -> None:
    wrong = [
        (outcome, case)
        for outcome, patterns in (("held", HELD), ("cancelled", OFF), ("silent", [""]))
        for case in cases(patterns)
        if "overdue" in run(outcome, *case)
    ]
    assert wrong == []


@pytest.mark.parametrize(("outcome", "patterns"), [("cancelled", OFF), ("moved", MOVED)])
def test_every_change_of_plan_is_recognised(outcome: str, patterns: list[str]) -> None:
    missed = [case for case in cases(patterns) if outcome not in run(outcome, *case)]
    assert missed == []


def test_a_meeting_no_wire_tells_of_is_overdue() -> None:
    tally = Counter("overdue" in run("nothing", *case) for case in cases(["", "", "", ""]))
    assert tally[True] >= 0.9 * tally.total(), tally
