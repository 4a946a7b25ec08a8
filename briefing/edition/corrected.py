"""What a correction changed: the sentence as the old wire had it and as the new one has it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from briefing.model import Piece, Wire
from briefing.text.sentences import split_sentences

ONE_SENTENCE = 0.6  # share of common words (0 to 1) from which on two sentences are versions of one
MOST_SENTENCES = 60  # of a wire that are compared
_TITLE = re.compile(r"^\W*(?:[A-Z]+[-/]\s?)?correct(?:ion|ed|s)\b\s*[:–—-]\s*", re.IGNORECASE)

Pieces = tuple[Piece, ...]


def words_changed(old: Wire, new: Wire) -> tuple[Pieces, Pieces]:
    """The first sentence that both wires have and that differs, as (was, now), each word for word.

    Where they have none in common, ``was`` is empty and ``now`` the correction's own first sentence, or its headline
    where the licence leaves no more. Only words that the licence of their wire allows are taken.
    """
    before, after = _sentences(old), _sentences(new)
    same = {_key(text) for text in before} & {_key(text) for text in after}
    left = [text for text in before if _key(text) not in same]
    for text in after:
        if _key(text) in same:
            continue
        best = max(left, key=lambda one: _alike(one, text), default="")
        if best and _alike(best, text) >= ONE_SENTENCE:
            return _pieces(best, text)
    body = [text for text in after if text != new.headline]
    return (), (Piece(text=(body or [new.headline])[0]),)


def _sentences(wire: Wire) -> list[str]:
    rows = {"headline": 0, "lede": 1}.get(wire.licence, len(wire.paragraphs))
    found = [text[a:b] for text in wire.paragraphs[:rows] for a, b in split_sentences(text)]
    return [*found[:MOST_SENTENCES], wire.headline]


def _key(text: str) -> str:
    return " ".join(_TITLE.sub("", text).split()).casefold()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, _words(_TITLE.sub("", one)), _words(_TITLE.sub("", other)), autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:[.,'’-]\w+)*", text.casefold())


def _pieces(one: str, other: str) -> tuple[Pieces, Pieces]:
    a, b = re.findall(r"\s+|\w+(?:[.,'’-]\w+)*|[^\w\s]", one), re.findall(r"\s+|\w+(?:[.,'’-]\w+)*|[^\w\s]", other)
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    was = [("".join(a[i:j]), tag != "equal") for tag, i, j, _, _ in steps]
    now = [("".join(b[i:j]), tag != "equal") for tag, _, _, i, j in steps]
    return tuple(_joined(was)), tuple(_joined(now))


def _joined(runs: Sequence[tuple[str, bool]]) -> Iterator[Piece]:
    """The runs with empty ones left out; white space alone is no change."""
    for text, changed in runs:
        if text:
            yield Piece(text=text, changed=changed and not text.isspace())
