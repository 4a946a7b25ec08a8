"""Logging in with a token, and out again."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from briefing.web.pages import FORM, LOGIN, archive_of, go, recognise, same_site, show

MOST_FIELDS = 20


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that is the visitor's own; anything else is refused."""
    try:
        body = await request.body()
    except ClientDisconnect:
        raise HTTPException(413, "The form is too large.") from None
    try:
        fields = dict(parse_qsl(body.decode("utf-8"), max_num_fields=MOST_FIELDS, keep_blank_values=True))
    except ValueError:
        raise HTTPException(400, "The form cannot be read; go back and send it again.") from None
    seals = archive_of(request).seals
    own = seals.form_is_own(fields.get("word", ""), request.cookies.get(FORM, ""), request.cookies.get(LOGIN, ""))
    if not own or not same_site(request):
        raise HTTPException(
            403, "The form is not from a page that you have open, or it is an old one. Go back, load the page again."
        )
    return fields


async def login_page(request: Request) -> Response:
    """The form for a token."""
    visitor = await run_in_threadpool(recognise, request)
    wanted = local(request.query_params.get("next", ""))
    if visitor:
        return go(request, wanted)
    return await run_in_threadpool(lambda: show(request, "login", wanted=wanted, wrong=False))


async def log_in(request: Request) -> Response:
    """A right token becomes a cookie; a wrong one the same page again, which does not say what is wrong with it."""
    fields = await form_of(request)
    archive, wanted = archive_of(request), local(fields.get("next", ""))
    visitor = await run_in_threadpool(archive.visitor_of_secret, fields.get("token", "")[:200])
    if visitor is None:
        return await run_in_threadpool(lambda: show(request, "login", status=403, wanted=wanted, wrong=True))
    ends_at = archive.now() + timedelta(seconds=archive.config.web.session)
    answer = go(request, wanted)
    answer.set_cookie(
        LOGIN,
        archive.seals.login(visitor.token_id, ends_at),
        max_age=int(archive.config.web.session),
        path=archive.root or "/",
        secure=archive.tls,
        httponly=True,
        samesite="strict",
    )
    return answer


async def log_out(request: Request) -> Response:
    """The cookie goes; the token stays good."""
    await form_of(request)
    answer = go(request, "/login")
    root = archive_of(request).root or "/"
    answer.delete_cookie(LOGIN, path=root, httponly=True, samesite="strict", secure=archive_of(request).tls)
    return answer


def local(path: str) -> str:
    """A path of this archive; "/" for anything that could lead elsewhere."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain else "/"
