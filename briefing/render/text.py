"""The edition as plain text, for mail and terminals: lines of at most 72 characters, no markup."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import DaybookEntry, Desk, Edition, FigureTable, Note, RegionBlock, StoryCard, UndatedEntry
from briefing.render.filling import titled, wrapped
from briefing.render.html import dated, moved, printed_notes, region_timeline, repeated_in, state
from briefing.render.outlets import coverage_line, first_line, marked_outlets
from briefing.render.since import since_lines
from briefing.render.sparkline import usual_line
from briefing.render.text_big import big_lines, change_line
from briefing.render.text_desk import desk_blocks
from briefing.render.text_quotes import quote_line, speakers_line, track_lines
from briefing.render.wording import Wording, clean, web_link


def render_text(edition: Edition, wording: Wording) -> str:
    """The same edition in plain text: masthead, glance, daybook, stories, in brief, counts, source notes.

    Numbers in square brackets are those of the source notes at the end; addresses are never broken over lines.
    """
    blocks = [*head_blocks(edition, wording), *opening_blocks(edition, wording)]
    for desk in edition.desks:
        blocks += _desk(desk, edition, wording)
    blocks += [*_short(edition, wording), *_back(edition, wording)]
    return clean("\n\n".join(block for block in blocks if block)) + "\n"


def head_blocks(edition: Edition, wording: Wording) -> Iterator[str]:
    """The masthead: title, mark, number, period, next edition, notices."""
    label = wording.label
    yield titled(edition.title)
    issue = f"{label('number')} {edition.number}"
    lines = [edition.mark] if edition.mark else []
    lines.append(f"{wording.long_date(edition.on)}, {issue}, {label('prepared_for')} {edition.reader}")
    start, end = wording.stamp(edition.covers_from_at), wording.moment(edition.covers_to_at)
    lines.append(f"{label('covers')} {start} - {end} ({label('cutoff').lower()})")
    if edition.next_at:
        lines.append(f"{label('next_edition')}: {wording.moment(edition.next_at)}")
    yield "\n".join(wrapped(line) for line in lines)
    for notice in edition.notices:
        yield wrapped(f"{label('notice_' + notice.level, notice.level)}: {notice.text}", "  ", "! ")
        for key, pieces in (("notice_was", notice.was), ("notice_now", notice.now)):
            if pieces:
                yield wrapped(f"{label(key)}: {''.join(piece.text for piece in pieces)}", "    ", "  ")
    yield from desk_blocks(edition, wording)


def opening_blocks(edition: Edition, wording: Wording) -> Iterator[str]:
    """What stands first: since the last edition, at a glance, daybook."""
    entries = {entry.uid: entry for entry in edition.daybook}
    yield from since_lines(edition, wording)
    yield titled(wording.label("glance"))
    if edition.glance:
        dated = ((line, entries.get(line.target)) for line in edition.glance)
        lines = (_glance_line(line.text, entry, edition, wording) for line, entry in dated)
        yield "\n".join(wrapped(line, "  ", "- ") for line in lines)
    else:
        yield wrapped(wording.label("empty_nothing_fits" if edition.counts.total else "empty_no_wires"))
    yield titled(wording.label("daybook"))
    yield "\n".join(_entry(e, edition, wording) for e in edition.daybook) or wrapped(wording.label("daybook_empty"))
    if edition.undated:
        yield titled(wording.label("undated"), "-")
        yield "\n".join(_undated(e, edition, wording) for e in edition.undated)
    if edition.held:
        yield titled(wording.label("daybook_took_place"), "-")
        yield "\n".join(_entry(e, edition, wording) for e in edition.held)


def _glance_line(text: str, entry: DaybookEntry | None, edition: Edition, wording: Wording) -> str:
    if entry is None:
        return text
    return f"{_when(entry, edition, wording)}: {text}" + (f", {_state(entry, edition, wording)}" if entry.heard else "")


def _state(entry: DaybookEntry, edition: Edition, wording: Wording) -> str:
    status = state(entry, edition, wording)
    return status + (f" {wording.counted(entry.heard, 'daybook_heard')}" if entry.heard else "")


def _when(entry: DaybookEntry, edition: Edition, wording: Wording) -> str:
    return wording.span(entry.on, entry.until, edition.on)


def _undated(entry: UndatedEntry, edition: Edition, wording: Wording) -> str:
    """ "in the coming days", as told on 6 January: Talks between ..., Geneva. planned [3]"""
    told = f"{wording.label('undated_told')} {wording.day(entry.told_on.isoformat(), edition.on)}"
    place = f", {entry.where}" if entry.where else ""
    parties = f" ({', '.join(entry.parties)})" if entry.parties else ""
    status = wording.label("daybook_" + entry.status, entry.status)
    return wrapped(f"“{entry.when}” ({told}): {entry.what}{place}{parties}. {status}{_marks(entry.notes)}", "  ", "- ")


def _entry(entry: DaybookEntry, edition: Edition, wording: Wording) -> str:
    days = "" if entry.days is None else f" (D{-entry.days:+d})" if entry.days else f" ({wording.label('today')})"
    hour = f", {entry.clock}" if entry.clock else ""
    place = f", {entry.where}" if entry.where else ""
    parties = f" ({', '.join(entry.parties)})" if entry.parties else ""
    head = f"{_when(entry, edition, wording)}{hour}{days}: {entry.what}"
    line = f"{head}{place}{parties}. {_state(entry, edition, wording)}{_marks(entry.notes)}"
    return wrapped(line, "  ", "- ")


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in numbers if number)


def _desk(desk: Desk, edition: Edition, wording: Wording) -> Iterator[str]:
    yield titled(desk.name)
    if desk.key == "security-talks" and edition.tracks:
        yield titled(wording.label("tracks"), "-")
        for track in edition.tracks:
            yield track_lines(track, edition, wording)
    for region in desk.regions:
        usual = f"{usual_line(region.usual, wording)}; {wording.label('region_full')} " if region.usual else ""
        yield titled(f"{region.name}: {usual}{region.coverage}", "-")
        line = moved(region)
        if line is not None and not isinstance(line, str):
            yield wrapped(f"{line.text}{_marks((line.note,))}")
        for card in region.cards:
            yield _card(card, wording)
        yield _timeline(edition, region, wording)


def _card(card: StoryCard, wording: Wording) -> str:
    status = wording.label("status_CLOSED") if card.ended else wording.label("status_" + card.status, card.status)
    what = f" ({', '.join(wording.label('what_' + item, item) for item in card.what)})" if card.what else ""
    told = "; ".join(part for part in (coverage_line(card, wording), first_line(card, wording)) if part)
    head = wrapped(card.headline, "   ", f"{card.number}. ")
    text = " ".join(f"{said.text}{_marks((said.note,))}" for said in card.sentences)
    foot = f"{status}{what}; {told}; {', '.join(card.country_names)}; {wording.stamp(card.latest_at, card.day_only)}"
    quotes = [wrapped(quote_line(quote, wording), "     ", "   > ") for quote in card.quotes]
    figures = [line for table in card.figures for line in _figures(table, wording)]
    more = [*(big_lines(card.big, wording) if card.big else ()), *(change_line(c, wording) for c in card.changes)]
    further = [wrapped(line.removeprefix("- "), "     ", "   - " if line[:2] == "- " else "   ") for line in more]
    parts = (head, wrapped(text, "   "), *quotes, *figures, *further, wrapped(foot, "   "))
    return "\n".join(part for part in parts if part)


def _figures(table: FigureTable, wording: Wording) -> Iterator[str]:
    """One thing counted, a line for each source."""
    counted = [wording.label("figure_" + table.kind), table.counted, table.place]
    yield wrapped(f"{wording.label('figures')}: {', '.join(part for part in counted if part)}", "   ")
    for row in table.rows:
        said = f", {wording.label('figure_said_by')} {row.said_by}" if row.said_by else ""
        was = f"; {wording.label('figure_was')} {row.was} ({row.was_on})" if row.was else ""
        at = wording.stamp(row.at, row.day_only)
        yield wrapped(f"{row.value}{said} ({row.origin}, {at}{was}){_marks((row.note,))}", "     ", "   - ")


def _timeline(edition: Edition, region: RegionBlock, wording: Wording) -> str:
    lines = [
        wrapped(f"{dated(e, edition, wording)}: {e.what}{_marks(e.notes)}", "     ", "   - ")
        for e in region_timeline(edition, region)
    ]
    return "\n".join([f"   {wording.label('timeline')}", *lines]) if lines else ""


def _short(edition: Edition, wording: Wording) -> Iterator[str]:
    for key, cards in (("brief", edition.brief), ("below", edition.below)):
        if not cards:
            continue
        yield titled(wording.label(key))
        lines = []
        for card in cards:
            said = card.sentences[0] if card.sentences else None
            more = f" {said.text}{_marks((said.note,))}" if said and not repeated_in(card.headline, said.text) else ""
            line = f"{card.headline}.{more} ({card.region_name}; {', '.join(marked_outlets(card, wording)[:2])})"
            lines.append(wrapped(line, "    ", f"{card.number}. "))
        yield "\n".join(lines)


def _back(edition: Edition, wording: Wording) -> Iterator[str]:
    counts = edition.counts
    bins = ("cards", "brief", "below", "duplicate", "off_topic", "older", "withheld")
    if edition.speakers:
        yield titled(wording.label("speakers"))
        yield wrapped(speakers_line(edition))
    yield titled(wording.label("sources"))
    rows = [f"{getattr(counts, name):6d}  {wording.label('count_' + name)}" for name in bins]
    yield "\n".join([*rows, "------", f"{counts.total:6d}  {wording.label('count_total')}"])
    for line in edition.sources:
        if line.status != "heard":
            since = f" {wording.label('since')} {wording.stamp(line.since_at)}" if line.since_at else ""
            usual = f" ({wording.label('usual')} {line.usual})" if line.usual else ""
            state = wording.label("source_" + line.status, line.status)
            yield wrapped(f"{line.name}: {state}{since}{'. ' + line.reason if line.reason else ''}{usual}", "  ", "! ")
    notes = printed_notes(edition)
    if notes:
        yield titled(wording.label("notes"))
        yield "\n".join(note_line(note, wording) for note in notes)


def note_line(note: Note, wording: Wording) -> str:
    """A source note: who, when, headline, and its address on a line of its own."""
    at = wording.stamp(note.published_at, note.day_only) if note.published_at else wording.label("no_time")
    seen = "" if note.stated or not note.published_at else f" ({wording.label('first_seen')})"
    head = wrapped(
        f"{note.agency or note.publisher or note.source}, {at}{seen}: {note.headline}", "     ", f"[{note.number}] "
    )
    link = web_link(note.link)
    return f"{head}\n     {link}" if link else head
