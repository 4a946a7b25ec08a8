"""Feeds over HTTP: many at once, each with a deadline of its own, and never an exception for one source."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from briefing.collect.unpack import PackingError, TooLargeError, Unpacker

if TYPE_CHECKING:
    import httpx

AGENT = "briefing/0.1 (feed reader)"
ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5"
)
# answers that pass by themselves; RFC 9110 and RFC 6585
TRANSIENT = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))
LONGEST_RETRY_AFTER_S = 10.0  # a server that asks for more is asked again at the next run


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchRequest:
    """One source to ask, with what it said last time."""

    source: str
    url: str
    etag: str = ""
    last_modified: str = ""
    deadline_s: float = 30.0  # all that asking may take, with redirects and tries
    max_bytes: int = 20 << 20  # of the answer, unpacked
    allow_private: bool = False  # may it lie on this machine or in its own networks?
    follow: bool = True  # redirects; else the first is the answer, with its ``location``
    whole: bool = True  # else the first ``max_bytes`` of a longer answer will do


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How hard the network may be worked. ``seed`` makes the pauses between tries repeatable."""

    parallel: int = 16
    per_host: int = 2
    tries: int = 2
    pause_s: float = 1.0  # before the second try; doubled each time, with jitter of a half
    connect_s: float = 10.0
    patience_s: float = 3.0  # after so long an unanswered request holds no place of its host's any more
    redirects: int = 5
    agent: str = AGENT
    seed: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchResult:
    """What came of a request. ``reason`` says for "failed" what happened and what to do."""

    source: str
    url: str
    status: Literal["ok", "unchanged", "failed"]
    body: bytes = b""
    content_type: str = ""
    final_url: str = ""
    etag: str = ""
    last_modified: str = ""
    reason: str = ""
    code: int | None = None
    location: str = ""  # of a redirect that was not followed
    moved_to: str = ""  # after a permanent redirect: the address to put into config.yaml
    tries: int = 1


async def fetch_all(
    requests: Sequence[FetchRequest], *, limits: Limits, transport: httpx.AsyncBaseTransport | None = None
) -> list[FetchResult]:
    """Ask all sources at once; results in the order of the requests. Never raises for a source.

    ``limits.parallel`` run at a time, ``limits.per_host`` of one host. A source's deadline counts from its own start.
    """
    opened = {request.allow_private for request in requests}
    async with AsyncExitStack() as stack:
        clients = {
            private: await stack.enter_async_context(_client(limits, private=private, transport=transport))
            for private in opened
        }
        desk = _Desk(clients=clients, limits=limits, gate=asyncio.Semaphore(limits.parallel))
        return list(await asyncio.gather(*(desk.ask(request) for request in requests)))


