"""Which dates carry an event, and whether it lies ahead.

A wrong line in a daybook costs more than a missing one: a day to come is taken only where its clause speaks of what
is to come, or where an appointment (talks, a vote, a hearing ...) stands beside it.
"""

from __future__ import annotations

import re
from datetime import date

from briefing.digest.dates_found import Found
from briefing.digest.dates_named import is_name
from briefing.digest.dates_tense import tense_at
from briefing.digest.events_words import (
    APPOINTMENT,
    DROPPED,
    HAD_BEEN_PLANNED,
    MOVED_TO,
    PUBLIC_APPOINTMENT,
    SAME_DAY,
    STRICT_APPOINTMENT,
    TAKES_OFFICE,
)
from briefing.digest.outlets import outlet_spans
from briefing.text.called_off import called_off
from briefing.text.called_off_words import PUT_STEMS

_NEAR_CHARS = 60
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]+")
_NOUN_AFTER = re.compile(
    r"\s(?!is\b|was\b|will\b|falls?\b|this\b|and\b|or\b|in\b|at\b|on\b|when\b|with\b|to\b|by\b|for\b)[a-z]+"
)
_NO_HOLIDAY = re.compile(r"\b(?:in the|merry|happy|joyeux|blessed) $", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:the\s+|early\s+|late\s+)?$", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:has|have|had|given|gives?|gave)\b[^.;]{0,30}\buntil\b|\b(?:remanded|adjourned|postponed|delayed|deferred|valid|extended|runs?|lasts?)\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(rf"\b(?:but|and|,)\s+(?:was|were|has been|have been|is|are)\s+(?:{PUT_STEMS}|delayed)\b")
_NOT_DATED = frozenset(
    {"span-end", "than", "the end of the day", "the day", "late in the day", "early in the day", "later in the day"}
)


def is_dated(found: Found, sentence: str) -> bool:
    """Does the expression name a day or a month that an event can stand on?"""
    if found.type not in ("DATE", "TIME") or found.low is None or found.grain not in ("day", "month", "weekend"):
        return False
    after = sentence[found.end : found.end + 24]
    if sentence[found.start - 1 : found.start] == ".":
        return False  # glued to the sentence before
    if is_name(found, sentence):
        return False  # "rue du 4-Septembre"
    if found.modifier in _NOT_DATED or (
        after[:1].isascii() and after[:1].isalpha()
    ):  # "October 24, 2025Trump says": a stamp, not prose
        return False
    if (
        found.form == "unit"
        and found.grain == "month"
        and found.modifier in ("that", "the same", "this", "the current")
    ):
        return False
    if found.form == "today" and any(low <= found.start < high for low, high in outlet_spans(sentence)):
        return False  # "Baghdad Today reported"
    if found.form == "theday" and found.modifier in ("the day before", "the day after"):
        return bool(re.match(r"\s*(?:[.,;:]|$)", after))
    if found.form == "holiday":
        return not _NOUN_AFTER.match(after) and not _NO_HOLIDAY.search(sentence[: found.start])
    if found.form == "month" and not found.stated and not found.modifier:
        return not (_NAME_AFTER.match(after) or re.match(r"\s?[-–]\s?[A-Z]", after))
    return True


def is_ahead(found: Found, sentence: str, low: int, high: int, anchor: date) -> bool | None:
    """True ahead, False behind, None for neither (what runs now, a future day that nothing in the clause supports)."""
    if found.low is None or found.high is None:
        return None
    tense = found.tense or tense_at(sentence, found.start, found.end)
    clause = sentence[low:high]
    if found.grain == "month" and found.low <= anchor <= found.high:
        return _running_month(found, tense, anchor)
    if found.low > anchor:
        return _is_announced(found, sentence, clause, tense) or None
    if found.low == anchor and found.grain == "day":
        return _still_to_come(found, sentence, clause, tense)
    return False


# The day of the month from which a part of it runs.
_PART_BEGINS = {"mid": 11, "the middle of": 11, "late": 21, "the end of": 31, "end of": 31}


def _running_month(found: Found, tense: str, anchor: date) -> bool | None:
    begins = _PART_BEGINS.get(found.modifier)
    if begins is not None and found.low and tense.startswith("future"):
        return True if anchor.day < begins else None
    return False if tense == "past" and found.modifier != "later" else None


def _is_announced(found: Found, sentence: str, clause: str, tense: str) -> bool:
    if HAD_BEEN_PLANNED.search(clause) and DROPPED.search(sentence):
        return bool(called_off(clause)) and found.grain == "day"
    if (found.form in ("shift", "theday") and found.modifier not in ("from now", "hence")) or (
        found.modifier == "the following"
    ):
        return tense == "future" and bool(APPOINTMENT.search(clause) or TAKES_OFFICE.search(clause))
    if MOVED_TO.search(sentence[: found.start]):
        return bool(APPOINTMENT.search(clause))  # however far the appointment stands: "talks ... were put back to"
    if _UNTIL.search(sentence[: found.start]):
        return bool(APPOINTMENT.search(sentence) or _LASTS.search(sentence))
    if found.grain == "month":
        if tense == "past" and not found.stated and found.form != "unit":
            return False
        if tense == "future":
            return bool(APPOINTMENT.search(clause) or TAKES_OFFICE.search(clause))
        return _beside(found, sentence, PUBLIC_APPOINTMENT)
    if found.form == "today":
        return tense == "future" and bool(APPOINTMENT.search(clause) or TAKES_OFFICE.search(clause))
    if found.high and found.low and found.high > found.low and found.grain == "day":
        return True  # "a mission from January 15 to 17": a span not yet begun
    return tense == "future" or _beside(found, sentence, STRICT_APPOINTMENT)


def _beside(found: Found, sentence: str, kinds: re.Pattern[str]) -> bool:
    """Does an appointment of these kinds stand within a few words of the date?"""
    low, high = max(0, found.start - _NEAR_CHARS), found.end + _NEAR_CHARS
    return bool(kinds.search(sentence, low, found.start) or kinds.search(sentence, found.end, high))


def _still_to_come(found: Found, sentence: str, clause: str, tense: str) -> bool | None:
    """The wire's own day: ahead only where a plan is spoken of, and an appointment is named."""
    if tense == "future":
        if found.form == "weekday" and called_off(clause):
            return True
        if HAD_BEEN_PLANNED.search(sentence) and (DROPPED.search(sentence) or _PUT_OFF.search(sentence)):
            return None  # "was to open on Tuesday, but was put off"
        if SAME_DAY.search(clause) and (APPOINTMENT.search(sentence) or TAKES_OFFICE.search(clause)):
            return True
        return None
    return False if found.form != "today" or tense == "past" else None
