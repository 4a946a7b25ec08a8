"""Spellings of dates brought to the few that are read: other calendars' years, hours in other words, labels.

A spelling that is not known stays as it is, and the date that has it is not read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable


def _spelt_time(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}:{found[3]}:{found[4] or '00'}"


def _dotted_time(found: re.Match[str]) -> str:
    return f"{found[1]}:{found[2]}" + (f":{found[3]}" if found[3] else "")


_TIME_FIXES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4}-?\d\d-?\d\d)[Tt](\d\d)(\d\d)(\d\d)?(?=Z|[+-]\d|$)"), _spelt_time),
    (re.compile(r"\b(\d{1,2})\s?[hH]\s?(\d{2})\b"), r"\1:\2"),
    (re.compile(r"(?<=\d)\s*\bUhr\b"), ""),
    (re.compile(r"\b(\d{1,2})\.(\d\d)(?=\s?[ap]\.?m\b)", re.I), r"\1:\2"),
    (re.compile(r"\b(kl\.?|klo|ore|ora) (\d{1,2})\.(\d\d)\b", re.I), r"\1 \2:\3"),
    # after its year nothing but the hour is left to say
    (re.compile(r"(?:(?<=\b[12]\d\d\d )|(?<=\b[12]\d\d\d, ))(\d{1,2})\.(\d\d)(?:\.(\d\d))?(?![.\d])"), _dotted_time),
    (re.compile(r"(?<=\d )(\d\d)(\d\d)(?= ?(?:GMT|UTC|Z|[A-Z]{2,3}T|[+-]\d{4})\b)"), r"\1:\2"),
    (re.compile(r"^(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.?(?= |$)"), r"\1-\2-\3"),
    (re.compile(r"^/Date\((\d{10,13})(?:[+-]\d{4})?\)/$"), r"\1"),
    (re.compile(r"^(\d{10})\.\d{1,9}$"), r"\1"),
    (re.compile(r"(?<=[+-]\d\d:\d\d)\[[\w/+-]+\]$"), ""),
    (re.compile(r"(?<=:\d\d) (?:Moscow time|по московскому времени)", re.I), " MSK"),
    (re.compile(r"(?<=\d)[Tt](?=\d{1,2}:)"), " "),
    (re.compile(r"(?<=:\d\d)([+-]\d\d:0)$"), r"\g<1>0"),  # an offset cut by its last digit: no zone is minutes off
)


def plain(raw: str) -> str:
    """The string in digits and signs of ASCII, Gregorian years, hours as "9:05" with "am" or "pm", one space apart."""
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    text = re.sub(r"[\u200e\u200f\u061c]", "", text).replace("،", ",").replace("−", "-")
    text = _LABEL.sub("", text, count=1)
    if not text.isascii():
        text = _eastern(text)
    for pattern, better in _TIME_FIXES:
        text = pattern.sub(better, text)
    return re.sub(r"\s+", " ", text).strip(" :")


# what some pages write before their one date; a second one makes the string unread
_LABEL = re.compile(
    r"^\s*(?:(?:first\s+)?(?:published|posted|issued|date)(?:\s+on)?\s*:|(?:published|posted)\s+on\b)\s*", re.I
)
_ERAS = {"民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988}  # added to a year of it
_HALVES = {"上午": "am", "午前": "am", "오전": "am", "下午": "pm", "午後": "pm", "오후": "pm"}


def _eastern(text: str) -> str:
    """The same with years of the calendar of Rome, its day spelt in digits and its hour before a.m. or p.m."""
    text = re.sub(r"(民國|民国|令和|平成)\s*(\d{1,3})\s*年", lambda m: f"{int(m[2]) + _ERAS[m[1]]}年", text)
    text = re.sub(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?", r"\1-\2-\3 ", text)
    text = re.sub(r"(\d{1,2})[時时点시]\s*(\d{1,2})[分분](?:\s*(\d{1,2})[秒초])?", _spelt_hour, text)
    text = re.sub(rf"({'|'.join(_HALVES)})\s*(\d{{1,2}}:\d\d(?::\d\d)?)", lambda m: f" {m[2]} {_HALVES[m[1]]}", text)
    if re.search(r"[\u0e00-\u0e7f]", text):  # Thai wires count from the Buddha's death
        text = re.sub(r"\b2[45]\d\d\b", lambda m: str(int(m[0]) - 543), text.replace("พ.ศ.", " "))
    text = re.sub(r"\bב-?(?=[\u05d0-\u05ea]{3})", "", text)
    text = re.sub(r"بتوقيت (?:غرينتش|جرينتش)|\bGMT بتوقيت\b", " GMT", text)
    return re.sub(r"(كانون|تشرين)\s+(الثاني|الأول|الاول)", lambda m: f"{m[1]}-{m[2].replace('الاول', 'الأول')}", text)


def _spelt_hour(found: re.Match[str]) -> str:
    return f"{found[1]}:{int(found[2]):02d}" + (f":{int(found[3]):02d}" if found[3] else "")
