"""Which days a text names."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.edition.stated_days import days_in

WEDNESDAY = date(2022, 1, 12)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Soldiers shot at the crowd on Monday.", ["2022-01-10"]),
        ("On Wednesday the town was quiet.", ["2022-01-12"]),
        ("It began on Thursday.", ["2022-01-06"]),
        ("They fled yesterday, and this morning the rest.", ["2022-01-11", "2022-01-12"]),
        ("The dam broke on January 3, and again on 7 Jan.", ["2022-01-03", "2022-01-07"]),
        ("It was founded on December 30.", ["2021-12-30"]),
        ("Talks open on January 19.", []),
        ("The march of 30 people met in May 68 halls; 31 June is no day.", []),
        ("Nothing is dated here.", []),
    ],
)
def test_days_up_to_the_texts_own_are_found(text: str, days: list[str]) -> None:
    assert days_in(text, WEDNESDAY) == frozenset(map(date.fromisoformat, days))
