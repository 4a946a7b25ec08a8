"""The words of wires as PostgreSQL's full-text search keeps them, cut as SQLite's index cuts them. Pure text work.

The vectors are written here and not by ``to_tsvector``: the server's parser cuts by the database's locale, tears words
with vowel signs (Devanagari, Thai), and takes addresses and numbers apart in its own way. So one query finds the same
wires in both databases, whatever the locale of the server, and no language's stemmer is guessed.

The cutting is that of FTS5's tokenizer ``unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'``: small letters,
without accents on Latin letters alone. A test holds the two against each other, character by character. They differ
for characters that came into Unicode after SQLite's table (6.1): there SQLite takes what it does not know for letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from briefing.store.search import asked_for

KEPT = ("Co", "Mn", "Mc")  # beside letters and numbers
ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030f\u0311\u031b"
                    "\u0323\u0324\u0325\u0326\u0327\u0328\u032d\u032e\u0330\u0331")  # fmt: skip
LAST_PLACE = 16383  # PostgreSQL counts no further: from there on phrases are not told apart
LONGEST_BYTES = 2046  # of one word
MOST_PLACES = 255  # of one word
MOST_BYTES = 1_000_000  # of all; PostgreSQL's own limit is 1 MB
GAP = 8  # between headline and body, so that no phrase reaches over


class _Fold(dict[int, str]):
    """Each character as the index has it: one small letter without its Latin accent, a blank, or nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


def _folded(char: str) -> str:
    if char in ACCENTS:
        return ""
    category = unicodedata.category(char)
    if category[0] not in "LN" and category not in KEPT:
        return " "
    parts = unicodedata.normalize("NFD", char)
    if len(parts) > 1 and parts[0].isascii():
        return parts[0].lower()
    small = char.casefold()
    return small if len(small) == 1 else char.lower() if len(char.lower()) == 1 else char


_FOLD = _Fold()


def lexemes(text: str) -> list[str]:
    """The words of ``text`` in their order."""
    return text.translate(_FOLD).split()


def vector(headline: str, body: str) -> str:
    """A ``tsvector`` in its written form; words of the headline have the weight A. ``index_text`` comes before."""
    heading = lexemes(headline)
    places: dict[str, list[str]] = {}
    for words, first, label in ((heading, 1, "A"), (lexemes(body), len(heading) + GAP, "")):
        for place, word in enumerate(words, start=first):
            mine = places.setdefault(word, [])
            if len(mine) < MOST_PLACES:
                mine.append(f"{min(place, LAST_PLACE)}{label}")
    return " ".join(f"'{word}':{','.join(places[word])}" for word in _that_fit(places))


def _that_fit(places: dict[str, list[str]]) -> Iterable[str]:
    """The words up to what one row may hold; a wire of megabytes is found by its first hundred thousand words."""
    room = MOST_BYTES
    for word, mine in places.items():
        size = len(word.encode())
        room -= size + 8 + 2 * len(mine)
        if room < 0:
            return
        if size <= LONGEST_BYTES:
            yield word


def words_query(query: str) -> str | None:
    """What a person typed as a ``tsquery``, of the meaning that ``match_query`` has; None where it holds no word."""
    wanted: list[str] = []
    barred: list[str] = []
    for term in asked_for(query):
        words = [f"'{word}'" for word in lexemes(term.text) if len(word.encode()) <= LONGEST_BYTES]
        if words:
            phrase = " <-> ".join(words) + (":*" if term.prefix else "")
            (barred if term.barred else wanted).append(f"({phrase})")
    if not wanted:
        return None
    return " & ".join([*wanted, *(f"!{phrase}" for phrase in barred)])
