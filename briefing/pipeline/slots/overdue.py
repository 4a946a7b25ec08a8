"""Which slots of a reader are past and have no edition: one judgment for `status`, the web archive and monitors."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from briefing.config import Reader
from briefing.edition.due import Due, slots_between
from briefing.pipeline.slots.plan import ANSWERED, ON_TIME
from briefing.store import Store

LATEST = 60  # editions of his that are looked at: those made since the last that he was told


def overdue(store: Store, reader: Reader, now_at: datetime) -> list[str]:
    """Slots since his last edition, "2022-01-07 18:00", whose hour is past by more than a run takes and that nothing
    answers: a desk that holds an edition knows of it. Before his first edition those of today, from when the archive
    began on: slots of the days before he was set up are not his."""
    last = store.last_told(reader.name)
    rows = [row for row in store.editions(reader.name, limit=LATEST) if _answers(row.state, row.kind)]
    made = [row.covers_to_at for row in (*rows, last) if row is not None]
    began_at = max(made) if made else store.began_at()
    if began_at is None:
        return []
    answered = {(row.on, row.slot) for row in rows}
    passed = slots_between(reader, after_at=began_at, until_at=now_at - ON_TIME) if made else _today(reader, now_at)
    waiting = [due for due in passed if due.due_at > began_at and (due.on, due.slot) not in answered]
    return [f"{due.on} {due.slot}" for due in waiting]


def _answers(state: str, kind: str) -> bool:
    return state in ANSWERED and kind != "preview"


def _today(reader: Reader, now_at: datetime) -> list[Due]:
    today = now_at.astimezone(ZoneInfo(reader.zone)).date()
    passed = slots_between(reader, after_at=now_at - timedelta(days=1), until_at=now_at - ON_TIME)
    return [due for due in passed if due.on >= today]
