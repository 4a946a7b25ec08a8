"""In what state a plan is: planned, expected, confirmed, moved, put off without a new day, or cancelled.

A word that calls off counts only where it is told as done: not "could be postponed", "denied that it was cancelled",
"postponed twice, opens on Friday".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from briefing.digest.dates_calendar import add_days
from briefing.digest.dates_found import Found
from briefing.digest.events_words import CONFIRMED, EXPECTED, MEETING_NOUN, MOVED_TO, OFF_VERB, PUT_OFF_VERB, SET_FOR

OFF = ("cancelled", "postponed")  # states in which nothing is announced any more
_NOUN = re.compile(rf"\b(?:{MEETING_NOUN})\b", re.IGNORECASE)
_DONE_TO = re.compile(  # "talks ... were postponed", "the trip ... is off"
    rf"\b(?:(?:was|were|is|are|been|being|got|gets|be|has|have|had|gone)\s+(?:\w+ly\s+|also\s+|now\s+|again\s+)*)?"
    rf"(?:(?P<off>{OFF_VERB})|(?P<put>{PUT_OFF_VERB}))(?!\w)",
    re.IGNORECASE,
)
# Before the verb, within a few words: it was not done, or is not certain.
_UNSURE = re.compile(
    r"\b(?:not|never|no|nor|n['’]t|could|may|might|would|should|can|cannot|will|if|unless|whether|threaten\w*|consider\w*|"
    r"propos\w+|call\w*\s+for|urg\w+|want\w*|ask\w*|demand\w*|avoid\w*|refus\w+|"
    r"risks?|rumou?rs?|likely|expected|plans?|about|ready|prevent\w*|without|instead\s+of|hop\w+)\b(?:\s+[\w’'-]+){0,6}\s*$|n['’]t\s+$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w*|rul(?:e|es|ed)\s+out|fear\w*|no\s+(?:plans?|word|decision|reason)|rumou?rs?)\b",
    re.IGNORECASE,
)
# "will not be held", "will not go ahead" carry their own "not"; "will be postponed" is told as certain.
_WILL_BE = re.compile(r"\b(?:will|would)\s+(?:now\s+)?be\s*$|\bwill\s*$", re.IGNORECASE)
# ", postponed in December, will be held": an aside about an earlier day.
_ASIDE = re.compile(
    r"[,(]\s*(?:which\s+(?:was|were|had\s+been|has\s+been)\s+)?(?:already\s+|once\s+|twice\s+|first\s+)?$",
    re.IGNORECASE,
)
_GOES_AHEAD = re.compile(
    r"\b(?:will\s+(?:now\s+)?(?:be\s+held|take\s+place|go\s+ahead|open|begin|start|meet|resume|convene)|"
    r"(?:is|are|was|were|has\s+been|have\s+been)\s+(?:now\s+|back\s+)?(?:set|scheduled|due|planned|rescheduled|to\s+(?:open|begin|start|be\s+held))|"
    r"opens|begins|starts|takes\s+place|resumes?|reopens|goes\s+ahead)\b",
    re.IGNORECASE,
)


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


def called_off(clause: str) -> str:
    """ "cancelled", "postponed" (no new day is asked for here) or "" for a clause that speaks of an appointment."""
    for match in _DONE_TO.finditer(clause):
        before, after = clause[: match.start()], clause[match.end() :]
        if not _of_meeting(before, after) or _is_aside(clause, match) or _DENIED.search(before):
            continue
        own = re.match(r"will\s+not|won['’]t|did\s+not", match.group(), re.IGNORECASE)
        if not own and _UNSURE.search(_WILL_BE.sub("", before)):
            continue
        if own and re.search(r"\b(?:if|unless|warn\w*)\b[^,;]*$", before, re.IGNORECASE):
            continue
        return "cancelled" if match["off"] else "postponed"
    return ""


def _of_meeting(before: str, after: str) -> bool:
    """Does the appointment stand before the verb ("the talks were ..."), or right after it ("called off the talks")?"""
    return bool(_NOUN.search(before[-120:]) or _NOUN.search(after[:60]))


def _is_aside(clause: str, match: re.Match[str]) -> bool:
    """Was it called off before, and is planned again: "cancelled last month, are now set for"?"""
    before, after = clause[: match.start()], clause[match.end() :]
    if _ASIDE.search(before) and _GOES_AHEAD.search(after):
        return True
    own = re.match(r"(?:was|were|is|are|been|being|has|have|had|will|won|did)\b", match.group(), re.IGNORECASE)
    return own is None and bool(_NOUN.search(before[-60:])) and bool(_GOES_AHEAD.search(after))


# "Friday's summit has been called off", "cancels Friday's talks": told when it is done, so the day is still to come.
_JUST_NOW = re.compile(
    rf"\b(?:(?:has|have)\s+(?:now\s+|also\s+)?(?:been\s+)?(?:{OFF_VERB}|{PUT_OFF_VERB})|"
    r"(?:cancels|scraps|calls\s+off|postpones|puts\s+off|delays|suspends|defers))\b",
    re.IGNORECASE,
)


def as_coming(one: Found, clause: str, anchor: date) -> Found:
    """A weekday read as past, where its clause has just called off or put off what was set for it: the next one."""
    if one.form != "weekday" or one.modifier or not one.low or one.low > anchor or one.low != one.high:
        return one
    if not (_JUST_NOW.search(clause) and called_off(clause)):
        return one
    on = one.low if one.low == anchor else add_days(one.low, 7)
    return replace(one, low=on, high=on, tense="future") if on else one


_SOME_WORDS = 16
_AFTERWARDS = re.compile(
    r",\s+(?:(?:an?|the)\s+)?[^,]{0,60}\b(?:said|says|told|announced|reported|confirmed)\b.*$", re.DOTALL
)


def told_off(clause: str, phrase: str) -> str:
    """The words of an appointment that was called off: the clause as it stands, its day included, where the noun phrase
    says too little by itself ("talks")."""
    text = _AFTERWARDS.sub("", clause).strip(" ,.;:—")
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
