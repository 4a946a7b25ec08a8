"""Feeds as they are found, read by three programs: `python -m tests.benchmarks.feeds [--data DIR] [--peer PYTHON]`.

Every file below DIR (by default ../shared/feeds) goes to the feed parser of this program, to feedparser alone, and to
fastfeedparser where PYTHON names an interpreter that has it (a virtual environment of its own; it is no dependency).
Prints for the real files, in Markdown and by the collection that they come from: files, files with items, items, items
with a date, items with a title; then every file where feedparser gives more of anything, and for the synthetic files
(collections made to test feed parsers) exceptions and the slowest. An impossible date of feedparser's (year 1) counts
for none. Exit code 1 where a file gives less than feedparser gives, or anything but a refusal is raised.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 25, tzinfo=UTC)
SYNTHETIC = ("feedparser-suite", "gofeed")  # collections of cases made to test parsers
LISTS = "feedlist-"  # collections of addresses, no feeds
ABOUT = ("SOURCE.md", "LICENSE")
Counts = tuple[int, int, int]  # items, of these with a date, with a title

PEER = """
import json, sys, warnings
warnings.simplefilter("ignore")
import fastfeedparser
for path in sys.stdin.read().split("\\n"):
    try:
        found = fastfeedparser.parse(open(path, "rb").read())
        rows = found.entries
        dates = [str(r.get("published") or "") for r in rows]
        dated = sum(bool(d) and not d.startswith("0001") for d in dates)
        counts = [len(rows), dated, sum(bool((r.get("title") or "").strip()) for r in rows)]
    except Exception as fault:
        counts = type(fault).__name__
    print(json.dumps(counts))
"""


def files_in(data: Path, *, synthetic: bool) -> Iterator[Path]:
    """The feed files of the collections of one kind, in order."""
    for path in sorted(data.rglob("*")):
        collection = path.relative_to(data).parts[0]
        feed = path.is_file() and path.name not in ABOUT and not collection.startswith(LISTS)
        if feed and (collection in SYNTHETIC) == synthetic:
            yield path


def ours(body: bytes) -> Counts:
    """What this program reads. Raises FeedError for a refusal, and nothing else."""
    from briefing.collect.feeds import parse_feed

    wires = parse_feed(body, source="benchmark", received_at=AT).wires
    dated = sum(w.published_at is not None and w.date_source == "stated" for w in wires)
    return len(wires), dated, sum(not w.headline_cut for w in wires)


def alone(body: bytes) -> Counts:
    """What feedparser reads by itself."""
    import feedparser

    rows = feedparser.parse(body).entries
    dates = [r.get("published_parsed") or r.get("updated_parsed") for r in rows]
    titled = sum(bool((r.get("title") or "").strip()) for r in rows)
    return len(rows), sum(bool(d and d.tm_year > 1) for d in dates), titled


def tried(read: Callable[[bytes], Counts], body: bytes) -> tuple[Counts, str]:
    """(counts, the name of what was raised or "")."""
    try:
        return read(body), ""
    except Exception as fault:
        return (0, 0, 0), type(fault).__name__


def peer(python: str, paths: list[Path]) -> list[tuple[Counts, str]]:
    """What fastfeedparser of another interpreter reads of the same files."""
    done = subprocess.run(
        [python, "-c", PEER], input="\n".join(map(str, paths)), capture_output=True, text=True, check=True
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [((0, 0, 0), row) if isinstance(row, str) else (tuple(row), "") for row in rows]


def table(data: Path, python: str) -> list[str]:
    """The lines on real files; those that begin with "less:" are shortfalls."""
    paths = list(files_in(data, synthetic=False))
    bodies = [path.read_bytes() for path in paths]
    read = {"this program": [tried(ours, b) for b in bodies], "feedparser alone": [tried(alone, b) for b in bodies]}
    if python:
        read["fastfeedparser"] = peer(python, paths)
    lines = [
        "| files | program | with items | items | with a date | with a title | exceptions |",
        "|---|---|---|---|---|---|---|",
    ]
    groups: dict[str, list[int]] = defaultdict(list)
    for n, path in enumerate(paths):
        groups[path.relative_to(data).parts[0]].append(n)
    for name, numbers in [*groups.items(), ("all", list(range(len(paths))))]:
        for program, rows in read.items():
            mine = [rows[n] for n in numbers]
            sums = [sum(counts[k] for counts, _ in mine) for k in range(3)]
            raised = sum(fault not in ("", "FeedError") for _, fault in mine)
            some = sum(counts[0] > 0 for counts, _ in mine)
            lines.append(
                f"| {name} ({len(numbers)}) | {program} | {some} | {sums[0]} | {sums[1]} | {sums[2]} | {raised} |"
            )
    for path, (own, _), (theirs, _) in zip(paths, read["this program"], read["feedparser alone"], strict=True):
        if any(a < b for a, b in zip(own, theirs, strict=True)):
            lines.append(f"less: {path.relative_to(data)}: {own} where feedparser gives {theirs}")
    return lines


def made(data: Path) -> list[str]:
    """The lines on synthetic files; those that begin with "raised:" are faults."""
    slowest, total, refused, lines = 0.0, 0, 0, list[str]()
    for path in files_in(data, synthetic=True):
        body, begun = path.read_bytes(), time.process_time()
        _, fault = tried(ours, body)
        slowest, total = max(slowest, time.process_time() - begun), total + 1
        refused += fault == "FeedError"
        if fault not in ("", "FeedError"):
            lines.append(f"raised: {path.relative_to(data)}: {fault}")
    return [*lines, f"{total} synthetic files: {refused} refused with a reason, slowest {slowest:.2f} s"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "feeds")
    parser.add_argument("--peer", default="", help="an interpreter that has fastfeedparser")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    lines = [*table(options.data, options.peer), *made(options.data)]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(line.startswith(("less:", "raised:")) for line in lines))


if __name__ == "__main__":
    sys.exit(main())
