"""Which stretch of a sentence tells of a date, where it is not the clause that the date stands in.

"... hopes for January 13, when envoys are to meet in Kesra"    the clause behind the date
"... their talks, which open on January 13"                     what the relative clause hangs on names the parties
"... a strike was called off before the two meet on Friday"     the clause behind "before"
"""

from __future__ import annotations

import re

from briefing.digest.dates_found import Found
from briefing.digest.dates_tense import first_tense
from briefing.digest.events_clause import clause_around, occasion_phrase
from briefing.digest.events_words import APPOINTMENT
from briefing.text.called_off import what_is_off, where_off
from briefing.text.occasions import kinds_of

_WHEN = re.compile(
    r",?\s+(?:when|(?:the\s+)?day\s+(?:on\s+which|when|that)|a\s+day\s+on\s+which)\s+(?=\w)", re.IGNORECASE
)
_HANGS_ON = re.compile(r",?\s*(?:which|that)\s", re.IGNORECASE)
# Right before it: occasions of two sides, whose names stand in the same sentence.
_OF_TALKS = re.compile(r"\b(?:talks|negotiations?|consultations?|meeting|summit|round|visit)$", re.IGNORECASE)
_PRONOUN = re.compile(r"\s*(?:they|it|these|both)\s", re.IGNORECASE)
# What parts the appointment of a date from what is called off in the same clause.
_APART = re.compile(
    r"\b(?:before|ahead\s+of|(?P<weak>after|until|although|though|and(?=\s+will\b))|(?:in\s+order\s+)?to\s+prepare|in\s+preparation\s+(?:of|for)|on\s+the\s+eve\s+of)\s+",
    re.IGNORECASE,
)


def behind_date(sentence: str, one: Found, limit: int) -> tuple[int, int] | None:
    """The clause behind a date that tells in the future what is on it; None where no such clause follows."""
    match = _WHEN.match(sentence, one.end)
    if match is None or match.end() >= limit:
        return None
    if APPOINTMENT.search(sentence, clause_around(sentence, one.start, one.end)[0], one.start):
        return None  # "the trial is set for February, when it will be one of the first": the date has its own words
    high = clause_around(sentence, match.end(), match.end())[1]
    return (match.end(), high) if first_tense(sentence[match.end() : high]) in ("future", "now") else None


def hung_on(sentence: str, low: int) -> tuple[int, str]:
    """(where the stretch begins that names place and parties, the occasion's words there), where the clause at ``low``
    hangs on what stands before it in its sentence; (``low``, "") where it stands by itself."""
    if low and _HANGS_ON.match(sentence, low) and _OF_TALKS.search(sentence, 0, low):
        return 0, ""
    if low and _PRONOUN.match(sentence, low) and sentence[:low].rstrip().endswith((";", ":", "—")):
        phrase = occasion_phrase(sentence, low, low, 0, low)
        return (0, phrase) if len(phrase.split()) > 1 else (low, "")
    return low, ""


# "Ahead of the vote on January 13, a debate was cancelled": what is called off has no day here.
_LEADS = re.compile(r"\W*(?:ahead\s+of|before|after|following|on\s+the\s+eve\s+of)\b[^,;]*$", re.IGNORECASE)


# The occasion nearest before a date, and words by which the date is the new one of what is put off.
_OCCASION = re.compile(
    r"\b(?:talks|negotiations?|meeting|summit|session|conference|vote|election|visit|hearing|trial)\b", re.IGNORECASE
)
_IS_NEW_DAY = re.compile(r"\b(?:to|until|till|for|from)\s+(?:the\s+|\w+day,?\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:after|since|because|although|though|while|as|when|why|how)\s", re.IGNORECASE)
# "The two, whose first meeting was called off, meet on Friday": the date is that of the main clause.
_WHOSE = re.compile(r"\bwhose\s[^,;]*$", re.IGNORECASE)
_OF_PRESS = re.compile(r"\b(?:press|news)\s+$", re.IGNORECASE)
# What the main clause says of its own meeting: it is held, whatever else was called off before.
_IS_HELD = re.compile(
    r"\b(?:will|(?:is|are)\s+to)\s+(?:still\s+|now\s+)?(?:be\s+held|take\s+place|go\s+ahead|open|begin|start|resume|proceed|continue)\b|"
    r"\bgo(?:es)?\s+ahead\b",
    re.IGNORECASE,
)


def _kinds(noun: str) -> frozenset[int | str]:
    """The kinds of a noun; one of no kind ("debate") is its own."""
    return frozenset(kinds_of(noun)) or frozenset({noun.casefold()} - {""})


def own_part(sentence: str, one: Found, low: int, high: int) -> tuple[int, int]:
    """Where the words of a date begin and end in the clause ``low`` to ``high``: apart from what else is called off."""
    if _LEADS.match(sentence[low : one.start]) and what_is_off(sentence[one.end : high]):
        return low, one.end
    off, at, begin, end = where_off(sentence[low:high])
    kinds = frozenset({"press"}) if _OF_PRESS.search(sentence[: low + at]) else _kinds(off)
    first = max(at + len(off), end if at > end else 0)
    others = list(_OCCASION.finditer(sentence, low + first, one.start)) if kinds else []
    if others and not _IS_NEW_DAY.search(sentence[: one.start]) and not kinds & _kinds(others[-1].group()):
        # "called off a strike over the talks on Friday", "a debate on the talks of Friday was called off"
        return others[-1].start(), one.end if low + begin >= one.end else high
    comma = sentence.find(",", low + end, one.start) if _WHOSE.search(sentence[: low + begin]) else -1
    if kinds and comma >= 0:
        return comma + 1, high
    if kinds and one.end <= low + min(at, begin):  # "the talks on Friday come after the visit was cancelled"
        joint = _JOINED.search(sentence, one.end, low + min(at, begin))
        before = kinds_of(sentence[low : one.start])
        if joint and before and (not before & kinds or _IS_HELD.search(sentence, low, joint.start())):
            return low, joint.start()
    end = max(end, at + len(off))
    behind = _JOINED.search(sentence, max(low + end, one.end), high) if kinds else None
    high = behind.start() if behind else high  # "the talks on Friday were called off after a visit was put off"
    apart = list(_APART.finditer(sentence, low, one.start)) if kinds else []
    if not apart:
        return low, high
    own = kinds_of(sentence[apart[-1].end() : high])
    # "put off until January 15" names no other appointment: the day is that of what is put off
    return (low if kinds & own or (apart[-1]["weak"] and not own) else apart[-1].end()), high