def _client(limits: Limits, *, private: bool, transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    """The client for sources that may, or may not, lie in networks of our own."""
    import httpx

    from briefing.collect.guard import guarded

    room = httpx.Limits(max_connections=limits.parallel, max_keepalive_connections=limits.parallel)
    way: dict[str, Any] = {"transport": transport} if transport or private else guarded(room)
    return httpx.AsyncClient(
        follow_redirects=True,
        max_redirects=limits.redirects,
        timeout=httpx.Timeout(limits.connect_s, read=None, pool=None),
        limits=room,
        headers={"user-agent": limits.agent, "accept": ACCEPT, "accept-encoding": "gzip, deflate"},
        **way,
    )


def fetch_many(requests: Sequence[FetchRequest], *, limits: Limits) -> list[FetchResult]:
    """``fetch_all`` for callers without an event loop."""
    return asyncio.run(fetch_all(requests, limits=limits)) if requests else []


@dataclass(slots=True)
class _Desk:
    """One round of asking: the client, the gates, and the random numbers for pauses."""

    clients: dict[bool, httpx.AsyncClient]  # for sources that may lie in networks of our own, and for others
    limits: Limits
    gate: asyncio.Semaphore
    hosts: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    dice: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.hosts = defaultdict(lambda: asyncio.Semaphore(self.limits.per_host))
        self.dice = random.Random(self.limits.seed)

    async def ask(self, request: FetchRequest) -> FetchResult:
        parts = _split(request.url)
        if parts is None:
            return _failed(request, "it is no http(s) address: correct it in config.yaml")
        async with self._turn(parts), self.gate:
            try:
                async with asyncio.timeout(request.deadline_s):
                    return await self._try(request)
            except TimeoutError:
                return _failed(
                    request,
                    f"no full answer within {request.deadline_s:g} s: try it in a browser, or raise its deadline",
                )

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """A place among the requests to one host. A silent one gives it up, so that it cannot keep others waiting."""
        places = self.hosts[host]
        await places.acquire()
        left = asyncio.get_running_loop().call_later(self.limits.patience_s, places.release)
        try:
            yield
        finally:
            if left.when() > asyncio.get_running_loop().time():
                left.cancel()
                places.release()

    async def _try(self, request: FetchRequest) -> FetchResult:
        """Ask, and ask again after faults that pass by themselves, while the deadline allows."""
        for n in range(1, self.limits.tries + 1):
            result, wait_s = await self._once(request, n)
            if result.status != "failed" or wait_s is None or n == self.limits.tries:
                break
            pause = max(wait_s, self.limits.pause_s * 2 ** (n - 1))
            await asyncio.sleep(pause * (1 + 0.5 * self.dice.random()))
        return result

    async def _once(self, request: FetchRequest, n: int) -> tuple[FetchResult, float | None]:
        """(result, seconds to wait before another try; None where another try is of no use)."""
        import httpx

        from briefing.collect.guard import PrivateAddressError

        headers = {}
        if request.etag:
            headers["if-none-match"] = request.etag
        if request.last_modified:
            headers["if-modified-since"] = request.last_modified
        try:
            client = self.clients[request.allow_private]
            async with client.stream("GET", request.url, headers=headers, follow_redirects=request.follow) as response:
                return await self._answer(request, response, n)
        except TooLargeError:
            reason = (
                f"the answer has more than {size_text(request.max_bytes)}: check the address, or raise its max_size"
            )
            return _failed(request, reason, tries=n), None
        except PrivateAddressError as fault:
            reason = f"it leads into a network of our own ({fault}): if that is meant, set allow_private: true on it"
            return _failed(request, reason, tries=n), None
        except PackingError as fault:
            return _failed(request, f"the answer's packing is broken ({fault}): try again later", tries=n), 0.0
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError, ValueError) as fault:
            reason, passes = explain(fault)
            return _failed(request, reason, tries=n), 0.0 if passes else None

    async def _answer(
        self, request: FetchRequest, response: httpx.Response, n: int
    ) -> tuple[FetchResult, float | None]:
        code = response.status_code
        common: dict[str, Any] = {
            "source": request.source, "url": request.url, "code": code, "tries": n, "final_url": str(response.url),
            "content_type": response.headers.get("content-type", ""), "moved_to": _moved(response),
            "location": str(response.next_request.url) if response.next_request else "",
        }  # fmt: skip
        if code == 304 and not (request.etag or request.last_modified):
            reason = "answered 304 Not Modified to a request without conditions: try again later"
            return FetchResult(status="failed", reason=reason, **common), None
        if code == 304:
            kept = FetchResult(status="unchanged", etag=request.etag, last_modified=request.last_modified, **common)
            return kept, None
        if code != 200:
            reason, passes = explain_code(code, response.reason_phrase)
            wait_s = _retry_after(response.headers.get("retry-after", ""))
            again = wait_s if passes and wait_s <= LONGEST_RETRY_AFTER_S else None
            return FetchResult(status="failed", reason=reason, **common), again
        body = await _read(response, request.max_bytes, whole=request.whole)
        told = {"etag": response.headers.get("etag", ""), "last_modified": response.headers.get("last-modified", "")}
        return FetchResult(status="ok", body=body, **common, **told), None


async def _read(response: httpx.Response, max_bytes: int, *, whole: bool = True) -> bytes:
    """The unpacked body. Stops at the first piece that passes the limit, packed or unpacked, and gives what came
    before it where not the ``whole`` is wanted."""
    if not whole:
        return await _beginning(response, max_bytes)
    told = response.headers.get("content-length", "")
    if told.isdecimal() and int(told) > max_bytes:
        raise TooLargeError
    unpacker = Unpacker(response.headers.get("content-encoding", ""), max_bytes=max_bytes)
    async for piece in response.aiter_raw(65536):
        if response.num_bytes_downloaded > max_bytes:
            raise TooLargeError
        unpacker.feed(piece)
    return unpacker.whole()


async def _beginning(response: httpx.Response, max_bytes: int) -> bytes:
    unpacker = Unpacker(response.headers.get("content-encoding", ""), max_bytes=max_bytes)
    try:
        async for piece in response.aiter_raw(4096):
            unpacker.feed(piece)
            if response.num_bytes_downloaded > max_bytes:
                raise TooLargeError
    except TooLargeError:
        return unpacker.so_far()
    return unpacker.whole()


def _moved(response: httpx.Response) -> str:
    """The final address if every redirect on the way was permanent."""
    history = response.history
    return str(response.url) if history and all(r.status_code in (301, 308) for r in history) else ""


