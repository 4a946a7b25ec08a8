from __future__ import annotations

import pytest

from briefing.edition.daybook_bound import LEAST, MOST, at_the_back, in_front
from briefing.model import DaybookEntry


def entry(uid: str, days: int | None, status: str = "planned", story: str = "") -> DaybookEntry:
    return DaybookEntry(
        uid=uid, on="2022-01-10", until=None, days=days, what="Talks", where=None, parties=(), status=status, clock="",
        moved_from=None, evidence="", notes=(1,), wires=("w",), story=story,
    )  # fmt: skip


@pytest.mark.parametrize(("pages", "most"), [(None, MOST), (1, LEAST), (4, 12), (8, 24), (60, MOST)])
def test_the_front_grows_with_the_pages_within_bounds(pages: float | None, most: int) -> None:
    assert in_front(pages) == most


def test_a_daybook_that_fits_stays_whole() -> None:
    assert at_the_back([entry("a", 3), entry("b", None)], 2, carded=()) == ()


def test_what_is_due_now_is_never_at_the_back() -> None:
    daybook = [
        *(entry(f"today{n}", 0) for n in range(6)),
        entry("under-way", -5),
        *(entry(f"next{n}", 1) for n in range(9)),
    ]
    assert at_the_back(daybook, 3, carded=()) == tuple(f"next{n}" for n in range(9))
    assert at_the_back(daybook, 8, carded=()) == tuple(f"next{n}" for n in range(1, 9))


def test_what_matters_soonest_stays_in_front_and_the_rest_keeps_its_order() -> None:
    daybook = [
        entry("overdue", -2, "overdue"),
        entry("today", 0),
        entry("soon", 4),
        entry("later", 9),
        entry("carded", 40, story="s1"),
        entry("moved", 60, "moved"),
        entry("far", 90),
        entry("month", None),
    ]
    back = [at_the_back(daybook, most, carded={"s1"}) for most in (7, 5, 4, 3)]
    assert back[0] == ("month",)
    assert back[1] == ("later", "far", "month")
    assert back[2] == ("soon", "later", "far", "month")
    assert back[3] == ("soon", "later", "carded", "far", "month")
