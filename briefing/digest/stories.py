"""Which wires tell of one event: groups by text, countries, places, people and dates, within a window of time.

For one set of units, one Memory and one instant the order of arrival changes nothing: everything is sorted first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.digest.cluster import average_link
from briefing.digest.stories_likeness import JOIN, agreement, likenesses
from briefing.digest.stories_memory import continue_stories, trace
from briefing.digest.stories_roundup import is_round_up
from briefing.digest.stories_units import Group, Unit
from briefing.model import Memory
from briefing.text.terms import count_terms

__all__ = ["Group", "Unit", "group_units", "is_round_up", "trace"]

NOTHING = Memory()


def group_units(units: Sequence[Unit], *, memory: Memory = NOTHING, as_of_at: datetime) -> tuple[Group, ...]:
    """Every unit in exactly one group, the groups in the order of their first units.

    Groups are made of the units alone; then each takes up the remembered story and the storyline it goes on with
    (stories_memory.py). A unit dated after ``as_of_at`` counts as of that instant.
    """
    ordered = sorted(units, key=lambda u: (u.at, u.key))
    counted = [count_terms(u.headline, u.text) for u in ordered]
    dated = [u if u.at <= as_of_at else replace(u, at=as_of_at) for u in ordered]
    edges = likenesses(dated, counted, [story.countries for story in memory.stories])
    rows = average_link(len(ordered), edges, threshold=JOIN, owners=[u.wire_id for u in ordered])
    rows.sort(key=lambda row: row[0])
    groups = [_group([ordered[i] for i in row], _reasons(row, edges, ordered)) for row in rows]
    by_key = dict(zip((u.key for u in ordered), counted, strict=True))
    return continue_stories(groups, ordered, memory, by_key, as_of_at)


def _group(members: Sequence[Unit], why: tuple[str, ...]) -> Group:
    name = "s-" + hashlib.sha256(members[0].key.encode()).hexdigest()[:12]
    return Group(id=name, keys=tuple(u.key for u in members), why=why, storyline=name)


def _reasons(row: Sequence[int], edges: Mapping[tuple[int, int], float], units: Sequence[Unit]) -> tuple[str, ...]:
    """The strongest likeness of each member to another of its group, in words; at most eight."""
    out: list[str] = []
    for i in row:
        pairs = [(edges[p], p) for j in row if i != j and (p := (min(i, j), max(i, j))) in edges]
        if pairs:
            value, (a, b) = max(pairs, key=lambda x: (x[0], -x[1][0], -x[1][1]))
            shared = " ".join(code for code in units[a].countries if code in units[b].countries)
            also = agreement(units[a], units[b])[1] + (f", both on {shared}" if shared else "")
            out.append(f'likeness {value:.2f}: "{units[a].headline}" and "{units[b].headline}"{also}')
    return tuple(dict.fromkeys(out))[:8] or ("no other wire is like it",)
