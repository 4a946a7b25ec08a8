"""What changed from one edition to another: stories, daybook entries, counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from briefing.model import DaybookEntry, Edition, StoryCard


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that differs. ``kind``: story, daybook or count; ``what``: new, gone, or the field that changed."""

    kind: str
    what: str
    name: str  # the later headline or entry in the wires' words, or the count's name
    before: str = ""
    after: str = ""


def compare(before: Edition, after: Edition) -> tuple[Change, ...]:
    """Every difference, stories in printed order, then the daybook, then the counts.

    Stories go by their id, else by their storyline, and entries by their uid; a story that is "gone" is only not in the
    later edition.
    """
    return (*_stories(before, after), *_daybook(before, after), *_counts(before, after))


def _stories(before: Edition, after: Edition) -> list[Change]:
    old, new = _printed(before), _printed(after)
    pairs = _pairs(old, new)
    kept = set(pairs.values())
    found = [Change(kind="story", what="new", name=card.headline) for key, card in new.items() if key not in pairs]
    found += [Change(kind="story", what="gone", name=card.headline) for key, card in old.items() if key not in kept]
    for key in [key for key in new if key in pairs]:
        found += _fields("story", new[key].headline, old[pairs[key]], new[key], ("headline", "status", "placement"))
    return found


def _pairs(old: dict[str, StoryCard], new: dict[str, StoryCard]) -> dict[str, str]:
    """Later story id -> the earlier one's: the same id, else the first of the same storyline, or of the one that it goes
    on, that has no other pair."""
    pairs = {key: key for key in new if key in old}
    lines: dict[str, list[str]] = {}
    for key, card in old.items():
        if key not in pairs and card.storyline:
            lines.setdefault(card.storyline, []).append(key)
    for key, card in new.items():
        line = next((name for name in (card.storyline, card.goes_on) if lines.get(name)), "")
        if key not in pairs and line:
            pairs[key] = lines[line].pop(0)
    return pairs


def _daybook(before: Edition, after: Edition) -> list[Change]:
    old, new = ({e.uid: e for e in (*edition.daybook, *edition.held)} for edition in (before, after))
    found = [Change(kind="daybook", what="new", name=e.what, after=e.on) for uid, e in new.items() if uid not in old]
    found += [Change(kind="daybook", what="gone", name=e.what, before=e.on) for uid, e in old.items() if uid not in new]
    for uid in [uid for uid in new if uid in old]:
        found += _fields("daybook", new[uid].what, old[uid], new[uid], ("on", "where", "status"))
    return found


def _counts(before: Edition, after: Edition) -> list[Change]:
    old, new = asdict(before.counts), asdict(after.counts)
    return [
        Change(kind="count", what="changed", name=name, before=str(old[name]), after=str(new[name]))
        for name in new
        if old[name] != new[name]
    ]


def _printed(edition: Edition) -> dict[str, StoryCard]:
    return {card.id: card for card in (*edition.cards(), *edition.brief, *edition.below)}


def _fields(
    kind: str, name: str, old: StoryCard | DaybookEntry, new: StoryCard | DaybookEntry, fields: tuple[str, ...]
) -> list[Change]:
    pairs = [(field, str(getattr(old, field) or ""), str(getattr(new, field) or "")) for field in fields]
    return [Change(kind=kind, what=field, name=name, before=a, after=b) for field, a, b in pairs if a != b]
