"""Who gives a figure, as the wire printed it."""

from __future__ import annotations

import re

_SAY = (
    r"said|says|reported|reports|announced|confirmed|claim(?:s|ed)(?![^.]{2,40}\slives)|stated|told|estimates|estimated|wrote|tweeted"
    r"|added|noted|believes?|alleged(?=\sthat)|posted|declared"
)
_BY = re.compile(
    r"\b(?:according\sto|as\sreported\sby|citing|quoting)\s(?P<who>(?:[^.;:,]|\.(?=[A-Z]\.)|(?<=\.[A-Z])\.){2,90})",
    re.IGNORECASE,
)
# "..., the health ministry said": what stands between the last comma and the verb.
_AFTER = re.compile(
    rf"(?:,[\"”’]?|[\"”’]\s?,)\s(?:and\s)?(?P<who>[^,;:\"”“]{{2,80}}?)\s(?:has\s|have\s|also\s)?(?:{_SAY})\b"
)
_AFTER_TURNED = re.compile(rf",[\"”’]?\s(?:{_SAY})\s(?P<who>(?:the\s)?[A-Z][^,.;:\"”]{{2,70}})")
# "The ministry said on Thursday that ..."
_BEFORE = re.compile(
    rf"(?:^|[;:]\s|,\s(?:and|but|while)\s|[\"”]\s)(?P<who>[^,;:\"”“]{{2,80}}?)\s(?:has\s|have\s|also\s|later\s)?(?:{_SAY})\b"
)
_APPOSED = re.compile(rf"^(?P<who>[A-Z][^;:\"”“]{{2,90}}),[^;:\"”“]{{2,80}},\s(?:has\s|have\s|also\s)?(?:{_SAY})\b")
_CUT = re.compile(
    r"\s(?:who|which|that|as|while|but|when|after|where|whose|in\s(?:a|an|its|his|her)\s|on\s(?:its|his|her|the|a|Mon|Tue"
    r"|Wed|Thu|Fri|Sat|Sun)|via|late|early|cited|quoted|since|and\s(?:the\s)?\w+\s(?:were|was|had|have))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_DAY = re.compile(r"\s(?:on\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday)\b.*$", re.IGNORECASE)
# "Nine killed in raid – mayor's office", as headlines have it
_DASH = re.compile(r"\s[-–—]\s(?P<who>[A-Za-z][^.;:,–—\"“”]{1,50})\.?$")
PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|who|which|that)$", re.IGNORECASE)
_NO_SPEAKER = re.compile(
    r"\b(?:were|was|killed|wounded|injured|died|arrested|detained|dead|have|had|has|is|are|including|after|before)\b"
    r"|\d{2,}|^(?:in|on|at|after|since|when|while|if|including)\b",
    re.IGNORECASE,
)


def said_by(sentence: str, start: int, end: int) -> str:
    """Who says the figure at ``start:end``, in the sentence's words; a pronoun where it names none; "" for the wire.

    The nearest of "according to ..." , "..., X said" after the figure and "X said ..." before it.
    """
    found: list[tuple[int, str]] = []
    for pattern in (_BY, _AFTER, _AFTER_TURNED, _DASH, _BEFORE, _APPOSED):
        for match in pattern.finditer(sentence):
            inside = match.start("who") < end and match.end("who") > start
            wrong_side = pattern in (_AFTER, _AFTER_TURNED, _DASH) and match.start() < start
            wrong_side |= pattern in (_BEFORE, _APPOSED) and match.start() > start
            who = _trimmed(match["who"], citing=pattern is _BY)
            if who and not inside and not wrong_side:
                gap = match.start() - end if match.start() >= end else start - match.end()
                found.append((max(gap, 0), who))
    return min(found)[1] if found else ""


def _trimmed(who: str, *, citing: bool) -> str:
    who = who.split(",")[0] if citing else who
    who = _DAY.sub("", _CUT.sub("", who)).strip(" -–—\"“”'‘’")
    if not who or len(who.split()) > 10 or _NO_SPEAKER.search(who):
        return ""
    return who
