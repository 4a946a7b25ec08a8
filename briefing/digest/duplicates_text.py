"""A wire's text made comparable: normal form, runs of words, names and numbers; and how much two of them share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from sys import intern
from zlib import crc32

from briefing.digest.duplicates_credit import without_credit
from briefing.model import Wire
from briefing.text.terms import stem, words
from briefing.text.terms_common import STOP

COMPARED_WORDS = 400  # of a text; a copy that differs only further down is a copy
COMPARED_LETTERS = 12_000
RUN = 4  # words in a run
SKETCH = 48  # runs that stand for a text in the index: those with the smallest checksums
SHORT = 60  # words up to which every run may stand for the text, not only those at anchor words

_COUNTED = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_NUMBER_WORDS = {word: str(n) for n, word in enumerate(_COUNTED.split())}


@dataclass(frozen=True)
class Copytext:
    """What of a wire is compared with others. Sets and sketches are made when first asked for."""

    headline: str  # casefolded words
    body: str  # casefolded words of the whole text, without its credit line
    printed: tuple[str, ...]  # the first words of the text as printed

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The first words, casefolded, number words as digits."""
        return tuple(_plain(w) for w in self.printed)

    @cached_property
    def joined(self) -> str:
        return " ".join(self.words)

    @cached_property
    def runs(self) -> frozenset[str]:
        """Every run of ``RUN`` words."""
        w = self.words
        return frozenset(" ".join(w[i : i + RUN]) for i in range(len(w) - RUN + 1))

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """Checksums of at most ``SKETCH`` runs, the same ones in every copy."""
        w = self.words
        places: Iterable[int] = range(len(w) - RUN + 1)
        if len(w) > SHORT:
            places = (i for i in places if _is_anchor(w[i]))
        sums = {crc32(" ".join(w[i : i + RUN]).encode()) for i in places}
        return tuple(sorted(sums)[:SKETCH])

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of headline and first words, without stop words."""
        stems = (stem(w) for w in (*self.headline.split(), *self.words[:150]))
        return frozenset(s for s in stems if s not in STOP)

    @cached_property
    def particulars(self) -> Counter[str]:
        """Numbers, and words printed with a capital that no sentence start explains, with their counts."""
        lower = {w for w in self.printed if w[:1].islower()}
        found = (
            plain
            for w, plain in zip(self.printed, self.words, strict=True)
            if plain[:1].isdigit() or (w[:1].isupper() and w.casefold() not in lower and w.casefold() not in STOP)
        )
        return Counter(found)

    def let_go(self) -> None:
        """Keep the text alone; what was made of it is made again when it is asked for."""
        for name in DERIVED:
            self.__dict__.pop(name, None)


DERIVED = ("words", "joined", "runs", "sketch", "content", "particulars")


def copytext(wire: Wire) -> Copytext:
    """The comparable text of a wire; bounded work for any text."""
    text = without_credit("\n".join(wire.paragraphs))
    return Copytext(
        headline=flat(wire.headline),
        body=flat(text),
        printed=tuple(map(intern, words(text[:COMPARED_LETTERS])[:COMPARED_WORDS])),
    )


def flat(text: str) -> str:
    """Words alone, casefolded, one space between."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    bare = word.casefold().replace("’", "'").removesuffix("'s")
    return _NUMBER_WORDS.get(bare, bare)


@lru_cache(maxsize=65536)
def _is_anchor(word: str) -> bool:
    """One word in three, by its checksum: long texts are sampled at these alone."""
    return crc32(word.encode()) % 3 == 0


def containment(a: Copytext, b: Copytext) -> float:
    """Share of the shorter text's runs that the longer one has: 0 to 1."""
    least = min(len(a.runs), len(b.runs))
    return len(a.runs & b.runs) / least if least else 0.0


def closeness(a: Copytext, b: Copytext) -> float:
    """How equal the first words are, letter by letter: 0 to 100."""
    from rapidfuzz import fuzz

    return fuzz.ratio(a.joined[:3000], b.joined[:3000])


def resemblance(a: Copytext, b: Copytext) -> float:
    """Share of the shorter one's content words (headline and head of the text) that the other has: 0 to 1."""
    least = min(len(a.content), len(b.content))
    return len(a.content & b.content) / least if least else 0.0


def changed(a: Copytext, b: Copytext) -> tuple[int, bool]:
    """How many names and numbers stand in the place of others, and whether they are numbers alone.

    What one text has and the other merely lacks is no change.
    """
    left, right = a.particulars - b.particulars, b.particulars - a.particulars
    numbers = [sum(n for w, n in side.items() if w[:1].isdigit()) for side in (left, right)]
    names = [sum(side.values()) - n for side, n in zip((left, right), numbers, strict=True)]
    return min(numbers) + min(names), min(names) == 0
