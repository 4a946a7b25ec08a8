"""What `briefing check` says before anything is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import briefing.cli  # noqa: F401 - registers the commands
from briefing.cli.app import app
from briefing.config import load_config
from briefing.errors import ConfigError
from briefing.pipeline.care.checks import check_all
from tests.pipeline.builders import House


def test_a_source_in_a_private_network_without_leave_is_a_fault(tmp_path: Path) -> None:
    sources = (
        "  - {name: inside, feed: 'http://192.168.1.7/rss'}\n"
        "  - {name: mine, feed: 'http://localhost:8931/rss', allow_private: true}\n"
        "  - {name: off, feed: 'http://127.0.0.1/rss', active: false}\n"
        "  - {name: open, feed: 'https://open.example/rss'}\n"
    )
    faults = check_all(House(tmp_path, sources=sources).config)["faults"]
    assert [fault.partition(":")[0] for fault in faults] == ["source inside"]
    assert "allow_private: true" in faults[0]


def test_regions_are_listed_with_their_countries(tmp_path: Path) -> None:
    house = House(tmp_path)
    asked = ["check", "--regions", "-c", str(house.path)]
    told = CliRunner().invoke(app, asked).output
    assert "horn-of-africa" in told
    assert "Somalia (SO)" in told
    rows = json.loads(CliRunner().invoke(app, [*asked, "--json"]).output)
    assert "SO" in rows["horn-of-africa"]["countries"]
    assert rows["horn-of-africa"]["parent"] in rows


@pytest.mark.parametrize(
    ("zone", "told"),
    [("EAT", "EAT may be Africa/Nairobi"), ("QQT", ""), ("Berlin", "did you mean 'Europe/Berlin'")],
)
def test_an_abbreviation_is_taken_for_no_zone_of_like_letters(tmp_path: Path, zone: str, told: str) -> None:
    house = House(tmp_path)
    house.path.write_text(f"readers:\n  - {{name: desk, zone: {zone}}}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        load_config(house.path)
    text = "; ".join(fault.value.faults)
    assert told in text
    assert ("mean" in text) == ("mean" in told)


@pytest.mark.parametrize(
    ("mark", "warned"), [("TLP:PURPLE", True), ("tlp:ambr", True), ("TLP:RED", False), ("House paper", False)]
)
def test_a_mark_that_only_looks_like_one_of_the_protocol_is_warned_of(tmp_path: Path, mark: str, warned: bool) -> None:
    house = House(tmp_path, readers=f"  - {{name: desk, mark: '{mark}'}}\n")
    report = check_all(house.config)
    said = [line for line in report["lines"] if "Traffic Light" in line]
    assert bool(said) == warned
    assert all("TLP:AMBER+STRICT" in line and mark in line for line in said)
    assert report["faults"] == []
