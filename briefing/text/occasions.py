"""Kinds of occasions: what is called "talks" in one wire is a "meeting" in another, but no "visit"."""

from __future__ import annotations

import re

KINDS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"talks?|negotiations?|consultations?|meet(?:s|ings?)?|summits?|sessions?|councils?|conferences?|rounds?|forums?|dialogues?",
        r"visits?|trips?|tours?|voyages?",
        r"votes?|voting|elections?|referendums?|ballots?|polls|run-?offs?",
        r"hearings?|trials?|verdicts?|rulings?|sentencing",
        r"drills?|exercises?|manoeuvres|maneuvers|parades?",
        r"strikes?|rall(?:y|ies)|protests?|march(?:es)?",
        r"calls?|conversations?",
    )
)


def kinds_of(text: str) -> frozenset[int]:
    """Which of ``KINDS`` a text names."""
    return frozenset(n for n, words in enumerate(KINDS) if words.search(text))
