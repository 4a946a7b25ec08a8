"""A big story: so many wires that a card cannot hold it. Latest first, and what is shut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.edition.choose import Chosen
from briefing.edition.ended import open_again
from briefing.edition.galley import Galley
from briefing.edition.reactions import words_of
from briefing.edition.shut import SHUTTABLE
from briefing.model import Member, Wire
from briefing.model.big import BigStory, Closure, Dispatch, Reactions
from briefing.text.month_words import MAY
from briefing.text.printable import printable, says_more

BIG_WIRES, BIG_ORIGINS = 25, 8  # above so many wires, copies not counted, or origins a story is big
MOST_DISPATCHES, MOST_CLOSURES = 12, 6
LOOKED_THROUGH = 80  # wires of one story that are looked through for its sentences, the newest
ROWS = 6  # paragraphs of a wire where a closure is looked for

# What was done to what can be shut. "Flights" are of an airport where they stop; no airport is open for a flight.
SHUT = SHUTTABLE | {"airport": rf"{SHUTTABLE['airport']}|flights?"}
DONE = (
    r"(?:clos(?:ed|es|ing|ure)|shut(?:s|ting)?(?:\s(?:down|off))?|suspend(?:ed|s|ing)?|evacuat(?:ed|es|ing|ion)"
    r"|re-?open(?:ed|s|ing)?|blocked|seal(?:ed|s|ing)\soff|halt(?:ed|s|ing)?|cancel(?:l?ed|s|l?ing)?|cut\soff"
    r"|disrupt(?:ed|s|ion)?|grounded|divert(?:ed|s)?)"
)
IMPOSED = r"(?:impos(?:ed|es|ing)|declar(?:ed|es|ing)|introduc(?:ed|es|ing)|extend(?:ed|s|ing)|lift(?:ed|s|ing))"
CLOSURES = {
    what: re.compile(
        rf"\b(?:{words})\b[^.;]{{0,40}}?\b{done}\b|\b{done}\b[^.;]{{0,40}}?\b(?:{words})\b",
        re.IGNORECASE,
    )
    for what, words in SHUT.items()
    for done in (IMPOSED if what in ("curfew", "emergency") else DONE,)
}
# A quotation whose speaker stands in the sentence before, and a question, tell nothing by themselves.
UNNAMED = re.compile(r"[\"”»’']\s(?:he|she|they|it)\s\w+|\b(?:said|added|says)\s(?:he|she)\b|\?[\"”»]?$", re.IGNORECASE)
# "called for the border to be reopened", "may close its embassy": nothing was shut.
UNDONE = re.compile(
    r"\b(?:"
    + MAY
    + r"|might|could|would|should|threat\w*|call(?:s|ed)?\s(?:for|on)|urg\w+|demand\w*|consider\w*|want\w*|if"
    r"|plans?\sto|den(?:y|ied|ies)|alleg\w+|rumou?rs?|clos(?:ed|es|ing)\sin|talks|negotiations)\b"
    r"|\b(?:not|never|no)\s(?:be\s|been\s)?(?:clos|shut|suspend|block|halt|cancel)\w*",
    re.IGNORECASE,
)


def is_big(chosen: Chosen, galley: Galley) -> bool:
    """Does the story get a page of its own form? Above ``BIG_WIRES`` wires of their own words, or ``BIG_ORIGINS``."""
    return len(galley.own_members(chosen.story)) > BIG_WIRES or len(chosen.story.origins) > BIG_ORIGINS


def build_big(
    chosen: Chosen,
    galley: Galley,
    *,
    printed: Sequence[str],
    reactions: tuple[Reactions, ...] = (),
    most: int = MOST_DISPATCHES,
) -> BigStory:
    """The further matter of a big story: one sentence a wire, newest first, that says more than the sentences
    ``printed`` on its card, the ``reactions`` and the newer ones; and what is shut or open again.

    At most ``most`` dispatches, so that the story keeps to its share of the pages.
    """
    own = galley.own_members(chosen.story)
    closures = _closures(own[:LOOKED_THROUGH], galley)
    taken = [*printed, *(c.text for c in closures), *words_of(reactions)]
    dispatches: list[Dispatch] = []
    for member in own[:LOOKED_THROUGH]:
        wire = galley.wires[member.wire_id]
        text = _own_words(wire, member, galley, taken) if len(dispatches) < most else ""
        if text:
            taken.append(text)
            dispatches.append(_dispatch(wire, text, galley))
    return BigStory(
        wires=sum(m.wire_id not in galley.digest.withheld for m in chosen.story.members),
        dispatches=tuple(dispatches),
        more=len(own) - len({d.note for d in dispatches} | {c.note for c in closures}),
        closures=closures,
        reactions=reactions,
    )


def _rows(member: Member, galley: Galley) -> Sequence[int]:
    return galley.digest.analyses[member.wire_id].parts[member.part].paragraphs[:ROWS]


def _own_words(wire: Wire, member: Member, galley: Galley, taken: Sequence[str]) -> str:
    """The first sentence of a wire that says more than those taken; its headline where only that may be printed."""
    found = printable(wire, _rows(member, galley)) if wire.licence != "headline" else [wire.headline]
    return next((text for text in found[:3] if not UNNAMED.search(text) and says_more(text, taken)), "")


def _dispatch(wire: Wire, text: str, galley: Galley) -> Dispatch:
    return Dispatch(
        at=wire.at,
        day_only=len(wire.published_text) == 10,
        text=text,
        note=galley.notes.number(wire.id),
        language=wire.language,
        publisher=wire.publisher or wire.agency or wire.source,
    )


def _closures(members: Sequence[Member], galley: Galley) -> tuple[Closure, ...]:
    """Sentences of what is shut, cut off or open again, newest first, one of each matter."""
    found: list[Closure] = []
    for member in members:
        wire = galley.wires[member.wire_id]
        for text in printable(wire, _rows(member, galley)):
            what = closure_in(text)
            if what and len(found) < MOST_CLOSURES and says_more(text, [c.text for c in found]):
                found.append(
                    Closure(what=what, text=text, note=galley.notes.number(wire.id), language=wire.language, at=wire.at)
                )
    return tuple(found)


def closure_in(sentence: str) -> str:
    """What the sentence tells of as shut or open again: a key of ``SHUTTABLE``, "" for nothing, or for a mere wish."""
    if UNDONE.search(sentence):
        return ""
    return next((what for what, words in CLOSURES.items() if words.search(sentence)), "") or open_again(sentence)
