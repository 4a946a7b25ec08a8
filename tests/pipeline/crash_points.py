"""One run of the program, killed with SIGKILL at one point after the other; after each kill a clean run.

A point lies before and after the commit of every transaction, and before and after every file takes its name: a step of
collecting, digesting or publishing is done or not done, and each gap between two of them is tried. A line of JSON for
each point goes to standard output. Forked from one warm process, so that a point costs a fraction of a second.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from briefing.config import load_config
from briefing.pipeline import run_once
from briefing.pipeline.care.doctor import examine
from briefing.pipeline.options import RunOptions
from briefing.store import open_store
from briefing.store.shelf import Shelf

AT = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
FIRST = datetime(2021, 12, 1, tzinfo=UTC)
LATER = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)


class Points:
    """Counts the points that were passed, and kills at one of them."""

    def __init__(self, kill_at: int) -> None:
        self.kill_at, self.passed = kill_at, 0

    def __call__(self) -> None:
        self.passed += 1
        if self.passed == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def arm(point: Points) -> None:
    """Put points around transactions and renames."""
    write, rename = Shelf._write, os.replace

    @contextmanager
    def _write(self: Shelf) -> Iterator[Any]:
        with write(self) as connection:
            yield connection
            point()
        point()

    def replace(*paths: Any, **more: Any) -> None:
        point()
        rename(*paths, **more)
        point()

    Shelf._write = _write  # type: ignore[method-assign]
    os.replace = replace  # type: ignore[assignment]


def run(config: Path, at: datetime) -> int:
    return run_once(load_config(config), RunOptions(as_of_at=at, deliver=True)).exit_code


def forked(work: Any) -> int:
    """Do the work in a child; its exit code, or the signal that ended it as a negative number."""
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def look(root: Path) -> dict[str, Any]:
    """What is there after the clean run."""
    config = load_config(root / "config.yaml")
    with open_store(config.store) as store:
        editions = [[row.reader, row.number, row.state] for row in store.editions()]
        found: dict[str, Any] = {
            "wires": store.count_wires(),
            "editions": sorted(editions),
            "alerts": len(store.alerts()),
            "outbox": sorted([row.reader, row.channel, row.state] for row in store.outbox_rows()),
            "remembered": sorted([one.id, sorted(one.wire_ids)] for one in store.memory(FIRST).stories),
            "withdrawn": sorted(store.withdrawn_of([wire.id for wire in store.wires_between(0, 99)])),
        }
    found["stories"] = {
        path.stem.rpartition("-2022")[0]: sorted(s["headline"] for s in json.loads(path.read_text())["stories"])
        for path in (root / "out").glob("*/2022-01-06/*-01-06.json")
    }
    found["shared"] = sorted(path.name for path in (root / "share").glob("*.json"))
    found["letters"] = len(list((root / "out").glob("*/alerts/*.txt")))
    found["parts"] = [str(path) for path in root.rglob("*.part")]
    found["faults"] = [one.text for one in examine(config, LATER) if one.level == "fault"]
    return found


def main(template: Path, work: Path, first: int, step: int) -> None:
    shutil.copytree(template, work / "warm")
    run(work / "warm" / "config.yaml", AT)  # all that is loaded late is loaded once
    for n in count(first, step):
        root = work / str(n)
        shutil.copytree(template, root)

        def killed(root: Path = root, n: int = n) -> int:
            arm(Points(n))
            return run(root / "config.yaml", AT)

        ended = forked(killed)
        again = forked(lambda root=root: run(root / "config.yaml", LATER))
        print(json.dumps({"point": n, "ended": ended, "again": again, **look(root)}), flush=True)
        shutil.rmtree(root)
        if ended >= 0:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
