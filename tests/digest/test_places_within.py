"""A name that is part of another name names no place or body of its own."""

from __future__ import annotations

import pytest

from briefing.digest.analyse import analyse
from briefing.digest.places import find_mentions, judge_places
from briefing.digest.regions import load_regions
from tests.edition.builders import wire


def names(text: str) -> set[str]:
    return {one.name for one in find_mentions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The African Union Peace and Security Council will meet on January 30.",
        "The AU Peace and Security Council will meet on January 30.",
        "Iran's Supreme National Security Council said no.",
        "The National Security Council met at dawn.",
        "Russia's Security Council and the Federal Security Service spoke.",
        "The Russian Security Council met in Moscow.",
        "The EU Political and Security Committee meets on Monday.",
        "The Supreme Council met the Federal Security Service.",
        "The OAS General Assembly opened.",
    ],
)
def test_another_bodys_council_is_not_the_uns(text: str) -> None:
    assert "UN" not in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council met on Sudan.",
        "The UN Security Council met.",
        "The UN's Security Council met.",
        "Russia told the Security Council so.",
        "Kenya and the Security Council spoke.",
        "The General Assembly voted.",
        "Envoy Tells Security Council Of Abuses",
    ],
)
def test_the_uns_own_council_stays(text: str) -> None:
    assert "UN" in names(text)


def test_the_parties_of_a_meeting_are_those_of_the_longest_name() -> None:
    text = (
        "The African Union Peace and Security Council will meet in Addis Ababa on January 30 to discuss the mandate of "
        "its mission in Somalia."
    )
    (event,) = analyse(wire("a", text), regions=load_regions()).ahead
    assert "UN" not in event.parties
    assert "Peace and Security Council" in event.what


@pytest.mark.parametrize(
    "outlet",
    ["Nairobi Wire", "the Sudan Tribune", "Damascus Radio", "Berlin Daily and Khartoum Post", "Kabul News Agency"],
)
@pytest.mark.parametrize("lead", ["a Chadian officer told", "a Chadian officer said, according to"])
def test_an_outlets_name_is_no_place(outlet: str, lead: str) -> None:
    found = names(f"Rebels attacked a post near Adre in Chad on Monday, {lead} {outlet}.")
    assert found <= {"Chad", "Adré"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("An aide told Kenya that it was over.", "Kenya"),
        ("The news from Sudan was told in Nairobi.", "Sudan"),
        ("The minister told Nairobi Wire that Sudan was at war.", "Sudan"),
    ],
)
def test_a_place_beside_them_stays(text: str, name: str) -> None:
    assert name in names(text)


def test_a_place_in_the_publishers_own_name_is_none() -> None:
    text = "Rebels attacked a post in Chad, Nairobi Dispatches has learnt."
    other = judge_places(headline="", paragraphs=(text,))
    own = judge_places(headline="", paragraphs=(text,), publisher="Nairobi Dispatches")
    named = [{m.name for row in judged.mentions for m in row} for judged in (other, own)]
    assert named == [{"Chad", "Nairobi"}, {"Chad"}]


def test_a_last_name_of_three_words_and_a_format_are_no_places() -> None:
    assert "Kani" not in names("The negotiator Ali Bagheri Kani met envoys in Vienna. Kani left.")
    assert "Normandy" not in names("Advisers of the four Normandy countries met in the Normandy format.")
    assert "Normandy" in names("A storm hit Normandy in France.")
