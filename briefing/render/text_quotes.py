"""Quotations, running negotiations and the index of speakers, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import CardQuote, Edition, Position, Round, Track
from briefing.render.filling import wrapped
from briefing.render.wording import Wording


def quote_line(quote: CardQuote, wording: Wording) -> str:
    """'“Words,” Name, office, told TASS [3]', with first use and the other wording where there are such."""
    who = ", ".join(part for part in (quote.who, quote.role, quote.to) if part)
    line = f"{_quoted(quote.parts, wording)} {who} [{quote.note}]"
    if quote.first_by and quote.first_at:
        first = f"{wording.label('first_had')} {quote.first_by}, {wording.stamp(quote.first_at, quote.day_only)}"
        line += f" ({first}; {wording.counted(quote.wires, 'wires')})"
    if quote.changed:
        line += f" {wording.label('changed_wording')}: {_quoted(quote.changed, wording)} [{quote.changed_note}]"
    return line


def track_lines(track: Track, edition: Edition, wording: Wording) -> str:
    """A track: its parties, then a line for each thing known."""
    label = wording.label
    rows = []
    if track.changed:
        since = wording.day(track.since_on, edition.on)
        rows.append(f"{label('track_changed')} {since}: {', '.join(label('track_change_' + k) for k in track.changed)}")
    rows += [
        f"{label(key)}: {_round(one, edition, wording)}"
        for key, one in (("track_last", track.last), ("track_next", track.next))
        if one
    ]
    rows += [f"{label('track_papers')}: {paper.text} [{paper.note}]" for paper in track.documents]
    rows += [f"{one.party}: {_position(one, wording)} [{one.note}]" for one in track.positions]
    head = " - ".join(track.parties) + (f" ({track.format})" if track.format else "")
    return "\n".join([wrapped(head), *(wrapped(row, "     ", "   - ") for row in rows)])


def speakers_line(edition: Edition) -> str:
    """All speakers with office and numbers of their stories, in one paragraph."""
    numbers = {c.id: c.number for c in (*edition.cards(), *edition.brief, *edition.below)}
    entries = []
    for speaker in edition.speakers:
        stories = ", ".join(str(numbers[s]) for s in speaker.stories if s in numbers)
        entries.append(f"{speaker.name}{', ' + speaker.role if speaker.role else ''} {stories}".strip())
    return "; ".join(entries)


def _quoted(parts: Sequence[str], wording: Wording) -> str:
    return " ".join(f"{wording.label('quote_open')}{part}{wording.label('quote_close')}" for part in parts)


def _round(one: Round, edition: Edition, wording: Wording) -> str:
    place = f", {one.where}" if one.where else ""
    notes = "".join(f" [{n}]" for n in one.notes)
    return f"{wording.span(one.on, one.until, edition.on)}{place}: {one.what}{notes}"


def _position(one: Position, wording: Wording) -> str:
    if not one.parts:
        return one.text
    return f"{_quoted(one.parts, wording)} {', '.join(part for part in (one.who, one.role, one.to) if part)}"
