"""Kill -9 at each step while one page is given to many readers: each has it once, and each channel has its row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import DeliveryError, StoreError
from briefing.store import open_store
from briefing.store.roll import RollShelf
from tests.pipeline.builders import House
from tests.pipeline.test_crash import ROOT
from tests.pipeline.test_shared_page import ALL, FRIDAY, SATURDAY

NAMES = ("anna", "bela", "chen", "dina")
READERS = "".join(f"  - {{name: {name}, {ALL}, formats: [json]}}\n" for name in NAMES)


def house_of(folder: Path) -> House:
    folder.mkdir(exist_ok=True)
    house = House(folder, readers=READERS)
    house.path.write_text(house.path.read_text() + "delivery: {folder: share}\n")
    house.wire("mali")
    return house


def one_content(house: House, on: str = "2022-01-06") -> int:
    return len({(house.out / name / on / f"{name}-{on}.json").stat().st_ino for name in NAMES})


def test_a_kill_between_any_two_steps_tells_each_once(tmp_path: Path) -> None:
    house_of(tmp_path / "template")
    command = [sys.executable, "-m", "tests.pipeline.crash_points", str(tmp_path / "template"), str(tmp_path), "9", "8"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(found) >= 5
    for one in found:
        assert one["again"] == 0, one
        assert one["editions"] == [[name, 1, "told"] for name in NAMES], one
        assert one["outbox"] == [[name, "folder", "sent"] for name in NAMES], one
        assert one["shared"] == [f"{name}-2022-01-06.json" for name in NAMES], one
        assert one["faults"] == [], one


def test_the_many_are_told_in_one_transaction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house, given = house_of(tmp_path), []
    tell = RollShelf.tell_alike

    def counted(*args: object) -> object:
        given.append(tell(*args))  # type: ignore[arg-type]
        return given[-1]

    monkeypatch.setattr(RollShelf, "tell_alike", counted)
    for at, on in ((FRIDAY, "2022-01-06"), (SATURDAY, "2022-01-07")):
        assert house.run(at).exit_code == 0
        assert one_content(house, on) == 1
    assert [sorted(one) for one in given] == [["bela", "chen", "dina"]] * 2


def test_who_cannot_have_his_files_is_told_of_alone(tmp_path: Path) -> None:
    house = house_of(tmp_path)
    (house.out / "chen").mkdir(parents=True)
    (house.out / "chen" / "2022-01-06").write_text("a file", encoding="utf-8")
    result = house.run(FRIDAY)
    states = {one.reader: one.state for one in result.published}
    assert states == {"anna": "told", "bela": "told", "chen": "failed", "dina": "told"}
    assert any("a file stands where" in line for line in result.lines())
    with open_store(house.config.store) as store:
        assert [row.state for row in store.editions("chen")] == ["failed"]


@pytest.mark.parametrize("fault", [StoreError("is locked"), DeliveryError("no room on the disk")])
def test_where_it_cannot_be_given_to_all_at_once_each_has_it_by_himself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def ended(*_: object) -> None:
        raise fault

    monkeypatch.setattr(RollShelf, "tell_alike", ended)
    house = house_of(tmp_path)
    result = house.run(FRIDAY)
    assert [one.state for one in result.published] == ["told"] * 4
    assert one_content(house) == 1
