"""The outbox at work: editions queued for channels and addresses, handed over, tried again, given up.

    Edition | queue_edition -> rows      one for each channel and address, before the edition counts as told
    rows    | deliver_due   -> Handed    one channel after the other; what fails waits, what is refused is over

A row is marked as begun before the other side hears of it, and as sent right after it said yes. A run that is killed
in between leaves a row that is begun and not sent: it is sent again, with the same Message-ID, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from time import monotonic
from typing import Any

from briefing.config import Channel, Config, FolderChannel, MailChannel, Reader
from briefing.deliver.backoff import next_try
from briefing.deliver.carriers import Carrier, carrier_of, refusal
from briefing.errors import BriefingError, DeliveryError, StoreError
from briefing.model import Edition
from briefing.model.parcel import Outcome, Parcel
from briefing.pipeline.post.parcels import id_of, packed
from briefing.store import EditionRow, OutboxRow, Store
from briefing.text.counting import count_of
from briefing.units import mailbox

OWN_FOLDER = "folder"  # the name of the channel that delivery.folder stands for
DOUBTFUL = "sent again after a run that was stopped while sending; it may be doubled"
GONE = "there is no channel of this name any more"
MOST = 500  # rows of one run
LONGEST_S = 300.0  # that a run gives to one channel: what a slow server leaves is the next run's, editions do not wait


Line = tuple[str, str, str, str]  # channel, address, id of the message, why the channel does not carry the edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """What became of one row of the outbox in this run. ``state``: sent | queued | refused | given-up."""

    row: OutboxRow
    state: str
    reason: str = ""
    next_try_at: datetime | None = None


def channels_of(config: Config) -> dict[str, Channel]:
    """All channels by name, ``delivery.folder`` among them."""
    found: dict[str, Channel] = {}
    if config.delivery.folder:
        found[OWN_FOLDER] = FolderChannel(name=OWN_FOLDER, kind="folder", path=config.delivery.folder)
    return found | {channel.name: channel for channel in config.delivery.channels}


def targets(config: Config, reader: Reader) -> list[tuple[Channel, str]]:
    """Each channel and address that the reader's editions go to; the address is "" where a channel has but one."""
    wanted = reader.delivery.channels
    found: list[tuple[Channel, str]] = []
    for name, channel in channels_of(config).items():
        if wanted is not None and name not in wanted:
            continue
        if isinstance(channel, MailChannel):
            single: dict[str, str] = {}
            for address in reader.addresses:
                single.setdefault(_box(address), address)
            found += [(channel, address) for address in single.values()]
        else:
            found.append((channel, ""))
    return found


def queue_edition(
    config: Config, store: Store, reader: Reader, edition: Edition, row: EditionRow, at: datetime
) -> list[str]:
    """Put an edition down for all its channels and addresses; what is down for it already stays as it is.

    Gives a line for each that does not carry the edition's handling mark.
    """
    down = {(one.channel, _box(one.address)) for one in store.outbox_rows(edition_id=row.id, limit=10_000)}
    new: list[Line] = []
    for line in queue_lines(config, reader, edition):
        channel, address, key, refused = line
        if (channel, _box(address)) in down:  # also where the name before the address has changed since
            continue
        if store.queue(row.id, channel, address, at=at, message_id=key, refused=refused):
            new.append(line)
    return not_carried(new)


def queue_lines(config: Config, reader: Reader, edition: Edition) -> list[Line]:
    """A line for each channel and address that an edition of the reader's goes to."""
    return [
        (channel.name, address, id_of(edition, channel), refusal(channel, edition.mark))
        for channel, address in targets(config, reader)
    ]


def not_carried(lines: Sequence[Line]) -> list[str]:
    """What is said of those whose channel does not carry the edition."""
    return [
        f"not sent by {channel}{f' to {address}' if address else ''}: {refused}"
        for channel, address, _, refused in lines
        if refused
    ]


