"""The opening on what changed: every note that its lines cite is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from briefing.model import Since, SinceLine
from briefing.render import stock_templates
from briefing.render.html import render_html
from tests.render.builders import card, note, with_card


def test_the_note_of_a_silent_story_is_printed() -> None:
    quiet = SinceLine(kind="quiet", text="Talks on the river", days=2, number=1, notes=(3,))
    since = Since(number=1, on=date(2022, 1, 5), new=1, updated=0, continuing=0, lines=(quiet,))
    plain = with_card(card(1, "A bridge reopens", "Lorries crossed the bridge.^1"))
    whole = replace(plain, notes=(note(1, "First"), note(2, "Second"), note(3, "Third")), since=since)
    page = render_html(whole, templates=stock_templates())
    assert "Talks on the river" in page
    cited = set(re.findall(r'href="#note-(\d+)"', page))
    assert "3" in cited
    assert all(f'id="note-{number}"' in page for number in cited)
