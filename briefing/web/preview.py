"""A reader's next edition as it would be now, in his template. It takes no number and counts as nothing."""

from __future__ import annotations

import asyncio
import sys

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from briefing.model import Edition
from briefing.pipeline.making.preview import request as preview_request
from briefing.store.codec import decode
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
    one_at_a_time: asyncio.Lock = request.app.state.previews
    if one_at_a_time.locked():
        raise HTTPException(503, "Another preview is being made. Try again in half a minute.")
    async with one_at_a_time:
        edition = await _decided(request, name)
    return await run_in_threadpool(lambda: framed_edition(request, edition, (), preview=edition))


async def _decided(request: Request, name: str) -> Edition:
    archive = archive_of(request)
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "briefing.pipeline.making.preview",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    asked = preview_request(archive.config, name, archive.now())
    try:
        said, faults = await asyncio.wait_for(child.communicate(asked), MOST_S)
    except TimeoutError:
        raise HTTPException(503, f"The preview took longer than {MOST_S:.0f} seconds and was ended.") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        last = faults.decode(errors="replace").strip().splitlines()[-1:] or ["it ended without a word"]
        raise HTTPException(503, f"The preview could not be made: {last[0][:300]}")
    return await run_in_threadpool(decode, Edition, said.decode())
