"""Editions by reader and date: the page of each, its files, what was taken back since, and why each story stands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefing.errors import StoreError
from briefing.model.media import MEDIA, ON_PAPER, content_type
from briefing.store import EditionRow
from briefing.web.archive import Archive
from briefing.web.frame import framed_edition
from briefing.web.gist import SAID_SINCE, Later, amending, every_card, gist, since, taken_back
from briefing.web.pages import archive_of, go, gone, show, visitor_of

PER_PAGE = 31


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
    later = amending(archive, rows)
    lines = [_line(archive, row, later) for row in rows]
    return show(request, "editions", reader=name, lines=lines, more=more, person=archive.reader(name), before=before)


def _line(archive: Archive, row: EditionRow, later: Later) -> dict[str, Any]:
    """An edition in the list: how much is in it, its first headlines but for those taken back, what was amended."""
    found, taken, amended = gist(archive, row), taken_back(archive, row), since(archive, row, later)
    return {
        "row": row,
        "month": f"{row.on:%Y-%m}",
        "gist": found,
        "leads": [story for story in found.leads() if not taken.keys() & set(story.wires)][:2],
        "amended": [(level, sum(one.level == level for one in amended)) for level in SAID_SINCE],
    }


def on_date(request: Request) -> Response:
    """An edition by its date, for links that people write themselves."""
    name = own_reader(request)
    try:
        on = date.fromisoformat(str(request.path_params["on"]))
    except ValueError:
        raise gone("That is no date. Write it like 2022-01-06.") from None
    row = visible(request, archive_of(request).store.edition_near(name, on=on, told=not visitor_of(request).operator))
    return go(request, f"/editions/{name}/{row.number}")


def page(request: Request) -> Response:
    """The edition as it was frozen, in its reader's template, under a bar that says what was taken back since."""
    archive, row = archive_of(request), _row_of(request)
    taken = taken_back(archive, row)
    return framed_edition(
        request,
        archive.edition(row),
        (row.id, row.manifest, row.state),
        [story.id for story in gist(archive, row).stories if taken.keys() & set(story.wires)],
        row=row,
        amended=since(archive, row, amending(archive, [row])),
        forms=forms_of(row),
        before=archive.store.edition_near(row.reader, before=row.number, told=not visitor_of(request).operator),
        after=archive.store.edition_near(row.reader, after=row.number, told=not visitor_of(request).operator),
    )


def file(request: Request) -> Response:
    """A file of the edition, as it lies in the out folder; where it is gone there, drawn again from the ledger."""
    archive, row, form = archive_of(request), _row_of(request), str(request.path_params["form"])
    if form not in row.files or form not in MEDIA:
        raise gone(f"This edition has no {form.upper()[:8]}. It has {', '.join(sorted(forms_of(row))) or 'no file'}.")
    path = Path(row.files[form])
    data = path.read_bytes() if path.is_file() else _drawn_again(archive, row, form)
    headers = {"content-disposition": f'attachment; filename="{_plain(path.name)}"'}
    if said := since(archive, row, amending(archive, [row])):
        headers["briefing-notice"] = (
            "1 report of this edition was withdrawn or corrected since"
            if len(said) == 1
            else f"{len(said)} reports of this edition were withdrawn or corrected since"
        )
    return Response(data, media_type=content_type(form), headers=headers)


def _drawn_again(archive: Archive, row: EditionRow, form: str) -> bytes:
    from briefing.pipeline.looks.templates import draw as draw_forms
    from briefing.render.pdf import PdfEngine

    with PdfEngine() as engine:
        rendered = draw_forms(archive.config, archive.edition(row), (form,), engine if form in ON_PAPER else None)
    if form not in rendered.files:
        reason = "; ".join(rendered.faults) or "it could not be drawn"
        raise StoreError(f"the {form} of this edition is gone and could not be drawn again: {reason}")
    return rendered.files[form]


def why(request: Request) -> Response:
    """Why each story of the edition stands where it stands."""
    archive, row = archive_of(request), _row_of(request)
    edition = archive.edition(row)
    taken = taken_back(archive, row)
    cards = [card for card in every_card(edition) if not taken.keys() & {wire.id for wire in card.wires}]
    return show(request, "why", reader=row.reader, row=row, edition=edition, cards=cards, taken=len(taken))


def forms_of(row: EditionRow) -> list[str]:
    """The forms that can be had, in the order of print."""
    return [form for form in MEDIA if form in row.files]


def _row_of(request: Request) -> EditionRow:
    name, number = own_reader(request), int(request.path_params["number"])
    return visible(request, archive_of(request).store.edition_numbered(name, min(number, 2**31)))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)
