"""The link of a source note is the source's own; only what counts readers is left away."""

from __future__ import annotations

import pytest

from briefing.text.links import printed_link


@pytest.mark.parametrize(
    "link",
    [
        "http://www.wire.example/world/talks",
        "https://m.wire.example//world/talks/amp/?id=7&q=a%20b&empty=",
        "http://wire.example:8080/index.html#part-2",
        "https://wire.example/s?source=archive&plain",
    ],
)
def test_a_link_stays_letter_by_letter(link: str) -> None:
    assert printed_link(link) == link


@pytest.mark.parametrize(
    ("link", "printed"),
    [
        ("http://www.wire.example/a?utm_source=rss&utm_medium=feed", "http://www.wire.example/a"),
        ("https://www.wire.example/a/?b=%41+c&fbclid=x&d=2#end", "https://www.wire.example/a/?b=%41+c&d=2#end"),
        ("https://wire.example/a.html#xtor=RSS-1", "https://wire.example/a.html"),
        ("https://wire.example/a?ref=rss", "https://wire.example/a"),
    ],
)
def test_tracking_parameters_alone_go(link: str, printed: str) -> None:
    assert printed_link(link) == printed


@pytest.mark.parametrize(
    "link",
    [
        "",
        "urn:x:1",
        "/talks",
        "javascript:alert(1)",
        "http://[::1",
        "http://reader@wire.example/a",
        "http://x.example/'",
    ],
)
def test_what_is_never_linked_has_no_printed_link(link: str) -> None:
    assert printed_link(link) == ""
