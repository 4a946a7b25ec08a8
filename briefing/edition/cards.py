"""Story cards: what of one story is printed, each sentence with its note."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefing.edition.agenda import Agenda
from briefing.edition.big import build_big, is_big
from briefing.edition.brief import withdrawn_in
from briefing.edition.changes import heard_of
from briefing.edition.choose import Chosen
from briefing.edition.chronicle import with_earlier
from briefing.edition.ended import with_end
from briefing.edition.figures import figures_of
from briefing.edition.galley import Galley, ref
from briefing.edition.lines import carried_in
from briefing.edition.outlets import first_report, marks_of, state_origins
from briefing.edition.reactions import reactions_of, words_of
from briefing.edition.reasons import with_date
from briefing.edition.speakers import quotes_of
from briefing.model import (
    LineChange,
    Sentence,
    Story,
    StoryCard,
    TimelineEntry,
    Wire,
)
from briefing.text.language import direction

OWN_EVENTS, EVENTS = 4, 6  # of a card's timeline: those that its wires tell, and with those told before
CHANGE_TOLD = timedelta(days=7)  # how long a card says that its storyline joined another or parted


class Cards:
    """Makes the cards of one edition."""

    def __init__(self, galley: Galley, agenda: Agenda) -> None:
        self.galley, self.agenda = galley, agenda
        self._numbers = {c.story.id: n for n, c in enumerate(galley.choice.stories, 1)}

    def card(self, chosen: Chosen) -> StoryCard:
        """The card of a story, with the sentence that tells the end of its affair, if one does."""
        card = self._card(chosen)
        before = (old for _, old in self.galley.lines.of(self.galley.lines.root(card.storyline)))
        return with_end(card, before)

    def _card(self, chosen: Chosen) -> StoryCard:
        card = self._plain(chosen)
        if chosen.placement == "card":
            return self._filled(card, chosen)
        return replace(card, notes=(self.galley.notes.number(chosen.story.lead),))

    def _members(self, story: Story) -> list[Wire]:
        return [self.galley.wires[m.wire_id] for m in story.members if m.wire_id not in self.galley.digest.withheld]

    def _plain(self, chosen: Chosen) -> StoryCard:
        """What a story is, without the sentences and notes that are printed of it."""
        story, brief = chosen.story, self.galley.brief
        lead, members = self.galley.wires[story.lead], self._members(story)
        day, first_on, carried = carried_in(story.storyline, self.galley.lines, brief.on, chosen.goes_on)
        return StoryCard(
            id=story.id,
            storyline=story.storyline,
            number=self._numbers[story.id],
            headline=story.headline,
            language=lead.language,
            direction=direction(lead.language, story.headline),
            region=story.region,
            region_name=self.galley.region(story.region),
            sections=story.sections,
            topic=story.topic,
            topic_name=brief.names.topics.get(story.topic, story.topic),
            status=chosen.status,
            what=chosen.what,
            placement=chosen.placement,
            sentences=(),
            countries=story.countries,
            country_names=tuple(self.galley.country(c) for c in story.countries),
            places=self._places(chosen),
            parties=self._parties(chosen),
            outlets=story.outlets,
            origins=story.origins,
            outlet_marks=marks_of(story.outlets, brief.publishers),
            state_origins=state_origins(story.origins, brief.publishers),
            single_origin=len(story.origins) == 1,
            ahead=(),
            timeline=(),
            notes=(),
            wires=tuple(ref(w) for w in members),
            latest_at=story.last_at,
            score=chosen.score.value,
            why=chosen.why,
            reasons=(*chosen.reasons, *story.why),
            marked_language="" if lead.language in (*brief.reader.reads, "und") else lead.language,
            day_only=all(len(w.published_text) == 10 for w in members if w.at == story.last_at),
            day=day,
            first_on=first_on,
            carried=carried,
            goes_on="" if chosen.goes_on == self.galley.lines.root(story.storyline) else chosen.goes_on,
            changes=self._changes(story.id, story.storyline),
            heard=heard_of(story, self.galley.digest, self.galley.wires),
        )

    def _filled(self, card: StoryCard, chosen: Chosen) -> StoryCard:
        """The card with what is printed of the story in full. Notes are numbered in the order of these lines."""
        story, number = chosen.story, self.galley.notes.number
        said = [s for s in story.summary if s.wire_id not in self.galley.digest.withheld]
        sentences = tuple(Sentence(text=s.text, note=number(s.wire_id), language=s.language) for s in said)
        ahead = self.agenda.announced_by(story.id)
        printed = [story.headline, *(s.text for s in said)]
        big = is_big(chosen, self.galley)
        reactions = reactions_of(chosen, self.galley, printed=printed) if big else ()
        quotes = quotes_of(chosen, self.galley, printed=[*printed, *words_of(reactions)])
        figures = figures_of(chosen, self.galley)
        timeline = self._timeline(chosen)
        notes = {number(wire_id) for wire_id in dict.fromkeys([*(s.wire_id for s in said), story.lead])}
        notes |= {n for q in quotes for n in (q.note, q.changed_note) if n}
        notes |= {row.note for table in figures for row in table.rows}
        printed += [" ".join(q.parts) for q in quotes]
        return replace(
            card,
            sentences=sentences,
            quotes=quotes,
            figures=figures,
            first=first_report(self._members(story)) if chosen.status == "NEW" else None,
            ahead=ahead,
            why=with_date(card.why, ahead, self.agenda.daybook(), self.galley.brief.on),
            timeline=timeline,
            notes=tuple(sorted(notes)),
            big=build_big(chosen, self.galley, printed=printed, reactions=reactions) if big else None,
        )

    def _timeline(self, chosen: Chosen) -> tuple[TimelineEntry, ...]:
        """The story's dated events; on the first story of its storyline also those that earlier editions told."""
        own = self.agenda.timeline_of([chosen], OWN_EVENTS)
        brief, lines = self.galley.brief, self.galley.lines
        rows = [row for row in reversed(lines.past(chosen.lines)) if row[1].timeline]
        if not rows or self._leads(chosen.story.storyline) != chosen.story.id:
            return own
        return with_earlier(
            own,
            [(card.timeline, edition.notes) for edition, card in rows],
            number=self.galley.notes.number,
            known=self.galley.notes.knows,
            gone=withdrawn_in(brief),
            today=brief.on,
            most=EVENTS,
            story=chosen.story.id,
        )

    def _leads(self, line: str) -> str:
        """The first story of a storyline in this edition."""
        return next((c.story.id for c in self.galley.choice.stories if c.story.storyline == line), "")

    def _changes(self, story: str, line: str) -> tuple[LineChange, ...]:
        """How the storyline joined and parted in the last days: on the first of its stories in this edition."""
        brief = self.galley.brief
        since_at = brief.covers_to_at - CHANGE_TOLD
        changes = self.galley.lines.changed(line, withdrawn_in(brief)) if self._leads(line) == story else ()
        return tuple(change for change in changes if change.at >= since_at)

    def _places(self, chosen: Chosen) -> tuple[str, ...]:
        count: dict[str, int] = {}
        for member in chosen.story.members:
            analysis = self.galley.digest.analyses[member.wire_id]
            text = self.galley.text(member) if len(analysis.parts) > 1 else ""
            for m in analysis.places:
                if m.kind in ("city", "capital", "admin", "area") and (not text or m.text in text):
                    count[m.name] = count.get(m.name, 0) + 1
        return tuple(sorted(count, key=lambda name: -count[name]))[:6]

    def _parties(self, chosen: Chosen) -> tuple[str, ...]:
        bodies: list[str] = []
        for member in chosen.story.members:
            analysis = self.galley.digest.analyses[member.wire_id]
            text = self.galley.text(member) if len(analysis.parts) > 1 else ""
            bodies += [body for body in analysis.bodies if not text or body in text]
        common = [b for b in dict.fromkeys(bodies) if bodies.count(b) * 2 >= len(chosen.story.members)]
        return (*(self.galley.country(c) for c in chosen.story.countries), *common[:3])
