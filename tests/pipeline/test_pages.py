"""A source with ``fulltext: true``: its pages are read once, what is printed stands there, failures are told."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefing.pipeline import collect_once
from briefing.pipeline.sources import pages
from briefing.store import PageRow, open_store
from tests.pipeline.builders import House
from tests.servers import Answer, Site, serve

AT = datetime(2022, 1, 6, 17, 0, tzinfo=UTC)
TITLE = "Clashes in northern Mali kill 12, army says"
LEDE = "BAMAKO, Jan 6 (EXW) - Fighting between soldiers and armed men killed 12 people near Gao in northern Mali."
FULL = "The army said that the fighting began at a checkpoint outside the town and went on until Thursday morning."
ARTICLE = f"<article><h1>{TITLE}</h1><p>{LEDE}</p><p>{FULL}</p></article>"
PAGE = f"<html lang=en><head><title>{TITLE}</title></head><body>{ARTICLE}</body></html>"
ITEM = (
    "<item><title>{title}</title><guid>{guid}</guid><link>{link}</link><pubDate>Thu, 06 Jan 2022 12:00:00 GMT</pubDate>"
    "<description>Fighting killed 12 people.</description></item>"
)


def feed(*paths: str) -> bytes:
    items = "".join(ITEM.format(title=TITLE, guid=path, link=path) for path in paths)
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def house(tmp_path: Path, site: Site) -> House:
    source = f"{{name: news, feed: '{site.url('/feed')}', deadline: 1s, allow_private: true, fulltext: true}}"
    return House(tmp_path, sources=f"  - {source}\n")


def test_sentences_come_from_the_page_with_its_address(tmp_path: Path) -> None:
    with serve({"/feed": Answer(body=feed("/a")), "/a": Answer(body=PAGE.encode())}) as site:
        mine = house(tmp_path, site)
        mine.run("2022-01-06T18:00:00+00:00")
        (story,) = mine.edition("2022-01-06")["stories"]
        said = [sentence["text"] for sentence in story["sentences"]]
        assert any("checkpoint outside the town" in text for text in said)
        notes = mine.edition("2022-01-06")["notes"]
        assert [note["link"].replace("https:", "http:") for note in notes] == [site.url("/a")]
        collect_once(mine.config, as_of_at=AT)
        assert [seen.path for seen in site.seen].count("/a") == 1


def test_a_page_that_cannot_be_read_leaves_the_feed_s_text_and_says_so(tmp_path: Path) -> None:
    rules = Answer(body=b"User-agent: *\nDisallow: /b\n")
    with serve({"/feed": Answer(body=feed("/a", "/b")), "/robots.txt": rules, "/a": Answer(status=503)}) as site:
        mine = house(tmp_path, site)
        report, code = collect_once(mine.config, as_of_at=AT)
        assert code == 0
        assert "2 pages were not read and the feed's own text stands" in report["sources"][0]["reason"]
        for _ in range(5):
            collect_once(mine.config, as_of_at=AT)
        asked = [seen.path for seen in site.seen]
        assert (asked.count("/a"), asked.count("/b")) == (pages.MOST_TRIES, 0)
        assert asked.count("/robots.txt") == 1
    with open_store(mine.config.store) as store:
        wires = store.wires_received(datetime(2022, 1, 6, tzinfo=UTC), datetime(2022, 1, 7, tzinfo=UTC))
    assert {wire.paragraphs for wire in wires} == {("Fighting killed 12 people.",)}
    assert all("page-unread" in wire.marks for wire in wires)


def texts(mine: House) -> list[tuple[str, bool]]:
    """(path, was its page read?) of every version stored, in the order they came."""
    with open_store(mine.config.store) as store:
        wires = store.wires_received(datetime(2022, 1, 1, tzinfo=UTC), datetime(2022, 1, 9, tzinfo=UTC))
    return [(urlsplit(wire.link).path, FULL in wire.text and "page" in wire.marks and "page-unread" not in wire.marks)
            for wire in wires]  # fmt: skip


def asked(site: Site, path: str) -> int:
    return [seen.path for seen in site.seen].count(path)


def test_a_page_is_tried_again_while_its_feed_is_unchanged(tmp_path: Path) -> None:
    page = [Answer(status=503), Answer(body=PAGE.encode())]
    with serve({"/feed": Answer(body=feed("/a"), etag='"1"'), "/a": page}) as site:
        mine = house(tmp_path, site)
        collect_once(mine.config, as_of_at=AT)
        assert texts(mine) == [("/a", False)]
        report, _ = collect_once(mine.config, as_of_at=AT + timedelta(hours=1))
        assert (report["sources"][0]["status"], report["sources"][0]["new"]) == ("unchanged", 1)
        assert texts(mine) == [("/a", False), ("/a", True)]
        for hours in (2, 3):
            report, _ = collect_once(mine.config, as_of_at=AT + timedelta(hours=hours))
            assert report["sources"][0]["new"] == 0
        assert (asked(site, "/a"), len(texts(mine))) == (2, 2)


def test_a_page_that_never_answers_is_tried_three_times_while_its_feed_is_unchanged(tmp_path: Path) -> None:
    with serve({"/feed": Answer(body=feed("/a"), etag='"1"'), "/a": Answer(status=503)}) as site:
        mine = house(tmp_path, site)
        reasons = []
        for hours in range(5):
            report, _ = collect_once(mine.config, as_of_at=AT + timedelta(hours=hours))
            reasons.append("1 page was not read" in report["sources"][0]["reason"])
        assert asked(site, "/a") == pages.MOST_TRIES
    assert reasons == [True, True, True, False, False]
    assert texts(mine) == [("/a", False)]


def test_what_a_look_left_over_comes_at_the_next_and_nothing_older_than_recent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 1)
    answers = {path: Answer(body=PAGE.encode()) for path in ("/a", "/b", "/c")}
    with serve({"/feed": Answer(body=feed("/a", "/b", "/c"), etag='"1"'), **answers}) as site:
        mine = house(tmp_path, site)
        collect_once(mine.config, as_of_at=AT)
        collect_once(mine.config, as_of_at=AT + timedelta(hours=1))
        read = sorted(guid for guid, paged in texts(mine) if paged)
        assert len(read) == 2
        collect_once(mine.config, as_of_at=AT + pages.RECENT)
        assert sorted(guid for guid, paged in texts(mine) if paged) == read
        assert sum(asked(site, path) for path in answers) == 2


def test_a_page_kept_by_a_run_that_ended_early_is_taken_by_the_next(tmp_path: Path) -> None:
    with serve({"/feed": Answer(body=feed("/a"), etag='"1"'), "/a": Answer(status=503)}) as site:
        mine = house(tmp_path, site)
        collect_once(mine.config, as_of_at=AT)
        with open_store(mine.config.store) as store:
            (wire,) = store.wires_received(AT - timedelta(hours=1), AT)
            store.keep_pages([PageRow(key=wire.id, at=AT, text=f"{LEDE}\n\n{FULL}")])
        collect_once(mine.config, as_of_at=AT + timedelta(hours=1))
        assert texts(mine) == [("/a", False), ("/a", True)]
        assert asked(site, "/a") == 1


def test_the_time_for_pages_is_one_for_all_sources_and_each_has_its_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "TOTAL_S", 1.5)
    routes = {"/feed": Answer(body=feed("/a")), "/a": Answer(hang=True)}
    with serve(routes) as one, serve(routes) as two, serve({**routes, "/a": Answer(body=PAGE.encode())}) as last:
        rows = [
            f"  - {{name: s{n}, feed: '{site.url('/feed')}', deadline: 9s, allow_private: true, fulltext: true}}\n"
            for n, site in enumerate((one, two, last))
        ]
        mine = House(tmp_path, sources="".join(rows))
        begun = time.monotonic()
        collect_once(mine.config, as_of_at=AT)
        assert time.monotonic() - begun < 4
        assert [asked(site, "/a") for site in (one, two, last)] == [1, 1, 1]
    assert sum(paged for _, paged in texts(mine)) == 1
