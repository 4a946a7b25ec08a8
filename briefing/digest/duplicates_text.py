"""A wire's text made comparable: normal form, runs of words, names and numbers; and how much two of them share."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
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
    """What of a wire is compared with others. The words and sets of them are made when first asked for."""

    wire: Wire
    headline: str  # casefolded words
    body: bytes  # names the casefolded words of the whole text, without its credit line; empty where there are none
    size: int  # of the first words
    sketch: array[int]  # checksums of at most ``SKETCH`` runs, the same ones in every copy

    @cached_property
    def printed(self) -> tuple[str, ...]:
        """The first words of the text as printed."""
        return _printed(_text(self.wire))

    @cached_property
    def joined(self) -> str:
        """The first words, casefolded, number words as digits, one space between."""
        return " ".join(_plain(w) for w in self.printed)

    @property
    def words(self) -> list[str]:
        return self.joined.split(" ") if self.joined else []

    @cached_property
    def runs(self) -> frozenset[int]:
        """Every run of ``RUN`` words, by a number of 64 bits that stands for it in this process."""
        w = self.words
        return frozenset(map(hash, zip(*(w[i:] for i in range(RUN)), strict=False)))

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

    def let_go(self, *, words: bool = True) -> None:
        """Keep what finds it, and its ``words`` unless they go too; the rest is made again when it is asked for."""
        for name in (*DERIVED, "joined") if words else DERIVED:
            self.__dict__.pop(name, None)


DERIVED = ("printed", "runs", "content", "particulars")


def copytext(wire: Wire, *, at_hand: bool = True) -> Copytext:
    """The comparable text of a wire; bounded work for any text. Its words are kept ``at_hand``."""
    text = _text(wire)
    body = flat(text)
    printed = _printed(text)
    plain = tuple(_plain(w) for w in printed)
    made = Copytext(
        wire=wire,
        headline=flat(wire.headline),
        body=blake2b(body.encode("utf-8", "surrogatepass"), digest_size=16).digest() if body else b"",
        size=len(plain),
        sketch=array("I", _sketch(plain)),
    )
    if at_hand:
        made.__dict__["joined"] = " ".join(plain)
    return made


def _text(wire: Wire) -> str:
    return without_credit("\n".join(wire.paragraphs))


def _printed(text: str) -> tuple[str, ...]:
    return tuple(map(intern, words(text[:COMPARED_LETTERS])[:COMPARED_WORDS]))


def _sketch(w: Sequence[str]) -> list[int]:
    places: Iterable[int] = range(len(w) - RUN + 1)
    if len(w) > SHORT:
        places = (i for i in places if _is_anchor(w[i]))
    return sorted({crc32(" ".join(w[i : i + RUN]).encode()) for i in places})[:SKETCH]


class Recurring:
    """Which runs stand in more than one text: never one too few, some too many where checksums fall together.

    Most runs of a day's wires stand in one alone and find nothing, so the index may leave them out. A byte for each of
    at least eight times as many slots as there are runs.
    """

    def __init__(self, texts: Sequence[Copytext]) -> None:
        self._mask = (1 << (8 * sum(len(text.sketch) for text in texts) or 1).bit_length()) - 1
        self._seen = bytearray(self._mask + 1)
        mask, seen = self._mask, self._seen
        for text in texts:
            for run in text.sketch:
                at = run & mask
                if seen[at] < 2:
                    seen[at] += 1

    def of(self, text: Copytext) -> list[int]:
        """The runs of a text's sketch that another text may have too."""
        mask, seen = self._mask, self._seen
        return [run for run in text.sketch if seen[run & mask] > 1]


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


def closeness(a: Copytext, b: Copytext, *, least: float = 0.0) -> float:
    """How equal the first words are, letter by letter: 0 to 100; 0 where that is below ``least``."""
    from rapidfuzz import fuzz

    return fuzz.ratio(a.joined[:3000], b.joined[:3000], score_cutoff=least)


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
