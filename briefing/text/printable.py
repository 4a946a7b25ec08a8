"""Sentences of a wire that may stand alone on a page, and whether one says more than what is printed already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from briefing.model import Wire
from briefing.text.sentences import split_sentences
from briefing.text.severity import SPELT

LONGEST = 420  # letters of a sentence that is still printed
SHORTEST = 30
SHORTEST_OF_ALL = 8
# The dead and hurt of an event are news in however few words: "Five people died."
TOLL = re.compile(
    rf"\b(?:\d[\d,.]*|one|{'|'.join(SPELT)}|several|dozens|scores|hundreds|thousands|no\s+one|nobody|none)\b[^,;:]*?"
    r"\b(?:killed|dead|died|slain|drowned|perished|wounded|injured|hurt|missing)\b",
    re.IGNORECASE,
)
ELLIPSIS = re.compile(r"(\.\.\.|…|\[…\]|\[\.\.\.\])\W*$")
# Token-set ratio (0 to 100) from which a sentence says nothing that is not said already; read off the sample wires:
# reworded ledes of one event score 70 and more, ledes with a new fact 35 to 65.
SAID_ALREADY = 68
# Or this share of the shorter one's content words: "said both sides had agreed on guiding principles" after a lede
# that says so has .6 and more, a lede with a new fact under .45.
SHARED_WORDS = 0.55
HANGING = re.compile(
    r"^(he|she|it|they|his|her|their|its|this|these|those|that|such|there|but|and|or|so|also|however|meanwhile|"
    r"moreover|then|in addition|additionally|according to (him|her|them)|the (two|former|latter|same|source|sources|"
    r"official|spokesman|spokesperson|spokeswoman|minister|president|diplomat|statement|document|man|woman|report|"
    r"company|move|decision|parties|sides|politician|agency))\b",
    re.IGNORECASE,
)
SPEAKER = re.compile(r"\b(said|says|told|stated|announced|noted|stressed|warned|added|wrote)\b")
NOISE = re.compile(
    r"(click here|subscribe|sign up|read more|follow us|all rights reserved|getty images|photo by|listen to|"
    r"newsletter|advertisement|file photo|this (article|story|is a developing))",
    re.IGNORECASE,
)


def licensed_rows(wire: Wire, rows: Sequence[int]) -> Sequence[int]:
    """Those of the rows that the wire's licence lets us print: none for "headline", the first for "lede"."""
    if wire.licence == "headline":
        return ()
    return [row for row in rows if row == 0] if wire.licence == "lede" else rows


def printable(wire: Wire, rows: Sequence[int]) -> list[str]:
    """Whole sentences of those paragraphs, short ones only where they tell a toll; a sentence cut off by the feed
    ("...") is left out."""
    found: list[str] = []
    for row in licensed_rows(wire, rows):
        text = wire.paragraphs[row][:4000] if row < len(wire.paragraphs) else ""
        found += [text[a:b].strip() for a, b in split_sentences(text)]
    whole = [s for s in found if _is_long_enough(s) and len(s) <= LONGEST and not NOISE.search(s) and not is_cut(s)]
    # A wire of a few words, or one whose feed leaves the full stop off, is printed as it is rather than not at all.
    return whole or [s for s in found if SHORTEST_OF_ALL <= len(s) <= LONGEST and not ELLIPSIS.search(s)]


def _is_long_enough(sentence: str) -> bool:
    return len(sentence) >= SHORTEST or (len(sentence) >= SHORTEST_OF_ALL and bool(TOLL.search(sentence)))


def is_cut(sentence: str) -> bool:
    """Does the feed break it off, or does it end in no stop?"""
    return bool(ELLIPSIS.search(sentence)) or not re.search(r"[.!?。؟।\"”»')]$", sentence)


def says_more(sentence: str, taken: Sequence[str], *, follows: bool = False) -> bool:
    """May the sentence be printed after those taken: it stands by itself and is no rewording of one of them.

    ``follows``: the sentence before it in its wire was taken, so it may open with "He added".
    """
    if (HANGING.match(sentence) and not follows) or (sentence[:1] in '"“«' and not SPEAKER.search(sentence)):
        return False
    folded, words = sentence.casefold(), content_words(sentence)
    for said in taken:
        if fuzz.token_set_ratio(folded, said.casefold()) >= SAID_ALREADY:
            return False
        other = content_words(said)
        if len(words & other) >= SHARED_WORDS * min(len(words), len(other)):
            return False
    return True


def content_words(text: str) -> frozenset[str]:
    """The first five letters of each word of four and more: "talks" and "talking" count as one."""
    return frozenset(word[:5] for word in re.findall(r"[^\W_]{4,}", text.casefold()))
