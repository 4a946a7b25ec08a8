"""Entries of calendars over time: what stood in which file when, so that an edition of another day is decided alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from briefing.model import CalendarEntry, CalendarFile
from briefing.store.codec import decode, encode, readable
from briefing.store.schema import calendar, column_text, stamp
from briefing.store.shelf import Shelf, chunks


class CalendarShelf(Shelf):
    """The calendar entries of the archive, every version of each with the time in which it stood."""

    def keep_calendars(self, files: Iterable[CalendarFile], at: datetime) -> int:
        """Put down what calendars hold at ``at``; how many entries are new or changed.

        The entries of a file take the place of those read from it before; what stands there unchanged stays as it is.
        An entry that another file of the source had under the same key is replaced too: agencies send each version
        of an event in a file of its own.
        """
        changed = 0
        with self._write() as connection:
            for file in files:
                source, path = column_text(file.source), column_text(file.path)
                mine = (calendar.c.source == source, calendar.c.path == path, calendar.c.gone_at.is_(None))
                query = select(calendar.c.id, calendar.c.key, calendar.c.data).where(*mine)
                before = {row.key: row for row in connection.execute(query)}
                now = {column_text(e.key): encode(replace(e, seen_at=None)) for e in file.entries}
                gone = [row.id for key, row in before.items() if now.get(key) != _plain(row.data)]
                gone += _elsewhere(connection, source, path, list(now))
                for some in chunks(gone):
                    connection.execute(update(calendar).where(calendar.c.id.in_(some)).values(gone_at=stamp(at)))
                kept = {key for key, row in before.items() if now.get(key) == _plain(row.data)}
                fresh = [e for e in file.entries if column_text(e.key) not in kept]
                rows = [
                    {
                        "source": source, "path": path, "key": column_text(e.key), "first_at": stamp(at),
                        "data": encode(replace(e, seen_at=at)),
                    }
                    for e in fresh
                ]  # fmt: skip
                if rows:
                    connection.execute(insert(calendar), rows)
                changed += len(rows)
        return changed

    def calendar_at(self, at: datetime) -> list[CalendarEntry]:
        """The entries that stood at an instant, by source and key. One that cannot be read is passed over."""
        stood = (calendar.c.first_at <= stamp(at), or_(calendar.c.gone_at.is_(None), calendar.c.gone_at > stamp(at)))
        query = select(calendar.c.data).where(*stood).order_by(calendar.c.source, calendar.c.key, calendar.c.id)
        with self._read() as connection:
            return list(readable(CalendarEntry, connection.scalars(query).all()))

    def calendar_sources(self) -> dict[str, int]:
        """Every source from which a calendar was ever read -> how many entries stand in it now."""
        standing = func.sum(calendar.c.gone_at.is_(None).cast(calendar.c.id.type))
        query = select(calendar.c.source, standing).group_by(calendar.c.source)
        with self._read() as connection:
            return {source: int(count or 0) for source, count in connection.execute(query)}


def _elsewhere(connection: Connection, source: str, path: str, keys: Sequence[str]) -> list[int]:
    """The rows of other files of the source that stand under these keys."""
    found: list[int] = []
    for some in chunks(keys):
        other = (calendar.c.source == source, calendar.c.path != path, calendar.c.gone_at.is_(None))
        query = select(calendar.c.id).where(*other, calendar.c.key.in_(some))
        found += connection.scalars(query).all()
    return found


def _plain(data: str) -> str:
    """A stored entry without the time at which it was read."""
    return encode(replace(decode(CalendarEntry, data), seen_at=None))
