"""The hour of an appointment, in one zone or in two: "14:00", "14:00 Moscow time", "14:00 (11:00 GMT)"."""

from __future__ import annotations

import re

from briefing.digest import dates_words

_ZONE = rf"(?:(?:{dates_words.ZONES})(?:\s?[+-]\d{{1,2}}(?::\d\d)?)?|[A-Z][a-z]+\stime|local)\b"


def _hour(key: str) -> str:
    """The expression for one hour; its groups begin with ``key``."""
    return (
        rf"(?:(?P<{key}h>[01]?\d|2[0-4])(?:[:.](?P<{key}m>[0-5]\d))?\s*(?P<{key}a>a\.m\.?|p\.m\.?|am\b|pm\b)"
        rf"|(?P<{key}g>[01]?\d|2[0-4])[:.](?P<{key}n>[0-5]\d)"
        rf"|(?P<{key}k>(?:[01]\d|2[0-4])[0-5]\d)(?=\s*{_ZONE})"
        rf"|(?P<{key}w>noon|midnight)\b)"
        rf"(?:\s*(?P<{key}z>{_ZONE}))?"
    )


# Two hours told of one moment: in brackets, behind a bar, or with "or".
PAIR = re.compile(
    rf"(?<![\d:.]){_hour('a')}(?:\s*[(\[]\s*|\s*/\s*|,?\s+or\s+)(?:at\s+)?{_hour('b')}",
    re.IGNORECASE,
)
RANGE = re.compile(rf"(?<![\d:.]){_hour('a')}\s*(?:-|–|to|until|till)\s*{_hour('b')}", re.IGNORECASE)
# An hour as it stands in the words of an appointment, with what leads to it.
_IN_WORDS = re.compile(
    rf",?\s*\b(?:(?:starting|beginning|opening)\s+)?(?:at|from|by)?\s*(?<![\d:.]){_hour('a')}"
    rf"(?:\s*[(\[/]\s*{_hour('b')}[^)\]]{{0,16}}[)\]]?)?",
    re.IGNORECASE,
)


def full_hour(clause: str, clock: str) -> str:
    """The stated hour with its second telling: ("14:00 (11:00 GMT)", "14:00") -> "14:00 (11:00 GMT)".

    The first of a range ("from 14:00 to 16:00"). ``clock`` as it is where the clause tells no more of it.
    """
    for match in PAIR.finditer(clause):
        first, second = _said(match, "a"), _said(match, "b")
        if clock[:5] in (first[:5], second[:5]) and (_zone(match, "a") or _zone(match, "b")):
            return f"{first} ({second})"
    for match in RANGE.finditer(clause):
        if clock[:5] == _said(match, "b")[:5]:
            first = _said(match, "a")
            return first if _zone(match, "a") or not _zone(match, "b") else f"{first} {_zone(match, 'b')}"
    for match in _ALONE.finditer(clause):
        if clock[:5] == _said(match, "a")[:5] and _zone(match, "a"):
            return _said(match, "a")
    return clock


_ALONE = re.compile(rf"(?<![\d:.]){_hour('a')}", re.IGNORECASE)


_EMPTY = re.compile(r"[(\[]\s*[)\]]")


def without_hours(what: str) -> str:
    """The words of an appointment without its hour: that stands in a column of its own."""
    left = " ".join(_EMPTY.sub(" ", _IN_WORDS.sub(" ", what)).split()).strip(" ,(")
    return left if len(left.split()) > 1 else what


def _zone(match: re.Match[str], key: str) -> str:
    found: str = match[f"{key}z"] or ""
    return "local time" if found.casefold() == "local" else found


def _said(match: re.Match[str], key: str) -> str:
    """ "14:00 GMT" of any of its writings."""
    if match[f"{key}w"]:
        hhmm = "12:00" if match[f"{key}w"].casefold() == "noon" else "24:00"
    elif match[f"{key}k"]:
        hhmm = f"{match[f'{key}k'][:2]}:{match[f'{key}k'][2:]}"
    elif match[f"{key}g"]:
        hhmm = f"{int(match[f'{key}g']):02d}:{match[f'{key}n']}"
    else:
        hour = int(match[f"{key}h"])
        if hour <= 12:
            hour = hour % 12 + (12 if match[f"{key}a"].casefold().startswith("p") else 0)
        hhmm = f"{hour:02d}:{match[f'{key}m'] or '00'}"
    return f"{hhmm} {_zone(match, key)}".strip()
