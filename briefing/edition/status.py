"""What a story is to this reader: new, moved on, or the same again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from briefing.edition.changes import LETTERS, MOST_HEARD, Known, brings, figures_in, opening, repeats, stems_of
from briefing.edition.stated_days import days_in
from briefing.model import Digest, Edition, Story, StoryCard, Wire
from briefing.text.acts import ACTS, acts_in
from briefing.text.terms import BEYOND, beyond_countries, count_terms, inverse_frequency, unit_length

# A story belongs to an affair that was told from this likeness on: of words (cosine, 0 to 1), and what the same act
# and the same place add. Set on the six labelled days of the stream; a quarter more or less moves no figure by .03.
AFFAIR = 0.17
SAME_ACT = 0.08
SAME_PLACE = 0.05
SAME_PAIR = 0.12  # the same act between the same two countries, in place of SAME_ACT
RARE_ELSE = 0.03  # the same of another topic and no common town
RARE, FEW = 0.09, 3  # the same first country, of which at most so many storylines were told
APART = -1.0  # no country and no place in common
MOST_TOLD = 5000  # openings that are compared in full: a week of a reader who is told 250 stories a day
COMMONEST = 250  # openings with a word from which on it tells little and costs most
KINDS = ("fact", "figure", "date", "place", "actor", "position")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """One text a reader was told: the opening of a wire, of which storyline."""

    line: str
    text: str
    vector: Mapping[str, float]
    places: frozenset[str]
    countries: tuple[str, ...]  # most central first
    on: date  # of the edition that told it
    topic: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What this reader was told, by storyline, and an index over the words of all of it."""

    heard: tuple[Heard, ...]
    lines: Mapping[str, tuple[int, ...]]  # storyline -> rows of ``heard``
    wires: frozenset[str]
    dates: Mapping[str, frozenset[str]]  # storyline -> dates announced
    index: Mapping[str, tuple[int, ...]]  # term -> rows
    roots: Mapping[str, str]  # storyline that joined another -> that other
    about: Mapping[str, int]  # country -> storylines that are about it first
    # storyline -> the sections of its newest card that had any, and the countries of that card
    filed: Mapping[str, tuple[tuple[str, ...], frozenset[str]]]
    concerned: frozenset[str]  # the countries of all that has sections

    def vector(self, text: str) -> dict[str, float]:
        """The weighted words of an opening, of length 1; a word that all was told with weighs little."""
        counted = _counted(text)
        total = len(self.heard)
        return unit_length({t: n * inverse_frequency(t, len(self.index.get(t, ())), total) for t, n in counted})

    def __bool__(self) -> bool:
        return bool(self.lines)


def told_of(editions: Sequence[Edition], roots: Mapping[str, str] | None = None) -> Told:
    """What those editions told, the newest first.

    Bounded by ``MOST_HEARD`` openings a card; from ``MOST_TOLD`` openings on each card of an older edition gives its
    first one alone, and from twice as many on none.

    ``roots``: storyline that joined another -> that other.
    """
    roots = roots or {}
    heard: list[Heard] = []
    lines: dict[str, list[int]] = {}
    dates: dict[str, set[str]] = {}
    wires: set[str] = set()
    about: dict[str, set[str]] = {}
    filed: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    for edition in editions:
        on = {entry.uid: entry.on for entry in edition.daybook}
        for card in (*edition.cards(), *edition.brief, *edition.below):
            line = roots.get(card.storyline, card.storyline)
            wires.update(w.id for w in card.wires)
            if card.countries:
                about.setdefault(card.countries[0], set()).add(line)
            if card.sections:
                filed.setdefault(line, (card.sections, frozenset(card.countries)))
            dates.setdefault(line, set()).update(on[uid] for uid in card.ahead if uid in on)
            rows = lines.setdefault(line, [])
            for one in islice(_heard(card, line, edition.on), _share(len(heard))):
                rows.append(len(heard))
                heard.append(one)
    index: dict[str, list[int]] = {}
    for row, one in enumerate(heard):
        for term, _ in _counted(one.text[:LETTERS]):
            index.setdefault(term, []).append(row)
    return Told(
        heard=_weighed(heard, index),
        lines={line: tuple(rows) for line, rows in lines.items()},
        wires=frozenset(wires),
        dates={line: frozenset(days) for line, days in dates.items()},
        index={term: tuple(rows) for term, rows in index.items()},
        roots=roots,
        about={country: len(lines) for country, lines in about.items()},
        filed=filed,
        concerned=frozenset().union(*(countries for _, countries in filed.values())),
    )


