"""Days counted from another event of the sentence: "a day after the shooting", "two days before a summit".

"The curfew was lifted on Thursday, a day after the shooting"      Thursday: the curfew; Wednesday: the shooting
"The attack came two days after the talks, which ended on Monday"  Monday: the talks; Wednesday: the attack
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from briefing.digest import dates_words
from briefing.digest.dates_calendar import add_days
from briefing.digest.dates_found import Found
from briefing.digest.events_clause import clause_around, own_words, parties_of, what_of, where_of
from briefing.digest.events_piece import Piece
from briefing.digest.events_words import HAD_BEEN_PLANNED, OFFSET, SAME_DAY
from briefing.model import DatedEvent

FEWEST_WORDS = 2  # "the shooting" alone says less than what happened
FEWEST_OF_PRONOUN = 4


def offset_events(piece: Piece, named: Sequence[Found]) -> list[DatedEvent]:
    """The events whose day the sentence counts from another one's. ``named`` are its own dates.

    Their words are those behind "after" or "before" alone, or, where the date stands there, those before the count:
    never the whole sentence, which tells of another day.
    """
    events: list[DatedEvent] = []
    for match in OFFSET.finditer(piece.text):
        event = _main_event(piece, named, match) or _counted_event(piece, named, match)
        if event:
            events.append(event)
    return events


def counted_before(piece: Piece, one: Found, named: Sequence[Found]) -> re.Match[str] | None:
    """The count that stands before a date and belongs to it: "two days after the talks, which ended on Monday"."""
    for match in OFFSET.finditer(piece.text, 0, one.start):
        if not any(match.end() <= d.start < one.start for d in named) and not _APART.search(
            piece.text, match.end(), one.start
        ):
            return match
    return None


_APART = re.compile(
    r"[;:]\s|,\s+(?!which\b|who\b|where\b)|\b(?:and|but|while)\s+(?:\w+\s+){0,3}(?:will|was|were|is|are|has|have|had)\b"
)


def tail_of(piece: Piece, match: re.Match[str]) -> str:
    """The sentence from the count on: what a timeline may not print under another day stands before it."""
    return piece.text[match.start() :]


def words_alone(piece: Piece, low: int, high: int) -> str:
    """The words of ``text[low:high]`` where they say what happened; "" where they are one noun or "it began"."""
    what = own_words(piece.text[low:high])
    fewest = FEWEST_OF_PRONOUN if _PRONOUN.match(what) else FEWEST_WORDS
    return what if len(what.split()) >= fewest and not _NO_EVENT.match(what) else ""


_NO_EVENT = re.compile(r"(?:tomorrow|today|yesterday)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:they|we|he|she|it|i|you|this|that|these|those|both|his|her|its|their|being|having)\b", re.IGNORECASE
)


def _counted_event(piece: Piece, named: Sequence[Found], match: re.Match[str]) -> DatedEvent | None:
    """What the count leads to: "the shooting" of "a day after the shooting"."""
    sign = -1 if match["w"].casefold() in ("after", "following") else 1
    low, high = match.end(), clause_around(piece.text, match.start(), match.end())[1]
    comma = piece.text.find(",", low + 12)
    high = comma if low < comma < high else high
    on = _day(piece, named, match, sign, high)
    if on is None:
        return None
    ahead = on > piece.anchor
    what = what_of(piece.text, low, low, low, high, ahead=True) if ahead else words_alone(piece, low, high)
    if not what or (sign > 0 and on == piece.anchor):
        return None  # "two days before the vote", told on its day: held or not, the wire does not say
    where = where_of(piece.text, low, low, low, high, piece.mentions)
    return DatedEvent(
        on=on.isoformat(), what=what, where=where, parties=parties_of(low, high, piece.mentions, where),
        status="planned" if ahead else "held", evidence=piece.text if ahead else tail_of(piece, match),
        paragraph=piece.paragraph, ahead=ahead,
    )  # fmt: skip


def _day(piece: Piece, named: Sequence[Found], match: re.Match[str], sign: int, high: int) -> date | None:
    """The day counted from the clause's own date; None where neither a date nor a plan supports it."""
    near = [d for d in named if d.grain == "day" and d.low and d.end <= match.start()]
    planned = bool(SAME_DAY.search(piece.text, match.end(), high)) or sign < 0  # what came before is told as done
    if (not planned and (not near or match["n"].casefold() == "the")) or any(
        match.end() <= d.start < high for d in named
    ):
        return None
    on = add_days((near[-1].low if near else None) or piece.anchor, sign * _days(match))
    plan = (
        on is not None
        and on <= piece.anchor
        and sign > 0
        and (planned or HAD_BEEN_PLANNED.search(piece.text, match.end(), high))
    )
    return None if plan else on


def _main_event(piece: Piece, named: Sequence[Found], match: re.Match[str]) -> DatedEvent | None:
    """What the count starts from, where only the other event is dated: "the attack" of two days after Monday."""
    own = next((d for d in named if counted_before(piece, d, named) and d.start >= match.end()), None)
    if own is None or own.grain != "day" or own.low is None or own.low != own.high:
        return None
    if any(d.end <= match.start() for d in named):
        return None
    sign = 1 if match["w"].casefold() in ("after", "following") else -1
    on = add_days(own.low, sign * _days(match))
    what = words_alone(piece, clause_around(piece.text, match.start(), match.end())[0], match.start())
    if on is None or on > piece.anchor or not what:
        return None
    where = where_of(piece.text, match.start(), match.start(), 0, match.start(), piece.mentions)
    return DatedEvent(
        on=on.isoformat(), what=what, where=where, parties=parties_of(0, match.start(), piece.mentions, where),
        status="held", evidence=piece.text, paragraph=piece.paragraph, ahead=False,
    )  # fmt: skip


def _days(match: re.Match[str]) -> int:
    word = match["n"].casefold()
    number = int(word) if word.isdecimal() else dates_words.NUMBERS.get(word, 1)
    return number * (7 if match["u"].casefold() == "week" else 1)
