"""Readers who get the same page: what their jobs and their past have to have alike.

Readers with a ``prepared_for`` share the page that it is printed on. One of them is decided and drawn; the others have
their row in the ledger, their files and their place in the outbox from it. Whatever differs (another selection, another
number, something else told before, a note of the desk) makes another page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from briefing.pipeline.record.ledger import told_before
from briefing.pipeline.record.manifest import profile_of
from briefing.pipeline.slots.plan import Job
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.store.roll import Roll

Company = list[tuple[int, Job]]  # jobs with their places in the order of work
KINDS = ("regular", "special", "selected")  # of editions that may be shared


def alike(job: Job) -> Hashable | None:
    """Equal for jobs of the same slot and the same profile; None for a job that shares nothing."""
    if not job.reader.prepared_for or job.reader.review != "off" or job.kind not in KINDS:
        return None
    rest = (getattr(job, field.name) for field in fields(job) if field.name not in ("reader", "orders"))
    return (profile_of(job.reader), *rest)


def companies(jobs: Sequence[Job]) -> deque[Company]:
    """The jobs with their places, those that are alike together, in the order of the first of each. Where a reader has
    several they stay as they are: one decides the next."""
    names = [job.reader.name for job in jobs]
    alone = len(set(names)) < len(names)
    found: dict[Hashable, Company] = {}
    for place, job in enumerate(jobs):
        key = None if alone else alike(job)
        found.setdefault((place,) if key is None else key, []).append((place, job))
    return deque(found.values())


def past_of(store: Store | Roll, job: Job) -> Hashable | None:
    """Equal for readers who were told the same; None where something of it is damaged, is no edition that others may
    have, or did not reach the reader, which his edition says."""
    name = job.reader.name
    number, rows = store.next_number(name), told_before(store, job)
    whole = sorted(row.number for row in rows) == list(range(number - len(rows), number))
    if not whole or not all(row.kept for row in rows) or store.unreadable_editions(name):
        return None
    if rows and store.outbox_rows(reader=name, states=("given-up",), limit=1):
        return None
    return (number, tuple((row.kept, row.manifest, row.cut_seq) for row in rows))
