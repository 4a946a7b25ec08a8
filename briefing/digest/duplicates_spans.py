"""Texts of one hand where no credit says so: they share long runs of words outside what either quotes.

Two reporters at one event share its quotes and the statement handed out there. They do not choose the same words for
the rest in two places. So what stands in quotation marks does not count, nor does one shared passage alone: that is
what a statement printed without marks looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefing.model import Wire
from briefing.text.terms import words

SPAN_WORDS = 8  # words in a row that two hands do not choose alike
SPANS = 2  # paragraphs of the shorter text that hold such a run; fewer may be one statement
SHARED_WORDS = 30  # words within such runs, outside quotes
SHARED_PART = 0.2  # the same as a share of the shorter text
MOST_LETTERS = 12_000

_QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,2000}[\"”“»]")
_HANDED_OUT = re.compile(r"\b(?:statement|communiqu[eé]|text|declaration|resolution|decree)\b[^.\n]{0,80}:\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Spans:
    """The runs of a text outside quotes, by paragraph."""

    paragraphs: tuple[tuple[str, ...], ...]
    runs: frozenset[tuple[str, ...]]
    size: int  # words outside quotes


@lru_cache(maxsize=256)  # asked for story by story; one takes some 20 kB
def spans_of(paragraphs: tuple[str, ...]) -> Spans:
    """The own words of a text: without what is quoted, and without the paragraph that a statement is announced for."""
    left, kept = MOST_LETTERS, []
    for before, text in pairwise(("", *paragraphs)):
        if left > 0 and not _HANDED_OUT.search(before):
            kept.append(tuple(w.casefold() for w in words(_QUOTED.sub(" ¶ ", text[:left]))))
        left -= len(text)
    runs = frozenset(run for own in kept for run in _runs(own))
    return Spans(paragraphs=tuple(kept), runs=runs, size=sum(map(len, kept)))


def _runs(own: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(own[i : i + SPAN_WORDS]) for i in range(len(own) - SPAN_WORDS + 1)]


def one_hand(a: Wire, b: Wire) -> bool:
    """Whether two wires share so many own words, in so many places, that one was written from the other."""
    if a.language != b.language and "und" not in (a.language, b.language):
        return False
    first, second = spans_of(a.paragraphs), spans_of(b.paragraphs)
    shared = first.runs & second.runs
    if not shared:
        return False
    shorter = min(first, second, key=lambda s: s.size)
    places = [_covered(own, shared) for own in shorter.paragraphs]
    total = sum(places)
    return sum(n > 0 for n in places) >= SPANS and total >= max(SHARED_WORDS, SHARED_PART * shorter.size)


def _covered(own: Sequence[str], shared: frozenset[tuple[str, ...]]) -> int:
    """How many words of a paragraph lie within shared runs."""
    inside: set[int] = set()
    for at, run in enumerate(_runs(own)):
        if run in shared:
            inside.update(range(at, at + SPAN_WORDS))
    return len(inside)
