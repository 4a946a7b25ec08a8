"""One reader's Edition from a Digest, his ledger and now: chosen, numbered, noted, counted, frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from briefing.config import Reader
from briefing.edition.agenda import Agenda
from briefing.edition.brief import Brief
from briefing.edition.budget import FEWER_LINES, fill, share_of
from briefing.edition.calendars import calendar_wires
from briefing.edition.cards import Cards
from briefing.edition.choose import Choice, place, weigh
from briefing.edition.daybook_bound import at_the_back, in_front
from briefing.edition.desk import desk_changes, moved
from briefing.edition.galley import Galley, Lines, Notes, ref
from briefing.edition.lines import changes_of, further, lines_of, silent_lines, storylines_of
from briefing.edition.page import Page, timeline
from briefing.edition.since import overdue_told, since_of
from briefing.edition.speakers import speakers_of
from briefing.edition.status import told_of
from briefing.edition.tongue import in_english, renamed
from briefing.edition.tracks import tracks_of
from briefing.edition.undated import undated_of
from briefing.errors import EditionError
from briefing.model import SECTIONS, Counts, DaybookEntry, Desk, Digest, Edition, GlanceLine, Notice, Wire, WireRef
from briefing.text.counting import count_of

MOST_GLANCE = 7
FEWEST_STORIES = 3  # lines of the glance that stay for stories on a day full of meetings
SETTLED = ("cancelled", "held", "overdue", "postponed")  # states of the daybook that announce nothing


def make_edition(digest: Digest, brief: Brief) -> Edition:
    """Make and freeze one edition, of as many cards as its pages hold. Raises EditionError where the counts do not
    add up."""
    brief = replace(brief, earlier=in_english(brief.earlier, brief.names.country))
    changes = changes_of(digest, brief)
    lines = lines_of(brief.earlier, changes)
    brief = replace(brief, reader=further(brief.reader, changes, lines))
    digest = moved(digest, brief.orders)
    weighed = weigh(
        digest,
        reader=brief.reader,
        regions=brief.regions,
        told=told_of(brief.earlier, lines.roots),
        weights=brief.weights,
        until_at=brief.covers_to_at,
        only=brief.only,
        orders=brief.orders,
    )

    def made(reader: Reader, cards: int) -> Edition:
        choice = place(digest, weighed, reader=reader, cards=cards, orders=brief.orders)
        return _made(digest, brief, choice, lines)

    budget = brief.reader.budget
    edition = made(brief.reader, budget.cards) if budget.cards is not None else _filled(made, len(weighed), brief)
    check_sums(edition)
    return renamed(edition, brief.names.own)


def _filled(made: Callable[[Reader, int], Edition], most: int, brief: Brief) -> Edition:
    """The edition of as many cards as its limits hold; of fewer stories in brief where even one card is too much."""
    budget = brief.reader.budget
    limits = {"pages": budget.held_pages / brief.length if budget.held_pages else None, "minutes": budget.minutes}
    edition = fill(partial(made, brief.reader), most=most, **limits)
    for part in FEWER_LINES:
        if budget.brief is not None or share_of(edition, **limits) <= 1:
            break
        fewer = budget.model_copy(update={"brief": int(budget.lines * part)})
        reader = brief.reader.model_copy(update={"budget": fewer})
        edition = fill(partial(made, reader), most=most, **limits)
    return edition


def _made(digest: Digest, brief: Brief, choice: Choice, lines: Lines) -> Edition:
    """The edition of one choice. Its parts are set in the order of these lines: that is the order of the notes."""
    galley = _galley(digest, brief, choice, lines)
    agenda = Agenda(galley)
    cards = Cards(galley, agenda)
    page = Page(galley, agenda, cards)
    desks = page.desks()
    daybook = agenda.daybook()
    held = agenda.held()
    rest = [cards.card(c) for c in choice.stories if c.placement != "card"]
    full = [c for d in desks for r in d.regions for c in r.cards]
    tracks = tracks_of(galley, [*full, *rest], daybook, held) if any(d.key == SECTIONS[0] for d in desks) else ()
    silent = silent_lines(galley, [*full, *rest])
    told = overdue_told(brief.earlier, daybook)
    glance = _glance(desks, [entry for entry in daybook if entry.uid not in told], brief.names.own)
    since = since_of(galley, [*full, *rest], daybook, silent, glance)
    quiet = page.quiet()
    undated = undated_of(galley, daybook, agenda.check)
    return replace(
        _bare(galley),
        glance=glance,
        daybook=daybook,
        held=held,
        undated=undated,
        daybook_back=at_the_back(daybook, in_front(brief.reader.budget.held_pages), carded={card.id for card in full}),
        desks=desks,
        brief=tuple(c for c in rest if c.placement == "brief"),
        below=tuple(c for c in rest if c.placement == "below"),
        timeline=timeline(desks),
        notes=galley.notes.all(),
        quiet=tuple(quiet),
        quiet_usual={name: usual for name, usual in quiet.items() if usual},
        tracks=tracks,
        speakers=speakers_of([*full, *(c for c in rest if c.placement == "brief")], galley),
        since=since,
        storylines=storylines_of(galley, [*full, *rest], silent),
    )


def _galley(digest: Digest, brief: Brief, choice: Choice, lines: Lines) -> Galley:
    wires = {wire.id: wire for wire in digest.wires}
    known = wires | calendar_wires(brief)
    notes = Notes(known, {note.wire_id: note for edition in reversed(brief.earlier) for note in edition.notes})
    return Galley(digest=digest, brief=brief, choice=choice, wires=wires, notes=notes, lines=lines)


def _bare(galley: Galley) -> Edition:
    """The edition without its parts: whose it is and of when, how it is drawn, what was received for it."""
    brief, digest, choice = galley.brief, galley.digest, galley.choice
    return Edition(
        reader=brief.reader.name,
        title=brief.reader.title,
        number=brief.number,
        kind=brief.kind,
        on=brief.on,
        slot=brief.slot,
        zone=brief.reader.zone,
        covers_from_at=brief.covers_from_at,
        covers_to_at=brief.covers_to_at,
        generated_at=brief.generated_at,
        next_at=brief.next_at,
        mark=brief.reader.mark,
        language=brief.reader.language,
        template=brief.reader.look,
        paper=brief.reader.paper,
        notices=(*brief.notices, *_kill_notices(digest)),
        glance=(),
        daybook=(),
        desks=(),
        brief=(),
        below=(),
        timeline=(),
        sources=brief.sources,
        counts=_counts(choice, brief, len(choice.stories)),
        notes=(),
        off_topic=_refs(choice, galley.wires, "off_topic"),
        duplicate=_refs(choice, galley.wires, "duplicate"),
        withheld=_refs(choice, galley.wires, "withheld"),
        older=tuple(ref(w) for w in brief.older),
        pictures=brief.reader.pictures,
        variant=brief.reader.pdf.variant,
        labels=brief.labels,
        desk_changes=desk_changes(digest, brief.orders),
        prepared_for=brief.reader.prepared_for,
    )


def check_sums(edition: Edition) -> None:
    """Raise EditionError unless every wire of the period stands in exactly one bin."""
    counts = edition.counts
    lists = {
        "off topic": (counts.off_topic, len(edition.off_topic)),
        "duplicate": (counts.duplicate, len(edition.duplicate)),
        "withheld": (counts.withheld, len(edition.withheld)),
        "older": (counts.older, len(edition.older)),
    }
    wrong = [f"{name}: {a} counted, {b} listed" for name, (a, b) in lists.items() if a != b]
    if not counts.adds_up():
        wrong.append(f"{counts.total} wires received, but the bins hold another number: {counts}")
    if wrong:
        raise EditionError(
            "the counts do not add up: " + "; ".join(wrong),
            subject=f"{edition.reader} {edition.on}",
            hint="This is a fault of the program; please report it with the run's report",
        )


def _refs(choice: Choice, wires: Mapping[str, Wire], name: str) -> tuple[WireRef, ...]:
    return tuple(ref(wires[w]) for w, place in choice.bins.items() if place == name)


def _counts(choice: Choice, brief: Brief, stories: int) -> Counts:
    found = list(choice.bins.values())
    return Counts(
        total=len(found) + len(brief.older),
        cards=found.count("card"),
        brief=found.count("brief"),
        below=found.count("below"),
        duplicate=found.count("duplicate"),
        off_topic=found.count("off_topic"),
        withheld=found.count("withheld"),
        older=len(brief.older),
        stories=stories,
        sources_expected=len(brief.sources),
        sources_heard=sum(s.status == "heard" for s in brief.sources),
    )


def _kill_notices(digest: Digest) -> tuple[Notice, ...]:
    """One line for all that an agency withdrew before this edition: that it did, never what the wire claimed."""
    killed = sum(reason == "a kill notice" for reason in digest.withheld.values())
    future = [wire for wire in digest.wires if digest.withheld.get(wire.id, "").startswith("dated")]
    found = []
    if killed:
        text = f"{count_of(killed, 'wire')} withdrawn by the agency and not printed."
        found.append(Notice(level="warning", text=text, key="said_killed", values={"n": str(killed)}))
    if future:
        text = f"{count_of(len(future), 'wire')} dated after the cut-off and not printed ({_first(future)})."
        values = {"n": str(len(future)), "first": _first(future)}
        found.append(Notice(level="warning", text=text, key="said_future", values=values))
    return tuple(found)


def _first(wires: Sequence[Wire]) -> str:
    """ "Nairobi Wire, 2022-03-01 10:00 UTC, +2": who dated them so, which is what can be mended."""
    more = f", +{len(wires) - 1}" if len(wires) > 1 else ""
    return f"{wires[0].publisher or wires[0].source}, {wires[0].at:%Y-%m-%d %H:%M} UTC{more}"


def _glance(desks: Sequence[Desk], daybook: Sequence[DaybookEntry], names: Mapping[str, str]) -> tuple[GlanceLine, ...]:
    """The first cards in order of score; every entry without a report (unless the opening tells of it) or due today;
    what comes next.

    Seven lines, or as many more as leave FEWEST_STORIES to the cards.
    """
    cards = sorted((c for d in desks for r in d.regions for c in r.cards), key=lambda c: c.number)
    open_now = [e for e in daybook if e.days is not None and e.days >= 0 and e.status not in SETTLED]
    due = [e for e in daybook if e.status == "overdue"] + [e for e in open_now if e.days == 0]
    later = [e for e in open_now if e.days and (e.where or e.parties)]
    soon = [*due, *later[: max(0, 2 - len(due))]]
    lines = [GlanceLine(text=c.headline, target=c.id, kind="story", status=c.status, what=c.what) for c in cards]
    kept = lines[: max(FEWEST_STORIES, MOST_GLANCE - len(soon))]
    ahead = (GlanceLine(text=_next_line(e, names), target=e.uid, kind="daybook", status=e.status) for e in soon)
    return (*kept, *ahead)


def _next_line(entry: DaybookEntry, names: Mapping[str, str]) -> str:
    """ "Geneva: talks between Russia and the United States": the words are the wire's; the date stands beside it.
    ``names``: how countries are called in print."""
    if entry.where and entry.where not in entry.what:
        return f"{entry.where}: {entry.what}"
    parties = entry.parties[:3]
    if not parties or ", ".join(parties) in entry.what:
        return entry.what
    return f"{', '.join(names.get(party, party) for party in parties)}: {entry.what}"