def _share(rows: int) -> int:
    """How many openings of its next card are still taken where there are so many already."""
    if rows < MOST_TOLD:
        return MOST_HEARD
    return 1 if rows < 2 * MOST_TOLD else 0


def _weighed(heard: Sequence[Heard], index: Mapping[str, Sequence[int]]) -> tuple[Heard, ...]:
    idf = {term: inverse_frequency(term, len(rows), len(heard)) for term, rows in index.items()}
    return tuple(
        replace(one, vector=unit_length({term: n * idf[term] for term, n in _counted(one.text[:LETTERS])}))
        for one in heard
    )


def _heard(card: StoryCard, line: str, on: date) -> Iterable[Heard]:
    texts = card.heard or (" ".join((card.headline, *(s.text for s in card.sentences[:1]))),)
    for text in texts:
        yield Heard(
            line=line,
            text=text,
            vector={},
            places=frozenset(place for place in card.places if place in text),
            countries=card.countries,
            on=on,
            topic=card.topic,
        )


@lru_cache(maxsize=1 << 15)
def _counted(text: str) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(count_terms("", text).items()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a story is to a reader. ``goes_on``: the storyline told before that it is part of; none where it is NEW."""

    status: str  # NEW | UPDATED | CONTINUING
    what: tuple[str, ...] = ()  # for UPDATED: fact, figure, date, place, actor, position
    why: str = ""
    goes_on: str = ""


def status_of(story: Story, digest: Digest, told: Told, wires: Mapping[str, Wire]) -> Standing:
    """NEW, UPDATED with what moved or CONTINUING, the reason, and the storyline told before that it is part of.

    Status and storyline come of one decision: what is not NEW has a past under ``goes_on``.
    """
    members = [m for m in story.members if m.wire_id not in digest.withheld]
    texts = {m.wire_id: opening(wires[m.wire_id], digest.analyses[m.wire_id], m) for m in members}
    vectors = {wire_id: told.vector(text) for wire_id, text in texts.items()}
    dots = {wire_id: _dots(vector, told) for wire_id, vector in vectors.items()}
    affair = _affair(story, digest, texts, vectors, dots, told)
    if affair is None:
        return Standing(status="NEW", why="no edition told of it")
    known = _known(affair.rows, told)
    what: set[str] = set()
    for wire_id, text in texts.items():
        if wire_id in told.wires or wire_id in digest.repeats:
            continue
        likeness = max((dots[wire_id].get(row, 0.0) for row in affair.rows), default=0.0)
        if not repeats(wires[wire_id], text, likeness, known):
            what.update(brings(wires[wire_id], text, digest.analyses[wire_id], known))
    if not what:
        why = f"{affair.why}; nothing in it that was not told"
        return Standing(status="CONTINUING", why=why, goes_on=affair.line)
    return Standing(
        status="UPDATED", what=tuple(kind for kind in KINDS if kind in what), why=affair.why, goes_on=affair.line
    )


def _known(rows: Iterable[int], told: Told) -> Known:
    heard = [told.heard[row] for row in rows]
    text = " ".join(one.text for one in heard)
    return Known(
        words=frozenset(w for one in heard for w in stems_of(one.text)),
        figures=frozenset(f for one in heard for f in figures_in(one.text)),
        dates=frozenset().union(*(told.dates.get(one.line, frozenset()) for one in heard)),
        places=frozenset(p for one in heard for p in one.places),
        text=text.casefold(),
        days=frozenset(day for one in heard for day in days_in(one.text[:LETTERS], one.on)),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Affair:
    """What was told of a story's affair: rows of ``Told.heard``, the storyline, and why it is that."""

    rows: tuple[int, ...]
    line: str
    why: str


def _affair(
    story: Story,
    digest: Digest,
    texts: Mapping[str, str],
    vectors: Mapping[str, Mapping[str, float]],
    dots: Mapping[str, Mapping[int, float]],
    told: Told,
) -> _Affair | None:
    """The affair a story is part of: its own storyline where that was told, else that of the likest opening told."""
    own = told.roots.get(story.storyline, story.storyline)
    rows, like = set(told.lines.get(own, ())), dict[int, float]()
    for wire_id, text in texts.items():
        places, acts = frozenset(m.name for m in digest.analyses[wire_id].places if m.text in text), acts_in(text)
        for row, dot in dots[wire_id].items():
            likeness = dot + _agreement(dot, acts, places, story.countries, told.heard[row])
            likeness += _rare(story, places, told.heard[row], told)
            if likeness >= AFFAIR and _more_than_country(vectors[wire_id], acts, places, story, told.heard[row]):
                like[row] = max(likeness, like.get(row, 0.0))
    if own in told.lines:
        return _Affair(rows=tuple(sorted({*rows, *like})), line=own, why="told before")
    if not like:
        return None
    best = min(like, key=lambda row: (-like[row], row))
    line = told.heard[best].line
    return _Affair(
        rows=tuple(sorted({*like, *told.lines[line]})), line=line,
        why=f"told before under {line}, likeness {like[best]:.2f}",
    )  # fmt: skip


def _more_than_country(
    vector: Mapping[str, float], acts: frozenset[str], places: frozenset[str], story: Story, one: Heard
) -> bool:
    """Whether anything but the country joins the two: a place, an act, or words of ``BEYOND`` besides its name."""
    if places & one.places or beyond_countries(vector, one.vector, (*story.countries, *one.countries)) >= BEYOND:
        return True
    return bool(acts & acts_in(one.text[:LETTERS]))


def _rare(story: Story, places: frozenset[str], one: Heard, told: Told) -> float:
    """What it adds that both are about one country first, where of none of their countries much is told at all: all of
    ``RARE`` for the same topic or town."""
    if not story.countries or not one.countries or story.countries[0] != one.countries[0]:
        return 0.0
    if any(told.about.get(country, 0) > FEW for country in (*story.countries, *one.countries)):
        return 0.0
    return RARE if story.topic == one.topic or places & one.places else RARE_ELSE


def _dots(vector: Mapping[str, float], told: Told) -> dict[int, float]:
    """Likeness of words to each opening told that shares a word of some weight. Its cost has a bound: words that more
    than ``COMMONEST`` openings have are passed over."""
    dots: dict[int, float] = {}
    for term, value in vector.items():
        rows = told.index.get(term, ())
        for row in rows if len(rows) <= COMMONEST else ():
            dots[row] = dots.get(row, 0.0) + value * told.heard[row].vector[term]
    return dots


def _agreement(dot: float, acts: frozenset[str], places: frozenset[str], countries: Sequence[str], one: Heard) -> float:
    """What act, place and countries add to the likeness of words (``dot``); ``APART`` where nothing joins the two: no
    place, and the country that either is about first is none of the other's.

    The acts of an opening are looked for only where they could make it the same affair: that costs most of all.
    """
    common = set(countries) & set(one.countries)
    there = bool(places & one.places)
    if countries and one.countries and not there and not {countries[0], one.countries[0]} & common:
        return APART
    value, same_act = SAME_PLACE if there else 0.0, SAME_PAIR if len(common) > 1 else SAME_ACT
    if not acts or dot + value + same_act < AFFAIR:
        return value
    shared = acts & acts_in(one.text[:LETTERS])
    return value + same_act if any(there or not ACTS[name].local for name in shared) else value
