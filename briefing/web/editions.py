"""Editions by reader and date: the page of each, its files, what was taken back since, and why each story stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from briefing.errors import StoreError
from briefing.model import Edition, Notice, Piece, StoryCard
from briefing.store import EditionRow
from briefing.web.archive import Archive
from briefing.web.frame import framed_edition
from briefing.web.pages import archive_of, go, gone, show, visitor_of

PER_PAGE = 31
TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
Stories = tuple[tuple[str, int, str, tuple[str, ...]], ...]  # id, printed number, region, wires
NO_STORIES: Stories = ()
SAID_SINCE = ("withdrawn", "corrected")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """An edition in a list: how much is in it, and its first headlines with the wires they stand on."""

    stories: int = 0
    wires: int = 0
    ahead: int = 0
    leads: tuple[tuple[str, str, str, frozenset[str]], ...] = ()  # headline, language, story, wires


@dataclass(frozen=True, kw_only=True, slots=True)
class Amended:
    """Something of an edition that was withdrawn or corrected after it was made."""

    level: str  # withdrawn | corrected
    text: str
    number: int = 0  # of the edition that said so; 0: none has yet
    on: date | None = None
    was: tuple[Piece, ...] = ()
    now: tuple[Piece, ...] = ()


def own_reader(request: Request) -> str:
    """The reader of the address, where the visitor may see his editions; else the same answer as for nobody."""
    name = str(request.path_params["reader"])
    if not visitor_of(request).may_see(name) or name not in archive_of(request).readers_of(visitor_of(request)):
        raise gone()
    return name


def visible(request: Request, row: EditionRow | None) -> EditionRow:
    """The row, where the visitor may see it: a reader sees what he was told, the operator also what was not."""
    if row is None or row.kind == "preview" or (row.state != "told" and not visitor_of(request).operator):
        raise gone("There is no such edition. It may be of another reader, or not out yet.")
    return row


def start(request: Request) -> Response:
    """The first page: the reader's editions; of several readers a list of them."""
    return go(request, "/editions")


def readers(request: Request) -> Response:
    """Who has editions, with the last one of each."""
    archive, visitor = archive_of(request), visitor_of(request)
    names = archive.readers_of(visitor)
    if len(names) == 1:
        return go(request, f"/editions/{names[0]}")
    told = archive.store.readers_told()
    rows = []
    for name in names:
        last = next(iter(archive.store.editions_of(name, 1)), None)
        person = archive.reader(name)
        title = person.title if person else "No longer in the configuration"
        rows.append({"name": name, "title": title, "last": last, "count": told.get(name, 0)})
    return show(request, "readers", rows=rows)


def of_reader(request: Request) -> Response:
    """One reader's editions, the last first."""
    archive, name = archive_of(request), own_reader(request)
    before = _number(request.query_params.get("before", ""))
    rows = archive.store.editions_of(name, PER_PAGE + 1, before)
    more = rows[PER_PAGE - 1].number if len(rows) > PER_PAGE else None
    rows = [row for row in rows[:PER_PAGE] if row.state == "told" or visitor_of(request).operator]
    heads = {row.id: archive.extract("head", row, head_of, Head()) for row in rows}
    wires = {wire for head in heads.values() for *_, ids in head.leads for wire in ids}
    taken = set(archive.store.withdrawn_of(list(wires)))
    lines = [
        {
            "row": row,
            "month": f"{row.on:%Y-%m}",
            "head": heads[row.id],
            "leads": [lead for lead in heads[row.id].leads if not taken & lead[3]][:2],
            "amended": [(level, sum(one.level == level for one in since(archive, row))) for level in SAID_SINCE],
        }
        for row in rows
    ]
    return show(request, "editions", reader=name, lines=lines, more=more, person=archive.reader(name), before=before)


def on_date(request: Request) -> Response:
    """An edition by its date, for links that people write themselves."""
    name = own_reader(request)
    try:
        on = date.fromisoformat(str(request.path_params["on"]))
    except ValueError:
        raise gone("That is no date. Write it like 2022-01-06.") from None
    row = visible(request, archive_of(request).store.edition_on(name, on))
    return go(request, f"/editions/{name}/{row.number}")


def page(request: Request) -> Response:
    """The edition as it was frozen, in its reader's template, under a bar that says what was taken back since."""
    archive, row = archive_of(request), _row_of(request)
    return framed_edition(
        request,
        archive.edition(row),
        (row.id, row.manifest, row.state),
        taken_back(archive, row),
        row=row,
        amended=since(archive, row),
        forms=forms_of(row),
        before=_neighbour(request, row, -1),
        after=_neighbour(request, row, +1),
    )


