"""The saying apart from what is said: the day of a statement, what it says of days to come, and what it takes back."""

from __future__ import annotations

import re

from briefing.digest.dates_tense import first_tense

_SAID = r"(?:said|says|told(?:\s+[\w'’.]+){1,4}|announced|added|confirmed|reported|stated)"
_OF_SAYING = re.compile(
    rf"\b{_SAID}(?:\s+in\s+an?\s+(?:\w+\s+){{0,2}}(?:statement|interview|speech|address|post|report))?"
    r"(?:\s+(?:late|early|earlier))?(?:\s+on)?\s+$",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"^.{{0,120}}?\b{_SAID}\s+(?:on\s+\w+\s+)?(?:that\s+)?", re.IGNORECASE | re.DOTALL)
# Words by which a main clause speaks of what is to come; "may have been", "would" and "planned" tell of the past too.
_TO_COME = re.compile(
    r"(?<!\bwho )(?<!\bwhich )(?<!\bthat )\b(?:will|won['’]t|shall)\b(?!\s+have\b)|"
    r"\b(?:is|are)\s+(?:(?:\w+ly|also|now|then)\s+)?(?:to\s+(?!blame\b)[a-z]+|(?:set|ready|poised|going|expected)\s+to|"
    r"due\s+(?:to|on|in)|scheduled|planned|slated)\b|\b(?:plans|intends)\s+to\b",
    re.IGNORECASE,
)
_WRONG = r"(?:wrongly|erroneously|incorrectly|mistakenly)"
_TAKEN_BACK = re.compile(
    rf"\b(?:report|said|stat|wr[io]t|wrote|gave|giv|announc|put|dat|list)\w*\s+(?:{_WRONG}|in\s+error)\b|"
    rf"\b{_WRONG}\s+(?:report|said|stat|wr[io]t|wrote|gave|giv|announc|put|dat|list)\w*\b|\bmis(?:stated|reported)\b",
    re.IGNORECASE,
)
_RIGHT_AGAIN = re.compile(
    r"[;:—]|\.\s|,\s+(?:it|they|the|but|and|not|when|while|whereas)\b|\bbut\b|\b(?:instead\s+of|rather\s+than|not)\b",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(r"\bnot\s+(?:(?:be\s+)?on\s+)?(?:the\s+)?$", re.IGNORECASE)
_INSTEAD = re.compile(
    r"\b(?:instead\s+of|rather\s+than)\s+(?:as\s+\w+\s+)?(?:on\s+|for\s+|in\s+)?(?:the\s+)?$", re.IGNORECASE
)


def is_of_saying(sentence: str, start: int, end: int) -> bool:
    """Does the date in ``sentence[start:end]`` belong to a reporting verb: "the ministry said on Wednesday"?

    "announced on Monday a ban" is an act: there the verb counts only where "that" or the end of its clause follows.
    """
    said = _OF_SAYING.search(sentence, max(0, start - 90), start)
    act = said is not None and said.group().casefold().startswith(("announced", "confirmed", "reported"))
    return said is not None and (not act or bool(re.match(r"\s*(?:that\b|[,.;:]|$)", sentence[end:])))


def follows_what_is_said(sentence: str, end: int) -> bool:
    """Does nothing of what is said come after the day of the saying: "..., police said on Monday."?"""
    return bool(re.match(r"[”\"')]?\s*(?:[.,;]|$)", sentence[end:])) and not re.match(r"\s*,\s*[“\"«]", sentence[end:])


def speaks_of_future(text: str) -> bool:
    """Is the main clause of these words, the reporting verb before it left out, about what is to come?"""
    opening = _OPENS.match(text)
    told = text[opening.end() :] if opening else text
    coming = _TO_COME.search(told)
    return coming is not None and first_tense(told[: coming.start()]) != "past"


def is_taken_back(sentence: str, start: int) -> bool:
    """Is the date at ``start`` what a correction takes back: "wrongly reported that ... on", "not on", "instead of"?"""
    lead = sentence[:start]
    wrong = list(_TAKEN_BACK.finditer(lead))
    if wrong:
        return not _RIGHT_AGAIN.search(lead, wrong[-1].end())
    return bool(_NOT_THEN.search(lead) or _INSTEAD.search(lead))


def tells_an_error(text: str) -> bool:
    """Do these words say that something was told wrongly?"""
    return bool(_TAKEN_BACK.search(text))
