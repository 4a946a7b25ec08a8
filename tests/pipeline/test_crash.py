"""Kill -9 at each step of collecting, digesting and publishing, and a run after it: nothing lost, nothing doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.builders import LEDES, House

ROOT = Path(__file__).parents[2]
READERS = (
    "  - {name: one, zone: UTC, slots: ['18:00'], formats: [json, html], alerts: {kinds: [urgent]}}\n"
    "  - {name: two, zone: UTC, slots: ['18:00'], formats: [json]}\n"
)
STEP = 9  # the quick test tries every ninth point, the slow one each of them


def points(tmp_path: Path, first: int, step: int) -> list[dict[str, Any]]:
    template = tmp_path / "template"
    template.mkdir()
    house = House(template, readers=READERS)
    house.path.write_text(house.path.read_text() + "delivery: {folder: share}\n")
    for name in LEDES:
        house.wire(name)
    command = [sys.executable, "-m", "tests.pipeline.crash_points", str(template), str(tmp_path), str(first), str(step)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def judge(found: dict[str, Any]) -> None:
    headlines = sorted(LEDES[name][0] for name in LEDES if name != "cup")
    where = f"killed at point {found['point']}: {found}"
    assert found["again"] == 0, where
    assert found["wires"] == len(LEDES), where
    assert found["editions"] == [["one", 1, "told"], ["two", 1, "told"]], where
    assert found["stories"] == {"one": headlines, "two": headlines}, where
    assert [row[2] for row in found["outbox"]] == ["sent", "sent"], where
    assert found["shared"] == ["one-2022-01-06.json", "two-2022-01-06.json"], where
    assert found["letters"] <= found["alerts"] + 1, where
    assert found["faults"] == [], where


def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(tmp_path: Path) -> None:
    found = points(tmp_path, 3, STEP)
    assert len(found) >= 5
    assert [one["ended"] for one in found[:-1]] == [-9] * (len(found) - 1)
    for one in found:
        judge(one)


@pytest.mark.slow
def test_a_kill_at_every_single_step(tmp_path: Path) -> None:
    found = points(tmp_path, 1, 1)
    assert len(found) >= 40
    for one in found:
        judge(one)
