"""A thousand readers of twenty profiles against twenty readers: `python -m tests.benchmarks.readers [--readers 1000]`.

Both are whole runs (collect, decide, draw PDF, HTML, JSON and ICS, write, note in the ledger) on two days that follow
each other, in processes of their own and in turn; the analyses are made by neither, since the archive is filled before.
The second day reads what was told on the first. ``--profile`` prints where the second day of the many goes.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.archive import wires as made_feed

FIRST = datetime(2022, 1, 6, 18, tzinfo=UTC)


def config_of(folder: Path, count: int, profiles: int):  # type: ignore[no-untyped-def]
    """``count`` readers of so many profiles, in turn; each profile another pair of a region and a length."""
    from briefing.config import Budget, Config, Reader, Slot, Source
    from briefing.digest.regions import load_regions

    keys = [key for key in load_regions({}).order if key != "world"]
    people = [
        Reader(
            name=f"reader-{n:04}", prepared_for=f"List {n % profiles}", slots=[Slot(at="18:00")],
            regions=[keys[n % profiles % len(keys)], keys[(n % profiles * 7 + 3) % len(keys)]], budget=Budget(pages=6),
        )
        for n in range(count)
    ]  # fmt: skip
    source = Source(name="made", folder=str(folder / "in"))
    return Config(store=f"sqlite:///{folder}/a.db", out=f"{folder}/out", readers=people, sources=[source])


def fill(folder: Path, wires: int) -> None:
    """An archive with both days' wires and their analyses, and nobody told."""
    from briefing.pipeline import collect_once
    from briefing.pipeline.making.analysing import analysed
    from briefing.pipeline.tables.naming import load_tables
    from briefing.store import open_store

    (folder / "in").mkdir(parents=True)
    config = config_of(folder, 1, 1)
    for day in (0, 1):
        at = FIRST + timedelta(days=day)
        (folder / "in" / f"{day}.xml").write_text(made_feed(at, wires, random.Random(day)), encoding="utf-8")
        collect_once(config, as_of_at=at - timedelta(minutes=1))
    with open_store(config.store) as store:
        ids = store.wire_ids(after_at=FIRST - timedelta(days=2), until_at=FIRST + timedelta(days=2))
        analysed(store, store.wires_by_id(ids), load_tables(config))


def one_day(folder: Path, count: int, profiles: int, day: int) -> int:
    """Everybody's edition of a day; 1 where one was not told."""
    from briefing.pipeline import RunOptions, run_once

    result = run_once(
        config_of(folder, count, profiles), RunOptions(as_of_at=FIRST + timedelta(days=day), deliver=True)
    )
    told = sum(one.state == "told" and len(one.files) == 4 for one in result.published)
    if told != count:
        print(*result.lines()[:40], sep="\n", file=sys.stderr)
    return int(told != count)


def timed(folder: Path, count: int, profiles: int, day: int) -> tuple[float, float]:
    """Seconds by the clock and of processors, of a day in a process of its own with all that it starts."""
    command = [sys.executable, "-m", "tests.benchmarks.readers", "--only", str(folder), "--readers", str(count)]
    began, used = time.perf_counter(), _used_s()
    subprocess.run([*command, "--day", str(day), "--profiles", str(profiles)], check=True)
    return time.perf_counter() - began, _used_s() - used


def _used_s() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> int:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--readers", type=int, default=1000)
    asked.add_argument("--profiles", type=int, default=20)
    asked.add_argument("--wires", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--days", type=int, default=2)
    asked.add_argument("--only", type=Path)
    asked.add_argument("--day", type=int, default=0)
    asked.add_argument("--profile", action="store_true")
    given = asked.parse_args()
    if given.only:
        return one_day(given.only, given.readers, given.profiles, given.day)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        fill(root / "full", given.wires)
        if given.profile:
            return _profiled(root / "full", given.readers, given.profiles)
        ratios: dict[int, list[tuple[float, float]]] = {day: [] for day in range(given.days)}
        for n in range(given.rounds):
            places = {count: root / f"{n}-{count}" for count in (given.profiles, given.readers)}
            for place in places.values():
                shutil.copytree(root / "full", place)
            for day, found in ratios.items():
                spent = {count: timed(place, count, given.profiles, day) for count, place in places.items()}
                few, many = spent[given.profiles], spent[given.readers]
                found.append((many[0] / few[0], many[1] / few[1]))
                told = (
                    f"{count} readers {clock:.2f} s, {used:.2f} of processors" for count, (clock, used) in spent.items()
                )
                print(f"day {day + 1}: {'; '.join(told)}", flush=True)
    for day, found in ratios.items():
        clock, used = (statistics.median(one[at] for one in found) for at in (0, 1))
        print(f"day {day + 1}: {given.readers} readers of {given.profiles} profiles against one of each:")
        print(f"  {clock:.2f} times by the clock, {used:.2f} times the processors' time")
    return 0


def _profiled(folder: Path, count: int, profiles: int) -> int:
    import cProfile
    import pstats

    one_day(folder, count, profiles, 0)
    profile = cProfile.Profile()
    profile.runcall(one_day, folder, count, profiles, 1)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
    return 0


if __name__ == "__main__":
    sys.exit(main())
