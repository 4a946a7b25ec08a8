"""Short letters beside editions: what an operator or a reader is told at once, by channels that carry words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.config import Channel, FolderChannel, MailChannel, RemoteChannel
from briefing.deliver.carriers import carrier_of, refusal
from briefing.deliver.message import message_id
from briefing.errors import DeliveryError
from briefing.model.parcel import Letter, Outcome, Parcel


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What is to be said. ``key`` names it for ever: said again it has the same Message-ID."""

    reader: str
    kind: str  # operator | alert
    subject: str
    text: str
    key: str
    at: datetime
    mark: str = ""
    link: str = ""  # where more stands on the web


def send_note(note: Note, targets: Sequence[tuple[Channel, str]]) -> list[tuple[str, str, Outcome]]:
    """Hand a note over; channel, address and outcome of each target. Nothing is queued: who sends it keeps count.

    Folders and storage carry files only and are passed over. A channel that fails stops no other.
    """
    done: list[tuple[str, str, Outcome]] = []
    for channel in {channel.name: channel for channel, _ in targets}.values():
        if isinstance(channel, FolderChannel | RemoteChannel):
            continue
        mine = [address for one, address in targets if one.name == channel.name]
        if refused := refusal(channel, note.mark):
            done += [(channel.name, address, Outcome(state="refused", reason=refused)) for address in mine]
            continue
        sent: list[Outcome] = []
        try:
            with carrier_of(channel) as carrier:
                for address in mine:
                    sent.append(carrier.carry(parcel_of(note, channel), address, note.at))
        except DeliveryError as fault:
            sent += [Outcome(state="later", reason=str(fault))] * (len(mine) - len(sent))
        done += [(channel.name, address, outcome) for address, outcome in zip(mine, sent, strict=True)]
    return done


def parcel_of(note: Note, channel: Channel) -> Parcel:
    """The note as channels carry it: a letter without files."""
    sender = channel.sender if isinstance(channel, MailChannel) else ""
    return Parcel(
        reader=note.reader,
        title=note.subject,
        number=0,
        kind=note.kind,
        on=note.at.date(),
        slot="",
        mark=note.mark,
        headline=note.text,
        language="en",
        made_at=note.at,
        covers_from_at=note.at,
        covers_to_at=note.at,
        message_id=message_id(note.reader, note.at.date().isoformat(), note.key, 0, sender),
        files={},
        letters=(Letter(subject=note.subject, text=note.text, html="", attached=()),),
        links={"html": note.link} if note.link else {},
    )
