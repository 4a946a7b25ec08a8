"""What a regular wire says of itself, and not of the world: "SITREP 13", "Daily security brief", "issued at 06:00".

    news_headline("Situation report 13: Sudan")          "Sudan"
    without_form(["This bulletin is issued ...", ...])   the paragraphs without the sentences that speak of the wire

Two wires of one form are not on one affair for that: likeness is of what is left. A headline whose words all belong to
its form leaves none. What is printed is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_I = re.IGNORECASE
_KIND = (
    r"(?:briefings?|briefs?|digests?|bulletins?|round-?ups?|wrap(?:-?up)?|newsletters?|recaps?|rundown|summary|summaries|reports?|updates?|overview|"
    r"notes?|review|outlook|sitreps?|assessment|headlines|monitor|flash|log)"
)
_WHEN = r"(?:daily|nightly|overnight|morning|evening|midday|weekly|monthly|weekend|noon|hourly)"
_WHAT = (
    r"(?:situation|operational|security|news|crisis|humanitarian|conflict|flash|press|media|world|regional|intelligence|"
    r"incident|status)"
)
_NUMBER = r"(?:\s*(?:no\.?|nr\.?|number|issue|vol\.?|#|№)?\s*\d[\d./-]*)?"
# A product by its name: "SITREP 13", "Daily security brief", "Situation report no. 4", "Morning roundup", "Day 45".
_FORM = re.compile(
    rf"\bsitreps?\b{_NUMBER}|\b{_WHEN}\s(?:{_WHAT}\s){{0,2}}{_KIND}\b{_NUMBER}|\b(?:{_WHAT}\s){{1,2}}{_KIND}\b{_NUMBER}|\bround-?ups?\b{_NUMBER}|"
    rf"\b(?:bulletin|newsletter|digest)\b{_NUMBER}|^\W*(?:update|report|brief(?:ing)?)\s(?:no\.?\s*)?#?\d+\b|\b(?:day|week|issue|edition)\s\d[\d,]*|\blist\sof\skey\sevents\b",
    _I,
)
# What is left of a headline when its form is gone and it has a day, an hour or a count of its own.
_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}|"
    r"\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|as\sof\s[\d:.]+)(?:,?\s(?:19|20)\d\d)?\b|\b\d{4}-\d\d-\d\d\b",
    _I,
)
_PRODUCT = (
    r"(?:(?:daily|morning|evening|weekly|regular|latest)\s)?(?:(?:situation|security|news|operational)\s)?"
    r"(?:reports?|bulletins?|round-?ups?|briefs?|briefings?|digests?|newsletters?|updates?|summary|sitrep|notes?)"
)
# A sentence of the wire about itself: what it is, when it is issued, whom to call.
_OF_ITSELF = re.compile(
    rf"^\W*(?:this|here)\s(?:is|are)\s(?:your|the|our|an?)\s(?:[\w-]+\s){{0,3}}?{_PRODUCT}\b|"
    rf"^\W*(?:this|the)\s{_PRODUCT}\s(?:is|was|covers?|contains?|provides?|summari[sz]es|has\sbeen)\b|"
    r"^\W*it\s(?:is\s(?:issued|published|sent|produced|compiled)|covers)\b|"
    r"\b(?:issued|published|compiled|produced)\s(?:daily|weekly|each|every)\b|"
    r"^\W*(?:for\s(?:more|further|details|questions|feedback|media)\b.{0,60}\b(?:call|contact|visit|see|write|e-?mail)|to\s(?:subscribe|unsubscribe|receive)|"
    r"(?:good\smorning|good\sevening|welcome\sto)\b|sign\sup|(?:please\s)?contact\b)",
    _I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@lru_cache(maxsize=1 << 14)
def is_form(headline: str) -> bool:
    """Does the headline name a regular product?"""
    return bool(_FORM.search(headline[:300]))


@lru_cache(maxsize=1 << 14)
def news_headline(headline: str) -> str:
    """The headline without the name, number and day of a regular product; as it is where it names none."""
    if not is_form(headline):
        return headline
    left = _DAYS.sub(" ", _FORM.sub(" ", headline))
    left = re.sub(r"\s+", " ", left).strip(" :|,;–—-()[]#")
    return left if re.search(r"[^\W\d]{3}", left) else ""


def without_form(paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs without the sentences in which a regular wire speaks of itself; those left empty are dropped."""
    kept = (" ".join(s for s in _SENTENCE.split(text) if not _OF_ITSELF.search(s)) for text in paragraphs)
    return [text for text in kept if text]
