"""The edition as a mail: a subject, a page that mail programs can show, and the same in plain text.

It carries the opening and the daybook, and the headlines of the stories; the whole edition goes with it as a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from briefing.model import Edition, Note, StoryCard
from briefing.model.parcel import Enclosure, Letter
from briefing.render.html import context, filters, wording_for
from briefing.render.mail_text import completeness, mail_text
from briefing.render.spoken import spoken
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.wording import Wording, anchor, clean, web_link

PAGE = "mail.html.j2"
SUBJECT_LENGTH = 160  # what mail programs show of a subject is shorter; what servers store is longer
MOST_SOURCES = 2  # agencies named behind a line
PREVIEW_LENGTH = 140  # what mail programs show of a mail beside its subject


def render_letter(edition: Edition, *, templates: TemplateSet, enclosures: Sequence[Enclosure]) -> Letter:
    """The mail on an edition with these files, attached or linked.

    Raises TemplateError("file:line") where the templates are at fault.
    """
    wording = wording_for(edition, templates)
    edition = spoken(edition, wording)
    env = environment(templates)
    env.filters.update(filters(wording, edition))
    env.filters.update(mail_filters(edition, enclosures, wording))
    more = {
        "enclosures": tuple(enclosures),
        "completeness": completeness(edition, wording),
        "preview": preview(edition),
        "subject": subject(edition, wording),
    }
    html = draw(env, PAGE, context(edition, templates, wording) | {"web_fonts": ""} | more)
    return Letter(
        subject=subject(edition, wording),
        text=mail_text(edition, wording, enclosures),
        html=html,
        attached=tuple(one.form for one in enclosures if one.attached),
    )


def lead(edition: Edition) -> str:
    """The headline of what stands first: the first story at a glance, else the first line of any kind, else ""."""
    lines = sorted(edition.glance, key=lambda line: line.kind != "story")
    return one_line(lines[0].text) if lines else ""


def one_line(text: str) -> str:
    """``text`` on one line and without controls: nothing in it can end a header."""
    return " ".join(clean(" ".join(text.split())).split())


def subject(edition: Edition, wording: Wording) -> str:
    """ "[TLP:GREEN] Sahel Briefing No. 12, Thu 6 Jan 2022: Clashes in ...", cut at a word."""
    mark = f"[{one_line(edition.mark)}] " if edition.mark.strip() else ""
    kind = "" if edition.kind == "regular" else f" ({_kind(edition, wording)})"
    day = wording.day(edition.on.isoformat(), datetime(1, 1, 1, tzinfo=UTC).date())
    title = shortened(one_line(edition.title), SUBJECT_LENGTH // 2)
    head = f"{mark}{title} {wording.label('number')} {edition.number}, {day}{kind}"
    first = lead(edition)
    return shortened(f"{head}: {first}" if first else head, SUBJECT_LENGTH)


def _kind(edition: Edition, wording: Wording) -> str:
    """ "special edition", "special edition: Sahel", "reissue"."""
    name = wording.label("kind_" + edition.kind, edition.kind).lower()
    return f"{name}: {one_line(edition.selection)}" if edition.selection else name


def shortened(text: str, most: int) -> str:
    """``text`` in at most so many characters, cut at a word where there is one, with a mark that it was cut."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > most // 2 else head).rstrip(" ,;:-–") + "…"


def preview(edition: Edition) -> str:
    """What mail programs show beside the subject: the lines at a glance behind the lead."""
    first = lead(edition)
    rest = [text for text in (one_line(line.text) for line in edition.glance) if text != first]
    return shortened(" · ".join(rest), PREVIEW_LENGTH)


def mail_filters(edition: Edition, enclosures: Sequence[Enclosure], wording: Wording) -> dict[str, Any]:
    """The filters that the mail's templates have besides those of the page."""
    notes = {note.number: note for note in edition.notes}
    page = next((one.link for one in enclosures if one.form == "html" and one.link), "")
    return {
        "size": size,
        "sources": lambda numbers: sources_of(numbers, notes),
        "story_link": lambda card: story_link(card, notes, page),
        "entry_link": lambda entry: page_link(page, entry.uid) or note_link(entry.notes, notes),
        "told_by": lambda card: told_by(card, wording),
    }


def size(number: int) -> str:
    """Bytes as people read them: "840 KB", "1.2 MB"."""
    return f"{max(1, round(number / 1000))} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"


def sources_of(numbers: Sequence[int], notes: Mapping[int, Note]) -> str:
    """Who told it: the agencies of these notes, "TASS, AFP and others" at most."""
    names = list(dict.fromkeys(filter(None, (name_of(notes[n]) for n in numbers if n in notes))))
    return ", ".join(names[:MOST_SOURCES]) + (" …" if len(names) > MOST_SOURCES else "")


def name_of(note: Note) -> str:
    """The agency, else the publisher, else the source of a note."""
    return note.agency or note.publisher or note.source


def told_by(card: StoryCard, wording: Wording) -> str:
    """ "TASS, AFP and 3 more" for a story."""
    names = card.outlets
    if len(names) <= MOST_SOURCES:
        return ", ".join(names)
    more = wording.label("more").replace("{n}", str(len(names) - MOST_SOURCES))
    return f"{', '.join(names[:MOST_SOURCES])} {more}"


def page_link(page: str, identity: str) -> str:
    """The place on the edition's page; "" where it is not on the web."""
    return f"{page}#{anchor(identity)}" if page else ""


def note_link(numbers: Sequence[int], notes: Mapping[int, Note]) -> str:
    """The first wire's own address."""
    return next((web_link(notes[n].link) for n in numbers if n in notes and web_link(notes[n].link)), "")


def story_link(card: StoryCard, notes: Mapping[int, Note], page: str) -> str:
    """Where a story's headline leads: to the edition's page, else to its first wire, else nowhere."""
    return page_link(page, card.id) or note_link(card.notes, notes)
