"""What is announced without a day: "in the coming days", "next week at the latest". A list of its own, never a date.

An entry leaves when a wire names its day (it is in the daybook then), when a wire tells of it as held or calls it
off, or when its words can no longer mean a day to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.edition.alike import alike
from briefing.edition.appointments import OPEN
from briefing.edition.daybook import uid_of
from briefing.edition.galley import Galley
from briefing.edition.promises import SAME_WORDS, Check, fold
from briefing.edition.withdrawn import undated_left
from briefing.model import DaybookEntry, UndatedEntry, UndatedEvent, Wire
from briefing.text.called_off import called_off
from briefing.text.occasions import kinds_of

MOST_UNDATED = 12  # lines of the list; the newest announced first stay


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """An undated appointment with the wire that announced it; ``order`` sorts by time of the wire."""

    event: UndatedEvent
    wire_id: str
    story: str
    order: tuple[str, str]
    wire_on: date
    source: str = ""


def undated_of(galley: Galley, daybook: Sequence[DaybookEntry], check: Check) -> tuple[UndatedEntry, ...]:
    """The list of one edition, from the stories that the reader is given."""
    brief = galley.brief
    entries = build_undated(
        _prospects(galley),
        today=brief.on,
        earlier=undated_left(brief),
        daybook=daybook,
        check=check,
    )
    return tuple(_with_notes(entry, galley) for entry in entries if 0 not in entry.notes)  # 0: of what he muted


def _with_notes(entry: UndatedEntry, galley: Galley) -> UndatedEntry:
    """An entry carried on from an earlier edition still names the wires that announced it."""
    known = [w for w in entry.wires if galley.notes.knows(w)]
    if entry.notes or not known:
        return entry
    return replace(entry, notes=tuple(sorted(map(galley.notes.number, known))))


def _prospects(galley: Galley) -> list[Prospect]:
    found = []
    for chosen in galley.choice.stories:
        for member in chosen.story.members:
            wire, analysis = galley.wires[member.wire_id], galley.digest.analyses[member.wire_id]
            if wire.id in galley.digest.withheld or galley.is_old_version(wire.id):
                continue
            own = set(analysis.parts[member.part].paragraphs) | ({-1} if member.part == 0 else set())
            found += [
                Prospect(
                    event=_licensed(event, wire), wire_id=wire.id, story=chosen.story.id,
                    order=(wire.at.isoformat(), wire.id), wire_on=wire.anchor_on, source=wire.source,
                )
                for event in analysis.undated
                if event.paragraph in own or len(analysis.parts) == 1
            ]  # fmt: skip
    return found


def _licensed(event: UndatedEvent, wire: Wire) -> UndatedEvent:
    """The event in the words of the headline where the wire's licence does not let its paragraph be printed."""
    allowed = wire.licence == "excerpt" or event.paragraph < 0 or (wire.licence == "lede" and event.paragraph == 0)
    return event if allowed else replace(event, evidence="", what=wire.headline)


