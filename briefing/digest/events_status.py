"""In what state a plan is: planned, expected, confirmed, moved, put off without a new day, or cancelled."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from briefing.digest.dates_calendar import add_days
from briefing.digest.dates_found import Found
from briefing.digest.events_words import CONFIRMED, EXPECTED, MOVED_TO, SET_FOR
from briefing.text.called_off import called_off
from briefing.text.called_off_words import OFF_VERB, PUT_OFF_VERB


def status_of(clause: str, lead: str) -> str:
    """State of a plan, from the words of its clause; ``lead`` is what stands before the date in the sentence."""
    off = called_off(clause)
    if MOVED_TO.search(lead) and not SET_FOR.search(lead) and off != "cancelled":
        return "moved"
    if off:
        return off
    if CONFIRMED.search(clause) or CONFIRMED.search(lead):
        return "confirmed"
    return "expected" if EXPECTED.search(clause) else "planned"


# "Friday's summit has been called off", "cancels Friday's talks": told when it is done, so the day is still to come.
_JUST_NOW = re.compile(
    rf"\b(?:(?:has|have)\s+(?:now\s+|also\s+)?(?:been\s+)?(?:{OFF_VERB}|{PUT_OFF_VERB})|"
    r"(?:cancels|scraps|calls\s+off|postpones|puts\s+off|delays|suspends|defers))\b",
    re.IGNORECASE,
)


# "have been called off on Friday": the day of the deed. "has called off Friday's talks" is the talks'.
_DONE_ON = re.compile(
    rf"\b(?:been|has|have)\s+(?:{OFF_VERB}|{PUT_OFF_VERB})\s+(?:late\s+|early\s+)?on\s+\w+day(?=\s*(?:[.,;]|$|after\b|because\b|amid\b|over\b|by\b))",
    re.IGNORECASE,
)


# "has called off the talks after Friday's raid", "suspended since Monday", "On Friday it has cancelled": another day.
_OF_A_CAUSE = re.compile(
    r"(?:\b(?:after|following|since|over|amid|because\s+of)\s+(?:the\s+|last\s+)?|^\W*on\s+)$", re.IGNORECASE
)


def as_coming(one: Found, sentence: str, low: int, high: int, anchor: date) -> Found:
    """A weekday read as past, where its clause has just called off or put off what was set for it: the next one."""
    clause = sentence[low:high]
    if one.form != "weekday" or one.modifier or not one.low or one.low > anchor or one.low != one.high:
        return one
    if (
        not (_JUST_NOW.search(clause) and called_off(clause))
        or _DONE_ON.search(clause)
        or _OF_A_CAUSE.search(sentence[: one.start])
    ):
        return one
    on = one.low if one.low == anchor else add_days(one.low, 7)
    return replace(one, low=on, high=on, tense="future") if on else one


_SOME_WORDS = 16
_AFTERWARDS = re.compile(
    r",\s+(?:(?:an?|the)\s+)?[^,]{0,60}\b(?:said|says|told|announced|reported|confirmed)\b.*$", re.DOTALL
)
# "The talks on Friday, postponed from", where the day that follows was cut away.
_CUT_SHORT = re.compile(r",?\s+\w+ed\s+(?:from|to|until|till|since)$", re.IGNORECASE)


def told_off(clause: str, phrase: str) -> str:
    """The words of an appointment that was called off: the clause as it stands, its day included, where the noun phrase
    says too little by itself ("talks")."""
    text = _CUT_SHORT.sub("", _AFTERWARDS.sub("", clause).strip(" ,.;:—"))
    return text if 2 < len(text.split()) <= _SOME_WORDS else phrase


# "originally scheduled for January 12, will now be held on January 15"
ORIGINALLY = re.compile(
    r"\b(?:originally|initially|previously|first|earlier|at\s+first|had\s+been)\s+(?:set|due|scheduled|planned|slated|expected|announced|"
    r"to\s+be\s+held|to\s+(?:take\s+place|open|start|begin))\s*(?:to\s+[\w\s]{2,30}?)?(?:for|on)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
NOW_THEN = re.compile(
    r"\b(?:now|instead|rescheduled|will\s+(?:take\s+place|be\s+held|open|start|begin|meet))\b", re.IGNORECASE
)
