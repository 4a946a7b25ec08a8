"""Storylines of one reader: what his earlier editions told of each, which joined or parted, and which fell silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.config import Reader
from briefing.edition.brief import Brief, withdrawn_in
from briefing.edition.changes import stems_of
from briefing.edition.choose import excluded_by
from briefing.edition.galley import Galley, Lines
from briefing.model import Carried, Digest, Edition, LineChange, SourceLine, StoryCard, Storyline
from briefing.model.storyline import joins_of, roots_of
from briefing.text.naming import named_by

MOST_QUIET_DAYS = 7  # after so many days a silent story is no longer spoken of, unless it is followed
LISTED_DAYS = 14  # silent storylines of an edition's list, unless they are followed
# A story of today that has so many of a silent one's headline words may be the same affair: nothing is said then.
SAME_MATTER = 0.34


def lines_of(earlier: Sequence[Edition], changes: Sequence[LineChange]) -> Lines:
    """The index of ``earlier`` editions, newest first."""
    roots = _heirs(earlier, changes)
    told: dict[str, list[tuple[Edition, StoryCard]]] = {}
    for edition in earlier:
        for card in every_card(edition):
            told.setdefault(roots.get(card.storyline, card.storyline), []).append((edition, card))
    return Lines(told={line: tuple(rows) for line, rows in told.items()}, roots=roots, changes=tuple(changes))


def _heirs(earlier: Sequence[Edition], changes: Sequence[LineChange]) -> dict[str, str]:
    """Storyline that another goes on with -> that other, over chains: what joined, and what a card was found to go on.

    Of several cards of one edition that go on with one storyline the first does. What parted from it stays apart.
    """
    into = joins_of(changes)
    apart = {(c.other, c.line) for c in changes if c.kind == "parted"}
    for edition in reversed(earlier):
        found = [(c.goes_on, c.storyline) for c in every_card(edition) if c.goes_on]
        roots = roots_of(into) if found else {}
        for before, after in found:
            old, new = roots.get(before, before), roots.get(after, after)
            if old != new and (before, after) not in apart:
                into.setdefault(old, new)
    return roots_of(into)


def further(reader: Reader, changes: Sequence[LineChange], lines: Lines | None = None) -> Reader:
    """The reader who also follows what his followed storylines joined, and what parted from them; and the storylines
    that he was last told of under a headline with words that he follows, whatever their next headline says."""
    follow = dict.fromkeys(reader.follow)
    if follow and lines:
        follow |= dict.fromkeys(line for line, rows in lines.told.items() if _by_words(reader, rows[0][1]))
    joined = [(c.line, c.other) for c in changes] + [(line, other) for other, line in (lines or Lines()).roots.items()]
    for heir, before in joined:
        if before in follow:
            follow[heir] = None
    return reader if len(follow) == len(reader.follow) else reader.model_copy(update={"follow": list(follow)})


def _by_words(reader: Reader, card: StoryCard) -> bool:
    return bool(named_by(reader.follow, "", card.headline)) and not named_by(reader.mute, "", card.headline)


def every_card(edition: Edition) -> tuple[StoryCard, ...]:
    """Cards, lines in brief and headlines below the cut."""
    return (*edition.cards(), *edition.brief, *edition.below)


def carried_in(
    storyline: str, lines: Lines, on: date, goes_on: str = ""
) -> tuple[int, date | None, tuple[Carried, ...]]:
    """How the reader's editions carried a storyline: today's day of coverage, its first day, the editions by date.

    With it come those of ``goes_on``, the storyline that it was found to be part of, and of those that it went on then.

    The day counts calendar days from the first edition that carried it, which is day 1; 0 where none did.
    """
    rows = lines.past([line for line in (storyline, goes_on) if line])
    if not rows:
        return 0, None, ()
    first = min(card.first_on or edition.on for edition, card in rows)
    found = {one.number: one for _, card in rows for one in card.carried}
    found |= {edition.number: Carried(number=edition.number, on=edition.on) for edition, _ in rows}
    day = max((on - first).days + 1, 1)  # a clock set back dates the first edition after this one
    return day, first, tuple(sorted(found.values(), key=lambda c: (c.on, c.number)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Silent:
    """A storyline of an earlier edition without a wire in this period."""

    card: StoryCard
    edition: Edition  # the one that last told of it
    days: int
    followed: str  # the id or words by which the reader follows it
    heard: bool  # a source that told of it was heard
    perhaps: str  # a story of today that may be the same affair


def silent_lines(galley: Galley, cards: Sequence[StoryCard]) -> list[Silent]:
    """The storylines that fell silent, as the reader was last told of them: followed ones first, then by score.

    Left out are those of which a wire of the period speaks, muted and excluded ones, and those with a withdrawn wire.
    """
    brief, lines = galley.brief, galley.lines
    sources, gone = heard_names(brief.sources), withdrawn_in(brief)
    now = {lines.root(s.storyline) for s in galley.digest.stories} | {lines.root(c.goes_on) for c in cards}
    words = [
        (s.id, stems_of(" ".join((s.headline, *(one.text for one in s.summary[:1]))))) for s in galley.digest.stories
    ]
    shown = {c.id for c in cards}
    found = []
    for line, rows in lines.told.items():
        edition, card = rows[0]
        days = max((brief.on - edition.on).days, 0)  # a clock set back dates an edition after this one
        followed = named_by(brief.reader.follow, line, card.headline)
        if line in now or (not followed and not 0 < days <= LISTED_DAYS) or _unwanted(card, line, brief.reader):
            continue
        if gone.intersection(w.id for w in card.wires):
            continue
        alike = _spoken_of(card, words)
        found.append(
            Silent(
                card=card,
                edition=edition,
                days=days,
                followed=followed,
                heard=bool(sources.intersection(card.outlets)),
                perhaps=next((one for one in alike if one in shown), alike[0] if alike else ""),
            )
        )
    return sorted(found, key=lambda s: (not s.followed, -s.card.score, s.card.id))


def heard_names(sources: Iterable[SourceLine]) -> set[str]:
    """Names of the sources heard and of their publishers."""
    heard = [s for s in sources if s.status == "heard"]
    return {s.publisher or s.name for s in heard} | {s.name for s in heard}


def _unwanted(card: StoryCard, line: str, reader: Reader) -> bool:
    """Has the reader muted the storyline, or excluded a term of its headline, since it was told?"""
    muted = named_by(reader.mute, line, card.headline) or named_by(reader.mute, card.storyline, card.headline)
    return excluded_by(reader, card.headline) or bool(muted)


def _spoken_of(card: StoryCard, words: Iterable[tuple[str, Collection[str]]]) -> list[str]:
    """Stories of today that may treat the same; the story's own headline without words counts as spoken of."""
    own = stems_of(card.headline)
    return [story for story, said in words if not own or len(own.intersection(said)) >= SAME_MATTER * len(own)]


