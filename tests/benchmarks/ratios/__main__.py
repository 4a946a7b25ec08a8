"""`make bench`: the program held against others and against itself, both sides by turns in one run.

    python -m tests.benchmarks.ratios [ROW...] [--rounds 3] [--folder DIR] [--peer COMMAND] [--memory] [--big]

ROWs are desks, nothing, growth, group, digest, feeds-10, feeds-100, feeds-1000; all of them without any. FOLDER keeps
the archives that were made, for the next time. ``--memory`` measures besides what collecting and telling 1,000 and
10,000 wires takes, with ``--big`` 100,000 as well. Ratios are medians of the rounds, by the clock and of processor
seconds; on a machine that does other things at the same time the second one says more.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.ratios import memory, peer
from tests.benchmarks.ratios.rows import ROWS, Asked, Row
from tests.benchmarks.ratios.timing import Ratio

HEAD = "| work | against | ours, s | theirs, s | ratio by the clock | of processor time | at least | aim | |\n"


def main() -> int:
    """Print the table; 1 where a row missed its "at least" by both measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", metavar="ROW")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--peer", default="", help="the command of goosepaper")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--big", action="store_true")
    given = parser.parse_args()
    if unknown := set(given.rows) - {row.key for row in ROWS}:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = (given.folder or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return _measure(given, folder)


def _measure(given: argparse.Namespace, folder: Path) -> int:
    wanted = [row for row in ROWS if not given.rows or row.key in given.rows]
    command = given.peer or (peer.find(folder) if any(row.key == "desks" for row in wanted) else "")
    asked = Asked(folder=folder, rounds=given.rounds, peer=command)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {given.rounds} rounds\n\n{HEAD}{'|---' * 9}|")
    missed = sum(_print(row, row.measure(asked)) for row in wanted)
    if given.memory or given.big:
        print(memory.table(folder, (1_000, 10_000, *((100_000,) if given.big else ()))))
    return int(missed > 0)


def _print(row: Row, found: Ratio | str) -> bool:
    """One line; was it missed?"""
    if isinstance(found, str):
        print(f"| {row.work} | {row.reference} | - | - | - | - | {row.least} | {row.aim} | not measured: {found} |")
        return False
    missed = min(found.clock, found.cpu) > row.least
    word = "missed" if missed else "aim reached" if min(found.clock, found.cpu) <= row.aim else "kept"
    seconds = f"{found.ours.clock_s:.2f} | {found.theirs.clock_s:.2f} | {found.clock:.2f} | {found.cpu:.2f}"
    print(f"| {row.work} | {row.reference} | {seconds} | {row.least} | {row.aim} | {word} |", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main())
