"""The two days of an appointment that a sentence moves: the one it had, and the one it has now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.digest.dates_found import Found
from briefing.digest.events_clause import clause_around
from briefing.digest.events_status import NOW_THEN, ORIGINALLY
from briefing.digest.events_words import MOVED, STRICT_APPOINTMENT
from briefing.text.called_off import OF_ANOTHER

_JOINT = re.compile(r"\s+(?:to|until|till)\s+", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|until|till|for)\s+(?:on\s+)?$", re.IGNORECASE)
_TILL = re.compile(r"\b(?:until|till)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
# "not on January 13 but on January 15"
_NOT = re.compile(r"\bnot\s+(?:on\s+|for\s+)?(?:the\s+)?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|(?:is|are)\s+(?:now\s+)?(?:to|due|set|scheduled|planned|expected|slated)|opens?|begins?|starts?|takes?\s+place)\b",
    re.IGNORECASE,
)
_MEET = re.compile(r"\b(?:meet|convene|gather|vote)\b", re.IGNORECASE)
_BUT = re.compile(r"\s*,?\s*but\s+(?:on\s+|for\s+)?(?:the\s+)?", re.IGNORECASE)
# "who were to meet on Thursday, will do so on Saturday"
_WERE_TO = re.compile(
    r"\b(?:was|were|had\s+been)\s+(?:to|due|set|scheduled|planned|supposed)\b[^,;]{0,60}$", re.IGNORECASE
)
_WILL = re.compile(r",?\s*(?:and\s+)?will\s+(?:now\s+|instead\s+)?do\s+so\b", re.IGNORECASE)
# "have put off until January 15 the talks that were to open on January 13"
_PUT_UNTIL = re.compile(rf"{MOVED.pattern}\s+(?:until|till|to)\s+(?:the\s+)?$", re.IGNORECASE)
_OLD_PLAN = re.compile(
    r"\b(?:was|were|had\s+been)\s+(?:to|due|set|scheduled|planned)\b|\b(?:due|set|scheduled|planned)\s+(?:for|on)\s*$",
    re.IGNORECASE,
)


def moved_from(sentence: str, named: Sequence[Found]) -> tuple[Found, Found] | None:
    """(old, new) where the sentence moves an appointment from one of its two dates to the other."""
    for a, b in pairwise(named):
        between = sentence[a.end : b.start]
        if ORIGINALLY.search(sentence, 0, a.start) and NOW_THEN.search(between):
            return a, b
        if _NOT.search(sentence, 0, a.start) and _BUT.fullmatch(between) and _is_of_appointment(sentence, a, b):
            return a, b
        if _WERE_TO.search(sentence, 0, a.start) and _WILL.match(between):
            return a, b
    return _by_its_verb(sentence, named) if MOVED.search(sentence) else None


def _is_of_appointment(sentence: str, a: Found, b: Found) -> bool:
    """Is it an appointment still to come that is not on the one day but on the other: no "rise was not on Monday"?"""
    low, high = clause_around(sentence, a.start, b.end)
    clause = sentence[low:high]
    return bool((STRICT_APPOINTMENT.search(clause) or _MEET.search(clause)) and _AHEAD.search(clause))


def _by_its_verb(sentence: str, named: Sequence[Found]) -> tuple[Found, Found] | None:
    for a, b in pairwise(named):
        lead_a, lead_b = (sentence[max(0, x.start - 10) : x.start] for x in (a, b))
        if _TO.search(lead_b) and not _TILL.search(lead_a) and not OF_ANOTHER.search(sentence, a.end, b.start):
            return a, b
        if _FROM.search(lead_b):
            return b, a
        if _PUT_UNTIL.search(sentence, 0, a.start) and _OLD_PLAN.search(sentence, a.end, b.start):
            return b, a
    return None


def halves_of_move(text: str, one: Found) -> list[Found]:
    """ "put off from January 13 until January 15" reads as a span; where the sentence moves, its ends are two days."""
    joint = _JOINT.search(text, one.start, one.end)
    if not joint or one.low is None or one.low == one.high or not MOVED.search(text, 0, one.start):
        return [one]
    if not _FROM.search(text[: one.start]):
        return [one]
    return [replace(one, high=one.low, end=joint.start()), replace(one, low=one.high, start=joint.end())]
