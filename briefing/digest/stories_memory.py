"""How stories go on from day to day: which remembered story a group continues, and which running affair it belongs to.

A story is one step of an affair; an affair, its storyline, runs for days over many steps: other words, but the same
towns, the same countries and the same kind of news. So a story is recognised by its wires and words, a storyline by
towns and topic as much as by words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import log

from briefing.digest.cluster import average_link
from briefing.digest.edges import Edges
from briefing.digest.stories_lines import join_lines, parted, rooted
from briefing.digest.stories_units import Group, Unit
from briefing.model import Memory, StoryTrace
from briefing.text.acts import ACTS, acts_in
from briefing.text.counting import count_of
from briefing.text.terms import count_terms, inverse_frequency, reaches_beyond, strongest, unit_length

REMEMBERED = 0.4  # likeness of words from which a group continues a remembered story with which it shares no wire,
ONE_STORY = 0.75  # and likeness as parts of one affair, of the same towns and acts, that it needs beside
TRACE_TERMS = 80  # terms kept of a story
TRACE_TOWNS = 12  # and towns
TOWN_BELOW = 0.49  # how much a town counts that stands below a headline only; in the headline it counts 1
FOCUS = 0.5  # count of a town from which a story is about it: no town below the headlines reaches it
# Set on ten days of one war's news with labelled storylines (docs/quality.md).
LINE = 0.33  # likeness from which a group belongs to a storyline
LINE_PLACES = 0.3  # what the same towns add to the likeness of words
LINE_TOPIC = 0.1  # what the same topic adds
NO_TOPIC = frozenset({"", "other", "crime", "economy"})  # too broad to be a sign
LINE_ELSEWHERE = 0.5  # likeness of words left where both name towns, none in common
# What the same act between the same countries adds, where it is of no one place (talks, sanctions) and the headlines
# are of the same towns or of none: an evacuation of one town is another affair than those of the whole country.
LINE_ACT = 0.3
LINE_OTHER_ACT = 0.6  # likeness left where both headlines name acts, none in common: siege and evacuation of a town
LINE_BEST = 3  # stories of a storyline that a group is compared with: the likest
COMMONEST = 250  # stories (or a twentieth of them) with one term from which on it tells nothing


def continue_stories(
    groups: Sequence[Group],
    units: Sequence[Unit],
    memory: Memory,
    counted: Mapping[str, Mapping[str, float]],
    as_of_at: datetime,
) -> tuple[Group, ...]:
    """The groups with the ids and storylines they go on under.

    A group inherits id and storyline of the remembered story it continues: the one that shares most wires, else the
    likest from ``REMEMBERED`` and ``ONE_STORY`` on; ties go to the earliest story, one is inherited once. What
    inherits nothing joins the storyline, remembered or of the day, that it is like from ``LINE`` on.
    """
    by_key = {u.key: u for u in units}
    own = [trace(group, [by_key[key] for key in group.keys], counted) for group in groups]
    changes = [change for change in memory.changes if change.at <= as_of_at]
    stories = sorted(rooted(memory.stories, changes), key=lambda s: (s.first_at, s.id))
    pairs = _Likeness([*stories, *own])
    heirs, losers = _heirs(own, stories, pairs)
    known = {story.id for story in stories}
    out = []
    for n, group in enumerate(groups):
        if n in heirs:
            story, why = stories[heirs[n][0]], heirs[n][1]
            line = story.storyline or story.id
            out.append(replace(group, id=story.id, storyline=line, why=(*group.why, why)))
        else:
            out.append(_renamed(group) if group.id in known else group)
    alone = [all(by_key[key].round_up for key in group.keys) for group in groups]
    settled = frozenset(n for n in range(len(groups)) if n in heirs or alone[n])
    lined = list(_in_lines(out, stories, pairs, settled))
    for n, (m, why) in losers.items():
        if lined[n].storyline == lined[n].id and not alone[n]:
            lined[n] = parted(lined[n], stories[m], as_of_at, why)
    return join_lines(lined, stories, own, pairs, as_of_at)


def _renamed(group: Group) -> Group:
    """A group that parted from a remembered story whose name its first unit gave: a story of its own now."""
    name = "s-" + hashlib.sha256("\n".join(("parted", *group.keys)).encode()).hexdigest()[:12]
    return replace(group, id=name, storyline=name, why=(*group.why, f"parted from {group.id}"))


def _heirs(
    own: Sequence[StoryTrace], stories: Sequence[StoryTrace], pairs: _Likeness
) -> tuple[dict[int, tuple[int, str]], dict[int, tuple[int, str]]]:
    """Which remembered story each group continues, with the reason; and for the groups that came too late for any,
    the one they would have continued."""
    holders: dict[str, list[int]] = {}
    for m, story in enumerate(stories):
        for wire in story.wire_ids:
            holders.setdefault(wire, []).append(m)
    claims: list[tuple[int, float, datetime, str, int, int]] = []
    for n, mine in enumerate(own):
        shared: dict[int, int] = {}
        for wire in mine.wire_ids:
            for m in holders.get(wire, ()):
                shared[m] = shared.get(m, 0) + 1
        words = pairs.words(len(stories) + n, below=len(stories))
        like = [m for m, value in words.items() if value >= REMEMBERED]
        parts = dict(pairs.lines_below(len(stories) + n, len(stories))) if like else {}
        for m in sorted({*shared, *(m for m in like if parts.get(m, 0.0) >= ONE_STORY)}):
            rank = (-shared.get(m, 0), -round(words.get(m, 0.0), 6), stories[m].first_at, stories[m].id, n, m)
            claims.append(rank)
    heirs: dict[int, tuple[int, str]] = {}
    taken: set[int] = set()
    for shares, likeness, _, name, n, m in sorted(claims):
        if n not in heirs and m not in taken:
            taken.add(m)
            heirs[n] = (m, f"continues {name}: {count_of(-shares, 'wire')} shared, likeness {-likeness:.2f}")
    losers: dict[int, tuple[int, str]] = {}
    for shares, likeness, _, name, n, m in sorted(claims):
        if n not in heirs:
            losers.setdefault(
                n, (m, f"another goes on with {name}: {count_of(-shares, 'wire')} shared, likeness {-likeness:.2f}")
            )
    return heirs, losers


def _in_lines(
    groups: Sequence[Group], stories: Sequence[StoryTrace], pairs: _Likeness, settled: frozenset[int]
) -> tuple[Group, ...]:
    """Give each group that is not settled the storyline it belongs to.

    Remembered storylines are never joined with one another; a new one is named for its first group.
    """
    before = len(stories)
    lines: dict[str, list[int]] = {}
    for m, story in enumerate(stories):
        lines.setdefault(story.storyline or story.id, []).append(m)
    for n in sorted(settled):
        if groups[n].storyline in lines:
            lines[groups[n].storyline].append(before + n)
    names = list(lines)
    line_of = {row: k for k, name in enumerate(names) for row in lines[name]}
    loose = [n for n in range(len(groups)) if n not in settled]
    place = {before + n: len(names) + k for k, n in enumerate(loose)}
    edges = Edges(len(names) + len(loose))
    remembered = max(line_of, default=-1) + 1
    for n in loose:
        best: dict[int, list[float]] = {}
        found: dict[int, float] = {}
        for m, value in pairs.lines_below(before + n, max(before + n, remembered)):
            if m in line_of:
                best.setdefault(line_of[m], []).append(value)
            elif m in place and m < before + n:
                found[place[m]] = value
        for k, values in best.items():
            count = min(LINE_BEST, len(lines[names[k]]))
            found[k] = sum(sorted(values, reverse=True)[:count]) / count
        rows = sorted(found)
        edges.put(place[before + n], rows, [found[row] for row in rows])
    owners = [""] * len(names) + [groups[n].id for n in loose]
    out = list(groups)
    for row in average_link(len(owners), edges, threshold=LINE, owners=owners, contrast=0):
        members = [loose[k - len(names)] for k in row if k >= len(names)]
        line = names[row[0]] if row[0] < len(names) else groups[members[0]].id
        for n in members:
            if line != groups[n].id:
                out[n] = replace(groups[n], storyline=line, why=(*groups[n].why, f"belongs to the storyline {line}"))
    return tuple(out)


@dataclass
class _Likeness:
    """How like each story is to the others, by an inverted index over words and over towns."""

    stories: Sequence[StoryTrace]

    def __post_init__(self) -> None:
        total = len(self.stories)
        df: dict[str, int] = {}
        for story in self.stories:
            for term in story.terms:
                df[term] = df.get(term, 0) + 1
        self._common = {term for term, n in df.items() if n > max(COMMONEST, total // 20)}

        def idf(term: str) -> float:
            return log((total + 10) / df[term]) if term[0] == "@" else inverse_frequency(term, df[term], total)

        self._words, self._towns = (
            [
                unit_length({t: v * idf(t) for t, v in sorted(s.terms.items()) if (t[0] == "@") is towns})
                for s in self.stories
            ]
            for towns in (False, True)
        )
        self._countries = [frozenset(story.countries) for story in self.stories]
        self._lines: dict[int, dict[int, float]] = {}
        self._acts = [acts_in(story.headline) for story in self.stories]
        self._focus = [{t for t, v in story.terms.items() if t[0] == "@" and v >= FOCUS} for story in self.stories]
        self._index: dict[str, list[tuple[int, float]]] = {}
        for vectors in (self._words, self._towns):
            for n, vector in enumerate(vectors):
                for term, value in vector.items():
                    if df[term] > 1 and term not in self._common:
                        self._index.setdefault(term, []).append((n, value))

    def _dots(self, n: int, vector: Mapping[str, float], below: int) -> dict[int, float]:
        dots: dict[int, float] = {}
        get = dots.get
        for term, value in vector.items():
            for m, other in self._index.get(term, ()):
                if m >= below:
                    break
                dots[m] = get(m, 0.0) + value * other
        dots.pop(n, None)
        return dots

    def abroad(self, m: int, n: int) -> bool:
        """Whether both have countries, none in common."""
        a, b = self.stories[m].countries, self.stories[n].countries
        return bool(a and b) and not any(code in b for code in a)

    def only_of_country(self, m: int, n: int) -> bool:
        """Whether nothing but a country's name joins the two: no town, no act, no words of ``BEYOND`` besides it."""
        if self._acts[m] & self._acts[n] or self._towns[m].keys() & self._towns[n].keys():
            return False
        countries = (*self.stories[m].countries, *self.stories[n].countries)
        return not reaches_beyond(self._words[m], self._words[n], countries)

    def words(self, n: int, *, below: int) -> dict[int, float]:
        """Likeness of words (0 to 1) to every story of a row ``below`` that shares any."""
        return self._dots(n, self._words[n], below)

    def lines(self, n: int) -> dict[int, float]:
        """Likeness as parts of one affair to every story that shares a word or a town."""
        if n not in self._lines:
            self._lines[n] = dict(self.lines_below(n, len(self.stories)))
        return self._lines[n]

    def lines_below(self, n: int, below: int) -> Iterator[tuple[int, float]]:
        """The same to the stories of rows ``below``, which is not kept."""
        words, towns = self.words(n, below=below), self._dots(n, self._towns[n], below)
        countries, topic = frozenset(self.stories[n].countries), self.stories[n].topic
        topic = "" if topic in NO_TOPIC else topic
        placed = bool(self._towns[n])
        for m in words.keys() | towns.keys():
            other = self._countries[m]
            if countries and other and countries.isdisjoint(other):
                continue
            elsewhere = placed and m not in towns and self._towns[m]
            value = words.get(m, 0.0) * (LINE_ELSEWHERE if elsewhere else 1.0) + LINE_PLACES * towns.get(m, 0.0)
            value += LINE_TOPIC if topic and topic == self.stories[m].topic else 0.0
            value = self._by_acts(m, n, value)
            if value < LINE or not self.only_of_country(m, n):
                yield m, value

    def _by_acts(self, m: int, n: int, value: float) -> float:
        """The likeness, with what the acts that the two headlines name make of it; as it was where one names none."""
        mine, theirs = self._acts[m], self._acts[n]
        if not mine or not theirs:
            return value
        shared = mine & theirs
        if not shared:
            return value * LINE_OTHER_ACT
        if self._same_pair(m, n) and self._same_focus(m, n) and not all(ACTS[name].local for name in shared):
            value += LINE_ACT
        return value

    def _same_focus(self, m: int, n: int) -> bool:
        """Whether the headlines of both name one town, or neither of them any."""
        mine, theirs = self._focus[m], self._focus[n]
        return bool(mine & theirs) or not (mine or theirs)

    def _same_pair(self, m: int, n: int) -> bool:
        """Whether the first two countries of both are the same, or all that one of them has."""
        a, b = set(self.stories[m].countries[:2]), set(self.stories[n].countries[:2])
        return len(a & b) >= min(len(a), len(b))


