"""Many days in one archive: `python -m tests.benchmarks.archive FOLDER [--days 30] [--wires 1000] [--seconds 0]`.

FOLDER gets a store and made wires, a day's worth at a time. One reader of everything is told an edition a day. Printed
are the processor seconds of each day's parts, and at the end the ratio of the last day to the third: what an archive
that grows costs. Each day runs in a process of its own, as from cron. A folder with some of the days goes on where it
stopped, after ``--seconds`` or by the keyboard; the figures of all days are in FOLDER/days.tsv.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from briefing.config import Budget, Config, Reader, Slot
from briefing.model import SECTIONS
from briefing.pipeline import run_once
from briefing.pipeline.making import publish
from briefing.pipeline.options import RunOptions
from briefing.pipeline.sources import gather

FIRST = datetime(2022, 1, 1, 18, tzinfo=UTC)
PARTS = ("collect", "analysis", "group", "told", "edition", "remember", "whole")
TOWNS = (
    "Mali:Gao Mali:Timbuktu Sudan:Khartoum Sudan:Port_Sudan Ethiopia:Mekelle Somalia:Mogadishu Somalia:Kismayo "
    "Nigeria:Maiduguri Nigeria:Jos Niger:Niamey Chad:Abeche Syria:Aleppo Syria:Idlib Iraq:Mosul Yemen:Marib Yemen:Aden "
    "Lebanon:Tripoli Afghanistan:Kandahar Afghanistan:Herat Pakistan:Quetta India:Srinagar Myanmar:Sittwe "
    "Philippines:Cotabato Ukraine:Kharkiv Ukraine:Kherson Georgia:Zugdidi Armenia:Goris Colombia:Cali Haiti:Jacmel "
    "Venezuela:Merida Ecuador:Esmeraldas Mozambique:Pemba Burundi:Gitega Cameroon:Bamenda Libya:Sirte Egypt:Arish"
).split()
KINDS = (
    "Clashes near {t} kill {n}|Fighting between soldiers and armed men killed {n} people near {t} in {c} on {d}.",
    "{c} and rebels open talks in {t}|Envoys of {c} and of the rebels opened ceasefire talks in {t} on {d}.",
    "Shelling hits market in {t}|Shells hit a market in {t} in {c} on {d} and wounded {n} people, doctors said.",
    "{n} flee villages around {t}|Some {n},000 people fled villages around {t} in {c} since {d}, aid workers said.",
    "Protest over fuel in {t} turns violent|Police in {t} in {c} fired tear gas on {d} and arrested {n} protesters.",
    "{c} names a new army chief|The president of {c} named a new army chief on {d} after an attack on {t}.",
    "Convoy of aid reaches {t}|A convoy of {n} trucks with food reached {t} in {c} on {d}, the United Nations said.",
    "Blast at {t} checkpoint|A bomb at a checkpoint in {t} in {c} killed {n} police officers on {d}.",
)
MORE = (
    "A spokesman for the governor said that the road to the north was closed.",
    "Residents spoke of gunfire through the night and of shops that stayed shut.",
    "The ministry said it would send a team to look into what happened.",
    "No group has said that it was behind it.",
    "Both sides accused each other of breaking an earlier truce.",
)


def wires(on: datetime, count: int, chance: random.Random) -> str:
    """A feed of ``count`` made items of the day; about one in eight repeats another's words."""
    items: list[str] = []
    for n in range(count):
        if items and chance.random() < 0.12:
            items.append(chance.choice(items).replace("<guid>", f"<guid>r{n}-"))
            continue
        country, town = chance.choice(TOWNS).replace("_", " ").split(":")
        head, body = chance.choice(KINDS).split("|")
        said = {"t": town, "c": country, "n": chance.randint(2, 90), "d": f"{on:%A}"}
        text = " ".join((body.format(**said), *chance.sample(MORE, 2)))
        at = on - timedelta(minutes=chance.randint(1, 1400))
        items.append(
            f"<item><title>{head.format(**said)}</title><guid>{on:%d}-{n}</guid>"
            f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{text}</description></item>"
        )
    return f"<rss version='2.0'><channel><title>Made wires</title>{''.join(items)}</channel></rss>"


