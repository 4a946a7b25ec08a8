"""Input that ends the program that reads it: noted before, read by a worker the next time, refused with a reason."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

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

    def lost(self, reason: str) -> str:
        return f"{self.name}: {reason}"


def read(item: Item) -> str:
    """A parser that ends its process over one kind of input, as a fault in a library of C does."""
    if item.name.startswith("deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
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
    with open_store(url) as store:
        assert store.taken_files(NOTED) == {"now": ""}
    assert run(url, "a", "b").stdout.strip() == "['A', 'B']"


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
