"""Quotations on cards: the best, each once, first use and changed wording; the index of speakers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefing.edition.make import make_edition
from briefing.edition.speakers import differs, fold, is_same
from briefing.model import Edition, Quote, Wire
from tests.edition.builders import analysis, brief, digest, story, wire

READY = "We are ready to open the northern crossing before the winter comes,"
READY_AGAIN = "We are prepared to open that northern crossing before winter comes,"
REFUSED = "Nobody in this government will ever accept soldiers at the northern crossing,"


def said(text: str, **more: Any) -> Quote:
    values: dict[str, Any] = {
        "who": "Anna Berg", "role": "Norlandish Foreign Minister", "country": "NO", "parts": (text,),
        "evidence": f'"{text}" Norlandish Foreign Minister Anna Berg said.', "paragraph": 0,
    }  # fmt: skip
    return Quote(**(values | more))


def made(quotes: dict[str, list[Quote]], *, wires: list[Wire] | None = None, **more: Any) -> Edition:
    wires = wires or [wire(key, hours=6 - n, publisher=key.upper()) for n, key in enumerate(quotes)]
    told = digest([story("s", *wires, summary=())], wires)
    analyses = {w.id: replace(analysis(w, sections=("regional-crises",)), quotes=tuple(quotes[w.id])) for w in wires}
    return make_edition(replace(told, analyses=analyses), brief(**more))


def test_a_card_prints_the_words_with_speaker_office_and_note() -> None:
    edition = made({"a": [said(READY, to="told EXW")]})
    (quote,) = edition.cards()[0].quotes
    assert (quote.who, quote.role, quote.to, quote.parts) == (
        "Anna Berg", "Norlandish Foreign Minister", "told EXW", (READY,),
    )  # fmt: skip
    assert quote.note in {n.number for n in edition.notes if n.wire_id == "a"}
    assert quote.first_by == ""
    assert quote.wires == 1


def test_one_quotation_in_three_wires_is_one_with_its_first_use() -> None:
    edition = made({"a": [said(READY)], "b": [said(READY)], "c": [said(READY)]})
    (quote,) = edition.cards()[0].quotes
    assert (quote.wires, quote.first_by) == (3, "A")
    assert quote.first_at is not None
    assert quote.changed == ()


def test_other_words_for_the_same_statement_are_both_shown() -> None:
    edition = made({"a": [said(READY)], "b": [said(READY_AGAIN)]})
    (quote,) = edition.cards()[0].quotes
    assert (quote.parts, quote.changed) == ((READY,), (READY_AGAIN,))
    assert quote.changed_note in {n.number for n in edition.notes if n.wire_id == "b"}


def test_a_shorter_cut_is_no_changed_wording() -> None:
    short = " ".join(READY.split()[:9]) + ","
    assert is_same(fold(READY), fold(short))
    assert not differs(fold(READY), fold(short))


def test_the_wording_of_an_earlier_edition_is_remembered() -> None:
    first = made({"a": [said(READY)]})
    second = made({"b": [said(READY_AGAIN)]}, earlier=(first,), number=2)
    (quote,) = second.cards()[0].quotes
    assert (quote.parts, quote.changed) == ((READY_AGAIN,), (READY,))
    assert {n.number: n.wire_id for n in second.notes}[quote.changed_note] == "a"


def test_two_quotations_only_from_two_sides() -> None:
    other = said(REFUSED, who="Ivo Dane", role="Sudorian Defence Minister", country="SU")
    same_side = said(REFUSED, who="Ivo Dane", role="Norlandish Defence Minister")
    assert len(made({"a": [said(READY), other]}).cards()[0].quotes) == 2
    assert len(made({"a": [said(READY), same_side]}).cards()[0].quotes) == 1


def test_what_the_sentences_say_is_not_said_again() -> None:
    one = wire("a", f'"{READY}" Norlandish Foreign Minister Anna Berg said.', publisher="A")
    told = digest([story("s", one)], [one])
    told = replace(told, analyses={"a": replace(told.analyses["a"], quotes=(said(READY),))})
    card = make_edition(told, brief()).cards()[0]
    assert READY in card.sentences[0].text
    assert card.quotes == ()


def test_licence_kind_and_length_are_kept() -> None:
    for quote, keys in (
        (said(READY), {"licence": "headline"}),
        (said(READY, paragraph=1), {"licence": "lede"}),
        (said(READY, indirect=True), {}),
        (said("We are ready."), {}),
        (said("to open the northern crossing before the winter comes to us"), {}),
    ):
        one = wire("a", "Something happened on Wednesday.", "More of it.", **keys)
        assert made({"a": [quote]}, wires=[one]).cards()[0].quotes == ()


def test_the_index_names_persons_with_their_stories() -> None:
    other = said(REFUSED, who="Ivo Dane", role="Sudorian Defence Minister", country="SU")
    source = said(
        "The northern crossing will stay closed for the winter at least,", who="a source", role="", named=False
    )
    edition = made({"a": [said(READY), other, source]})
    assert [(s.name, s.role, s.stories) for s in edition.speakers] == [
        ("Anna Berg", "Norlandish Foreign Minister", ("s",)),
        ("Ivo Dane", "Sudorian Defence Minister", ("s",)),
    ]
