"""Where finished editions go: the channels of the ``delivery`` section, and what a reader says about them.

Secrets are named, never written: ``password_env`` is the name of an environment variable, ``password_file`` a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from briefing.config.base import Model
from briefing.model.media import FORMS, USUAL
from briefing.units import Address, Name, Seconds, one_of, read_bytes
from briefing.yamlfile import Where, did_you_mean

# TLP 2.0 from the lowest to the highest; WHITE is what the first version called CLEAR
MARKS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
CHANNEL_KINDS = ("folder", "mail", "remote", "webhook", "notify")
PLACES = ("reader", "on", "year", "month", "number")  # what may stand in braces in a path or address


def mark_rank(mark: str) -> int | None:
    """The rank of a handling mark, 0 (CLEAR, or no mark) to 4 (RED); None for words that are no TLP mark.

    Where several stand in the text, the highest counts.
    """
    if not mark.strip():
        return 0
    found = re.findall(r"TLP[\s:_-]*(CLEAR|WHITE|GREEN|AMBER\s*\+\s*STRICT|AMBER|RED)\b", mark.upper())
    ranks = [0 if word == "WHITE" else MARKS.index(re.sub(r"\s", "", word)) for word in found]
    return max(ranks, default=None)


def _limit(value: str) -> str:
    if value and mark_rank(value) is None:
        raise ValueError(f"{value!r} is no mark of the Traffic Light Protocol; TLP:{', TLP:'.join(MARKS)} are")
    return value


def _braces(value: str) -> str:
    for word in re.findall(r"\{(.*?)\}", value):
        if word not in PLACES:
            raise ValueError(f"{{{word}}} is unknown; {{{'}, {'.join(PLACES)}}} are known")
    return value


def _variable(value: str) -> str:
    if value and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value):
        raise ValueError("the name of an environment variable is expected, not the secret itself")
    return value


def _unsubscribe(value: str) -> str:
    if value and not re.fullmatch(r"(mailto:|https://)[^\s<>,]{1,400}", value):
        raise ValueError("an address that begins with mailto: or https:// is expected")
    return value


def _link(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s<>\"]{1,400}", value):
        raise ValueError("an address that begins with https:// or http:// is expected")
    return value


Limit = Annotated[str, AfterValidator(_limit)]
Pattern = Annotated[str, AfterValidator(_braces)]
Variable = Annotated[str, AfterValidator(_variable)]
Unsubscribe = Annotated[str, AfterValidator(_unsubscribe)]
Link = Annotated[str, AfterValidator(_link)]
Size = Annotated[int, BeforeValidator(read_bytes), Field(ge=0)]


class _Channel(Model):
    """What all channels have."""

    name: Name
    limit: Limit = ""  # the highest handling mark it carries; "" carries every mark
    deadline: Seconds = 60.0  # what one answer of the other side may take


class FolderChannel(_Channel):
    """A folder of this machine, or of a share that is mounted on it."""

    kind: Literal["folder"]
    path: Pattern
    files: Annotated[list[str], one_of(FORMS, "format")] = list(USUAL)


class MailChannel(_Channel):
    """A mail server that takes editions for a reader's addresses."""

    kind: Literal["mail"]
    server: str
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    certificates: str = ""
    user: str = ""
    password_env: Variable = ""
    password_file: str = ""
    sender: Address
    reply_to: Address | None = None
    unsubscribe: Unsubscribe = ""
    attach: Annotated[list[str], one_of(FORMS, "format")] = ["pdf", "ics"]
    attach_up_to: Size = 10 << 20

    @property
    def at_port(self) -> int:
        """The port asked for, else the usual one of its security."""
        return self.port or {"starttls": 587, "tls": 465, "none": 25}[self.security]


class _Addressed(_Channel):
    """A channel whose target is one address; an address with a secret in it comes from a variable or a file."""

    address: Pattern = ""
    address_env: Variable = ""
    address_file: str = ""

    @model_validator(mode="after")
    def _one_address(self) -> _Addressed:
        given = [key for key in ("address", "address_env", "address_file") if getattr(self, key)]
        if len(given) != 1:
            raise ValueError(
                f"exactly one of address, address_env and address_file is needed, not {' and '.join(given) or 'none'}"
            )
        return self


class RemoteChannel(_Addressed):
    """Any storage that fsspec knows: sftp://, s3://, webdav://, file://."""

    kind: Literal["remote"]
    files: Annotated[list[str], one_of(FORMS, "format")] = list(USUAL)
    options: dict[str, Any] = {}
    password_env: Variable = ""
    password_file: str = ""


class WebhookChannel(_Addressed):
    """A program of yours that is told of each edition by a signed POST."""

    kind: Literal["webhook"]
    secret_env: Variable = ""
    secret_file: str = ""
    attach: Annotated[list[str], one_of(FORMS, "format")] = []

    @model_validator(mode="after")
    def _one_secret(self) -> WebhookChannel:
        if bool(self.secret_env) == bool(self.secret_file):
            raise ValueError("exactly one of secret_env and secret_file is needed: each call is signed")
        return self


class NotifyChannel(_Addressed):
    """A short message by any service that apprise knows: ntfy, Matrix, Slack, Telegram ..."""

    kind: Literal["notify"]


Channel = Annotated[
    FolderChannel | MailChannel | RemoteChannel | WebhookChannel | NotifyChannel, Field(discriminator="kind")
]


class Operator(Model):
    """Who is told when something fails, and by which mail channel."""

    addresses: list[Address] = []
    channel: str = ""
    every: Seconds = 3600.0


class Delivery(Model):
    """Where finished editions go. The out folder always gets them."""

    folder: str = ""
    link: Link = ""
    channels: list[Channel] = []
    give_up_after: Seconds = 3 * 86400.0
    operator: Operator = Operator()


class ReaderDelivery(Model):
    """What one reader says about the channels: by name; with none named he gets all."""

    channels: list[Name] | None = None


def channel_faults(data: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    """What no key alone shows, in the raw data: names that stand twice or that nobody has, an operator without mail."""
    delivery = _mapping(data.get("delivery"))
    channels = [_mapping(one) for one in _list(delivery.get("channels"))]
    names = [str(one.get("name")) for one in channels]
    taken = ["folder"] if delivery.get("folder") else []
    for n, name in enumerate(names):
        if name in taken:
            yield ("delivery", "channels", n, "name"), f"the name {name!r} stands there twice; each needs its own"
        taken.append(name)
    mails = [str(one.get("name")) for one in channels if one.get("kind") == "mail"]
    operator = _mapping(delivery.get("operator"))
    by = operator.get("channel")
    if by and by not in mails:
        yield ("delivery", "operator", "channel"), f"there is no mail channel {by!r}{did_you_mean(str(by), mails)}"
    if operator.get("addresses") and not mails:
        yield ("delivery", "operator", "addresses"), "there is no mail channel to reach them by"
    for n, reader in enumerate(_list(data.get("readers"))):
        wanted = _mapping(_mapping(reader).get("delivery")).get("channels")
        for m, name in enumerate(_list(wanted)):
            if name not in taken:
                where = ("readers", n, "delivery", "channels", m)
                yield where, f"there is no channel {name!r}{did_you_mean(str(name), taken)}"


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
