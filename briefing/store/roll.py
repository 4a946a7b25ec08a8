"""Many readers at once: what is asked of each before his edition, in a few questions, and one edition told to all."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, insert, select

from briefing.store.desk import DeskShelf
from briefing.store.editions import LISTED, WHOLE, EditionShelf, readable_rows
from briefing.store.lines import LineShelf
from briefing.store.outbox import OutboxShelf
from briefing.store.rows import EditionRow, OutboxRow
from briefing.store.schema import NUMBERED, TORN, column_text, editions, instant, marks, outbox, stamp
from briefing.store.shelf import chunks


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sums:
    """Of all editions of a reader."""

    number: int = 0
    cut_seq: int | None = None
    covers_to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A reader who gets an edition that another has: where its files lie, and the rows of the outbox for it (channel,
    address, id of the message, why the channel does not carry it)."""

    reader: str
    files: Mapping[str, str]
    queue: Sequence[tuple[str, str, str, str]] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Roll:
    """Answers for some readers as the archive did when it was read; what it does not hold it asks the archive.

    It knows nothing of what was written since: a run makes a new one then.
    """

    _store: RollShelf
    _rows: Mapping[str, list[EditionRow]]
    _sums: Mapping[str, _Sums]
    _marks: Mapping[str, dict[str, str]]
    _torn: bool  # is there an edition of any of them, among the latest or of dates cut short, that cannot be read?
    _given_up: frozenset[str]
    _names: frozenset[str]
    _held: int  # the latest editions of each reader that it holds

    def editions(self, reader: str, limit: int = 50) -> list[EditionRow]:
        """As ``Store.editions`` of one reader."""
        mine = self._rows.get(reader, [])
        if self._torn or reader not in self._names or len(mine) >= self._held < limit:
            return self._store.editions(reader, limit)
        return mine[:limit]

    def editions_on(self, reader: str, on: date) -> list[EditionRow]:
        """As ``Store.editions_on``."""
        return self._store.editions_on(reader, on)

    def edition(self, reader: str, on: date, slot: str) -> EditionRow | None:
        """As ``Store.edition``."""
        return self._store.edition(reader, on, slot)

    def last_told(self, reader: str) -> EditionRow | None:
        """As ``Store.last_told``; where it is none of his latest, clocks were set back and the archive is asked."""
        if self._torn or reader not in self._names:
            return self._store.last_told(reader)
        last = self._sums.get(reader, _Sums()).covers_to
        if not last:
            return None
        try:
            at = instant(last)
        except ValueError:  # damaged, and of the right length
            return self._store.last_told(reader)
        mine = [row for row in self._rows.get(reader, []) if row.state == "told" and row.kind != "selected"]
        found = max((row for row in mine if row.covers_to_at == at), key=lambda row: row.number, default=None)
        return found or self._store.last_told(reader)

    def last_cut(self, reader: str) -> int | None:
        """As ``Store.last_cut``."""
        return self._sums.get(reader, _Sums()).cut_seq if reader in self._names else self._store.last_cut(reader)

    def next_number(self, reader: str) -> int:
        """As ``Store.next_number``."""
        if reader not in self._names:
            return self._store.next_number(reader)
        return self._sums.get(reader, _Sums()).number + 1

    def unreadable_editions(self, reader: str) -> dict[int, int]:
        """As ``Store.unreadable_editions``."""
        return self._store.unreadable_editions(reader) if self._torn or reader not in self._names else {}

    def marks(self, reader: str) -> dict[str, str]:
        """As ``Store.marks``."""
        return self._marks.get(reader, {}) if reader in self._names else self._store.marks(reader)

    def outbox_rows(self, *, states: Sequence[str] = (), reader: str = "", limit: int = 200) -> list[OutboxRow]:
        """As ``Store.outbox_rows`` of one reader; of readers with whom nothing was given up none is asked for."""
        if tuple(states) == ("given-up",) and reader in self._names and reader not in self._given_up:
            return []
        return self._store.outbox_rows(states=states, reader=reader, limit=limit)


