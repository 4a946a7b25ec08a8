"""The timeline: dated events behind, told once each, oldest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.edition.alike import alike
from briefing.edition.chronicle_words import clause_alone, stands_alone, without_stop
from briefing.model import DatedEvent, TimelineEntry

# Two wordings of one past event on one day, share of stems (edition/alike.py). Sample wires: reworded ones share .5
# and more, other events of the day under .3.
SAME_WORDS = 0.5
# How far back a timeline goes: a chain of events is told in weeks; a war's beginning years ago is no news.
REACH = timedelta(days=45)


LONGEST = 200  # letters of a sentence that a timeline prints whole


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
    """Entries of the last weeks with a full date, oldest first; of more than ``most`` those that several wires tell,
    then the newest.

    What happened on a wire's own day is its news and stands in the story; the timeline tells what led to it.
    """
    first = (today - REACH).isoformat()
    kept = [r for r in records if len(r.event.on) == 10 and first <= r.event.on < r.wire_on.isoformat()]
    groups: list[list[Record]] = []
    for record in sorted(kept, key=lambda r: (r.event.on, r.wire_on, r.wire_id, r.event.paragraph)):
        if not wording(record.event):
            continue
        home = next((g for g in groups if _same(g[0].event, record.event)), None)
        if home is None:
            groups.append([record])
        else:
            home.append(record)
    groups = _without_echoes(groups)
    ranked = sorted(range(len(groups)), key=lambda n: (-len({r.wire_id for r in groups[n]}), -n))
    chosen = sorted(ranked[:most])
    return tuple(_entry(groups[n], note_of) for n in chosen)


def _without_echoes(groups: Sequence[list[Record]]) -> list[list[Record]]:
    """A sentence that tells of two days ("opened on Dec. 27 and resumed on Monday") is printed once, at the first."""
    seen: set[str] = set()
    kept = []
    for group in groups:
        text = wording(group[0].event)
        if text not in seen:
            kept.append(group)
        seen.add(text)
    return kept


def _entry(group: Sequence[Record], note_of: Callable[[str], int]) -> TimelineEntry:
    told = [(wording(r.event), r.event) for r in group]
    return TimelineEntry(
        on=group[0].event.on,
        until=group[0].event.until,
        what=max(told, key=lambda pair: (is_whole(pair[1].evidence), len(pair[0])))[0],
        where=next((r.event.where for r in group if r.event.where), None),
        notes=tuple(sorted({note_of(r.wire_id) for r in group})),
        story=group[0].story,
    )


def wording(event: DatedEvent) -> str:
    """How a timeline tells an event: its sentence where that is short and stands alone, else the words of its clause;
    "" where neither says what happened."""
    if is_whole(event.evidence):
        return without_stop(event.evidence.strip())
    return clause_alone(event.what, event.evidence)


def is_whole(evidence: str) -> bool:
    """Is the sentence short enough to be printed, and does it stand without the one before it?"""
    sentence = evidence.strip()
    return len(sentence) <= LONGEST and stands_alone(sentence)


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    return a.on == b.on and alike(a.what, b.what) >= SAME_WORDS