def trace(group: Group, units: Sequence[Unit], counted: Mapping[str, Mapping[str, float]] | None = None) -> StoryTrace:
    """What to remember of a group: its strongest terms (mean weighted counts, before idf), countries and wires.

    ``units`` may hold more than the group's own; ``counted`` are their terms by key, where they are known already.
    ``first_at`` and ``last_at`` are of these units; whoever keeps the memory takes the earlier ``first_at``.
    """
    wanted = set(group.keys)
    own = sorted((u for u in units if u.key in wanted), key=lambda u: (u.at, u.key))
    sums: dict[str, float] = {}
    for unit in own:
        terms = count_terms(unit.headline, unit.text) if counted is None else counted[unit.key]
        for term, value in terms.items():
            sums[term] = sums.get(term, 0.0) + value / len(own)
    kept = strongest({t: v * inverse_frequency(t, 0, 0) for t, v in sums.items()}, TRACE_TERMS)
    towns: dict[str, float] = {}
    for unit in own:
        for name in dict.fromkeys(unit.places):
            count = 1.0 if name in unit.headline_places or not unit.headline else TOWN_BELOW
            towns[f"@{name}"] = towns.get(f"@{name}", 0.0) + count / len(own)
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
        terms={t: round(v, 4) for t, v in ({t: sums[t] for t in kept} | strongest(towns, TRACE_TOWNS)).items()},
        wire_ids=tuple(dict.fromkeys(u.wire_id for u in own)),
        storyline="" if group.storyline == group.id else group.storyline,
    )
