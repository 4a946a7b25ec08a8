"""Ten made days whose truth is known: `python -m tests.benchmarks.made_stream [OUT] [--seeds 1,2,3] [--quick]`.

Wires of invented agencies and outlets on affairs and meetings of known course, among the sample wires and, where
../shared is present, items of world desks, go through the whole program, an edition a day that the reader is told. OUT
keeps the editions (a temporary folder without it). ``--quick`` is one seed without the world desks; ``--gate`` ends
with 1 where a figure is below its floor in floors.json; ``--wrong`` prints the cases that went wrong.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions
from briefing.store import open_store
from tests.benchmarks.made.affairs import add_affairs, add_big
from tests.benchmarks.made.copies import add_corrected, add_late, add_reprints, add_withdrawn
from tests.benchmarks.made.craft import Workshop
from tests.benchmarks.made.feeds import config_of, write_day
from tests.benchmarks.made.meetings import add_meetings
from tests.benchmarks.made.noise import desk_feeds, sample_wires
from tests.benchmarks.made.score import Tally, score
from tests.benchmarks.made.truth import DAYS, Truth, cut_of

FLOORS = Path(__file__).with_name("floors.json")
# What the project set itself: share of cases that must be right.
NEEDED = {
    "UPDATED precision": 0.85, "UPDATED recall": 0.85, "no report rightly said": 0.95, "held recognised": 0.85,
    "desks keep their page": 1.0, "wires once": 1.0, "late wires once": 1.0, "sums right": 1.0,
    "daybook entries single": 0.98, "moved recognised": 1.0, "cancelled recognised": 1.0,
    "reprints' origin right": 0.95, "killed never printed": 1.0, "status and past agree": 1.0,
}  # fmt: skip


SECOND = 100  # seeds from here on take the second wordings of meetings


def make(seed: int, extra: list[int]) -> Truth:
    """The stream of a seed. ``extra``: wires of each day besides the planted ones."""
    shop = Workshop(seed, second=seed >= SECOND)
    for part in (add_affairs, add_meetings, add_reprints, add_withdrawn, add_corrected, add_late):
        part(shop)
    shop.truth.items = [item for item in shop.truth.items if item.day < DAYS]
    planted = {day: sum(item.day == day for item in shop.truth.items) + extra[day] for day in range(DAYS)}
    add_big(shop, others=planted)
    return shop.truth


def run(seed: int, root: Path, tally: Tally, *, desks: bool) -> None:
    """One stream through the program, and its cases into the tally."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "in" / "sample").mkdir(parents=True)
    feeds = desk_feeds(seed) if desks else [{} for _ in range(DAYS)]
    names = sorted({name for day in feeds for name in day})
    extra = [sum(data.count(b"<item>") for data in feeds[d].values()) + len(sample_wires(d)) for d in range(DAYS)]
    truth = make(seed, extra)
    config = config_of(root, names)
    editions: dict[str, list[dict[str, Any]]] = {"all": [], "desk": []}
    for day in range(DAYS):
        write_day(root, truth, day, feeds[day])
        for path in sample_wires(day):
            shutil.copy(path, root / "in" / "sample")
        result = run_once(config, RunOptions(as_of_at=cut_of(day), deliver=True))
        for one in result.published:
            if one.state != "told":
                raise SystemExit(f"day {day}: {one.state}: {'; '.join(one.faults)}")
            editions[one.reader].append(json.loads(Path(one.files["json"]).read_text(encoding="utf-8")))
    with open_store(config.store) as store:
        archived = store.last_seq()
    score(truth, editions["all"], editions["desk"], archived, tally, seed)


def main() -> int:
    """Make, run, score, print; 1 with ``--gate`` where a figure fell below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--seeds", default="1,2,3")
    for name in ("--quick", "--gate", "--wrong"):
        parser.add_argument(name, action="store_true")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for seed in [1] if options.quick else [int(s) for s in options.seeds.split(",")]:
            run(seed, (options.out or Path(folder)) / f"seed-{seed}", tally, desks=not options.quick)
    if options.wrong:
        sys.stdout.write("".join(f"{line}\n" for line in tally.wrong))
    return report(tally, gate=options.gate, quick=options.quick)


def report(tally: Tally, *, gate: bool, quick: bool) -> int:
    """The table; the exit code of the gate."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["quick" if quick else "whole"] if FLOORS.exists() else {}
    fallen = []
    for name in sorted(n for n in tally.n if not n.endswith(" ok")):
        value, floor = tally.share(name), floors.get(name)
        below = floor is not None and value < floor - 1e-9
        fallen += [name] if below else []
        sign = "FELL" if below else "short" if value < NEEDED.get(name, 0) else ""
        shown = f"{floor:.3f}" if floor is not None else "-"
        need = f"{NEEDED[name]:.2f}" if name in NEEDED else "-"
        sys.stdout.write(f"{name:28} {value:6.3f} {shown:>6} {need:>5}  {tally.n[name]:5} cases  {sign}\n")
    return int(gate and bool(fallen))


if __name__ == "__main__":
    sys.exit(main())
