"""The archive as a thing to keep in order: its size, what age may take away, whether it is whole, and copies of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from briefing.errors import StoreError
from briefing.model import Wire
from briefing.store.codec import CodecError, decode
from briefing.store.editions import REFERENCE
from briefing.store.index import add_words, drop_words, words_of
from briefing.store.schema import (
    alerts,
    analyses,
    desk_log,
    editions,
    facets,
    forgotten,
    kept,
    metadata,
    outbox,
    revisions,
    runs,
    stamp,
    taken,
    traces,
    traces_before,
    wires,
)
from briefing.store.server import size_of
from briefing.store.shelf import Shelf, chunks

BATCH = 500
REFUSED = "refused:"  # before the name of a source: the rows of ``taken`` that begin with a time
SETTLED = ("sent", "given-up", "refused", "dropped")  # of the outbox: nothing is to be done with these any more
PAGES = 256  # copied at a time: a run beside the copy waits no longer than for these


class HouseShelf(Shelf):
    """Counting, clearing, checking, copying."""

    def row_counts(self) -> dict[str, int]:
        """Rows of each table."""
        with self._read() as connection:
            return {
                table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for table in metadata.sorted_tables
            }

    def clear(self, table: str, before_at: datetime, at: datetime) -> int:
        """Remove what is older than ``before_at`` of one of CLEARED; how many rows went. Each batch is a transaction,
        so that a run beside it never waits long."""
        return CLEARED[table](self, before_at, at)

    def _clear_plain(self, table: Table, column: Any, before_at: datetime, *also: Any) -> int:
        with self._write() as connection:
            return connection.execute(delete(table).where(column < stamp(before_at), *also)).rowcount

    def _clear_runs(self, before_at: datetime, _at: datetime) -> int:
        """Reports of runs but for the newest, and what looks of those days refused."""
        newest = select(func.max(runs.c.id)).scalar_subquery()
        self._clear_plain(taken, taken.c.fingerprint, before_at, taken.c.source.startswith(REFUSED))
        return self._clear_plain(runs, runs.c.at, before_at, runs.c.id < newest)

    def _clear_traces(self, before_at: datetime, _at: datetime) -> int:
        self._clear_plain(traces_before, traces_before.c.last_at, before_at)
        return self._clear_plain(traces, traces.c.last_at, before_at)

    def _clear_alerts(self, before_at: datetime, _at: datetime) -> int:
        return self._clear_plain(alerts, alerts.c.at, before_at, alerts.c.state == "sent")

    def _clear_outbox(self, before_at: datetime, _at: datetime) -> int:
        old = func.coalesce(outbox.c.sent_at, outbox.c.queued_at, "")
        return self._clear_plain(outbox, old, before_at, old != "", outbox.c.state.in_(SETTLED))

    def _clear_analyses(self, before_at: datetime, _at: datetime) -> int:
        """Those of wires received before; they are made again when a wire is looked at."""
        old = select(wires.c.id).where(wires.c.received_at < stamp(before_at))
        with self._write() as connection:
            return connection.execute(delete(analyses).where(analyses.c.wire_id.in_(old))).rowcount

    def _clear_wires(self, before_at: datetime, at: datetime) -> int:
        """Wires received before, but for the very last of the archive: numbers of arrival are never given twice. Their
        ids are kept, so that a feed that lists them still brings nothing new."""
        gone = 0
        while True:
            with self._write() as connection:
                last = connection.execute(select(func.max(wires.c.seq))).scalar_one() or 0
                old = (wires.c.received_at < stamp(before_at), wires.c.seq < last)
                rows = connection.execute(
                    select(wires.c.seq, wires.c.id, wires.c.data).where(*old).order_by(wires.c.seq).limit(BATCH)
                ).all()
                if not rows:
                    return gone
                _forget(connection, [(row.seq, row.id, row.data) for row in rows], at)
                gone += len(rows)

    def _clear_editions(self, before_at: datetime, _at: datetime) -> int:
        """Editions made before, but for the last of each reader, which holds his numbers; with their outbox rows."""
        last = select(func.max(editions.c.id)).where(editions.c.kind != "preview").group_by(editions.c.reader)
        old = select(editions.c.id).where(editions.c.generated_at < stamp(before_at), editions.c.id.not_in(last))
        with self._write() as connection:
            ids = list(connection.scalars(old))
            for some in chunks(ids):
                connection.execute(delete(outbox).where(outbox.c.edition_id.in_(some)))
                connection.execute(delete(desk_log).where(desk_log.c.edition_id.in_(some)))
                connection.execute(delete(editions).where(editions.c.id.in_(some)))
            if ids:  # what no edition refers to any more
                records = select(func.substr(editions.c.record, 2)).where(editions.c.record.startswith(REFERENCE))
                used = select(editions.c.kept).where(editions.c.kept != "")
                connection.execute(delete(kept).where(kept.c.hash.not_in(used), kept.c.hash.not_in(records)))
        return len(ids)

    def damage(self) -> list[str]:
        """What the database itself finds wrong, at most ten lines; its tables, its references, its index of words."""
        with self._read() as connection:
            lines = _file_faults(connection) if connection.dialect.name == "sqlite" else []
        return lines + self._word_faults()

    def _word_faults(self) -> list[str]:
        query = f"SELECT ({words_of(self._engine.dialect.name).count}), (SELECT count(*) FROM wires)"
        with self._read() as connection:
            words, all_wires = connection.exec_driver_sql(query).one()
        return [] if words == all_wires else [f"the index of words holds {words} wires, the archive {all_wires}"]

    def index_words_anew(self) -> int:
        """Make the index of words anew from the wires; how many there are."""
        with self._write() as connection:
            connection.exec_driver_sql(words_of(connection.dialect.name).empty)
            total, last = 0, -1
            while True:
                query = select(wires.c.seq, wires.c.data).where(wires.c.seq > last).order_by(wires.c.seq).limit(BATCH)
                rows = connection.execute(query).all()
                if not rows:
                    return total
                last = rows[-1].seq
                add_words(connection, [(row.seq, _wire_of(row.data)) for row in rows])
                total += len(rows)

    def orphans(self) -> dict[str, int]:
        """Rows that belong to nothing any more, by what they are."""
        with self._read() as connection:
            counts = {
                name: int(connection.execute(select(func.count()).select_from(table).where(lost)).scalar_one())
                for name, (table, lost) in ORPHANS.items()
            }
        return {name: n for name, n in counts.items() if n}

    def clear_orphans(self) -> int:
        """Remove them; how many there were."""
        with self._write() as connection:
            return sum(connection.execute(delete(table).where(lost)).rowcount for table, lost in ORPHANS.values())

    def newest_at(self) -> str | None:
        """The latest instant that anything here was received, made or run at, as it is stored."""
        columns = (wires.c.received_at, editions.c.generated_at, runs.c.at)
        with self._read() as connection:
            found = [connection.execute(select(func.max(column))).scalar_one() for column in columns]
        return max((at for at in found if at), default=None)

    def revision(self) -> str:
        """The revision of its tables."""
        with self._read() as connection:
            return str(connection.execute(select(revisions.c.version_num)).scalar_one())

    def server_bytes(self) -> int:
        """What the archive takes on a server, with its indexes; 0 for one that is a file."""
        with self._read() as connection:
            return 0 if connection.dialect.name == "sqlite" else size_of(connection)

    def copy_into(self, path: Path) -> None:
        """A whole copy of the archive as it is now, while runs may go on. ``path`` must not be there yet."""
        with self._read() as connection:
            raw: Any = connection.connection.driver_connection
            if not isinstance(raw, sqlite3.Connection):
                raise StoreError("is no file", subject=self._subject, hint="pg_dump copies a server's database.")
            target = sqlite3.connect(path)
            try:
                raw.backup(target, pages=PAGES)
            finally:
                target.close()


def _file_faults(connection: Connection) -> list[str]:
    """A server looks after its files and references itself."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10)
    lines = [line for line in found if line != "ok"]
    return lines + [f"{row[0]} row {row[1]} names a row of {row[2]} that is not there" for row in lost]


