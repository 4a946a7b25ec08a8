"""The galley: what the parts of one edition are set from, and the numbers of its notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.edition.brief import Brief
from briefing.edition.choose import Choice
from briefing.model import Digest, Edition, LineChange, Member, Note, Story, StoryCard, Wire, WireRef
from briefing.text.links import printed_link


class Notes:
    """Gives wires their note numbers, in the order in which the page first uses them."""

    def __init__(self, wires: Mapping[str, Wire], told: Mapping[str, Note]) -> None:
        self._wires = wires
        self._told = told
        self._numbers: dict[str, int] = {}

    def number(self, wire_id: str) -> int:
        return self._numbers.setdefault(wire_id, len(self._numbers) + 1)

    def all(self) -> tuple[Note, ...]:
        return tuple(
            _note(n, self._wires[wire_id]) if wire_id in self._wires else replace(self._told[wire_id], number=n)
            for wire_id, n in self._numbers.items()
        )

    def knows(self, wire_id: str) -> bool:
        """Is it a wire of this edition, or one that an earlier edition named in a note?"""
        return wire_id in self._wires or wire_id in self._told


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """What earlier editions told, by storyline. One that joined another counts as that other."""

    told: Mapping[str, tuple[tuple[Edition, StoryCard], ...]] = field(default_factory=dict)  # newest edition first
    roots: Mapping[str, str] = field(default_factory=dict)  # storyline that joined another -> the one that goes on
    changes: tuple[LineChange, ...] = ()

    def root(self, storyline: str) -> str:
        return self.roots.get(storyline, storyline)

    def of(self, storyline: str) -> tuple[tuple[Edition, StoryCard], ...]:
        return self.told.get(self.root(storyline), ())

    def past(self, storylines: Iterable[str]) -> tuple[tuple[Edition, StoryCard], ...]:
        """What was told of several storylines, each of one affair once, the newest edition first."""
        rows = [row for line in dict.fromkeys(map(self.root, storylines)) for row in self.of(line)]
        return tuple(sorted(rows, key=lambda row: (row[0].covers_to_at, row[0].number), reverse=True))

    def changed(self, storyline: str, gone: Collection[str]) -> tuple[LineChange, ...]:
        """How the storyline came to be what it is, oldest first; nothing of a wire that is ``gone``."""
        mine = {storyline, *(other for other, line in self.roots.items() if line == storyline)}
        return tuple(
            c for c in self.changes
            if (c.line in mine if c.kind == "joined" else c.line == storyline) and c.wire not in gone
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Galley:
    """All that the parts of one edition are set from. Notes are numbered as the parts are set: desks first."""

    digest: Digest
    brief: Brief
    choice: Choice
    wires: Mapping[str, Wire]
    notes: Notes
    lines: Lines = field(default_factory=Lines)

    def country(self, code: str) -> str:
        return self.brief.names.country(code)

    def region(self, key: str) -> str:
        return self.brief.names.regions.get(key, key)

    def is_old_version(self, wire_id: str) -> bool:
        """Was the wire replaced by a later one of its chain?"""
        return self.digest.repeats.get(wire_id, "").startswith("superseded by ")

    def own_members(self, *stories: Story) -> list[Member]:
        """Their wires of their own words, neither withheld nor a copy or old version of another, the newest first."""
        out = {*self.digest.withheld, *self.digest.repeats}
        own = [m for story in stories for m in story.members if m.wire_id not in out]
        return sorted(own, key=lambda m: (self.wires[m.wire_id].at, m.wire_id), reverse=True)

    def text(self, member: Member) -> str:
        """The paragraphs of a wire that belong to the story."""
        wire, part = self.wires[member.wire_id], self.digest.analyses[member.wire_id].parts[member.part]
        return " ".join(wire.paragraphs[r] for r in part.paragraphs if r < len(wire.paragraphs))


def ref(wire: Wire) -> WireRef:
    return WireRef(id=wire.id, guid=wire.guid, link=wire.link, source=wire.source)


def _note(number: int, wire: Wire) -> Note:
    return Note(
        number=number,
        wire_id=wire.id,
        headline=wire.headline,
        publisher=wire.publisher or wire.agency or wire.source,
        agency=wire.agency,
        link=printed_link(wire.link) or wire.canonical_link,
        published_at=wire.at,
        stated=wire.date_source != "first-seen",
        day_only=len(wire.published_text) == 10,
        guid=wire.guid,
        source=wire.source,
        language=wire.language,
    )
