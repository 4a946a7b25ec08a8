"""What age takes away: rows of the archive and files of reports, as the configuration says, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from briefing.config import Config
from briefing.deliver.report import RUNS
from briefing.store import Store

TABLES = ("wires", "analyses", "traces", "editions", "outbox", "alerts", "runs")


def clear_by_age(config: Config, store: Store, at: datetime) -> dict[str, int]:
    """Remove what is older than its table's age; how many rows went of each, and how many files of reports."""
    gone: dict[str, int] = {}
    for table in TABLES:
        age = getattr(config.retention, table)
        if age is not None and (n := store.clear(table, at - timedelta(seconds=age), at)):
            gone[table] = n
    if (age := config.retention.reports) is not None and (n := _old_reports(Path(config.out), at, age)):
        gone["reports"] = n
    return gone


def _old_reports(out: Path, at: datetime, age_s: float) -> int:
    """Our reports alone, by the hour in their names: "2026-02-18T030000Z.json"."""
    before = (at - timedelta(seconds=age_s)).strftime("%Y-%m-%dT%H%M%SZ")
    old = [p for p in (out / RUNS).glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*Z*.*") if p.name[:18] < before]
    for path in old:
        with suppress(OSError):
            path.unlink()
    return len(old)


def cleared_lines(gone: dict[str, int]) -> list[str]:
    """One line on what went, none where nothing did."""
    if not gone:
        return []
    return ["Removed by age: " + ", ".join(f"{n} of {name}" for name, n in gone.items()) + "."]
