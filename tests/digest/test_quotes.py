"""Who said what: own labelled passages, and the rules that each must keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.digest.places import judge_places
from briefing.digest.quotes import MOST, find_quotes
from briefing.digest.quotes_marks import masked, spans_of
from briefing.model import Quote

LABELS = Path(__file__).with_name("quotes.tsv")
Label = tuple[str, str, str, str, str]


def labelled() -> list[tuple[tuple[str, ...], list[Label]]]:
    found = []
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        passage, told = line.split("\t")
        wanted = [] if told == "-" else [label_of(item) for item in told.split(" || ")]
        found.append((tuple(p.strip() for p in passage.split("¶")), wanted))
    return found


def label_of(item: str) -> Label:
    kind, who, role, to, first = item.split(";")
    return kind, who, role, to, first


def matches(quote: Quote, label: Label) -> bool:
    kind, who, role, to, first = label
    same = (quote.indirect, quote.who, quote.role, quote.to) == (kind == "I", who, role, to)
    return same and any(part.startswith(first) for part in quote.parts)


def scores() -> tuple[float, float, list[str]]:
    hits = found = wanted = 0
    faults = []
    for paragraphs, labels in labelled():
        quotes = find_quotes(paragraphs)
        right = sum(any(matches(q, label) for q in quotes) for label in labels)
        hits, found, wanted = hits + right, found + len(quotes), wanted + len(labels)
        if right < max(len(labels), len(quotes)):
            faults.append(f"{' ¶ '.join(paragraphs)} -> {[(q.indirect, q.who, q.role, q.to, q.parts) for q in quotes]}")
    return hits / found, hits / wanted, faults


def test_labelled_passages_keep_their_precision_and_recall() -> None:
    precision, recall, faults = scores()
    assert len(labelled()) >= 100
    assert precision >= 0.98, "\n".join(faults)
    assert recall >= 0.97, "\n".join(faults)


def test_every_part_is_the_wires_own_words_and_the_evidence_holds_it() -> None:
    for paragraphs, _ in labelled():
        whole = " ".join(paragraphs)
        for quote in find_quotes(paragraphs):
            assert all(part in whole and part in quote.evidence for part in quote.parts)


def test_a_split_quotation_has_two_parts() -> None:
    (quote,) = find_quotes(['"All guests leave the island," Falk said. "They will go at dawn."'])
    assert quote.parts == ("All guests leave the island,", "They will go at dawn.")


def test_a_quotation_over_paragraphs_is_one() -> None:
    (quote,) = find_quotes(['Police Chief Mary Odu said: "We found eleven boxes.', '"All of them were empty.',
                            '"The search goes on."', "Nobody else spoke."])  # fmt: skip
    assert quote.parts == ("We found eleven boxes.", "All of them were empty.", "The search goes on.")
    assert quote.paragraph == 0


def test_the_country_is_that_of_the_role() -> None:
    paragraphs = ['"The draft is ready and we wait," Russian Deputy Foreign Minister Ivan Petrov said.',
                  '"We have waited long enough," Petrov said.']  # fmt: skip
    quotes = find_quotes(paragraphs, mentions=judge_places(headline="", paragraphs=paragraphs).mentions)
    assert [q.country for q in quotes] == ["RU", "RU"]


@pytest.mark.parametrize("text", ["", '"', '"""""" said', "“" * 5000, "' " * 5000, "Falk said " * 3000, "«»" * 2000])
def test_no_text_is_too_odd(text: str) -> None:
    assert len(find_quotes([text])) <= MOST


def test_other_languages_are_left_alone() -> None:
    assert find_quotes(['"We will sit down on Monday," Anna Berg said.'], language="fr") == ()


def test_masking_keeps_every_offset() -> None:
    text = "Falk said: “We go.” Then “they” came."
    assert len(masked(text, spans_of(text))) == len(text)
