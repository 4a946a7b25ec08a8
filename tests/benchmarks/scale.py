"""A day of a large house, played: python -m tests.benchmarks.scale [--cores collect=8,analyse=24,...] [--find]

A million wires from 50,000 feeds for 100,000 readers go through five stations, each with so many cores. Work comes as
it does on a day: feeds at their interval, wires by an hourly curve, readers by the hours of their slots. Printed are
how busy each station is, how long work waits there, and when the last mail of the day is out. ``--find`` looks for the
fewest cores at each station that keep its promise.

What a piece of work costs stands in MEASURED, from docs/performance.md, and in ASSUMED, which nobody has measured;
docs/scale.md says what follows from either.
"""

from __future__ import annotations

import argparse
import heapq
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

DAY_S = 86_400
FEEDS, WIRES, READERS, PROFILES = 50_000, 1_000_000, 100_000, 2_000
INTERVAL_S = 900.0  # between two looks at a feed
DESKS = 64  # parts that the wires are grouped in, each by itself: regions, and the larger ones by topic
ROUNDS = 24  # groupings of each part a day: one an hour over what is new and the memory of what was
PAGES = 6
BATCH = 50  # wires, or mails, in one piece of work

# processor seconds of one core, on the machine of docs/performance.md
MEASURED = {
    "look": 0.0030,  # one feed that answers 304, of 1,000
    "wire": 0.0004,  # one wire stored and indexed
    "analysis": 0.00095,  # one wire
    "group": 0.0013,  # one wire among 1,000; it grows with the power GROWTH of their number
    "decide": 4.0,  # one profile's edition of 1,000 wires with a month of memory, on a machine with other work
    "page": 0.175,  # one page of PDF
}
ASSUMED = {
    "read": 0.0010,  # one item read from the bytes of a feed that changed
    "forms": 0.3,  # the other forms of one edition
    "mail": 0.02,  # one reader's mail packed and handed to a relay
}
COSTS = MEASURED | ASSUMED
GROWTH = 1.25  # measured from 1,000 to 4,000 wires; a part has some 16,000 a day, which is extrapolated
# share of a day's wires in each hour of UTC, and of readers whose slot is in it; the hours of agencies and of mornings
BY_HOUR = (2, 2, 2, 2, 3, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 3, 3, 3, 2)
SLOTS = {0: 0.10, 4: 0.10, 6: 0.40, 7: 0.15, 11: 0.15, 14: 0.10}


@dataclass(frozen=True, slots=True)
class Station:
    """A kind of machine: what may be promised of it."""

    name: str
    promise: str
    most_s: float  # that 99 of 100 pieces of work may wait


STATIONS = (
    Station("collect", "a feed is asked within a minute of its time", 60),
    Station("analyse", "a wire is analysed within two minutes", 120),
    Station("group", "a part is grouped within ten minutes", 600),
    Station("print", "an edition is drawn within twenty minutes of its slot", 1200),
    Station("post", "a mail is handed over within ten minutes of its drawing", 600),
)
CORES = {"collect": 2, "analyse": 2, "group": 4, "print": 8, "post": 2}


@dataclass(frozen=True, slots=True)
class Work:
    """One piece: when it comes, and seconds of one core."""

    at_s: float
    takes_s: float


