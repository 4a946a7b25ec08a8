"""The strip of days beside a region's name, and its words."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from briefing.model import Edition, RegionUsual
from briefing.render import stock_templates
from briefing.render.html import render_html, wording_for
from briefing.render.sparkline import HEIGHT, sparkline
from briefing.render.text import render_text
from tests.render.samples import sample

SVG = "{http://www.w3.org/2000/svg}"


def bars(text: str) -> list[int]:
    """Heights of the bars, the last one dark."""
    root = ElementTree.fromstring(text)
    paths = [p for p in root.findall(f"{SVG}path") if p.get("class") in ("day", "now")]
    assert [p.get("class") for p in paths] == ["day"] * (len(paths) - 1) + ["now"]
    return [int(re.findall(r"v(\d+)", p.get("d", ""))[0]) for p in paths]


def test_a_bar_a_day_as_high_as_its_wires() -> None:
    text = sparkline([2, 4, 0, 8], 3, "words & more")
    assert bars(text) == [round(HEIGHT / 4), HEIGHT // 2, 4, HEIGHT]  # a day without a wire still shows
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    assert [t.text for t in root.findall(f"{SVG}title")] == ["words & more"]
    assert len([p for p in root if p.get("class") == "usual"]) == 1
    assert text == sparkline([2, 4, 0, 8], 3, "words & more")


def test_the_line_of_the_usual_stays_within_and_one_day_is_no_strip() -> None:
    assert max(bars(sparkline([1, 2], 9, ""))) < HEIGHT
    assert [p.get("class") for p in ElementTree.fromstring(sparkline([0, 0], 0, "")) if p.get("class") == "usual"] == []
    assert sparkline([5], 5, "") == ""


def with_usual(pictures: bool) -> Edition:
    plain = sample()
    found = RegionUsual(wires=14, usual=5, sources=3, series=(4, 6, 5, 14))
    desk = plain.desks[0]
    regions = (replace(desk.regions[0], usual=found), *desk.regions[1:])
    return replace(plain, desks=(replace(desk, regions=regions), *plain.desks[1:]), pictures=pictures)


def test_the_page_says_it_in_words_and_draws_it_where_pictures_are_wanted() -> None:
    page = render_html(with_usual(True), templates=stock_templates())
    assert "14 wires, usual 5" in page
    assert page.count('class="spark"') == 1
    assert ": 4, 6, 5, 14; usual 5</title>" in page
    plain = render_html(with_usual(False), templates=stock_templates())
    assert "14 wires, usual 5" in plain
    assert 'class="spark"' not in plain
    text = render_text(with_usual(True), wording_for(with_usual(True), stock_templates()))
    assert "14 wires, usual 5" in " ".join(text.split())
