"""No feed reaches into this machine or its own networks, whatever it is called and however it gets there."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from typing import Any

import pytest

from briefing.collect.fetch import FetchRequest, FetchResult, Limits, fetch_all
from briefing.collect.guard import is_public
from briefing.collect.unpack import PackingError, TooLargeError, Unpacker
from tests.servers import Answer, serve

QUICK = Limits(pause_s=0.01, seed=1, connect_s=2.0, tries=1)
FEED = b"<rss version='2.0'><channel><title>T</title></channel></rss>"


def fetch(url: str, **more: Any) -> FetchResult:
    return asyncio.run(fetch_all([FetchRequest(source="s", url=url, **more)], limits=QUICK))[0]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "ff0e::1", "2001:db8::1", "fec0::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
        "2002:c0a8:101::",
        "not an address", "",
    ],
)  # fmt: skip
def test_addresses_of_our_own_networks(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "151.101.0.81", "172.32.0.1", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"]
)
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_a_feed_on_this_machine_is_refused_without_asking_it(host: str) -> None:
    with serve({"/feed": Answer(body=FEED)}) as site:
        result = fetch(f"http://{host}:{site.address.rpartition(':')[2]}/feed")
        assert site.seen == []
    assert result.status == "failed"
    assert "network of our own" in result.reason or "no connection" in result.reason  # a host that nobody resolves
    assert host != "localhost" or "set allow_private: true" in result.reason


def test_the_source_may_allow_it() -> None:
    with serve({"/feed": Answer(body=FEED)}) as site:
        assert fetch(site.url("/feed"), allow_private=True).body == FEED


class Names:
    """A resolver of our own: each name gives its answers in turn, the last of them for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}
        self.asked: list[str] = []
        self.real = socket.getaddrinfo

    def __call__(self, host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        self.asked.append(name)
        turns = self.answers.get(name)
        if turns is None:
            return self.real(host, port, *rest, **more)
        found = turns.pop(0) if len(turns) > 1 else turns[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0)) for address in found]


def test_a_name_that_stands_for_this_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Names(feed_example=[["127.0.0.1"]]))
    with serve({"/feed": Answer(body=FEED)}) as site:
        result = fetch(f"http://feed.example:{site.address.rpartition(':')[2]}/feed")
        assert site.seen == []
    assert "feed.example is 127.0.0.1" in result.reason


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judged as public, looked up again as 127.0.0.1: the connection goes to what was judged."""
    names = Names(feed_example=[["198.51.100.7"], ["127.0.0.1"]])
    monkeypatch.setattr(socket, "getaddrinfo", names)
    monkeypatch.setattr("briefing.collect.guard.is_public", lambda address: address == "198.51.100.7")
    with serve({"/feed": Answer(body=FEED)}) as site:
        result = fetch(f"http://feed.example:{site.address.rpartition(':')[2]}/feed", deadline_s=1.0)
        assert site.seen == []
    assert result.status == "failed"
    assert names.asked.count("feed.example") == 1


def test_a_redirect_is_judged_as_the_first_address_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({"/inner": Answer(body=b"SECRET")}) as inner:
        port = inner.address.rpartition(":")[2]
        with serve({"/feed": Answer(status=302, location=f"http://inner.example:{port}/inner")}) as site:
            names = Names(outer_example=[["127.0.0.1"]], inner_example=[["127.0.0.2"]])
            monkeypatch.setattr(socket, "getaddrinfo", names)
            monkeypatch.setattr("briefing.collect.guard.is_public", lambda address: address == "127.0.0.1")
            result = fetch(f"http://outer.example:{site.address.rpartition(':')[2]}/feed")
            assert len(site.seen) == 1
        assert inner.seen == []
    assert result.status == "failed"
    assert "inner.example is 127.0.0.2" in result.reason


def test_behind_a_proxy_names_are_judged_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve({}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        result = fetch("http://169.254.169.254/latest/meta-data")
        assert proxy.seen == []
    assert "network of our own" in result.reason


# ---------------------------------------------------------------- unpacking


def unpacked(coding: str, *pieces: bytes, most: int = 1 << 20) -> bytes:
    unpacker = Unpacker(coding, max_bytes=most)
    for piece in pieces:
        unpacker.feed(piece)
    return unpacker.whole()


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("", FEED),
        ("identity", FEED),
        ("gzip", gzip.compress(FEED, mtime=0)),
        ("GZIP ", gzip.compress(FEED, mtime=0)),
        ("x-gzip", gzip.compress(FEED, mtime=0)),
        ("gzip", gzip.compress(FEED[:20], mtime=0) + gzip.compress(FEED[20:], mtime=0)),
        ("deflate", zlib.compress(FEED)),
        ("deflate", raw_deflate(FEED)),
        ("gzip", gzip.compress(FEED, mtime=0) + b"\0" * 9),
    ],
)
def test_what_is_packed_is_unpacked_whole_and_in_small_pieces(coding: str, packed: bytes) -> None:
    assert unpacked(coding, packed) == FEED
    assert unpacked(coding, *(packed[n : n + 1] for n in range(len(packed)))) == FEED


def test_an_empty_body_is_empty_whatever_its_coding() -> None:
    assert unpacked("gzip") == b""


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", b"not gzip"),
        ("gzip", gzip.compress(FEED, mtime=0)[:-9]),
        ("br", FEED),
        ("gzip, gzip", FEED),
        ("zstd", FEED),
    ],
)
def test_broken_and_unasked_packing(coding: str, packed: bytes) -> None:
    with pytest.raises(PackingError):
        unpacked(coding, packed)


def test_a_bomb_is_stopped_at_the_limit() -> None:
    import tracemalloc

    bomb = gzip.compress(bytes(300 << 20), 9)
    assert len(bomb) < 400_000
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        unpacked("gzip", bomb)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_a_bomb_over_the_network_is_a_reason() -> None:
    with serve({"/feed": Answer(body=bytes(30 << 20), gzipped=True)}) as site:
        result = fetch(site.url("/feed"), allow_private=True, max_bytes=1 << 20)
    assert "more than 1 MB" in result.reason


def test_a_feed_that_is_added_by_its_private_address_is_allowed_by_that(tmp_path: Any) -> None:
    from briefing.config import load_config
    from briefing.pipeline.sources.feeds import add_sources, named

    path = tmp_path / "config.yaml"
    path.write_text("readers: [{name: desk}]\n")
    addresses = ("http://localhost:8931/a.xml", "http://10.0.0.7/b.xml", "https://news.example/c.xml")
    add_sources(path, [named(address) for address in addresses])
    assert [source.allow_private for source in load_config(path).sources] == [True, True, False]
