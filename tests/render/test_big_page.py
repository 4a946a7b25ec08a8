"""A big story on the page: its further matter stands there with its notes."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from briefing.model import BigStory, Closure, Dispatch, Edition
from briefing.render import stock_templates
from briefing.render.html import render_html
from briefing.render.jsonform import render_json
from tests.render.builders import NOW, card, note, with_card

BIG = BigStory(
    wires=30,
    dispatches=(
        Dispatch(
            at=NOW, day_only=False, text="Shots <i>near</i> the mint.", note=2, language="en", publisher="Northwire"
        ),
    ),
    more=3,
    closures=(Closure(what="airport", text="The airport was closed.", note=3, language="en", at=NOW),),
)


def edition() -> Edition:
    whole = with_card(replace(card(1, "A city in revolt", "Crowds filled the square.^1"), big=BIG))
    return replace(whole, notes=(note(1, "First"), note(2, "Second"), note(3, "Third")))


def test_the_page_prints_it_with_its_notes() -> None:
    page = render_html(edition(), templates=stock_templates())
    text = " ".join(re.sub(r"<[^>]+>", " ", page.split("<body>", 1)[1]).split())
    assert "Shots &lt;i&gt;near&lt;/i&gt; the mint." in text
    assert "and 3 more wires" in text
    assert "Airports The airport was closed." in text
    cited = set(re.findall(r'href="#note-(\d+)"', page))
    assert {"2", "3"} <= cited
    assert all(f'id="note-{number}"' in page for number in cited)


def test_the_json_says_the_same() -> None:
    story = json.loads(render_json(edition()))["stories"][0]
    assert story["big"]["more"] == 3
    assert story["big"]["closures"][0]["text"] == "The airport was closed."
