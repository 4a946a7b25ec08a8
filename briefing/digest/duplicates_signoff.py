"""Credits that stand in a line of their own at the head or the end of a text, in the words of several languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

MOST_WORDS = 30  # of a credit line; a longer paragraph is the text itself

_NAME = r"(?P<name>[^\W\d_][\w .&/,’'-]{1,60}?)"
_THIS = r"\b(?:story|article|report|content|text|item|dispatch)\s+(?:(?:was|is|has|been)\s+)*"
_END = r"(?=\s*(?:[.;:)\]|]|$))"
# "TALLINN, March 4 (Reuters) -" where the head of the text was left in it
_PICTURE = re.compile(r"\b(?:photos?|pictures?|images?|graphic|video|foto|bild)\b", re.IGNORECASE)
_HEAD = re.compile(r"^\W*[^\W\d_][^.!?()\n]{0,70}\((?P<name>[^()\n]{2,40})\)\s*[-–—:]")
_LINES = (
    rf"^\W*{_NAME}\s+(?:has\s+|also\s+)?contributed\b",
    rf"\b(?:additional|further|some)\s+(?:reporting|material|information)\s+(?:by|from)\s+{_NAME}{_END}",
    rf"^\W*with\s+(?:(?:additional\s+)?(?:reporting|material|inputs?|files|information)\s+(?:by|from)\s+)?{_NAME}{_END}",
    rf"{_THIS}(?:first|originally)\s+(?:published|appeared)\s+(?:by|on|in|at)\s+(?:the\s+)?{_NAME}{_END}",
    rf"{_THIS}(?:provided|distributed|supplied|produced|syndicated|licensed|republished)\s+(?:by|from)\s+(?:the\s+)?"
    rf"{_NAME}{_END}",
    rf"(?:©|\(c\)|\bcopyright)\s*(?:\d{{4}}\s+)?(?:the\s+)?{_NAME}{_END}",
    rf"\b(?:source|quelle|fuente|fonte|źródło|kaynak|zdroj|källa|kilde|bron|джерело|источник)\s*:\s*{_NAME}{_END}",
    r"^\W*(?:mit\s+material\s+(?:von|der)|mit|avec|con\s+(?:información|informaciones)\s+de|con|com|med|met)\s+"
    rf"{_NAME}{_END}",
    rf"\b(?:по\s+материалам|по\s+данным|за\s+матеріалами|за\s+даними|d['’]après|selon\s+une\s+dépêche\s+de)\s+{_NAME}{_END}",
)
_CREDIT = tuple(re.compile(line, re.IGNORECASE) for line in _LINES)


def signed_off(paragraphs: Sequence[str], agency_name: Callable[[str], str]) -> str:
    """The agency that a credit line of the text names, as ``agency_name`` prints it; "" where none does.

    Looked for at the head of the first paragraph and in the last two, if they are short. "He told Reuters" is none.
    """
    said = [p.strip() for p in paragraphs if p.strip()]
    if not said:
        return ""
    head = _HEAD.match(said[0][:160])
    if head and (name := agency_name(head["name"])):
        return name
    for line in reversed(said[-2:] if len(said) > 2 else said[1:]):
        if len(line) <= 300 and len(line.split()) <= MOST_WORDS and (name := _credited(line, agency_name)):
            return name
    return ""


def _credited(line: str, agency_name: Callable[[str], str]) -> str:
    if _PICTURE.search(line):
        return ""
    found = (agency_name(match["name"]) for pattern in _CREDIT if (match := pattern.search(line)))
    return next((name for name in found if name), "")