def _box(address: str) -> str:
    """The mailbox alone: whoever has two names there gets one mail."""
    return mailbox(address)[1].casefold() if address else ""


def deliver_due(
    config: Config,
    store: Store,
    at: datetime,
    *,
    ended: Callable[[], bool] = lambda: False,
    only: Collection[int] | None = None,
) -> tuple[Handed, ...]:
    """Hand over what is due at ``at``. A channel that fails leaves its rows for later and never stops another.

    ``ended`` is asked before each row; once it says yes the rest stays as it is. ``only``: ids of rows, each of
    which gets its try, however many wait before it.
    """
    return _Postman(config, store, at, ended).deliver(store.pending(at, limit=MOST, only=only))


class _Postman:
    """One round over the channels."""

    def __init__(self, config: Config, store: Store, at: datetime, ended: Callable[[], bool]) -> None:
        self._config, self._store, self._at, self._ended = config, store, at, ended
        self._packed: dict[tuple[int, str], Parcel] = {}

    def deliver(self, rows: Sequence[OutboxRow]) -> tuple[Handed, ...]:
        """All of ``rows``, channel by channel."""
        channels = channels_of(self._config)
        handed: list[Handed] = []
        by_channel = sorted(rows, key=lambda row: row.channel)
        for name, some in groupby(by_channel, key=lambda row: row.channel):
            mine, channel = list(some), channels.get(name)
            if self._ended():
                break
            if channel is None:
                handed += [self._over(row, Outcome(state="refused", reason=GONE)) for row in mine]
            else:
                handed += self._by(channel, mine)
        return tuple(handed)

    def _by(self, channel: Channel, rows: Sequence[OutboxRow]) -> list[Handed]:
        """All that is due by one channel, in the order in which it was queued."""
        done: list[Handed] = []
        until_s = monotonic() + LONGEST_S
        over = 0  # rows that are dealt with, here or elsewhere
        try:
            with carrier_of(channel) as carrier:
                for row in rows:
                    if self._ended() or monotonic() > until_s:
                        break
                    done += self._mine(row, lambda mine: self._hand_over(channel, carrier, mine))
                    over += 1
        except DeliveryError as fault:
            # Nobody gets through now: the row in hand and those behind it wait, for the same reason.
            outcome = Outcome(state="later", reason=_reason(fault, channel))
            for row in rows[over:]:
                done += self._mine(row, lambda mine: self._later(mine, outcome))
        return done

    def _mine(self, row: OutboxRow, act: Callable[[OutboxRow], Handed]) -> list[Handed]:
        """Do it, unless another program on the same archive has the row in hand, or has dealt with it by now."""
        with self._store.claim("outbox", [str(row.id)]) as mine:
            now = self._store.outbox_row(row.id) if mine and self._store.shared else row
            still = now is not None and now.state == "queued" and (now.next_try_at or self._at) <= self._at
            return [act(now)] if mine and now is not None and still else []

    def _hand_over(self, channel: Channel, carrier: Carrier, row: OutboxRow) -> Handed:
        try:
            parcel = self._parcel(channel, row)
        except BriefingError as fault:
            return self._later(row, Outcome(state="later", reason=str(fault)))
        self._store.mark_begun(row.id, self._at)
        outcome = carrier.carry(parcel, row.address, self._at)
        if outcome.state == "sent":
            reason = "; ".join(filter(None, (DOUBTFUL if row.begun_at else "", parcel.remark)))
            self._store.mark_sent(row.id, self._at, reason=reason)
            return Handed(row=row, state="sent", reason=reason)
        return self._over(row, outcome) if outcome.state == "refused" else self._later(row, outcome)

    def _parcel(self, channel: Channel, row: OutboxRow) -> Parcel:
        key = (row.edition_id, channel.name)
        if key not in self._packed:
            found = self._store.edition_numbered(row.reader, row.number)
            if found is None:
                raise StoreError("is gone from the archive", subject=f"edition no. {row.number} of {row.reader}")
            edition = self._store.load_edition(row.edition_id)
            message_id = row.message_id or id_of(edition, channel)
            self._packed[key] = packed(self._config, self._store, found, edition, channel, message_id)
        return self._packed[key]

    def _over(self, row: OutboxRow, outcome: Outcome) -> Handed:
        """Refused for good: not tried again by itself, the operator is told."""
        self._store.mark_tried(row.id, outcome.reason, None, state="refused")
        return Handed(row=row, state="refused", reason=outcome.reason)

    def _later(self, row: OutboxRow, outcome: Outcome) -> Handed:
        limit = self._config.delivery.give_up_after
        due = next_try(row.tries + 1, row.queued_at or self._at, self._at, limit, after_s=outcome.after_s)
        self._store.mark_tried(row.id, outcome.reason, due)
        return Handed(row=row, state="queued" if due else "given-up", reason=outcome.reason, next_try_at=due)


