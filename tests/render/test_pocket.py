"""The pocket sheet: one page whatever the edition holds, every line whole, what is left out counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from briefing.model import DeskComment, Edition, Notice
from briefing.render import PdfEngine, stock_templates
from briefing.render.html import wording_for
from briefing.render.pocket import (
    SIZES,
    Panel,
    composed,
    draw_pocket,
    front_lines,
    meeting_lines,
    pocket_page,
    story_lines,
)
from tests.render.builders import edition, entry
from tests.render.samples import hostile, long_words, many, sample

AT = datetime(2022, 1, 6, 18, 5, tzinfo=UTC)
ROOM = 375.0


@pytest.fixture(scope="module")
def engine():
    with PdfEngine() as warm:
        yield warm


def sheet(one: Edition, height: Callable[[str, float], float]) -> dict[str, Panel]:
    """The panels by name; ``height`` of a line by its kind and the size of the type."""
    wording = wording_for(one, stock_templates())
    panels = composed(one, wording, ROOM, lambda panel: [height(line.kind, panel.size) for line in panel.lines])
    return {panel.name: panel for panel in panels}


def two_lines(kind: str, size: float) -> float:
    return size * (12 if kind in ("masthead", "missing") else 2.5)


def shown(panels: dict[str, Panel]) -> list[int]:
    return [line.value.number for side in ("left", "right") for line in panels[side].lines if line.kind == "story"]


def counted(panel: Panel) -> int:
    return sum(line.value for line in panel.lines if line.kind == "more")


def test_what_fits_is_set_as_large_as_it_fits():
    panels = sheet(edition(), two_lines)
    assert {panel.size for panel in panels.values()} == {SIZES[0]}
    small = sheet(sample(), two_lines)
    assert SIZES[0] > small["left"].size == small["right"].size >= SIZES[-1]
    assert small["front"].size > small["left"].size
    taken = sum(two_lines(line.kind, small["front"].size) for line in small["front"].lines)
    larger = SIZES[SIZES.index(small["front"].size) - 1] if small["front"].size < SIZES[0] else SIZES[0] * 9
    assert taken <= ROOM < taken / small["front"].size * larger


def test_all_stories_of_a_usual_edition_stand_there_once_in_printed_order():
    one = sample()
    panels = sheet(one, lambda kind, size: size * 1.5)
    assert shown(panels) == [card.number for card in (*one.cards(), *one.brief, *one.below)]
    assert counted(panels["right"]) == 0
    assert panels["right"].lines[-1].kind == "missing"


@pytest.mark.parametrize("cards", [60, 130, 500])
def test_of_too_many_those_of_the_lowest_numbers_stand_there_and_the_rest_is_counted(cards: int):
    one = many(cards)
    panels = sheet(one, two_lines)
    numbers = shown(panels)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) + counted(panels["right"]) == cards
    assert counted(panels["right"]) > 0
    for side in ("left", "right"):
        assert sum(two_lines(line.kind, panels[side].size) for line in panels[side].lines) <= ROOM
    free = 2 * ROOM - sum(two_lines(line.kind, SIZES[-1]) for side in ("left", "right") for line in panels[side].lines)
    assert free < 4 * two_lines("story", SIZES[-1])  # no more would have stood there


def test_meetings_stand_by_their_days_and_those_left_out_are_counted():
    entries = tuple(entry(n, f"2022-{1 + n // 28:02}-{1 + n % 28:02}", f"Meeting {n}", "Vienna") for n in range(200))
    panel = sheet(edition(daybook=entries), two_lines)["meetings"]
    stood = [line.value.what for line in panel.lines if line.kind == "entry"]
    assert stood == [f"Meeting {n}" for n in range(len(stood))]
    assert len(stood) + counted(panel) == 200


def test_no_story_and_no_meeting_are_said():
    panels = sheet(edition(), two_lines)
    assert [line.kind for line in panels["front"].lines] == ["masthead", "empty"]
    assert [line.kind for line in panels["meetings"].lines] == ["no-meeting"]
    assert [line.kind for line in panels["right"].lines] == ["missing"]


def test_a_line_taller_than_its_panel_is_counted_and_not_cut():
    panels = sheet(sample(), lambda kind, size: 800.0 if kind == "story" else size)
    assert shown(panels) == []
    assert counted(panels["right"]) == 42


def test_headings_stand_over_the_first_line_of_their_part():
    wording, one = wording_for(sample(), stock_templates()), sample()
    lines = story_lines(one, wording, frozenset(range(7, 100)))
    titles = [(line.title, line.value.number) for line in lines if line.title]
    assert titles == [("Regional crises", 7), ("In brief", 13), ("Below the cut", 33)]
    assert [line.region for line in lines[:3]] == ["Central Asia", "Europe", ""]
    assert [line.title for line in meeting_lines(one, wording)][:2] == ["Daybook", ""]
    assert front_lines(one, wording)[2].title == "At a glance"


@pytest.mark.parametrize("make", [sample, edition, long_words, hostile, lambda: many(300)])
def test_it_is_one_page_and_all_of_it_is_on_the_paper(engine, make):
    drawn = draw_pocket(make(), templates=stock_templates(), engine=engine)
    assert drawn.pages == 1
    assert drawn.warnings == ()
    page = PdfReader(BytesIO(drawn.pdf)).pages[0]
    assert [round(float(size)) for size in page.mediabox[2:]] == [595, 842]
    text = re.sub(r"\s", "", page.extract_text())
    assert "Whatismissing" in text  # the last line of the last panel


def test_letter_and_another_language(engine):
    drawn = draw_pocket(replace(sample(), paper="Letter", language="ar"), templates=stock_templates(), engine=engine)
    page = PdfReader(BytesIO(drawn.pdf)).pages[0]
    assert [round(float(size)) for size in page.mediabox[2:]] == [612, 792]
    assert PdfReader(BytesIO(drawn.pdf)).trailer["/Root"]["/Lang"] == "ar"
    assert drawn.missing == ""


def test_what_was_withdrawn_and_what_the_desk_says_are_never_left_out():
    one = sample()
    notices = tuple(Notice(level="warning", text=f"Source {n} failed") for n in range(5))
    taken = tuple(Notice(level="withdrawn", text=f"Report {n} was withdrawn", number=1) for n in range(5))
    one = replace(one, notices=(*notices, *taken), desk_comments=(DeskComment(text="Read with care.", by="Ana"),))
    lines = front_lines(one, wording_for(one, stock_templates()))
    assert [line.value.text for line in lines if line.kind == "notice"][:5] == [notice.text for notice in taken]
    assert [line.value for line in lines if line.kind == "more"] == [2]
    assert [line.value.text for line in lines if line.kind == "comment"] == ["Read with care."]
    assert "Read with care." in pocket_page(one, templates=stock_templates())
