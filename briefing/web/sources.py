"""How the sources do: heard, silent, failing, since when and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from briefing.config import Source
from briefing.pipeline.lookup import takes
from briefing.store import SourceState
from briefing.web.archive import Archive
from briefing.web.pages import archive_of, show, visitor_of

SILENT = timedelta(days=2)  # without anything new for so long a source stands among the silent ones
ORDER = ("failing", "silent", "not asked", "heard", "inactive")
DAYS = 7


def sources(request: Request) -> Response:
    """Every source of the configuration, those that need a word first."""
    archive, visitor = archive_of(request), visitor_of(request)
    reader = None if visitor.operator else archive.reader(visitor.reader)
    rows = [row for row in source_rows(archive) if takes(reader, row["name"])]
    counts = {state: sum(row["state"] == state for row in rows) for state in ORDER}
    return show(request, "sources", rows=rows, counts=counts, days=DAYS)


def source_rows(archive: Archive) -> list[dict[str, Any]]:
    """A row for each source: name, publisher, state, since, reason, last wire, wires of the last days."""
    now_at = archive.now()
    states = archive.store.source_states()
    tally = archive.store.daily_counts(now_at - timedelta(days=DAYS), now_at)
    rows = [_row(one, states.get(one.name), tally.get(one.name, {}), now_at) for one in archive.config.sources]
    return sorted(rows, key=lambda row: (ORDER.index(row["state"]), row["name"].casefold()))


def _row(source: Source, state: SourceState | None, tally: dict[str, int], now_at: datetime) -> dict[str, Any]:
    word, since, reason = state_of(source, state, now_at)
    return {
        "name": source.name,
        "publisher": source.publisher or (state.publisher if state else ""),
        "address": _shown(source.feed) or source.folder or source.file,
        "place": urlsplit(source.feed).hostname or ("folder" if source.folder else "file"),
        "state": word,
        "since": since,
        "reason": reason,
        "failures": state.failures if state else 0,
        "tried_at": state.last_try_at if state else None,
        "heard_at": state.last_heard_at if state else None,
        "newest_at": state.newest_at if state else None,
        "wires": sum(tally.values()),
    }


def state_of(source: Source, state: SourceState | None, now_at: datetime) -> tuple[str, datetime | None, str]:
    """The word for a source, since when it holds, and the reason of its last failure."""
    if not source.active:
        return "inactive", None, ""
    if state is None or state.last_try_at is None:
        return "not asked", None, ""
    if state.failing_since_at is not None:
        return "failing", state.failing_since_at, state.last_reason
    heard = state.last_heard_at
    if heard is None or now_at - heard > SILENT:
        return "silent", heard, ""
    return "heard", heard, ""


def _shown(feed: str) -> str:
    """The address without user and query: some feeds carry a key there."""
    if not feed:
        return ""
    parts = urlsplit(feed)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}" + ("?…" if parts.query else "")
