"""What a clause only plans, wishes, offers, denies or supposes: words that make of a verb or an occasion no fact.

    "is ready to discuss it with Russia at talks in Geneva"   the talks are what the readiness is for
    "Russia warned NATO not to expand at talks in Geneva"     the warning was given there: the talks took place

No parser: the nearest words of intent, condition or denial before it in its own clause, and what is said of it
right after. When unsure it is no fact: a meeting told as held that was not is worse than one that is left out.
"""

from __future__ import annotations

import re

from briefing.text.called_off_words import OFF_STEMS, PUT_STEMS
from briefing.text.month_words import MAY

_I = re.IGNORECASE
# Where a clause ends. A comma alone is none for what governs ("ready, along with its allies, to discuss").
_BREAK = re.compile(
    r"[;:—]\s|[.!?]\s+(?=[A-Z\"“])|\s[–-]\s|,\s+(?:and|but|while|as|which|who|where|whereas|said|says|according)\b|\b(?:while|but)\s"
)
# An infinitive or a modal, and a verb of plan, wish or offer: what they govern has not taken place.
_MODAL = rf"(?:will|would|shall|should|can|could|{MAY}|might|must|cannot|wo|ca)(?:n['’]t|['’]ll)?\b|['’]ll\b"
_INTENT = re.compile(
    rf"\b(?:{_MODAL}|(?:is|are|was|were|be|been|being|remains?|stands?|seems?|['’]s|['’]re)\s+(?:\w+ly\s+|also\s+|now\s+|still\s+|not\s+)*"
    r"(?:ready|willing|prepared|set|due|scheduled|expected|planned|slated|poised|supposed|likely|unlikely|about|keen|eager|"
    r"open|able|unable|going|meant|determined|reluctant|invited|to)\b|"
    r"(?:ready|readiness|willing(?:ness)?|prepared|plans?|planned|planning|wants?|wanted|hop(?:es?|ed|ing)|intends?|intended|intention|"
    r"aim(?:s|ed)?|seek(?:s|ing)?|sought|wish(?:es|ed)?|offer(?:s|ed|ing)?|propos(?:es?|ed|ing|als?)|invit(?:es?|ed|ing|ations?)|"
    r"call(?:s|ed|ing)?\s+(?:for|on)|press(?:es|ing)\s+for|appeal(?:s|ed)?\s+for|urg(?:es?|ed|ing)|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|"
    r"request(?:s|ed)?|refus(?:es?|ed|ing|als?)|declin(?:es?|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ure)?|expect(?:s|ed)?|"
    r"prepar(?:es?|ing)|agree(?:s|d)?|vow(?:s|ed)?|pledg(?:es?|ed)|promis(?:es?|ed)|threaten(?:s|ed)?|consider(?:s|ed|ing)?|"
    r"schedul(?:es?|ed)|decid(?:es?|ed)|need(?:s|ed)?|tried|tries|attempt(?:s|ed)?|push(?:es|ed|ing)?|await(?:s|ed|ing)?)\s+"
    r"(?:[\w’'-]+\s+){0,6}?(?:to|for)\b)",
    _I,
)
# A verb of talk in the infinitive: what is said about it as coming is said about the occasion too.
_TALK = (
    r"(?:discuss|talk|meet|hold|speak|raise|negotiat|debate|consult|attend|join|participat|take\s+part|sit\s+down|resum|"
    r"return|continu|address|present|sign|seek|push|demand|press|confer|convene|gather|host|receive|visit|travel|fly|go|"
    r"agree|settle|decide|resolve|thrash|work\s+out|bring\s+up|put|lay|table|announce|submit|unveil|be|represent|lead|head|explore|"
    r"see|make|give|answer|respond|ask|have|reach)"
)
_TO_TALK = re.compile(rf"(?:\bto|\b(?:{_MODAL}))\s+(?:\w+ly\s+|not\s+|then\s+|also\s+|only\s+)*{_TALK}\w*", _I)
# What was done or said there, in the past: "warned", "agreed to"; an infinitive after it is what it was about.
_DONE = re.compile(
    r"\b(?:said|told|warned|agreed|urged|vowed|pledged|promised|assured|accused|signed|decided|demanded|asked|announced|"
    r"reached|reiterated|stressed|rejected|called\s+on|called\s+for|proposed|offered|refused|failed|confirmed|insisted|"
    r"reaffirmed|discussed|briefed|informed|expressed|invited|thanked|condemned|pressed)\b",
    _I,
)
# What somebody said there, after the plan that he spoke of: "we are ready to meet, Macron said during a visit".
_SAID = re.compile(
    r"\b(?:said|says|told|tells|warned|added|stressed|insisted|announced|reiterated|vowed|assured)\b", _I
)
# Words that govern from the head of a clause: a condition, a time still to come, somebody's denial.
_CONDITION = re.compile(
    r"\b(?:if|whether|unless|lest|in\s+case|provided|suppose|supposing|as\s+though|as\s+if|wish(?:es|ed)?|if\s+only)\b|^\s*(?:Should|Had)\s|"
    r"\b(?:propos|suggest|recommend|demand|insist|request|urg|ask)\w*\s+(?:\w+\s+)?that\b",
    _I,
)
_STILL_TO_COME = re.compile(
    r"\b(?:when|before|until|till|once|as\s+soon\s+as|after|ahead\s+of|prior\s+to|pending|while\s+awaiting)\b", _I
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|refut\w+|dismiss\w*|disput\w+|reject(?:s|ed|ing)?|rebuff\w*|debunk\w*|no\s+truth)\b[^;.]{0,80}?"
    r"\b(?:that|reports?|claims?|allegations?|rumou?rs?|suggestions?|assertions?|having|holding|meeting|talking|any|it|there|"
    r"speculation|statements?)\b|"
    r"\b(?:rumou?rs?|speculation|false|fake|untrue|unfounded|unconfirmed|fabricated|bogus|wrongly|mistakenly|erroneously|hypothetical(?:ly)?|"
    r"imagin\w+|fictional|suppos(?:ed|edly)|alleg\w+|purported(?:ly)?)\b",
    _I,
)
# Before a noun, inside its phrase: "at any talks", "during a planned meeting".
_NOT_YET = re.compile(
    r"\b(?:any|possible|potential|future|upcoming|forthcoming|coming|planned|proposed|prospective|next|eventual|would-be|scheduled|"
    r"expected|new\s+planned|further\s+possible|cancel(?:l?ed)|postponed|aborted|failed|suspended|long-awaited|anticipated|imminent|"
    r"hypothetical|so-called|alleged|supposed|rumou?red)\b",
    _I,
)
# After a noun, in its own clause: "at talks planned for Monday", "during a visit that has been put off".
_AFTER = re.compile(
    r"\b(?:planned|scheduled|proposed|expected|slated|due|set\s+(?:for|to)|to\s+(?:be\s+held|take\s+place|be\s+hosted|begin|open|start|resume)|"
    rf"(?:that|which)\s+(?:will|would|could|{MAY}|might|should|is\s+(?:to|due|set|expected)|are\s+(?:to|due|set|expected)|never|did\s+not|"
    rf"(?:was|were)\s+(?:to|due|supposed|{OFF_STEMS}|{PUT_STEMS})|(?:has|have)\s+been\s+(?:{OFF_STEMS}|{PUT_STEMS}))|"
    r"tomorrow|next\s+(?:week|month|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|in\s+the\s+coming\s+\w+|later\s+this\s+\w+|soon)\b",
    _I,
)


