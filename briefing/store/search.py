"""Words for the full-text index and queries on it. Pure text work; the index itself is SQLite's FTS5 or, of the same
words, PostgreSQL's (``store.lexemes``).

Scripts without spaces between words (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese) are cut into overlapping
pairs of characters, as Lucene's CJK analyzer does: 北京会谈 is indexed as 北京 京会 会谈 谈, and a query of two or more
characters becomes a phrase of its pairs. The alternatives: unicode61 alone finds no Chinese word, and trigrams find
none of two characters, which most Chinese words are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"  # Hangul letters, kana
    "\u3005\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"  # Han, Hangul
    "\U00020000-\U0003ffff"  # rare Han
)
RUN = re.compile(f"[{UNSPACED}]+")
# an optional minus, then a quoted phrase or a word; curly quotes count as quotes
TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})


class Term(NamedTuple):
    """A word or a phrase: its words must follow one another, the last may go on where ``prefix``; ``barred``: it must
    not occur."""

    text: str
    prefix: bool
    barred: bool


def index_text(text: str) -> str:
    """``text`` as the index takes it: NFC, runs of unspaced script cut into pairs and their last character."""
    return _cut(text, lambda run: [*_pairs(run), run[-1]])


def match_query(query: str) -> str | None:
    """What a person typed as an FTS5 expression; None where it holds no word to look for.

    All words must occur; "several words" in quotes must follow one another; word* matches what begins so; -word must
    not occur. Anything else is text: no input is an error.
    """
    asked = asked_for(query)
    wanted = [_phrase(term) for term in asked if not term.barred]
    barred = [_phrase(term) for term in asked if term.barred]
    if not wanted:
        return None
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(barred)})" if barred else expression


def asked_for(query: str) -> list[Term]:
    """What a person typed, piece by piece; pieces that hold no letter or digit are left out."""
    found = []
    for minus, phrase, word in TERM.findall(query.translate(QUOTES)):
        if cleaned := _clean(phrase or word):
            # a lone unspaced character is looked for as the first of a pair or the last of a run
            alone = len(cleaned) == 1 and RUN.fullmatch(cleaned) is not None
            prefix = alone or (bool(word) and word.endswith("*"))
            found.append(Term(text=_cut(cleaned, _pairs).strip(), prefix=prefix, barred=bool(minus)))
    return found


def _phrase(term: Term) -> str:
    """One FTS5 phrase."""
    return f'"{term.text}"' + ("*" if term.prefix else "")


def _clean(text: str) -> str:
    """``text`` without what the tokenizer drops; empty where nothing is left."""
    kept = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in text)
    return " ".join(kept.split())


def _cut(text: str, pieces: Callable[[str], list[str]]) -> str:
    return RUN.sub(lambda found: f" {' '.join(pieces(found[0]))} ", unicodedata.normalize("NFC", text))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
