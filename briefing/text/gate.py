"""Which of many patterns a text can match at all, by the words that each of them needs: most texts need few looks.

A pattern that begins its alternatives with words ("\\bpeace\\s(?:talks|deal)|\\btruce") matches no text without a word
that begins with one of them. The words are read off the parsed pattern, so that the table of patterns stays as it is; a
pattern that tells no such words is always looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LEAST, MOST = 3, 4  # letters of a beginning that are looked up; shorter ones tell nothing
MANY = 400  # beginnings of one pattern; one with more is always looked for
_WORD = re.compile(r"\w+")
Heads = frozenset[str]


class Gate:
    """The patterns of a table by the beginnings of the words that they need."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self._always: list[str] = []
        self._by_head: dict[str, list[str]] = {}
        for name, pattern in patterns.items():
            heads = needed(pattern)
            if heads is None:
                self._always.append(name)
            for head in heads or ():
                self._by_head.setdefault(head, []).append(name)

    def open_to(self, text: str) -> set[str]:
        """The names of all patterns that may match the text; those left out match nowhere in it."""
        found = set(self._always)
        heads = {word[:n] for word in set(_WORD.findall(text.lower())) for n in (LEAST, MOST)}
        for head in heads & self._by_head.keys():
            found.update(self._by_head[head])
        return found


def needed(pattern: re.Pattern[str]) -> Heads | None:
    """Beginnings, of 3 or 4 letters, one of which a word of every matching text has; None where none can be told."""
    found = _of_sequence(list(parser.parse(pattern.pattern, pattern.flags)))
    return found if found is not None and len(found) <= MANY else None


def _of_sequence(items: Sequence[Any]) -> Heads | None:
    """The first place of a sequence where a word has to begin tells its heads."""
    for n, (kind, value) in enumerate(items):
        if kind is kinds.AT and value is kinds.AT_BOUNDARY:
            heads = {head.lower() for head in _begin(items[n + 1 :], 0)}
            if all(len(head) >= LEAST for head in heads):
                return frozenset(head[:MOST] for head in heads)
        inner = _of_item(kind, value)
        if inner is not None:
            return inner
    return None


def _of_item(kind: Any, value: Any) -> Heads | None:
    if kind is kinds.SUBPATTERN:
        return _of_sequence(list(value[3]))
    if kind is kinds.BRANCH:
        parts = [_of_sequence(list(branch)) for branch in value[1]]
        return None if any(part is None for part in parts) else frozenset().union(*(part or () for part in parts))
    if kind is kinds.MAX_REPEAT and value[0] > 0:
        return _of_sequence(list(value[2]))
    return None


def _begin(items: Sequence[Any], depth: int) -> Iterator[str]:
    """Every way in which the letters after a word's beginning can go on, up to MOST of them; "" where that is open."""
    if depth >= MOST or not items:
        yield ""
        return
    (kind, value), rest = items[0], items[1:]
    for piece, after in _ways(kind, value, rest):
        if piece is None:
            yield ""
        elif piece == "":
            yield from _begin(after, depth)
        else:
            yield from (piece + more for more in _begin(after, depth + 1))


def _ways(kind: Any, value: Any, rest: Sequence[Any]) -> Iterator[tuple[str | None, Sequence[Any]]]:
    """(letter, what follows) for each way through an item; "" for a way without a letter, None where it is open."""
    if kind is kinds.LITERAL:
        letter = chr(value)
        yield (letter, rest) if _WORD.fullmatch(letter) else (None, rest)
    elif kind is kinds.SUBPATTERN:
        yield "", [*value[3], *rest]
    elif kind is kinds.BRANCH:
        yield from (("", [*branch, *rest]) for branch in value[1])
    elif kind is kinds.IN and all(one[0] is kinds.LITERAL for one in value) and len(value) <= MOST:
        yield from _letters(value, rest)
    elif kind is kinds.MAX_REPEAT and value[0] == 0 and value[1] == 1:
        yield "", rest
        yield "", [*value[2], *rest]
    elif kind is kinds.ASSERT_NOT:
        yield "", rest
    else:
        yield None, rest


def _letters(value: Sequence[Any], rest: Sequence[Any]) -> Iterator[tuple[str | None, Sequence[Any]]]:
    for _, code in value:
        letter = chr(code)
        yield (letter, rest) if _WORD.fullmatch(letter) else (None, rest)
