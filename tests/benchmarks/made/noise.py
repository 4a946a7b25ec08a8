"""Wires of no planted truth: the sample wires on their own days and, where they are at hand, items of world desks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from briefing.collect.folder import read_path
from briefing.model import Wire
from tests.benchmarks.made.feeds import HEAD, entry_of
from tests.benchmarks.made.truth import BIG_DAYS, DAYS, Item, cut_of, on_of

ROOT = Path(__file__).parents[3]
DESKS = ROOT.parent / "shared" / "feeds" / "fastfeedparser" / "worldnews"
A_DAY, A_BIG_DAY = 60, 15  # items of the world desks
MOST_LETTERS = 4000


def sample_wires(day: int) -> list[Path]:
    """The sample wires that are filed under a day; those of before the first day under the first."""
    found = []
    for path in sorted((ROOT / "wires").glob("*.txt")):
        stem = path.name.split("-2022-")[1][:5]
        on = min(max(f"2022-{stem}", on_of(0).isoformat()), on_of(DAYS - 1).isoformat())
        if on == on_of(day).isoformat():
            found.append(path)
    return found


@cache
def _desk_wires(folder: Path) -> tuple[Wire, ...]:
    readings = read_path(folder, received_at=cut_of(0))
    return tuple(w for reading in readings for w in reading.wires if w.headline and w.paragraphs)


def desk_feeds(seed: int, desks: Path | None = None) -> list[Mapping[str, bytes]]:
    """For each day the feeds of the world desks, by file name, with items dated anew; empty where there are none."""
    folder = desks or DESKS
    if not folder.is_dir():
        return [{} for _ in range(DAYS)]
    pick = Random(seed)
    wires = list(_desk_wires(folder))
    pick.shuffle(wires)
    days: list[Mapping[str, bytes]] = []
    for day in range(DAYS):
        n = A_BIG_DAY if day in BIG_DAYS else A_DAY
        mine, wires = wires[:n], wires[n:]
        by_source: dict[str, list[str]] = {}
        for row, wire in enumerate(mine):
            item = Item(
                guid=f"desk-{day}-{row}", day=day, at=cut_of(day) - timedelta(minutes=pick.randint(10, 1200)),
                source=wire.source, headline=wire.headline, paragraphs=_cut(wire.paragraphs),
            )  # fmt: skip
            by_source.setdefault(wire.source, []).append(entry_of(item))
        days.append({file_name(s): _feed(s, entries) for s, entries in by_source.items()})
    return days


def file_name(source: str) -> str:
    """The file of a desk's feed."""
    return "desk-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in source.lower())[:40] + ".xml"


def _feed(source: str, entries: list[str]) -> bytes:
    from xml.sax.saxutils import escape

    return f"{HEAD.format(name=escape(source), slug='desk')}{''.join(entries)}</channel></rss>".encode()


def _cut(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    kept, letters = [], 0
    for paragraph in paragraphs:
        if letters < MOST_LETTERS:
            kept.append(paragraph)
        letters += len(paragraph)
    return tuple(kept)
