"""What the daybook's table has no room for stands at the back of the page; nothing is left out."""

from __future__ import annotations

import re

from briefing.render import stock_templates
from briefing.render.html import render_html
from briefing.render.ics import render_ics
from tests.render.builders import edition, entry, note
from tests.render.reading import Page

DAYBOOK = tuple(
    entry(n, f"2022-01-{n + 7:02}", f"Session {n} of the council", "Vienna", "OSCE", status="confirmed")
    for n in (1, 2, 3)
)
ONE = edition(
    daybook=DAYBOOK, daybook_back=(DAYBOOK[1].uid, DAYBOOK[2].uid), notes=tuple(note(n, "Council") for n in (1, 2, 3))
)


def test_the_table_says_how_many_more_there_are_and_leads_to_them() -> None:
    html = render_html(ONE, templates=stock_templates())
    table = html[html.index('<section class="daybook') : html.index("</table>")]
    assert "Session 1" in table
    assert "Session 2" not in table
    assert '<a href="#daybook-back">+2 more dates, at the back</a>' in table
    back = html[html.index('id="daybook-back"') :]
    assert re.findall(r"Session \d", back)[:2] == ["Session 2", "Session 3"]
    assert "(confirmed)" in back


def test_every_entry_has_its_place_and_its_note_once() -> None:
    page = Page(render_html(ONE, templates=stock_templates()))
    assert len(page.ids) == len(set(page.ids))
    assert {"note-1", "note-2", "note-3", "daybook-back"} <= set(page.ids)


def test_the_calendar_has_them_all() -> None:
    assert render_ics(ONE).count(b"BEGIN:VEVENT") == 3


def test_where_all_fit_there_is_no_list_at_the_back() -> None:
    assert "daybook-back" not in render_html(edition(daybook=DAYBOOK), templates=stock_templates())
