"""How grave a wire is, from 0 (routine) to 1 (mass killing, war, nuclear danger, state of emergency)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

# Numbers in words, as agencies write them up to ten.
SPELT = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "a dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
# A figure of dead: "28 killed", "killing at least 40", "death toll rises to 1,200".
COUNT = r"(\d{1,3}(?:[,.  ]\d{3})+|\d{1,6})"
DEAD_AFTER = re.compile(
    rf"{COUNT}(?: \w+){{0,3}}? (?:people |civilians |persons )?(?:were |are |have been |was )?"
    r"(?:killed|dead|died|die|deaths|slain|perished|drowned|feared dead|feared drowned)\b",
    re.IGNORECASE,
)
DEAD_BEFORE = re.compile(
    rf"\b(?:kill(?:s|ed|ing)?|claimed|death toll|left|leaves|toll)\b(?: \w+){{0,5}}? {COUNT}(?! per cent|%)\b",
    re.IGNORECASE,
)
WORDED = {"dozens": 36, "scores": 40, "hundreds": 300, "thousands": 3000}
WORDED_DEAD = re.compile(
    r"\b(dozens|scores|hundreds|thousands)\b(?: of)?(?: \w+){0,3}? (?:killed|dead|died|slain|drowned|perished)\b"
    r"|\bkill(?:s|ed|ing)\b(?: \w+){0,3}? (dozens|scores|hundreds|thousands)\b",
    re.IGNORECASE,
)
SPELT_DEAD = re.compile(
    rf"\b({'|'.join(SPELT)})\b(?: \w+){{0,2}}? (?:were |are |have been |was )?"
    r"(?:killed|dead|died|die|slain|perished)\b",
    re.IGNORECASE,
)
YEARS = range(1900, 2100)
# How far a group of words lifts the figure by itself, per unit of evidence; set by hand, ordered by consequence.
LIFT = {
    "war": 0.10, "attack": 0.10, "terror": 0.10, "coup": 0.18, "nuclear": 0.05, "posture": 0.07, "killing": 0.08,
    "disaster": 0.10, "humanitarian": 0.12, "protest": 0.08, "missile-test": 0.08, "combatants": 0.05, "summit": 0.04,
    "peace": 0.04, "border": 0.04, "negotiation": 0.02, "sport": -0.2, "arts": -0.2, "science": -0.12,
    "economy": -0.05, "court": -0.06, "history": -0.06, "road-accident": -0.1,
}  # fmt: skip


def dead_in(text: str) -> int:
    """The highest number of dead that ``text`` states in figures or as "dozens"; 0 where it states none."""
    stated = [m.group(1) for p in (DEAD_AFTER, DEAD_BEFORE) for m in p.finditer(text)]
    counts = [int(re.sub(r"\D", "", s)) for s in stated if not (s.isdecimal() and int(s) in YEARS)]
    counts += [SPELT[m.group(1).casefold()] for m in SPELT_DEAD.finditer(text)]
    counts += [WORDED[(m.group(1) or m.group(2)).casefold()] for m in WORDED_DEAD.finditer(text)]
    return max(counts, default=0)


def severity_of(figures: Mapping[str, float], dead: int) -> float:
    """0 to 1, two decimals: what kind of words, and how many ``dead`` on a scale of tens."""
    lift = sum(LIFT.get(group, 0.0) * x for group, x in figures.items())
    return round(min(1.0, max(0.0, lift + 0.13 * math.log10(1 + dead))), 2)
