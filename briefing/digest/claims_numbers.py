"""The numbers that figures of wires mean, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from math import prod

from briefing.digest.claims_words import SCALE, SPELT, VALUE

_GLUED = re.compile(r"(\d)(k|mln|mn|m|bn)\b", re.IGNORECASE)


def value_of(text: str) -> tuple[float | None, float | None]:
    """("at least 12") -> (12, None), ("12 to 15") -> (12, 15), ("12") -> (12, 12), ("dozens") -> (None, None)."""
    match = VALUE.search(text)
    if match is None or not match["low"]:
        return None, None
    low = number_of(match["low"])
    if not match["high"]:
        return low, None if match["least"] else low
    high = number_of(match["high"])
    scale = prod(SCALE[word] for word in _scales(_GLUED.sub(r"\1 \2", match["high"])))
    low = low * scale if low < high and scale > 1 and low * scale <= high else low
    return (low, high) if low <= high else (low, low)


def number_of(text: str) -> float:
    """ "1,200" -> 1200, "1.2-million" and "1.2m" -> 1200000, "a hundred and twenty" -> 120; 0 where it is none."""
    text = _GLUED.sub(r"\1 \2", text)
    scales = _scales(text)
    head = re.split(r"[\s-]+", text.casefold())[: -len(scales) or None]
    digits = re.sub(r"[^\d.]", "", " ".join(head))
    value = float(digits) if digits.strip(".") else _spelt(head)
    return value * prod(SCALE[word] for word in scales)


def _scales(text: str) -> list[str]:
    """The scale words at the end: "two hundred thousand" -> hundred, thousand."""
    words = re.split(r"[\s-]+", text.casefold())
    return list(takewhile(SCALE.__contains__, reversed(words)))[::-1]


def _spelt(words: Sequence[str]) -> float:
    """(two, thousand, a, hundred, and, twenty) -> 2120; (a) -> 1; 0 where a word is of no number."""
    total = group = 0.0
    for n, word in enumerate(words):
        if word in ("a", "and"):
            counts = word == "a" and "half" not in words and (n == 0 or words[n - 1] in SCALE)
            group += 1.0 if counts else 0.0
        elif word in SCALE and SCALE[word] >= 1000:
            total, group = total + group * SCALE[word], 0.0
        elif word in SCALE:
            group *= SCALE[word]
        elif word in SPELT or word == "half":
            group += SPELT.get(word, 0.5)
        else:
            return 0.0
    return total + group
