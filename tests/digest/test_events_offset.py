"""A day counted from another event belongs to that event, and the sentence to its own day."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events

THURSDAY = date(2022, 1, 6)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The curfew was lifted on Thursday, a day after the shooting.", {"2022-01-06": "curfew was lifted"}),
        (
            "A curfew in Norby was lifted on Thursday, a day after a shooting that killed two.",
            {"2022-01-06": "curfew in Norby was lifted", "2022-01-05": "shooting that killed two"},
        ),
        (
            "The embassy was closed on Wednesday, the day after an attack on its gate.",
            {"2022-01-05": "embassy was closed", "2022-01-04": "attack on its gate"},
        ),
        ("Two days after the shelling, the border reopened on Tuesday.", {"2022-01-04": "border reopened"}),
        ("The curfew was lifted on Wednesday, a day before the vote.", {"2022-01-05": "curfew was lifted"}),
        (
            "The attack came two days after the talks, which ended on Monday.",
            {"2022-01-03": "talks, which ended", "2022-01-05": "attack came"},
        ),
        (
            "He was arrested on Tuesday; two days earlier he had fled.",
            {"2022-01-04": "He was arrested", "2022-01-02": "he had fled"},
        ),
        ("The siege ended on Tuesday, a week after it began.", {"2022-01-04": "siege ended"}),
        ("The curfew was lifted a day after the shooting.", {}),
        (
            "The talks were held on Wednesday, two days before a summit in Norby.",
            {"2022-01-05": "talks were held", "2022-01-07": "summit in Norby"},
        ),
    ],
)
def test_each_day_has_its_own_event(text: str, days: dict[str, str]) -> None:
    found = find_events(headline="", paragraphs=[text], anchor=THURSDAY)
    assert {e.on for e in found} == set(days)
    for event in found:
        assert days[event.on] in event.what


def test_the_counted_event_does_not_carry_the_words_of_the_other_one() -> None:
    text = "A curfew in Norby was lifted on Wednesday, a day after a shooting that killed two."
    (shooting,) = [e for e in find_events(headline="", paragraphs=[text], anchor=THURSDAY) if e.on == "2022-01-04"]
    assert shooting.evidence in text
    assert "curfew" not in shooting.evidence


def test_the_day_after_tomorrow_is_no_event_counted_from_another() -> None:
    text = "What does the country want the day after tomorrow in Norland?"
    assert [e for e in find_events(headline="", paragraphs=[text], anchor=THURSDAY) if not e.ahead] == []
