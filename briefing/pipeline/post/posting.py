"""What `briefing outbox` does: list what waits and what went, queue again, drop, show a mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.config import Config, MailChannel
from briefing.deliver.folder import write_files
from briefing.deliver.message import compose
from briefing.errors import ConfigError
from briefing.pipeline.post.outbox import deliver_due, handed_lines, named
from briefing.pipeline.post.parcels import id_of, packed
from briefing.store import OutboxRow, Store, open_store, run_lock
from briefing.store.outbox import OPEN

OVER = {"sent": "was sent already", "dropped": "was dropped"}
MOST_EDITIONS = 400  # among which a date is looked for


def list_outbox(config: Config, *, reader: str, every: bool, limit: int) -> list[dict[str, Any]]:
    """Rows of the outbox as JSON types, the last queued first: those that are not through, or all with ``every``."""
    name = config.reader(reader).name if reader else ""
    with open_store(config.store) as store:
        rows = store.outbox_rows(states=() if every else OPEN, reader=name, limit=limit)
    return [outbox_row(row) for row in rows]


def outbox_row(row: OutboxRow) -> dict[str, Any]:
    """One row as JSON types."""
    at = {key: getattr(row, key) for key in ("queued_at", "next_try_at", "sent_at", "begun_at")}
    return {
        "id": row.id,
        "reader": row.reader,
        "number": row.number,
        "on": row.on,
        "channel": row.channel,
        "address": row.address,
        "state": row.state,
        "tries": row.tries,
        "reason": row.last_reason,
        "message_id": row.message_id,
    } | {key: value.isoformat() if value else None for key, value in at.items()}


def row_lines(row: dict[str, Any]) -> list[str]:
    """ "17  queued    desk no. 12   mail to jo@example.org" and, below it, why and when again."""
    target = f"{row['channel']} to {row['address']}" if row["address"] else row["channel"]
    head = f"{row['id']:>5}  {row['state']:<9} {row['reader']} no. {row['number']} of {row['on']}: {target}"
    tries = f"{row['tries']} {'try' if row['tries'] == 1 else 'tries'}"
    when = f"; next after {row['next_try_at'][:16].replace('T', ' ')} UTC" if row["next_try_at"] else ""
    begun = "; a try was begun and not ended" if row["begun_at"] else ""
    reason = f"{row['reason'].rstrip('.')}; " if row["reason"] else ""
    return [head, f"{'':7}{reason}{tries}{when}{begun}"]


def retry(config: Config, ids: Sequence[int], at: datetime) -> tuple[list[str], int]:
    """Queue rows again and hand them over at once; with no ids, all that are refused, given up or waiting.

    Gives lines and an exit code: 0, or 3 where one of them failed again. StoreBusy where a run is at work.
    """
    with run_lock(config.store, shared=True), open_store(config.store) as store:
        rows = _rows(store, ids) if ids else store.outbox_rows(states=OPEN, limit=1000)
        found = [_alone(store, row, lambda mine: store.requeue(mine.id, at)) for row in rows]
        again = {one.row.id for one in found if one.done}
        handed = deliver_due(config, store, at, only=again)
        left = [store.outbox_row(row_id) for row_id in sorted(again - {one.row.id for one in handed})]
    lines = [f"{one.row.id} {OVER[one.row.state]}" for one in found if one.row.state in OVER and not one.done]
    lines += [_elsewhere(one.row) for one in found if one.elsewhere]
    lines += [_left(row) for row in left if row is not None]
    lines += handed_lines(handed) or ([] if lines else ["Nothing waits in the outbox."])
    return lines, 3 if any(one.state != "sent" for one in handed) else 0


def drop(config: Config, ids: Sequence[int]) -> list[str]:
    """Take rows out of the round for good; what was sent stays sent."""
    with run_lock(config.store, shared=True), open_store(config.store) as store:
        found = [_alone(store, row, lambda mine: store.drop(mine.id, "dropped by hand")) for row in _rows(store, ids)]
    return [_dropped(one) for one in found]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tried:
    """A row as it was found, whether it was changed, and whether another program has it in hand."""

    row: OutboxRow
    done: bool = False
    elsewhere: bool = False


def _alone(store: Store, row: OutboxRow, change: Callable[[OutboxRow], bool]) -> _Tried:
    """Change a row that is not through. On a server a run may be sending it: what was read before is read again once
    nobody else has it, and what somebody has is left to him."""
    with store.claim("outbox", [str(row.id)]) as mine:
        now = (store.outbox_row(row.id) if store.shared else row) or row
        if not mine:
            return _Tried(row=now, elsewhere=now.state in OPEN)
        return _Tried(row=now, done=now.state in OPEN and change(now))


def _dropped(one: _Tried) -> str:
    if one.elsewhere:
        return _elsewhere(one.row)
    row = one.row
    return f"{row.id}: dropped {row.reader} no. {row.number}, {named(row)}" if one.done else f"{row.id} is {row.state}"


def _elsewhere(row: OutboxRow) -> str:
    return f"{row.id}: another program is sending it just now; `briefing outbox list --all` tells what became of it"


def _left(row: OutboxRow) -> str:
    """What is said of a row that was queued again and not handed over here."""
    if row.state == "queued":
        return f"{row.id} is queued for the next run"
    return f"{row.id} {OVER.get(row.state, f'is {row.state}')}"


def _rows(store: Store, ids: Sequence[int]) -> list[OutboxRow]:
    found = {row_id: store.outbox_row(row_id) for row_id in dict.fromkeys(ids)}
    gone = [str(row_id) for row_id, row in found.items() if row is None]
    if gone:
        raise ConfigError(f"the outbox has no row {', '.join(gone)}", hint="`briefing outbox list --all` lists them")
    return [row for row in found.values() if row is not None]


def write_letter(config: Config, *, reader: str, on: str, out: Path) -> list[Path]:
    """The mail of a reader's newest told edition, or of his last one of a date, as files to look at: the whole as
    .eml, its page and its plain text. Nothing is sent. By the first mail channel, or one made up where there is none.

    ConfigError where there is no such edition.
    """
    with open_store(config.store) as store:
        rows = store.editions_of(config.reader(reader).name, MOST_EDITIONS)
        row = next((row for row in rows if row.state == "told" and on in ("", row.on.isoformat())), None)
        if row is None:
            raise ConfigError(
                f"{reader} was told no edition{f' of {on}' if on else ''}", hint="See `briefing editions`"
            )
        edition, channel = store.load_edition(row.id), _mail_channel(config)
        parcel = packed(config, store, row, edition, channel, id_of(edition, channel))
    letter = parcel.letters[0]
    addresses = config.reader(reader).addresses or [channel.sender]
    mail = compose(parcel, letter, channel, addresses[0])
    stem = f"{row.reader}-{row.on.isoformat()}-mail"
    files = {f"{stem}.eml": mail, f"{stem}.html": letter.html.encode(), f"{stem}.txt": letter.text.encode()}
    return list(write_files(out, files))


def _mail_channel(config: Config) -> MailChannel:
    found = next((channel for channel in config.delivery.channels if isinstance(channel, MailChannel)), None)
    return found or MailChannel(name="mail", kind="mail", server="", sender="briefing@example.org")
