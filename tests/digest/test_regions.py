"""Regions: every country in one leaf, the region of a story, and what a user may change."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing.digest.regions import WORLD, load_regions
from briefing.errors import ConfigError
from briefing.text.gazetteer import country_names


def test_every_country_stands_in_exactly_one_leaf() -> None:
    regions = load_regions()
    counts = Counter(code for codes in regions.leaves.values() for code in codes)
    assert {code for code, n in counts.items() if n > 1} == set()
    assert set(counts) == set(country_names())


STORIES = [
    (["KZ"], "central-asia"),
    (["AM", "AZ"], "south-caucasus"),
    (["US", "IR"], "middle-east"),
    (["IR", "US"], "middle-east"),
    (["RU", "KZ"], "central-asia"),
    (["RU", "US"], "eastern-europe"),
    (["RU", "UA", "US"], "eastern-europe"),
    (["US"], "north-america"),
    (["ML", "FR"], "sahel"),
    (["FR", "ML"], "sahel"),
    (["CN", "PH"], "southeast-asia"),
    (["??"], WORLD),
    ([], WORLD),
]


@pytest.mark.parametrize(("countries", "region"), STORIES)
def test_the_region_is_that_of_the_events(countries: list[str], region: str) -> None:
    assert load_regions().region_of(countries) == region


def test_names_order_and_tree() -> None:
    regions = load_regions()
    assert regions.name("horn-of-africa") == "Horn of Africa"
    assert regions.name("nowhere") == "nowhere"
    assert regions.ancestors("sahel") == ("africa",)
    assert regions.ancestors("africa") == ()
    assert {"ML", "NG", "ZA"} <= set(regions.countries("africa"))
    assert regions.countries("central-asia") == ("KZ", "KG", "TJ", "TM", "UZ")
    assert regions.order[-1] == WORLD
    assert set(regions.order) == set(regions.names)


def test_a_user_moves_countries_and_adds_a_region() -> None:
    regions = load_regions({"black-sea": {"name": "Black Sea", "countries": ["UA", "GE", "TR"]}, "sahel": ["ML", "SD"]})
    assert regions.region_of(["GE"]) == "black-sea"
    assert regions.name("black-sea") == "Black Sea"
    assert "GE" not in regions.countries("south-caucasus")
    assert regions.region_of(["SD"]) == "sahel"
    assert regions.order[-1] == WORLD
    assert load_regions().region_of(["GE"]) == "south-caucasus"


def test_a_user_changes_name_parent_and_powers() -> None:
    regions = load_regions(
        {"central-asia": {"name": "Inner Asia", "parent": "asia"}, "powers": ["US"], "middle-east": {"name": "Levant"}}
    )
    assert regions.name("central-asia") == "Inner Asia"
    assert regions.ancestors("central-asia") == ("asia",)
    assert regions.region_of(["RU", "KZ"]) == "eastern-europe"
    assert regions.region_of(["IR"]) == "middle-east"


def test_a_region_of_ones_own_stays_within_the_region_that_its_countries_came_from() -> None:
    regions = load_regions({"liptako": {"name": "Liptako", "countries": ["ML", "NE"]}, "coast": ["ML", "NG"]})
    assert regions.ancestors("liptako") == ("sahel", "africa")
    assert regions.ancestors("coast") == ("africa",)
    assert {"ML", "NE", "NG"} <= set(regions.countries("africa"))
    assert (regions.lost, regions.ancestors("sahel")) == ({}, ("africa",))
    top = load_regions({"liptako": {"countries": ["ML"], "parent": ""}})
    assert top.ancestors("liptako") == ()


def test_countries_of_several_parts_of_the_world_are_kept_for_those_who_asked_for_their_regions() -> None:
    regions = load_regions({"black-sea": ["UA", "GE", "TR"]})
    assert regions.ancestors("black-sea") == ()
    assert regions.lost == {
        "eastern-europe": ("UA",),
        "europe": ("UA",),
        "south-caucasus": ("GE",),
        "middle-east": ("TR",),
        "middle-east-north-africa": ("TR",),
    }


FAULTS = [
    ({"sahel": {"nam": "Sahel"}}, "did you mean"),
    ({"sahel": {"countries": ["Mali"]}}, "two letters"),
    ({"sahel": {"parent": "afrika"}}, "did you mean"),
    ({"africa": {"parent": "sahel"}}, "parent"),
    ({"sahel": 7}, "expected"),
]


@pytest.mark.parametrize(("changes", "said"), FAULTS)
def test_faults_are_told(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_regions(changes)


def test_all_faults_at_once() -> None:
    with pytest.raises(ConfigError) as fault:
        load_regions({"sahel": {"nam": "x"}, "gulf": {"countries": ["USA"]}})
    assert len(fault.value.faults) == 2
