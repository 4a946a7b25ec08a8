"""The desk on the web, the operator's alone: what waits, its notes changed by forms, a look at it, and its release."""

from __future__ import annotations

import json
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from briefing.config.desk import DeskNotes, read_notes
from briefing.edition.desk import PLACES, card_named
from briefing.errors import BriefingError, ConfigError
from briefing.model import SECTIONS, Edition, StoryCard
from briefing.pipeline.making.desk import request as desk_request
from briefing.pipeline.making.notes import add_comment, place_story, take_comment
from briefing.pipeline.making.review import Held, held_editions, held_rows
from briefing.store.codec import decode
from briefing.web.apart import answered
from briefing.web.archive import Archive
from briefing.web.frame import framed_edition
from briefing.web.login import form_of
from briefing.web.pages import archive_of, go, gone, recognise, show

MOST_S = 300.0  # a release waits for a run at work, then draws
LONGEST = 2000  # of a comment, as in the notes file
BY = 80


def start(request: Request) -> Response:
    """What waits, the oldest first."""
    archive = archive_of(request)
    return show(request, "desk", rows=held_rows(archive.config, archive.store), asked=bool(desks(archive)))


def desks(archive: Archive) -> list[str]:
    """The readers whose editions wait for a person."""
    return [reader.name for reader in archive.config.readers if reader.review != "off"]


def one(request: Request) -> Response:
    """An edition that waits: its stories with what is noted of each, its comments, and what may be done."""
    archive = archive_of(request)
    held = _held(request)
    try:
        notes, fault = read_notes(held.notes), ""
    except ConfigError as error:
        notes, fault = DeskNotes(), "; ".join(error.faults) or str(error)
    edition = held.edition
    cards = _cards(edition) if edition else []
    names = archive.tables.names
    return show(
        request,
        "desk_one",
        reader=held.row.reader,
        held=held,
        fault=fault,
        lines=[(card, noted_place(notes, edition, card)) for card in cards if edition],
        comments=[(one, card_named(edition, one.story) if edition and one.story else None) for one in notes.comments],
        places=[*((place, place) for place in PLACES), *((key, names.desks.get(key, key)) for key in SECTIONS)],
        regions=[(key, archive.tables.regions.name(key)) for key in archive.tables.regions.order],
        by=notes.by,
    )


def noted_place(notes: DeskNotes, edition: Edition, card: StoryCard) -> str:
    """Where the notes have a story: "pin", "drop", a place, desk or region; "" where they say nothing."""
    if any(card_named(edition, name) is card for name in notes.drop):
        return "drop"
    moved = [move.to for move in notes.move if card_named(edition, move.story) is card]
    return moved[-1] if moved else "pin" if any(card_named(edition, name) is card for name in notes.pin) else ""


async def act(request: Request) -> Response:
    """One form of the page: it changes the notes, looks, releases or drops."""
    visitor = await run_in_threadpool(recognise, request)
    if visitor is None or not visitor.operator:
        raise gone()
    request.state.visitor = visitor
    fields = await form_of(request)
    held = await run_in_threadpool(_held, request)
    asked = fields.get("do", "")
    if asked in ("look", "release", "drop"):
        return await _work(request, held, asked, fields)
    try:
        await run_in_threadpool(_note, archive_of(request), held, asked, fields)
    except BriefingError as fault:
        said = "; ".join(getattr(fault, "faults", ())) or str(fault)
        raise HTTPException(400, f"Nothing was noted. {said}") from None
    return go(request, f"/desk/{held.row.reader}/{held.row.number}")


def _note(archive: Archive, held: Held, asked: str, fields: dict[str, str]) -> None:
    text, by = fields.get("text", ""), fields.get("by", "").strip()[:BY]
    edition, story = held.edition, fields.get("story", "")
    card = card_named(edition, story) if edition and story else None
    known = ("", "pin", "drop", *PLACES, *SECTIONS, "other", *archive.tables.regions.order)
    if asked == "place" and edition and card and fields.get("to") in known:
        place_story(held.notes, card.id, fields["to"], meant=lambda name: card_named(edition, name) is card)
    elif asked == "comment" and len(text) <= LONGEST:
        add_comment(held.notes, "\n".join(text.splitlines()), story=card.id if card else "", by=by)
    elif asked == "uncomment":
        take_comment(held.notes, "\n".join(text.splitlines()), story=story, by=by)
    else:
        raise HTTPException(400, "The form asks for what the desk cannot do; go back, and load the page again.")


async def _work(request: Request, held: Held, action: str, fields: dict[str, str]) -> Response:
    row, archive = held.row, archive_of(request)
    asked = desk_request(
        archive.config,
        reader=row.reader,
        number=row.number,
        action=action,
        at=archive.now(),
        who=fields.get("by", "").strip()[:BY] or "the web archive",
        reason=fields.get("reason", "").strip()[:200],
    )
    said = await answered(
        request, "briefing.pipeline.making.desk", asked, most_s=MOST_S, what=f"The {action}", fault=409
    )
    if action == "look":
        edition = await run_in_threadpool(decode, Edition, said)
        return await run_in_threadpool(lambda: framed_edition(request, edition, (), preview=edition))
    done = json.loads(said)
    return await run_in_threadpool(lambda: show(request, "desk_done", held=held, action=action, **done))


def _held(request: Request) -> Held:
    """The edition of the address. 404 where it does not wait any more: it went out, or it never did."""
    archive, params = archive_of(request), request.path_params
    for held in held_editions(archive.config, archive.store, str(params["reader"])):
        if held.row.number == params["number"]:
            return held
    raise gone("That edition does not wait for the desk: it went out meanwhile, was dropped, or is none.")


def _cards(edition: Edition) -> list[StoryCard]:
    found: Sequence[StoryCard] = (*edition.cards(), *edition.brief, *edition.below)
    return sorted(found, key=lambda card: card.number)
