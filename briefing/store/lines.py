"""What readers follow and mute, and how storylines joined and parted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select

from briefing.model import LineChange
from briefing.store.codec import encode, readable
from briefing.store.schema import FIRST, column_text, line_changes, marks, stamp
from briefing.store.shelf import Shelf, put


class LineShelf(Shelf):
    """Storylines, as far as they are more than their stories."""

    def marks(self, reader: str) -> dict[str, str]:
        """What the reader marked, storyline ids or words -> "follow" or "mute", the oldest mark first."""
        query = select(marks.c.what, marks.c.mark).where(marks.c.reader == column_text(reader))
        with self._read() as connection:
            rows = connection.execute(query.order_by(marks.c.at, marks.c.what))
            return {row.what: row.mark for row in rows}

    def set_mark(self, reader: str, what: str, mark: str, at: datetime) -> None:
        """Mark a storyline or words for a reader, in place of the mark that they had."""
        row = {"reader": column_text(reader), "what": column_text(what), "mark": mark, "at": stamp(at)}
        with self._write() as connection:
            put(connection, marks, [row])

    def drop_mark(self, reader: str, what: str) -> bool:
        """Take a mark away; False where there was none."""
        same = (marks.c.reader == column_text(reader), marks.c.what == column_text(what))
        with self._write() as connection:
            return connection.execute(delete(marks).where(*same)).rowcount > 0

    def save_line_changes(self, batch: Iterable[LineChange]) -> None:
        """Remember which storylines joined and parted. What is known already keeps its first day."""
        rows = {
            (c.kind, c.line, c.other): {
                "kind": c.kind, "line": c.line, "other": c.other, "at": stamp(c.at), "data": encode(c),
            }
            for c in batch
        }  # fmt: skip
        if not rows:
            return
        with self._write() as connection:
            query = select(line_changes.c.kind, line_changes.c.line, line_changes.c.other)
            known = {tuple(row) for row in connection.execute(query)}
            if new := [row for key, row in rows.items() if key not in known]:
                connection.execute(insert(line_changes), new)

    def line_changes(self, since_at: datetime = FIRST) -> tuple[LineChange, ...]:
        """How storylines joined and parted at or after ``since_at``, in the order of time."""
        query = select(line_changes.c.data).where(line_changes.c.at >= stamp(since_at))
        query = query.order_by(line_changes.c.at, line_changes.c.line, line_changes.c.other)
        with self._read() as connection:
            return tuple(readable(LineChange, connection.scalars(query)))
