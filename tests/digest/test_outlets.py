"""Names of papers, agencies and stations are no place, no speaker and no party."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.digest.analyse import analyse
from briefing.digest.outlets import is_outlet, outlet_spans
from briefing.digest.regions import load_regions
from briefing.model import Analysis, Wire

NAMES = (
    "Reuters", "Interfax", "the Kesra Post", "Baghdad Today", "the Sudan Tribune", "Iran International", "Vietnam News",
    "France 24", "Radio Free Europe", "the Moscow Times", "Bakhtar News Agency", "China Daily",
    "Interfax-Ukraine", "India Today", "BBC Persian", "Kesra Pravda",
)  # fmt: skip


def analysed(*paragraphs: str) -> Analysis:
    at = datetime(2022, 1, 11, 12, tzinfo=UTC)
    wire = Wire(
        id="w", identity="w", source="x", publisher="EXW", headline="Premier sees no war", paragraphs=paragraphs,
        received_at=at, published_at=at, published_text=at.isoformat(),
    )  # fmt: skip
    return analyse(wire, regions=load_regions(None))


@pytest.mark.parametrize("name", NAMES)
def test_an_outlet_that_says_something_is_neither_place_nor_speaker_nor_party(name: str) -> None:
    found = analysed(f"The talks will open on January 14, {name} said.", f"A minister told {name} that it was over.")
    assert found.countries == ()
    assert found.places == ()
    assert [quote.who for quote in found.quotes] == ["A minister"]
    assert [(event.on, event.parties) for event in found.ahead] == [("2022-01-14", ())]


@pytest.mark.parametrize("name", ["Iran's Fars news agency", "Russia's Interfax"])
def test_an_outlet_behind_its_country_is_no_speaker_and_the_country_is_one(name: str) -> None:
    found = analysed(f"The talks will open on January 14, {name} said.")
    assert found.quotes == ()
    assert len(found.countries) == 1


def test_today_in_a_name_is_no_day() -> None:
    found = analysed("Baghdad Today reported that talks open on January 14.")
    assert [event.on for event in (*found.ahead, *found.behind)] == ["2022-01-14"]


@pytest.mark.parametrize(
    "name",
    [
        "Amnesty International", "Refugees International", "Highway 24", "Almas Border Post",
        "Emily Post", "Iran FM", "the Interior Ministry", "President Kara", "Mona Kara",
        "Judge Sun", "the International Atomic Energy Agency", "the UN Security Council", "US President", "UN Women",
        "Russia's Putin", "the Space Agency",
    ],
)  # fmt: skip
def test_people_and_bodies_are_none(name: str) -> None:
    assert not is_outlet(name)


def test_a_speaker_and_a_place_beside_an_outlet_stay() -> None:
    found = analysed("Kenyan President Amos Kara told the Kesra Post on Monday that “the border stays shut for good”.")
    assert found.countries == ("KE",)
    assert [quote.who for quote in found.quotes] == ["Amos Kara"]


def test_a_name_once_told_as_an_outlet_is_one_wherever_it_stands() -> None:
    text = "The Sudan Tribune said so. Sudan was calm. A man told the Sudan Tribune."
    assert [text[low:high] for low, high in outlet_spans(text)] == ["Sudan Tribune", "Sudan Tribune"]