def _split(url: str) -> str | None:
    """The host of an http(s) address; None for any other."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return parts.hostname if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def _retry_after(value: str) -> float:
    """Seconds a server asks to wait; an HTTP date counts as too long to wait for."""
    value = value.strip()
    return 0.0 if not value else float(value) if value.isdecimal() else LONGEST_RETRY_AFTER_S + 1


def _failed(request: FetchRequest, reason: str, *, tries: int = 1) -> FetchResult:
    return FetchResult(
        source=request.source, url=request.url, status="failed", reason=reason, tries=tries,
        etag=request.etag, last_modified=request.last_modified,
    )  # fmt: skip


def size_text(n: int) -> str:
    """A number of bytes for a person: "20 MB"."""
    return f"{n / (1 << 20):g} MB" if n >= 1 << 20 else f"{n / 1024:g} kB" if n >= 1024 else f"{n} bytes"


# what httpx raises -> (what happened and what to do, whether it may pass by itself); the first class that fits counts
FAULTS: tuple[tuple[str, str, bool], ...] = (
    ("ConnectTimeout", "the server did not accept a connection in time: check the address and the network", True),
    ("ReadTimeout", "the server went silent: try again later", True),
    ("WriteTimeout", "the server did not take the request: try again later", True),
    ("PoolTimeout", "too many requests at once: lower collect.parallel", True),
    ("TimeoutException", "no answer in time: try again later", True),
    ("ConnectError", "no connection ({fault}): check the host name and the network", True),
    ("ReadError", "the connection broke while reading ({fault}): try again later", True),
    ("WriteError", "the connection broke while asking ({fault}): try again later", True),
    ("CloseError", "the connection did not close cleanly ({fault}): try again later", True),
    ("NetworkError", "the network failed ({fault}): try again later", True),
    ("ProxyError", "the proxy refused ({fault}): check the proxy settings", False),
    ("UnsupportedProtocol", "it leads to something other than http(s) ({fault}): check the address", False),
    ("RemoteProtocolError", "the server broke off or does not speak HTTP ({fault}): try again later", True),
    ("LocalProtocolError", "the request cannot be sent ({fault}): check the address", False),
    ("ProtocolError", "HTTP was broken ({fault}): try again later", True),
    ("TransportError", "the connection failed ({fault}): try again later", True),
    ("DecodingError", "the answer's packing is broken ({fault}): try again later", True),
    ("TooManyRedirects", "it redirects without end: check the address", False),
    ("HTTPStatusError", "the server refused ({fault}): check the address", False),
    ("RequestError", "the request failed ({fault}): check the address", False),
    ("HTTPError", "the request failed ({fault}): check the address", False),
    ("InvalidURL", "it is no valid address ({fault}): correct it in config.yaml", False),
    ("CookieConflict", "the server sent conflicting cookies: try the address in a browser", False),
    ("StreamConsumed", "the answer was read twice: please report this fault", False),
    ("StreamClosed", "the answer was closed early: try again later", True),
    ("ResponseNotRead", "the answer was not read: please report this fault", False),
    ("RequestNotRead", "the request was not read: please report this fault", False),
    ("StreamError", "the answer could not be read ({fault}): try again later", True),
)
_KNOWN_FAULTS = {name: (text, passes) for name, text, passes in FAULTS}


def explain(fault: Exception) -> tuple[str, bool]:
    """(what happened and what to do, whether it may pass by itself) of an error while fetching."""
    shown = " ".join(str(fault).split())[:120] or type(fault).__name__
    for kind in type(fault).__mro__:
        if kind.__name__ in _KNOWN_FAULTS and kind.__module__.startswith("httpx"):
            text, passes = _KNOWN_FAULTS[kind.__name__]
            return text.format(fault=shown), passes
    if isinstance(fault, OSError):
        return f"the connection failed ({shown}): check the host name and the network", True
    return f"it cannot be asked ({shown}): check the address", False


# answers with advice of their own; others get that of their hundred
ADVICE = {
    400: "check the address", 401: "it asks for a login, which is not supported: take another address",
    403: "it refuses this program: ask the publisher, or set collect.user_agent",
    404: "check the address in config.yaml",
    406: "check the address", 410: "the feed is gone for good: remove it from config.yaml",
    429: "it is asked too often: raise its interval", 451: "it is withheld for legal reasons: take another source",
}  # fmt: skip


def explain_code(code: int, phrase: str) -> tuple[str, bool]:
    """(what happened and what to do, whether it may pass by itself) of an HTTP status that is not 200 or 304."""
    advice = ADVICE.get(code) or ("try again later" if code >= 500 else "check the address in config.yaml")
    return f"answered {code} {phrase}".rstrip() + f": {advice}", code in TRANSIENT
