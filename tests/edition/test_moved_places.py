"""A meeting moved to another place is one entry, under its new place; what only speaks of a move changes nothing."""

from __future__ import annotations

import pytest

from briefing.digest.regions import load_regions
from briefing.model import DaybookEntry, Edition
from tests.benchmarks.first_sight import _edition, _wire

SET = "Talks set | Norway and Vietnam will hold talks in Riga on January 14, officials said."


def after(*texts: str) -> list[DaybookEntry]:
    """The daybook after editions of one wire each, a day apart."""
    regions = load_regions(None)
    earlier: tuple[Edition, ...] = ()
    for day, text in enumerate(texts):
        earlier = (_edition(day, (_wire(text, {}, day, hour=9),), earlier, regions), *earlier)
    return list(earlier[0].daybook)


@pytest.mark.parametrize(
    ("text", "on", "moved_from"),
    [
        ("The talks between Norway and Vietnam on January 14 have been moved from Riga to Muscat.", "2022-01-14", None),
        (
            "The talks between Norway and Vietnam have been moved from Riga to Muscat, the host said.",
            "2022-01-14",
            None,
        ),
        ("Norway and Vietnam will meet in Muscat instead of Riga on January 14.", "2022-01-14", None),
        ("Norway and Vietnam will hold talks in Muscat on January 14, not in Riga as announced.", "2022-01-14", None),
        ("Norway and Vietnam moved their talks from Riga to Muscat.", "2022-01-14", None),
        (
            "The talks of Norway and Vietnam were moved from Riga to Muscat and from January 14 to January 16.",
            "2022-01-16",
            "2022-01-14",
        ),
        (
            "The talks of Norway and Vietnam were moved to Muscat and will be held on January 16.",
            "2022-01-16",
            "2022-01-14",
        ),
    ],
)
def test_it_stands_once_under_its_new_place(text: str, on: str, moved_from: str | None) -> None:
    (entry,) = after(SET, f"Talks moved | {text}")
    assert (entry.on, entry.status, entry.where, entry.moved_from) == (on, "moved", "Muscat", moved_from)
    assert entry.parties == ("Norway", "Vietnam")
    assert entry.uid == after(SET)[0].uid


@pytest.mark.parametrize(
    "text",
    [
        "The talks between Norway and Vietnam on January 14 could be moved from Riga to Muscat.",
        "Norway asked Vietnam to move the talks on January 14 from Riga to Muscat.",
        "Norway moved troops from Riga to Muscat before the talks with Vietnam on January 14.",
        "Norway and Vietnam moved their embassies from Riga to Muscat, a week before the talks.",
        "The envoy of Norway moved from Riga to Muscat for the talks with Vietnam.",
        "The talks of Norway and Vietnam in Riga were moved to Room Seven.",
        "The talks of Chile and Senegal were moved from Riga to Muscat.",
        "Norway and Vietnam denied that their talks had been moved from Riga to Muscat.",
        "Norway said the talks with Vietnam were not moved to Muscat.",
        "Norway and Vietnam held talks in Muscat, not Riga, in December.",
        "Norway and Vietnam held talks in Muscat, not Riga, a paper said.",
        "The talks between Norway and Vietnam moved to Muscat after Riga in December.",
        "Norway and Vietnam, who moved their trade talks to Muscat, meet in Riga on January 14.",
        "Norway and Vietnam moved the talks to Muscat in December and back to Riga.",
        "Talks between Norway and Vietnam will move to Muscat once the Riga round ends.",
        "The talks between Norway and Vietnam moved on to Muscat.",
    ],
)
def test_what_is_only_spoken_of_or_another_thing_moves_nothing(text: str) -> None:
    book = after(SET, f"Talks | {text}")
    assert [(e.on, e.where) for e in book if "Norway" in e.parties] == [("2022-01-14", "Riga")]
    assert all(e.status != "moved" for e in book)


