"""What is announced without a day stands in a list of its own, in every form of the edition."""

from __future__ import annotations

import json
from datetime import date

from briefing.model import UndatedEntry
from briefing.render import stock_templates
from briefing.render.html import render_html, wording_for
from briefing.render.ics import render_ics
from briefing.render.jsonform import render_json
from briefing.render.text import render_text
from tests.render.builders import edition, entry, note
from tests.render.reading import Page

SOON = UndatedEntry(
    uid="u1@briefing", when="in the coming days", what="talks between Kenya and Ethiopia", where="Nairobi",
    parties=("Kenya", "Ethiopia"), status="planned", evidence="Talks will be held in the coming days.", notes=(2,),
    wires=("w2",), told_on=date(2022, 1, 5), until=date(2022, 1, 15),
)  # fmt: skip
ONE = edition(
    daybook=(entry(1, "2022-01-09", "Session of the council", "Vienna", "OSCE"),), undated=(SOON,),
    notes=(note(1, "Council to meet"), note(2, "Border talks near")),
)  # fmt: skip


def test_the_page_has_the_words_of_the_time_and_the_day_of_the_wire() -> None:
    page = Page(render_html(ONE, templates=stock_templates()))
    text = " ".join(page.text.split())
    assert text.index("Session of the council") < text.index("Announced without a day")
    assert text.index("Announced without a day") < text.index("“in the coming days”")
    assert "as told on Wed 5 Jan" in text
    assert {"note-1", "note-2"} <= set(page.ids)


def test_plain_text_and_json_have_it_and_the_calendar_has_not() -> None:
    text = " ".join(render_text(ONE, wording_for(ONE, stock_templates())).split())
    assert "“in the coming days” (as told on Wed 5 Jan): talks between Kenya and Ethiopia, Nairobi" in text
    (row,) = json.loads(render_json(ONE))["undated"]
    assert (row["when"], row["told_on"], row["where"]) == ("in the coming days", "2022-01-05", "Nairobi")
    assert b"coming days" not in render_ics(ONE)


def test_an_edition_with_nothing_but_such_a_line_still_has_its_table() -> None:
    text = Page(render_html(edition(daybook=(), undated=(SOON,)), templates=stock_templates())).text
    assert "in the coming days" in text
