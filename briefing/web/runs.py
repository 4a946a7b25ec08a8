"""What runs did: their reports, for the operator."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefing.web.pages import archive_of, gone, show
from briefing.web.standing import report_of, standing

PER_PAGE = 40
WORDS = {0: "all due was done", 1: "no edition came out", 2: "wrong configuration", 3: "out, with failures"}


def runs(request: Request) -> Response:
    """The last runs that did something; a look that found nothing to do leaves no report."""
    archive = archive_of(request)
    text = request.query_params.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 12 else None
    rows = archive.store.run_rows(PER_PAGE + 1, before)
    more = rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None
    lines = [{"row": row, **summary(report_of(row))} for row in rows[:PER_PAGE]]
    return show(request, "runs", lines=lines, more=more, now=standing(archive), first=before is None)


def one(request: Request) -> Response:
    """One report: sources, editions, faults."""
    row = archive_of(request).store.run_row(min(int(request.path_params["run"]), 2**31))
    if row is None:
        raise gone("There is no such run.")
    report = report_of(row)
    return show(request, "run", row=row, report=report, said=summary(report))


def summary(report: dict[str, Any]) -> dict[str, Any]:
    """What a line says of a run."""
    sources, editions = _rows(report, "sources"), _rows(report, "editions")
    code = report.get("exit_code", 0)
    return {
        "code": code,
        "word": WORDS.get(code, f"exit {code}"),
        "wires": sum(int(s.get("wires") or 0) for s in sources),
        "new": sum(int(s.get("new") or 0) for s in sources),
        "failed": [s for s in sources if s.get("status") == "failed"],
        "asked": len(sources),
        "editions": editions,
        "preview": bool(report.get("preview")),
    }


def _rows(report: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = report.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
