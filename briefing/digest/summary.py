"""A story told in sentences its wires said: the lede, what later or other wires add, one quote with its speaker.

By extraction alone: every sentence stands word for word in a wire. A sentence that hangs in the air by itself
("He added that ...") is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.model import Said, Wire
from briefing.text.printable import LONGEST, SHORTEST, SPEAKER, is_cut, printable, says_more

MOST_SENTENCES = 4
NAMED = re.compile(r"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+|\b(president|minister|ministry|spokes\w+|ambassador|envoy)\b", re.I)
QUOTE = re.compile(r"[\"“«][^\"”»]{25,}[\"”»]")


def summarise(
    members: Sequence[tuple[Wire, Sequence[int]]], *, dates: Sequence[tuple[str, str]] = (), most: int = MOST_SENTENCES
) -> tuple[Said, ...]:
    """Up to ``most`` sentences of a story, in this order: the head of its lead wire, what other wires add, newest
    first, the sentence that announces the next date, one quote with its speaker.

    ``members`` are wires with the rows of the paragraphs that treat the story, the lead first, the others newest
    first; ``dates`` are (wire id, sentence) of what is announced, soonest first. A wire whose licence allows only its
    headline gives nothing, "lede" its first paragraph.
    """
    taken: list[Said] = []
    alone = len(members) == 1
    for rank, (wire, rows) in enumerate(members):
        room = 1 if rank else (3 if alone else 2)
        left = most - len(taken) - (1 if rank == 0 and (dates or not alone) else 0)
        taken += _head(wire, rows[: 1 if rank else 3 if alone else 2], taken, min(room, left))
    if len(taken) < most:
        taken += _next_date(members, dates, taken)
    quote = _quote(members, taken) if len(taken) < most else None
    return (*taken, quote) if quote else tuple(taken)


def _head(wire: Wire, rows: Sequence[int], taken: Sequence[Said], room: int) -> list[Said]:
    """The first sentences of a wire that are worth printing. One that hangs on the sentence before it ("He added")
    is taken where that one was."""
    found: list[Said] = []
    follows = False
    for text in printable(wire, rows):
        if len(found) >= room:
            break
        follows = says_more(text, [s.text for s in (*taken, *found)], follows=follows)
        if follows:
            found.append(Said(text=text, wire_id=wire.id, language=wire.language))
    return found


def _next_date(
    members: Sequence[tuple[Wire, Sequence[int]]], dates: Sequence[tuple[str, str]], taken: Sequence[Said]
) -> list[Said]:
    """The first announcement that stands by itself and is not said yet."""
    wires = {wire.id: wire for wire, _ in members}
    for wire_id, text in dates:
        wire = wires.get(wire_id)
        if wire is None or wire.licence != "excerpt" or not SHORTEST <= len(text) <= LONGEST or is_cut(text):
            continue
        if says_more(text, [s.text for s in taken]):
            return [Said(text=text, wire_id=wire_id, language=wire.language)]
    return []


def _quote(members: Sequence[tuple[Wire, Sequence[int]]], taken: Sequence[Said]) -> Said | None:
    """The first quotation with a named speaker that is not in the summary yet."""
    for wire, rows in members[:4]:
        for text in printable(wire, rows[:8]):
            if (
                QUOTE.search(text)
                and SPEAKER.search(text)
                and NAMED.search(QUOTE.sub("", text))
                and says_more(text, [s.text for s in taken])
            ):
                return Said(text=text, wire_id=wire.id, language=wire.language)
    return None
