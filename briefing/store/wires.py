"""Wires as received, every version of each, and the full-text index over them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, TextClause, and_, func, insert, or_, select, text

from briefing.model import Wire
from briefing.store.codec import encode, readable
from briefing.store.index import FTS5, VECTORS, Words, add_words, terms_of
from briefing.store.rows import AddResult
from briefing.store.schema import column_text, forgotten, stamp, stamp_or_none, wires
from briefing.store.shelf import Shelf, chunks


def _best(words: Words) -> TextClause:
    """The query of ``search``: the best hits of an index."""
    return text(
        f"WITH found AS (SELECT {words.seq} AS seq, {words.score} AS score FROM {words.table} "
        f"WHERE {words.matches} ORDER BY score, seq DESC LIMIT :limit) "
        "SELECT wires.data FROM found JOIN wires ON wires.seq = found.seq ORDER BY found.score, found.seq DESC"
    )


BEST = {"sqlite": _best(FTS5), "postgresql": _best(VECTORS)}


class WireShelf(Shelf):
    """The wires of the archive."""

    def add_wires(self, batch: Iterable[Wire]) -> AddResult:
        """Keep every wire whose id is not known yet, all in one transaction; on return they are on the disk.

        A known id is left as it is: its first ``received_at`` stays. Safe to repeat with the same wires.
        """
        given = {wire.id: wire for wire in batch}
        for wire in given.values():
            stamp(wire.received_at)  # a fault in one is found before any is written
        with self._read() as connection:  # nothing new is the usual case, and needs neither a turn nor a sync
            known = _known(connection, list(given))
        if len(known) < len(given):
            with self._write() as connection:
                known |= _known(connection, [wire_id for wire_id in given if wire_id not in known])
                _insert(connection, [wire for wire in given.values() if wire.id not in known])
        new = tuple(wire_id for wire_id in given if wire_id not in known)
        return AddResult(new=new, known=tuple(wire_id for wire_id in given if wire_id in known))

    def wires_received(self, after_at: datetime, until_at: datetime) -> list[Wire]:
        """Wires received later than ``after_at`` and not later than ``until_at``, in the order they came.

        Rows that cannot be read are passed over.
        """
        window = (wires.c.received_at > stamp(after_at), wires.c.received_at <= stamp(until_at))
        query = select(wires.c.data).where(*window).order_by(wires.c.received_at, wires.c.seq)
        with self._read() as connection:
            return readable(Wire, connection.scalars(query))

    def newest_of(self, sources: Sequence[str], after_at: datetime, until_at: datetime) -> list[Wire]:
        """The last version of each wire of these sources received in that time, in the order the wires first came.

        Reads that time alone, by its index: a source's own may reach back for years. Rows that cannot be read are
        passed over.
        """
        window = (wires.c.received_at > stamp(after_at), wires.c.received_at <= stamp(until_at))
        mine = (wires.c.source + "").in_([column_text(source) for source in sources])
        query = select(wires.c.source, wires.c.identity, wires.c.data).where(*window, mine).order_by(wires.c.seq)
        with self._read() as connection:
            last = {(source, identity): data for source, identity, data in connection.execute(query)}
        return readable(Wire, last.values())

    def known_wires(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are here, or were until age took them away."""
        with self._read() as connection:
            return _known(connection, list(dict.fromkeys(ids)))

    def latest_texts(self, source: str, limit: int) -> list[tuple[str, tuple[str, ...]]]:
        """Headline and paragraphs of the ``limit`` wires of a source that came last, the latest first. Rows that cannot
        be read are passed over."""
        mine = select(wires.c.data).where(wires.c.source == column_text(source))
        with self._read() as connection:
            rows = list(connection.scalars(mine.order_by(wires.c.seq.desc()).limit(limit)))
        return [found for row in rows if (found := _text_of(row))]

    def wires_by_id(self, ids: Iterable[str]) -> list[Wire]:
        """The wires of these ids in the order asked; unknown ids, and rows that cannot be read, are passed over."""
        asked = list(dict.fromkeys(ids))
        found: dict[str, Wire] = {}
        with self._read() as connection:
            for some in chunks(asked):
                rows = connection.scalars(select(wires.c.data).where(wires.c.id.in_(some)))
                found.update((wire.id, wire) for wire in readable(Wire, rows))
        return [found[wire_id] for wire_id in asked if wire_id in found]

    def wire_sources(self, ids: Iterable[str]) -> dict[str, str]:
        """Wire id -> its source, also where the wire itself cannot be read any more; unknown ids are absent."""
        found: dict[str, str] = {}
        with self._read() as connection:
            for some in chunks(list(dict.fromkeys(ids))):
                rows = connection.execute(select(wires.c.id, wires.c.source).where(wires.c.id.in_(some)))
                found.update((wire_id, source) for wire_id, source in rows)
        return found

    def wire_versions(self, source: str, identity: str) -> list[Wire]:
        """Every version of one wire that can be read, the first received first."""
        same = (wires.c.source == column_text(source), wires.c.identity == column_text(identity))
        query = select(wires.c.data).where(*same).order_by(wires.c.received_at, wires.c.seq)
        with self._read() as connection:
            return readable(Wire, connection.scalars(query))

    def wire_ids(
        self, *, after_at: datetime, until_at: datetime, after_seq: int | None = None, by_publication: bool = False
    ) -> list[str]:
        """Ids of the wires of a period in the order they came.

        With ``after_seq`` those that arrived later than that wire, whatever their clock said; otherwise those received
        later than ``after_at`` and not later than ``until_at``. ``by_publication`` adds those published in that time
        and received later: what a look back at that time has to show.
        """
        inside = [and_(wires.c.received_at > stamp(after_at), wires.c.received_at <= stamp(until_at))]
        if after_seq is not None:
            inside = [wires.c.seq > after_seq]
        if by_publication:
            inside.append(and_(wires.c.published_at > stamp(after_at), wires.c.published_at <= stamp(until_at)))
        with self._read() as connection:
            return list(connection.scalars(select(wires.c.id).where(or_(*inside)).order_by(wires.c.seq)))

    def wires_due(self, *, after_at: datetime, until_at: datetime, ahead: timedelta, cut_seq: int) -> list[Wire]:
        """Wires that had come by ``cut_seq`` and could not be printed before: their embargo ended later than
        ``after_at`` and not later than ``until_at``, or the time they state came to lie less than ``ahead`` before
        them in that time. In the order they came; rows that cannot be read are passed over."""
        freed = and_(wires.c.embargo_at > stamp(after_at), wires.c.embargo_at <= stamp(until_at))
        reached = and_(wires.c.published_at > stamp(after_at + ahead), wires.c.published_at <= stamp(until_at + ahead))
        query = select(wires.c.data).where(wires.c.seq <= cut_seq, or_(freed, reached)).order_by(wires.c.seq)
        with self._read() as connection:
            return readable(Wire, connection.scalars(query))

    def wires_between(self, after_seq: int, until_seq: int) -> list[Wire]:
        """The wires that arrived after one and not after another, in that order; rows that cannot be read left out."""
        query = select(wires.c.data).where(wires.c.seq > after_seq, wires.c.seq <= until_seq).order_by(wires.c.seq)
        with self._read() as connection:
            return readable(Wire, connection.scalars(query))

    def seq_before(self, at: datetime) -> int:
        """The number of the last wire received before ``at``, whatever came with a later one; 0 for none."""
        query = select(func.coalesce(func.max(wires.c.seq), 0)).where(wires.c.received_at < stamp(at))
        with self._read() as connection:
            return int(connection.execute(query).scalar_one())

    def last_seq(self) -> int:
        """The number of the wire that arrived last, 0 for none: where a told edition cuts off."""
        with self._read() as connection:
            return int(connection.execute(select(func.coalesce(func.max(wires.c.seq), 0))).scalar_one())

    def wires_named(self, name: str) -> list[Wire]:
        """Every version of the wires of this identity (a guid, a canonical link, a slug or a path) that can be read."""
        query = select(wires.c.data).where(wires.c.identity == column_text(name)).order_by(wires.c.seq)
        with self._read() as connection:
            return readable(Wire, connection.scalars(query))

    def daily_counts(self, after_at: datetime, until_at: datetime) -> dict[str, dict[str, int]]:
        """Wire versions received by source and UTC day ("2022-01-06"), later than ``after_at`` and up to ``until_at``.

        Reads the days asked alone, by their index; the size of the archive before them does not matter.
        """
        day = func.substr(wires.c.received_at, 1, 10)
        window = (wires.c.received_at > stamp(after_at), wires.c.received_at <= stamp(until_at))
        query = select(wires.c.source, day, func.count()).where(*window).group_by(wires.c.source, day)
        found: dict[str, dict[str, int]] = {}
        with self._read() as connection:
            for source, on, n in connection.execute(query):
                found.setdefault(source, {})[on] = n
        return found

    def count_wires(self) -> int:
        """Wire versions in the archive."""
        with self._read() as connection:
            return connection.execute(select(func.count()).select_from(wires)).scalar_one()

    def search(self, query: str, limit: int = 50) -> list[Wire]:
        """Wires that hold all words of ``query``, best first (bm25), of equals the latest; damaged rows left out.

        ``match_query`` tells what may be typed. No text is an error; one without words finds nothing.
        """
        dialect = self._engine.dialect.name
        terms = terms_of(dialect, query)
        if terms is None:
            return []
        with self._read() as connection:
            return readable(Wire, connection.scalars(BEST[dialect], {"terms": terms, "limit": limit}))


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those that are here, and those that were here until age took them away."""
    found: set[str] = set()
    for some in chunks(ids):
        found.update(connection.scalars(select(wires.c.id).where(wires.c.id.in_(some))))
        found.update(connection.scalars(select(forgotten.c.wire_id).where(forgotten.c.wire_id.in_(some))))
    return found


def _text_of(row: str) -> tuple[str, tuple[str, ...]] | None:
    """The text of a stored wire, without the work of making a whole Wire of it."""
    try:
        data = json.loads(row)
        return str(data["headline"]), tuple(map(str, data.get("paragraphs", ())))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _insert(connection: Connection, new: Sequence[Wire]) -> None:
    if not new:
        return
    last = connection.execute(select(func.coalesce(func.max(wires.c.seq), 0))).scalar_one()
    connection.execute(insert(wires), [_row(wire, last + at) for at, wire in enumerate(new, start=1)])
    add_words(connection, enumerate(new, start=last + 1))


def _row(wire: Wire, seq: int) -> dict[str, Any]:
    return {
        "seq": seq,
        "id": wire.id,
        "identity": column_text(wire.identity),
        "source": column_text(wire.source),
        "received_at": stamp(wire.received_at),
        "published_at": stamp_or_none(wire.published_at),
        "language": column_text(wire.language),
        "data": encode(wire),
        "embargo_at": stamp_or_none(wire.embargo_at),
    }
