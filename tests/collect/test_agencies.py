"""Credits to agencies, where a text gives them."""

from __future__ import annotations

import pytest

from briefing.collect.agencies import agency_name, find_credit


@pytest.mark.parametrize(
    ("text", "byline", "agency"),
    [
        ("The talks ended. (Reuters)", "", "Reuters"),
        ("The talks ended (AFP, dpa)", "", "AFP"),
        ("The talks ended. (EXW)", "", ""),
        ("The plan is unclear (map)", "", ""),
        ("Said so. (Reporting by Jane Doe; Editing by John Roe)", "", "Reuters"),
        ("No credit.", "Reuters", "Reuters"),
        ("No credit.", "By The Associated Press", "AP"),
        ("No credit.", "Jane Doe, AFP", "AFP"),
        ("No credit.", "Jane Doe", ""),
        ("He told Reuters that it was over.", "", ""),
        ("", "", ""),
    ],
)
def test_credits(text: str, byline: str, agency: str) -> None:
    assert find_credit(text, byline=byline) == agency


def test_one_name_for_each_agency() -> None:
    assert agency_name("ITAR-TASS") == agency_name("/ТАСС/".strip("/")) == "TASS"
    assert agency_name("the associated press") == agency_name("AP") == "AP"
    assert agency_name("EXW") == ""
