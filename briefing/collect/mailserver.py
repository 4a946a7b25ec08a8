"""A connection to a mail server that ends in time and takes no more than was asked for, whatever the server does."""

from __future__ import annotations

import imaplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

MARGIN_BYTES = 4 << 20  # above the largest message, for all else that one command is answered with
CONNECT_S = 10.0


def cut(sockets: list[socket.socket], over: threading.Event) -> None:
    over.set()
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ways:
    """Addresses that were judged, and every socket opened to them, for ``cut``."""

    addresses: Sequence[str]
    sockets: list[socket.socket]
    over: threading.Event
    until_s: float  # of the monotonic clock

    def plain(self, port: int, most_s: float) -> socket.socket:
        """A connection to the first address that takes one. OSError where none does in time."""
        last: OSError = OSError("it has no address")
        for address in self.addresses:
            left_s = max(0.01, min(most_s, self.until_s - time.monotonic()))
            try:
                made = socket.create_connection((address, port), left_s)
            except OSError as fault:
                self._still_time()
                last = fault
                continue
            self._keep(made)
            return made
        raise last

    def safe(self, plain: socket.socket, host: str) -> ssl.SSLSocket:
        """TLS over a connection; its handshake can be cut as well."""
        context = ssl.create_default_context()
        made = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
        self._keep(made)
        made.do_handshake()
        return made

    def _keep(self, one: socket.socket) -> None:
        self.sockets.append(one)
        self._still_time()

    def _still_time(self) -> None:
        if self.over.is_set():
            raise TimeoutError("its time is over")


@dataclass(frozen=True, slots=True)
class _Shaking:
    """In the place of an SSLContext, for imaplib's starttls: it asks for nothing else of one."""

    safe: Callable[[socket.socket, str], ssl.SSLSocket]

    def wrap_socket(self, sock: socket.socket, *, server_hostname: str) -> ssl.SSLSocket:
        return self.safe(sock, server_hostname)


class MailServer(imaplib.IMAP4):
    """A connection to one of the addresses that were judged, under the host's name for its certificate.

    What one command is answered with is bounded: a length that the server tells is never taken on trust.
    """

    def __init__(self, host: str, port: int, *, ways: Ways, secure: bool, largest: int) -> None:
        self._ways, self._secure, self._most, self._came = ways, secure, largest + MARGIN_BYTES, 0
        super().__init__(host, port, timeout=CONNECT_S)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        plain = self._ways.plain(self.port, timeout or CONNECT_S)
        return self._ways.safe(plain, self.host) if self._secure else plain

    def begin_tls(self) -> None:
        """STARTTLS."""
        self.starttls(cast(ssl.SSLContext, _Shaking(self._ways.safe)))

    def send(self, data: Any) -> None:
        self._came = 0
        super().send(data)

    def read(self, size: int) -> bytes:
        self._count(size)
        return super().read(size)

    def readline(self) -> bytes:
        line = super().readline()
        self._count(len(line))
        return line

    def _count(self, size: int) -> None:
        self._came += size
        if self._came > self._most:
            raise self.abort("it sends more than max_size allows")
