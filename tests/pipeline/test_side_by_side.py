"""Several whole programs at once on one PostgreSQL: every source asked, every edition made and handed over once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.pipeline import RunOptions, run_once
from briefing.store import open_store
from tests.pipeline.builders import House
from tests.postgres import Server

ROOT = Path(__file__).parents[2]
READERS = 12
RUN = [sys.executable, "-m", "briefing", "run", "--json", "--config"]


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    name = postgres.lend()
    yield postgres.url(name)
    postgres.back(name)


def house_on(root: Path, database: str) -> House:
    """A dozen readers whose slot has just passed, each with a folder that editions are handed over to."""
    due = (datetime.now(UTC) - timedelta(minutes=2)).strftime("%H:%M")
    readers = "".join(
        f"  - {{name: r{n:02}, zone: UTC, slots: [{{at: '{due}'}}], period: 1d, formats: [json]}}\n"
        for n in range(READERS)
    )
    house = House(root, readers=readers)
    text = house.path.read_text(encoding="utf-8").replace("store: sqlite:///out/briefing.db", f"store: {database}")
    house.path.write_text(text + "delivery: {folder: share}\n", encoding="utf-8")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("mali", "talks", "coup"):
        house.wire(name, date=now)
    return house


def begun(house: House, count: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen([*RUN, str(house.path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(count)
    ]


def reports(runs: list[subprocess.Popen[str]]) -> list[dict[str, object]]:
    found = []
    for run in runs:
        out, err = run.communicate(timeout=120)
        assert run.returncode == 0, (out, err)
        found.append(json.loads(out))
    return found


def check(house: House) -> None:
    """Every wire, edition and row of the outbox is there once, and no edition is empty."""
    with open_store(house.config.store) as store:
        rows = store.editions(limit=1000)
        assert Counter((row.reader, row.number, row.state) for row in rows) == {
            (f"r{n:02}", 1, "told"): 1 for n in range(READERS)
        }
        assert store.row_counts()["wires"] == 3
        assert store.outbox_counts() == {"sent": READERS}
        assert [row.tries for row in store.outbox_rows(limit=100)] == [1] * READERS
        counts = store.tallies(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        assert set(counts.values()) == {1}  # each wire counted once
        assert store.orphans() == {}
        for row in rows:
            assert store.load_edition(row.id).counts.total == 3
    assert len(list((house.root / "share").rglob("*.json"))) >= READERS


def test_two_runs_share_the_readers_and_double_nothing(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    found = reports(begun(house, 2))
    made = [edition["reader"] for report in found for edition in report["editions"]]  # type: ignore[attr-defined]
    assert Counter(made) == {f"r{n:02}": 1 for n in range(READERS)}
    handed = [row["id"] for report in found for row in report.get("deliveries", ())]  # type: ignore[attr-defined]
    assert len(handed) == len(set(handed)) == READERS
    check(house)


def test_what_a_killed_run_had_in_hand_the_other_makes(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    first, second = begun(house, 2)
    until_s = time.monotonic() + 60
    with open_store(house.config.store) as store:
        while not store.editions() and time.monotonic() < until_s:
            time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    reports([second])
    run_once(house.config, RunOptions())
    check(house)


def test_a_server_that_restarts_in_the_middle_of_a_run(postgres: Server, tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    (run,) = begun(house, 1)
    until_s = time.monotonic() + 60
    with open_store(house.config.store) as store:
        while not store.editions() and time.monotonic() < until_s:
            time.sleep(0.02)
    postgres.stop()
    out, err = run.communicate(timeout=120)
    postgres.start()
    assert run.returncode == 1, (out, err)
    assert "Traceback" not in err
    assert "server" in err
    assert "run" in err.lower()
    reports(begun(house, 1))
    check(house)
