"""The kinds and the numbers of occasions."""

from __future__ import annotations

import pytest

from briefing.text.occasions import kinds_of, other_round, rounds_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a third round of talks", {("round", 3)}),
        ("round three of the negotiations", {("round", 3)}),
        ("the 11th session of the council", {("session", 11)}),
        ("a second visit and a first meeting", {("visit", 2), ("meeting", 1)}),
        ("the second nuclear talks", {("round", 2)}),
        ("the first visit in ten years", set()),
        ("the first summit since the war", set()),
        ("the first round in Kesra", {("round", 1)}),
        ("talks on Friday", set()),
    ],
)
def test_rounds_are_numbered_by_their_kind(text: str, numbers: set[tuple[str, int]]) -> None:
    assert rounds_of(text) == numbers


def test_only_other_numbers_of_one_kind_are_another_round() -> None:
    assert other_round("a second round of talks", "the third round")
    assert not other_round("a second round of talks", "the second stage of talks")
    assert not other_round("a second round of talks", "a third visit")
    assert not other_round("a second round of talks", "talks on Friday")


def test_a_visit_is_no_talks() -> None:
    assert kinds_of("talks") == kinds_of("a meeting")
    assert not kinds_of("talks") & kinds_of("a visit")
