"""Kinds of occasions: what is called "talks" in one wire is a "meeting" in another, but no "visit"; their rounds."""

from __future__ import annotations

import re

from briefing.text.month_words import MARCH

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CARDINALS = "one two three four five six".split()
# "the first visit in ten years" counts no visits.
_ROUND = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\s(?:[\w’'-]+\s){{0,2}}?"
    r"(?P<what>rounds?|talks|stage|phase|sessions?|meetings?|summits?|sitting|visit|hearing)\b(?!\s(?:(?:since|by|ever)\b|in\s(?-i:[a-z\d])))|"
    r"\b(?P<named>round|stage|phase|session)\s(?P<number>\d{1,2}|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_OF_TALKS = frozenset({"round", "talk", "stage", "phase"})
KINDS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"talks?|negotiations?|consultations?|meet(?:s|ings?)?|summits?|sessions?|councils?|conferences?|rounds?|forums?|dialogues?",
        r"visits?|trips?|tours?|voyages?",
        r"votes?|voting|elections?|referendums?|ballots?|polls|run-?offs?",
        r"hearings?|trials?|verdicts?|rulings?|sentencing",
        r"drills?|exercises?|manoeuvres|maneuvers|parades?",
        rf"strikes?|rall(?:y|ies)|protests?|marches|{MARCH}",
        r"calls?|conversations?",
    )
)


def kinds_of(text: str) -> frozenset[int]:
    """Which of ``KINDS`` a text names."""
    return frozenset(n for n, words in enumerate(KINDS) if words.search(text))


def rounds_of(text: str) -> frozenset[tuple[str, int]]:
    """What a text numbers: ("round", 3) for "a third round of talks" and "round three", ("visit", 2) ..."""
    return frozenset(_numbered(match) for match in _ROUND.finditer(text))


def _numbered(match: re.Match[str]) -> tuple[str, int]:
    what = (match["what"] or match["named"]).casefold().rstrip("s")
    if match["word"]:
        number = _ORDINALS.index(match["word"].casefold()) + 1
    else:
        said = (match["digits"] or match["number"]).casefold()
        number = int(said) if said.isdigit() else _CARDINALS.index(said) + 1
    return ("round" if what in _OF_TALKS else what, number)


def other_round(one: str, two: str) -> bool:
    """Do both texts number the same kind of thing, and nothing alike: "the third round" is not the second?"""
    mine, theirs = rounds_of(one), rounds_of(two)
    return bool({what for what, _ in mine} & {what for what, _ in theirs}) and not mine & theirs