def _forget(connection: Connection, rows: Sequence[tuple[int, str, str]], at: datetime) -> None:
    """Take wires out of every table. A row that cannot be read leaves its words in the index, which doctor tells."""
    ids, seqs = [row[1] for row in rows], [row[0] for row in rows]
    drop_words(connection, [(seq, _wire_of(data)) for seq, _, data in rows])
    connection.execute(delete(analyses).where(analyses.c.wire_id.in_(ids)))
    connection.execute(delete(facets).where(facets.c.seq.in_(seqs)))
    connection.execute(delete(wires).where(wires.c.seq.in_(seqs)))
    known = set(connection.scalars(select(forgotten.c.wire_id).where(forgotten.c.wire_id.in_(ids))))
    fresh = [{"wire_id": wire_id, "at": stamp(at)} for wire_id in ids if wire_id not in known]
    if fresh:
        connection.execute(insert(forgotten), fresh)


def _wire_of(data: str) -> Wire | None:
    try:
        return decode(Wire, data)
    except CodecError:
        return None


# what is told of them -> their table, and which of its rows they are; told and removed by the same words
ORPHANS: dict[str, tuple[Table, ColumnElement[bool]]] = {
    "analyses of wires that are gone": (analyses, analyses.c.wire_id.not_in(select(wires.c.id))),
    "subjects of wires that are gone": (facets, facets.c.seq.not_in(select(wires.c.seq))),
    "outbox rows without an edition": (outbox, outbox.c.edition_id.not_in(select(editions.c.id))),
    "notes of the desk without an edition": (desk_log, desk_log.c.edition_id.not_in(select(editions.c.id))),
}
CLEARED: dict[str, Callable[[HouseShelf, datetime, datetime], int]] = {
    "runs": HouseShelf._clear_runs,
    "traces": HouseShelf._clear_traces,
    "alerts": HouseShelf._clear_alerts,
    "outbox": HouseShelf._clear_outbox,
    "analyses": HouseShelf._clear_analyses,
    "wires": HouseShelf._clear_wires,
    "editions": HouseShelf._clear_editions,
}
