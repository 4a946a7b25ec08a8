"""SIGTERM in the middle: the edition in hand is whole and told, the others are the next run's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.pipeline.options import RunOptions
from briefing.pipeline.stopping import STOPPED, Stop, on_sigterm
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

ROOT = Path(__file__).parents[2]
READERS = "".join(f"  - {{name: r{n}, zone: UTC, slots: [{{at: '00:00'}}], formats: [html, json]}}\n" for n in range(4))


def test_what_comes_after_the_request_is_left_and_counted() -> None:
    stop = Stop()

    def work(n: int) -> int:
        stop.asked = n == 2
        return n

    assert [work(n) for n in stop.until([1, 2, 3, 4])] == [1, 2]
    report = {"lines": [], "exit_code": 0}
    stop.note(report)
    assert report == {
        "lines": ["Ended by SIGTERM; 2 due and not begun, which the next run makes."], "exit_code": STOPPED
    }  # fmt: skip


def test_a_signal_asks_once_and_a_second_one_ends() -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        with on_sigterm() as stop:
            os.kill(os.getpid(), signal.SIGTERM)
            assert stop.asked
            with pytest.raises(SystemExit, match=str(STOPPED)):
                os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_run_that_is_asked_to_end_leaves_whole_editions(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READERS)
    for name in LEDES:
        house.wire(name)
    command = [sys.executable, "-m", "briefing", "run"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and not (house.out / "r0").exists():
        time.sleep(0.005)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    with open_store(house.config.store) as store:
        states = [row.state for row in store.editions()]
    assert set(states) == {"told"}
    assert process.returncode == (STOPPED if len(states) < 4 else 0), said
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with open_store(house.config.store) as store:
        rows = store.editions()
    assert sorted((row.reader, row.number, row.state) for row in rows) == [(f"r{n}", 1, "told") for n in range(4)]


def test_the_next_run_makes_what_was_left(tmp_path: Path) -> None:
    from briefing.pipeline import run_once

    house = House(tmp_path, readers=READERS)
    stop = Stop()
    stop.asked = True
    result = run_once(house.config, RunOptions(), stop=stop)
    assert (result.exit_code, result.published) == (STOPPED, ())
    assert run_once(house.config, RunOptions()).exit_code == 0
