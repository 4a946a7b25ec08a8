"""Storylines that turn out to be one affair, and stories that part from the one they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from briefing.digest.stories_units import Group
from briefing.model import LineChange, StoryTrace
from briefing.model.storyline import joins_of, roots_of

# Two remembered storylines are one from this mean likeness of their stories on, as parts of one affair (LINE in
# stories_memory.py is what one story needs). Read on ten days of one war's news: from .35 on, with three stories
# each, every pair was one affair; of shorter storylines, and from .30 on, one in two was not (docs/quality.md).
ONE_AFFAIR = 0.35
FEWEST = 3  # stories of each of them
COMPARED = 12  # stories of a storyline that are compared, the newest


class Likeness(Protocol):
    """How like stories are as parts of one affair (stories_memory.py)."""

    def lines(self, n: int) -> Mapping[int, float]: ...


def rooted(stories: Iterable[StoryTrace], changes: Sequence[LineChange]) -> list[StoryTrace]:
    """The remembered stories, each under the storyline that its own has joined since."""
    roots = roots_of(joins_of(changes))
    lines = [(story, story.storyline or story.id) for story in stories]
    return [replace(story, storyline=roots[line]) if line in roots else story for story, line in lines]


def join_lines(
    groups: Sequence[Group], stories: Sequence[StoryTrace], own: Sequence[StoryTrace], pairs: Likeness, at: datetime
) -> tuple[Group, ...]:
    """The groups, those of a storyline that joined another one under that: the one that began first goes on.

    Only storylines that a group of today goes on with are looked at, against every remembered one. Rows of ``pairs``
    are the remembered ``stories``, then ``own``.
    """
    everything = [*stories, *own]
    lines: dict[str, list[int]] = {}
    for m, story in enumerate(stories):
        lines.setdefault(story.storyline or story.id, []).append(m)
    remembered = set(lines)
    for n, group in enumerate(groups):
        if group.storyline in remembered:
            lines[group.storyline].append(len(stories) + n)
    today = [n for n, group in enumerate(groups) if group.storyline in remembered]
    active = dict.fromkeys(groups[n].storyline for n in today)
    known = {n: pairs.lines(len(stories) + n) for n in today if len(lines[groups[n].storyline]) >= FEWEST}
    found: list[tuple[float, str, str]] = []
    for one in active:
        mine = [known[n] for n in today if groups[n].storyline == one and n in known]
        for other in _near(mine, lines, remembered - {one}):
            if other not in active or one < other:
                value = _mean(lines[one], lines[other], pairs)
                if value >= ONE_AFFAIR:
                    older, younger = sorted((one, other), key=lambda x: _began(lines[x], everything))
                    found.append((value, older, younger))
    before = {line: [stories[row] for row in rows if row < len(stories)] for line, rows in lines.items()}
    counts = {line: len(rows) for line, rows in lines.items()}
    return _joined(groups, sorted(found, reverse=True), before, counts, at)


def _near(mine: Iterable[Mapping[int, float]], lines: Mapping[str, Sequence[int]], others: Iterable[str]) -> list[str]:
    """Storylines of enough stories one of which is like a story of today."""
    like = {row for values in mine for row, value in values.items() if value >= ONE_AFFAIR}
    return [line for line in sorted(others) if len(lines[line]) >= FEWEST and like.intersection(lines[line])]


def _mean(one: Sequence[int], other: Sequence[int], pairs: Likeness) -> float:
    rows, across = one[-COMPARED:], other[-COMPARED:]
    return sum(pairs.lines(a).get(b, 0.0) for a in rows for b in across) / (len(rows) * len(across))


def _began(rows: Sequence[int], stories: Sequence[StoryTrace]) -> tuple[datetime, str]:
    first = min((stories[row] for row in rows), key=lambda s: (s.first_at, s.id))
    return first.first_at, first.id


def _joined(
    groups: Sequence[Group],
    found: Sequence[tuple[float, str, str]],
    before: Mapping[str, Sequence[StoryTrace]],
    counts: Mapping[str, int],
    at: datetime,
) -> tuple[Group, ...]:
    """Likest pairs first; a storyline joins one other a day. What joins is named as it was remembered (``before``)."""
    into: dict[str, LineChange] = {}
    for value, line, other in found:
        if line in into or other in into or any(c.line == other for c in into.values()):
            continue
        newest = max(before[other], key=lambda s: (s.last_at, s.id))
        into[other] = LineChange(
            kind="joined",
            line=line,
            other=other,
            at=at,
            headline=newest.headline,
            why=f"one affair: mean likeness {value:.2f} of {counts[line]} and {counts[other]} stories",
            wire=newest.wire_ids[-1] if newest.wire_ids else "",
        )
    out = []
    told: set[str] = set()
    for group in groups:
        change = into.get(group.storyline)
        mine = [c for c in into.values() if c in (change,) or c.line == group.storyline]
        fresh = tuple(c for c in mine if c.other not in told)
        told.update(c.other for c in fresh)
        if change:
            group = replace(group, storyline=change.line, why=(*group.why, f"{change.other} joined {change.line}"))
        out.append(replace(group, changes=(*group.changes, *fresh)) if fresh else group)
    return tuple(out)


def parted(group: Group, story: StoryTrace, at: datetime, why: str) -> Group:
    """The group, which begins a storyline of its own out of that of a remembered story."""
    change = LineChange(
        kind="parted",
        line=group.storyline,
        other=story.storyline or story.id,
        at=at,
        headline=story.headline,
        why=why,
        wire=story.wire_ids[-1] if story.wire_ids else "",
    )
    return replace(group, changes=(*group.changes, change))
