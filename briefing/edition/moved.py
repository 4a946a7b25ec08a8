"""The one bold line of a region: its newest report that says more than what stands below it, else its first lede."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.edition.big import UNNAMED
from briefing.edition.choose import Chosen
from briefing.edition.chronicle_words import stands_alone
from briefing.edition.galley import Galley
from briefing.model import Member, Sentence, StoryCard
from briefing.text.printable import printable, says_more

LONGEST = 220  # letters of the line
LOOKED_THROUGH = 12  # wires of the region, the newest
MOVED = ("NEW", "UPDATED")


def moved_line(mine: Sequence[Chosen], cards: Sequence[StoryCard], galley: Galley) -> Sentence | None:
    """The first sentence of the newest wire of the region's stories that moved, where it says more than their cards do
    and stands by itself; else the lede of the first card, where that story moved: the page sets it in bold where it
    stands. None where neither is there.

    A story with a page of its own form has its newest reports there, and gives none.
    """
    apart = {card.id for card in cards if card.big}
    members = galley.own_members(*(one.story for one in mine if one.status in MOVED and one.story.id not in apart))
    printed = [text for card in cards for text in _printed(card)]
    for member in members[:LOOKED_THROUGH]:
        text = _first(member, galley)
        if text and says_more(text, printed):
            wire = galley.wires[member.wire_id]
            return Sentence(text=text, note=galley.notes.number(wire.id), language=wire.language)
    first = cards[0] if cards else None
    return first.sentences[0] if first and first.status in MOVED and first.sentences else None


def _first(member: Member, galley: Galley) -> str:
    """The lede of a wire's part, where it may be printed, is short and needs no sentence before it; else ""."""
    rows = galley.digest.analyses[member.wire_id].parts[member.part].paragraphs
    found = printable(galley.wires[member.wire_id], rows[:1])
    fits = found and len(found[0]) <= LONGEST and stands_alone(found[0]) and not UNNAMED.search(found[0])
    return found[0] if fits else ""


def _printed(card: StoryCard) -> list[str]:
    return [
        card.headline,
        *(said.text for said in card.sentences),
        *(" ".join(quote.parts) for quote in card.quotes),
        *(entry.what for entry in card.timeline),
    ]
