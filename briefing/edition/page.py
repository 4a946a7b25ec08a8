"""The printed parts of an edition: cards, desks, daybook, timeline, notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from briefing.edition.brief import Brief
from briefing.edition.changes import heard_of
from briefing.edition.choose import Choice, Chosen
from briefing.edition.chronicle import Record, build_timeline
from briefing.edition.daybook import Announcement, build_daybook
from briefing.edition.daybook_held import build_held
from briefing.edition.reports import check_of, licensed, mine, reports_of, told_as_held, told_within, usable
from briefing.model import (
    SECTIONS,
    DaybookEntry,
    Desk,
    Digest,
    Member,
    Note,
    Reference,
    RegionBlock,
    Sentence,
    StoryCard,
    TimelineEntry,
    Wire,
    WireRef,
)
from briefing.text.language import direction


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


class Page:
    """Builds the printed parts of one edition. Notes are numbered as the parts are built: desks first."""

    def __init__(self, digest: Digest, brief: Brief, choice: Choice, wires: Mapping[str, Wire], notes: Notes) -> None:
        self.digest, self.brief, self.choice, self.wires, self.notes = digest, brief, choice, wires, notes
        self.numbers = {c.story.id: n for n, c in enumerate(choice.stories, 1)}
        self._events = self._announced()
        self._daybook: tuple[DaybookEntry, ...] | None = None

    # -- daybook and timeline

    def _announced(self) -> list[Announcement]:
        found = []
        for chosen in self.choice.stories:
            for member in chosen.story.members:
                wire, analysis = self.wires[member.wire_id], self.digest.analyses[member.wire_id]
                if wire.id in self.digest.withheld or self._is_old_version(wire.id):
                    continue
                own = set(analysis.parts[member.part].paragraphs) | ({-1} if member.part == 0 else set())
                found += [
                    Announcement(
                        event=told_within(event, wire) if event in analysis.encounters else licensed(event, wire),
                        wire_id=wire.id,
                        story=chosen.story.id,
                        order=(wire.at.isoformat(), wire.id),
                        source=wire.source,
                    )
                    for event in (*analysis.ahead, *(e for e in analysis.encounters if e.ahead))
                    if event.paragraph in own or len(analysis.parts) == 1
                ]
        return found

    def _is_old_version(self, wire_id: str) -> bool:
        return self.digest.repeats.get(wire_id, "").startswith("superseded by ")

    def daybook(self) -> tuple[DaybookEntry, ...]:
        if self._daybook is None:
            entries = build_daybook(
                self._events,
                today=self.brief.on,
                earlier=self.brief.earlier[0].daybook if self.brief.earlier else (),
                note_of=self.notes.number,
                party_name=self.country,
                check=check_of(self.digest, self.brief, note_of=self.notes.number, party_name=self.country),
            )
            self._daybook = tuple(self._with_notes(entry) for entry in entries)
        return self._daybook

    def _with_notes(self, entry: DaybookEntry) -> DaybookEntry:
        """An entry carried on from an earlier edition still names the wires that announced it."""
        known = [w for w in entry.wires if self.notes.knows(w)]
        return entry if entry.notes or not known else replace(entry, notes=tuple(sorted(map(self.notes.number, known))))

    def held(self) -> tuple[DaybookEntry, ...]:
        """What took place in the period without being in the daybook; empty in a reader's first edition."""
        if not self.brief.earlier:
            return ()
        stories = {m.wire_id: c.story.id for c in reversed(self.choice.stories) for m in c.story.members}
        return build_held(
            mine([r for wire in usable(self.digest) for r in reports_of(wire, self.digest)], stories),
            since=self.brief.covers_from_at.astimezone(ZoneInfo(self.brief.reader.zone)).date(),
            today=self.brief.on,
            entries=self.daybook(),
            earlier=told_as_held(self.brief),
            note_of=self.notes.number,
            party_name=self.country,
        )

    def _records(self, chosen: Sequence[Chosen]) -> list[Record]:
        found = []
        for one in chosen:
            for member in one.story.members:
                wire, analysis = self.wires[member.wire_id], self.digest.analyses[member.wire_id]
                if wire.id in self.digest.withheld or self._is_old_version(wire.id):
                    continue
                own = set(analysis.parts[member.part].paragraphs)
                found += [
                    Record(event=licensed(event, wire), wire_id=wire.id, wire_on=wire.anchor_on, story=one.story.id)
                    for event in analysis.behind
                    if event.paragraph in own or len(analysis.parts) == 1
                ]
        return found

    def _timeline_of(self, chosen: Sequence[Chosen], most: int) -> tuple[TimelineEntry, ...]:
        return build_timeline(self._records(chosen), today=self.brief.on, note_of=self.notes.number, most=most)

    def timeline(self, desks: Sequence[Desk]) -> tuple[TimelineEntry, ...]:
        """All dated events behind that stand on the page, under a region or a card, oldest first, each once."""
        regions = [region for desk in desks for region in desk.regions]
        printed = [entry for region in regions for entry in region.timeline]
        printed += [entry for region in regions for card in region.cards for entry in card.timeline]
        return tuple(sorted({(e.on, e.what): e for e in printed}.values(), key=lambda e: (e.on, e.what)))

    # -- cards

    def country(self, code: str) -> str:
        return self.brief.names.country(code)

    def region(self, key: str) -> str:
        return self.brief.names.regions.get(key, key)

    def card(self, chosen: Chosen) -> StoryCard:
        story = chosen.story
        full = chosen.placement == "card"
        lead = self.wires[story.lead]
        said = [s for s in story.summary if s.wire_id not in self.digest.withheld] if full else []
        sentences = tuple(Sentence(text=s.text, note=self.notes.number(s.wire_id), language=s.language) for s in said)
        shown = dict.fromkeys([s.wire_id for s in said] + [story.lead])
        members = [self.wires[m.wire_id] for m in story.members if m.wire_id not in self.digest.withheld]
        ahead = self._ahead(story.id)
        return StoryCard(
            id=story.id,
            storyline=story.storyline,
            number=self.numbers[story.id],
            headline=story.headline,
            language=lead.language,
            direction=direction(lead.language, story.headline),
            region=story.region,
            region_name=self.region(story.region),
            sections=story.sections,
            topic=story.topic,
            topic_name=self.brief.names.topics.get(story.topic, story.topic),
            status=chosen.status,
            what=chosen.what,
            placement=chosen.placement,
            sentences=sentences,
            countries=story.countries,
            country_names=tuple(self.country(c) for c in story.countries),
            places=self._places(chosen),
            parties=self._parties(chosen),
            outlets=story.outlets,
            origins=story.origins,
            single_origin=len(story.origins) == 1,
            ahead=ahead if full else (),
            timeline=self._timeline_of([chosen], 4) if full else (),
            notes=tuple(sorted({self.notes.number(w) for w in shown})) if full else (self.notes.number(story.lead),),
            wires=tuple(ref(w) for w in members),
            latest_at=story.last_at,
            score=chosen.score.value,
            why=chosen.why,
            reasons=(*chosen.reasons, *story.why),
            marked_language="" if lead.language in (*self.brief.reader.reads, "und") else lead.language,
            day_only=all(len(w.published_text) == 10 for w in members if w.at == story.last_at),
            heard=heard_of(story, self.digest, self.wires),
        )

    def _ahead(self, story: str) -> tuple[str, ...]:
        """The daybook entries that this story's own paragraphs announce, in the order of the daybook."""
        mine = {(a.wire_id, day) for a in self._events if a.story == story for day in (a.event.on, a.event.moved_from)}
        return tuple(
            e.uid for e in self.daybook() if any((w, d) in mine for w in e.wires for d in (e.on, e.moved_from))
        )

    def _text(self, member: Member) -> str:
        """The paragraphs of a wire that belong to the story."""
        wire, part = self.wires[member.wire_id], self.digest.analyses[member.wire_id].parts[member.part]
        return " ".join(wire.paragraphs[r] for r in part.paragraphs if r < len(wire.paragraphs))

    def _places(self, chosen: Chosen) -> tuple[str, ...]:
        count: dict[str, int] = {}
        for member in chosen.story.members:
            analysis = self.digest.analyses[member.wire_id]
            text = self._text(member) if len(analysis.parts) > 1 else ""
            for m in analysis.places:
                if m.kind in ("city", "capital", "admin", "area") and (not text or m.text in text):
                    count[m.name] = count.get(m.name, 0) + 1
        return tuple(sorted(count, key=lambda name: -count[name]))[:6]

    def _parties(self, chosen: Chosen) -> tuple[str, ...]:
        bodies: list[str] = []
        for member in chosen.story.members:
            analysis = self.digest.analyses[member.wire_id]
            text = self._text(member) if len(analysis.parts) > 1 else ""
            bodies += [body for body in analysis.bodies if not text or body in text]
        common = [b for b in dict.fromkeys(bodies) if bodies.count(b) * 2 >= len(chosen.story.members)]
        return (*(self.country(c) for c in chosen.story.countries), *common[:3])

    # -- desks

    def desks(self) -> tuple[Desk, ...]:
        """Each card once, on the desk of its first section that the reader takes; the other desk refers to it."""
        cards = [c for c in self.choice.stories if c.placement == "card"]
        wanted = [s for s in (*SECTIONS, "other") if s in self.brief.reader.sections]
        home = {c.story.id: self._desk_of(c, wanted) for c in cards}
        desks = []
        for key in wanted:
            own = [c for c in cards if home[c.story.id] == key]
            referred = [c for c in cards if home[c.story.id] != key and key in c.story.sections]
            blocks = self._blocks(key, own, referred)
            if blocks:
                desks.append(Desk(key=key, name=self.brief.names.desks.get(key, key), regions=blocks))
        return tuple(desks)

    def _desk_of(self, chosen: Chosen, wanted: Sequence[str]) -> str:
        """The section that more of the story's wires have; violence outweighs talk about it on a tie."""
        votes = {key: 0 for key in wanted if key in chosen.story.sections}
        for m in chosen.story.members:
            part = self.digest.analyses[m.wire_id].parts[m.part]
            for key in votes:
                votes[key] += key in part.sections
        best = max(votes.values(), default=0)
        tied = [key for key, n in votes.items() if n == best]
        if len(tied) > 1:
            talks = chosen.story.topic in (
                "diplomacy",
                "summit",
                "peace-process",
                "arms-control",
                "sanctions",
                "nuclear",
            )
            return tied[0] if talks else tied[-1]
        return tied[0] if tied else next((k for k in reversed(wanted)), "other")

    def _blocks(self, desk: str, own: Sequence[Chosen], referred: Sequence[Chosen]) -> tuple[RegionBlock, ...]:
        keys = dict.fromkeys(c.story.region for c in own)
        best = {key: max(c.score.value for c in own if c.story.region == key) for key in keys}
        blocks = []
        for key in sorted(keys, key=lambda k: (-best[k], k)):
            mine = [c for c in own if c.story.region == key]
            cards = tuple(self.card(c) for c in mine)
            blocks.append(
                RegionBlock(
                    key=key,
                    name=self.region(key),
                    moved=self._moved(mine),
                    coverage=self._coverage(mine),
                    cards=cards,
                    timeline=self._timeline_of([*mine, *self._in_brief(desk, key)], 4),
                    references=tuple(
                        Reference(story=c.story.id, headline=c.story.headline, desk=self._other_desk(c))
                        for c in referred
                        if c.story.region == key
                    ),
                )
            )
        return tuple(blocks)

    def _in_brief(self, desk: str, region: str) -> list[Chosen]:
        """Stories of a region and desk that are lines in brief: what led to them belongs to the region's timeline."""
        return [
            c
            for c in self.choice.stories
            if c.placement == "brief" and c.story.region == region and desk in c.story.sections
        ]

    def _other_desk(self, chosen: Chosen) -> str:
        wanted = [s for s in (*SECTIONS, "other") if s in self.brief.reader.sections]
        return self.brief.names.desks.get(self._desk_of(chosen, wanted), "")

    def _moved(self, mine: Sequence[Chosen]) -> Sentence | None:
        """The newest headline of the region, where it is not its first card's own."""
        if len(mine) < 2:
            return None
        newest = max(mine, key=lambda c: (c.story.last_at, c.story.id))
        lead = self.wires[newest.story.lead]
        if newest is mine[0]:
            return None
        return Sentence(text=newest.story.headline, note=self.notes.number(lead.id), language=lead.language)

    def _coverage(self, mine: Sequence[Chosen]) -> str:
        """ "14 wires, 5 outlets, 3 origins" """
        wires = {m.wire_id for c in mine for m in c.story.members} - set(self.digest.withheld)
        outlets = {o for c in mine for o in c.story.outlets}
        origins = {o for c in mine for o in c.story.origins}
        return ", ".join(
            count_of(len(x), noun) for x, noun in ((wires, "wire"), (outlets, "outlet"), (origins, "origin"))
        )

    def quiet(self) -> tuple[str, ...]:
        """Regions that the reader named and no story of this edition lies in."""
        seen = {c.story.region for c in self.choice.stories}
        return tuple(self.region(k) for k in self.brief.names.order if k in self.brief.regions and k not in seen)


def count_of(n: int, noun: str, plural: str = "") -> str:
    """(1, "wire") -> "1 wire", (2, "wire") -> "2 wires", (2, "story", "stories") -> "2 stories" """
    return f"{n} {noun}" if n == 1 else f"{n} {plural or noun + 's'}"


def ref(wire: Wire) -> WireRef:
    return WireRef(id=wire.id, guid=wire.guid, link=wire.link, source=wire.source)


def _note(number: int, wire: Wire) -> Note:
    link = wire.canonical_link or wire.link
    return Note(
        number=number,
        wire_id=wire.id,
        headline=wire.headline,
        publisher=wire.publisher or wire.agency or wire.source,
        agency=wire.agency,
        link=link if re.match(r"https?://", link) else "",
        published_at=wire.at,
        stated=wire.date_source != "first-seen",
        day_only=len(wire.published_text) == 10,
        guid=wire.guid,
        source=wire.source,
        language=wire.language,
    )
