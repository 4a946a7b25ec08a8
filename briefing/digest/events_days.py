"""Two days side by side: "on June 2 and 5" is on each of them and not from one to the other."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.digest.dates_found import Found
from briefing.digest.events_piece import Piece
from briefing.model import DatedEvent

_BETWEEN = re.compile(
    r"(?<!\w)(?:between|zwischen(?:\s+dem)?|entre(?:\s+(?:el|le|o|os|les|los))?|(?:tra|fra)(?:\s+il)?|между|بين)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BETWEEN_BEHIND = re.compile(r"\w*['’]?\w*\s+arasında|之间|之間")


def on_each_day(piece: Piece, one: Found, event: DatedEvent) -> list[DatedEvent]:
    """The event of ``one`` on each of its two days; as it is where they are a span, or lie side by side."""
    if one.modifier not in ("and", "&") or not (one.low and one.high) or (one.high - one.low).days < 2:
        return [event]
    if event.until != one.high.isoformat() or _BETWEEN.search(piece.text, max(0, one.start - 20), one.start):
        return [event]
    if _BETWEEN_BEHIND.match(piece.text, one.end):
        return [event]
    first = replace(event, until=None)
    if event.ahead == (one.high > piece.anchor):
        return [first, replace(first, on=event.until)]
    return [first]
