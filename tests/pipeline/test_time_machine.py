"""Editions of the past, drawn again from what was frozen."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.pipeline.publish import render_again
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
