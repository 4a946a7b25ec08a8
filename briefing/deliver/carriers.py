"""Channels at work: each kind opens, takes parcels one by one, and says of each what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, Self

from briefing.config import (
    Channel,
    FolderChannel,
    MailChannel,
    NotifyChannel,
    RemoteChannel,
    WebhookChannel,
    mark_rank,
)
from briefing.model.parcel import Outcome, Parcel


class Carrier(Protocol):
    """An open channel; a context manager. Opening and carrying raise DeliveryError where the channel as a whole does
    not work: no parcel gets through then, and none is at fault."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...

    def probe(self) -> None:
        """See whether the other side answers, and send nothing."""

    def carry(self, parcel: Parcel, address: str, at: datetime, /) -> Outcome:
        """Hand one parcel over at one address."""
        ...


def carrier_of(channel: Channel) -> Carrier:
    """The carrier of a channel, not opened yet. Libraries of a kind are loaded when it is used."""
    if isinstance(channel, MailChannel):
        from briefing.deliver.mail import MailCarrier

        return MailCarrier(channel)
    if isinstance(channel, FolderChannel):
        from briefing.deliver.share import FolderCarrier

        return FolderCarrier(channel)
    if isinstance(channel, RemoteChannel):
        from briefing.deliver.remote import RemoteCarrier

        return RemoteCarrier(channel)
    if isinstance(channel, WebhookChannel):
        from briefing.deliver.webhook import WebhookCarrier

        return WebhookCarrier(channel)
    assert isinstance(channel, NotifyChannel)
    from briefing.deliver.notify import NotifyCarrier

    return NotifyCarrier(channel)


def refusal(channel: Channel, mark: str) -> str:
    """Why a channel does not carry an edition with that handling mark; "" where it does."""
    if not channel.limit:
        return ""
    rank, most = mark_rank(mark), mark_rank(channel.limit)
    if rank is None:
        return f"{mark!r} is no mark of the Traffic Light Protocol, and this channel carries {channel.limit} at most"
    assert most is not None
    return "" if rank <= most else f"{mark} is above {channel.limit}, the most that this channel carries"


def placed(pattern: str, parcel: Parcel) -> str:
    """A path or address with its braces filled: {reader}, {on}, {year}, {month}, {number}."""
    words = {
        "reader": parcel.reader,
        "on": parcel.on.isoformat(),
        "year": f"{parcel.on:%Y}",
        "month": f"{parcel.on:%m}",
        "number": str(parcel.number),
    }
    for word, value in words.items():
        pattern = pattern.replace(f"{{{word}}}", value)
    return pattern
