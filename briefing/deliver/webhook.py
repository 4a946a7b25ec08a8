"""A signed POST as a channel: a program of yours is told of each edition."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

from briefing.config import WebhookChannel
from briefing.deliver.secrets import secret, without
from briefing.errors import DeliveryError
from briefing.model.parcel import Outcome, Parcel

SIGNATURE, TIMESTAMP, KEY = "Briefing-Signature", "Briefing-Timestamp", "Idempotency-Key"
FOR_NOW = (408, 409, 425, 429)  # the 4xx that pass by themselves; 401, 403 and 404 are mended by a person, so they wait
WAITS = (401, 403, 404, *FOR_NOW)


def signature(secret_word: str, timestamp: int, body: bytes) -> str:
    """ "sha256=..." over "timestamp.body": what is replayed later has an old timestamp."""
    message = str(timestamp).encode() + b"." + body
    return "sha256=" + hmac.new(secret_word.encode(), message, sha256).hexdigest()


def document(parcel: Parcel, attach: list[str]) -> dict[str, Any]:
    """What is told of an edition, as JSON types; ``content`` of the forms to attach is base64."""
    return {
        "event": parcel.kind if parcel.kind in ("operator", "alert") else "edition",
        "id": parcel.message_id.strip("<>"),
        "reader": parcel.reader,
        "title": parcel.title,
        "number": parcel.number,
        "kind": parcel.kind,
        "on": parcel.on.isoformat(),
        "slot": parcel.slot,
        "mark": parcel.mark,
        "headline": parcel.headline,
        "made_at": parcel.made_at.isoformat(),
        "covers_from": parcel.covers_from_at.isoformat(),
        "covers_to": parcel.covers_to_at.isoformat(),
        "files": [
            {
                "form": form,
                "name": file.name,
                "bytes": len(file.content),
                "sha256": sha256(file.content).hexdigest(),
                "link": file.link,
            }
            | ({"content": b64encode(file.content).decode("ascii")} if form in attach else {})
            for form, file in parcel.files.items()
        ],
    }


class WebhookCarrier:
    """Follows no redirect: an answer other than 2xx means that the call was not taken."""

    def __init__(self, channel: WebhookChannel) -> None:
        self._channel, self._secret, self._address = channel, "", ""
        self._client: Any = None

    def __enter__(self) -> Self:
        import httpx

        channel = self._channel
        self._secret = secret(channel.name, channel.secret_env, channel.secret_file, "secret")
        self._address = channel.address or secret(channel.name, channel.address_env, channel.address_file, "address")
        self._client = httpx.Client(timeout=channel.deadline, follow_redirects=False, trust_env=False)
        return self

    def __exit__(self, *exc: object) -> None:
        self._client.close()

    def probe(self) -> None:
        """Ask the address what it takes; any answer will do. DeliveryError where nobody answers."""
        import httpx

        try:
            self._client.options(self._address)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            said = without(f"no answer: {type(error).__name__} {error}", self._secret, self._hidden())
            raise DeliveryError(said, subject=self._channel.name) from error

    def carry(self, parcel: Parcel, _address: str, at: datetime, /) -> Outcome:
        """Post the document, signed at ``at``. DeliveryError where nobody answers at that address."""
        import httpx

        body = json.dumps(document(parcel, self._channel.attach), ensure_ascii=False).encode("utf-8", "replace")
        timestamp = int(at.timestamp())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "briefing",
            TIMESTAMP: str(timestamp),
            SIGNATURE: signature(self._secret, timestamp, body),
            KEY: parcel.message_id.strip("<>"),
        }
        try:
            answer = self._client.post(self._address, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            said = without(f"no answer: {type(error).__name__} {error}", self._secret, self._hidden())
            raise DeliveryError(said, subject=self._channel.name) from error
        return self._judged(answer)

    def _judged(self, answer: Any) -> Outcome:
        if 200 <= answer.status_code < 300:
            return Outcome(state="sent")
        said = without(
            f"the address answered {answer.status_code} {answer.reason_phrase}", self._secret, self._hidden()
        )
        if answer.status_code >= 500 or answer.status_code in WAITS:
            wait = answer.headers.get("retry-after", "")
            return Outcome(state="later", reason=said, after_s=float(wait) if wait.isdecimal() else 0.0)
        return Outcome(state="refused", reason=said)

    def _hidden(self) -> str:
        """The address where it is a secret itself."""
        return "" if self._channel.address else self._address
