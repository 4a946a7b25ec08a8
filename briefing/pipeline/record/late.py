"""An edition that goes out late: what was withdrawn or corrected of it meanwhile is said first, and not said again."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from briefing.errors import StoreError
from briefing.model import Edition, Notice, StoryCard
from briefing.store import Store

AMENDS = ("withdrawn", "corrected")


def amended(store: Store, edition: Edition) -> Edition:
    """The edition for a letter: with the notices that later editions of the same reader gave on it, and without the
    lines that stand on withdrawn wires alone. Its files stay as they were made."""
    if store.next_number(edition.reader) <= edition.number + 1:
        return edition
    found: dict[str, Notice] = {}
    for row in store.editions_that_amend(edition.reader, edition.number):
        try:
            later = store.load_edition(row.id)
        except StoreError:  # a damaged row says nothing
            continue
        found |= {one.text: one for one in later.notices if one.level in AMENDS and one.number == edition.number}
    gone = {wire for one in found.values() if one.level == "withdrawn" for wire in one.wires}
    kept = _without(edition, gone) if gone else edition
    return replace(kept, notices=(*found.values(), *edition.notices)) if found else edition


def _without(edition: Edition, gone: Set[str]) -> Edition:
    """The edition without cards, lines and entries that have no other wire than those that are gone."""

    def stands(card: StoryCard) -> bool:
        wires = {wire.id for wire in card.wires}
        return not wires or bool(wires - gone)

    desks = tuple(
        replace(
            desk,
            regions=tuple(replace(one, cards=tuple(filter(stands, one.cards)), moved=None) for one in desk.regions),
        )
        for desk in edition.desks
    )
    cards = (*edition.cards(), *edition.brief)
    lost = {card.id for card in cards if not stands(card)}
    lost |= {entry.uid for entry in edition.daybook if entry.wires and not set(entry.wires) - gone}
    notes = {note.number for note in edition.notes if note.wire_id in gone}
    since = edition.since and replace(
        edition.since,
        lines=tuple(line for line in edition.since.lines if line.target not in lost and not set(line.notes) & notes),
    )
    return replace(
        edition,
        desks=desks,
        brief=tuple(filter(stands, edition.brief)),
        glance=tuple(line for line in edition.glance if line.target not in lost),
        daybook=tuple(entry for entry in edition.daybook if entry.uid not in lost),
        held=tuple(entry for entry in edition.held if not entry.wires or set(entry.wires) - gone),
        undated=tuple(entry for entry in edition.undated if not entry.wires or set(entry.wires) - gone),
        since=since,
    )