def file(request: Request) -> Response:
    """A file of the edition, as it lies in the out folder; where it is gone there, drawn again from the ledger."""
    archive, row, form = archive_of(request), _row_of(request), str(request.path_params["form"])
    if form not in row.files or form not in TYPES:
        raise gone(f"This edition has no {form.upper()[:8]}. It has {', '.join(sorted(forms_of(row))) or 'no file'}.")
    path = Path(row.files[form])
    data = path.read_bytes() if path.is_file() else _drawn_again(archive, row, form)
    headers = {"content-disposition": f'attachment; filename="{_plain(path.name)}"'}
    if said := since(archive, row):
        headers["briefing-notice"] = f"{len(said)} reports of this edition were withdrawn or corrected since"
    return Response(data, media_type=TYPES[form], headers=headers)


def _drawn_again(archive: Archive, row: EditionRow, form: str) -> bytes:
    from briefing.pipeline.templates import draw as draw_forms
    from briefing.render.pdf import PdfEngine

    with PdfEngine() as engine:
        rendered = draw_forms(archive.config, archive.edition(row), (form,), engine if form == "pdf" else None)
    if form not in rendered.files:
        reason = "; ".join(rendered.faults) or "it could not be drawn"
        raise StoreError(f"the {form} of this edition is gone and could not be drawn again: {reason}")
    return rendered.files[form]


def why(request: Request) -> Response:
    """Why each story of the edition stands where it stands."""
    archive, row = archive_of(request), _row_of(request)
    edition = archive.edition(row)
    taken = set(archive.store.withdrawn_of([wire.id for card in every_card(edition) for wire in card.wires]))
    cards = [card for card in every_card(edition) if not taken.intersection(wire.id for wire in card.wires)]
    return show(request, "why", reader=row.reader, row=row, edition=edition, cards=cards, taken=len(taken))


def every_card(edition: Edition) -> tuple[StoryCard, ...]:
    """All stories of an edition, by their printed numbers."""
    return tuple(sorted((*edition.cards(), *edition.brief, *edition.below), key=lambda card: card.number))


def head_of(edition: Edition) -> Head:
    """What a list says of an edition."""
    cards = every_card(edition)
    first = [card for card in cards if card.placement == "card"] or list(cards)
    leads = tuple((c.headline, c.language, c.id, frozenset(w.id for w in c.wires)) for c in first[:5])
    return Head(stories=edition.counts.stories, wires=edition.counts.total, ahead=len(edition.daybook), leads=leads)


def forms_of(row: EditionRow) -> list[str]:
    """The forms that can be had, in the order of print."""
    return [form for form in TYPES if form in row.files]


def since(archive: Archive, row: EditionRow) -> list[Amended]:
    """What of an edition was withdrawn or corrected since, withdrawals first."""
    found: list[Amended] = []
    named: set[str] = set()
    silent: tuple[Notice, ...] = ()
    for later in archive.store.editions_that_amend(row.reader, row.number):
        for one in archive.extract("notices", later, _notices, silent):
            if one.number == row.number:
                named.update(one.wires)
                found.append(
                    Amended(level=one.level, text=one.text, number=later.number, on=later.on, was=one.was, now=one.now)
                )
    stories = archive.extract("stories", row, _stories, NO_STORIES)
    taken = archive.store.withdrawn_of([wire for story in stories for wire in story[3]])
    for _, number, region, wires in stories:
        if gone_now := [wire for wire in wires if wire in taken and wire not in named]:
            count = f"{len(gone_now)} wires" if len(gone_now) > 1 else "A wire"
            text = f"{count} of story {number} ({region}): {taken[gone_now[0]]}."
            found.append(Amended(level="withdrawn", text=text))
    return sorted(found, key=lambda one: SAID_SINCE.index(one.level))


def taken_back(archive: Archive, row: EditionRow) -> list[str]:
    """The stories of an edition that stand on a wire which its agency took back since."""
    stories = archive.extract("stories", row, _stories, NO_STORIES)
    taken = archive.store.withdrawn_of([wire for story in stories for wire in story[3]])
    return [story for story, _, _, wires in stories if set(wires) & set(taken)]


def _notices(edition: Edition) -> tuple[Notice, ...]:
    return tuple(notice for notice in edition.notices if notice.level in SAID_SINCE)


def _stories(edition: Edition) -> Stories:
    return tuple((c.id, c.number, c.region_name, tuple(w.id for w in c.wires)) for c in every_card(edition))


def _row_of(request: Request) -> EditionRow:
    name, number = own_reader(request), int(request.path_params["number"])
    return visible(request, archive_of(request).store.edition_numbered(name, min(number, 2**31)))


def _neighbour(request: Request, row: EditionRow, step: int) -> EditionRow | None:
    found = archive_of(request).store.edition_numbered(row.reader, row.number + step)
    seen = found is not None and (found.state == "told" or visitor_of(request).operator)
    return found if seen else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)
