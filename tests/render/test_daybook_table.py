"""The daybook's table: promises without a report, and what took place unannounced, below what is ahead."""

from __future__ import annotations

import json

from briefing.model import GlanceLine
from briefing.render import stock_templates
from briefing.render.html import render_html, wording_for
from briefing.render.ics import render_ics
from briefing.render.jsonform import render_json
from briefing.render.text import render_text
from tests.render.builders import edition, entry, note
from tests.render.reading import Page

OVERDUE = entry(1, "2022-01-04", "Round of border talks", "Batken", "Kyrgyzstan", status="overdue", heard=12, notes=())
AHEAD = entry(2, "2022-01-09", "Session of the council", "Vienna", "OSCE")
CALL = entry(3, "2022-01-05", "Two ministers held a phone call", None, "Kenya", "Ethiopia", status="held")
ONE = edition(
    daybook=(OVERDUE, AHEAD), held=(CALL,), notes=(note(2, "Council to meet"), note(3, "Ministers speak by phone"))
)


def test_the_page_says_that_no_report_was_found_and_in_how_many_sources() -> None:
    text = " ".join(Page(render_html(ONE, templates=stock_templates())).text.split())
    assert "no report found in the 12 sources heard" in text
    assert text.index("Round of border talks") < text.index("Session of the council")
    assert text.index("Session of the council") < text.index("Held in the period, not announced before")
    assert text.index("not announced before") < text.index("Two ministers held a phone call")


def test_what_took_place_keeps_its_source_note_on_the_page() -> None:
    page = Page(render_html(ONE, templates=stock_templates()))
    assert {"note-2", "note-3"} <= set(page.ids)


def test_plain_text_and_json_tell_the_same() -> None:
    text = render_text(ONE, wording_for(ONE, stock_templates()))
    assert "no report found in the 12 sources heard" in " ".join(text.split())
    assert text.index("Session of the council") < text.index("Two ministers held a phone call")
    rows = json.loads(render_json(ONE))["daybook"]
    assert [(r["status"], r["heard"]) for r in rows] == [("overdue", 12), ("planned", 0), ("held", 0)]


def test_the_calendar_holds_what_was_announced_alone() -> None:
    calendar = render_ics(ONE)
    assert calendar.count(b"BEGIN:VEVENT") == 2
    assert b"phone call" not in calendar


def test_the_same_parties_in_two_places_are_said_to_be_the_same_day_and_no_clash() -> None:
    html = render_html(
        edition(daybook=(entry(1, "2022-01-12", "Talks", "Geneva", "Russia", clash=True),)), templates=stock_templates()
    )
    assert "Same day: these parties" in str(html)
    assert "Clash" not in str(html)


def test_a_glance_line_says_that_no_report_was_found_and_where_it_was_looked_for() -> None:
    line = GlanceLine(text="Batken: border talks", target=OVERDUE.uid, kind="daybook", status="overdue")
    one = edition(daybook=(OVERDUE,), glance=(line,))
    html = " ".join(Page(render_html(one, templates=stock_templates())).text.split())
    text = " ".join(render_text(one, wording_for(one, stock_templates())).split())
    assert html.count("no report found in the 12 sources heard") == 2
    assert text.count("no report found in the 12 sources heard") == 2


def test_the_text_edition_gives_the_hour_as_stated() -> None:
    one = edition(daybook=(entry(1, "2022-01-12", "Talks", "Geneva", clock="14:00 Moscow time"),))
    assert "14:00 Moscow time" in render_text(one, wording_for(one, stock_templates()))