def arrivals(chance: Random) -> dict[str, list[Work]]:
    """The day's work of the stations but the last, which depends on the one before."""
    every = round(DAY_S / INTERVAL_S)
    looks = [
        Work(chance.random() * INTERVAL_S + n * INTERVAL_S, BATCH * _about(COSTS["look"], chance))
        for n in range(every)
        for _ in range(FEEDS // BATCH)
    ]
    came = [_moment(chance) for _ in range(WIRES // BATCH)]
    stored = [Work(at, BATCH * _about(COSTS["read"] + COSTS["wire"], chance)) for at in came]
    analysed = [Work(at, BATCH * _about(COSTS["analysis"], chance)) for at in came]
    return {"collect": looks + stored, "analyse": analysed, "group": _groupings(chance), "print": _printings(chance)}


def _moment(chance: Random) -> float:
    hour = chance.choices(range(24), weights=BY_HOUR)[0]
    return hour * 3600 + chance.random() * 3600


def _about(cost: float, chance: Random) -> float:
    """A cost as it varies: a long feature takes ten times what a summary does."""
    return cost * chance.gammavariate(2.0, 0.5)


def _groupings(chance: Random) -> list[Work]:
    found = []
    for hour in range(ROUNDS):
        wires = WIRES * sum(BY_HOUR[(hour - back) % 24] for back in range(24)) / sum(BY_HOUR) / DESKS
        takes = COSTS["group"] * wires * (wires / 1000) ** (GROWTH - 1)
        found += [Work(hour * 3600 + chance.random() * 600, _about(takes, chance)) for _ in range(DESKS)]
    return found


def _printings(chance: Random) -> list[Work]:
    one = COSTS["decide"] + COSTS["forms"] + PAGES * COSTS["page"]
    return [
        Work(hour * 3600.0, _about(one, chance))
        for hour, share in SLOTS.items()
        for _ in range(round(PROFILES * share))
    ]


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a station's work: shares, seconds, and when each piece was done."""

    busy: float
    median_s: float
    p99_s: float
    longest_s: float
    done: Sequence[float]


def play(work: Sequence[Work], cores: int) -> Played:
    """Serve in the order of coming, each piece by the first core that is free."""
    free = [0.0] * cores
    waits, done = [], []
    for one in sorted(work, key=lambda w: w.at_s):
        begins = max(one.at_s, heapq.heappop(free))
        waits.append(begins - one.at_s)
        done.append(begins + one.takes_s)
        heapq.heappush(free, begins + one.takes_s)
    waits.sort()
    busy = sum(one.takes_s for one in work) / (cores * max(DAY_S, max(done)))
    return Played(busy, waits[len(waits) // 2], waits[len(waits) * 99 // 100], waits[-1], done)


def posting(printed: Sequence[float], chance: Random) -> list[Work]:
    """Each drawn edition goes to all readers of its profile, a batch at a time."""
    readers = READERS // PROFILES
    return [Work(at, readers * _about(COSTS["mail"], chance)) for at in printed]


def day(cores: Mapping[str, int], seed: int = 1) -> dict[str, Played]:
    """The whole day at all stations."""
    chance = Random(seed)
    work = arrivals(chance)
    found = {name: play(work[name], cores[name]) for name in work}
    found["post"] = play(posting(found["print"].done, chance), cores["post"])
    return found


def fewest() -> dict[str, int]:
    """The fewest cores that keep every promise, of days of three seeds."""
    cores = dict.fromkeys((station.name for station in STATIONS), 1)
    for station in STATIONS:
        while any(day(cores, seed)[station.name].p99_s > station.most_s for seed in (1, 2, 3)):
            cores[station.name] += 1
    return cores


def main() -> int:
    """Print the table; 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cores", default="")
    parser.add_argument("--find", action="store_true")
    given = parser.parse_args()
    told = (part.split("=") for part in given.cores.split(",") if part)
    cores = fewest() if given.find else {**CORES, **{name: int(n) for name, n in told}}
    found, broken = day(cores), False
    print("| station | cores | busy | waits, median s | 99 of 100 | longest | promise |\n|---|---|---|---|---|---|---|")
    for station in STATIONS:
        one = found[station.name]
        kept = one.p99_s <= station.most_s
        broken |= not kept
        waits = f"{one.median_s:.0f} | {one.p99_s:.0f} | {one.longest_s:.0f}"
        said = station.promise if kept else f"broken: {station.promise}"
        print(f"| {station.name} | {cores[station.name]} | {one.busy:.0%} | {waits} | {said} |")
    last = max(found["post"].done) / 3600
    print(f"\nThe last mail of the day is out at {int(last):02}:{int(last * 60) % 60:02} UTC.")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
