"""The table of editions: which reader was told what, when, under which number."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, TextClause, func, insert, select, update

from briefing.errors import StoreError
from briefing.model import Edition, Manifest
from briefing.store.codec import CodecError, decode, encode, readable
from briefing.store.rows import EditionRow
from briefing.store.schema import NUMBERED, editions, instant, instant_or_none, kept, stamp
from briefing.store.shelf import Shelf

WHOLE = editions.c.kind != "selected"  # what is limited to a selection moves no period
LISTED = [column for column in editions.columns if column.name not in ("data", "record")]
# the value of an edition's row: its own, or the one it has alike with other readers'
of_edition = func.coalesce(select(kept.c.data).where(kept.c.hash == editions.c.kept).scalar_subquery(), editions.c.data)
REFERENCE = "@"  # begins a cell that holds the hash of what is kept elsewhere; JSON begins with a brace
DECODED = 64  # values that several readers have, held in memory
SPARE = 5  # rows looked at for the last told edition: one that is damaged gives way to the one before


class EditionShelf(Shelf):
    """The editions of the archive."""

    def __init__(self, engine: Engine, subject: str) -> None:
        super().__init__(engine, subject)
        self._decoded: dict[str, Edition] = {}
        self._written: deque[tuple[Edition | Manifest, str]] = deque(maxlen=8)

    def next_number(self, reader: str) -> int:
        """The number that the reader's next edition will have, from 1. It is his only once the edition is saved."""
        with self._read() as connection:
            return _next_number(connection, reader)

    def save_edition(
        self,
        edition: Edition,
        *,
        files: Mapping[str, str],
        manifest: str = "",
        cut_seq: int = 0,
        record: Manifest | None = None,
        shared: Edition | None = None,
    ) -> EditionRow:
        """Keep an edition, frozen, in state "made"; one for each (reader, date, slot).

        Its number is given here, in the same transaction: 1.. for each reader without gaps. Where another run took
        ``edition.number`` meanwhile, the kept edition has the next one: render from ``load_edition`` when the row's
        number differs. Where the slot has an edition already, that one is returned (``made_now`` False) and nothing is
        written, with two exceptions: a failed edition is replaced under its number, and a preview is replaced by
        anything. A preview itself replaces previews only; it shows the number that the next edition will have and
        takes none.

        ``manifest`` is a hash of all that decided the edition, ``cut_seq`` the last wire that had come (``last_seq``),
        ``record`` names what it was made of. ``shared`` is the edition as other readers have it too, whoever its
        reader is: it is kept once for all of them, and so is the record.
        """
        with self._write() as connection:
            found = connection.execute(_of_slot(edition.reader, edition.on, edition.slot)).one_or_none()
            if found is not None and not _gives_way(found, edition):
                return as_row(found)
            keeps = found is not None and found.kind != "preview"
            number = found.number if found and keeps else _next_number(connection, edition.reader)
            values = _columns(replace(edition, number=number), files) | {"manifest": manifest, "cut_seq": cut_seq}
            if shared is None:
                values |= {"data": encode(replace(edition, number=number)), "kept": ""}
            else:
                same = shared if shared.number == number else replace(shared, number=number)
                values |= {"data": "", "kept": self._kept(connection, same)}
            values["record"] = self._record(connection, record, shared=shared is not None)
            if found is not None:
                connection.execute(update(editions).where(editions.c.id == found.id).values(values))
            else:
                connection.execute(insert(editions).values(values))
            saved = connection.execute(_of_slot(edition.reader, edition.on, edition.slot)).one()
        return replace(as_row(saved), made_now=True)

    def adopt(self, row: EditionRow, edition: Edition, *, cut_seq: int) -> None:
        """Take over an edition of another archive under its number and state; its files stay where they are."""
        values = _columns(edition, {}) | {"data": encode(edition), "kept": ""}
        values |= {"number": row.number, "kind": row.kind, "state": row.state}
        told_at = None if row.told_at is None else stamp(row.told_at)
        rest = {"told_at": told_at, "manifest": row.manifest, "cut_seq": cut_seq, "record": ""}
        with self._write() as connection:
            connection.execute(insert(editions).values(values | rest))

    def set_files(self, row_id: int, files: Mapping[str, str], record: Manifest | None = None) -> None:
        """Note where the forms of an edition lie (form -> path), in place of what was noted; ``record`` likewise."""
        with self._write() as connection:
            values = {"files": json.dumps(dict(files))}
            if record:
                mine = connection.execute(select(editions.c.kept).where(editions.c.id == row_id)).scalar_one_or_none()
                values["record"] = self._record(connection, record, shared=bool(mine))
            connection.execute(update(editions).where(editions.c.id == row_id).values(**values))

    def record(self, row_id: int) -> Manifest | None:
        """What the edition of a row was made of; None for one of an earlier version, and where it cannot be read."""
        query = select(editions.c.record).where(editions.c.id == row_id)
        with self._read() as connection:
            text = connection.execute(query).scalar_one_or_none() or ""
            if text.startswith(REFERENCE):
                text = _kept_text(connection, text.removeprefix(REFERENCE))
            found = readable(Manifest, filter(None, [text]))
        return found[0] if found else None

    def mark_told(self, reader: str, on: date, slot: str, at: datetime) -> None:
        """The reader has the edition since ``at``; a repeated call keeps the first. StoreError for no edition."""
        self._mark(reader, on, slot, state="told", told_at=func.coalesce(editions.c.told_at, stamp(at)))

    def mark_failed(self, reader: str, on: date, slot: str) -> None:
        """The edition came to nothing; saving another for its slot replaces it. StoreError for no edition."""
        self._mark(reader, on, slot, state="failed", told_at=None)

    def last_told(self, reader: str) -> EditionRow | None:
        """The told edition whose period ends last: where the next period begins. None where he was told nothing yet."""
        return self._last(editions.c.reader == reader, editions.c.state == "told", WHOLE)

    def last_out(self, reader: str) -> EditionRow | None:
        """The same of all he was told, editions limited to a selection too: what a person calls his last one."""
        return self._last(editions.c.reader == reader, editions.c.state == "told", NUMBERED)

    def last_cut(self, reader: str) -> int | None:
        """The last wire (``last_seq``) that had come for any edition he was told, whatever its clock said; None before
        the first. What came later is news to him."""
        told = (editions.c.reader == reader, editions.c.state == "told", WHOLE)
        query = select(func.max(editions.c.cut_seq)).where(*told)
        with self._read() as connection:
            found = connection.execute(query).scalar_one()
        return None if found is None else int(found)

    def edition(self, reader: str, on: date, slot: str) -> EditionRow | None:
        """The edition of that slot, if there is one."""
        return self._first(_of_slot(reader, on, slot))

    def editions(self, reader: str | None = None, limit: int = 50) -> list[EditionRow]:
        """The latest editions of one reader or of all, the last made first; rows that cannot be read left out."""
        query = select(*LISTED).order_by(editions.c.id.desc()).limit(limit)
        if reader is not None:
            query = query.where(editions.c.reader == reader)
        with self._read() as connection:
            return list(readable_rows(connection.execute(query)))

    def editions_on(self, reader: str, on: date) -> list[EditionRow]:
        """The editions of one date, the first made first; rows that cannot be read left out."""
        query = select(*LISTED).where(editions.c.reader == reader, editions.c.on_date == on.isoformat())
        with self._read() as connection:
            return list(readable_rows(connection.execute(query.order_by(editions.c.id))))

    def unreadable_editions(self, reader: str) -> dict[int, int]:
        """Number -> row id of the reader's editions whose rows ``editions`` leaves out; previews have no number."""
        query = select(*LISTED).where(editions.c.reader == reader).order_by(editions.c.id)
        with self._read() as connection:
            rows = [row for row in connection.execute(query) if row.kind != "preview"]
        return {row.number: row.id for row in rows if next(readable_rows([row]), None) is None}

    def load_edition(self, row_id: int) -> Edition:
        """The frozen edition of a row. StoreError where it is not there or cannot be read by this version."""
        query = select(editions.c.data, editions.c.kept, editions.c.reader).where(editions.c.id == row_id)
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
            held = self._decoded.get(row.kept) if row and row.kept else None
            if held is not None and row is not None:
                return replace(held, reader=row.reader)
            data = _kept_text(connection, row.kept) if row and row.kept else row.data if row else None
        if row is None or data is None:
            raise StoreError(
                f"holds no edition with id {row_id}", subject=self._subject, hint="See `briefing editions`."
            )
        try:
            edition = decode(Edition, data)
            if not row.kept:
                return edition
            if len(self._decoded) >= DECODED:
                self._decoded.clear()
            self._decoded[row.kept] = edition
            return replace(edition, reader=row.reader)
        except CodecError as error:
            message = f"edition {row_id} cannot be read by this version: {error}"
            raise StoreError(message, subject=self._subject, hint="Its files in the out folder are whole.") from error

    def _record(self, connection: Connection, record: Manifest | None, *, shared: bool) -> str:
        if record is None:
            return ""
        return f"{REFERENCE}{self._kept(connection, record)}" if shared else encode(record)

    def _kept(self, connection: Connection, value: Edition | Manifest) -> str:
        """The hash under which a value is kept; it is written where it is not there yet. The last ones are remembered
        by what they are, so that the same value for many readers is written out once."""
        for known, digest in self._written:
            if known is value and _is_kept(connection, digest):
                return digest
        text = encode(replace(value, reader="") if isinstance(value, Edition) else value)
        digest = sha256(text.encode("utf-8")).hexdigest()
        if not _is_kept(connection, digest):
            connection.execute(insert(kept).values(hash=digest, data=text))
        self._written.append((value, digest))
        return digest

    def _last(self, *only: ColumnElement[bool] | TextClause) -> EditionRow | None:
        query = select(*LISTED).where(*only)
        query = query.order_by(editions.c.covers_to.desc(), editions.c.number.desc()).limit(SPARE)
        with self._read() as connection:
            return next(readable_rows(connection.execute(query)), None)

    def _first(self, query: Select[Any]) -> EditionRow | None:
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else as_row(row)

    def _mark(self, reader: str, on: date, slot: str, **values: Any) -> None:
        same = (editions.c.reader == reader, editions.c.on_date == on.isoformat(), editions.c.slot == slot)
        with self._write() as connection:
            if connection.execute(update(editions).where(*same).values(**values)).rowcount != 1:
                raise StoreError(f"holds no edition of {reader} for {on} {slot}", subject=self._subject)


