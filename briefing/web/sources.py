"""How the sources do: heard, silent, failing, since when and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from briefing.config import Source
from briefing.pipeline.past.lookup import takes
from briefing.pipeline.sources.health import HABIT_DAYS, WORDS, Health, health_of
from briefing.store import SourceState
from briefing.web.archive import Archive
from briefing.web.pages import archive_of, bounds_of, show

DAYS = 7


def sources(request: Request) -> Response:
    """Every source of the configuration, those that need a word first."""
    archive, reader = archive_of(request), bounds_of(request)
    rows = [row for row in source_rows(archive) if takes(reader, row["name"])]
    counts = {word: sum(row["state"] == word for row in rows) for word in WORDS}
    return show(request, "sources", rows=rows, counts=counts, days=DAYS)


def source_health(archive: Archive) -> dict[str, Health]:
    """How each source of the configuration does, by name."""
    now_at = archive.now()
    states = archive.store.source_states()
    days = archive.store.daily_counts(now_at - timedelta(days=HABIT_DAYS), now_at)
    return {
        one.name: health_of(one, states.get(one.name), days.get(one.name, {}), now_at) for one in archive.config.sources
    }


def source_rows(archive: Archive) -> list[dict[str, Any]]:
    """A row for each source: name, publisher, state, since, reason, last wire, wires of the last days."""
    now_at = archive.now()
    states, health = archive.store.source_states(), source_health(archive)
    tally = archive.store.daily_counts(now_at - timedelta(days=DAYS), now_at)
    rows = [
        _row(one, health[one.name], states.get(one.name), tally.get(one.name, {})) for one in archive.config.sources
    ]
    return sorted(rows, key=lambda row: (WORDS.index(row["state"]), row["name"].casefold()))


def _row(source: Source, health: Health, state: SourceState | None, tally: dict[str, int]) -> dict[str, Any]:
    return {
        "name": source.name,
        "publisher": source.publisher or (state.publisher if state else ""),
        "address": _shown(source.asked) or source.address,
        "place": urlsplit(source.asked).hostname or "kept on this machine",
        "state": health.word,
        "since": health.since_at,
        "reason": health.reason,
        "tried_at": state.last_try_at if state else None,
        "heard_at": state.last_heard_at if state else None,
        "newest_at": state.newest_at if state else None,
        "wires": sum(tally.values()),
    }


def _shown(feed: str) -> str:
    """The address without user and query: some feeds carry a key there."""
    if not feed:
        return ""
    parts = urlsplit(feed)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}" + ("?…" if parts.query else "")
