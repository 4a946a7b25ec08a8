"""A day begins and ends where the meeting is; where that is not known, with the first and the last zone on earth."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.edition.zones import day_begins, day_ends

DAY = date(2022, 1, 12)


@pytest.mark.parametrize(
    ("where", "begins", "ends"),
    [
        ("Geneva", (11, 23), (12, 23)),
        ("New Delhi", (11, 18), (12, 18)),
        ("Russia", (11, 12), (12, 22)),
        ("Washington", (12, 5), (13, 10)),
        (None, (11, 10), (13, 12)),
        ("the usual place", (11, 10), (13, 12)),
    ],
)
def test_where_a_day_begins_first_and_ends_last(
    where: str | None, begins: tuple[int, int], ends: tuple[int, int]
) -> None:
    first, last = day_begins(DAY, where), day_ends(DAY, where)
    assert ((first.day, first.hour), (last.day, last.hour)) == (begins, ends)
    assert datetime(2022, 1, 11, tzinfo=UTC) < first < last
