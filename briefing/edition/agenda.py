"""Dates of one edition: its daybook ahead, what was held, and timelines behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from briefing.edition.calendars import events_of, order_of, still_announced
from briefing.edition.choose import Chosen, unwanted_wires
from briefing.edition.chronicle import Record, build_timeline
from briefing.edition.daybook import Announcement, build_daybook
from briefing.edition.daybook_held import build_held
from briefing.edition.galley import Galley
from briefing.edition.lines import muted_since
from briefing.edition.parties import with_parties
from briefing.edition.reports import (
    check_of,
    licensed,
    mine,
    reports_of,
    sentence_before,
    told_as_held,
    told_within,
    usable,
)
from briefing.edition.withdrawn import entries_left
from briefing.model import (
    DaybookEntry,
    TimelineEntry,
)


class Agenda:
    """The dated parts of one edition, from the stories chosen for it."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley
        self._unwanted = unwanted_wires(galley.digest, galley.brief.reader)
        self._events = self._announced()
        self._daybook: tuple[DaybookEntry, ...] | None = None
        # What promises are checked against, for the entries with a day and for those without.
        self.check = check_of(galley.digest, galley.brief, note_of=self._note_or_none, party_name=galley.country)

    def _announced(self) -> list[Announcement]:
        found = []
        for chosen in self.galley.choice.stories:
            for member in chosen.story.members:
                wire, analysis = self.galley.wires[member.wire_id], self.galley.digest.analyses[member.wire_id]
                if wire.id in self.galley.digest.withheld or self.galley.is_old_version(wire.id):
                    continue
                own = set(analysis.parts[member.part].paragraphs) | ({-1} if member.part == 0 else set())
                found += [
                    Announcement(
                        event=with_parties(
                            told_within(event, wire) if event in analysis.encounters else licensed(event, wire),
                            analysis,
                        ),
                        wire_id=wire.id,
                        story=chosen.story.id,
                        order=(wire.at.isoformat(), wire.id),
                        source=wire.source,
                    )
                    for event in (*analysis.ahead, *(e for e in analysis.encounters if e.ahead))
                    if event.paragraph in own or len(analysis.parts) == 1
                ]
        return [*found, *self._in_calendars()]

    def _in_calendars(self) -> list[Announcement]:
        return [
            Announcement(
                event=event, wire_id=entry.wire_id, story="", order=order_of(entry), source=entry.source, calendar=True
            )
            for entry, event in events_of(self.galley.brief)
        ]

    def daybook(self) -> tuple[DaybookEntry, ...]:
        if self._daybook is None:
            entries = build_daybook(
                self._events,
                today=self.galley.brief.on,
                earlier=self._earlier(),
                note_of=self.galley.notes.number,
                party_name=self.galley.country,
                check=self.check,
            )
            self._daybook = tuple(self._with_notes(entry) for entry in entries if 0 not in entry.notes)
        return self._daybook

    def _note_or_none(self, wire_id: str) -> int:
        """The number of a wire's note; 0 for a wire of what the reader muted: an entry that it settles is settled, and
        is not printed."""
        return 0 if wire_id in self._unwanted else self.galley.notes.number(wire_id)

    def _earlier(self) -> tuple[DaybookEntry, ...]:
        """The last edition's entries, without those that only withdrawn wires announced, or stories muted since."""
        brief = self.galley.brief
        muted = muted_since(brief)
        return still_announced((e for e in entries_left(brief) if not (e.wires and muted >= {*e.wires})), brief)

    def _with_notes(self, entry: DaybookEntry) -> DaybookEntry:
        """An entry carried on from an earlier edition still names the wires that announced it."""
        known = [w for w in entry.wires if self.galley.notes.knows(w)]
        return (
            entry
            if entry.notes or not known
            else replace(entry, notes=tuple(sorted(map(self.galley.notes.number, known))))
        )

    def held(self) -> tuple[DaybookEntry, ...]:
        """What took place in the period without being in the daybook; empty in a reader's first edition."""
        if not self.galley.brief.earlier:
            return ()
        stories = {m.wire_id: c.story.id for c in reversed(self.galley.choice.stories) for m in c.story.members}
        return build_held(
            mine([r for wire in usable(self.galley.digest) for r in reports_of(wire, self.galley.digest)], stories),
            since=self.galley.brief.covers_from_at.astimezone(ZoneInfo(self.galley.brief.reader.zone)).date(),
            today=self.galley.brief.on,
            entries=self.daybook(),
            earlier=told_as_held(self.galley.brief),
            note_of=self.galley.notes.number,
            party_name=self.galley.country,
        )

    def _records(self, chosen: Sequence[Chosen]) -> list[Record]:
        found = []
        for one in chosen:
            for member in one.story.members:
                wire, analysis = self.galley.wires[member.wire_id], self.galley.digest.analyses[member.wire_id]
                if wire.id in self.galley.digest.withheld or self.galley.is_old_version(wire.id):
                    continue
                own = set(analysis.parts[member.part].paragraphs)
                found += [
                    Record(
                        event=licensed(event, wire),
                        wire_id=wire.id,
                        wire_on=wire.anchor_on,
                        story=one.story.id,
                        before=sentence_before(event, wire),
                    )
                    for event in analysis.behind
                    if event.paragraph in own or len(analysis.parts) == 1
                ]
        return found

    def timeline_of(self, chosen: Sequence[Chosen], most: int) -> tuple[TimelineEntry, ...]:
        return build_timeline(
            self._records(chosen), today=self.galley.brief.on, note_of=self.galley.notes.number, most=most
        )

    def announced_by(self, story: str) -> tuple[str, ...]:
        """The daybook entries that this story's own paragraphs announce, in the order of the daybook."""
        mine = {(a.wire_id, day) for a in self._events if a.story == story for day in (a.event.on, a.event.moved_from)}
        return tuple(
            e.uid for e in self.daybook() if any((w, d) in mine for w in e.wires for d in (e.on, e.moved_from))
        )
