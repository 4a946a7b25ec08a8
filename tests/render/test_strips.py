"""The calendar of the days ahead and the line of days behind: what they show, and when they are not drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from briefing.model import DaybookEntry, TimelineEntry
from briefing.render import find_templates, stock_templates
from briefing.render.html import render_html
from briefing.render.labelling import width_of
from briefing.render.strips import CELL, NAME, Words, calendar, fitted, line_of_days
from tests.render.builders import behind, edition, entry
from tests.render.samples import sample

ON = date(2022, 1, 6)
WORDS = Words(day=lambda day: f"{day:%a} {day.day}", full=lambda day: f"{day:%d %b}", title="Days ahead.")
SVG = "{http://www.w3.org/2000/svg}"
DUE = (
    entry(1, "2022-01-06", "Talks", "Kyiv"),
    entry(2, "2022-01-07", "Visit", "Phnom Penh", until="2022-01-08"),
    entry(3, "2022-01-10", "Session of a working group", None, "Armenia", "Turkey"),
)


def texts(svg: str, kind: str = "") -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter(f"{SVG}text") if kind in ("", t.get("class"))]


def test_each_day_names_the_places_of_what_is_due() -> None:
    svg = calendar(DUE, ON, WORDS)
    assert texts(svg, "due") == ["Kyiv", "Phnom Penh", "Phnom Penh", "Armenia"]
    assert texts(svg, "day") == ["Thu 6", "Fri 7", "Sat 8", "Mon 10"]
    assert len(texts(svg, "idle")) == 6
    title = ElementTree.fromstring(svg).findtext(f"{SVG}title")
    assert title == "Days ahead. 06 Jan: Kyiv. 07 Jan: Phnom Penh. 08 Jan: Phnom Penh. 10 Jan: Armenia."


@pytest.mark.parametrize(
    "kept",
    [
        DUE[1:2],
        (DUE[0],) * 5,
        (),
        tuple(replace(one, status="cancelled") for one in DUE),
        tuple(replace(one, on="2022-02") for one in DUE),
        tuple(replace(one, on="2022-03-01", until=None) for one in DUE),
    ],
)
def test_a_calendar_of_little_is_none(kept: tuple[DaybookEntry, ...]) -> None:
    assert calendar(kept, ON, WORDS) == ""


def test_a_full_day_says_how_many_more_there_are() -> None:
    many = tuple(entry(n, "2022-01-07", "Talks", f"Place {n}", until="2022-01-09") for n in range(6))
    assert texts(calendar(many, ON, WORDS), "due") == ["Place 0", "Place 1", "+ 4"] * 3


def test_a_long_name_is_cut_to_its_cell() -> None:
    name = fitted("Extraordinary session of the Permanent Council", CELL - 14, NAME)
    assert name.endswith("…")
    assert width_of(name, NAME) <= CELL - 14
    assert fitted("Kyiv", CELL, NAME) == "Kyiv"


def test_letters_that_join_are_set_by_the_page() -> None:
    arabic = replace(WORDS, day=lambda day: f"الخميس {day.day}", full=lambda day: f"{day.day} يناير")
    row = ElementTree.fromstring(calendar(DUE, ON, arabic))
    assert (row.tag, len(row.findall("span"))) == ("div", 10)
    assert [i.text for i in row.iter("i")] == ["Kyiv", "Phnom Penh", "Phnom Penh", "Armenia"]
    assert "10 يناير: Armenia" in row.get("aria-label", "")
    line = line_of_days((behind("2022-01-02", "A"), behind("2022-01-04", "B")), ON, arabic)
    assert texts(line) == []
    first, second = (float(dot.get("cx", 0)) for dot in ElementTree.fromstring(line).iter(f"{SVG}circle"))
    assert first > second
    there = tuple(replace(one, where="جنيف", parties=("Armenia",)) for one in DUE)
    assert set(texts(calendar(there, ON, WORDS), "due")) == {"Armenia"}
    nowhere = tuple(replace(one, where="جنيف", parties=(), what="محادثات") for one in DUE)
    assert set(texts(calendar(nowhere, ON, WORDS), "due")) == {"•"}


def dots(entries: tuple[TimelineEntry, ...]) -> list[tuple[float, float]]:
    found = ElementTree.fromstring(line_of_days(entries, ON, WORDS)).iter(f"{SVG}circle")
    return [(float(dot.get("cx", 0)), float(dot.get("r", 0))) for dot in found]


def test_days_behind_are_dots_in_order_and_two_events_make_a_larger_one() -> None:
    found = dots((behind("2022-01-02", "A"), behind("2022-01-04", "B"), behind("2022-01-04", "C"), behind("2021", "D")))
    assert len(found) == 2
    (first, small), (second, large) = found
    assert first < second
    assert small < large


def test_the_last_days_stay_apart_when_the_first_event_is_long_ago() -> None:
    months = dots((behind("2021-01-06", "A"), behind("2022-01-03", "B"), behind("2022-01-05", "C")))
    assert months[2][0] - months[1][0] > 15


@pytest.mark.parametrize("entries", [(), (behind("2022-01-02", "A"),), (behind("2022-01", "A"), behind("2021", "B"))])
def test_one_day_is_no_line(entries: tuple[TimelineEntry, ...]) -> None:
    assert line_of_days(entries, ON, WORDS) == ""


def test_strips_stand_on_the_page_of_a_reader_who_wants_pictures() -> None:
    page = render_html(replace(sample(), pictures=True), templates=stock_templates())
    assert page.count('class="calendar"') == 1
    assert page.count('class="days"') == 2
    assert re.search(r"<title>Days ahead\. Thu 6 Jan: ", page) is not None
    assert "<svg" not in render_html(sample(), templates=stock_templates())


def test_strips_run_from_left_to_right_on_every_page() -> None:
    days = line_of_days((behind("2022-01-02", "A"), behind("2022-01-04", "B")), ON, WORDS)
    for strip in (calendar(DUE, ON, WORDS), days):
        assert 'direction="ltr"' in strip.partition(">")[0]


def test_wires_words_stay_text() -> None:
    nasty = tuple(entry(n, f"2022-01-0{7 + n}", "Talks", "</svg><script>") for n in range(3))
    page = render_html(edition(daybook=nasty, pictures=True), templates=find_templates("compact"))
    assert "<script" not in page
