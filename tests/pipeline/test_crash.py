"""Kill -9 at each step of collecting, digesting and publishing, and a run after it: nothing lost, nothing doubled."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import DeliveryError
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.pipeline.crash_points import FIRST

ROOT = Path(__file__).parents[2]
READERS = (
    "  - {name: one, zone: UTC, slots: ['18:00'], formats: [json, html], alerts: {kinds: [urgent]}}\n"
    "  - {name: two, zone: UTC, slots: ['18:00'], formats: [json], period: 2d}\n"
)
FALSE = "Bomb alarm empties the port of Mombasa"
ALONE = "  - {name: one, zone: UTC, slots: ['18:00'], formats: [json, html]}\n"
TAKEN_BACK = {
    "false": {
        "headline": FALSE,
        "text": "MOMBASA, Jan 6 (EXW) - A bomb alarm emptied the port of Mombasa on Thursday.",
    },
    "kill": {
        "headline": f"KILL: {FALSE}",
        "text": "Kill the wire of Jan 6. It was false. EXW",
        "pubstatus": "canceled",
    },
}
OLDER = (
    "Ethiopia reopens its embassy in Asmara",
    "ASMARA, Jan 5 (EXW) - Ethiopia reopened its embassy in Asmara, Eritrea.",
)
STEP = 9  # the quick test tries every ninth point, the slow one each of them


def house_of(folder: Path, readers: str = READERS) -> House:
    """``two`` has a wire more than ``one``, so that neither remembers for the other."""
    folder.mkdir()
    house = House(folder, readers=readers)
    house.wire("older", date="2022-01-05T09:00:00Z", headline=OLDER[0], text=OLDER[1])
    house.path.write_text(house.path.read_text() + "delivery: {folder: share}\n")
    for name in LEDES:
        house.wire(name)
    for name, words in TAKEN_BACK.items():
        house.wire(name, guid="mombasa", date=f"2022-01-06T1{2 + (name == 'kill')}:00:00Z", **words)
    return house


def remembered(house: House) -> tuple[list[str], dict[str, str]]:
    """Ids of the stories that later runs know, and what was taken back."""
    with open_store(house.config.store) as store:
        ids = [wire.id for wire in store.wires_between(0, store.last_seq())]
        return sorted(one.id for one in store.memory(FIRST).stories), store.withdrawn_of(ids)


def points(tmp_path: Path, first: int, step: int) -> list[dict[str, Any]]:
    template = tmp_path / "template"
    house_of(template)
    command = [sys.executable, "-m", "tests.pipeline.crash_points", str(template), str(tmp_path), str(first), str(step)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def judge(found: dict[str, Any]) -> None:
    headlines = sorted(LEDES[name][0] for name in LEDES if name != "cup")
    where = f"killed at point {found['point']}: {found}"
    assert found["again"] == 0, where
    assert found["wires"] == len(LEDES) + len(TAKEN_BACK) + 1, where
    assert len(found["remembered"]) == len(LEDES) + 1, where
    assert len(found["withdrawn"]) == len(TAKEN_BACK), where
    assert found["editions"] == [["one", 1, "told"], ["two", 1, "told"]], where
    assert found["stories"] == {"one": headlines, "two": sorted([*headlines, OLDER[0]])}, where
    assert [row[2] for row in found["outbox"]] == ["sent", "sent"], where
    assert found["shared"] == ["one-2022-01-06.json", "two-2022-01-06.json"], where
    assert found["letters"] <= found["alerts"] + 1, where
    assert found["faults"] == [], where


def judge_all(found: list[dict[str, Any]]) -> None:
    for one in found:
        judge(one)
    assert len({json.dumps([one["remembered"], one["withdrawn"]]) for one in found}) == 1


def test_a_kill_between_any_two_steps_loses_and_doubles_nothing(tmp_path: Path) -> None:
    found = points(tmp_path, 3, STEP)
    assert len(found) >= 5
    assert [one["ended"] for one in found[:-1]] == [-9] * (len(found) - 1)
    judge_all(found)


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), DeliveryError("no room on the disk")])
def test_what_was_frozen_and_comes_out_later_is_remembered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    plain = house_of(tmp_path / "plain", ALONE)
    plain.run("2022-01-06T18:00:00+00:00")
    house = house_of(tmp_path / "ended", ALONE)

    def ended(*_: Any) -> None:
        raise fault

    with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
        patch.setattr("briefing.deliver.folder.write_files", ended)
        house.run("2022-01-06T18:00:00+00:00")
    house.run("2022-01-06T18:05:00+00:00")
    stories, gone = remembered(house)
    assert len(stories) == len(LEDES)
    assert set(gone.values()) == {"a kill notice", "withdrawn by its agency"}
    assert (stories, gone) == remembered(plain)
    assert house.headlines("2022-01-06", "one") == plain.headlines("2022-01-06", "one")


@pytest.mark.slow
def test_a_kill_at_every_single_step(tmp_path: Path) -> None:
    found = points(tmp_path, 1, 1)
    assert len(found) >= 40
    judge_all(found)
