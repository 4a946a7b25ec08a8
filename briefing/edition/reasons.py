"""Why a story is here, in words for print: only what is so of this very story, whatever the score weighed.

in_words(...)     from the score, at the choice: grave, great powers, talks between states ...
with_date(...)    on the card, once the daybook stands: it announces a date where an entry of the daybook says so
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from briefing.edition.desk import WHY
from briefing.edition.score import Score
from briefing.model import DaybookEntry, Story

# The terms of the score in words for print, in the order in which they are said.
WORDS = {
    "priority": "your regions, countries or topics",
    "home": "your country is concerned",
    "severity": "grave",
    "actors": "great powers or great bodies act",
    "talks": "talks between states",
}
ANNOUNCES = "announces a date"
SAID_FROM = {"severity": 1.2, "actors": 1.2}  # a term is said from this value on; others when they count at all
OPEN = ("planned", "expected", "confirmed", "moved")  # states of the daybook that announce
# The section holds sanctions, arms and statements too: talks are said where headline or lede name an encounter.
_ENCOUNTER = re.compile(
    r"\b(?<!no\s)(?:talks|negotiat(?:ions?|ors?|es?|ed|ing)|summits?|consultations|meets?(?!\s(?:demands|conditions|targets|deadline))|met(?!\s(?:demands|conditions|targets))"
    r"|meetings?|delegations?|(?:border|joint)\scommission|dialogue|roundtable|(?:state|official|working)\svisit|(?:phone|telephone)\scall)\b",
    re.IGNORECASE,
)
OF_TALKS = frozenset({"diplomacy", "summit", "arms-control", "peace-process", "nuclear", "border-dispute"})
_ORIGINS = re.compile(r"\d+ independent origins$")


def in_words(story: Story, score: Score, why: Sequence[str], headlines: Iterable[str] = ()) -> tuple[str, ...]:
    """Why a story is in the edition, short enough to print under it. ``headlines`` are those of its wires."""
    said = [w for w in why if w == WHY or w.startswith("watch term")]
    terms = [term for term in WORDS if score.terms.get(term, 0.0) > SAID_FROM.get(term, 0.0)]
    said += [WORDS[term] for term in terms if term != "talks" or _are_talks(story, headlines)]
    n = len(story.origins)
    said = [*(w for w in why if w.startswith("followed")), *said]
    return (*said, f"{n} independent origins") if n > 1 else tuple(said or ["on this reader's desks"])


def with_date(
    why: Sequence[str], ahead: Collection[str], daybook: Iterable[DaybookEntry], today: date
) -> tuple[str, ...]:
    """The reasons of a card, with that it announces a date where one of its entries of the daybook is open, from
    ``today`` on."""
    on = today.isoformat()
    if not any(entry.uid in ahead and entry.status in OPEN and entry.on >= on[: len(entry.on)] for entry in daybook):
        return tuple(why)
    rest = [w for w in why if w != "on this reader's desks"]
    at = len(rest) - (1 if rest and _ORIGINS.match(rest[-1]) else 0)
    return (*rest[:at], ANNOUNCES, *rest[at:])


def _are_talks(story: Story, headlines: Iterable[str]) -> bool:
    """Does a headline name an encounter, or, of a story about diplomacy, its first sentence?"""
    texts = [story.headline, *headlines]
    if story.topic in OF_TALKS:
        texts += [said.text for said in story.summary[:1]]
    return any(_ENCOUNTER.search(text) for text in texts)
