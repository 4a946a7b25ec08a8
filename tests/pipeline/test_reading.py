"""Input that ends the program that reads it: noted before, read by a worker the next time, refused with a reason."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.collect.folder import Options, read_alone
from briefing.collect.watched import scan_file
from briefing.config.engine import engine_choice
from briefing.engine import open_engine
from briefing.pipeline.sources import reading
from briefing.pipeline.sources.reading import NOTED, spread_by
from briefing.store import open_store

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Item:
    name: str
    data: bytes = b""

    @property
    def place(self) -> str:
        return self.name

    def lost(self, reason: str) -> str:
        return f"{self.name}: {reason}"


def read(item: Item) -> str:
    """A parser that ends its process over one kind of input, as a fault in a library of C does."""
    if item.name.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    if item.name.startswith("huge"):
        return str(len(bytearray(3 << 30)))
    return item.name.upper()


ONE_RUN = """
import sys
from briefing.store import open_store
from briefing.pipeline.sources.reading import spread_by
from tests.pipeline.test_reading import Item, read
with open_store(sys.argv[1]) as store:
    print(list(spread_by(None, store)(read, [Item(name=name) for name in sys.argv[2:]])))
"""


def run(url: str, *names: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ONE_RUN, url, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_what_a_run_died_over_is_read_by_a_worker_and_then_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    assert run(url, "a", "deadly", "b").returncode == -signal.SIGKILL
    again = run(url, "a", "deadly", "b", "c")
    assert again.returncode == 0, again.stderr
    assert "['A', 'deadly: reading it ended the program that read it (" in again.stdout
    assert again.stdout.rstrip().endswith("'B', 'C']")
    assert "ended 2 times" in again.stdout
    with open_store(url) as store:
        assert store.taken_files(NOTED) == {"now": '["deadly"]'}, "it would end the next run"
    assert run(url, "a", "deadly").stdout == again.stdout.replace(", 'B', 'C'", "")
    assert run(url, "a", "mended").returncode == 0
    assert run(url, "a", "b").stdout.strip() == "['A', 'B']"


def test_what_eats_the_memory_of_a_worker_is_refused(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        store.mark_taken(NOTED, "now", json.dumps(["huge", "good"]))  # an earlier run was ended over it
        found = list(spread_by(None, store)(read, [Item(name="huge"), Item(name="good")]))
        assert found[0].startswith("huge: reading it ended the program that read it (it needs more memory than")
        assert found[1:] == ["GOOD"]
        assert store.taken_files(NOTED) == {"now": '["huge"]'}


def test_another_program_leaves_the_note_of_this_one(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        others = iter(spread_by(None, store)(read, [Item(name="a"), Item(name="b")]))
        assert next(iter(others)) == "A"
        assert list(spread_by(None, store)(read, [Item(name="c")])) == ["C"]
        assert json.loads(store.taken_files(NOTED)["now"]) == ["a", "b"]
        assert next(others) == "B"
        assert store.taken_files(NOTED) == {"now": ""}, "the last was asked for, nothing more will be"


@pytest.mark.parametrize("kind", ["file", "from"])
def test_one_file_by_itself_is_noted_while_it_is_read(tmp_path: Path, kind: str) -> None:
    wire = tmp_path / "wire.txt"
    wire.write_text("Date: 2022-01-06T12:00:00Z\nHeadline: Talks open\n\nGENEVA (EXW) - Talks opened on Thursday.\n")
    noted: list[str] = []

    def spread(call: Callable[[Any], Any], items: Sequence[Any]) -> Iterable[Any]:
        noted.extend(item.place for item in items)
        return [item.lost("it died") for item in items]

    at = datetime(2022, 1, 6, 18, tzinfo=UTC)
    if kind == "file":
        now_s = wire.stat().st_mtime + 60
        look = scan_file(
            wire, taken={}, received_at=at, settle_s=1, now_s=now_s, options=Options(source="one"), spread=spread
        )
        assert [one.error for one in look.errors] == ["it died"]
    else:
        assert read_alone(wire, received_at=at, options=Options(source="one"), spread=spread).error == "it died"
        assert read_alone(wire, received_at=at, options=Options(source="one"), spread=map).wires
    assert noted == [f"one:{wire}"]


def test_a_batch_that_workers_die_over_loses_one_item() -> None:
    items = [Item(name=f"{'deadly' if n == 7 else 'wire'}{n}", data=b"x" * 1_000_000) for n in range(12)]
    assert sum(len(item.data) for item in items) >= reading.HEAVY_BYTES
    with open_engine(engine_choice("local: 2")) as work:
        found = list(spread_by(work)(read, items))
    assert found[:7] == [f"WIRE{n}" for n in range(7)]
    assert found[7].startswith("deadly7: reading it ended the program")
    assert found[8:] == [f"WIRE{n}" for n in range(8, 12)]


def test_nothing_to_read_notes_nothing(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        assert list(spread_by(None, store)(read, [])) == []
        assert store.taken_files(NOTED) == {}
