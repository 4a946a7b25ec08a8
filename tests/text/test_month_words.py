"""Words that are months too."""

from __future__ import annotations

import re

import pytest

from briefing.text.called_off import called_off
from briefing.text.month_words import MARCH, MAY
from briefing.text.occasions import kinds_of


@pytest.mark.parametrize("text", ["Talks May Be Cancelled", "TALKS MAY RESUME", "it may, he said"])
def test_may_is_a_verb_in_every_writing(text: str) -> None:
    assert re.search(rf"\b{MAY}\b", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "on May 9",
        "on 9 May",
        "on the 9th May",
        "in May",
        "since May 2021",
        "MAY 9",
        "May, 2021",
        "mid-May",
        "the May summit",
    ],
)
def test_the_month_is_none(text: str) -> None:
    assert not re.search(rf"\b{MAY}\b", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text",
    [
        "The summit on May 9 was called off.",
        "The May 9 summit was cancelled, the host said.",
        "The talks set for 9 May have been cancelled.",
        "The May summit was cancelled.",
    ],
)
def test_what_is_called_off_in_may_is_as_certain_as_in_june(text: str) -> None:
    assert called_off(text) == called_off(text.replace("May", "June")) == "cancelled"


def test_what_may_be_called_off_is_not() -> None:
    assert called_off("The talks on June 9 may be cancelled.") == ""
    assert called_off("Kesra Talks May Be Cancelled") == ""


def test_a_day_in_march_is_no_march() -> None:
    assert not kinds_of("The visit on March 12") & kinds_of("The trial on March 12")
    assert kinds_of("A peace march in Kesra") == kinds_of("Peace March Called Off") == kinds_of("The rally")
    assert re.search(rf"\b{MARCH}\b", "a march on the capital", re.IGNORECASE)
