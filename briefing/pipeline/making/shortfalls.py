"""What an edition says at its head of what is wrong with it: late, slots without one, sources that failed, no wires."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import Notice, SourceReport, Wire
from briefing.pipeline.slots.plan import Job

MOST_NAMED = 5  # sources and slots


def shortfalls(job: Job, reports: Sequence[SourceReport], wires: Sequence[Wire]) -> tuple[Notice, ...]:
    """The notices on an edition of these ``wires``. What happened to a source and what to do about it is for the run's
    report: a reader is told what he misses."""
    found = [_late(job.late)] if job.late else []
    if job.missed:
        slots = ", ".join(job.missed[-MOST_NAMED:])
        text = f"No edition was made for {slots}; this one covers that time too."
        found.append(Notice(level="warning", text=text, key="said_missed", values={"slots": slots}))
    failed = [report for report in reports if report.status == "failed"]
    found += [_missing(report.source) for report in failed[:MOST_NAMED]]
    if more := len(failed[MOST_NAMED:]):
        text = f"{more} more {'source' if more == 1 else 'sources'} failed; see Sources."
        found.append(Notice(level="warning", text=text, key="said_sources_more", values={"n": str(more)}))
    if not wires:
        found.append(Notice(level="info", text="No wire was received in the period covered.", key="said_no_wires"))
    return tuple(found)


def _late(late: str) -> Notice:
    """ "due 2022-01-06 18:00, made 2022-01-06 20:10 (UTC)" as a notice."""
    due, _, made = late.removeprefix("due ").partition(", made ")
    values = {"due": due, "made": made}
    return Notice(level="warning", text=f"This edition is late: {late}.", key="said_late", values=values)


def _missing(source: str) -> Notice:
    text = f"Source {source} failed; what it would have told is missing here."
    return Notice(level="warning", text=text, key="said_source_failed", values={"source": source})
