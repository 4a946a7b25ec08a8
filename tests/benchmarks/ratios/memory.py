"""How much memory a whole run holds at its most: so many wires from feed files into an archive, and told."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.ratios.growth import CONFIG
from tests.benchmarks.ratios.scaled import write_feeds
from tests.benchmarks.ratios.timing import Took, briefing, run

AT = datetime(2026, 2, 18, 18, tzinfo=UTC)


def table(folder: Path, counts: Sequence[int]) -> str:
    """A table in Markdown: a row for each number of wires."""
    lines = ["", "| wires | step | by the clock, s | processor, s | most memory, MB |", "|---|---|---|---|---|"]
    for count in counts:
        for step, took in _steps(folder / f"memory-{count}", count):
            lines.append(f"| {count:,} | {step} | {took.clock_s:.1f} | {took.cpu_s:.1f} | {took.peak_mb:.0f} |")
    return "\n".join(lines)


def _steps(folder: Path, count: int) -> list[tuple[str, Took]]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_feeds(folder / "feeds", count, until_at=AT)
    sources = "sources:\n  - {name: made, folder: feeds}\n"
    (folder / "config.yaml").write_text(f"{CONFIG}{sources}collect: {{settle: 0}}\n", encoding="utf-8")
    given = ("-c", str(folder / "config.yaml"), "--as-of", f"{AT:%Y-%m-%dT%H:%M:%SZ}")
    collected = run(briefing("collect", *given))
    return [("collected", collected), ("told", run(briefing("run", *given, "--deliver")))]
