"""What of a digest is one reader's: every wire into exactly one bin, every story into its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heapify, heappop, heappush

from briefing.config import Reader
from briefing.edition.desk import NO_ORDERS, WHY, of_desk, pinned, placement_of
from briefing.edition.filing import filed
from briefing.edition.reasons import in_words
from briefing.edition.score import Score, headlines, score_story, watch_hits
from briefing.edition.shares import with_shares
from briefing.edition.status import Standing, Told, status_of
from briefing.model import SECTIONS, DeskOrders, Digest, Story, Wire
from briefing.text.acts import OF_ONE_PAGE, main_act
from briefing.text.naming import named_by

# Each further card of one region is worth this share of the one before: a big story never takes the other desks' room.
NEXT_OF_REGION = 0.86
MOST_AGAIN = 2  # stories of its affair above a story that lower it


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A story of the reader with its score, status and place: card, brief or below."""

    story: Story
    score: Score
    status: str
    what: tuple[str, ...]
    placement: str
    why: tuple[str, ...]  # for print
    reasons: tuple[str, ...]
    goes_on: str = ""  # the storyline told before that it is part of

    @property
    def lines(self) -> tuple[str, ...]:
        """The storylines under which its past was told."""
        return tuple(dict.fromkeys(line for line in (self.story.storyline, self.goes_on) if line))


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """``stories`` in the order of print; ``bins``: wire id -> the one bin it is counted in (a field of Counts)."""

    stories: tuple[Chosen, ...]
    bins: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighed:
    """A story of the reader with its score and status, not placed yet. ``wanted`` and ``moved`` are reasons."""

    story: Story
    score: Score
    status: str
    what: tuple[str, ...]
    wanted: tuple[str, ...]
    moved: str
    goes_on: str = ""


def weigh(
    digest: Digest,
    *,
    reader: Reader,
    regions: frozenset[str],
    told: Told,
    weights: Mapping[str, float],
    until_at: datetime,
    only: Sequence[str] = (),
    orders: DeskOrders = NO_ORDERS,
) -> tuple[Weighed, ...]:
    """The stories of one reader with their scores and statuses; of those, where ``only`` names some, no others."""
    wires = {wire.id: wire for wire in digest.wires}
    mine: list[tuple[Story, Score, Standing, tuple[str, ...]]] = []
    for story in digest.stories:
        kept = [m.wire_id for m in story.members if m.wire_id not in digest.withheld]
        story, known = filed(story, digest, told, wires) if told and kept else (story, None)
        reason = wanted(story, [wires[w] for w in kept], reader, regions)
        if of_desk(orders.drop, story):
            continue
        if of_desk(orders.pin, story):
            reason = (WHY, *(reason or ()))
        if not kept or reason is None or (only and not named_by(only, story.storyline, story.headline, story.id)):
            continue
        standing = known or status_of(story, digest, told, wires)
        score = score_story(
            story,
            digest,
            reader=reader,
            wires=wires,
            weights=weights,
            status=standing.status,
            regions=regions,
            until_at=until_at,
        )
        mine.append((story, score, standing, reason))
    lowered = _lowered([(s, score, _affairs(s, wires)) for s, score, *_ in mine], weights.get("again", 0.0))
    return tuple(
        Weighed(
            story=s,
            score=pinned(lowered[s.id], orders, s),
            status=now.status,
            what=now.what,
            wanted=why,
            moved=now.why,
            goes_on=now.goes_on,
        )
        for s, _, now, why in mine
    )


def place(
    digest: Digest, weighed: Sequence[Weighed], *, reader: Reader, cards: int, orders: DeskOrders = NO_ORDERS
) -> Choice:
    """Place weighed stories: ``cards`` of them in full, then lines, then below the cut. Ties go to the earlier, then
    to the smaller id."""
    places = _places([(one.story, one.score) for one in weighed], reader, cards)
    wires = {wire.id: wire for wire in digest.wires}
    places |= {one.story.id: to for one in weighed if (to := placement_of(orders, one.story))}
    chosen = [
        Chosen(
            story=one.story,
            score=one.score,
            status=one.status,
            what=one.what,
            placement=places[one.story.id],
            why=in_words(one.story, one.score, one.wanted, headlines(one.story, wires)),
            reasons=(*one.wanted, f"{one.status}: {one.moved}", *one.score.why()),
            goes_on=one.goes_on,
        )
        for one in weighed
    ]
    rank = {"card": 0, "brief": 1, "below": 2}
    chosen.sort(key=lambda c: (rank[c.placement], -c.score.value, c.story.first_at, c.story.id))
    return Choice(stories=tuple(chosen), bins=_bins(digest, chosen))


