"""What every part of the archive stands on: one engine, reading and writing transactions, errors mapped."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, and_, bindparam, delete, insert

from briefing.store.faults import at_the_door
from briefing.store.server import reader_of, writer_of

T = TypeVar("T")
CHUNK = 500  # values in one IN (...): PostgreSQL's drivers and old SQLite take some thousands at most


class Shelf:
    """A part of the archive. Each public method of a shelf is one transaction and may be called from any thread;
    within ``together`` those of one thread are one."""

    def __init__(self, engine: Engine, subject: str) -> None:
        self._base = engine
        self._engine = reader_of(engine)
        self._writer = writer_of(engine)
        self._subject = subject
        self._open = threading.local()  # the transaction that this thread has open with ``together``

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread does with the archive in the block is one transaction: all of it is kept, or nothing."""
        if self._joined() is not None:
            yield
            return
        with self._write() as connection:
            self._open.connection = connection
            try:
                yield
            finally:
                self._open.connection = None

    def _joined(self) -> Connection | None:
        found: Connection | None = getattr(self._open, "connection", None)
        return found

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive."""
        if (joined := self._joined()) is not None:
            yield joined
            return
        with at_the_door(self._subject), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A transaction that waits for its turn, and is on the disk when the block ends."""
        if (joined := self._joined()) is not None:
            yield joined
            return
        with at_the_door(self._subject), self._writer.begin() as connection:
            yield connection


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]


def put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, each in place of the one with the same key, in words that every database knows."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    same = and_(*(table.c[key] == bindparam(f"key_{key}") for key in keys))
    connection.execute(delete(table).where(same), [{f"key_{key}": row[key] for key in keys} for row in rows])
    connection.execute(insert(table), list(rows))
