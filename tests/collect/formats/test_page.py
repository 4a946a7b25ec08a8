"""Saved HTML pages: the article, without menus and notices."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, Reading, read_file

NOW = datetime(2026, 3, 4, 7, tzinfo=UTC)
TEXT = (
    "<p>KORVAT, March 4 (EXW) - Soldiers took the bridge at Korvat before dawn on Wednesday, the general staff said, "
    "and four of them were killed.</p><p>It had been lost in January. Talks will open in Geneva on March 9.</p>"
)
HEAD = '<title>Army takes bridge | Example Wire</title><meta property="og:site_name" content="Example Wire">'
STATED = '<meta property="article:published_time" content="2026-03-04T05:30:00+01:00">'


def page(head: str = HEAD, body: str = TEXT) -> str:
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Army takes bridge</h1>{body}</article><footer>We use cookies.</footer></body></html>"
    )


def reading(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "saved.htm"
    path.write_text(text, "utf-8")
    return read_file(path, received_at=NOW, options=Options())


def test_the_article_of_a_page_is_a_wire(tmp_path: Path) -> None:
    (wire,) = reading(tmp_path, page(HEAD + STATED)).wires
    assert wire.headline == "Army takes bridge"
    assert wire.published_at == datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
    assert wire.paragraphs[0].startswith("Soldiers took the bridge")
    assert wire.dateline is not None
    assert wire.dateline.place == "KORVAT"
    told = " ".join(wire.paragraphs)
    assert "cookies" not in told
    assert "Home" not in told


DATES = [
    ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-03T10:00:00Z"}</script>',
     "10:00"),
    ('<meta content="2026-03-03T11:00:00Z" name="pubdate">', "11:00"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "hour"), DATES)
def test_the_date_is_one_that_the_page_states(tmp_path: Path, head: str, hour: str) -> None:
    (wire,) = reading(tmp_path, page(HEAD + head)).wires
    assert f"{wire.published_at:%Y-%m-%d %H:%M}" == f"2026-03-03 {hour}"


def test_a_year_in_the_footer_dates_nothing(tmp_path: Path) -> None:
    body = TEXT.replace("KORVAT, March 4 (EXW) - ", "").replace("on March 9", "soon")
    (wire,) = reading(tmp_path, page(HEAD, body + "<p>Copyright 2019</p>")).wires
    assert wire.published_at is None


@pytest.mark.parametrize(
    "text", [page(body="<p>Log in.</p>"), "<html></html>", "<!doctype html><html><body>" + "<a>" * 99]
)
def test_a_page_without_an_article_is_put_away(tmp_path: Path, text: str) -> None:
    found = reading(tmp_path, text)
    assert found.wires == ()
    assert "without an article" in found.error


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    said = reading(tmp_path, page()).error
    assert "Install it:" in said
    assert "[html]" in said or "'trafilatura>=" in said  # in a checkout by the extra's name, else by what it needs


def test_a_page_in_the_place_of_a_feed_is_no_wire(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(page(), "utf-8")
    found = read_file(path, received_at=NOW, options=Options(pages=False))
    assert found.wires == ()
    assert "HTML page" in found.error


@pytest.mark.parametrize(
    "crowd",
    ["<time " * 16_000, f"<script>{'<meta ' * 16_000}</script>", "<meta name=pubdate " * 5_000, "<title " * 16_000],
)
def test_elements_without_an_end_cost_no_more_than_their_length(crowd: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    (wire,) = reading(tmp_path, page(STATED, f"{TEXT}{crowd}")).wires
    assert wire.published_at == datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
    assert reading(tmp_path, page("", f"{TEXT}{crowd}")).wires
    assert time.monotonic() - begun < 3
