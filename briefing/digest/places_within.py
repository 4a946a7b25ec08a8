"""Which names of places and bodies are part of another name: a Security Council that is not the UN's, Nairobi Wire,
Ali Bagheri Kani, the Normandy format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.digest.outlets import outlet_spans
from briefing.digest.places_candidates import Candidate
from briefing.digest.places_resolve import TOWNS
from briefing.digest.places_words import given_names
from briefing.text.gazetteer import Gazetteer, fold

# Organs that others have too: without an owner they are the UN's.
ORGANS = frozenset({"security council", "general assembly"})
# What stands before them in the name of another's organ, whoever owns it.
_NOT_THE_UN = re.compile(
    r"\b(?:(?:National|Federal|Supreme|State|Presidential|Political|Regional|Joint|Homeland|Internal|Military|"
    r"Defen[cs]e|Peace|Public|Collective)\s+(?:(?:and|&)\s+)?|[A-Z]\w+ (?:and|&) )$"
)
_UN = frozenset({"UN"})
# "the four Normandy countries", "the Normandy format": named for a place where it met once.
_NAMED_FOR = re.compile(r" (?:format|quartet|Format|Quartet|four|Four|countries|states)\b")
_FULL_NAME = re.compile(r"\b([A-Z][\w’'-]+) [A-Z][\w’'-]+ $")
GREAT = 1_500_000  # people of a town that is no surname


def veto_within(candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer, publisher: str = "") -> None:
    """Mark the names that are part of another one: they name no place of their own.

    ``publisher``: whose wire it is; a place in a name of his of more than one word is none where the name stands, nor
    in that of another outlet which says something or is told it.
    """
    own = [*_spans(publisher, text), *outlet_spans(text)]
    surnames = {c.hit.key for c in candidates if _is_last_name(c, text, gazetteer)}
    for i, c in enumerate(candidates):
        if c.hit.key in surnames and not c.local:
            c.person = True
        if any(low <= c.hit.start and c.hit.end <= high for low, high in own):
            c.person = True
        if c.hit.key in ORGANS:
            c.person = c.person or _is_anothers(candidates[i - 1] if i else None, c, text, gazetteer)
        elif not c.person and _is_format(c, text, gazetteer):
            c.person = True


def _is_anothers(before: Candidate | None, c: Candidate, text: str, gazetteer: Gazetteer) -> bool:
    """ "Russia's Security Council", "African Union Peace and Security Council", "National Security Council"."""
    start = c.hit.start
    if _NOT_THE_UN.search(text, max(0, start - 60), start):
        return True
    if before is None or text[before.hit.end : start] not in (" ", "'s ", "’s ", "' ", "’ "):
        return False
    owner = gazetteer.place(before.senses[0].place)
    return owner.kind in ("country", "admin", "body", "capital") and owner.name not in _UN


def _spans(publisher: str, text: str) -> list[tuple[int, int]]:
    """Where a publisher's name stands; nowhere for a name of one word, which may be that of a place."""
    if len(publisher.split()) < 2:
        return []
    return [match.span() for match in re.finditer(rf"\b{re.escape(publisher)}\b", text)]


def _is_last_name(c: Candidate, text: str, gazetteer: Gazetteer) -> bool:
    """ "Ali Bagheri Kani": a town behind a given name and another one."""
    place = gazetteer.place(c.senses[0].place)
    if place.kind not in TOWNS or place.kind == "capital" or place.population >= GREAT or not c.cased_before or c.local:
        return False
    full = _FULL_NAME.search(text, max(0, c.hit.start - 60), c.hit.start)
    return full is not None and not c.joined and fold(full.group(1)) in given_names()


def _is_format(c: Candidate, text: str, gazetteer: Gazetteer) -> bool:
    """ "the Normandy format": a division, which has no countries of its own."""
    place = gazetteer.place(c.senses[0].place)
    return place.kind == "admin" and _NAMED_FOR.match(text, c.hit.end) is not None
