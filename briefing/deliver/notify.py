"""A short message by any service that apprise knows as a channel."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any, Self

from briefing.config import NotifyChannel
from briefing.deliver.secrets import secret
from briefing.errors import DeliveryError
from briefing.extras import install_line
from briefing.model.parcel import Outcome, Parcel


class NotifyCarrier:
    """The subject as title; headline and the link of the page as message."""

    def __init__(self, channel: NotifyChannel) -> None:
        self._channel = channel
        self._service: Any = None

    def __enter__(self) -> Self:
        channel = self._channel
        try:
            import apprise
        except ModuleNotFoundError as error:
            hint = f"Install it: {install_line('notify')}"
            raise DeliveryError("notifications need apprise", subject=channel.name, hint=hint) from error
        address = channel.address or secret(channel.name, channel.address_env, channel.address_file, "address")
        logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it logs addresses, and they hold tokens
        self._service = apprise.Apprise()
        if not self._service.add(address):
            hint = "It is written as apprise's own documentation shows for the service."
            raise DeliveryError("apprise does not know this kind of address", subject=channel.name, hint=hint)
        return self

    def __exit__(self, *exc: object) -> None:
        """Services are asked once for each message."""

    def probe(self) -> None:
        """Opening has understood the address; a service cannot be asked without a message."""

    def carry(self, parcel: Parcel, _address: str, _at: datetime, /) -> Outcome:
        """Send the message. DeliveryError where the service did not take it; it does not say why."""
        link = parcel.links.get("html") or parcel.links.get("pdf", "")
        body = "\n".join(filter(None, (parcel.headline, link))) or parcel.title
        mark = f"[{parcel.mark}] " if parcel.mark else ""
        issue = f" {parcel.number}, {parcel.on.isoformat()}" if parcel.number else ""
        title = f"{mark}{parcel.title}{issue}"
        try:
            taken = self._service.notify(title=title, body=body, body_format="text")
        except Exception as error:  # each service is code of its own; any fault in it means: not now
            raise DeliveryError(f"the service failed: {type(error).__name__}", subject=self._channel.name) from error
        if not taken:
            raise DeliveryError("the service did not take the message", subject=self._channel.name)
        return Outcome(state="sent")
