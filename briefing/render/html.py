"""The edition as one HTML file: styles and fonts inside it, no script, no request to anywhere."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefing.model import (
    BigStory,
    Closure,
    DaybookEntry,
    Dispatch,
    Edition,
    Note,
    Reaction,
    RegionBlock,
    Sentence,
    SourceLine,
    StoryCard,
    TimelineEntry,
    UndatedEntry,
)
from briefing.render.labels import read_labels
from briefing.render.mirror import mirrored
from briefing.render.outlets import marked_outlets, one_owner
from briefing.render.pictures import picture_filters
from briefing.render.shapes import Shapes
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.theme import theme_for
from briefing.render.wording import Wording, anchor, folded, slug, web_link, zone_of
from briefing.text.language import direction
from briefing.text.over import tells_end

FONTS = Path(__file__).resolve().parents[1] / "data" / "fonts"
PAGE = "brief.html.j2"
# faces of the page; the PDF takes the full ones by name
WEB_FACES = (
    ("Briefing Serif", "serif-regular", 400, "normal"),
    ("Briefing Serif", "serif-italic", 400, "italic"),
    ("Briefing Serif", "serif-semibold", 600, "normal"),
    ("Briefing Display", "display-semibold", 600, "normal"),
    ("Briefing Sans", "sans-regular", 400, "normal"),
    ("Briefing Sans", "sans-semibold", 600, "normal"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A place that cites a note: the id it has on the page and what it is called."""

    anchor: str
    text: str


def render_html(
    edition: Edition,
    *,
    templates: TemplateSet,
    extra_notices: tuple[str, ...] = (),
    shapes: Shapes | None = None,
    page: str = PAGE,
    beside: Mapping[str, Any] | None = None,
) -> str:
    """The whole page as text; everything of a wire in it is escaped.

    ``extra_notices`` are lines on the rendering itself, printed before the edition's own notices. ``shapes``: what the
    maps are drawn with, the built-in ones where there are none. ``page`` is the template, one that extends the page of
    the set, and ``beside`` what it sees besides: for the web archive, which frames an edition.
    Raises TemplateError("file:line") when a template or its labels are at fault.
    """
    wording = wording_for(edition, templates)
    env = environment(templates)
    env.filters.update(filters(wording, edition, shapes))
    return draw(env, page, context(edition, templates, wording, extra_notices) | dict(beside or {}))


def wording_for(edition: Edition, templates: TemplateSet) -> Wording:
    """The labels of the set with the edition's own over them, its language and its zone."""
    labels = read_labels(templates, edition.language or "en")
    for key, value in edition.labels.items():
        if key in labels and isinstance(labels[key], str):
            labels[key] = value
    return Wording(labels=labels, language=edition.language or "en", zone=zone_of(edition.zone), year=edition.on.year)


