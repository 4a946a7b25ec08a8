"""Runs over a real HTTP server: what answers, what fails, and what is never forgotten."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.pipeline import collect_once
from briefing.store import open_store
from tests.pipeline.builders import House
from tests.servers import Answer, serve

ITEM = (
    "<item><title>{title}</title><guid>{guid}</guid><link>https://news.example/{guid}</link>"
    "<pubDate>Thu, 06 Jan 2022 {hour}:00:00 GMT</pubDate><description>{text}</description></item>"
)
MALI = ITEM.format(
    title="Clashes in northern Mali kill 12, army says",
    guid="mali",
    hour="12",
    text="Fighting between soldiers and armed men killed 12 people near Gao in northern Mali, the army said.",
)
COUP = ITEM.format(
    title="Soldiers seize power in Guinea-Bissau",
    guid="coup",
    hour="13",
    text="Soldiers took over state television in Guinea-Bissau and said they had dissolved the government in a coup.",
)
LOGIN = b"<!DOCTYPE html><html><head><title>Log in</title></head><body><form>Password</form></body></html>"


def feed(*items: str) -> bytes:
    body = "".join(items)
    head = "<title>Example News</title><link>https://news.example/</link><description>News</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{body}</channel></rss>'.encode()


def house(tmp_path: Path, **feeds: str) -> House:
    sources = "".join(
        f"  - {{name: {name}, feed: '{url}', deadline: 1s, allow_private: true}}\n" for name, url in feeds.items()
    )
    return House(tmp_path, sources=sources)


def test_one_good_source_among_bad_ones(tmp_path: Path) -> None:
    routes = {
        "/good": Answer(body=feed(MALI, COUP)),
        "/login": Answer(body=LOGIN, headers={"Content-Type": "text/html"}),
        "/hang": Answer(hang=True),
        "/drip": Answer(body=feed(MALI), drip_s=0.2),
        "/empty": Answer(body=b""),
    }
    with serve(routes) as site:
        home = house(tmp_path, **{k: site.url(f"/{k}") for k in ("good", "login", "hang", "drip", "empty", "missing")})
        start = time.monotonic()
        result = home.run("2022-01-06T18:00:00+00:00")
        took = time.monotonic() - start
    assert result.exit_code == 3
    assert took < 20
    assert len(home.headlines("2022-01-06")) == 2
    rows = {row["source"]: row for row in result.report["sources"]}
    assert {name for name, row in rows.items() if row["status"] == "failed"} == {
        "login",
        "hang",
        "drip",
        "empty",
        "missing",
    }
    assert "404" in rows["missing"]["reason"]
    assert "HTML" in rows["login"]["reason"] or "web page" in rows["login"]["reason"]
    states = {s["name"]: s["status"] for s in home.edition("2022-01-06")["sources"]}
    assert states["good"] == "heard"
    assert states["hang"] == "failed"


def test_a_bad_day_of_a_feed_forgets_nothing(tmp_path: Path) -> None:
    answers = [
        Answer(body=feed(MALI), etag='"1"'),
        Answer(body=LOGIN, headers={"Content-Type": "text/html"}),
        Answer(status=503),
        Answer(body=b""),
        Answer(body=feed()),
        Answer(body=feed(MALI, COUP)),
    ]
    with serve({"/feed": answers}) as site:
        home = house(tmp_path, feed=site.url("/feed"))
        news = [
            home.run(f"2022-01-06T18:{minute:02d}:00+00:00", extra=True).report["sources"][0]["new"]
            for minute in range(6)
        ]
    assert news == [1, 0, 0, 0, 0, 1]


def test_nothing_new_is_asked_conditionally(tmp_path: Path) -> None:
    with serve({"/feed": Answer(body=feed(MALI), etag='"1"')}) as site:
        home = house(tmp_path, feed=site.url("/feed"))
        first = home.run("2022-01-06T18:00:00+00:00")
        second = home.run("2022-01-07T18:00:00+00:00")
    assert first.report["sources"][0]["status"] == "ok"
    assert second.report["sources"][0]["status"] == "unchanged"
    asked = [{key.lower(): value for key, value in s.headers.items()} for s in site.seen]
    assert [a.get("if-none-match") for a in asked] == [None, '"1"']


def test_offline_asks_nobody(tmp_path: Path) -> None:
    with serve({"/feed": Answer(body=feed(MALI))}) as site:
        home = house(tmp_path, feed=site.url("/feed"))
        result = home.run("2022-01-06T18:00:00+00:00", offline=True)
    assert site.seen == []
    assert result.exit_code == 0
    assert "offline" in result.report["sources"][0]["reason"]


@pytest.mark.shared
def test_the_world_desks_over_http_give_what_the_files_give(tmp_path: Path) -> None:
    desks = Path(__file__).parents[3] / "shared" / "feeds" / "fastfeedparser" / "worldnews"
    if not desks.is_dir():
        pytest.skip("the real feeds are not beside the project")
    paths = sorted(desks.glob("*.xml"))
    with serve(
        {f"/{p.name}": Answer(body=p.read_bytes(), headers={"Content-Type": "text/xml"}) for p in paths}
    ) as site:
        sources = "".join(
            f"  - {{name: s{n}, feed: '{site.url('/' + p.name)}', deadline: 30s, allow_private: true}}\n"
            for n, p in enumerate(paths)
        )
        home = House(tmp_path, sources=sources)
        result = home.run("2026-02-18T03:00:00+00:00", deliver=False)
    assert result.exit_code == 0
    assert sum(row["wires"] for row in result.report["sources"]) == 1180
    counts = home.edition("2026-02-18")["counts"]
    assert counts["total"] == 1180 == sum(v for k, v in counts.items() if k in BINS)


BINS = ("cards", "brief", "below", "duplicate", "off_topic", "withheld", "older")


def test_a_run_with_nothing_due_asks_a_feed_only_when_its_interval_has_passed(tmp_path: Path) -> None:
    with serve({"/feed": Answer(body=feed(MALI), etag='"1"')}) as site:
        home = house(tmp_path, feed=site.url("/feed"))
        at = datetime(2022, 1, 6, 12, tzinfo=UTC)
        for minutes in (0, 5, 10, 16):
            collect_once(home.config, as_of_at=at + timedelta(minutes=minutes), every=False)
        assert len(site.seen) == 2
        collect_once(home.config, as_of_at=at + timedelta(minutes=17))
        assert len(site.seen) == 3


def test_an_offline_run_does_not_call_a_failing_source_well(tmp_path: Path) -> None:
    with serve({}) as site:
        home = house(tmp_path, feed=site.url("/gone"))
        collect_once(home.config)
        _, code = collect_once(home.config, offline=True)
    with open_store(home.config.store) as store:
        assert store.source_states()["feed"].failing_since_at is not None
    assert code == 0
