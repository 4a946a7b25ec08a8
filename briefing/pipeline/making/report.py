"""The report of a run: what was asked, heard, made and what failed; as JSON types and as lines for a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.pipeline.making.printing import Published
from briefing.pipeline.sources.gather import NOT_ASKED, Intake
from briefing.text.counting import count_of

if TYPE_CHECKING:
    from briefing.pipeline.options import RunOptions


def build_report(
    started_at: datetime,
    ended_at: datetime,
    as_of_at: datetime,
    intake: Intake,
    published: Sequence[Published],
    options: RunOptions,
) -> dict[str, Any]:
    """Everything about a run. ``exit_code`` by the table in the command line's docstring."""
    code = exit_code(intake, published)
    return {
        "started_at": started_at.isoformat(),
        "ended_at": ended_at.isoformat(),
        "as_of": as_of_at.isoformat(),
        "preview": options.preview,
        "offline": options.offline,
        "exit_code": code,
        "sources": source_rows(intake),
        "unread": list(intake.unread),
        "passed_over": list(intake.passed),
        "editions": [_edition(p) for p in published],
        "lines": [*source_lines(intake), *edition_lines(published)],
    }


def exit_code(intake: Intake, published: Sequence[Published]) -> int:
    """0 all due was done; 1 an edition was due and none came out; 2 nobody has a story that was asked for; 3 editions
    are out, with failures."""
    states = {p.state for p in published}
    if states == {"none"}:
        return 2
    if "failed" in states:
        return 1 if states <= {"failed", "none"} else 3
    if published and (intake.failed or any(p.faults for p in published)):
        return 3
    return 0


def source_rows(intake: Intake) -> list[dict[str, Any]]:
    return [
        {
            "source": r.source,
            "status": r.status,
            "wires": r.wires,
            "new": r.new,
            "entries": r.entries,
            "reason": r.reason,
            "address": r.address,
            "newest_at": r.newest_at.isoformat() if r.newest_at else None,
        }
        for r in intake.reports
    ]


def source_lines(intake: Intake) -> list[str]:
    """ "Sources: 3 heard, 1 failed; 120 wires read, 44 new." and a line for each that failed or could not be read."""
    failed = [r for r in intake.reports if r.status == "failed"]
    idle = [r for r in intake.reports if r.reason.startswith(NOT_ASKED)]
    read = sum(r.wires for r in intake.reports)
    head = f"Sources: {len(intake.reports) - len(failed) - len(idle)} answered"
    head += f", {len(idle)} not asked" if idle else ""
    head += f", {len(failed)} failed" if failed else ""
    entries = sum(r.entries for r in intake.reports)
    calendars = f"; {count_of(entries, 'calendar entry', 'calendar entries')} read" if entries else ""
    lines = [f"{head}; {count_of(read, 'wire')} read, {intake.new} new{calendars}."]
    if not intake.reports:
        lines = ["No source was asked: none is active, or none was due yet. `briefing check` tells which."]
    told = [r for r in intake.reports if r.reason and r.status != "failed" and r not in idle]
    lines += [f"  note: {r.source}: {r.reason}" for r in told[:20]]
    lines += [f"  failed: {r.source}: {r.reason}" for r in failed]
    lines += [f"  not read: {u['path']}: {u['reason']}" for u in intake.unread[:20]]
    if len(intake.unread) > 20:
        lines.append(f"  and {len(intake.unread) - 20} more files that could not be read; see the report")
    if intake.passed:
        more = f" and {len(intake.passed) - 1} more" if len(intake.passed) > 1 else ""
        lines.append(f"  refused before and passed over: {intake.passed[0]}{more}; touch it to try again")
    return lines


def edition_lines(published: Sequence[Published]) -> list[str]:
    """One paragraph for each edition: number, where its files lie, what is wrong with it."""
    if not published:
        return ["No edition is due. `briefing schedule --show 5` lists the next ones."]
    lines: list[str] = []
    for one in published:
        if one.state == "failed":
            lines.append(f"{one.reader} {one.on}: no edition came out.")
        elif one.state == "none":
            lines.append(f"{one.reader} {one.on}: no edition was made.")
        elif one.state == "stands":
            kind = "the preview" if one.slot == "preview" else f"edition no. {one.number}"
            lines.append(f"{one.reader} {one.on}: {kind} stands; nothing changed since.")
        elif one.state in ("held", "dropped"):
            what = "waits for the desk" if one.state == "held" else "was dropped by the desk"
            lines.append(f"{one.reader} {one.on}: edition no. {one.number} {what}{_counted(one)}.")
        else:
            kind = "preview" if one.state == "made" else "edition"
            lines.append(f"{one.reader} {one.on}: {kind} no. {one.number} is out{_counted(one)}.")
        lines += [f"  {_short(path)}" for path in one.files.values()]
        lines += [f"  {notice}" for notice in one.notices]
        lines += [f"  fault: {fault}" for fault in one.faults]
        lines += [f"  note: {remark}" for remark in one.remarks]
    return lines


def _counted(one: Published) -> str:
    if not one.counts:
        return ""
    c = one.counts
    return f": {count_of(c['total'], 'wire')}, {count_of(c['stories'], 'story', 'stories')}"


def _short(path: str) -> str:
    from briefing.pipeline.paths import shown

    return shown(Path(path))


def _edition(one: Published) -> dict[str, Any]:
    return {
        "reader": one.reader,
        "on": one.on.isoformat(),
        "slot": one.slot,
        "number": one.number,
        "state": one.state,
        "files": dict(one.files),
        "faults": list(one.faults),
        "remarks": list(one.remarks),
        "notices": list(one.notices),
        "counts": dict(one.counts or {}),
    }
