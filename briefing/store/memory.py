"""Analyses kept over runs, traces of earlier stories, and the reports of runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from briefing.model import Analysis, LineChange, Memory, StoryTrace
from briefing.store.catalogue import file_under
from briefing.store.codec import CodecError, decode, encode, readable
from briefing.store.rows import TallyKey
from briefing.store.schema import analyses, line_changes, runs, stamp, traces, traces_before
from briefing.store.shelf import Shelf, chunks, put
from briefing.store.tallies import add_tallies

KEPT = timedelta(days=45)  # how long what was remembered before can be looked up; a replay of a month needs it


class MemoryShelf(Shelf):
    """What runs remember of each other."""

    def analyses(self, ids: Iterable[str], rules: str) -> dict[str, Analysis]:
        """Analyses by wire id, made by these rules; wires without one are absent.

        One that this version cannot read any more counts as absent: it is made again.
        """
        found: dict[str, Analysis] = {}
        with self._read() as connection:
            for some in chunks(list(dict.fromkeys(ids))):
                query = select(analyses.c.wire_id, analyses.c.data)
                rows = connection.execute(query.where(analyses.c.rules == rules, analyses.c.wire_id.in_(some)))
                for wire_id, data in rows:
                    try:
                        found[wire_id] = decode(Analysis, data)
                    except CodecError:
                        continue
        return found

    def analysed_before(self, ids: Iterable[str], tree: str) -> set[str]:
        """Those of the wires that have an analysis by any rules with the regions of ``tree`` (``Regions.key``)."""
        found: set[str] = set()
        with self._read() as connection:
            for some in chunks(list(dict.fromkeys(ids))):
                query = select(analyses.c.wire_id, analyses.c.rules).where(analyses.c.wire_id.in_(some))
                found.update(wire_id for wire_id, rules in connection.execute(query) if _tree_of(rules) == tree)
        return found

    def save_analyses(self, batch: Iterable[Analysis], counts: Mapping[TallyKey, int] | None = None) -> None:
        """Keep analyses for later runs, each in place of an earlier one of the same wire and rules; and add ``counts``
        of those wires in the same transaction, so that each is counted once."""
        kept = list(batch)
        rows = {(a.wire_id, a.rules): {"wire_id": a.wire_id, "rules": a.rules, "data": encode(a)} for a in kept}
        if rows:
            with self._write() as connection:
                put(connection, analyses, list(rows.values()))
                add_tallies(connection, counts or {})
                file_under(connection, kept)

    def save_traces(self, batch: Iterable[StoryTrace], at: datetime) -> None:
        """Remember stories as the run of ``at`` saw them, each in place of what was remembered under its id.

        What is replaced is kept for 45 days, for ``memory_of``.
        """
        seen = stamp(at)
        rows = {t.id: {"id": t.id, "last_at": stamp(t.last_at), "seen_at": seen, "data": encode(t)} for t in batch}
        if rows:
            with self._write() as connection:
                _set_aside(connection, list(rows), seen)
                put(connection, traces, list(rows.values()))
                connection.execute(delete(traces_before).where(traces_before.c.until_at < stamp(at - KEPT)))

    def memory(self, since_at: datetime, limit: int = 2000) -> Memory:
        """Stories with a wire at or after ``since_at``: the latest ``limit`` of them, latest first; and how storylines
        joined and parted, all of it.

        One that cannot be read is passed over: a storyline that goes on may then begin anew.
        """
        query = select(traces.c.data).where(traces.c.last_at >= stamp(since_at))
        query = query.order_by(traces.c.last_at.desc(), traces.c.id).limit(limit)
        with self._read() as connection:
            stories = tuple(readable(StoryTrace, connection.scalars(query)))
            changed = select(line_changes.c.data).order_by(line_changes.c.at, line_changes.c.line, line_changes.c.other)
            return Memory(stories=stories, changes=tuple(readable(LineChange, connection.scalars(changed))))

    def memory_of(self, before_at: datetime, since_at: datetime, limit: int = 2000) -> Memory | None:
        """What ``memory`` would have given after the last run before ``before_at``. None where that is not known: it is
        too long ago, or nothing was replaced since by a version of the program that keeps what it replaces."""
        known, since = stamp(before_at), stamp(since_at)
        replaced = (traces_before.c.seen_at < known, traces_before.c.until_at >= known)
        both = (
            select(table.c.last_at, table.c.id, table.c.data).where(*these, table.c.last_at >= since)
            for table, these in ((traces_before, replaced), (traces, (traces.c.seen_at < known,)))
        )
        changed = select(line_changes.c.data).where(line_changes.c.at < known)
        changed = changed.order_by(line_changes.c.at, line_changes.c.line, line_changes.c.other)
        with self._read() as connection:
            first = connection.execute(select(func.min(traces_before.c.until_at))).scalar_one()
            if first is None or first > known:
                return None
            rows = [row for query in both for row in connection.execute(query)]
            changes = tuple(readable(LineChange, connection.scalars(changed)))
        rows.sort(key=lambda row: row.id)
        rows.sort(key=lambda row: row.last_at, reverse=True)
        return Memory(stories=tuple(readable(StoryTrace, (row.data for row in rows[:limit]))), changes=changes)

    def save_run(self, report_json: str, at: datetime) -> None:
        """Keep the report of the run of ``at``."""
        with self._write() as connection:
            connection.execute(insert(runs).values(at=stamp(at), report=report_json))

    def last_runs(self, limit: int = 1) -> list[str]:
        """Reports of the latest runs as they were saved, latest first."""
        with self._read() as connection:
            return list(
                connection.scalars(select(runs.c.report).order_by(runs.c.at.desc(), runs.c.id.desc()).limit(limit))
            )


def _tree_of(rules: str) -> str:
    """The part of a rules version that names a user's regions: "-1a2b3c4d", "" for the built-in ones."""
    name, dash, key = rules.rpartition("-")
    return f"-{key}" if dash and name else ""


def _set_aside(connection: Connection, ids: Sequence[str], seen: str) -> None:
    """Keep what other runs than this one remembered under these ids."""
    for some in chunks(ids):
        query = select(traces.c.id, traces.c.seen_at, traces.c.last_at, traces.c.data)
        rows = connection.execute(query.where(traces.c.id.in_(some), traces.c.seen_at != seen))
        put(connection, traces_before, [{**row._mapping, "until_at": seen} for row in rows])
