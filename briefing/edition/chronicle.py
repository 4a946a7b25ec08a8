"""The timeline: dated events behind, told once each, oldest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.edition.alike import alike
from briefing.edition.chronicle_words import clause_alone, compares, hangs, is_closed, lasts, stands_alone, without_stop
from briefing.model import DatedEvent, Note, TimelineEntry

# Two wordings of one past event on one day, share of stems (edition/alike.py). Sample wires: reworded ones share .5
# and more, other events of the day under .3.
SAME_WORDS = 0.5
# How far back a timeline goes: a chain of events is told in weeks; a war's beginning years ago is no news.
REACH = timedelta(days=45)


LONGEST = 200  # letters of a sentence that a timeline prints whole
LONGEST_PAIR = 360  # of a sentence that hangs on the one before it, with that one


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A past event with the wire that told it and that wire's own day. ``before`` is the sentence that stands before
    the event's, where it may be printed."""

    event: DatedEvent
    wire_id: str
    wire_on: date
    story: str
    before: str = ""


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
        if not wording(record):
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
    """A sentence that tells of two days is printed once, at the day of what it tells first: "opened on Dec. 27 and
    resumed on Monday" on the 27th, "closed on Wednesday; two days earlier shells fell there" on Wednesday."""
    first: dict[str, int] = {}
    for group in groups:
        text = wording(group[0])
        at = _stands_at(group[0].event)
        first[text] = min(first.get(text, at), at)
    seen: set[str] = set()
    kept = []
    for group in groups:
        text = wording(group[0])
        if text not in seen and _stands_at(group[0].event) == first[text]:
            seen.add(text)
            kept.append(group)
    return kept


def _stands_at(event: DatedEvent) -> int:
    """Where in its sentence the words of an event begin; its end where they do not stand there as they are."""
    at = event.evidence.find(" ".join(event.what.split()[:2]))
    return at if at >= 0 else len(event.evidence)


def _entry(group: Sequence[Record], note_of: Callable[[str], int]) -> TimelineEntry:
    told = [(wording(r), r.event) for r in group]
    return TimelineEntry(
        on=group[0].event.on,
        until=group[0].event.until,
        what=max(told, key=lambda pair: (is_whole(pair[1].evidence), len(pair[0])))[0],
        where=next((r.event.where for r in group if r.event.where), None),
        notes=tuple(sorted({note_of(r.wire_id) for r in group})),
        story=group[0].story,
        lasting=all(lasts(r.event.evidence, r.event.on) for r in group),
    )


def wording(record: Record) -> str:
    """How a timeline tells an event: its sentence where that is short and stands alone, else with the one it hangs on,
    else the words of its clause; "" where none says what happened."""
    event, before = record.event, record.before.strip()
    if compares(event.evidence, event.on):
        return ""
    if is_whole(event.evidence):
        return without_stop(event.evidence.strip())
    pair = f"{before} {event.evidence.strip()}"
    if hangs(event.what) and before and stands_alone(before) and is_closed(pair) and len(pair) <= LONGEST_PAIR:
        return without_stop(pair)
    return clause_alone(event.what, event.evidence)


def is_whole(evidence: str) -> bool:
    """Is the sentence short enough to be printed, and does it stand without the one before it?"""
    sentence = evidence.strip()
    return len(sentence) <= LONGEST and stands_alone(sentence)


Told = tuple[Sequence[TimelineEntry], Sequence[Note]]  # the timeline of one telling, and the notes it cites


def grown(tellings: Iterable[Told], gone: Collection[str] = ()) -> tuple[tuple[TimelineEntry, ...], tuple[Note, ...]]:
    """The timelines of a storyline's tellings as one, oldest event first, and its notes numbered anew.

    ``tellings`` oldest first. What two of them tell of one day in the same words stands once, with the notes of both;
    in much the same words, as it was told last, with the notes of that: another figure is not the first wire's. What
    rests on nothing but wires that are ``gone`` is left out.
    """
    kept: list[tuple[TimelineEntry, dict[str, Note]]] = []
    for entries, notes in tellings:
        known = {note.number: note for note in notes}
        for entry in entries:
            mine = {known[n].wire_id: known[n] for n in entry.notes if n in known and known[n].wire_id not in gone}
            if not mine:
                continue
            place = next((n for n, (other, _) in enumerate(kept) if _same_entry(other, entry)), None)
            if place is None:
                kept.append((entry, mine))
            elif kept[place][0].what == entry.what:
                kept[place] = (kept[place][0], mine | kept[place][1])
            else:
                kept[place] = (entry, mine)
    kept.sort(key=lambda pair: (pair[0].on, pair[0].what))
    numbers: dict[str, int] = {}
    named: dict[str, Note] = {}
    out = []
    for entry, have in kept:
        named |= have
        marks = sorted(numbers.setdefault(wire, len(numbers) + 1) for wire in have)
        out.append(replace(entry, notes=tuple(marks)))
    return tuple(out), tuple(replace(named[wire], number=n) for wire, n in numbers.items())


def with_earlier(
    own: Sequence[TimelineEntry],
    tellings: Iterable[Told],
    *,
    number: Callable[[str], int],
    known: Callable[[str], bool],
    gone: Collection[str],
    today: date,
    most: int,
    story: str,
) -> tuple[TimelineEntry, ...]:
    """A story's own timeline with what earlier editions told of its storyline (``tellings``, oldest first), up to
    ``most`` entries: its own, then the newest earlier ones of the last weeks, each with the notes it had.

    ``number`` gives a wire its note in this edition; an entry none of whose wires is ``known`` any more is left out.
    """
    before, notes = grown(tellings, gone)
    wires = {note.number: note.wire_id for note in notes if known(note.wire_id)}
    first = (today - REACH).isoformat()
    fit = [
        e for e in before
        if e.on >= first and any(n in wires for n in e.notes) and not any(_same_entry(e, mine) for mine in own)
    ]  # fmt: skip
    kept = fit[len(fit) - min(len(fit), max(0, most - len(own))) :]
    moved = [
        replace(e, notes=tuple(sorted(number(wires[n]) for n in e.notes if n in wires)), story=story) for e in kept
    ]
    return tuple(sorted((*own, *moved), key=lambda e: (e.on, e.what)))


def _same_entry(a: TimelineEntry, b: TimelineEntry) -> bool:
    return a.on == b.on and (a.what == b.what or alike(a.what, b.what) >= SAME_WORDS)


def _same(a: DatedEvent, b: DatedEvent) -> bool:
    return a.on == b.on and alike(a.what, b.what) >= SAME_WORDS
