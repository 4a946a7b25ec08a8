"""How the house does, for programs that watch it: /health in JSON and /metrics as Prometheus reads it.

Without a token /health says whether all is well and when, and names nobody; readers, sources and figures are for the
operator and for tokens made `--for monitor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from briefing.errors import BriefingError
from briefing.storeurl import sqlite_file
from briefing.web.archive import Archive
from briefing.web.pages import archive_of, recognise
from briefing.web.standing import standing


async def health(request: Request) -> Response:
    """200 where all is well; 503 where an edition is late, one could not be handed over, or the store cannot be read.

    Late and failing are told apart in ``status``.
    """
    try:
        found, full = await run_in_threadpool(_standing_for, request)
    except BriefingError as fault:
        return JSONResponse({"status": "down", "reason": fault.message}, status_code=503)
    said = found if full else _for_all(found)
    return JSONResponse(said, status_code=200 if found["status"] == "ok" else 503)


async def metrics(request: Request) -> Response:
    """The figures in Prometheus' text format; for the operator and monitors alone."""
    found, full = await run_in_threadpool(_standing_for, request)
    if not full:
        text = "A token of the operator or one made --for monitor is needed, as Authorization: Bearer.\n"
        return PlainTextResponse(text, status_code=401, headers={"www-authenticate": 'Bearer realm="briefing"'})
    text = await run_in_threadpool(exposition, archive_of(request), found)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _standing_for(request: Request) -> tuple[dict[str, Any], bool]:
    visitor = recognise(request)
    full = visitor is not None and visitor.role in ("operator", "monitor")
    return standing(archive_of(request)), full


def _for_all(found: Mapping[str, Any]) -> dict[str, Any]:
    """The same without names."""
    said = {key: value for key, value in found.items() if key != "readers"}
    return said | {"late": len(found["late"])}


def exposition(archive: Archive, found: Mapping[str, Any]) -> str:
    """The numbers of ``standing``, and those of the store, as Prometheus reads them."""
    store = archive.store
    path = sqlite_file(archive.config.store)
    bytes_ = path.stat().st_size if path and path.is_file() else store.server_bytes()
    states = store.source_states()
    readers = found["readers"]
    lines: list[str] = []

    def add(name: str, text: str, rows: Iterable[tuple[Mapping[str, str], float | int | None]], kind: str) -> None:
        lines.extend((f"# HELP briefing_{name} {text}", f"# TYPE briefing_{name} {kind}"))
        lines.extend(f"briefing_{name}{_labels(labels)} {value}" for labels, value in rows if value is not None)

    add("up", "1 where the store can be read.", [({}, 1)], "gauge")
    add("last_run_timestamp_seconds", "The last run that did something.", [({}, _unix(found["last_run_at"]))], "gauge")
    add("last_run_exit_code", "Its exit code.", [({}, found["last_run_code"])], "gauge")
    add("last_collected_timestamp_seconds", "Sources asked last.", [({}, _unix(found["last_collected_at"]))], "gauge")
    add("next_due_timestamp_seconds", "Next slot.", _of(readers, "next_due_at", _unix), "gauge")
    add("last_edition_timestamp_seconds", "Last edition told.", _of(readers, "last_told_at", _unix), "gauge")
    add("late", "1 where a reader's edition is late.", _of(readers, "late", int), "gauge")
    counts = store.edition_counts().items()
    add("editions", "Editions by state.", [({"reader": r, "state": s}, n) for (r, s), n in counts], "gauge")
    add("outbox", "Editions to hand over, by state.", [({"state": s}, n) for s, n in found["outbox"].items()], "gauge")
    add("sources", "Sources by state.", [({"state": s}, n) for s, n in found["sources"].items()], "gauge")
    failures = [({"source": s.name}, states[s.name].failures) for s in archive.config.sources if s.name in states]
    add("source_failures", "Failures in a row.", failures, "gauge")
    add("wires", "Wire versions in the archive.", [({}, store.count_wires())], "gauge")
    add("store_bytes", "Size of the store.", [({}, bytes_)], "gauge")
    return "\n".join(lines) + "\n"


def _of(readers: Sequence[Mapping[str, Any]], key: str, number: Any) -> list[tuple[dict[str, str], float | int | None]]:
    return [({"reader": row["name"]}, None if row[key] is None else number(row[key])) for row in readers]


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    said = (f'{key}="{"".join(marks.get(c, c) for c in value)}"' for key, value in labels.items())
    return "{" + ",".join(said) + "}"


def _unix(text: str | None) -> int | None:
    return None if text is None else int(datetime.fromisoformat(text).timestamp())
