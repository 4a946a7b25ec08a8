"""The archive moved from one database into another: every row of every table, in batches, counted and compared.

While a copy is under way the target names no revision of its tables but ``UNFINISHED``, so that no program opens it.
The mark goes when the target, read anew, has the rows of the source: as many of each table, with the same sum of
hashes. A sum asks for no order; databases sort text each in their own way.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select, text, update

from briefing.errors import StoreError
from briefing.store.archive import Store
from briefing.store.door import DAMAGED, UNFINISHED
from briefing.store.faults import at_the_door
from briefing.store.schema import HEAD, metadata, revisions
from briefing.storeurl import is_sqlite, is_there, sqlite_file, without_password

BATCH = 1000  # rows in memory at a time, and in one transaction of the target
ROUND = 1 << 256  # sums of hashes are kept below this


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """What a copy moved. ``rows`` of each table; ``damaged`` cells of the source whose bytes are no text, which are in
    the target as they show."""

    rows: Mapping[str, int]
    damaged: int


class _Sum:
    """Rows counted, and their hashes added up."""

    def __init__(self) -> None:
        self.rows = self.hashes = self.damaged = 0

    def add(self, row: tuple[Any, ...]) -> None:
        written = json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode()
        self.rows += 1
        self.hashes = (self.hashes + int.from_bytes(sha256(written).digest())) % ROUND


def copy_store(from_url: str, to_url: str, *, on_table: Callable[[str], None] = lambda _name: None) -> Copied:
    """Copy the whole archive of one URL into another, between files and servers alike. Nothing changes in the source.

    The target is made where it is missing; one that holds anything is refused, as is an unfinished copy. ``on_table``
    hears the name of each table as its turn comes. No run may be at work on either: the caller holds their locks.

    StoreError for a source that is not there or not up to date, for a target that is not empty, and where what was
    written is not what was read.
    """
    check_pair(from_url, to_url)
    with Store(from_url, read_only=True) as source, Store(to_url) as target:
        shown = without_password(to_url)
        with at_the_door(shown):
            _begin(target._writer, shown)
        with source._read() as reading:
            sums = {table.name: _table(reading, target._writer, table, shown, on_table) for table in _tables()}
        on_table("the index of words")
        target.index_words_anew()
        with at_the_door(shown):
            _finish(target._writer, sums, shown)
    return Copied(
        rows={name: one.rows for name, one in sums.items()}, damaged=sum(one.damaged for one in sums.values())
    )


def check_pair(from_url: str, to_url: str) -> None:
    """StoreError unless these are two stores, neither of them in memory, of which the first is there."""
    for url in (from_url, to_url):
        if is_sqlite(url) and sqlite_file(url) is None:
            raise StoreError("a store in memory cannot be copied", subject=url, hint="Name a file.")
    files = [sqlite_file(url) for url in (from_url, to_url)]
    same = files[0].resolve() == files[1].resolve() if files[0] and files[1] else from_url == to_url
    if same:
        raise StoreError("cannot be copied onto itself", subject=without_password(to_url), hint="Name another store.")
    if not is_there(from_url):
        raise StoreError("is not there", subject=from_url, hint="Name the store that config.yaml has now.")


def _tables() -> list[Table]:
    """Every table, those that others name first."""
    return metadata.sorted_tables


def _begin(writer: Engine, shown: str) -> None:
    """Mark the target as unfinished, once it is known to be empty."""
    with writer.begin() as connection:
        for table in _tables():
            if connection.execute(select(1).select_from(table).limit(1)).first() is not None:
                raise StoreError(
                    f"is not empty: there are rows in {table.name}",
                    subject=shown,
                    hint="Name a store that is not there yet, or an empty database.",
                )
        connection.execute(update(revisions).values(version_num=UNFINISHED))


def _table(reading: Connection, writer: Engine, table: Table, shown: str, on_table: Callable[[str], None]) -> _Sum:
    """Copy the rows of one table; what was read."""
    on_table(table.name)
    total = _Sum()
    for batch in _batches(_rows(reading, table, total)):
        for row in batch:
            total.add(row)
        names = [column.name for column in table.columns]
        with at_the_door(shown), writer.begin() as connection:
            connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in batch])
    return total


def _rows(connection: Connection, table: Table, total: _Sum) -> Iterator[tuple[Any, ...]]:
    """The rows as they are read, a batch in memory at a time; no NUL in any of them, which not every database takes."""
    for row in connection.execute(select(table), execution_options={"yield_per": BATCH}):
        if any(isinstance(cell, str) and "\0" in cell for cell in row):
            total.damaged += sum(isinstance(cell, str) and cell.startswith(DAMAGED) for cell in row)
            yield tuple(cell.replace("\0", "") if isinstance(cell, str) else cell for cell in row)
        else:
            yield tuple(row)


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    stream = iter(rows)
    while batch := list(itertools.islice(stream, BATCH)):
        yield batch


def _finish(writer: Engine, sums: Mapping[str, _Sum], shown: str) -> None:
    """Compare, let new rows be numbered after the old ones, and take the mark away: all of it or nothing."""
    with writer.begin() as connection:
        for table in _tables():
            found = _Sum()
            for row in _rows(connection, table, _Sum()):
                found.add(row)
            read = sums[table.name]
            if (found.rows, found.hashes) != (read.rows, read.hashes):
                raise StoreError(
                    f"is not what was copied: {table.name} has {found.rows} rows for {read.rows}, or others",
                    subject=shown,
                    hint="Remove it and copy again; the source is as it was.",
                )
            _number_on(connection, table)
        connection.execute(update(revisions).values(version_num=HEAD))


def _number_on(connection: Connection, table: Table) -> None:
    """PostgreSQL gives numbers from a sequence of its own, which knows nothing of rows that came with theirs."""
    keys = list(table.primary_key)
    if connection.dialect.name != "postgresql" or len(keys) != 1 or not isinstance(keys[0].type, Integer):
        return
    asked = {"name": table.name, "key": keys[0].name}
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:name, :key)"), asked).scalar_one()
    last = connection.execute(select(func.max(keys[0]))).scalar_one()
    if sequence and last:
        connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})
