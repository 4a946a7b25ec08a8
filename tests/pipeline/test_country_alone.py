"""In an archive of two wires every word is rare: the country's name alone makes no affair of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.builders import House

Told = tuple[str, str]
SIEGE = (
    "South Sudan: How Kadugli and Dilling Lived Through the Siege",
    "Residents of Kadugli and Dilling in South Kordofan lived for two years under a siege, aid workers said.",
)
OTHERS = [
    pytest.param(
        SIEGE,
        ("SITREP South Sudan 7 January", "Fighting broke out near Nasir in Upper Nile, the mission said."),
        id="a situation report",
    ),
    pytest.param(
        ("South Sudan siege", "South Sudan siege."), ("South Sudan clashes", "South Sudan clashes."), id="headlines"
    ),
    pytest.param(
        ("Central African Republic rebels attack mine", "Central African Republic rebels attacked a mine."),
        ("Central African Republic army bombs camp", "Central African Republic army bombed a camp."),
        id="a long name",
    ),
    pytest.param(
        SIEGE,
        ("Uganda and South Sudan sign border deal", "Uganda and South Sudan signed a deal on their border in Kampala."),
        id="two countries",
    ),
]
SAME = [
    pytest.param(
        ("South Sudan: Nasir fighting", "South Sudan's army fought the White Army near Nasir."),
        ("White Army retreats from Nasir", "The White Army left Nasir in South Sudan, residents said."),
        id="a town",
    ),
    pytest.param(
        ("Chad rebels attack mine", "Rebels attacked a gold mine in northern Chad, killing three guards."),
        ("Chad gold mine attack: toll rises", "Five guards were killed in the attack on a gold mine in Chad."),
        id="an act",
    ),
]


def told(root: Path, first: Told, second: Told) -> tuple[str, str, str]:
    """Status of the second day's story, its storyline and that of the first."""
    house = House(root)
    for day, (headline, text) in (("2022-01-06", first), ("2022-01-07", second)):
        house.wire(day, date=f"{day}T12:00:00Z", headline=headline, text=text)
        house.run(f"{day}T18:00:00+00:00")
    (before,), (now,) = (house.edition(day)["stories"] for day in ("2022-01-06", "2022-01-07"))
    return now["status"], now["goes_on"] or now["storyline"], before["storyline"]


@pytest.mark.parametrize(("first", "second"), OTHERS)
def test_another_story_of_the_country_is_new(tmp_path: Path, first: Told, second: Told) -> None:
    status, line, before = told(tmp_path, first, second)
    assert (status, line == before) == ("NEW", False)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_what_shares_a_town_or_an_act_goes_on(tmp_path: Path, first: Told, second: Told) -> None:
    status, line, before = told(tmp_path, first, second)
    assert (status != "NEW", line) == (True, before)


def test_two_wires_of_one_day_on_one_country_are_two_stories(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("a", headline="South Sudan: siege of Kadugli", text="South Sudan army said the siege went on.")
    house.wire("b", headline="South Sudan: Nasir fighting", text="South Sudan army said fighting went on in Nasir.")
    house.run("2022-01-06T18:00:00+00:00")
    assert len(house.headlines("2022-01-06")) == 2
