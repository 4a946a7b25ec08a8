"""Why a story is here is said only where it is so of that very story."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from briefing.edition.reasons import in_words, with_date
from briefing.edition.score import Score
from briefing.model import DaybookEntry
from tests.edition.builders import story, wire

TODAY = date(2022, 1, 6)
DESK = ("on this reader's desks",)


def said(headline: str, lede: str = "Officials spoke to reporters.", **more: Any) -> tuple[str, ...]:
    one = story("s", wire("w", lede, headline=headline), sections=("security-talks",), countries=("KZ", "RU"), **more)
    return in_words(one, Score(value=1.0, terms={"talks": 0.5}), ("section security-talks",), (headline,))


@pytest.mark.parametrize(
    ("headline", "lede", "topic", "talks"),
    [
        ("Norland and Sudland hold talks in Kesra", "", "diplomacy", True),
        ("Sudland meets Norland in Kesra", "", "diplomacy", True),
        ("Date set", "Norland and Sudland will hold talks in Kesra on Friday.", "diplomacy", True),
        ("Norland puts new sanctions on Sudland", "The measures follow failed talks.", "sanctions", False),
        ("Norland sends guns to Sudland", "They were promised at a meeting.", "defence-cooperation", False),
        ("Sudland denies shelling", "It said there was no proof.", "armed-conflict", False),
        ("Sudland sees no talks", "It said there was no proof.", "diplomacy", False),
        ("No negotiations with Sudland, Norland says", "It said so.", "diplomacy", False),
        ("Norland meets demands of Sudland", "It said so.", "sanctions", False),
    ],
)
def test_talks_are_said_where_a_headline_or_the_lede_of_diplomacy_names_them(
    headline: str, lede: str, topic: str, talks: bool
) -> None:
    assert ("talks between states" in said(headline, lede or "Officials spoke.", topic=topic)) is talks


def entry(on: str, status: str) -> DaybookEntry:
    return DaybookEntry(
        uid="u1", on=on, until=None, what="talks in Kesra", where="Kesra", parties=(), status=status, moved_from=None,
        days=None, clock="", wires=("w",), sources=("s",), notes=(), story="", evidence="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "status", "ahead", "dated"),
    [
        ("2022-01-09", "planned", ("u1",), True),
        ("2022-01-06", "confirmed", ("u1",), True),
        ("2022-01", "expected", ("u1",), True),
        ("2022-01-09", "moved", ("u1",), True),
        ("2022-01-09", "cancelled", ("u1",), False),
        ("2022-01-09", "planned", ("u2",), False),
        ("2022-01-05", "planned", ("u1",), False),
        ("2022-01-05", "held", ("u1",), False),
    ],
)
def test_a_date_is_announced_where_an_entry_of_the_daybook_is_open(
    on: str, status: str, ahead: tuple[str, ...], dated: bool
) -> None:
    assert ("announces a date" in with_date(DESK, ahead, [entry(on, status)], TODAY)) is dated


def test_it_takes_the_place_before_the_origins_and_of_no_other_reason() -> None:
    book = [entry("2022-01-09", "planned")]
    assert with_date(DESK, ("u1",), book, TODAY) == ("announces a date",)
    assert with_date(("grave", "3 independent origins"), ("u1",), book, TODAY) == (
        "grave", "announces a date", "3 independent origins",
    )  # fmt: skip
