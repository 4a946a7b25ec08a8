"""Lines of JSON for a journal that machines read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli.logs import events_of
from tests.pipeline.builders import LEDES, House

ROOT = Path(__file__).parents[1]


def shell(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "briefing", "--log-json", *words]
    return subprocess.run(
        command, cwd=house.root, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_run_says_a_line_for_each_source_and_edition_and_one_for_itself(tmp_path: Path) -> None:
    house = House(tmp_path, readers="  - {name: desk, slots: ['18:00'], formats: [json]}\n")
    for name in LEDES:
        house.wire(name)
    (house.drop / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    done = shell(house, "run", "--as-of", "2022-01-06T18:00Z", "--deliver")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["event"] for row in rows] == ["source", "unread", "edition", "run"]
    assert {"at", "level", "event"} <= set(rows[0])
    assert (rows[2]["reader"], rows[2]["number"], rows[2]["state"], rows[2]["level"]) == ("desk", 1, "told", "info")
    assert (rows[3]["exit_code"], rows[3]["level"]) == (done.returncode, "warning")


@pytest.mark.parametrize("words", [("run", "-r", "nobody"), ("run", "--as-of", "never")])
def test_faults_are_lines_too(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = shell(House(tmp_path), *words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert [json.loads(line)["level"] for line in done.stderr.splitlines()] == ["error"]


def test_other_words_are_said_as_they_are(tmp_path: Path) -> None:
    done = shell(House(tmp_path), "schedule", "--show", "2")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["event"] for row in rows] == ["said", "said"]
    assert rows[0]["text"].startswith("desk: next edition")


def test_levels() -> None:
    report = {
        "sources": [{"source": "a", "status": "failed", "reason": "gone"}],
        "editions": [
            {"reader": "r", "state": "failed", "faults": ["x"]},
            {"reader": "s", "state": "told", "faults": ["y"]},
        ],
        "deliveries": [{"state": "sent"}, {"state": "given-up"}],
        "exit_code": 1,
    }
    assert [level for level, _, _ in events_of(report)] == ["warning", "error", "warning", "info", "warning", "error"]
    assert [event for _, event, _ in events_of({"busy": True, "lines": ["Nothing done"]})] == ["busy"]
