"""Two links to one page are equal; two pages are not."""

from __future__ import annotations

import pytest

from briefing.collect.links import absolute, canonical

PAGE = "https://wire.example/world/talks"


@pytest.mark.parametrize(
    "link",
    [
        "https://wire.example/world/talks",
        "http://wire.example/world/talks/",
        "https://www.wire.example/world/talks?utm_source=rss&utm_medium=feed",
        "https://m.wire.example/world/talks#comments",
        "https://amp.wire.example/world/talks?fbclid=abc",
        "https://wire.example/world/talks/amp/",
        "https://WIRE.example:443/world//talks?gclid=1&at_medium=RSS&at_campaign=KARANGA",
        "https://wire.example/world/talks?ref=rss",
    ],
)
def test_one_page(link: str) -> None:
    assert canonical(link) == PAGE


def test_parameters_that_choose_the_page_stay() -> None:
    assert canonical("http://wire.example/?id=101&utm_source=x") == "https://wire.example?id=101"
    assert canonical("http://wire.example/?id=102") != canonical("http://wire.example/?id=101")
    assert canonical("https://wire.example/s?source=archive") == "https://wire.example/s?source=archive"
    assert canonical("https://m.example/a") == "https://m.example/a"


@pytest.mark.parametrize("link", ["", "urn:x:1", "mailto:a@b.example", "http://[::1", "javascript:alert(1)", "/talks"])
def test_what_is_no_page_has_no_canonical_link(link: str) -> None:
    assert canonical(link) == ""


def test_relative_links_take_the_first_base_that_is_an_address() -> None:
    assert absolute("talks-17", "urn:x", "https://site.example/2026/") == "https://site.example/2026/talks-17"
    assert absolute("/a", "", "") == "/a"
    assert absolute("https://x.example/a", "https://y.example") == "https://x.example/a"
