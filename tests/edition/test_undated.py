"""The list of what is announced without a day: over editions, until its day is known or it is over."""

from __future__ import annotations

import pytest

from briefing.digest.regions import load_regions
from briefing.edition.compare import compare
from briefing.edition.undated import MOST_UNDATED
from briefing.model import Edition
from tests.edition.promising import Desk, states, wire


@pytest.fixture
def desk() -> Desk:
    return Desk(load_regions(None))


PLAN = wire(
    0,
    "Kenya, Ethiopia to talk on border",
    "Kenya and Ethiopia will hold talks on the border in Nairobi in the coming days, officials said.",
)


def lines(edition: Edition) -> list[tuple[str, str | None, set[str]]]:
    return [(e.when, e.where, set(e.parties)) for e in edition.undated]


def test_it_stands_with_its_words_its_note_and_no_date(desk: Desk) -> None:
    edition = desk.tell(0, PLAN)
    assert lines(edition) == [("in the coming days", "Nairobi", {"Kenya", "Ethiopia"})]
    assert edition.daybook == ()
    (entry,) = edition.undated
    assert {n.wire_id for n in edition.notes if n.number in entry.notes} == {PLAN.id}
    assert entry.story == PLAN.id


def test_it_stays_with_its_uid_and_note_until_its_words_are_over(desk: Desk) -> None:
    uid = desk.tell(0, PLAN).undated[0].uid
    later = desk.tell(3)
    assert [(e.uid, len(e.notes)) for e in later.undated] == [(uid, 1)]
    for day in range(4, 11):
        desk.tell(day)
    assert desk.editions[0].undated != ()
    assert desk.tell(11).undated == ()


def test_it_moves_to_the_daybook_when_its_day_is_known(desk: Desk) -> None:
    desk.tell(0, PLAN)
    named = "Talks between Kenya and Ethiopia will be held in Nairobi on January 14, officials said."
    edition = desk.tell(1, wire(1, "Kenya, Ethiopia set a day", named))
    assert states(edition) == [("2022-01-14", "planned")]
    assert edition.undated == ()


@pytest.mark.parametrize(
    "words",
    [
        "Kenya and Ethiopia held talks in Nairobi on Wednesday, diplomats said.",
        "Talks between Kenya and Ethiopia have been called off, officials said.",
    ],
)
def test_it_leaves_when_it_was_held_or_called_off(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    assert desk.tell(2, wire(2, "News of the border talks", words)).undated == ()


def test_other_talks_of_the_same_two_do_not_settle_it_before_it_was_told(desk: Desk) -> None:
    before = "Kenya and Ethiopia held talks in Moyale on Monday, diplomats said."
    edition = desk.tell(0, PLAN, wire(0, "Talks in Moyale", before, hour=7))
    assert len(edition.undated) == 1


PUT_OFF = "Talks between Kenya and Ethiopia postponed"


def test_what_is_announced_anew_is_not_called_off_by_the_words_of_its_own_wire(desk: Desk) -> None:
    lede = "Kenya and Ethiopia will hold talks in Nairobi next week."
    assert len(desk.tell(0, wire(0, PUT_OFF, lede)).undated) == 1


@pytest.mark.parametrize(("hour", "count"), [(7, 1), (11, 0)])
def test_on_one_day_only_a_newer_wire_calls_off_what_was_announced(desk: Desk, hour: int, count: int) -> None:
    off = wire(0, PUT_OFF, "The two sides gave no reason.", hour=hour, source="mpa")
    assert len(desk.tell(0, PLAN, off).undated) == count


def test_a_newer_wire_gives_its_words_and_two_wires_are_one_line(desk: Desk) -> None:
    uid = desk.tell(0, PLAN).undated[0].uid
    anew = "Kenya and Ethiopia will hold their talks in Nairobi next week at the latest, a minister said."
    edition = desk.tell(1, wire(1, "Border talks near", anew, source="mpa"))
    assert [(e.uid, e.when, e.sources) for e in edition.undated] == [(uid, "next week at the latest", ("exw", "mpa"))]


def test_the_list_is_bounded_and_the_newest_stay(desk: Desk) -> None:
    pairs = ["Chad", "Niger", "Mali", "Ghana", "Togo", "Benin", "Gabon", "Sudan", "Egypt", "Libya", "Tunisia", "Kenya"]
    pairs += ["Poland", "Latvia", "Norway"]
    wires = [
        wire(0, f"{name} talks {n}", f"{name} and Japan will hold talks in Geneva in the coming days.", hour=n + 1)
        for n, name in enumerate(pairs)
    ]
    edition = desk.tell(0, *wires, hour=23)
    assert len(edition.undated) == MOST_UNDATED


def test_the_difference_of_two_editions_names_it(desk: Desk) -> None:
    first, second, third = desk.tell(0), desk.tell(1, PLAN), desk.tell(12)
    named = [(c.what, c.before, c.after) for c in compare(first, second).changes if c.kind == "daybook"]
    assert named == [("new", "", "in the coming days")]
    assert [(c.what, c.before) for c in compare(second, third).changes if c.kind == "daybook"] == [
        ("gone", "in the coming days")
    ]
