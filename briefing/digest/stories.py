"""Which wires tell of one event: groups by text, countries, places, people and dates, within a window of time.

For one set of units, one Memory and one instant the order of arrival changes nothing: everything is sorted first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from briefing.digest.cluster import average_link
from briefing.digest.stories_likeness import JOIN, agreement, likenesses
from briefing.digest.stories_roundup import is_round_up
from briefing.digest.terms import count_terms, inverse_frequency, strongest, unit_length
from briefing.model import Memory, StoryTrace

__all__ = ["Group", "Unit", "group_units", "is_round_up", "trace"]

REMEMBERED = 0.2  # likeness from which a group continues a remembered story with which it shares no wire
TRACE_TERMS = 80  # terms kept of a story
NOTHING = Memory()


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One affair of one wire, as stories are made of."""

    key: str
    wire_id: str
    part: int
    at: datetime
    headline: str
    text: str
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topic: str = ""
    dates: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    round_up: bool = False
    link: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Units on one event, in the order of (at, key). ``storyline`` is the id it had when first seen."""

    id: str
    keys: tuple[str, ...]
    why: tuple[str, ...]
    storyline: str


def group_units(units: Sequence[Unit], *, memory: Memory = NOTHING, as_of_at: datetime) -> tuple[Group, ...]:
    """Every unit in exactly one group, the groups in the order of their first units.

    Groups are made of the units alone; then each inherits id and storyline of the remembered story it continues:
    the one that shares most wires, else the likest from ``REMEMBERED`` on; ties go to the earliest story. One
    remembered story is inherited by one group only. A unit dated after ``as_of_at`` counts as of that instant.
    """
    ordered = sorted(units, key=lambda u: (u.at, u.key))
    edges = likenesses([u if u.at <= as_of_at else replace(u, at=as_of_at) for u in ordered])
    rows = average_link(len(ordered), edges, threshold=JOIN, owners=[u.wire_id for u in ordered])
    rows.sort(key=lambda row: row[0])
    groups = [_group([ordered[i] for i in row], _reasons(row, edges, ordered)) for row in rows]
    return _inherit(groups, ordered, memory)


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


def _inherit(groups: Sequence[Group], units: Sequence[Unit], memory: Memory) -> tuple[Group, ...]:
    by_key = {u.key: u for u in units}
    claims = sorted(_claims(groups, by_key, memory))
    taken_story: set[str] = set()
    taken_group: set[int] = set()
    out = list(groups)
    for _shared, _likeness, _first, story_id, n, why in claims:
        if story_id in taken_story or n in taken_group:
            continue
        taken_story.add(story_id)
        taken_group.add(n)
        out[n] = replace(out[n], id=story_id, storyline=story_id, why=(*out[n].why, why))
    known = {story.id for story in memory.stories}
    return tuple(g if n in taken_group or g.id not in known else _renamed(g) for n, g in enumerate(out))


def _renamed(group: Group) -> Group:
    """A group that parted from a remembered story whose name its first unit gave: a story of its own now."""
    name = "s-" + hashlib.sha256("\n".join(("parted", *group.keys)).encode()).hexdigest()[:12]
    return replace(group, id=name, storyline=name, why=(*group.why, f"parted from {group.id}"))


def _claims(
    groups: Sequence[Group], units: Mapping[str, Unit], memory: Memory
) -> list[tuple[int, float, datetime, str, int, str]]:
    """Who may inherit whom, best first when sorted: shared wires, then likeness, then the earliest."""
    claims: list[tuple[int, float, datetime, str, int, str]] = []
    if not memory.stories:
        return claims
    own = [trace(g, [units[k] for k in g.keys]) for g in groups]
    df: dict[str, int] = {}
    for one in (*own, *memory.stories):
        for term in one.terms:
            df[term] = df.get(term, 0) + 1
    total = len(own) + len(memory.stories)

    def vector(one: StoryTrace) -> dict[str, float]:
        return unit_length({t: v * inverse_frequency(t, df[t], total) for t, v in sorted(one.terms.items())})

    old = [(story, vector(story), frozenset(story.wire_ids)) for story in memory.stories]
    postings: dict[str, list[tuple[int, float]]] = {}
    for m, (_, terms, _) in enumerate(old):
        for term, value in terms.items():
            postings.setdefault(term, []).append((m, value))
    for n, mine in enumerate(own):
        wires = frozenset(mine.wire_ids)
        dots: dict[int, float] = {}
        for term, value in vector(mine).items():
            for m, other in postings.get(term, ()):
                dots[m] = dots.get(m, 0.0) + value * other
        for m, (story, _, theirs) in enumerate(old):
            shared, likeness = len(wires & theirs), round(dots.get(m, 0.0), 6)
            if shared or likeness >= REMEMBERED:
                why = f"continues {story.id}: {shared} wires shared, likeness {likeness:.2f}"
                claims.append((-shared, -likeness, story.first_at, story.id, n, why))
    return claims


def trace(group: Group, units: Sequence[Unit]) -> StoryTrace:
    """What to remember of a group: its strongest terms (mean weighted counts, before idf), countries and wires.

    ``units`` may hold more than the group's own. ``first_at`` and ``last_at`` are of these units; whoever keeps the
    memory takes the earlier ``first_at``.
    """
    wanted = set(group.keys)
    own = sorted((u for u in units if u.key in wanted), key=lambda u: (u.at, u.key))
    sums: dict[str, float] = {}
    for unit in own:
        for term, value in count_terms(unit.headline, unit.text).items():
            sums[term] = sums.get(term, 0.0) + value / len(own)
    kept = strongest({t: v * inverse_frequency(t, 0, 0) for t, v in sums.items()}, TRACE_TERMS)
    votes: dict[str, float] = {}
    for unit in own:
        for rank, code in enumerate(unit.countries):
            votes[code] = votes.get(code, 0.0) + 1 / (1 + rank)
    topics = [u.topic for u in own]
    return StoryTrace(
        id=group.id,
        headline=own[-1].headline,
        first_at=own[0].at,
        last_at=own[-1].at,
        countries=tuple(sorted(votes, key=lambda c: (-votes[c], c))[:4]),
        topic=max(dict.fromkeys(topics), key=topics.count),
        terms={t: round(sums[t], 4) for t in kept},
        wire_ids=tuple(dict.fromkeys(u.wire_id for u in own)),
    )
