"""What is called off, and what would be under a condition."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.text.called_off import called_off

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
