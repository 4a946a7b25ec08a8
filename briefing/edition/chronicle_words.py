"""Words of a timeline that stand by themselves: a whole sentence, or a clause with who did what."""

from __future__ import annotations

import re
from datetime import date

FEWEST_WORDS = 4  # "Israeli strikes" says less than what happened
_SPAN = r"(?:an?|one|two|three|four|five|six|seven|several|\d+) (?:hours?|days?|weeks?|months?|years?)"
# A sentence that needs the one before it, or is somebody's words.
_ADRIFT = re.compile(
    r"^(?:he|she|it|they|we|i|you|his|her|their|its|our|this|these|those|that|but|and|or|so|also|however|meanwhile|"
    r"then|later|earlier|both|there|"
    r"the (?:two|three|same|latter|former|move|decision|statement|remarks?|comments?|"
    rf"announcement|next|following|previous) ?|{_SPAN} (?:later|earlier|before|after)|the day (?:before|after)|"
    r"on (?:the same|that) day|"
    r"(?:on|in|at|by|since) [^,]{3,30}?,? (?:he|she|it|they|we|its|his|her|their))\b|^[\"“«‘']",
    re.IGNORECASE,
)
_GERUND = re.compile(
    r"^(?:speaking|addressing|following|according|asked|commenting|referring|remarks|whose|which|who|where|when|"
    r"(?:hour|day|week|month|year)s? (?:later|earlier|before|after))\b",
    re.IGNORECASE,
)
# "They were handed over to ..." hangs on the sentence before it.
_HANGING = re.compile(r"^(they|it|he|she|these|those|this|both) (was|were|is|are|has|have|had)( been)? ", re.IGNORECASE)
_PRONOUN = re.compile(r"^(?:they|it|he|she|these|those|this|both|we|i|his|her|their|its)\b", re.IGNORECASE)
_STOP_AT_END = re.compile(r"[.…]([\"”»']?)$")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MEASURES = (
    "first|second|third|fourth|fifth|most|least|worst|best|deadliest|bloodiest|biggest|largest|greatest|heaviest|"
    "highest|lowest|fiercest|strongest|longest"
)
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
# Finite verbs of agency copy: auxiliaries, the commonest irregular pasts, and whatever ends in -ed.
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|will|would|can|could|may|began|broke|brought|came|cut|died|drew|"
    r"drove|fell|fled|flew|fought|found|gave|got|grew|held|hit|kept|knew|laid|led|left|lost|made|met|paid|put|quit|"
    r"ran|rose|rang|said|sank|sat|saw|sent|set|shook|shot|shut|sold|spent|spoke|spread|stood|struck|stuck|swore|took|"
    r"threw|told|went|withdrew|won|became|overthrew|upheld|(?!\w*(?:eed|hundred|united)\b)\w{2,}ed)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|which|that|where|when|whose|while|because|as|after|before|since)\b", re.IGNORECASE)
_SAID_AND_NO_MORE = re.compile(
    r"\b(?:said|says|told|announced|reported|added)(?:\s+(?:in|at|to|on|after)\b[^,]*)?$", re.IGNORECASE
)
_PASSIVE_AT_END = re.compile(r"\b(?:was|were|is|are|been|be)\s(?:\w+ly\s)?\w+ed$", re.IGNORECASE)
_ONE_SIDE = re.compile(r"\bbetween\s(?:(?!and\b)[\w’'.-]+\s?){1,4}$", re.IGNORECASE)  # "talks between Iran"
_OBJECT = re.compile(r"\s(?:with|as|to)\s")
_ENGLISH = re.compile(r"\b(?:the|an?|of|and|in|to|was|were|has|had|on|for)\b")
_LEFT_OUT = re.compile(r"\b(?:the|an?|at|at the|its|their|his|her|more than|nearly|about)\s+$", re.IGNORECASE)


def stands_alone(sentence: str) -> bool:
    """Does a sentence say what happened without the one before it, with every quote and bracket closed?"""
    return bool(_STOP_AT_END.search(sentence)) and not _ADRIFT.match(sentence) and is_closed(sentence)


def without_stop(sentence: str) -> str:
    """The sentence as a timeline prints it: no full stop at its end; the sign that a feed cut it stays."""
    if sentence.endswith("…"):
        return f"{sentence.rstrip('…').rstrip(' ,;:–-')}…"
    return _STOP_AT_END.sub(r"\1", sentence)


def is_closed(text: str) -> bool:
    """Is every quotation mark and bracket of ``text`` closed?"""
    return text.count('"') % 2 == 0 and all(text.count(left) == text.count(right) for left, right in _PAIRS)


def hangs(what: str) -> bool:
    """Do the words begin with a pronoun for what the sentence before names: "They were handed over"?"""
    return bool(_HANGING.match(what))


def lasts(evidence: str, on: str) -> bool:
    """Does the sentence tell of something that goes on since that day: "has been shut since Monday"?"""
    return bool(re.search(_since(on), evidence, re.IGNORECASE))


def compares(evidence: str, on: str) -> bool:
    """Does the sentence only measure another day's event by that day: "the deadliest strike since Monday"?"""
    return bool(re.search(rf"\b(?:{_MEASURES})\b[^.;]{{0,60}}?\s{_since(on)}", evidence, re.IGNORECASE))


def _since(on: str) -> str:
    """A pattern for "since" with that day: "since early Monday", "since Jan. 3"."""
    day = date.fromisoformat(on)
    month = _MONTHS[day.month - 1]
    names = rf"{_WEEKDAYS[day.weekday()]}|{month[:3]}(?:{month[3:]})?\.?\s{day.day}\b|{day.day}\s{month}"
    return rf"\bsince\s(?:(?:early|late|last|this|the)\s)*(?:{names})"


def clause_alone(what: str, evidence: str) -> str:
    """The words of an event's clause where they hold who and what, with the article or "at least" that the cut took
    from their head; "" where they are a fragment."""
    text = what
    if len(text.split()) < FEWEST_WORDS or _GERUND.match(text) or hangs(text) or not is_closed(text):
        return ""
    if not _ENGLISH.search(evidence or text):
        return text if evidence.startswith(text[:20]) else ""
    if _PRONOUN.match(text) or _SAID_AND_NO_MORE.search(text) or _cut_short(text, evidence):
        return ""
    first = _RELATIVE.search(text, 1)
    verb = _VERB.search(text, 0, first.start() if first else len(text))
    return _with_head(text, evidence) if verb and verb.start() else ""


def _cut_short(text: str, evidence: str) -> bool:
    """Does the clause end in a participle whose object goes on behind it: "was presented" before "with a flag"? Or
    between one side and no other?"""
    if _ONE_SIDE.search(text):
        return True
    _, found, rest = evidence.partition(text)
    return bool(found and _PASSIVE_AT_END.search(text) and _OBJECT.match(rest))


def _with_head(text: str, evidence: str) -> str:
    at = evidence.find(" ".join(text.split()[:3]))
    found = _LEFT_OUT.search(evidence, max(0, at - 12), at) if at > 0 else None
    return f"{found.group().strip()} {text}" if found else text
