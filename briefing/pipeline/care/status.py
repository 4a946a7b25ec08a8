"""`briefing status`: what came out last, what comes next, how the sources are, and how large everything is."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from briefing.config import Config, Reader
from briefing.edition.due import instant, next_slot, slots_between, zone_of
from briefing.pipeline.slots.overdue import overdue
from briefing.pipeline.slots.plan import ON_TIME, is_clock
from briefing.pipeline.sources.health import HABIT_DAYS, WORDS, health_of
from briefing.store import EditionRow, Store, open_store
from briefing.store.outbox import FAILED, OPEN
from briefing.storeurl import sqlite_file, without_password
from briefing.text.counting import count_of

LOOK_BACK = timedelta(days=7)  # so far back slots are looked for that had no edition
MANY_FAILURES = 3  # in a row, from which on a source is worth a look


def status_of(config: Config, now_at: datetime) -> dict[str, Any]:
    """Everything as JSON types. ``problems`` are what needs a look; ``exit_code`` is 3 where something does."""
    path = sqlite_file(config.store)
    if path is not None and not path.exists():
        readers = [_reader_without(reader, now_at) for reader in config.readers]
        return _whole(config, now_at, readers, [], {}, {"bytes": 0, "rows": {}}, None)
    with open_store(config.store) as store:
        readers = [_reader(store, reader, now_at) for reader in config.readers]
        sources = _sources(config, store, now_at)
        outbox = {state: n for state, n in store.outbox_counts().items() if state in OPEN}
        size = {"bytes": _bytes(path) if path else store.server_bytes(), "rows": store.row_counts()}
        return _whole(config, now_at, readers, sources, outbox, size, _last_run(store))


def _whole(
    config: Config,
    now_at: datetime,
    readers: list[dict[str, Any]],
    sources: list[dict[str, Any]],
    outbox: dict[str, int],
    size: dict[str, Any],
    last_run: dict[str, Any] | None,
) -> dict[str, Any]:
    free = shutil.disk_usage(_there(Path(config.out))).free
    found: dict[str, Any] = {
        "at": now_at.isoformat(),
        "store": without_password(config.store),
        "readers": readers,
        "sources": sources,
        "outbox": outbox,
        "size": size,
        "free_bytes": free,
        "last_run": last_run,
    }
    problems = _problems(found)
    return {**found, "problems": problems, "exit_code": 3 if problems else 0}


def _reader(store: Store, reader: Reader, now_at: datetime) -> dict[str, Any]:
    rows = [row for row in store.editions(reader.name, limit=400) if row.kind != "preview"]
    last = store.last_out(reader.name)
    return {
        **_reader_without(reader, now_at),
        "last": _edition(reader, last) if last else None,
        "held": [_edition(reader, row) for row in rows if row.state == "held"],
        "overdue": overdue(store, reader, now_at),
        "missed": _missed(reader, rows, now_at),
        "review": reader_review(reader),
    }


def reader_review(reader: Reader) -> str:
    """How his editions pass the desk: off, hold, or auto-after a time."""
    return str(getattr(reader, "review", "off"))


def _reader_without(reader: Reader, now_at: datetime) -> dict[str, Any]:
    due = next_slot(reader, after_at=now_at)
    return {
        "reader": reader.name,
        "last": None,
        "next_at": due.due_at.isoformat() if due else None,
        "next": f"{due.due_at.astimezone(ZoneInfo(due.zone)):%a %Y-%m-%d %H:%M} {due.zone}" if due else "",
        "held": [],
        "overdue": [],
        "missed": [],
        "review": reader_review(reader),
    }


def _edition(reader: Reader, row: EditionRow) -> dict[str, Any]:
    late_s = 0.0
    if is_clock(row.slot):
        late = row.covers_to_at - instant(row.on, row.slot, zone_of(reader, row.slot))
        late_s = late.total_seconds() if late > ON_TIME else 0.0
    return {
        "number": row.number,
        "on": row.on.isoformat(),
        "slot": row.slot,
        "kind": row.kind,
        "told_at": row.told_at.isoformat() if row.told_at else None,
        "late_s": late_s,
        "folder": str(Path(next(iter(row.files.values()))).parent) if row.files else "",
    }


def _missed(reader: Reader, rows: Sequence[EditionRow], now_at: datetime) -> list[str]:
    """Slots of the last days that had no edition of their own, because a later one covered their time."""
    told = [row for row in rows if row.state == "told" and is_clock(row.slot)]
    if not told:
        return []
    answered = {(row.on, row.slot) for row in told}
    first, last = (f(row.covers_to_at for row in told) for f in (min, max))
    passed = slots_between(reader, after_at=max(first, now_at - LOOK_BACK), until_at=last)
    return [f"{due.on} {due.slot}" for due in passed if (due.on, due.slot) not in answered]


def _sources(config: Config, store: Store, now_at: datetime) -> list[dict[str, Any]]:
    states = store.source_states()
    days = store.daily_counts(now_at - timedelta(days=HABIT_DAYS), now_at)
    rows = []
    for source in config.sources:
        state = states.get(source.name)
        health = health_of(source, state, days.get(source.name, {}), now_at)
        heard = state.last_heard_at if state else None
        rows.append(
            {
                "source": source.name,
                "active": source.active,
                "state": health.word,
                "since": health.since_at.isoformat() if health.since_at else None,
                "failures": state.failures if state else 0,
                "reason": health.reason,
                "last_reason": state.last_reason if state else "",
                "heard_at": heard.isoformat() if heard else None,
                "silent_s": (now_at - heard).total_seconds() if heard else None,
            }
        )
    return rows


def _last_run(store: Store) -> dict[str, Any] | None:
    for text in store.last_runs():
        report = json.loads(text)
        return {key: report.get(key) for key in ("started_at", "ended_at", "exit_code")}
    return None


def _bytes(path: Path) -> int:
    beside = [path, path.with_name(path.name + "-wal")]
    return sum(one.stat().st_size for one in beside if one.exists())


def _there(path: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return next((one for one in (path, *path.parents) if one.is_dir()), Path("/"))


def _problems(found: dict[str, Any]) -> list[str]:
    lines = []
    for reader in found["readers"]:
        if slots := reader["overdue"]:
            more = f", and {len(slots) - 1} before it" if len(slots) > 1 else ""
            lines.append(f"{reader['reader']}: due {slots[-1]} and not made yet{more}")
        lines += [
            f"{reader['reader']}: no. {one['number']} of {one['on']} waits for the desk" for one in reader["held"]
        ]
    lines += [
        f"source {source['source']} failed {source['failures']} times in a row: {source['last_reason']}"
        for source in found["sources"]
        if source["active"] and source["failures"] >= MANY_FAILURES
    ]
    return lines + [
        f"{count_of(found['outbox'][state], 'delivery', 'deliveries')} {state.replace('-', ' ')}; "
        "`briefing outbox list` lists them"
        for state in FAILED
        if found["outbox"].get(state)
    ]


def status_lines(found: dict[str, Any]) -> list[str]:
    """The same for a person."""
    lines = [f"At {_short(found['at'])}, archive {found['store']}"]
    for reader in found["readers"]:
        lines += _reader_lines(reader)
    if not found["readers"]:
        lines.append("No reader.")
    lines += _source_lines(found["sources"])
    counts = ", ".join(f"{found['outbox'].get(state, 0)} {state.replace('-', ' ')}" for state in OPEN)
    lines.append(f"Outbox: {counts}")
    rows = found["size"]["rows"]
    size = f"Archive: {_megabytes(found['size']['bytes'])}"
    if rows:
        size += f", {count_of(rows.get('wires', 0), 'wire')}, {count_of(rows.get('editions', 0), 'edition')}"
    lines.append(f"{size}; {_megabytes(found['free_bytes'])} free")
    if run := found["last_run"]:
        lines.append(f"Last run with anything to do: {_short(run['ended_at'])}, exit code {run['exit_code']}")
    lines += [f"look: {line}" for line in found["problems"]] or ["Nothing needs a look."]
    return lines


def _reader_lines(reader: dict[str, Any]) -> list[str]:
    last = reader["last"]
    said = "none yet"
    if last:
        late = f", {last['late_s'] / 60:.0f} minutes late" if last["late_s"] else ""
        said = f"no. {last['number']} of {last['on']} {last['slot']}, out {_short(last['told_at'])}{late}"
    lines = [f"{reader['reader']}", f"  last   {said}", f"  next   {reader['next'] or 'no slot'}"]
    if reader["review"] != "off":
        lines.append(f"  desk   {reader['review']}")
    if reader["missed"]:
        lines.append(f"  missed {', '.join(reader['missed'])} (covered by the next edition)")
    return lines


def _source_lines(sources: Sequence[dict[str, Any]]) -> list[str]:
    active = [source for source in sources if source["active"]]
    odd = [source for source in active if source["reason"]]
    counts = Counter(source["state"] for source in active)
    lines = [f"Sources: {len(active)} active" + "".join(f", {counts[word]} {word}" for word in WORDS if counts[word])]
    return lines + [
        f"  {source['source']}: {source['state']}{_since(source['since'])}: {source['reason']}" for source in odd
    ]


def _since(at: str | None) -> str:
    return f" since {_short(at)}" if at else ""


def _short(at: str | None) -> str:
    return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M} UTC" if at else "never"


def _megabytes(n: int) -> str:
    return f"{n / (1 << 30):.1f} GB" if n >= 1 << 30 else f"{n / (1 << 20):.1f} MB"
