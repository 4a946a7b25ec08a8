"""The fetcher against a real server: every fault is a reason, and no source holds up another."""

from __future__ import annotations

import asyncio
import inspect
import socket
import time
from dataclasses import replace

import httpx
import pytest

from briefing.collect.fetch import FAULTS, FetchRequest, FetchResult, Limits, explain, fetch_all
from tests.servers import Answer, serve

QUICK = Limits(pause_s=0.01, seed=1, patience_s=0.2)
FEED = b"<rss version='2.0'><channel><title>T</title></channel></rss>"


def fetch(*requests: FetchRequest, limits: Limits = QUICK) -> list[FetchResult]:
    return asyncio.run(fetch_all(requests, limits=limits))


def ask(url: str, **more: object) -> FetchRequest:
    more.setdefault("allow_private", True)  # the server of these tests runs on this machine
    return FetchRequest(source=url[-12:], url=url, **more)  # type: ignore[arg-type]


def test_a_good_answer_carries_what_the_next_request_needs() -> None:
    answer = Answer(
        body=FEED, etag='"v1"', last_modified="Thu, 06 Jan 2022 10:00:00 GMT", headers={"content-type": "text/xml"}
    )
    with serve({"/feed": answer}) as site:
        first = fetch(ask(site.url("/feed")))[0]
        again = fetch(ask(site.url("/feed"), etag=first.etag, last_modified=first.last_modified))[0]
    assert (first.status, first.body, first.etag, first.content_type) == ("ok", FEED, '"v1"', "text/xml")
    assert first.last_modified == "Thu, 06 Jan 2022 10:00:00 GMT"
    assert (again.status, again.body, again.etag) == ("unchanged", b"", '"v1"')
    assert site.seen[1].headers["if-none-match"] == '"v1"'
    assert "if-none-match" not in site.seen[0].headers


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(status=404), "answered 404 Not Found: check the address in config.yaml"),
        (Answer(status=410), "remove it"),
        (Answer(status=401), "login"),
        (Answer(status=403), "refuses"),
        (Answer(status=503), "answered 503 Service Unavailable: try again later"),
        (Answer(status=204), "answered 204"),
        (Answer(status=304), "304 Not Modified to a request without conditions"),
        (Answer(body=FEED, cut_after=10), "broke"),
        (Answer(body=b"not gzip", headers={"content-encoding": "gzip"}), "packing is broken"),
        (Answer(status=302, location="ftp://files.example/feed"), "something other than http(s)"),
        (Answer(status=302, location="/feed"), "redirects without end"),
    ],
)
def test_every_refusal_says_what_happened_and_what_to_do(answer: Answer, words: str) -> None:
    with serve({"/feed": answer}) as site:
        result = fetch(ask(site.url("/feed"), etag=""))[0]
    assert result.status == "failed"
    assert words in result.reason


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://x.example/feed", "feed", "http://", "http://[::1", ""])
def test_only_http_addresses_are_asked(url: str) -> None:
    result = fetch(ask(url))[0]
    assert result.status == "failed"
    assert "address" in result.reason


def test_no_server_at_all() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    result = fetch(ask(f"http://127.0.0.1:{port}/feed"))[0]
    assert result.status == "failed"
    assert "no connection" in result.reason
    assert result.tries == QUICK.tries


def test_silent_and_dripping_servers_are_cut_and_hold_nobody_up() -> None:
    routes = {"/hang": Answer(hang=True), "/drip": Answer(body=FEED * 50, drip_s=0.05), "/ok": Answer(body=FEED)}
    limits = replace(QUICK, per_host=1)
    with serve(routes) as site:
        begun = time.monotonic()
        hang, drip, ok = fetch(*(ask(site.url(p), deadline_s=0.8) for p in routes), limits=limits)
        took = time.monotonic() - begun
    assert ok.status == "ok"
    assert "no full answer within 0.8 s" in hang.reason
    assert "no full answer within 0.8 s" in drip.reason
    assert took < 2.5


def test_the_byte_limit_counts_unpacked_bytes() -> None:
    routes = {"/bomb": Answer(body=b"0" * 3_000_000, gzipped=True), "/fat": Answer(body=b"0" * 3_000)}
    with serve(routes) as site:
        bomb, fat = fetch(ask(site.url("/bomb"), max_bytes=100_000), ask(site.url("/fat"), max_bytes=1024))
    assert "more than 97.6562 kB" in bomb.reason
    assert "more than 1 kB" in fat.reason
    assert bomb.body == fat.body == b""


def test_a_fault_that_passes_is_tried_again_and_others_are_not() -> None:
    routes = {"/a": [Answer(status=503), Answer(body=FEED)], "/b": Answer(status=404), "/c": Answer(status=500)}
    with serve(routes) as site:
        a, b, c = fetch(*(ask(site.url(p)) for p in routes))
    assert (a.status, a.tries) == ("ok", 2)
    assert (b.status, b.tries) == ("failed", 1)
    assert (c.status, c.tries) == ("failed", 2)


def test_a_server_that_asks_for_patience_is_not_asked_again_in_this_run() -> None:
    with serve({"/feed": Answer(status=429, headers={"retry-after": "3600"})}) as site:
        result = fetch(ask(site.url("/feed")))[0]
    assert len(site.seen) == 1
    assert "asked too often" in result.reason


@pytest.mark.parametrize("wait", ["²", "³6", "soon", "-1"])
def test_a_wait_that_is_no_number_is_none(wait: str) -> None:
    with serve({"/feed": Answer(status=503, headers={"retry-after": wait})}) as site:
        (result,) = fetch(ask(site.url("/feed")))
    assert result.status == "failed"
    assert "503" in result.reason


def test_permanent_redirects_are_followed_and_reported() -> None:
    routes = {
        "/old": Answer(status=301, location="/new"),
        "/new": Answer(body=FEED),
        "/t": Answer(status=302, location="/new"),
    }
    with serve(routes) as site:
        moved, passing = fetch(ask(site.url("/old")), ask(site.url("/t")))
        assert (moved.status, moved.moved_to, moved.final_url) == ("ok", site.url("/new"), site.url("/new"))
        assert (passing.status, passing.moved_to) == ("ok", "")


def test_one_host_is_not_asked_more_than_its_share_at_once() -> None:
    routes = {f"/{n}": Answer(body=FEED, delay_s=0.05) for n in range(6)}
    with serve(routes) as site:
        results = fetch(*(ask(site.url(p)) for p in routes), limits=replace(QUICK, per_host=2, patience_s=5.0))
    assert [r.status for r in results] == ["ok"] * 6
    assert site.most_at_once <= 2


def test_a_failure_keeps_what_was_known() -> None:
    with serve({"/feed": Answer(hang=True)}) as site:
        result = fetch(ask(site.url("/feed"), etag='"v1"', last_modified="x", deadline_s=0.1))[0]
    assert (result.status, result.etag, result.last_modified) == ("failed", '"v1"', "x")


def test_every_exception_of_httpx_has_its_reason() -> None:
    """Fails when httpx grows a new one, so that it gets words of its own."""
    theirs = {name for name, kind in vars(httpx).items() if inspect.isclass(kind) and issubclass(kind, Exception)}
    ours = {name for name, _, _ in FAULTS}
    assert theirs == ours


def test_errors_are_told_by_their_nearest_class() -> None:
    assert explain(httpx.ReadTimeout("x"))[0].startswith("the server went silent")
    assert explain(httpx.ConnectError("refused")) == (
        "no connection (refused): check the host name and the network",
        True,
    )
    assert explain(ValueError("bad port"))[1] is False
