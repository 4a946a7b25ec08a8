"""How the house stands: last run, next due, late readers, outbox and sources, all of it from the store."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from briefing.config import Reader
from briefing.edition.due import next_slot
from briefing.pipeline.slots.overdue import overdue
from briefing.pipeline.sources.health import WORDS
from briefing.store import RunRow
from briefing.store.outbox import FAILED
from briefing.web.archive import Archive
from briefing.web.sources import source_health


def standing(archive: Archive) -> dict[str, Any]:
    """Last run, next due, late readers, outbox and sources, as JSON types; every number from the store."""
    store, config, now_at = archive.store, archive.config, archive.now()
    last = next(iter(store.run_rows(1)), None)
    states = store.source_states()
    readers = [_reader(archive, reader, now_at) for reader in config.readers]
    dues = [row["next_due_at"] for row in readers if row["next_due_at"]]
    tried = [state.last_try_at for state in states.values() if state.last_try_at]
    words = [health.word for health in source_health(archive).values()]
    outbox = store.outbox_counts()
    late = [row["name"] for row in readers if row["late"]]
    stuck = any(outbox.get(state) for state in FAILED)
    return {
        "status": "late" if late else "failing" if stuck else "ok",
        "at": _iso(now_at),
        "last_run_at": _iso(last.at) if last else None,
        "last_run_code": report_of(last).get("exit_code") if last else None,
        "last_collected_at": _iso(max(tried)) if tried else None,
        "next_due_at": min(dues) if dues else None,
        "late": late,
        "held": sum(count for (_, state), count in store.edition_counts().items() if state == "held"),
        "outbox": outbox,
        "sources": {word: words.count(word) for word in WORDS if word in words},
        "readers": readers,
    }


def _reader(archive: Archive, reader: Reader, now_at: datetime) -> dict[str, Any]:
    upcoming = next_slot(reader, after_at=now_at)
    last = archive.store.last_out(reader.name)
    return {
        "name": reader.name,
        "last_number": last.number if last else None,
        "last_told_at": _iso(last.told_at or last.generated_at) if last else None,
        "next_due_at": _iso(upcoming.due_at) if upcoming else None,
        "late": bool(overdue(archive.store, reader, now_at)),
    }


def report_of(row: RunRow) -> dict[str, Any]:
    """The report as it was kept; empty where it cannot be read."""
    try:
        report = json.loads(row.report)
    except ValueError:
        return {}
    return report if isinstance(report, dict) else {}


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
