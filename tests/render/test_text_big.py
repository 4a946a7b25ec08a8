"""The plain text of a big story, and of how a storyline joined another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from briefing.model import BigStory, Closure, Dispatch, LineChange, Reaction, Reactions
from briefing.render import stock_templates
from briefing.render.html import render_html, wording_for
from briefing.render.text import render_text
from tests.render.builders import card, with_card

AT = datetime(2022, 1, 6, 15, 30, tzinfo=UTC)
BIG = BigStory(
    wires=31,
    dispatches=(
        Dispatch(at=AT, day_only=False, text="The dam held.", note=1, language="en", publisher="EXW"),
    ),
    more=7,
    closures=(Closure(what="airport", text="The airport was closed.", note=2, language="en", at=AT),),
    reactions=(
        Reactions(
            country="FR",
            name="France",
            said=(
                Reaction(who="Jean Dupont", role="French Foreign Minister", note=1, language="en", at=AT,
                         parts=("We will not recognise them.",)),
                Reaction(who="the ministry", role="", note=2, language="en", at=AT, text="The ministry said no more."),
            ),
        ),
    ),
)  # fmt: skip
JOINED = LineChange(kind="joined", line="s-a", other="s-b", at=AT, headline="Ferry sinks off Korvat", why="words")


def test_both_forms_tell_all_of_it() -> None:
    one = with_card(replace(card(1, "Floods in the north", "Water rose.^1"), big=BIG, changes=(JOINED,)))
    text = " ".join(render_text(one, wording_for(one, stock_templates())).split())
    assert "Latest first - 6 Jan, 16:30: The dam held. (EXW) [1] - and 7 more wires" in text
    assert "- airports: The airport was closed. [2]" in text
    assert "- France: “We will not recognise them.” Jean Dupont, French Foreign Minister [1]" in text
    assert "- France: The ministry said no more. [2]" in text
    assert "- Joined with: Ferry sinks off Korvat (Thu 6 Jan" in text
    page = render_html(one, templates=stock_templates())
    for words in ("What governments said", "We will not recognise them.", "The ministry said no more.", "Jean Dupont"):
        assert words in page
    assert "“Ferry sinks off Korvat” (Thu 6 Jan" in page