# Where the words about the occasion itself end: "at talks on Monday that Germany would pay".
_ON = re.compile(r"\s(?:that|and|but|as|to|said|says|told|warned|added|stressed)\s", _I)
# What may still become of it, in its own clause: "a deal at the talks is unlikely", "the meeting in Vienna could".
_OPEN = re.compile(
    r"\b(?:is|are)\s+(?:\w+ly\s+)?(?:(?:un)?likely|possible|expected|due|set|doubtful|in\s+doubt|uncertain|planned)\b|"
    rf"\b(?:will|would|could|{MAY}|might|should|must)\b",
    _I,
)


def is_unreal(text: str, start: int, *, present: bool = False) -> bool:
    """Is the verb at ``start`` no fact: denied, under a condition, or, told in the ``present``, still to come
    ("before Macron meets Putin")?

    What stands right before it ("to", "will", "refused to") is not looked at here.
    """
    left = _clause(text, start)
    if _CONDITION.search(left) or _denied(text, start) or _NONE.search(left):
        return True
    return present and bool(_STILL_TO_COME.search(left))


_NONE = re.compile(
    r"\b(?:neither|none\s+of|nobody|no\s+one|hardly|barely|scarcely|yet\s+to|instead\s+of|rather\s+than|without)\b|\b(?:no|nor)\s+(?:[\w’'-]+\s+){0,3}$|"
    r"\b(?:not|never)\s+(?:[\w’'-]+\s+){0,3}$",
    _I,
)


def _denied(text: str, start: int) -> bool:
    """Denied or called a rumour before it in its sentence; or right after it: "is false", "was denied"."""
    low = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    return bool(_DENIED.search(text, low, start) or _DENIED_AFTER.search(text, start))


_SENTENCE = re.compile(r"[.!?;]\s+")
_DENIED_AFTER = re.compile(
    r"\b(?:is|was|are|were)\s+(?:not\s+true|false|untrue|fake|denied|fabricated|a\s+rumou?r)\b|,\s+(?:which|a\s+claim|a\s+report)\b[^.;]{0,40}\bden(?:y|ies|ied)\b",
    _I,
)


def is_unreal_occasion(text: str, start: int, end: int) -> bool:
    """Is the occasion ``text[start:end]`` ("at talks", "during a visit to") one that the clause only speaks of?

    ``start`` is that of its preposition. Its own phrase, what follows it, and what governs its clause are asked.
    """
    if _NOT_YET.search(text, start, end) or is_unreal(text, start):
        return True
    rest = _rest(text, end)
    if _AFTER.search(rest) or _OPEN.search(_ON.split(rest)[0]):
        return True
    left = _clause(text, start)
    intent = [m.start() for m in _INTENT.finditer(left)]
    talk = _TO_TALK.search(left, max(0, intent[-1] - 1) if intent else max(0, len(left) - 60))
    if talk:
        return not _SAID.search(left, talk.end())
    return bool(intent) and not _DONE.search(left)


def _clause(text: str, start: int) -> str:
    """The words before ``start`` in its own clause."""
    low = max((m.end() for m in _BREAK.finditer(text, 0, start)), default=0)
    return text[low:start]


def _rest(text: str, end: int) -> str:
    """The words after ``end`` up to the end of the clause."""
    stop = re.compile(r"[;:—]\s|[.!?]\s|,\s|\s[–-]\s|$").search(text, end)
    return text[end : stop.start() if stop else len(text)]
