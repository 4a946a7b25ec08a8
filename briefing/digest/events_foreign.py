"""Events in wires of other languages: the tense that dates_foreign read decides, and the clause keeps its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.digest.dates_found import Found
from briefing.model import Mention

_MAX_WORDS = 18
_MAX_CHARS = 60  # of a script without spaces
_CUT = re.compile(r"[;:،؛，；：]|,\s|\s[–—-]\s")


FEWEST_WORDS = 3  # beside its date, of a clause that tells anything


def is_ahead(found: Found, anchor: date) -> bool | None:
    """True ahead, False behind, None for a future day of which nothing says that it is to come."""
    if found.low is None or found.high is None:
        return None
    coming = found.tense == "future"
    if found.grain == "month" and found.low <= anchor <= found.high:
        return None
    if found.low > anchor:
        return True if coming or (found.stated and found.grain == "day") else None
    if found.low == anchor and found.form == "today" and coming:
        return None  # "today" as often means these times as this day
    return coming if found.low == anchor else False


def what_of(sentence: str, start: int, end: int) -> str:
    """The clause around the date, the date kept: to take it out would break the grammar of most languages."""
    if not re.search(r"[^\W\d_]{3,}", sentence[:start] + sentence[end:]):
        return ""  # a stamp: nothing but a date
    if _short(sentence):
        return sentence.strip(" .。")
    cuts = [m.end() for m in _CUT.finditer(sentence, 0, start)]
    stop = _CUT.search(sentence, end)
    clause = sentence[cuts[-1] if cuts else 0 : stop.start() if stop else len(sentence)].strip(" .。")
    outside = sentence[cuts[-1] if cuts else 0 : start] + sentence[end : stop.start() if stop else len(sentence)]
    bare = len(re.findall(r"[^\W\d_]{2,}", outside)) < FEWEST_WORDS
    if " " in clause and (bare or len(clause.split()) < 4):  # a fronted date: what follows tells
        clause = sentence[cuts[-1] if cuts else 0 :].strip(" .。")
    words = clause.split()
    return clause[:_MAX_CHARS] if len(words) == 1 else " ".join(words[:_MAX_WORDS]).rstrip(",;:")


def _short(text: str) -> bool:
    return len(text.split()) <= _MAX_WORDS and len(text) <= 160 and (" " in text or len(text) <= _MAX_CHARS)


def where_of(start: int, end: int, mentions: Sequence[Mention]) -> str | None:
    """The town named nearest to the date, else the country nearest to it where it is not a party."""
    towns = [
        m for m in mentions if m.kind in ("city", "capital", "admin") and m.role not in ("speaker", "person", "outlet")
    ]
    near = [(start - m.end if m.end <= start else m.start - end, m.name) for m in towns]
    return min(near)[1] if near else None
