"""Entries of earlier editions after a wire of theirs was withdrawn: what the others announced stands, its words go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from briefing.edition.brief import Brief, withdrawn_in
from briefing.model import DaybookEntry, Saying, UndatedEntry

MOST_SAYINGS = 8  # wires of an entry whose words are kept, the latest


def last_sayings(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """The last saying of each wire, in the order in which they came."""
    last: dict[str, Saying] = {}
    for one in sayings:
        last.pop(one.wire, None)
        last[one.wire] = one
    return tuple(last.values())[-MOST_SAYINGS:]


def entries_left(brief: Brief) -> tuple[DaybookEntry, ...]:
    """The last edition's entries. One that a withdrawn wire had a part in says what the last of its other wires said;
    where there is no other, or none whose words are known, it is left out."""
    gone = withdrawn_in(brief)
    told = brief.earlier[0].daybook if brief.earlier else ()
    return tuple(left for entry in told if (left := _left(entry, gone)))


def undated_left(brief: Brief) -> tuple[UndatedEntry, ...]:
    """The last edition's entries without a day but those that a withdrawn wire had a part in: their words may be its
    own, and a wire that still tells of them brings them back."""
    gone = withdrawn_in(brief)
    before = brief.earlier[0].undated if brief.earlier else ()
    return tuple(entry for entry in before if not gone & {*entry.wires})


def _left(entry: DaybookEntry, gone: Collection[str]) -> DaybookEntry | None:
    if not any(wire in gone for wire in (*entry.wires, *(one.wire for one in entry.sayings))):
        return entry
    sayings = tuple(one for one in entry.sayings if one.wire not in gone)
    if not sayings:
        return None
    last = sayings[-1]
    wires = tuple(wire for wire in entry.wires if wire not in gone) or (last.wire,)
    return replace(
        entry, on=last.on, until=last.until, what=last.what, where=last.where, status=last.status, clock=last.clock,
        moved_from=last.moved_from, evidence=last.evidence, wires=wires, sayings=sayings, notes=(), at=None,
        same_hour=False, sequence=entry.sequence + 1,
    )  # fmt: skip
