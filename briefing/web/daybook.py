"""The daybook of a reader's last edition, and its calendar under an address of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from briefing.model import DaybookEntry, Edition
from briefing.model.media import content_type
from briefing.render.html import render_html
from briefing.render.ics import render_ics
from briefing.store import EditionRow
from briefing.web.archive import Archive
from briefing.web.editions import own_reader
from briefing.web.pages import archive_of, framed, go, gone, show, visitor_of, web_templates

OPEN = "open"  # stands for the token where the archive asks for none


def start(request: Request) -> Response:
    """Whose daybook."""
    archive = archive_of(request)
    names = archive.readers_of(visitor_of(request))
    if len(names) == 1:
        return go(request, f"/daybook/{names[0]}")
    return show(request, "choose", names=names, title="Daybook", path="daybook")


def of_reader(request: Request) -> Response:
    """What lies ahead, as the reader's last edition told it, drawn with the partials of the edition."""
    archive, name = archive_of(request), own_reader(request)
    row = archive.store.last_told(name)
    beside: dict[str, Any] = {**framed(request, name), "row": row, "subscription": _address(request, archive, name)}
    if row is None:
        return show(request, "daybook_none", **beside)
    edition = archive.edition(row)
    gone = archive.store.withdrawn_of([wire for entry in edition.undated for wire in entry.wires])
    undated = tuple(e for e in edition.undated if not e.wires or set(e.wires) - set(gone))
    edition = replace(edition, daybook=_open_entries(archive, edition), held=(), desks=(), brief=(), below=())
    edition = replace(edition, undated=undated)
    bare = replace(edition, timeline=(), tracks=(), since=None, glance=())
    beside |= {"stories": {}, "cited": {}}
    return HTMLResponse(
        render_html(bare, templates=web_templates(archive.config), page="web/daybook.html.j2", beside=beside)
    )


def _address(request: Request, archive: Archive, name: str) -> str:
    """The address of the reader's calendar, made from the visitor's own token."""
    part = archive.seals.calendar(visitor_of(request).token_id or OPEN, name)
    public = archive.config.web.url or str(request.base_url).rstrip("/")
    return f"{public}/calendar/{name}/{part}.ics"


def calendar(request: Request) -> Response:
    """The calendar for programs that cannot log in: whoever has the address has the daybook, until its token ends."""
    archive, name, part = archive_of(request), str(request.path_params["reader"]), str(request.path_params["part"])
    token_id = archive.seals.token_of_calendar(part, name)
    row = _row_for(archive, name, token_id)
    if row is None:
        raise gone("There is no such calendar. Its address may have ended: the Daybook page has the new one.")
    edition = archive.edition(row)
    return Response(
        render_ics(replace(edition, daybook=_open_entries(archive, edition))),
        media_type=content_type("ics"),
        headers={"content-disposition": f'inline; filename="{name}-daybook.ics"', "cache-control": "private, no-cache"},
    )


def _row_for(archive: Archive, name: str, token_id: str) -> EditionRow | None:
    """The reader's last edition, where the token behind a calendar's address still opens his editions."""
    if token_id == OPEN:
        return archive.store.last_told(name) if archive.is_open() else None
    token = archive.store.token(token_id) if token_id else None
    if token is None or not token.opens(archive.now()):
        return None
    mine = token.role == "operator" or (token.role == "reader" and token.reader == name)
    return archive.store.last_told(name) if mine else None


def _open_entries(archive: Archive, edition: Edition) -> tuple[DaybookEntry, ...]:
    """The entries that stand on a wire which was not taken back since."""
    taken = archive.store.withdrawn_of([wire for entry in edition.daybook for wire in entry.wires])
    return tuple(e for e in edition.daybook if not e.wires or set(e.wires) - set(taken))
