"""Editions of the past, drawn again from what was frozen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.edition.compare import compare
from briefing.errors import ConfigError
from briefing.pipeline.diff import diff_editions
from briefing.pipeline.publish import render_again
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

EVENING = "2022-01-06T18:00:00+00:00"
READER = "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [html, json]}\n"


def test_the_edition_of_a_reader_who_was_renamed_is_drawn_again_with_the_same_bytes(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    for name in LEDES:
        house.wire(name)
    house.run(EVENING)
    folder = house.out / "desk" / "2022-01-06"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(before) == ["desk-2022-01-06.html", "desk-2022-01-06.json"]
    for path in folder.iterdir():
        path.unlink()
    renamed = House(tmp_path, readers=READER.replace("desk", "night"))
    render_again(renamed.config, reader="desk", on="2022-01-06", out=None)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_name_that_nobody_ever_had_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="desq"):
        render_again(House(tmp_path, readers=READER).config, reader="desq", on="", out=None)


def test_two_days_beside_each_other_name_what_came_and_what_went(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    house.wire("coup")
    house.run(EVENING)
    house.wire("mali", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    changes = diff_editions(house.config, reader="desk", before="2022-01-06", after="2022-01-07")
    stories = {(c.what, c.name) for c in changes if c.kind == "story"}
    assert stories == {("new", LEDES["mali"][0]), ("gone", LEDES["coup"][0])}
    assert not diff_editions(house.config, reader="desk", before="2022-01-07", after="2022-01-07")
    with pytest.raises(ConfigError, match="2022-01-09"):
        diff_editions(house.config, reader="desk", before="2022-01-06", after="2022-01-09")


def test_a_story_under_another_id_is_known_by_its_storyline(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    house.wire("coup")
    house.run(EVENING)
    with open_store(house.config.store) as store:
        before = store.load_edition(store.editions("desk")[0].id)
    (card,) = before.cards()
    region = before.desks[0].regions[0]
    moved = replace(card, id="s-other", status="UPDATED")
    desk = replace(before.desks[0], regions=(replace(region, cards=(moved,)),))
    changes = compare(before, replace(before, desks=(desk,)))
    assert [(c.kind, c.what, c.before, c.after) for c in changes] == [("story", "status", "NEW", "UPDATED")]
    parted = replace(moved, storyline="l-other")
    desk = replace(desk, regions=(replace(region, cards=(parted,)),))
    assert {c.what for c in compare(before, replace(before, desks=(desk,)))} == {"new", "gone"}
