"""Several tellings of one event made one: by day, place and the words that name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.digest.events_words import APPOINTMENT
from briefing.model import DatedEvent
from briefing.text.sentences import word_set

# A change of plan tells more than a plan.
_RANK = {"cancelled": 4, "moved": 3, "postponed": 2, "confirmed": 1}
_COMMON = word_set(
    "will with that this from have been would their they next first second planned upcoming held meet said they"
)


def merged(events: Sequence[DatedEvent]) -> list[DatedEvent]:
    """One event for a day to come, unless two plainly differ; the day that an event was moved from is dropped."""
    out: list[DatedEvent] = []
    for event in events:
        for index, other in enumerate(out):
            if _same(other, event):
                out[index] = _richer(other, event)
                break
        else:
            out.append(event)
    out = [e for e in out if not _told_by_day(e, out)]
    gone = [(e.moved_from, _stems(e.what)) for e in out if e.moved_from]
    return [e for e in out if not any(e.ahead and e.on == on and _stems(e.what) & stems for on, stems in gone)]


def _told_by_day(event: DatedEvent, others: Sequence[DatedEvent]) -> bool:
    """Is this month of an event ahead told more exactly, by its day, in another sentence of the wire?"""
    if len(event.on) != 7 or not event.ahead:
        return False
    own = _words(event.evidence)
    return any(
        o.ahead and len(o.on) == 10 and o.on.startswith(event.on) and len(own & _words(o.evidence)) > 1 for o in others
    )


def _words(text: str) -> set[str]:
    """Beginnings of the common words of a sentence; names are left out, for two affairs may share them."""
    return {word[:4] for word in re.findall(r"\b[a-z]{4,}", text) if word not in _COMMON}


_SEPARATE = re.compile(r"\bseparate\b", re.IGNORECASE)  # "a separate summit" in the same town is another one


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    if a.on != b.on or a.ahead != b.ahead:
        return False
    if not a.ahead:
        return a.evidence == b.evidence
    if a.evidence != b.evidence and bool(_SEPARATE.search(a.what)) != bool(_SEPARATE.search(b.what)):
        return False
    if not (a.where and b.where) or a.where == b.where:
        return True
    apart = bool(a.parties and b.parties) and not set(a.parties) & set(b.parties)
    return bool(_stems(a.what) & _stems(b.what)) and not apart


def _stems(what: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", what.casefold()) if word not in _COMMON}


def _weight(event: DatedEvent) -> tuple[int, int, int, int]:
    words = len(event.what.split())
    return (
        int(event.status in ("cancelled", "moved", "postponed")),
        int(bool(APPOINTMENT.search(event.what)) and words > 1),
        int(bool(event.where)) + len(event.parties),
        int(event.paragraph >= 0),
    )


def _richer(a: DatedEvent, b: DatedEvent) -> DatedEvent:
    """The fuller of two tellings with what the other adds; the stronger status of both."""
    best, other = (b, a) if _weight(b) > _weight(a) else (a, b)
    status = max((best.status, other.status), key=lambda s: _RANK.get(s, 0)) if best.ahead else best.status
    return replace(
        best,
        where=best.where or other.where,
        parties=best.parties or other.parties,
        until=best.until or other.until,
        clock=best.clock or other.clock,
        moved_from=best.moved_from or other.moved_from,
        status=status if _RANK.get(status, 0) else best.status,
    )
