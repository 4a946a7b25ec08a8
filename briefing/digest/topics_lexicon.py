"""The topic lexicon: groups of words of one meaning, found in a text by longest match.

A phrase of several words wins over the words in it, so that the sense is read off its neighbours: "strike a deal" is
no strike, "pay talks" are no talks, "heart attack" is no attack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from briefing.yamlfile import builtin

# Letters of one script run together; digits apart; an apostrophe ends a word, so that "Iran's" is "iran".
WORD = re.compile(r"[^\W\d_]+|\d+")
# Abbreviations whose dots would tear them apart, and names that are words in lower case.
DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
AMERICA = re.compile(r"\bUS\b")
# Scripts without spaces between words: their phrases are looked for letter by letter.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Arabic joins "and", "in", "to" and the article to the word.
ARABIC_JOINED = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|[وفبلك])(?=\w{3,})")
MOST_CACHED = 60_000
LONGEST_WORD = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Words of one meaning with what each counts: towards sections, and towards topics."""

    name: str
    talks: float
    crisis: float
    topics: Mapping[str, float]


@dataclass(slots=True)
class _Node:
    """A step in the trie of phrases: what ends here, and the words that may follow."""

    hits: tuple[tuple[str, float], ...] = ()
    phrase: str = ""
    exact: dict[str, _Node] = field(default_factory=dict)
    prefix: dict[str, _Node] = field(default_factory=dict)

    def step(self, word: str) -> list[_Node]:
        """The nodes that ``word`` leads to: its exact one first, then those of its beginnings, longest first."""
        found = [self.exact[word]] if word in self.exact else []
        if self.prefix:
            found += [self.prefix[word[:n]] for n in range(len(word), 1, -1) if word[:n] in self.prefix]
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found: where it starts (word number), and what it counts for which groups."""

    at: int
    phrase: str  # as the lexicon has it: "negotiat*"
    groups: tuple[tuple[str, float], ...]
    said: str  # as the text has it: "negotiators"


class Lexicon:
    """Groups and a matcher over them. Build with ``lexicon()``."""

    def __init__(self, groups: Mapping[str, Mapping[str, Any]], languages: Sequence[Mapping[str, Any]] = ()) -> None:
        self.groups = {
            name: Group(
                name=name,
                talks=float(row.get("talks", 0)),
                crisis=float(row.get("crisis", 0)),
                topics={str(k): float(v) for k, v in (row.get("topics") or {}).items()},
            )
            for name, row in groups.items()
        }
        self._root = _Node()
        self._first: dict[str, list[_Node]] = {}
        self._unspaced: dict[str, list[tuple[str, float]]] = {}
        for own, source in enumerate(({n: r.get("words", "") for n, r in groups.items()}, *languages)):
            fresh: set[int] = set()  # nodes whose English meaning the language's own word has taken the place of
            for name, words in source.items():
                if name in self.groups:
                    for phrase, weight in entries(str(words)):
                        self._add(phrase, name, weight, fresh if own else None)
        self._unspaced_pattern = (
            re.compile("|".join(re.escape(w) for w in sorted(self._unspaced, key=len, reverse=True)))
            if self._unspaced
            else None
        )

    def _add(self, phrase: str, group: str, weight: float, fresh: set[int] | None) -> None:
        if UNSPACED.search(phrase):
            self._unspaced.setdefault(phrase, []).append((group, weight))
            return
        node = self._root
        for word in phrase.split():
            star = word.endswith("*")
            plain = word.rstrip("*").casefold()
            node = (node.prefix if star else node.exact).setdefault(plain, _Node())
        if fresh is not None and id(node) not in fresh:
            fresh.add(id(node))
            node.hits = ()
        if all(name != group for name, _ in node.hits):
            node.hits = (*node.hits, (group, weight))
            node.phrase = phrase

    def find(self, text: str) -> list[Hit]:
        """Every phrase of the lexicon in ``text``, left to right, none overlapping another."""
        words = words_of(text)
        hits: list[Hit] = []
        first, here, end = self._first, 0, len(words)
        while here < end:
            word = words[here]
            nodes = first.get(word)
            if nodes is None:
                nodes = self._start(word)
            if not nodes:
                here += 1
                continue
            node, length = _longest(nodes, words, here)
            if node is None:
                here += 1
                continue
            hits.append(Hit(here, node.phrase, node.hits, " ".join(words[here : here + length])))
            here += length
        if self._unspaced_pattern is not None and UNSPACED.search(text):
            hits += [
                Hit(end + k, m.group(), tuple(self._unspaced[m.group()]), m.group())
                for k, m in enumerate(self._unspaced_pattern.finditer(text))
            ]
        return hits

    def _start(self, word: str) -> list[_Node]:
        nodes = self._root.step(word)
        if not nodes and "\u0600" <= word[0] <= "\u06ff":
            bare = ARABIC_JOINED.sub("", word)
            nodes = self._root.step(bare) if bare != word else []
        if len(self._first) >= MOST_CACHED:
            self._first.clear()
        self._first[word] = nodes
        return nodes


def _longest(nodes: Sequence[_Node], words: Sequence[str], here: int) -> tuple[_Node | None, int]:
    """The longest phrase that starts at ``here``; among equals the one of exact words."""
    best: _Node | None = None
    length = 0
    front = [(node, 1) for node in nodes]
    while front:
        node, used = front.pop()
        if node.hits and used >= length:
            best, length = node, used
        if (node.exact or node.prefix) and here + used < len(words):
            front += [(following, used + 1) for following in reversed(node.step(words[here + used]))]
    return best, length


def words_of(text: str) -> list[str]:
    """The words of ``text`` in lower case: "US" and "U.S." are "usa", "Iran's" is "iran", "cease-fire" is two."""
    if "." in text:
        text = DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    text = AMERICA.sub("USA", text)
    return [w[:LONGEST_WORD] for w in WORD.findall(text.casefold()) if w != "s"]


ENTRY_WORD = re.compile(r"(?:[^\W\d_]+|\d+)\*?")  # cut as in a text: "G7" is two words there too


def entries(words: str) -> Iterator[tuple[str, float]]:
    """ "talks, peace talks^2" -> ("talks", 1.0), ("peace talks", 2.0)"""
    for item in re.split(r"[,\n،、]", words):
        phrase, _, weight = item.strip().partition("^")
        phrase = " ".join(ENTRY_WORD.findall(phrase.replace("'s ", " ").strip().casefold()))
        if phrase:
            yield phrase, float(weight or 1)


# Languages of one alphabet share words of unlike meaning ("brand" burns in German), so each is read by its own words;
# the scripts of these cannot be taken for another, and they are read in every text that has a letter of them.
OWN_SCRIPT = {"ru": re.compile(r"[\u0400-\u04ff]"), "ar": re.compile(r"[\u0600-\u06ff]"), "zh": UNSPACED}
ENGLISH = "en"


def lexicon_for(language: str, text: str) -> Lexicon:
    """The lexicon for a text: English words, and those of its language or script where the program knows some."""
    if not text.isascii():
        for tag, letters in OWN_SCRIPT.items():
            if letters.search(text):
                return lexicon(tag)
    return lexicon(language if language in languages() else ENGLISH)


@cache
def lexicon(language: str = ENGLISH) -> Lexicon:
    """The lexicon that ships: data/topics.yaml, with the words of ``language`` from data/topics/languages.yaml."""
    return Lexicon(_groups(), (_foreign()[language],) if language != ENGLISH else ())


@cache
def languages() -> frozenset[str]:
    """The languages beside English that have words of their own."""
    return frozenset(_foreign())


@cache
def _groups() -> dict[str, Any]:
    groups: dict[str, Any] = builtin("topics.yaml")["groups"]
    return groups


@cache
def _foreign() -> dict[str, Any]:
    found: dict[str, Any] = builtin("topics/languages.yaml")
    return found
