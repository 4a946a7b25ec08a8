"""What is called off, and what would be under a condition."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.text.called_off import called_off, what_is_off

UNDER_A_CONDITION = [
    "If Norland refuses, there will be no talks on Friday.",
    "Unless Sudland agrees, there will be no summit in Kesra on Friday.",
    "Should Norland refuse, there will be no talks on Friday.",
    "Warning that there will be no talks on Friday, the envoy left.",
    "There will be no talks on Friday if Norland refuses.",
    "Until the guns fall silent there will be no talks, the envoy said on Friday.",
    "If Norland refuses, the talks set for Friday will be cancelled.",
    "Unless Sudland agrees, the summit on Friday will not take place.",
    "The talks set for Friday will be postponed unless Norland agrees.",
    "The talks on Friday will not go ahead if Norland refuses.",
    "The talks on Friday won't take place, the envoy warned.",
]


@pytest.mark.parametrize("text", UNDER_A_CONDITION)
def test_what_is_to_be_under_a_condition_or_as_a_threat_calls_nothing_off(text: str) -> None:
    assert called_off(text) == ""
    found = find_events(headline="", paragraphs=[text], anchor=date(2022, 1, 5))
    assert not [e for e in found if e.status in ("cancelled", "postponed")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("There will be no talks on Friday, the ministry said.", "cancelled"),
        ("The talks will not take place on Friday even if Norland agrees.", "cancelled"),
        ("Asked if he would come, the envoy said that the talks on Friday will not take place.", "cancelled"),
        ("The talks on Friday will be postponed, the ministry said.", "postponed"),
        ("The summit was called off on Friday after threats.", "cancelled"),
    ],
)
def test_what_is_told_as_certain_does(text: str, state: str) -> None:
    assert called_off(text) == state


@pytest.mark.parametrize(
    "text",
    [
        "Norland threatened on Monday to cancel the talks on Friday.",
        "to cancel the talks with Sudland on Friday",
        "Norland will go ahead with the talks despite calls to cancel them.",
        "The opposition demanded that the talks on Friday be scrapped.",
        "Calling off the talks on Friday would be a mistake, the premier said.",
        "Five years ago the talks were called off at the last minute; on Friday the two try again.",
        "The talks, cancelled twice last year, open on Friday.",
        "A report that Norland had cancelled the talks was false, its embassy said.",
        "The talks on Friday are the first since 2019, when a meeting was cancelled.",
        "No talks will take place on Friday unless Sudland agrees.",
        "The two will not meet in person until the guns fall silent.",
    ],
)
def test_the_name_of_the_deed_another_time_and_a_wish_call_nothing_off(text: str) -> None:
    assert called_off(text) == ""


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Norland was forced to cancel the talks on Friday.", "cancelled"),
        ("The envoys decided to postpone the talks.", "postponed"),
        ("Norland and Sudland will not meet in Kesra on Friday after all.", "cancelled"),
        ("The cancellation of the talks on Friday was announced by both sides.", "cancelled"),
        ("The talks on Friday have been struck from the agenda.", "cancelled"),
        ("The talks, due on Friday, are not happening, two officials said.", "cancelled"),
        ("No talks of the two will take place in Kesra on Friday, the host said.", "cancelled"),
        ("The talks fell through on Monday.", "cancelled"),
        ("The talks were put back to Sunday.", "postponed"),
    ],
)
def test_a_deed_done_does_in_whatever_form(text: str, state: str) -> None:
    assert called_off(text) == state


def test_what_is_called_off_is_named_by_the_verbs_own_noun() -> None:
    assert what_is_off("The minister cancelled a trip to prepare the talks on Friday.") == "trip"
    assert what_is_off("The talks on Friday were called off.") == "talks"
    assert what_is_off("The talks open on Friday.") == ""