class Watch:
    """Processor seconds of the parts of a run, each a function that is called through its module."""

    def __init__(self) -> None:
        from briefing.digest import group
        from briefing.edition import make

        self.spent: dict[str, float] = {}
        for part, module, name in (
            ("collect", gather, "gather"),
            ("analysis", publish, "analysed"),
            ("group", group, "group"),
            ("told", publish, "told_to"),
            ("edition", make, "make_edition"),
            ("remember", publish.Press, "remember"),
        ):
            setattr(module, name, self.timed(part, getattr(module, name)))

    def timed(self, part: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            began = process_time()
            try:
                return call(*given, **named)
            finally:
                self.spent[part] = self.spent.get(part, 0.0) + process_time() - began

        return run


def main(folder: Path, days: int, count: int, seconds: float) -> int:
    """Tell the editions that are not there yet; 1 where a day came to nothing, 3 where the time was up first."""
    folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    for day in range(len(_rows(folder)), days):
        if seconds and time.monotonic() - began > seconds:
            print(f"stopped before day {day + 1}; the same command goes on", file=sys.stderr)
            return 3
        command = [sys.executable, "-m", "tests.benchmarks.archive", str(folder), "--wires", str(count)]
        if subprocess.run([*command, "--only", str(day)], check=False).returncode:
            return 1
    _print(_rows(folder)[:days])
    return 0


def one_day(folder: Path, day: int, count: int) -> int:
    """Tell one edition in this process, as a scheduled run does: nothing is warm from the day before."""
    slots, budget = [Slot(at="18:00")], Budget(pages=8, brief=40)
    reader = Reader(name="all", sections=[*SECTIONS, "other"], slots=slots, formats=["json"], budget=budget)
    config = Config(store=f"sqlite:///{folder / 'archive.db'}", out=str(folder / "out"), readers=[reader])
    on = FIRST + timedelta(days=day)
    feed = folder / f"{on:%Y-%m-%d}.xml"
    feed.write_text(wires(on, count, random.Random(7000 + day)), encoding="utf-8")
    watch = Watch()
    result = watch.timed("whole", run_once)(config, RunOptions(from_paths=(feed,), as_of_at=on, deliver=True))
    if not {p.state for p in result.published} <= {"told", "stands"}:
        print(*result.lines(), sep="\n", file=sys.stderr)
        return 1
    with (folder / "days.tsv").open("a", encoding="utf-8") as kept:
        kept.write("\t".join(f"{watch.spent.get(part, 0.0):.2f}" for part in PARTS) + "\n")
    return 0


def _rows(folder: Path) -> list[list[float]]:
    """The figures of the days that are there."""
    kept = folder / "days.tsv"
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.is_file() else []
    return [[float(cell) for cell in line.split("\t")] for line in lines]


def _print(rows: list[list[float]]) -> None:
    print("day", *(f"{part:>9}" for part in PARTS))
    for day, row in enumerate(rows, 1):
        print(f"{day:>3}", *(f"{value:9.2f}" for value in row))
    if len(rows) > 3:
        ratios = (last / max(third, 0.01) for last, third in zip(rows[-1], rows[2], strict=True))
        print("day", len(rows), "to day 3:", *(f"{p} {ratio:.1f}" for p, ratio in zip(PARTS, ratios, strict=True)))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--wires", type=int, default=1000)
    asked.add_argument("--seconds", type=float, default=0, help="Begin no day after so many.")
    asked.add_argument("--only", type=int, help="Make this day alone, counted from 0.")
    given = asked.parse_args()
    if given.only is not None:
        sys.exit(one_day(given.folder, given.only, given.wires))
    sys.exit(main(given.folder, given.days, given.wires, given.seconds))
