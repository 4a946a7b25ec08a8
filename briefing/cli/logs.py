"""What the program says as lines of JSON, for a journal that machines read: `briefing --log-json run`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

EDITION_KEYS = ("reader", "on", "slot", "number", "state", "faults", "remarks")
SOURCE_KEYS = ("source", "status", "wires", "new", "reason", "address")
LEVELS = {0: "info", 1: "error", 2: "error", 3: "warning"}  # of a run by its exit code
GOOD_STATES = ("told", "made", "stands", "held", "dropped")


class Log:
    """Whether lines are JSON, how one is written, and how much is said of a run."""

    def __init__(self) -> None:
        self.as_json = False
        self.quiet = False
        self.verbose = False

    def write(self, level: str, event: str, **fields: Any) -> None:
        """One object on one line: at, level, event, and what belongs to it. Errors go to standard error."""
        from briefing.pipeline.clock import now

        stream: TextIO = sys.stderr if level == "error" and event == "fault" else sys.stdout
        row = {"at": now().isoformat().replace("+00:00", "Z"), "level": level, "event": event, **fields}
        stream.write(f"{json.dumps(row, ensure_ascii=False, default=str)}\n")
        stream.flush()


LOG = Log()


def events_of(report: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A run's report as (level, event, fields): a line for each source, edition and hand-over, and one for the run."""
    if report.get("busy"):
        yield "info", "busy", {"text": "; ".join(report["lines"])}
        return
    for row in report.get("sources", ()):
        yield "warning" if row["status"] == "failed" else "info", "source", {k: row.get(k) for k in SOURCE_KEYS}
    for row in report.get("unread", ()):
        yield "warning", "unread", dict(row)
    for row in report.get("editions", ()):
        level = "error" if row["state"] not in GOOD_STATES else "warning" if row["faults"] else "info"
        yield level, "edition", {key: row.get(key) for key in EDITION_KEYS}
    for row in report.get("deliveries", ()):
        yield "info" if row.get("state") == "sent" else "warning", "delivery", dict(row)
    code = int(report.get("exit_code", 0))
    times = {key: report.get(key) for key in ("started_at", "ended_at", "as_of") if report.get(key)}
    yield LEVELS.get(code, "warning"), "run", {"exit_code": code, **times}
