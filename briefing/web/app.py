"""The application: which address is which page."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookies import CookieError, SimpleCookie
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from briefing.config import Config, load_config
from briefing.errors import BriefingError
from briefing.web import (
    assets,
    daybook,
    desk,
    editions,
    health,
    login,
    preview,
    runs,
    search,
    sources,
    storylines,
    wires,
)
from briefing.web.archive import Archive
from briefing.web.guard import App, Guard, Message, Receive, Scope, Send, known_hosts
from briefing.web.pages import FORM, LOGIN, Studio, for_visitors, on_http_fault, on_our_fault

CONFIG, OPEN = "BRIEFING_SERVE_CONFIG", "BRIEFING_SERVE_OPEN"  # how the processes of one server are told their work
THREADS = 8  # pages drawn at once: more would only wait for the processor


def make_app(config: Config, *, opened: str) -> App:
    """The archive of a configuration as an ASGI application; ``opened`` as ``Archive`` has it.

    Raises StoreError where the store is not there or not up to date, ConfigError where the signing key is at fault.
    """
    archive = Archive(config, opened=opened)
    inner = Starlette(
        routes=_rooted(archive.root),
        exception_handlers={HTTPException: on_http_fault, BriefingError: on_our_fault, Exception: on_bug},
        lifespan=_lifespan,
    )
    inner.state.archive = archive
    inner.state.studio = Studio(config)
    return Guard(Nonces(inner, archive), hosts=known_hosts(config), tls=archive.tls)


def from_environment() -> App:
    """The application as each process of the server makes it."""
    return make_app(load_config(Path(os.environ[CONFIG])), opened=os.environ.get(OPEN, "never"))


def _rooted(root: str) -> list[BaseRoute]:
    """The routes, below the public path where there is one; both with and without it, as proxies hand it on."""
    routes = _routes()
    return [Mount(root, routes=routes), *routes] if root else routes


def _routes() -> list[BaseRoute]:
    page, operator = for_visitors, ("operator",)
    number = "/editions/{reader}/{number:int}"
    return [
        Route("/", page(editions.start)),
        Route("/editions", page(editions.readers)),
        Route("/editions/{reader}", page(editions.of_reader)),
        Route("/editions/{reader}/on/{on}", page(editions.on_date)),
        Route(number, page(editions.page)),
        Route(number + "/why", page(editions.why)),
        Route(number + "/{form}", page(editions.file)),
        Route("/storylines", page(storylines.start)),
        Route("/storylines/{reader}", page(storylines.of_reader)),
        Route("/storylines/{reader}/{line}", page(storylines.one)),
        Route("/daybook", page(daybook.start)),
        Route("/daybook/{reader}", page(daybook.of_reader)),
        Route("/calendar/{reader}/{part}.ics", daybook.calendar),
        Route("/search", page(search.search)),
        Route("/wires/{wire}", page(wires.wire)),
        Route("/sources", page(sources.sources)),
        Route("/runs", page(runs.runs, roles=operator)),
        Route("/runs/{run:int}", page(runs.one, roles=operator)),
        Route("/preview/{reader}", page(preview.start), methods=["GET"]),
        Route("/preview/{reader}", preview.make, methods=["POST"]),
        Route("/desk", page(desk.start, roles=operator)),
        Route("/desk/{reader}/{number:int}", page(desk.one, roles=operator), methods=["GET"]),
        Route("/desk/{reader}/{number:int}", desk.act, methods=["POST"]),
        Route("/login", login.login_page, methods=["GET"]),
        Route("/login", login.log_in, methods=["POST"]),
        Route("/logout", login.log_out, methods=["POST"]),
        Route("/health", health.health),
        Route("/metrics", health.metrics),
        Route("/static/fonts/{file}", assets.font),
        Route("/static/icon.svg", assets.icon),
        Route("/static/{file}", assets.sheet),
        Route("/favicon.ico", assets.icon),
        Route("/robots.txt", assets.robots),
    ]


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    from anyio.to_thread import current_default_thread_limiter

    current_default_thread_limiter().total_tokens = THREADS
    app.state.apart = asyncio.Lock()
    try:
        yield
    finally:
        app.state.archive.close()


async def on_bug(request: Request, error: Exception) -> Response:
    """A fault of ours: the trace goes to standard error, the page says that it did and tells nothing of it."""
    trace = "".join(traceback.format_exception(error))
    sys.stderr.write(f"briefing: {request.method} {request.url.path}: a fault of the program\n{trace}")
    text = "This page is at fault; the program's own error output has the reason. Go back, or try again later.\n"
    return PlainTextResponse(text, status_code=500)


class Nonces:
    """Gives each browser the random word that its forms are bound to, before the first form is shown."""

    def __init__(self, app: App, archive: Archive) -> None:
        self._app, self._archive = app, archive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        known = _cookies(scope).get(FORM, "")
        state["nonce"] = known if known.isascii() and len(known) == 43 else secrets.token_urlsafe(32)
        if state["nonce"] == known:
            await self._app(scope, receive, send)
            return

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                flags = "; HttpOnly; SameSite=Strict" + ("; Secure" if self._archive.tls else "")
                cookie = f"{FORM}={state['nonce']}; Path={self._archive.root or '/'}{flags}"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, with_cookie)


def _cookies(scope: Scope) -> dict[str, str]:
    text = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(text)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items() if name in (FORM, LOGIN)}


def _is_page(message: Message) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])