def muted_since(brief: Brief) -> frozenset[str]:
    """The wires of earlier editions whose every story there the reader has muted or keeps out by now."""
    kept: set[str] = set()
    gone: set[str] = set()
    for edition in brief.earlier if brief.reader.mute or brief.reader.watch.exclude else ():
        for card in every_card(edition):
            (gone if _unwanted(card, card.storyline, brief.reader) else kept).update(w.id for w in card.wires)
    return frozenset(gone - kept)


def storylines_of(galley: Galley, cards: Sequence[StoryCard], silent: Sequence[Silent]) -> tuple[Storyline, ...]:
    """How each storyline stands: today's by number, one line for each, then the silent ones of a card or line."""
    first: dict[str, StoryCard] = {}
    for card in sorted(cards, key=lambda c: c.number):
        first.setdefault(galley.lines.root(card.storyline), card)
    kept = [s for s in silent if s.followed or s.card.placement != "below"]
    return (*(_running(card, line, galley) for line, card in first.items()), *(_quiet(s, galley) for s in kept))


def _running(card: StoryCard, line: str, galley: Galley) -> Storyline:
    on = galley.brief.on
    return Storyline(
        id=line,
        headline=card.headline,
        language=card.language,
        status="CLOSED" if card.ended else card.status,
        first_on=card.first_on or on,
        last_on=on,
        day=card.day,
        story=card.id,
        mark="follow" if named_by(galley.brief.reader.follow, line, card.headline) else "",
        ended=card.ended.text if card.ended else "",
        ended_on=on if card.ended else None,
        carried=card.carried,
        changes=card.changes,
    )


def _quiet(silent: Silent, galley: Galley) -> Storyline:
    card, line = silent.card, galley.lines.root(silent.card.storyline)
    day, first_on, carried = carried_in(line, galley.lines, galley.brief.on)
    return Storyline(
        id=line,
        headline=card.headline,
        language=card.language,
        status="CLOSED" if card.ended else "QUIET",
        first_on=first_on or silent.edition.on,
        last_on=silent.edition.on,
        days=silent.days,
        day=day,
        mark="follow" if silent.followed else "",
        heard=silent.heard,
        perhaps=silent.perhaps,
        ended=card.ended.text if card.ended else "",
        ended_on=silent.edition.on if card.ended else None,
        carried=carried,
        changes=galley.lines.changed(line, withdrawn_in(galley.brief)),
    )


def changes_of(digest: Digest, brief: Brief) -> tuple[LineChange, ...]:
    """The joins and partings that this edition may speak of: those with a date up to its cut-off."""
    return tuple(c for c in digest.line_changes if c.at <= brief.covers_to_at)
