"""What the archive costs on a server against a file: `python -m tests.benchmarks.stores`.

A day of 1,180 wires into an empty archive, read back, analysed, searched; the best of five turns, both in one run. The
server is on this machine and waits for no disk; the file syncs each transaction, as it always does.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from briefing.store import Store, open_store
from briefing.storeurl import sqlite_url
from tests.postgres import running_server, why_not
from tests.store.builders import NOON, analysis, wire

DAY = [wire(n, paragraphs=("A lede of some twenty words about the talks. " * 3, "More. " * 60)) for n in range(1180)]
TURNS = 5
WORK: dict[str, Callable[[Store], Any]] = {
    "1,180 new wires": lambda store: store.add_wires(DAY),
    "the same again": lambda store: store.add_wires(DAY),
    "all read": lambda store: store.wires_received(NOON, NOON + timedelta(days=9)),
    "1,180 analyses kept": lambda store: store.save_analyses(analysis(one.id) for one in DAY),
    "a search": lambda store: store.search("talks", 20),
    "100 short transactions": lambda store: [store.requeue(0, NOON) for _ in range(100)],
    "100 claims": lambda store: [_claim(store, n) for n in range(100)],
}


def _claim(store: Store, number: int) -> None:
    with store.claim("slot", [str(number)]):
        pass


def turn(url: str) -> dict[str, tuple[float, float]]:
    """Work -> (milliseconds of the clock, of this program's processor time)."""
    found = {}
    with open_store(url) as store:
        for name, work in WORK.items():
            clock_s, own_s = time.perf_counter(), time.process_time()
            work(store)
            found[name] = ((time.perf_counter() - clock_s) * 1000, (time.process_time() - own_s) * 1000)
    return found


def main() -> None:
    """Print a table of both."""
    if reason := why_not():
        raise SystemExit(reason)
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        turns = [(turn(sqlite_url(Path(folder) / f"{n}.db")), turn(server.url(server.lend()))) for n in range(TURNS)]
    print("| work | file, ms (own) | server, ms (own) |\n|---|---|---|")
    for name in WORK:
        cells = []
        for kind in (0, 1):
            clock, own = (min(both[kind][name][part] for both in turns) for part in (0, 1))
            cells.append(f"{clock:.1f} ({own:.1f})")
        print(f"| {name} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