def test_another_day_at_another_place_is_another_meeting() -> None:
    text = "Norway and Vietnam meet in Muscat on January 20, not in Riga."
    places = {(e.on, e.where) for e in after(SET, f"Talks | {text}")}
    assert places == {("2022-01-14", "Riga"), ("2022-01-20", "Muscat")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Talks between Norway and Vietnam in Riga in December were called off.", "planned"),
        ("Talks between Norway and Vietnam in Riga were called off in 2019.", "planned"),
        ("Talks between Norway and Vietnam in Riga in January were called off.", "cancelled"),
        ("Talks between Norway and Vietnam in Riga were called off.", "cancelled"),
        ("Talks between Norway and Vietnam, agreed on December 20, were called off.", "cancelled"),
    ],
)
def test_the_talks_of_another_month_that_were_called_off_are_others(text: str, status: str) -> None:
    assert [entry.status for entry in after(SET, f"Talks | {text}")] == [status]


MOVED = "Talks moved | The talks between Norway and Vietnam on January 14 have been moved from Riga to Muscat."


@pytest.mark.parametrize(
    ("text", "on", "where", "status"),
    [
        ("Norway and Vietnam will hold talks in Riga on January 14, a paper wrote.", "2022-01-14", "Muscat", "moved"),
        ("Norway and Vietnam will hold talks in Muscat on January 14.", "2022-01-14", "Muscat", "moved"),
        ("The talks between Norway and Vietnam were moved from Muscat to Lima.", "2022-01-14", "Lima", "moved"),
        (
            "The talks between Norway and Vietnam in Muscat were moved from January 14 to January 16.",
            "2022-01-16",
            "Muscat",
            "moved",
        ),
        ("The talks of Norway and Vietnam in Muscat were cancelled.", "2022-01-14", "Muscat", "cancelled"),
    ],
)
def test_a_day_later_it_stands_where_it_was_moved(text: str, on: str, where: str, status: str) -> None:
    assert [(e.on, e.where, e.status) for e in after(SET, MOVED, f"Talks | {text}")] == [(on, where, status)]


LONG = "Talks set | Norway and Vietnam will hold talks in Riga on January 11-14, officials said."


@pytest.mark.parametrize("begun", ["None.", "Talks between Norway and Vietnam opened in Riga on January 11."])
def test_talks_of_some_days_that_are_over_early_are_held_by_that_report(begun: str) -> None:
    end = "The talks between Norway and Vietnam in Riga ended on Wednesday without agreement."
    (entry,) = after(LONG, f"Talks | {begun}", f"Talks | {begun}", f"Talks | {end}")
    assert (entry.until, entry.status, entry.evidence) == ("2022-01-14", "held", end)


SECOND = "Second round | Norway and Vietnam will hold a second round of talks in Riga on January 12, officials said."


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        (["The third round of talks between Norway and Vietnam in Riga was cancelled."], "planned"),
        (["The second round of talks between Norway and Vietnam in Riga was cancelled."], "cancelled"),
        (["The talks between Norway and Vietnam in Riga were cancelled."], "cancelled"),
        (
            ["None.", "Norway and Vietnam held a first round of talks in Riga in May; the second opens on January 12."],
            "planned",
        ),
        (["None.", "Norway and Vietnam held talks in Riga in December; new talks open on January 12."], "planned"),
        (["None.", "The second round of talks between Norway and Vietnam ended in Riga on Wednesday."], "held"),
    ],
)
def test_another_round_is_another_meeting(texts: list[str], status: str) -> None:
    (entry,) = after(SECOND, *(f"Talks | {text}" for text in texts))
    assert (entry.on, entry.status) == ("2022-01-12", status)


def test_the_month_of_may_is_no_doubt() -> None:
    from briefing.edition.moved_places import _moves_in

    assert _moves_in("The talks on May 9 were moved from Riga to Muscat, the ministry said.") == [("Riga", "Muscat")]
    assert _moves_in("The talks on May 9 may have been moved from Riga to Muscat, the ministry said.") == []
