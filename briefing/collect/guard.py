"""Which addresses may be asked: none of this machine or of its own networks, unless the source allows it.

A name is resolved here, every address of it is judged, and the connection goes to the very address that was judged: a
name that answers differently a second time (DNS rebinding) gains nothing. Each redirect connects anew and is judged
anew. Behind a proxy of the environment the proxy connects; then names and addresses are judged before it is asked.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address stands in the last 32 bits
TOLD = 3  # addresses that a message names


class PrivateAddressError(Exception):
    """The name stands for this machine or its own networks alone."""


def is_public(address: str) -> bool:
    """Is it an address of the open internet? Loopback, private, link-local, shared, multicast and reserved ones are
    not, nor an IPv6 address that carries such an IPv4 one (mapped, 6to4, Teredo, NAT64)."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        carried = [one for one in inner if one is not None]
        if carried:
            return all(is_public(str(one)) for one in carried)
        return ip.is_global and not ip.is_multicast and not ip.is_site_local
    return ip.is_global and not ip.is_multicast


def is_private(host: str) -> bool:
    """Is it an address, written as such, that is none of the open internet? A name is not."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return not is_public(host)


async def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host that may be asked, in the resolver's order. OSError where the name is not known,
    PrivateAddressError where it has none that may."""
    loop = asyncio.get_running_loop()
    rows = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    kept = [address for address in found if is_public(address)]
    if not kept:
        raise PrivateAddressError(f"{host} is {', '.join(found[:TOLD])}" if host not in found else host)
    return kept


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to public addresses alone, and to none but those it has judged."""

    def __init__(self) -> None:
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of ``host`` that takes one, each given its share of the time."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await public_addresses(host, port)
        except TimeoutError as late:
            raise httpcore.ConnectTimeout(f"{host} was not found in time") from late
        except OSError as fault:
            raise httpcore.ConnectError(str(fault)) from fault
        share = timeout / len(addresses) if timeout else timeout
        last: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                return await self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as fault:
                last = fault
        raise last

    async def sleep(self, seconds: float) -> None:
        """Wait, as the pool asks it."""
        await self._inner.sleep(seconds)


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool that connects through ``GuardedBackend``."""

    def __init__(self, *, limits: httpx.Limits) -> None:
        super().__init__(limits=limits)
        # httpx takes no network backend, its pool does; the pool made above has not connected to anything
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=GuardedBackend(),
        )


async def judge_request(request: httpx.Request) -> None:
    """Before each request and each redirect that goes through a proxy. PrivateAddressError as by the backend; a name
    that only the proxy knows is left to it."""
    try:
        await public_addresses(request.url.host, request.url.port or 0)
    except OSError:
        return


def guarded(limits: httpx.Limits) -> dict[str, Any]:
    """What an httpx client is made with so that it asks public addresses alone."""
    if {"http", "https", "all"} & getproxies().keys():
        return {"event_hooks": {"request": [judge_request]}}
    return {"transport": GuardedTransport(limits=limits)}
