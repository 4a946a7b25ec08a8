"""What `briefing check` says of the channels: who gets what by which, secrets that lie open, whether they answer."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from briefing.config import (
    Channel,
    Config,
    FolderChannel,
    MailChannel,
    NotifyChannel,
    Reader,
    RemoteChannel,
    WebhookChannel,
)
from briefing.deliver.carriers import carrier_of, refusal
from briefing.errors import DeliveryError
from briefing.pipeline.post.outbox import channels_of, targets

SECRET = re.compile(r"pass(word|wd|phrase)?|secret|token|api_?key|access_?key|credential|signature", re.IGNORECASE)
LOCAL = ("localhost", "127.0.0.1", "::1")


def channel_faults(config: Config) -> list[str]:
    """What will keep an edition from a reader who was to have it."""
    faults: list[str] = []
    mails = [channel for channel in config.delivery.channels if isinstance(channel, MailChannel)]
    for reader in config.readers:
        for channel in {channel.name: channel for channel, _ in targets(config, reader)}.values():
            if reason := refusal(channel, reader.mark):
                faults.append(f"reader {reader.name}: channel {channel.name} will refuse his editions: {reason}")
        if reader.addresses and not mails:
            faults.append(f"reader {reader.name}: has addresses, and there is no channel of kind mail")
    return faults


def channel_lines(config: Config) -> list[str]:
    """Who gets his editions by which channels, and what is unwise about them."""
    lines = [f"{reader.name}: {_ways(config, reader.name)}" for reader in config.readers]
    return [*lines, *(f"warning: {line}" for line in warnings(config))]


def _ways(config: Config, name: str) -> str:
    found = targets(config, config.reader(name))
    said: list[str] = []
    for channel in {channel.name: channel for channel, _ in found}.values():
        addresses = [address for one, address in found if one.name == channel.name and address]
        said.append(f"{channel.name} to {', '.join(addresses)}" if addresses else channel.name)
    return f"out folder, {', '.join(said)}" if said else "out folder only"


def warnings(config: Config) -> Iterator[str]:
    """Secrets that stand in the configuration or lie open to others, and those that are not there."""
    yield from _written(config)
    for reader in config.readers:
        if reader.addresses and reader.delivery.channels is not None and not _mailed(config, reader):
            yield f"reader {reader.name}: has addresses, and none of the channels that he names is a mail channel"
    for channel in config.delivery.channels:
        for key in ("password", "secret", "address"):
            yield from _named(channel, getattr(channel, f"{key}_env", ""), getattr(channel, f"{key}_file", ""), key)
        if isinstance(channel, MailChannel) and channel.security == "none" and channel.server not in LOCAL:
            what = "password and editions travel" if channel.user else "editions travel"
            yield f"channel {channel.name}: {what} open to {channel.server}; security: starttls or tls protects them"
        if isinstance(channel, MailChannel) and channel.user and not (channel.password_env or channel.password_file):
            yield f"channel {channel.name}: has a user and no password"


def _mailed(config: Config, reader: Reader) -> bool:
    return any(isinstance(channel, MailChannel) for channel, _ in targets(config, reader))


def _written(config: Config) -> Iterator[str]:
    """Secrets in config.yaml itself. They are named by their place, never shown."""
    for source in config.sources:
        if in_address(source.feed):
            yield f"source {source.name}: its address holds a secret, which everyone who may read the file sees"
    if in_address(config.store):
        yield "store: its address holds a password; leave it to the server's own files (~/.pgpass)"
    for channel in config.delivery.channels:
        address = getattr(channel, "address", "")
        if in_address(address) or (isinstance(channel, NotifyChannel) and address):
            yield f"channel {channel.name}: its address may hold a secret; name it by address_env or address_file"
        options: dict[str, Any] = channel.options if isinstance(channel, RemoteChannel) else {}
        for key in options:
            if SECRET.fullmatch(str(key)):
                yield f"channel {channel.name}: options.{key} is a secret; use password_env or password_file"


def in_address(address: str) -> bool:
    """Whether a web address holds a password, a token or a key."""
    try:
        parts = urlsplit(address)
        return bool(parts.password) or any(SECRET.search(key) for key, value in parse_qsl(parts.query) if value)
    except ValueError:
        return False


def _named(channel: Channel, variable: str, file: str, what: str) -> Iterator[str]:
    if variable and not os.environ.get(variable):
        yield f"channel {channel.name}: {variable} with its {what} is not set here; the service that runs it needs it"
    if not file:
        return
    try:
        mode = Path(file).stat().st_mode
    except OSError:
        yield f"channel {channel.name}: there is no {file} with its {what}"
        return
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        yield f"channel {channel.name}: others may read {file}; chmod 600 {file}"


def connect(config: Config) -> tuple[list[str], list[str]]:
    """Ask every channel for an answer, sending nothing: lines, and a fault for each that gives none."""
    lines: list[str] = []
    faults: list[str] = []
    for channel in channels_of(config).values():
        try:
            with carrier_of(channel) as carrier:
                carrier.probe()
        except DeliveryError as fault:
            faults.append(f"channel {channel.name}: {DeliveryError(fault.message, hint=fault.hint)}")
        else:
            lines.append(f"channel {channel.name}: {_answer(channel)}")
    return lines, faults


def _answer(channel: Channel) -> str:
    if isinstance(channel, MailChannel):
        return "the server answers" + (" and knows the login" if channel.user else "")
    if isinstance(channel, FolderChannel | RemoteChannel):
        return "can be written"
    return "answers" if isinstance(channel, WebhookChannel) else "its address is understood; nothing was sent"
