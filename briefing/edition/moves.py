"""A meeting announced for another day than before, in whatever words: is it the old one, moved?"""

from __future__ import annotations

import re
from datetime import date

# Words by which a new day is set against an old one.
RESET = re.compile(
    r"\b(?:now|instead|rather\sthan|(?:later|earlier|sooner)\sthan|no\slonger|new\sdate|another\sdate|not,?\sas"
    r"|brought\sforward|pushed?\sback|puts?\s(?:back|off)|put\soff|delay\w*|postpon\w+|resched\w+|slip(?:s|ped)"
    r"|mov(?:es?|ed|ing)|shift(?:s|ed)?|deferr?\w*|adjourn\w*|had\sbeen|first\s(?:set|date|planned|scheduled)"
    r"|originally|initially|previously|changed?)\b",
    re.IGNORECASE,
)


# A second meeting is none that was moved.
AGAIN = re.compile(
    r"\b(?:again|another|next\s(?:round|meeting|session)|second|third|further|follow-?up|then)\b", re.IGNORECASE
)


def names_day(text: str, on: str) -> bool:
    """Does a text name the day ``on`` (YYYY-MM-DD): "January 7", "7 January", "Jan. 7", "07.01", "2022-01-07"?"""
    if len(on) != 10:
        return False
    day = date.fromisoformat(on)
    month = rf"(?:{day:%B}|{day:%b}\.?)"
    written = rf"{month}\s0?{day.day}|0?{day.day}(?:st|nd|rd|th)?\s(?:of\s)?{month}|0?{day.day}\.0?{day.month}\b|{on}"
    return bool(re.search(rf"(?<![\d.])(?:{written})(?!\d|\.\d|:)", text, re.IGNORECASE))


def sets_anew(text: str, old_on: str, new_on: str) -> bool:
    """Does a text that announces a meeting for ``new_on`` take back ``old_on``: by naming it too, or by its words?"""
    if old_on == new_on or AGAIN.search(text):
        return False
    return names_day(text, old_on) or bool(RESET.search(text))
