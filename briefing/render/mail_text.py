"""The plain-text part of a mail: the same opening, daybook and headlines as its page, in lines of 72 characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model import Edition, StoryCard
from briefing.model.parcel import Enclosure
from briefing.render.filling import titled, wrapped
from briefing.render.text import head_blocks, note_line, opening_blocks
from briefing.render.wording import Wording, clean


def mail_text(edition: Edition, wording: Wording, enclosures: Sequence[Enclosure]) -> str:
    """Masthead, what changed, at a glance, daybook, headlines, what comes with it, and the notes of what it cites."""
    blocks = [*head_blocks(edition, wording), *opening_blocks(edition, wording), *_stories(edition, wording)]
    blocks += [*_enclosed(enclosures, wording), *_completeness(edition, wording), *_notes(edition, wording)]
    blocks.append(wrapped(wording.label("colophon")))
    return clean("\n\n".join(block for block in blocks if block)) + "\n"


def _stories(edition: Edition, wording: Wording) -> Iterator[str]:
    for desk in edition.desks:
        if not any(region.cards for region in desk.regions):
            continue
        yield titled(desk.name)
        for region in desk.regions:
            if region.cards:
                first = edition.since is None  # all is new in a first edition; to say so at each line tells nothing
                yield "\n".join([region.name, *(_headline(card, wording, first) for card in region.cards)])
    if edition.brief:
        yield titled(wording.label("brief"))
        yield "\n".join(wrapped(card.headline, "  ", "- ") for card in edition.brief)


def _headline(card: StoryCard, wording: Wording, first: bool) -> str:
    status = "" if first else wording.label("status_" + card.status, card.status) + ": "
    told = f" ({', '.join(card.outlets[:2])}{' …' if len(card.outlets) > 2 else ''})" if card.outlets else ""
    return wrapped(f"{status}{card.headline}{told}", "    ", f"{card.number:2d}. ")


def _enclosed(enclosures: Sequence[Enclosure], wording: Wording) -> Iterator[str]:
    attached = [one.name for one in enclosures if one.attached]
    linked = [f"{one.name}\n    {one.link}" for one in enclosures if one.link and not one.attached]
    large = [one.name for one in enclosures if one.made and not one.attached and not one.link]
    lost = [one.name for one in enclosures if not one.made]
    rows = [wrapped(f"{wording.label('mail_attached')}: {', '.join(attached)}", "  ")] if attached else []
    rows += [f"{wording.label('mail_linked')}: {line}" for line in linked]
    rows += [wrapped(f"{wording.label('mail_too_large')}: {', '.join(large)}", "  ")] if large else []
    rows += [wrapped(f"{wording.label('mail_not_made')}: {', '.join(lost)}", "  ")] if lost else []
    if rows:
        yield titled(wording.label("mail_whole"))
        yield "\n".join(rows)


def completeness(edition: Edition, wording: Wording) -> str:
    """ "46 wires received in the period, 3 of 4 sources heard"."""
    counts = edition.counts
    wires = f"{wording.counted(counts.total, 'wires')} {wording.label('count_total')}"
    of = f"{counts.sources_heard} {wording.label('of')} {counts.sources_expected} {wording.label('sources_heard_of')}"
    return f"{wires}; {of}" if counts.sources_expected else wires


def _completeness(edition: Edition, wording: Wording) -> Iterator[str]:
    rows = [wrapped(f"{completeness(edition, wording)}.")]
    for line in edition.sources:
        if line.status in ("silent", "failed"):
            since = f" {wording.label('since')} {wording.stamp(line.since_at)}" if line.since_at else ""
            rows.append(wrapped(f"{line.name}: {wording.label('source_' + line.status)}{since}", "  ", "! "))
    yield "\n".join(rows)


def _notes(edition: Edition, wording: Wording) -> Iterator[str]:
    lines = edition.since.lines if edition.since else ()
    cited = {number for line in lines for number in line.notes}
    cited |= {number for entry in (*edition.daybook, *edition.held) for number in entry.notes}
    cited |= {number for entry in edition.undated for number in entry.notes}
    notes = [note for note in edition.notes if note.number in cited]
    if notes:
        yield titled(wording.label("notes"))
        yield "\n".join(note_line(note, wording) for note in notes)