def context(edition: Edition, templates: TemplateSet, wording: Wording, extra: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a template sees, and nothing else; docs/templates.md describes each name."""
    stories = (*edition.cards(), *edition.brief, *edition.below)
    return {
        "edition": edition,
        "label": wording.labels,
        "theme": theme_for(edition, templates),
        "web_fonts": web_fonts(),
        "extra_notices": extra,
        "stories": {card.id: card for card in stories},
        "entries": {entry.uid: entry for entry in (*edition.daybook, *edition.held)},
        "notes": {note.number: note for note in edition.notes},
        "cited": citations(edition, wording),
        "loose_timeline": loose_timeline(edition),
        "printed_notes": printed_notes(edition),
    }


def filters(wording: Wording, edition: Edition, shapes: Shapes | None = None) -> dict[str, Any]:
    """The filters that templates may use beside Jinja's own."""
    return picture_filters(wording, edition, shapes) | {
        "anchor": anchor,
        "by_region": by_region,
        "capitalised": capitalised,
        "clock": wording.clock,
        "counted": wording.counted,
        "day": lambda stated: wording.day(stated, edition.on),
        "direction": direction,
        "marked": lambda card: marked_outlets(card, wording),
        "owners": one_owner,
        "first_few": lambda names, most: first_few(tuple(names), most, wording),
        "joined": wording.joined,
        "labelled": lambda key, prefix="": wording.label(f"{prefix}{str(key).replace(' ', '_')}", str(key)),
        "long_date": wording.long_date,
        "mirrored": mirrored if direction(edition.language or "en") == "rtl" else lambda css: css,
        "moment": wording.moment,
        "moved": moved,
        "own_timeline": own_timeline,
        "region_timeline": region_timeline,
        "repeated_in": repeated_in,
        "same_text": lambda one, other: folded(one) == folded(other),
        "slug": slug,
        "sources_to_tell": sources_to_tell,
        "span": lambda entry: dated(entry, edition, wording),
        "stamp": wording.stamp,
        "state": lambda entry: state(entry, edition, wording),
        "unsaid": unsaid,
        "web_link": web_link,
        "zone": wording.zone_name,
    }


def state(entry: DaybookEntry | UndatedEntry, edition: Edition, wording: Wording) -> str:
    """The state of an entry in words; what was reported, not as over, and has its last day still before it is under
    way."""
    running = (
        entry.status == "held"
        and isinstance(entry, DaybookEntry)
        and (entry.until or "") > edition.on.isoformat()
        and not tells_end(entry.evidence)
    )
    key = "running" if running else entry.status.replace(" ", "_")
    return wording.label(f"daybook_{key}", entry.status)


def dated(entry: Any, edition: Edition, wording: Wording) -> str:
    """The day or days of an entry; "since Mon 3 Jan" of what goes on since."""
    days = wording.span(entry.on, entry.until, edition.on)
    return f"{wording.label('since')} {days}" if isinstance(entry, TimelineEntry) and entry.lasting else days


def citations(edition: Edition, wording: Wording) -> Mapping[int, tuple[Cited, ...]]:
    """For each note the daybook entries and cards that cite it, in printed order: "daybook 2, 5, story 1"."""
    kinds = {"daybook": wording.label("daybook").lower(), "story": wording.label("story_word")}
    places: list[tuple[str, int, str, tuple[int, ...]]] = [
        ("daybook", place, entry.uid, entry.notes) for place, entry in enumerate((*edition.daybook, *edition.held), 1)
    ]
    for card in (*edition.cards(), *edition.brief):
        further = tuple(one.note for one in big_items(card.big)) if card.big else ()
        places.append(("story", card.number, card.id, (*(s.note for s in card.sentences), *card.notes, *further)))
    found: dict[int, list[Cited]] = {note.number: [] for note in edition.notes}
    last: dict[int, str] = {}
    for kind, number, identity, numbers in places:
        for note in dict.fromkeys(numbers):
            word = "" if last.get(note) == kind else f"{kinds[kind]} "
            found.setdefault(note, []).append(Cited(anchor=anchor(identity), text=f"{word}{number}"))
            last[note] = kind
    return {note: tuple(cited) for note, cited in found.items()}


def by_region(cards: tuple[StoryCard, ...]) -> tuple[tuple[str, tuple[StoryCard, ...]], ...]:
    """The cards under the names of their regions, regions in the order of their first card."""
    names = dict.fromkeys(card.region_name for card in cards)
    return tuple((name, tuple(card for card in cards if card.region_name == name)) for name in names)


def repeated_in(headline: str, sentence: str) -> bool:
    """Whether the sentence says again what the headline says: four fifths of the headline's words stand in it."""
    words = set(folded(headline).split())
    return not words or len(words & set(folded(sentence).split())) >= 0.8 * len(words)


def capitalised(text: str) -> str:
    """The text with its first letter large, as a line of its own begins; the rest is untouched."""
    return text[:1].upper() + text[1:]


def unsaid(names: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are not among those already said beside them."""
    known = {folded(name) for name in said}
    return tuple(name for name in names if folded(name) not in known)


def first_few(names: tuple[str, ...], most: int, wording: Wording) -> str:
    """The first ``most`` names, and how many more there are; one too many is named rather than counted."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} {wording.counted(len(names) - most, 'more')}"


def sources_to_tell(edition: Edition) -> tuple[SourceLine, ...]:
    """Every source when they are few; else those that need a word: silent, failed, unread, with old wires only,
    or with files that were refused."""
    if len(edition.sources) <= 8:
        return edition.sources
    start = edition.covers_from_at
    quiet = {s.name for s in edition.sources if s.status != "heard" or s.newest_at is None or s.newest_at < start}
    return tuple(s for s in edition.sources if s.name in quiet or s.refused)


def printed_notes(edition: Edition) -> tuple[Note, ...]:
    """The notes that a sentence or a dated event on the page cites; lines that are a headline link to it themselves."""
    cards = edition.cards()
    regions = [region for desk in edition.desks for region in desk.regions]
    numbers = {s.note for card in (*cards, *edition.brief) for s in card.sentences}
    numbers |= {region.moved.note for region in regions if region.moved}
    numbers |= {n for card in cards for q in card.quotes for n in (q.note, q.changed_note)} | track_notes(edition)
    numbers |= {n for entry in (*edition.daybook, *edition.held) for n in entry.notes}
    numbers |= {n for entry in edition.undated for n in entry.notes}
    numbers |= {row.note for card in cards for table in card.figures for row in table.rows}
    numbers |= {n for line in (edition.since.lines if edition.since else ()) for n in line.notes}
    numbers |= {one.note for card in cards if card.big for one in big_items(card.big)}
    behind = [*edition.timeline, *(e for r in regions for e in r.timeline), *(e for c in cards for e in c.timeline)]
    numbers |= {n for entry in behind for n in entry.notes}
    return tuple(note for note in edition.notes if note.number in numbers)


def big_items(big: BigStory) -> tuple[Dispatch | Closure | Reaction, ...]:
    """All that a big story prints besides its card."""
    return (*big.dispatches, *big.closures, *(one for block in big.reactions for one in block.said))


def track_notes(edition: Edition) -> set[int]:
    """The numbers of the notes that the tracks cite."""
    rounds = [one for track in edition.tracks for one in (track.last, track.next) if one]
    said = {paper.note for track in edition.tracks for paper in track.documents}
    said |= {one.note for track in edition.tracks for one in track.positions}
    return said | {number for one in rounds for number in one.notes}


def moved(region: RegionBlock) -> Sentence | str | None:
    """How the line of what moved is set: itself above the cards; "first" where it opens the first of several cards,
    which then begins in bold; None where it would only say again a headline or a lede that stands right below it.
    """
    line, cards = region.moved, region.cards
    if line is None or not cards:
        return line
    said = folded(line.text)
    if cards[0].sentences and folded(cards[0].sentences[0].text) == said:
        return "first" if len(cards) > 1 else None
    near = cards if len(cards) < 3 else cards[:1]
    return None if any(folded(card.headline) == said for card in near) else line


def own_timeline(card: StoryCard, printed: tuple[TimelineEntry, ...]) -> tuple[TimelineEntry, ...]:
    """The card's dated events that its region's timeline does not print."""
    seen = {(entry.on, folded(entry.what)) for entry in printed}
    return tuple(entry for entry in card.timeline if (entry.on, folded(entry.what)) not in seen)


def region_timeline(edition: Edition, region: RegionBlock) -> tuple[TimelineEntry, ...]:
    """The region's dated events, with those of its stories that only the whole edition's timeline has, by date."""
    stories = {card.id for card in region.cards}
    kept = [*region.timeline, *(e for c in region.cards for e in c.timeline)]
    seen = {(entry.on, folded(entry.what)) for entry in kept}
    more = [e for e in edition.timeline if e.story in stories and (e.on, folded(e.what)) not in seen]
    return tuple(sorted((*region.timeline, *more), key=lambda entry: entry.on)) if more else region.timeline


def loose_timeline(edition: Edition) -> tuple[TimelineEntry, ...]:
    """The edition's dated events behind that no card and no region prints."""
    regions = [region for desk in edition.desks for region in desk.regions]
    printed = [e for r in regions for e in region_timeline(edition, r)]
    printed += [e for c in edition.cards() for e in c.timeline]
    seen = {(entry.on, folded(entry.what)) for entry in printed}
    return tuple(entry for entry in edition.timeline if (entry.on, folded(entry.what)) not in seen)


@cache
def web_fonts() -> Any:
    """@font-face rules with the page's faces inside them as data addresses."""
    from markupsafe import Markup

    def data(file: str) -> str:
        return "data:font/woff2;base64," + base64.b64encode((FONTS / "web" / file).read_bytes()).decode()

    return Markup(face_rules(data))


def face_rules(address: Callable[[str], str]) -> str:
    """The rules for the page's faces; ``address`` says where the file of that name is had."""
    return "\n".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;'
        f'src:url({address(f"{file}.woff2")}) format("woff2")}}'
        for family, file, weight, style in WEB_FACES
    )
