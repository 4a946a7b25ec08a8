"""What the resolvers share: the context of a text, and small readings of the words around a match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from briefing.digest import dates_words as words
from briefing.digest.dates_found import Found


@dataclass(slots=True)
class Context:
    """What a form needs besides its match: the text, the anchor, the narrative date and the clause's tense."""

    text: str
    anchor: date
    narrative: date
    tense_of: Callable[[int, int], str]
    last: Found | None = None  # the last expression that named days
    coming: date | None = None  # the last day after the anchor that the text named
    gone: date | None = None  # the last day up to the anchor that it named, the saying of something left out


def month_number(name: str) -> int:
    """1 to 12 for a month's name or short name, with or without its stop."""
    return words.MONTHS[name.casefold().rstrip(".")]


def before(text: str, start: int, length: int = 24) -> str:
    """What stands right before ``start``, at most ``length`` characters."""
    return text[max(0, start - length) : start]


def last_word(text: str, start: int) -> str:
    """The word right before ``start``, "" at the beginning."""
    found = re.search(r"([\w'’.]+)[\s(]*$", before(text, start))
    return found.group(1) if found else ""


def number_of(text: str) -> float | None:
    """The value of "four", "27", "a couple of", "twenty-one"; None for "several"."""
    word = text.casefold().strip()
    if word.replace(".", "", 1).isdecimal():
        return float(word)
    if word in ("a couple of", "a dozen", "a single"):
        return {"a couple of": 2.0, "a dozen": 12.0, "a single": 1.0}[word]
    parts = [words.NUMBERS.get(part) for part in word.split("-")]
    return float(sum(p for p in parts if p)) if all(parts) else None
