"""The bytes of a feed: packing that is cut or of several members, and definitions that take no time."""

from __future__ import annotations

import gzip
import time
import zlib
from datetime import UTC, datetime

import pytest

from briefing.collect import Limits, SourceSpec, collect_sources
from briefing.collect.feedbytes import feed_text, unpack
from briefing.collect.formats.xmltree import parse_xml
from briefing.errors import FeedError, WireError
from tests.servers import Answer, serve

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
TEXT = "".join(f"<p>The bridge of day {n} was reopened.</p>\n" for n in range(2000)).encode()
ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20220101T000000Z\r\n"
    b"DTSTART:20220120T090000Z\r\nSUMMARY:Council meets\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
DAYBOOK = b"daybook:\n- title: Council meets\n  date: 2022-01-20\n"


@pytest.mark.parametrize("members", [1, 2, 7])
@pytest.mark.parametrize("filling", [b"", b"\0" * 512, b"\n"])
def test_all_members_of_a_packing_are_read(members: int, filling: bytes) -> None:
    assert unpack(gzip.compress(TEXT) * members + filling) == TEXT * members


@pytest.mark.parametrize("cut", [1, 8, 25, 400])
@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda t: gzip.compress(b"<p>before</p>") + gzip.compress(t)]
)
def test_a_packing_that_is_cut_is_refused(cut: int, pack) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FeedError, match="too early"):
        unpack(pack(TEXT)[:-cut])


def test_what_follows_a_packing_and_is_none_is_refused() -> None:
    with pytest.raises(FeedError, match="broken"):
        unpack(gzip.compress(TEXT) + b"and more")


def test_what_is_packed_again_is_unpacked_to_its_bottom() -> None:
    assert unpack(gzip.compress(zlib.compress(gzip.compress(TEXT)))) == TEXT
    with pytest.raises(FeedError, match="more than 64 MB"):
        unpack(gzip.compress(gzip.compress(bytes(65 << 20))))


def test_very_many_members_take_no_long_time() -> None:
    begun = time.perf_counter()
    assert unpack(gzip.compress(b"a") * 50_000) == b"a" * 50_000
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize("body", [ICS, DAYBOOK], ids=["ics", "daybook"])
def test_a_packed_calendar_at_an_address_is_read(body: bytes) -> None:
    with serve({"/plain": Answer(body=body), "/c.gz": Answer(body=gzip.compress(body))}) as site:
        sources = [
            SourceSpec(name=name, kind="feed", address=site.url(path), allow_private=True)
            for name, path in (("plain", "/plain"), ("packed", "/c.gz"))
        ]
        found = collect_sources(sources, received_at=NOW, known={}, limits=Limits(tries=1), now_s=1e10)
    assert [(r.status, r.entries) for r in found.reports] == [("ok", 1), ("ok", 1)]


def test_definitions_are_read_in_one_go() -> None:
    begun = time.perf_counter()
    text = f"<!DOCTYPE rss [<!ENTITY a {' ' * 15_000}]><rss>&a;</rss>"
    feed_text(text.encode())
    with pytest.raises(WireError):
        parse_xml(text.encode() + b"<")
    assert time.perf_counter() - begun < 1
    kept = (
        '<!DOCTYPE rss [<!ENTITY a  "Zorn" ><!ENTITY b\n\'Lund\'><!ENTITY c SYSTEM "file:///x">]><rss>&a;&b;&c;</rss>'
    )
    assert feed_text(kept.encode())[0] == "<rss>ZornLund</rss>"
