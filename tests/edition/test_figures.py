"""Figures side by side: a row for each source, never a merged number, and no table where nothing is told by it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from briefing.edition.compare import compare
from briefing.edition.make import make_edition
from briefing.model import Claim, Edition, FigureTable, Notice, Wire
from briefing.render import stock_templates
from briefing.render.html import render_html, wording_for
from briefing.render.jsonform import render_json
from briefing.render.text import render_text
from tests.edition.builders import analysis, brief, digest, story, wire


def gave(text: str, low: float | None, **more: Any) -> Claim:
    values: dict[str, Any] = {"kind": "killed", "text": text, "low": low, "high": low, "counted": "people"}
    return Claim(**(values | more))


def made(
    claims: dict[str, list[Claim]],
    *,
    wires: list[Wire] | None = None,
    repeats: dict[str, str] | None = None,
    **more: Any,
) -> Edition:
    wires = wires or [wire(key, hours=6 - n, publisher=key.upper()) for n, key in enumerate(claims)]
    told = digest([story("s", *wires, summary=())], wires, repeats=repeats or {})
    analyses = {w.id: replace(analysis(w, sections=("regional-crises",)), claims=tuple(claims[w.id])) for w in wires}
    return make_edition(replace(told, analyses=analyses), brief(**more))


def tables(*args: Any, **more: Any) -> tuple[FigureTable, ...]:
    return made(*args, **more).cards()[0].figures


def test_two_sources_that_differ_stand_side_by_side_the_newest_first() -> None:
    edition = made({"a": [gave("12", 12, said_by="the mayor")], "b": [gave("15", 15)]})
    (table,) = edition.cards()[0].figures
    assert [(r.value, r.said_by, r.origin) for r in table.rows] == [("15", "", "B"), ("12", "the mayor", "A")]
    assert (table.low, table.high, table.differs) == (12, 15, True)
    assert {r.note for r in table.rows} <= set(edition.cards()[0].notes)


def test_at_least_12_and_15_can_both_be_right() -> None:
    (table,) = tables({"a": [gave("at least 12", 12, high=None)], "b": [gave("15", 15)]})
    assert not table.differs


@pytest.mark.parametrize(
    "other",
    [
        gave("12", 12),
        gave("dozens", None),
        gave("15", 15, kind="injured"),
        gave("15", 15, counted="Russian soldiers"),
        gave("15", 15, since="since the war began"),
        gave("90", 90),
        gave("15", 15, paragraph=9),
    ],
)
def test_no_table_where_sources_agree_or_count_another_thing(other: Claim) -> None:
    assert tables({"a": [gave("12", 12)], "b": [other]}) == ()


def test_russian_and_ukrainian_losses_never_share_a_table() -> None:
    told = {"a": [gave("12", 12, counted="Russian soldiers")], "b": [gave("15", 15, counted="Ukrainian soldiers")]}
    assert tables(told) == ()


def test_two_towns_never_share_a_table_and_a_country_holds_its_towns() -> None:
    almaty, astana = {"place": "Almaty", "country": "KZ"}, {"place": "Astana", "country": "KZ"}
    assert tables({"a": [gave("12", 12, **almaty)], "b": [gave("15", 15, **astana)]}) == ()
    land = {"place": "KZ", "country": "KZ"}  # the builders' names of countries are their codes
    assert len(tables({"a": [gave("12", 12, **almaty)], "b": [gave("15", 15, **land)]})) == 1


def test_a_copy_gives_no_row() -> None:
    assert tables({"a": [gave("12", 12)], "b": [gave("15", 15)]}, repeats={"b": "copy of a"}) == ()


def test_a_source_gives_one_row_its_newest() -> None:
    wires = [wire("a", hours=6), wire("b", hours=5), wire("c", hours=4, publisher="OTHER")]
    told = {"a": [gave("10", 10)], "b": [gave("12", 12)], "c": [gave("15", 15)]}
    (table,) = tables(told, wires=wires)
    assert [r.value for r in table.rows] == ["15", "12"]


def test_what_a_source_gave_in_an_earlier_edition_is_shown() -> None:
    first = made({"a": [gave("12", 12)], "b": [gave("15", 15)]})
    second = tables({"a": [gave("18", 18)]}, earlier=(first,), number=2)
    assert [(r.value, r.was, r.was_on) for t in second for r in t.rows] == [("18", "12", first.on.isoformat())]


def losses(who: str, text: str, low: float) -> Claim:
    return gave(text, low, counted=f"{who} soldiers")


LOSSES = {
    "a": [losses("Norian", "500", 500), losses("Sudorian", "300", 300)],
    "b": [losses("Norian", "700", 700), losses("Sudorian", "450", 450)],
}


def test_what_a_source_gave_of_one_side_is_not_held_against_the_other() -> None:
    (first,) = [made(LOSSES)]
    assert len(first.cards()[0].figures) == 2
    wires = [wire("n", hours=1, publisher="A")]
    second = tables({"n": [losses("Sudorian", "350", 350)]}, wires=wires, earlier=(first,), number=2)
    assert [(r.value, r.was) for t in second for r in t.rows] == [("350", "300")]


def test_of_two_places_the_one_of_the_figure_is_compared() -> None:
    astana = {"place": "Astana", "country": "KZ"}
    first = made({"a": [gave("20", 20, **astana)], "b": [gave("30", 30, **astana)]})
    table = first.cards()[0].figures[0]
    other = replace(table, place="", rows=tuple(replace(row, value="7", low=7, high=7) for row in table.rows))
    (desk,) = first.desks
    (region,) = desk.regions
    card = replace(region.cards[0], figures=(other, table))
    first = replace(first, desks=(replace(desk, regions=(replace(region, cards=(card,)),)),))
    new = [wire("n", hours=1, publisher="B")]
    second = tables({"n": [gave("40", 40, **astana)]}, wires=new, earlier=(first,), number=2)
    assert [(r.value, r.was) for t in second for r in t.rows] == [("40", "30")]


@pytest.mark.parametrize("kept", [("was", "now"), ("now", "was")])
def test_tables_in_another_order_are_no_change(kept: tuple[str, str]) -> None:
    first = made(LOSSES)
    (desk,) = first.desks
    (region,) = desk.regions
    (card,) = region.cards
    turned = replace(card, figures=card.figures[::-1])
    second = replace(first, desks=(replace(desk, regions=(replace(region, cards=(turned,)),)),))
    pair = {"was": first, "now": second}
    assert not compare(*(pair[name] for name in kept)).changes


def test_a_changed_figure_of_the_second_table_is_named_with_whom_it_counts() -> None:
    first = made(LOSSES)
    changed = LOSSES | {"a": [losses("Norian", "500", 500), losses("Sudorian", "310", 310)]}
    found = [c for c in compare(first, made(changed)).changes if c.kind == "figure"]
    assert [(c.what, c.before, c.after) for c in found] == [("killed", "300", "310")]


def test_a_figure_of_a_withdrawn_wire_is_not_shown_again() -> None:
    first = made({"a": [gave("12", 12)], "b": [gave("15", 15)]})
    gone = Notice(level="withdrawn", text="", number=1, wires=("a",))
    new = wire("a2", hours=1, publisher="A")
    second = tables({"a2": [gave("18", 18)]}, wires=[new], earlier=(first,), number=2, notices=(gone,))
    assert not [r.was for t in second for r in t.rows if r.was]


def test_every_note_a_figure_cites_is_printed() -> None:
    page = render_html(made({"a": [gave("12", 12)], "b": [gave("15", 15)]}), templates=stock_templates())
    cited = set(re.findall(r'href="#note-(\d+)"', page))
    assert cited
    assert all(f'id="note-{number}"' in page for number in cited)


def test_a_licence_for_headlines_gives_no_figure_of_the_text() -> None:
    wires = [wire("a", publisher="A", licence="headline"), wire("b", publisher="B")]
    assert tables({"a": [gave("12", 12)], "b": [gave("15", 15)]}, wires=wires) == ()


def test_the_json_holds_every_row() -> None:
    data = json.loads(render_json(made({"a": [gave("12", 12)], "b": [gave("15", 15)]})))
    (table,) = data["stories"][0]["figures"]
    assert [row["value"] for row in table["rows"]] == ["15", "12"]


def test_the_page_and_the_text_form_draw_every_row() -> None:
    first = made({"a": [gave("10", 10)], "b": [gave("15", 15)]})
    edition = made({"a": [gave("12", 12, said_by="the mayor")], "b": [gave("18", 18)]}, earlier=(first,), number=2)
    templates = stock_templates()
    html = render_html(edition, templates=templates)
    text = render_text(edition, wording_for(edition, templates))
    assert html.count('<table class="figures">') == 1
    assert "<caption>Figures by source: killed, people" in html
    for words in ("the mayor", "before 10", "before 15"):
        assert words in html
        assert words in " ".join(text.split())
