"""Quotations, tracks and speakers on the page and in plain text: every word and its note, marks once."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from briefing.model import CardQuote, Edition, Position, Round, Sentence, Speaker, Track
from briefing.render import stock_templates
from briefing.render.html import render_html, wording_for
from briefing.render.jsonform import render_json
from briefing.render.text import render_text
from tests.render.builders import NOW, card, note, with_card

WORDS = "We expect <b>an answer</b> & nothing else before Monday,"
OTHER = "We await an answer and nothing else before Monday,"


def edition() -> Edition:
    quote = CardQuote(
        who="Anna Berg", role="Norlandish Foreign Minister", to="told Northwire", parts=(WORDS,), note=1, wires=3,
        first_by="Northwire", first_at=NOW, changed=(OTHER,), changed_note=2,
    )  # fmt: skip
    one = replace(card(1, "Talks go on", "The talks go on.^1"), sections=("security-talks",), quotes=(quote,))
    whole = replace(with_card(one), notes=(note(1, "First"), note(2, "Second"), note(3, "Third")))
    track = Track(
        id="track-1",
        parties=("Norland", "Sudoria"),
        format="border talks",
        last=Round(on="2022-01-04", until=None, what="second round", where="Geneva", notes=(3,), wires=("w3",)),
        next=None,
        documents=(Sentence(text="Norland handed over a draft treaty.", note=3),),
        positions=(Position(party="Sudoria", who="Ivo Dane", role="envoy", note=2, at=NOW, wire="w2", parts=(OTHER,)),),
        changed=("last", "document"),
        since_on="2022-01-05",
    )
    desks = tuple(replace(desk, key="security-talks") for desk in whole.desks[:1])
    speaker = Speaker(name="Anna Berg", role="Norlandish Foreign Minister", stories=(one.id,))
    return replace(whole, desks=desks, tracks=(track,), speakers=(speaker,))


def shown(page: str) -> str:
    body = page.split("<body>", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_the_page_prints_quotation_track_and_index() -> None:
    page = render_html(edition(), templates=stock_templates())
    text = shown(page)
    assert "“We expect &lt;b&gt;an answer&lt;/b&gt; &amp; nothing else before Monday,”" in text
    assert "““" not in text
    assert "<q" not in page
    assert "Changed wording" in text
    assert "Norland – Sudoria" in text
    assert "last round, papers" in text
    assert re.search(r"Anna Berg , Norlandish Foreign Minister 1\b", text)


def test_every_note_that_is_cited_is_printed() -> None:
    page = render_html(edition(), templates=stock_templates())
    cited = set(re.findall(r'href="#note-(\d+)"', page))
    assert {"1", "2", "3"} <= cited
    assert all(f'id="note-{number}"' in page for number in cited)


def test_an_edition_without_them_prints_no_empty_part() -> None:
    bare = replace(edition(), tracks=(), speakers=())
    page = render_html(bare, templates=stock_templates())
    assert 'id="speakers"' not in page
    assert 'id="tracks"' not in page


def test_plain_text_and_json_say_the_same() -> None:
    whole = edition()
    text = " ".join(render_text(whole, wording_for(whole, stock_templates())).split())
    for words in (
        f"“{WORDS}” Anna Berg",
        f"Changed wording: “{OTHER}” [2]",
        "Norland - Sudoria (border talks)",
        "On the table: Norland handed over a draft treaty. [3]",
        "Anna Berg, Norlandish Foreign Minister 1",
    ):
        assert words in text, words
    value = json.loads(render_json(whole))
    assert value["stories"][0]["quotes"][0]["parts"] == [WORDS]
    assert value["tracks"][0]["last"]["where"] == "Geneva"
    assert value["speakers"][0]["name"] == "Anna Berg"
