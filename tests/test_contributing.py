"""The tour of the house names modules, files and tests that are there."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOUR = (ROOT / "docs" / "contributing.md").read_text("utf-8")
NAMED = re.findall(r"`([^`\n]+)`", TOUR)
MODULES = sorted({name for name in NAMED if re.fullmatch(r"briefing(\.[a-z_]+)+", name)})
PATHS = sorted(
    {
        word
        for name in NAMED
        for word in name.split()
        if re.fullmatch(r"(briefing|docs|scripts|templates|tests|wires)/[\w./*-]+", word) and "xx" not in word
    }
)


def test_the_tour_names_something() -> None:
    assert len(MODULES) > 25
    assert len(PATHS) > 15


@pytest.mark.parametrize("name", MODULES)
def test_a_module_of_the_tour_is_there(name: str) -> None:
    assert find_spec(name) is not None


@pytest.mark.parametrize("path", PATHS)
def test_a_file_of_the_tour_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_test_of_the_tour_is_there() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in NAMED if name.startswith("test_") and f"def {name}(" not in tests] == []


def test_contributors_are_led_there() -> None:
    assert "docs/contributing.md" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
