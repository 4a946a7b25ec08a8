"""The report of a run as a file that a person can read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefing.deliver.folder import write_files

RUNS = "runs"


def write_report(folder: Path, report: Mapping[str, Any], at: datetime) -> Path:
    """Write ``report`` to ``folder``/runs/2026-02-18T030000Z.json (UTC of ``at``) and give the path.

    ``folder`` is the out folder. Indented JSON in UTF-8; instants, dates, paths, tuples and dataclasses are written
    plainly. A report of the same second is kept: the later one gets "-2". DeliveryError where it cannot be written.
    """
    runs = folder / RUNS
    stem = at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    name, count = f"{stem}.json", 1
    while (runs / name).exists():
        count += 1
        name = f"{stem}-{count}.json"
    return write_files(runs, {name: report_json(report).encode("utf-8")})[0]


def report_json(report: Mapping[str, Any]) -> str:
    """The text of the file: two spaces of indent, text unescaped, a line end at the end."""
    plain = _plain(report)
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:  # lone surrogates, as in a file name that is no valid text
            text = json.dumps(plain, indent=2)
    return text + "\n"


def _plain(value: Any) -> Any:
    """``value`` in what JSON has; what is unknown as its text, because a report must come out."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=repr) if isinstance(value, set | frozenset) else value
        return [_plain(item) for item in items]
    return str(value)