def wanted(story: Story, wires: Sequence[Wire], reader: Reader, regions: frozenset[str]) -> tuple[str, ...] | None:
    """Why the reader gets the story, None where he does not."""
    if not any(_from_wanted_source(wire, reader) for wire in wires):
        return None
    text = " ".join(f"{w.headline} {w.text[:2000]}" for w in wires[:12])
    if excluded_by(reader, text):
        return None
    if named_by(reader.mute, story.storyline, story.headline):
        return None
    followed = named_by(reader.follow, story.storyline, story.headline)
    if followed:
        return (f"followed: {followed}",)
    hits = watch_hits(reader, text)
    if hits:
        return (f"watch term: {', '.join(hits)}",)
    sections = [s for s in story.sections if s in reader.sections]
    if not sections and not ("other" in reader.sections and not story.sections):
        return None
    if reader.topics and story.topic not in reader.topics:
        return None
    everywhere = not reader.regions and not reader.countries
    concerned = set(story.countries) & ({*reader.countries, reader.home} if reader.home else set(reader.countries))
    if everywhere or story.region in regions or concerned:
        where = "everywhere" if everywhere else f"region {story.region}" if story.region in regions else ""
        return (
            f"section {', '.join(sections) or 'other'}",
            *([where] if where else [f"country {c}" for c in sorted(concerned)]),
        )
    return None


def unwanted_wires(digest: Digest, reader: Reader) -> frozenset[str]:
    """The wires whose every story the reader has muted, or keeps out by a term: no line of his rests on them."""
    if not reader.mute and not reader.watch.exclude:
        return frozenset()
    wires = {wire.id: wire for wire in digest.wires}

    def unwanted(story: Story) -> bool:
        text = " ".join(f"{w.headline} {w.text[:2000]}" for m in story.members[:12] if (w := wires[m.wire_id]))
        return bool(named_by(reader.mute, story.storyline, story.headline)) or excluded_by(reader, text)

    out = {story.id for story in digest.stories if unwanted(story)}
    return frozenset(w for w, stories in digest.stories_of.items() if stories and out.issuperset(stories))


def excluded_by(reader: Reader, text: str) -> bool:
    """Does a term that the reader excludes stand in the text, as whole words?"""
    return any(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE) for term in reader.watch.exclude)


def _from_wanted_source(wire: Wire, reader: Reader) -> bool:
    pick = reader.sources
    return (not pick.only or wire.source in pick.only) and wire.source not in pick.without


def _affairs(story: Story, wires: Mapping[str, Wire]) -> frozenset[str]:
    """What makes two stories of one page alike: the storyline, and an act such as talks in one region."""
    act = main_act(headlines(story, wires))
    return frozenset({story.storyline, *([f"{act} in {story.region}"] if act in OF_ONE_PAGE else [])})


def _lowered(scored: Sequence[tuple[Story, Score, frozenset[str]]], weight: float) -> dict[str, Score]:
    """Story id -> score, less ``weight`` for each story above it that is of the same affair, two at most.

    The best story is taken, then the best of the rest as lowered by those taken, and so on: a heap whose entries are
    put back when they turn out to be lowered further.
    """
    out: dict[str, Score] = {}
    taken: Counter[str] = Counter()
    heap = [(-score.value, story.first_at, story.id, n, 0) for n, (story, score, _) in enumerate(scored)]
    heapify(heap)
    while heap:
        _, first_at, name, n, times = heappop(heap)
        story, score, affairs = scored[n]
        now = min(MOST_AGAIN, max(taken[affair] for affair in affairs))
        if now > times:
            heappush(heap, (weight * now - score.value, first_at, name, n, now))
            continue
        out[name] = score.with_term("again", -weight * now) if now else score
        if story.sections:
            taken.update(affairs)
    return out


def _places(scored: Sequence[tuple[Story, Score]], reader: Reader, cards: int) -> dict[str, str]:
    """Story id -> placement. Cards go to the highest marginal value, so that no region takes all the room; stories
    of no section (for readers of everything) never become cards while others wait."""
    left = _best_first(scored)
    places: dict[str, str] = {}
    taken: dict[str, int] = {}
    while left and len(places) < cards:
        best = max(left, key=lambda p: (bool(p[0].sections), p[1].value * NEXT_OF_REGION ** taken.get(p[0].region, 0)))
        left.remove(best)
        places[best[0].id] = "card"
        taken[best[0].region] = taken.get(best[0].region, 0) + 1
    desks = [section for section in SECTIONS if section in reader.sections]
    order = [story for story, _ in _best_first(scored) if story.id in places]
    places = {story.id: "card" for story in with_shares(order, [story for story, _ in left], desks)}
    left = [pair for pair in _best_first(scored) if pair[0].id not in places]
    for n, (story, _) in enumerate(left):
        places[story.id] = "brief" if n < reader.budget.lines and story.sections else "below"
    for story, _ in left:
        if named_by(reader.follow, story.storyline, story.headline):
            places[story.id] = "brief"  # a line, however short the edition
    return places


def _best_first(scored: Sequence[tuple[Story, Score]]) -> list[tuple[Story, Score]]:
    """Stories of no section stand last."""
    return sorted(scored, key=lambda p: (not p[0].sections, -p[1].value, p[0].first_at, p[0].id))


def _bins(digest: Digest, chosen: Sequence[Chosen]) -> dict[str, str]:
    """Each wire in one bin. A wire in two stories counts where it is printed best."""
    order = ("card", "brief", "below")
    place = {c.story.id: c.placement for c in chosen}
    bins: dict[str, str] = {}
    for wire in digest.wires:
        places = [place[s] for s in digest.stories_of[wire.id] if s in place]
        if wire.id in digest.withheld:
            bins[wire.id] = "withheld"
        elif not places:
            bins[wire.id] = "off_topic"
        elif wire.id in digest.repeats:
            bins[wire.id] = "duplicate"
        else:
            bins[wire.id] = min(places, key=order.index)
    return bins
