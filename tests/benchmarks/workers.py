"""Two workers against one: `python -m tests.benchmarks.workers [analysis] [readers] [--wires 3000] [--readers 50]`.

``analysis``: made wires are analysed by one and by two worker processes that are warm. ``readers``: a batch of readers
with distinct selections gets PDF, HTML and JSON, with one and with two processors for the whole run. One and two are
measured in turn within one run, so that the load of the machine falls on both; the ratio printed is of the best times.
Processor seconds stand beside: two processors can take half the time of one only where the work itself does not grow.
On a busy machine the clock says little; what each processor has to do then says what two of their own would make of it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.benchmarks.archive import wires as made_feed

AT = datetime(2022, 1, 6, 18, tzinfo=UTC)


def used_s() -> float:
    """Processor seconds of this process and of its children that have ended."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def used_by(pid: int) -> float:
    """Processor seconds of a process that is there (Linux)."""
    cells = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def analysis(count: int, rounds: int) -> None:
    """Analyses by a crew of one and of two, and by this process. Beside the clock stand processor seconds, which say
    what two processors of their own would make of it: no less than half of all, no less than the busiest worker."""
    from briefing.collect.feeds import parse_feed
    from briefing.digest.analyse import analyse
    from briefing.digest.regions import load_regions
    from briefing.engine import Crew, Engine
    from briefing.pipeline.making.analysing import BATCH

    found = parse_feed(made_feed(AT, count, random.Random(7)).encode(), source="made", url="", received_at=AT).wires
    call = partial(analyse, regions=load_regions({}))
    print(f"analysis of {len(found)} wires")
    with Crew(1) as one, Crew(2) as two:
        crews = {"one worker": one, "two workers": two}
        engines = {"this process": Engine()} | {name: Engine(crew) for name, crew in crews.items()}
        for engine in engines.values():
            list(engine.each(call, found[:200], batch=BATCH))
        for _ in range(rounds):
            needed: dict[str, float] = {}
            for name, engine in engines.items():
                pids = crews[name].pids() if name in crews else []
                before, mine, began = [used_by(pid) for pid in pids], time.process_time(), time.perf_counter()
                for _analysis in engine.each(call, found, batch=BATCH):
                    pass
                clock, mine = time.perf_counter() - began, time.process_time() - mine
                spent = [used_by(pid) - was for pid, was in zip(pids, before, strict=True)]
                all_s = mine + sum(spent)
                needed[name] = max([all_s / 2, mine, *spent]) if len(pids) > 1 else max([mine, *spent])
                workers = " + ".join(f"{one:.2f}" for one in spent)
                print(
                    f"  {name:12} {clock:6.2f} s by the clock; processors: {mine:.2f} here {workers and '+ ' + workers}"
                )
            print("  two workers against one, by what each processor has to do: "
                  f"{needed['one worker'] / needed['two workers']:.2f}; against this process alone: "
                  f"{needed['this process'] / needed['two workers']:.2f}", flush=True)  # fmt: skip


def readers(count: int, wires: int, rounds: int) -> None:
    """Whole runs for many readers, each in a process of its own on one and on two processors."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "day.xml").write_text(made_feed(AT, wires, random.Random(7)), encoding="utf-8")
        needed: dict[int, list[float]] = {1: [], 2: []}
        runs = {f"{n} processor{'s' if n > 1 else ''}": partial(_run, root, count, n, needed[n]) for n in (1, 2)}
        print(f"{count} readers with {count} distinct selections of {wires} wires: PDF, HTML, JSON")
        spent = timed(runs, rounds)
        told(spent, *runs)
        print(f"  by what each processor has to do: {min(needed[1]) / min(needed[2]):.2f} times as fast")


def _run(root: Path, count: int, processors: int, needed: list[float]) -> None:
    """A run on so many processors; notes the seconds that the busier of them is needed for at least: those of the run
    itself, which are one after the other, and a processor's share of all."""
    command = [sys.executable, "-m", "tests.benchmarks.workers", "--run", str(root), "--readers", str(count)]
    cores = sorted(os.sched_getaffinity(0))[:processors]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, preexec_fn=lambda: os.sched_setaffinity(0, cores)
    )
    own, others = json.loads(done.stdout.splitlines()[-1])
    print(f"  {processors}: the run {own:.2f} s, its workers and engines {others:.2f} s of processors", flush=True)
    needed.append(max(own, (own + others) / processors))


def run(root: Path, count: int) -> int:
    """One run into an archive of its own: every reader another pair of a region and a length."""
    from briefing.config import Budget, Config, Reader, Slot
    from briefing.digest.regions import load_regions
    from briefing.pipeline import RunOptions, run_once

    keys = [key for key in load_regions({}).order if key != "world"]
    people = [
        Reader(
            name=f"reader-{n:03}", regions=[keys[n % len(keys)], keys[(n * 7 + 3) % len(keys)]],
            slots=[Slot(at="18:00")],
            formats=["pdf", "html", "json"], budget=Budget(pages=2 + n % 3),
        )
        for n in range(count)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        config = Config(store=f"sqlite:///{folder}/a.db", out=f"{folder}/out", readers=people)
        result = run_once(config, RunOptions(from_paths=(root / "day.xml",), as_of_at=AT, deliver=True))
        pages = sum(1 for one in result.published if one.state == "told" and "pdf" in one.files)
    if pages != count:
        print(*result.lines(), sep="\n", file=sys.stderr)
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps([one.ru_utime + one.ru_stime for one in both]))
    return int(pages != count)


def timed(calls: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds by the clock and of processors, of each call in each round."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            began, used = time.perf_counter(), used_s()
            call()
            spent[name].append((time.perf_counter() - began, used_s() - used))
    return spent


def told(spent: dict[str, list[tuple[float, float]]], one: str, two: str) -> None:
    """The times of both, and how many times faster the second is: of the best, and the median of the rounds."""
    for name in (one, two):
        best = min(spent[name])
        print(f"  {name:18} best {best[0]:7.2f} s by the clock ({best[1]:.2f} s of this process and ended children)")
    rounds = [a[0] / b[0] for a, b in zip(spent[one], spent[two], strict=True)]
    ratio = min(spent[one])[0] / min(spent[two])[0]
    print(f"  {two} against {one}: {ratio:.2f} times as fast, rounds {', '.join(f'{r:.2f}' for r in rounds)}, "
          f"median {statistics.median(rounds):.2f}")  # fmt: skip


def main() -> int:
    """What was asked for, else all of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", choices=["analysis", "readers", []])
    asked.add_argument("--wires", type=int, default=3000)
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--rounds", type=int, help="3 of the analysis, 1 of the readers where nothing is said.")
    asked.add_argument("--run", type=Path, help="One run of readers on the feed of this folder.")
    given = asked.parse_args()
    if given.run:
        return run(given.run, given.readers)
    parts = given.parts or ["analysis", "readers"]
    if "analysis" in parts:
        analysis(given.wires, given.rounds or 3)
    if "readers" in parts:
        readers(given.readers, given.wires // 15, given.rounds or 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