def _of_slot(reader: str, on: date, slot: str) -> Select[Any]:
    same = (editions.c.reader == reader, editions.c.on_date == on.isoformat(), editions.c.slot == slot)
    return select(*LISTED).where(*same)


def _gives_way(found: Row[Any], edition: Edition) -> bool:
    """Whether what stands in a slot may be replaced by ``edition``; never what a reader may have in his hands."""
    if found.kind == "preview":
        return True
    return bool(found.state == "failed" and edition.kind != "preview")


def _next_number(connection: Connection, reader: str) -> int:
    highest = select(func.coalesce(func.max(editions.c.number), 0)).where(editions.c.reader == reader, NUMBERED)
    return int(connection.execute(highest).scalar_one()) + 1


def _is_kept(connection: Connection, digest: str) -> bool:
    return connection.execute(select(kept.c.hash).where(kept.c.hash == digest)).first() is not None


def _kept_text(connection: Connection, digest: str) -> str:
    """What is kept under a hash; empty where it is gone."""
    return str(connection.execute(select(kept.c.data).where(kept.c.hash == digest)).scalar_one_or_none() or "")


def _columns(edition: Edition, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "reader": edition.reader,
        "on_date": edition.on.isoformat(),
        "slot": edition.slot,
        "number": edition.number,
        "kind": edition.kind,
        "state": "made",
        "covers_from": stamp(edition.covers_from_at),
        "covers_to": stamp(edition.covers_to_at),
        "generated_at": stamp(edition.generated_at),
        "told_at": None,
        "files": json.dumps(dict(files)),
    }


def readable_rows(rows: Iterable[Row[Any]]) -> Iterator[EditionRow]:
    """Those rows whose dates and instants can be read."""
    for row in rows:
        try:
            yield as_row(row)
        except CodecError:
            continue


def _files(text: str) -> dict[str, str]:
    """Form -> path; none where the cell is damaged: they can be drawn again."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def as_row(row: Row[Any]) -> EditionRow:
    """CodecError for a row whose dates cannot be read."""
    try:
        return _row_of(row)
    except (ValueError, TypeError) as error:
        raise CodecError(f"edition row {row.id}: {error}") from error


def _row_of(row: Row[Any]) -> EditionRow:
    return EditionRow(
        id=row.id,
        reader=row.reader,
        on=date.fromisoformat(row.on_date),
        slot=row.slot,
        number=row.number,
        kind=row.kind,
        state=row.state,
        covers_from_at=instant(row.covers_from),
        covers_to_at=instant(row.covers_to),
        generated_at=instant(row.generated_at),
        told_at=instant_or_none(row.told_at),
        files=_files(row.files),
        manifest=row.manifest,
        cut_seq=row.cut_seq,
        kept=row.kept,
    )
