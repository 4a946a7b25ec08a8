"""Whether a report of a meeting of several days says that it is over, before its last day has come."""

from __future__ import annotations

import re

_OVER = re.compile(
    r"\b(?:ended|ends|end(?=\s(?:without|with|in|on|early)\b)|broke\s(?:up|down|off)|breaks\s(?:up|down|off)|collapsed?s?|"
    r"conclude[ds]|wrap(?:s|ped)?\s(?:\w+\s){0,4}?up|finish(?:ed|es)|adjourned|c[ao]mes?\sto\san\send|"
    r"draws\sto\sa\sclose|drew\sto\sa\sclose|(?:is|are|was|were)\sover|(?:cut|cuts|was|were)\s(?:\w+\s){0,4}?short|"
    r"(?:walk|storm)(?:s|ed)\sout)\b",
    re.IGNORECASE,
)


def tells_end(text: str) -> bool:
    """Does a sentence speak of an end? In doubt yes: then nobody is told that a meeting goes on."""
    return bool(_OVER.search(text))
