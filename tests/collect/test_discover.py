"""Feeds that a page names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collect.discover import feeds_in_page, usual_addresses

SITE = "https://news.example/world/"
PAGES = [
    ('<link rel="alternate" type="application/rss+xml" title="World" href="/rss.xml">', ["https://news.example/rss.xml"]),
    ("<LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF=feed.atom>", [SITE + "feed.atom"]),
    ('<base href="https://cdn.example/x/"><link rel=alternate type=application/feed+json href=f.json>',
     ["https://cdn.example/x/f.json"]),
    ('<a href="/blog/feed/">Subscribe</a>', ["https://news.example/blog/feed/"]),
    ('<a href="/feedback">Write to us</a><a href="/rsschool">x</a>', []),
    ('<link rel="stylesheet" type="text/xml" href="a.css"><link rel="alternate" hreflang="fr" href="/fr">', []),
    ('<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
     '<link rel="alternate" type="application/rss+xml" href="/feed"><a href="/all.rss">All</a>',
     ["https://news.example/feed", "https://news.example/comments/feed", "https://news.example/all.rss"]),
    ('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"><a href="ftp://x/feed">y</a>', []),
    ('<a href="http://[/feed">broken</a><a href="/feed#top">one</a><a href="/feed">two</a>',
     ["https://news.example/feed"]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "found"), PAGES)
def test_a_page_names_its_feeds(page: str, found: list[str]) -> None:
    assert [link.address for link in feeds_in_page(page, SITE)] == found


def test_where_feeds_usually_are() -> None:
    tried = usual_addresses("https://news.example/world/?x=1")
    assert tried[:3] == (
        "https://news.example/world/feed",
        "https://news.example/world/rss",
        "https://news.example/feed",
    )
    assert len(tried) == len(set(tried))


@given(st.text())
def test_any_page_is_read(page: str) -> None:
    assert len(feeds_in_page(page, SITE)) <= 10


def test_a_page_of_elements_without_an_end_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    page = '<link rel="alternate" type="application/rss+xml" href="/f">' + '<rss version="2.0"\n' * 12_000
    assert [link.address for link in feeds_in_page(page, SITE)] == ["https://news.example/f"]
    assert time.process_time() - begun < 1.0
