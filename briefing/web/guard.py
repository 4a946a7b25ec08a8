"""What no request may do, and what every answer says: a plain ASGI layer around the whole application."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from briefing.config import Config

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_BYTES = 16_384  # a form of ours has some hundred
METHODS = ("GET", "HEAD", "POST")
# Nothing but what this server itself sends: no script at all, no frame, no form to anywhere else.
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "private, no-store",
    "x-robots-tag": "noindex, nofollow",
}
YEAR_S = 31_536_000


def is_loopback(host: str) -> bool:
    """Is this a name or address of the machine itself?"""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str:
    """The host of a Host header in small letters, without its port; empty for what is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def known_hosts(config: Config) -> frozenset[str]:
    """The names that requests may ask for: the machine itself, the address it listens on, the public one, ``hosts``."""
    names = {"localhost", "127.0.0.1", "::1", config.web.host, *config.web.hosts}
    if config.web.url:
        names.add(urlsplit(config.web.url).hostname or "")
    return frozenset(name for name in names if name and name not in ("0.0.0.0", "::"))


class Guard:
    """Refuses requests for other hosts, unknown methods and large bodies; lays the headers over every answer.

    A page of another site that has its name point here (DNS rebinding) asks for its own host, and is refused.
    """

    def __init__(self, app: App, *, hosts: frozenset[str], tls: bool) -> None:
        self._app, self._hosts = app, hosts
        extra = {"strict-transport-security": f"max-age={YEAR_S}"} if tls else {}
        self._headers = [(name.encode(), value.encode()) for name, value in {**HEADERS, **extra}.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value for name, value in scope["headers"] if name in (b"host", b"content-length")}
        fault = self._fault(scope, headers)
        if fault:
            await self._refuse(send, *fault)
            return
        await self._app(scope, _bounded(receive), self._dressed(send))

    def _fault(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str] | None:
        host = host_of(headers.get(b"host", b"").decode("latin-1"))
        if host not in self._hosts:
            return 400, f"This server does not answer for the host {host[:80]!r}. Name it under web.hosts or web.url."
        if scope["method"] not in METHODS:
            return 405, "These pages are read with GET; forms are sent with POST."
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > BODY_BYTES:
            return 413, f"A form may hold {BODY_BYTES} bytes."
        return None

    def _dressed(self, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in self._headers if h[0] not in own)]
            await send(message)

        return dressed

    async def _refuse(self, send: Send, status: int, text: str) -> None:
        body = f"{text}\n".encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        if status == 405:
            headers.append((b"allow", ", ".join(METHODS).encode()))
        await self._dressed(send)({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _bounded(receive: Receive) -> Receive:
    """The body is read to its bound and no further, also where no length was announced."""
    size = 0

    async def bounded() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > BODY_BYTES:
            return {"type": "http.disconnect"}
        return message

    return bounded