def _reason(fault: DeliveryError, channel: Channel) -> str:
    """The fault without the channel's name, which stands before it anyway."""
    return str(DeliveryError(fault.message, hint=fault.hint) if fault.subject == channel.name else fault)


# ---------------------------------------------------------------- what is said of it


def named(row: OutboxRow) -> str:
    """ "mail to desk@example.org" or the channel alone."""
    return f"{row.channel} to {row.address}" if row.address else row.channel


def handed_lines(handed: Sequence[Handed]) -> list[str]:
    """A line for each edition on what was taken, and one for each address that did not take it."""
    lines: list[str] = []
    for reader, number in dict.fromkeys((one.row.reader, one.row.number) for one in handed):
        group = [one for one in handed if (one.row.reader, one.row.number) == (reader, number)]
        taken = [one for one in group if one.state == "sent"]
        if taken:
            lines.append(f"{reader} no. {number}: delivered by {', '.join(_taken_by(taken))}.")
        lines += [f"  note: {named(one.row)}: {one.reason}" for one in taken if one.reason]
        lines += [f"  fault: {reader} no. {number}, {_failed(one)}" for one in group if one.state != "sent"]
    return lines


def _taken_by(taken: Sequence[Handed]) -> list[str]:
    """ "share", "mail (3 addresses)"."""
    said: list[str] = []
    for name in dict.fromkeys(one.row.channel for one in taken):
        addresses = sum(1 for one in taken if one.row.channel == name and one.row.address)
        said.append(f"{name} ({count_of(addresses, 'address', 'addresses')})" if addresses else name)
    return said


def _failed(one: Handed) -> str:
    reason = one.reason.rstrip(".")
    if one.state == "queued" and one.next_try_at:
        return f"{named(one.row)}: {reason}. Next try after {one.next_try_at:%Y-%m-%d %H:%M} UTC"
    ended = "refused, not tried again" if one.state == "refused" else f"given up after {one.row.tries + 1} tries"
    return f"{named(one.row)}: {ended}: {reason}. `briefing outbox retry {one.row.id}` queues it again"


def with_deliveries(report: dict[str, Any], handed: Sequence[Handed]) -> dict[str, Any]:
    """The report of a run with what was handed over; an edition that did not get through makes its exit code 3."""
    failed = [one for one in handed if one.state != "sent"]
    code = 3 if failed and report["exit_code"] == 0 else report["exit_code"]
    rows = [handed_row(one) for one in handed]
    return report | {"exit_code": code, "deliveries": rows, "lines": [*report["lines"], *handed_lines(handed)]}


def handed_row(one: Handed) -> dict[str, Any]:
    """One hand-over as JSON types."""
    return {
        "id": one.row.id,
        "reader": one.row.reader,
        "number": one.row.number,
        "channel": one.row.channel,
        "address": one.row.address,
        "state": one.state,
        "tries": one.row.tries + 1,
        "reason": one.reason,
        "next_try_at": one.next_try_at.isoformat() if one.next_try_at else None,
    }
