"""What changed from one edition to another: stories, figures, daybook entries, sources, counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from briefing.edition.figures import Thing, thing_in
from briefing.model import Change, Comparison, DaybookEntry, Edition, Issue, StoryCard

Figure = tuple[Thing, str, str, str]  # what is counted, place, origin, who gives it


def compare(before: Edition, after: Edition, roots: Mapping[str, str] | None = None) -> Comparison:
    """Every difference, stories in printed order, then their figures, the daybook, the sources and the counts.

    Stories go by their id, else by their storyline, and entries by their uid; a story that is "gone" is only not in the
    later edition. Figures are compared in stories that both have, source by source. ``roots``: storyline that went into
    another by the later edition -> that other.
    """
    old, new = _printed(before), _printed(after)
    pairs = _pairs(old, new, roots or {})
    changes = (
        *_stories(old, new, pairs),
        *(change for key in new if key in pairs for change in _figures(old[pairs[key]], new[key])),
        *_daybook(before, after),
        *_sources(before, after),
        *_counts(before, after),
    )
    return Comparison(reader=after.reader, before=issue_of(before), after=issue_of(after), changes=changes)


def issue_of(edition: Edition) -> Issue:
    return Issue(number=edition.number, on=edition.on, slot=edition.slot, cutoff_at=edition.covers_to_at)


def _stories(old: dict[str, StoryCard], new: dict[str, StoryCard], pairs: dict[str, str]) -> list[Change]:
    kept = set(pairs.values())
    found = [_story("new", card, after=card.placement) for key, card in new.items() if key not in pairs]
    found += [_story("gone", card, before=card.placement) for key, card in old.items() if key not in kept]
    for key in [key for key in new if key in pairs]:
        was, now = old[pairs[key]], new[key]
        for field in ("headline", "status", "placement"):
            a, b = str(getattr(was, field)), str(getattr(now, field))
            found += [_story(field, now, before=a, after=b)] if a != b else []
    return found


def _story(what: str, card: StoryCard, *, before: str = "", after: str = "") -> Change:
    return Change(
        kind="story",
        what=what,
        name=card.headline,
        before=before,
        after=after,
        detail=card.region_name,
        language=card.language,
    )


def _pairs(old: dict[str, StoryCard], new: dict[str, StoryCard], roots: Mapping[str, str]) -> dict[str, str]:
    """Later story id -> the earlier one's: the same id, else the first without another pair of the same storyline, of
    the one that it goes on, or of one that has become the same since."""
    pairs = {key: key for key in new if key in old}
    ways: list[tuple[Callable[[StoryCard], str], Callable[[StoryCard], str]]] = [
        (lambda card: card.storyline, lambda card: card.storyline),
        (lambda card: card.storyline, lambda card: card.goes_on),
        (lambda card: roots.get(card.storyline, card.storyline),) * 2,
    ]
    for was, now in ways:
        lines: dict[str, list[str]] = {}
        kept = set(pairs.values())
        for key in [key for key in old if key not in kept]:
            lines.setdefault(was(old[key]), []).append(key)
        for key in [key for key in new if key not in pairs]:
            if (line := now(new[key])) and lines.get(line):
                pairs[key] = lines[line].pop(0)
    return pairs


def _figures(old: StoryCard, new: StoryCard) -> list[Change]:
    """Figures of a story that a source changed or that it did not give before."""
    before, after = _rows(old), _rows(new)
    found = []
    for figure, value in after.items():
        if value == before.get(figure, ""):
            continue
        (what, *_), place, origin, said_by = figure
        told = f"{said_by} ({origin})" if said_by else origin
        detail = f"{place}, {told}" if place else told
        was = before.get(figure, "")
        found.append(
            Change(
                kind="figure",
                what=what,
                name=new.headline,
                before=was,
                after=value,
                detail=detail,
                language=new.language,
            )
        )
    return found


def _rows(card: StoryCard) -> dict[Figure, str]:
    found: dict[Figure, str] = {}
    for table in card.figures:
        for row in table.rows:
            found.setdefault((thing_in(table), table.place, row.origin, row.said_by), row.value)
    return found


def _daybook(before: Edition, after: Edition) -> list[Change]:
    old, new = ({e.uid: e for e in (*edition.daybook, *edition.held)} for edition in (before, after))
    found = [Change(kind="daybook", what="new", name=e.what, after=e.on) for uid, e in new.items() if uid not in old]
    found += [Change(kind="daybook", what="gone", name=e.what, before=e.on) for uid, e in old.items() if uid not in new]
    for uid in [uid for uid in new if uid in old]:
        found += _entry(old[uid], new[uid])
    open_old, open_new = ({e.uid: e for e in edition.undated} for edition in (before, after))
    found += [
        Change(kind="daybook", what="new", name=e.what, after=e.when) for u, e in open_new.items() if u not in open_old
    ]
    found += [
        Change(kind="daybook", what="gone", name=e.what, before=e.when)
        for u, e in open_old.items()
        if u not in open_new
    ]
    return found


def _entry(old: DaybookEntry, new: DaybookEntry) -> list[Change]:
    pairs = [
        (field, str(getattr(old, field) or ""), str(getattr(new, field) or "")) for field in ("on", "where", "status")
    ]
    return [Change(kind="daybook", what=field, name=new.what, before=a, after=b) for field, a, b in pairs if a != b]


def _sources(before: Edition, after: Edition) -> list[Change]:
    """Sources that were heard in one edition and not in the other, and those that only one of them knows."""
    old, new = ({line.name: line.status for line in edition.sources} for edition in (before, after))
    found = [Change(kind="source", what="new", name=name, after=new[name]) for name in new if name not in old]
    found += [Change(kind="source", what="gone", name=name, before=old[name]) for name in old if name not in new]
    return found + [
        Change(kind="source", what="status", name=name, before=old[name], after=new[name])
        for name in new
        if name in old and old[name] != new[name]
    ]


def _counts(before: Edition, after: Edition) -> list[Change]:
    old, new = asdict(before.counts), asdict(after.counts)
    return [
        Change(kind="count", what="changed", name=name, before=str(old[name]), after=str(new[name]))
        for name in new
        if old[name] != new[name]
    ]


def _printed(edition: Edition) -> dict[str, StoryCard]:
    return {card.id: card for card in (*edition.cards(), *edition.brief, *edition.below)}
