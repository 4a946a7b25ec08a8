"""The outbox: what is still to be handed over, and what was. And what the operator has still to be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, func, insert, select, update

from briefing.store.rows import OperatorNote, OutboxRow
from briefing.store.schema import (
    column_text,
    editions,
    instant,
    instant_or_none,
    operator_notes,
    outbox,
    stamp,
    stamp_or_none,
)
from briefing.store.shelf import Shelf, chunks

FAILED = ("refused", "given-up")  # over, and nobody got the edition
OPEN = ("queued", *FAILED)  # what a person may want to do something about
KEPT = timedelta(days=90)  # how long a line that was told is kept


class OutboxShelf(Shelf):
    """An edition goes to an address of a channel once: (edition, channel, address) is unique."""

    def queue(
        self, edition_id: int, channel: str, address: str, *, at: datetime, message_id: str = "", refused: str = ""
    ) -> bool:
        """Put an edition down for an address, due at ``at``; False where it is down for it already, sent or not.

        With ``refused`` (a reason) it is only noted that the channel does not carry it.
        """
        same = (outbox.c.edition_id == edition_id, outbox.c.channel == channel, outbox.c.address == address)
        with self._write() as connection:
            if connection.execute(select(outbox.c.id).where(*same)).first() is not None:
                return False
            values = {"edition_id": edition_id, "channel": channel, "address": address, "message_id": message_id}
            due = None if refused else stamp(at)
            rest = {"state": "refused" if refused else "queued", "tries": 0, "next_try_at": due}
            rest |= {"last_reason": column_text(refused), "queued_at": stamp(at)}
            connection.execute(insert(outbox).values(values | rest))
        return True

    def pending(self, at: datetime, limit: int = 100, *, only: Collection[int] | None = None) -> list[OutboxRow]:
        """What is due at ``at`` of editions that count as told, the longest due first; ``only`` the rows with those
        numbers, all of them.

        An edition that a stopped run did not finish waits until it is told: its files may still be written anew.
        """
        query = _listed().where(outbox.c.state == "queued", outbox.c.next_try_at <= stamp(at))
        query = query.where(editions.c.state == "told").order_by(outbox.c.next_try_at, outbox.c.id)
        if only is None:
            return self._rows(query.limit(limit))
        found = [row for some in chunks(sorted(only)) for row in self._rows(query.where(outbox.c.id.in_(some)))]
        return sorted(found, key=lambda row: (row.next_try_at or at, row.id))

    def outbox_rows(
        self, *, states: Sequence[str] = (), reader: str = "", edition_id: int | None = None, limit: int = 200
    ) -> list[OutboxRow]:
        """Rows of the outbox, the last queued first; of some states, one reader, one edition."""
        query = _listed().order_by(outbox.c.id.desc()).limit(limit)
        if states:
            query = query.where(outbox.c.state.in_(states))
        if reader:
            query = query.where(editions.c.reader == reader)
        if edition_id is not None:
            query = query.where(outbox.c.edition_id == edition_id)
        return self._rows(query)

    def outbox_row(self, row_id: int) -> OutboxRow | None:
        """One row by its number; None where there is none."""
        found = self._rows(_listed().where(outbox.c.id == row_id))
        return found[0] if found else None

    def mark_begun(self, row_id: int, at: datetime) -> None:
        """A try begins at ``at``. Where a row still says so when the next try begins, a run was stopped in between:
        what it sent then, if anything, nobody noted."""
        self._change(row_id, begun_at=stamp(at))

    def mark_sent(self, row_id: int, at: datetime, message_id: str = "", *, reason: str = "") -> None:
        """The channel took it at ``at``; ``reason`` is a remark on that."""
        values: dict[str, Any] = {"state": "sent", "sent_at": stamp(at), "next_try_at": None, "begun_at": None}
        values["last_reason"] = column_text(reason)
        self._count_try(row_id, values | ({"message_id": message_id} if message_id else {}))

    def mark_tried(self, row_id: int, reason: str, next_try_at: datetime | None, *, state: str = "") -> None:
        """The channel did not take it; with no next instant it is given up, or refused where ``state`` says so."""
        state = state or ("given-up" if next_try_at is None else "queued")
        values = {"state": state, "next_try_at": stamp_or_none(next_try_at), "begun_at": None}
        self._count_try(row_id, values | {"last_reason": column_text(reason)})

    def requeue(self, row_id: int, at: datetime) -> bool:
        """Due at ``at`` once more, with all its tries before it; why it failed before is no longer so. False, and
        nothing changed, where the row is over: sent or dropped."""
        again = {"state": "queued", "next_try_at": stamp(at), "queued_at": stamp(at), "tries": 0}
        return self._change(row_id, OPEN, **again, begun_at=None, last_reason="")

    def drop(self, row_id: int, reason: str) -> bool:
        """Never to be sent. False, and nothing changed, where the row is over: sent or dropped before."""
        values = {"state": "dropped", "next_try_at": None, "begun_at": None, "last_reason": column_text(reason)}
        return self._change(row_id, OPEN, **values)

    def _count_try(self, row_id: int, values: dict[str, Any]) -> None:
        self._change(row_id, tries=outbox.c.tries + 1, **values)

    def _change(self, row_id: int, states: Sequence[str] = (), **values: Any) -> bool:
        """Change a row; with ``states`` only while it is in one of them. Was there such a row?"""
        change = update(outbox).where(outbox.c.id == row_id).values(**values)
        with self._write() as connection:
            return bool(connection.execute(change.where(outbox.c.state.in_(states)) if states else change).rowcount)

    def _rows(self, query: Select[Any]) -> list[OutboxRow]:
        with self._read() as connection:
            return [_row(row) for row in connection.execute(query)]


class OperatorShelf(Shelf):
    """Lines for the operator, kept until a mail with them was taken."""

    def note_for_operator(self, key: str, text: str, at: datetime) -> None:
        """Keep a line. One with the same key that waits already is counted up and takes the new words."""
        waiting = (operator_notes.c.key == key, operator_notes.c.sent_at.is_(None))
        with self._write() as connection:
            change = update(operator_notes).where(*waiting)
            change = change.values(text=column_text(text), times=operator_notes.c.times + 1, last_at=stamp(at))
            if connection.execute(change).rowcount == 0:
                values = {"key": key, "text": column_text(text), "first_at": stamp(at), "last_at": stamp(at)}
                connection.execute(insert(operator_notes).values(values | {"times": 1}))

    def operator_notes(self) -> list[OperatorNote]:
        """What he was not told yet, the oldest first."""
        query = select(operator_notes).where(operator_notes.c.sent_at.is_(None)).order_by(operator_notes.c.id)
        with self._read() as connection:
            return [
                OperatorNote(id=r.id, key=r.key, text=r.text, times=r.times, at=instant(r.last_at))
                for r in connection.execute(query)
            ]

    def operator_told_at(self) -> datetime | None:
        """When he was last sent anything."""
        with self._read() as connection:
            return instant_or_none(connection.execute(select(func.max(operator_notes.c.sent_at))).scalar_one())

    def mark_operator_told(self, ids: Sequence[int], at: datetime) -> None:
        """Those lines are in a mail that a server took at ``at``; such of long ago are removed."""
        with self._write() as connection:
            change = update(operator_notes).where(operator_notes.c.id.in_(list(ids)))
            connection.execute(change.values(sent_at=stamp(at)))
            old = operator_notes.c.sent_at < stamp(at - KEPT)
            connection.execute(delete(operator_notes).where(old))


def _listed() -> Select[Any]:
    named = (editions.c.reader, editions.c.number, editions.c.on_date)
    return select(outbox, *named).join(editions, editions.c.id == outbox.c.edition_id)


def _row(row: Row[Any]) -> OutboxRow:
    return OutboxRow(
        id=row.id,
        edition_id=row.edition_id,
        channel=row.channel,
        address=row.address,
        state=row.state,
        tries=row.tries,
        next_try_at=instant_or_none(row.next_try_at),
        message_id=row.message_id,
        last_reason=row.last_reason,
        sent_at=instant_or_none(row.sent_at),
        queued_at=instant_or_none(row.queued_at),
        begun_at=instant_or_none(row.begun_at),
        reader=row.reader,
        number=row.number,
        on=row.on_date,
    )
