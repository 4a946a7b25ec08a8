"""A reader's next edition as it would be now, in his template. It takes no number and counts as nothing."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from briefing.model import Edition
from briefing.pipeline.making.preview import request as preview_request
from briefing.store.codec import decode
from briefing.web.apart import answered
from briefing.web.editions import own_reader
from briefing.web.frame import framed_edition
from briefing.web.login import form_of
from briefing.web.pages import archive_of, gone, recognise, show

MOST_S = 120.0  # a first look at some thousand wires takes half a minute


def start(request: Request) -> Response:
    """What a preview is, and the button that makes one."""
    archive, name = archive_of(request), own_reader(request)
    person = archive.reader(name)
    if person is None:
        raise gone(f"{name} is no longer in the configuration: no edition of his is next.")
    from briefing.edition.due import next_slot

    return show(
        request, "preview", reader=name, person=person, upcoming=next_slot(person, after_at=archive.now()), why=""
    )


async def make(request: Request) -> Response:
    """Decide in a process of its own, one at a time: the pages stay quick meanwhile."""
    visitor = await run_in_threadpool(recognise, request)
    if visitor is None or visitor.role not in ("operator", "reader"):
        raise gone()
    request.state.visitor = visitor
    await form_of(request)
    name = await run_in_threadpool(own_reader, request)
    if archive_of(request).reader(name) is None:
        raise gone()
    edition = await _decided(request, name)
    return await run_in_threadpool(lambda: framed_edition(request, edition, (), preview=edition))


async def _decided(request: Request, name: str) -> Edition:
    archive = archive_of(request)
    asked = preview_request(archive.config, name, archive.now())
    module = "briefing.pipeline.making.preview"
    said = await answered(request, module, asked, most_s=MOST_S, what="The preview", fault=503)
    return await run_in_threadpool(decode, Edition, said)
