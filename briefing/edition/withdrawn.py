"""Entries of earlier editions after a wire of theirs was withdrawn: what the others announced stands, its words go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from briefing.edition.brief import Brief, withdrawn_in
from briefing.model import DaybookEntry, Saying, UndatedEntry

PLANS = ("planned", "expected", "confirmed")  # states in which nothing is told but the plan
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


def _left(entry: DaybookEntry, gone: Set[str]) -> DaybookEntry | None:
    announced = {one.wire for one in entry.sayings}
    if not gone & (announced | {*entry.wires}):
        return entry
    sayings = tuple(one for one in entry.sayings if one.wire not in gone)
    if not sayings:
        return None
    last = next((one for one in reversed(sayings) if one.status not in PLANS), sayings[-1])
    wires = tuple(wire for wire in entry.wires if wire not in gone) or (last.wire,)
    left = replace(entry, wires=wires, sayings=sayings, notes=(), sequence=entry.sequence + 1)
    told = {*entry.wires} - announced
    if told and not told & gone:
        return _without_words(left, [one for one in entry.sayings if one.wire in gone], last)
    return replace(
        left, on=last.on, until=last.until, what=last.what, where=last.where, status=last.status, clock=last.clock,
        moved_from=last.moved_from, evidence=last.evidence, at=None, same_hour=False,
        # What a withdrawn report told may be so all the same: then nobody may say that there was no report.
        doubt=entry.doubt or entry.status not in PLANS,
    )  # fmt: skip


def _without_words(entry: DaybookEntry, gone: Sequence[Saying], last: Saying) -> DaybookEntry:
    """An entry whose state another wire told: that stands, and what the withdrawn ones gave to it is put in words of
    the last that is left."""
    clocks = {one.clock for one in gone} - {one.clock for one in entry.sayings}
    return replace(
        entry,
        what=last.what if entry.what in {one.what for one in gone} else entry.what,
        evidence=last.evidence if entry.evidence in {one.evidence for one in gone} else entry.evidence,
        clock="" if entry.clock in clocks else entry.clock,
        at=None if entry.clock in clocks else entry.at,
    )
