"""The archive on the web: the ``web`` section."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from briefing.config.base import Model
from briefing.units import Seconds


def _public(value: str) -> str:
    """The address without its last slash; nothing but scheme, host, port and path may stand in it."""
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]{1,253}(/[A-Za-z0-9._~/-]*)?", value):
        raise ValueError("an address like https://briefing.example or https://example.org/briefing is expected")
    return value.rstrip("/")


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.\-:]{1,253}", value):
        raise ValueError(f"{value!r} is no host name or IP address")
    return value.lower()


class Web(Model):
    """Where `briefing serve` listens, and under which address readers know it."""

    host: Annotated[str, AfterValidator(_host)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8417  # 0: any free one
    url: Annotated[str, AfterValidator(_public)] = ""  # the public address, where a proxy stands before it
    hosts: list[Annotated[str, AfterValidator(_host)]] = []  # further names that a request may ask for
    title: Annotated[str, Field(min_length=1, max_length=80)] = "Briefing archive"
    session: Seconds = 2592000.0  # how long a login lasts: 30 days
    key: str = ""  # the file of the key that signs logins; beside the store by default
    workers: Annotated[int, Field(ge=1, le=16)] = 1