def build_undated(
    prospects: Iterable[Prospect],
    *,
    today: date,
    earlier: Sequence[UndatedEntry],
    daybook: Sequence[DaybookEntry],
    check: Check,
) -> tuple[UndatedEntry, ...]:
    """Entries, soonest to be settled first: this edition's, and those of the last one that still stand.

    The newest wire's words are printed; ``daybook`` are the entries with a day, ``check`` what the wires report.
    """
    groups: list[list[Prospect]] = []
    for one in sorted(prospects, key=lambda p: p.order):
        home = next((g for g in groups if any(_same_event(one.event, p.event, check.party_name) for p in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    entries = _with_memory([_entry(group, check) for group in groups], earlier)
    kept = [e for e in entries if e.until >= today and not _is_dated(e, daybook) and not _is_settled(e, check)]
    newest = sorted(kept, key=lambda e: (e.told_on, e.uid), reverse=True)[:MOST_UNDATED]
    return tuple(sorted(newest, key=lambda e: (e.until, e.what, e.uid)))


def _entry(group: Sequence[Prospect], check: Check) -> UndatedEntry:
    last = group[-1]
    first = group[0].event
    wires = tuple(dict.fromkeys(p.wire_id for p in group))
    fullest = max((p.event for p in group), key=lambda e: (len(e.parties), bool(e.where)))
    return UndatedEntry(
        uid=uid_of("undated", first.where, first.parties, first.what),
        when=last.event.when,
        what=last.event.what,
        where=last.event.where or fullest.where,
        parties=tuple(dict.fromkeys(check.party_name(p) for p in (last.event.parties or fullest.parties))),
        status=last.event.status,
        evidence=last.event.evidence,
        notes=tuple(sorted({check.note_of(w) for w in wires})),
        wires=wires,
        told_on=last.wire_on,
        until=last.event.until,
        story=last.story,
        sources=tuple(dict.fromkeys(p.source for p in group if p.source)),
    )


def _same_event(a: UndatedEvent, b: UndatedEvent, party_name: Callable[[str], str]) -> bool:
    return _same(a.what, a.where, [*map(party_name, a.parties)], b.what, b.where, [*map(party_name, b.parties)])


def _same(
    what: str, where: str | None, parties: Sequence[str], other: str, there: str | None, others: Sequence[str]
) -> bool:
    """Do two wordings name one appointment: the same kind of occasion, and two parties, or place and a party?"""
    shared = set(parties) & set(others)
    if where and there and fold(where) != fold(there):
        return False
    if not kinds_of(what) & kinds_of(other) and alike(what, other) < SAME_WORDS:
        return False
    if min(len(parties), len(others)) > 1 and not (shared == set(parties) or shared == set(others)):
        return False  # two pairs of which one is the same
    same_place = bool(where) and fold(where) == fold(there)
    return len(shared) > 1 or (same_place and bool(shared)) or (bool(shared) and len(parties) == len(others) == 1)


def _with_memory(entries: Sequence[UndatedEntry], earlier: Sequence[UndatedEntry]) -> list[UndatedEntry]:
    """Earlier entries keep their uid; those that no wire repeats are carried on without notes."""
    out, left = [], list(earlier)
    for entry in entries:
        old = next((o for o in left if o.uid == entry.uid or _entries_same(o, entry)), None)
        if old is not None:
            left.remove(old)
            sources = tuple(dict.fromkeys([*old.sources, *entry.sources]))
            entry = replace(
                entry,
                uid=old.uid,
                where=entry.where or old.where,
                parties=entry.parties or old.parties,
                sources=sources,
            )
        out.append(entry)
    return [*out, *(replace(o, notes=()) for o in left)]


def _entries_same(a: UndatedEntry, b: UndatedEntry) -> bool:
    return _same(a.what, a.where, a.parties, b.what, b.where, b.parties)


def _is_dated(entry: UndatedEntry, daybook: Sequence[DaybookEntry]) -> bool:
    """Has a wire named its day by now?"""
    return any(
        e.status in (*OPEN, "held") and _same(entry.what, entry.where, entry.parties, e.what, e.where, e.parties)
        for e in daybook
    )


def _is_settled(entry: UndatedEntry, check: Check) -> bool:
    """Does a wire of a later day tell of it as held, or one that is newer than the announcements call it off?"""
    for report in check.reports:
        told = report.event
        if not report.certain or report.wire_on <= entry.told_on or told.on <= entry.told_on.isoformat():
            continue
        parties = [check.party_name(p) for p in told.parties]
        if len(set(parties) & set(entry.parties)) > 1 and _same(
            entry.what, entry.where, entry.parties, told.evidence or told.what, told.where, parties
        ):
            return True
    announced = max((t.order for t in check.traces if t.wire_id in entry.wires), default=("", ""))
    newer = [t for t in check.traces if t.wire_on >= entry.told_on and t.order > announced]
    return any(_calls_off(entry, line) for t in newer if t.wire_id not in entry.wires for line in t.head)


def _calls_off(entry: UndatedEntry, sentence: str) -> bool:
    if not called_off(sentence) or not kinds_of(entry.what) & kinds_of(sentence):
        return False
    words = fold(sentence)
    return len(entry.parties) > 1 and all(fold(p)[:5] in words for p in entry.parties[:2])
