"""What becomes of editions between making and handing over, and alerts outside of any edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from briefing.errors import StoreError
from briefing.model import Alert, Edition, Manifest
from briefing.store.codec import decode, encode, readable
from briefing.store.editions import LISTED, readable_rows
from briefing.store.rows import EditionRow
from briefing.store.schema import alerts, column_text, desk_log, editions, instant, instant_or_none, stamp
from briefing.store.shelf import Shelf

CUT = "cut"  # the kind of the one row that tells how far was looked


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskAct:
    """One thing that was done with an edition. ``action``: held | released | dropped | overtaken."""

    at: datetime
    action: str
    who: str
    text: str


class DeskShelf(Shelf):
    """Editions that wait for a person. Their state is "held"; released they are "made" again, or else "dropped"."""

    def held_editions(self, reader: str = "") -> list[EditionRow]:
        """What waits, the oldest first; of one reader or of all."""
        query = select(*LISTED).where(editions.c.state == "held").order_by(editions.c.id)
        if reader:
            query = query.where(editions.c.reader == reader)
        with self._read() as connection:
            return list(readable_rows(connection.execute(query)))

    def hold(self, row_id: int, at: datetime) -> None:
        """An edition that was just made waits from ``at`` on."""
        self._act(row_id, "made", "held", at, "held", "", "")

    def release(
        self, row_id: int, edition: Edition, at: datetime, *, who: str, text: str, record: Manifest | None = None
    ) -> None:
        """It may go out, as ``edition``: what was held with the desk's changes; ``record`` is what it is made of."""
        values = {"data": encode(edition)} | ({"record": encode(record)} if record else {})
        self._act(row_id, "held", "made", at, "released", who, text, **values)

    def drop_edition(self, row_id: int, at: datetime, *, who: str, text: str, action: str = "dropped") -> None:
        """It never goes out and keeps its number; the next edition covers its time."""
        self._act(row_id, "held", "dropped", at, action, who, text)

    def desk_acts(self, row_id: int) -> list[DeskAct]:
        """What was done with an edition, in order."""
        query = select(desk_log).where(desk_log.c.edition_id == row_id).order_by(desk_log.c.id)
        with self._read() as connection:
            return [
                DeskAct(at=instant(r.at), action=r.action, who=r.who, text=r.text) for r in connection.execute(query)
            ]

    def _act(
        self, row_id: int, before: str, after: str, at: datetime, action: str, who: str, text: str, **values: str
    ) -> None:
        same = (editions.c.id == row_id, editions.c.state == before)
        with self._write() as connection:
            if connection.execute(update(editions).where(*same).values(state=after, **values)).rowcount != 1:
                raise StoreError(f"holds no edition {row_id} in state {before}", subject=self._subject)
            row = {"edition_id": row_id, "at": stamp(at), "action": action}
            row |= {"who": column_text(who), "text": column_text(text)}
            connection.execute(insert(desk_log).values(row))


class AlertShelf(Shelf):
    """Alerts: each once for a reader, a kind and a wire; kept, then sent together when his throttle allows it."""

    def alert_cut(self) -> int | None:
        """The last wire that was looked at for alerts; None before the first look."""
        query = select(alerts.c.data).where(alerts.c.reader == "", alerts.c.kind == CUT)
        with self._read() as connection:
            found = connection.execute(query).scalar_one_or_none()
        return None if found is None else int(found)

    def keep_alerts(self, batch: Iterable[Alert], *, cut: int | None = None) -> int:
        """Put down what is not down yet; how many that were. ``cut``: up to which wire was looked, in the same
        transaction."""
        added = 0
        with self._write() as connection:
            if cut is not None:
                mark = {"reader": "", "kind": CUT, "wire_id": "", "state": CUT, "at": "", "data": str(cut)}
                connection.execute(delete(alerts).where(alerts.c.reader == "", alerts.c.kind == CUT))
                connection.execute(insert(alerts).values(**mark))
            for one in batch:
                same = (alerts.c.reader == one.reader, alerts.c.kind == one.kind, alerts.c.wire_id == one.wire_id)
                if connection.execute(select(alerts.c.id).where(*same)).first() is None:
                    row = {"reader": one.reader, "kind": one.kind, "wire_id": one.wire_id, "at": stamp(one.at)}
                    connection.execute(insert(alerts).values(**row, state="waiting", data=encode(one)))
                    added += 1
        return added

    def waiting_alerts(self, reader: str) -> list[tuple[int, Alert]]:
        """What he was not sent yet, the oldest first."""
        query = select(alerts.c.id, alerts.c.data).where(alerts.c.reader == reader, alerts.c.state == "waiting")
        with self._read() as connection:
            rows = list(connection.execute(query.order_by(alerts.c.id)))
        return [(row.id, decode(Alert, row.data)) for row in rows]

    def alerts(self, reader: str = "", limit: int = 100) -> list[Alert]:
        """The last ones, newest first; of one reader or of all. Rows that cannot be read are passed over."""
        query = select(alerts.c.data).where(alerts.c.kind != CUT).order_by(alerts.c.id.desc()).limit(limit)
        if reader:
            query = query.where(alerts.c.reader == reader)
        with self._read() as connection:
            return readable(Alert, connection.scalars(query))

    def alerted_at(self, reader: str) -> datetime | None:
        """When he was last sent alerts."""
        query = select(func.max(alerts.c.sent_at)).where(alerts.c.reader == reader)
        with self._read() as connection:
            return instant_or_none(connection.execute(query).scalar_one())

    def mark_alerted(self, ids: Sequence[int], at: datetime) -> None:
        """He has them since ``at``."""
        with self._write() as connection:
            change = update(alerts).where(alerts.c.id.in_(list(ids)))
            connection.execute(change.values(state="sent", sent_at=stamp(at)))