class RollShelf(LineShelf, EditionShelf, OutboxShelf, DeskShelf):
    """Questions and changes that are of many readers."""

    def roll(self, readers: Sequence[str], latest: int) -> Roll:
        """What the archive knows of these readers, for their planning and their past, with so many of the latest
        editions of each."""
        names = list(dict.fromkeys(readers))
        rows: dict[str, list[EditionRow]] = defaultdict(list)
        sums: dict[str, _Sums] = {}
        marked: dict[str, dict[str, str]] = defaultdict(dict)
        given_up: set[str] = set()
        torn = False
        with self._read() as connection:
            for some in chunks(names):
                found = connection.execute(_latest(some, latest)).all()
                readable = list(readable_rows(found))
                for row in readable:
                    rows[row.reader].append(row)
                of_another_length = select(editions.c.id).where(editions.c.reader.in_(some), TORN).limit(1)
                torn = torn or len(readable) < len(found) or connection.execute(of_another_length).first() is not None
                for one in connection.execute(_sums(some)):
                    sums[one.reader] = _Sums(number=one.number or 0, cut_seq=one.cut, covers_to=one.covers or "")
                plain = {column_text(name): name for name in some}
                query = select(marks).where(marks.c.reader.in_(list(plain))).order_by(marks.c.at, marks.c.what)
                for mark in connection.execute(query):
                    marked[plain[mark.reader]][mark.what] = mark.mark
                lost = select(editions.c.reader).join(outbox, editions.c.id == outbox.c.edition_id).distinct()
                lost = lost.where(outbox.c.state == "given-up", editions.c.reader.in_(some))
                given_up.update(connection.scalars(lost))
        return Roll(
            _store=self, _rows=rows, _sums=sums, _marks=marked, _torn=torn, _given_up=frozenset(given_up),
            _names=frozenset(names), _held=latest,
        )  # fmt: skip

    def with_unfinished(self) -> set[str]:
        """The readers with an edition that was frozen and is not told yet."""
        query = select(editions.c.reader).where(editions.c.state == "made", NUMBERED).distinct()
        with self._read() as connection:
            return set(connection.scalars(query))

    def latest_of(self, readers: Sequence[str], limit: int) -> dict[str, list[EditionRow]]:
        """As ``editions_of`` for each of the readers: his latest editions but for previews, the last number first."""
        found: dict[str, list[EditionRow]] = {name: [] for name in readers}
        with self._read() as connection:
            for some in chunks(list(found)):
                query = _latest(some, limit, NUMBERED, order=editions.c.number)
                for row in readable_rows(connection.execute(query)):
                    found[row.reader].append(row)
        return found

    def tell_alike(self, row_id: int, others: Sequence[Told], at: datetime) -> dict[str, EditionRow]:
        """Give the told edition of a row to other readers too, and put it down for their channels, due at ``at``: all
        of it in one transaction. Reader -> his row.

        Left out are those who have an edition in the slot, or whose next number is another; all are where the edition
        is not told, or is one of that reader alone.
        """
        with self._write() as connection:
            whole = connection.execute(select(editions).where(editions.c.id == row_id)).one_or_none()
            if whole is None or whole.state != "told" or not whole.kept:
                return {}
            names = [one.reader for one in others]
            free = dict.fromkeys(names, 1)
            slot = (editions.c.on_date == whole.on_date, editions.c.slot == whole.slot)
            for some in chunks(names):
                free |= {one.reader: (one.number or 0) + 1 for one in connection.execute(_sums(some))}
                taken = select(editions.c.reader).where(editions.c.reader.in_(some), *slot)
                free |= dict.fromkeys(connection.scalars(taken), 0)
            mine = [one for one in others if free[one.reader] == whole.number]
            if not mine:
                return {}
            same = {key: value for key, value in whole._mapping.items() if key != "id"}
            rows = [same | {"reader": one.reader, "files": json.dumps(dict(one.files))} for one in mine]
            connection.execute(insert(editions), rows)
            found: dict[str, EditionRow] = {}
            for some in chunks([one.reader for one in mine]):
                query = select(*LISTED).where(editions.c.reader.in_(some), *slot)
                found |= {row.reader: row for row in readable_rows(connection.execute(query))}
            queued = [_queued(found[one.reader].id, line, at) for one in mine for line in one.queue]
            if queued:
                connection.execute(insert(outbox), queued)
        return found


def _latest(readers: Sequence[str], limit: int, *only: Any, order: Any = editions.c.id) -> Select[Any]:
    """The latest rows of each of the readers, the last first."""
    place = func.row_number().over(partition_by=editions.c.reader, order_by=order.desc()).label("place")
    ranked = select(editions.c.id, place).where(editions.c.reader.in_(readers), *only).subquery()
    chosen = select(ranked.c.id).where(ranked.c.place <= limit)
    return select(*LISTED).where(editions.c.id.in_(chosen)).order_by(editions.c.reader, order.desc())


def _sums(readers: Sequence[str]) -> Select[Any]:
    """Of each of the readers the highest number, the last wire cut off, and where what he was told ends."""
    told = (editions.c.state == "told") & WHOLE
    columns = (
        func.max(case((NUMBERED, editions.c.number))).label("number"),
        func.max(case((told, editions.c.cut_seq))).label("cut"),
        func.max(case((told, editions.c.covers_to))).label("covers"),
    )
    query = select(editions.c.reader, *columns).where(editions.c.reader.in_(readers))
    return query.group_by(editions.c.reader)


def _queued(edition_id: int, line: tuple[str, str, str, str], at: datetime) -> dict[str, Any]:
    channel, address, message_id, refused = line
    return {
        "edition_id": edition_id,
        "channel": channel,
        "address": address,
        "state": "refused" if refused else "queued",
        "tries": 0,
        "next_try_at": None if refused else stamp(at),
        "message_id": message_id,
        "last_reason": column_text(refused),
        "queued_at": stamp(at),
    }
