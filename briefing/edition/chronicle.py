"""The timeline: dated events behind, told once each, oldest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.edition.alike import alike
from briefing.model import DatedEvent, TimelineEntry

# Two wordings of one past event on one day, share of stems (edition/alike.py). Sample wires: reworded ones share .5
# and more, other events of the day under .3.
SAME_WORDS = 0.5
# How far back a timeline goes: a chain of events is told in weeks; a war's beginning years ago is no news.
REACH = timedelta(days=45)


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A past event with the wire that told it and that wire's own day."""

    event: DatedEvent
    wire_id: str
    wire_on: date
    story: str


def build_timeline(
    records: Iterable[Record], *, today: date, note_of: Callable[[str], int], most: int = 60
) -> tuple[TimelineEntry, ...]:
    """Entries of the last weeks with a full date, oldest first, at most ``most`` of the newest.

    What happened on a wire's own day is its news and stands in the story; the timeline tells what led to it.
    """
    first = (today - REACH).isoformat()
    kept = [r for r in records if len(r.event.on) == 10 and first <= r.event.on < r.wire_on.isoformat()]
    groups: list[list[Record]] = []
    for record in sorted(kept, key=lambda r: (r.event.on, r.wire_on, r.wire_id, r.event.paragraph)):
        home = next((g for g in groups if _same(g[0].event, record.event)), None)
        if home is None:
            groups.append([record])
        else:
            home.append(record)
    entries = [
        TimelineEntry(
            on=group[0].event.on,
            until=group[0].event.until,
            what=standing(max((r.event.what for r in group), key=lambda what: (len(what) <= 140, len(what)))),
            where=next((r.event.where for r in group if r.event.where), None),
            notes=tuple(sorted({note_of(r.wire_id) for r in group})),
            story=group[0].story,
        )
        for group in groups
    ]
    return tuple(entries[-most:])


# "They were handed over to ..." hangs on a sentence that a timeline does not print; what happened stands without it.
HANGING = re.compile(r"^(they|it|he|she|these|those|this|both) (was|were|is|are|has|have|had)( been)? ", re.IGNORECASE)


def standing(what: str) -> str:
    """The words of an event without a pronoun and its auxiliary at their head."""
    return HANGING.sub("", what)


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    return a.on == b.on and alike(a.what, b.what) >= SAME_WORDS
