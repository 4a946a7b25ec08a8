"""What the wires of a period can say of a promise: their reports of what took place, and who was heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from briefing.edition.brief import Brief
from briefing.edition.parties import with_parties
from briefing.edition.promises import Check, Report, Span, Trace
from briefing.model import DatedEvent, DaybookEntry, Digest, SourceLine, Wire
from briefing.text.sentences import split_sentences

TRACE_LETTERS = 20_000  # of a wire's text, as many as are analysed


def check_of(digest: Digest, brief: Brief, *, note_of: Callable[[str], int], party_name: Callable[[str], str]) -> Check:
    """All that this edition's promises are checked against: every wire of the period that was not withheld, also
    those that the reader is not given, and the sources of his editions."""
    wires = usable(digest)
    return Check(
        today=brief.on,
        now_at=brief.covers_to_at,
        reports=tuple(r for wire in wires for r in reports_of(wire, digest, behind=True)),
        traces=tuple(trace_of(wire, digest, party_name) for wire in wires),
        spans=spans_of(brief),
        note_of=note_of,
        party_name=party_name,
        calendars=frozenset(e.source for e in brief.calendar) | {s.name for s in brief.sources if s.entries},
    )


def usable(digest: Digest) -> list[Wire]:
    """Wires that may be printed and stand in their last version."""
    return [
        w for w in digest.wires
        if w.id not in digest.withheld and not digest.repeats.get(w.id, "").startswith("superseded by ")
    ]  # fmt: skip


def reports_of(wire: Wire, digest: Digest, *, behind: bool = False) -> list[Report]:
    """What a wire tells as held or failed; with ``behind`` also every dated event of the past that it names."""
    analysis = digest.analyses[wire.id]
    told = [(event, True) for event in analysis.encounters if not event.ahead]
    told += [(event, False) for event in analysis.behind] if behind else []
    story = next(iter(digest.stories_of.get(wire.id, ())), "")
    order = (wire.at.isoformat(), wire.id)
    return [
        Report(
            event=with_parties(told_within(event, wire) if certain else licensed(event, wire), analysis),
            wire_id=wire.id,
            story=story,
            wire_on=wire.anchor_on,
            order=order,
            source=wire.source,
            certain=certain,
            headline=wire.headline,
        )
        for event, certain in told
    ]


def licensed(event: DatedEvent, wire: Wire) -> DatedEvent:
    """The event in the words of the headline and without its sentence, where the wire's licence does not let that
    paragraph be printed."""
    allowed = wire.licence == "excerpt" or event.paragraph < 0 or (wire.licence == "lede" and event.paragraph == 0)
    return event if allowed else replace(event, evidence="", what=wire.headline)


def sentence_before(event: DatedEvent, wire: Wire) -> str:
    """The sentence that stands before the event's in its paragraph; "" where there is none or it may not be printed."""
    if wire.licence != "excerpt" or event.paragraph < 0 or not event.evidence:
        return ""
    text = wire.paragraphs[event.paragraph] if event.paragraph < len(wire.paragraphs) else ""
    head, found, _ = text.partition(event.evidence.strip())
    spans = split_sentences(head) if found else ()
    return head[slice(*spans[-1])] if spans else ""


def told_within(event: DatedEvent, wire: Wire) -> DatedEvent:
    """An encounter, which is told by its whole sentence: by the wire's headline where the licence gives no more."""
    allowed = licensed(event, wire)
    return allowed if allowed.evidence or not event.evidence else replace(allowed, what=wire.headline)


def trace_of(wire: Wire, digest: Digest, party_name: Callable[[str], str]) -> Trace:
    """What a wire is about, and its words."""
    analysis = digest.analyses[wire.id]
    return Trace(
        wire_id=wire.id,
        wire_on=wire.anchor_on,
        text="\n".join([wire.headline, *(p.replace("\n", " ") for p in wire.paragraphs)])[:TRACE_LETTERS],
        parties=frozenset({*map(party_name, analysis.countries), *analysis.bodies}),
        order=(wire.at.isoformat(), wire.id),
    )


def spans_of(brief: Brief) -> tuple[Span, ...]:
    """The periods of this edition and of those before it, with the sources heard in each."""

    def span(from_at: datetime, to_at: datetime, sources: Sequence[SourceLine]) -> Span:
        return Span(from_at=from_at, to_at=to_at, heard=frozenset(s.name for s in sources if s.status == "heard"))

    now = span(brief.covers_from_at, brief.covers_to_at, brief.sources)
    return (now, *(span(e.covers_from_at, e.covers_to_at, e.sources) for e in brief.earlier))


def told_as_held(brief: Brief) -> tuple[DaybookEntry, ...]:
    """What the reader's earlier editions gave as held."""
    return tuple(
        entry for edition in brief.earlier for entry in (*edition.held, *edition.daybook)
        if entry.status in ("held", "cancelled") and len(entry.on) == 10
    )  # fmt: skip


def mine(reports: Sequence[Report], stories: Mapping[str, str]) -> list[Report]:
    """The reports of wires that stand in the reader's stories (wire id -> story id), each with that story."""
    return [replace(r, story=stories[r.wire_id]) for r in reports if r.wire_id in stories]
