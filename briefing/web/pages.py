"""From a template to an answer, and from a fault to a page that says what happened and what to do."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from briefing.config import Config, Reader
from briefing.errors import BriefingError
from briefing.render.html import FONTS, face_rules
from briefing.render.templates import TemplateSet, environment, read_settings, stock_folder
from briefing.render.wording import Wording, anchor, clean, slug, web_link
from briefing.store.excerpt import Bit
from briefing.text.language import direction
from briefing.text.links import printed_link
from briefing.web.access import Visitor
from briefing.web.archive import FORWARDED, Archive
from briefing.web.guard import host_of

Handler = Callable[[Request], Response]
LOGIN, FORM = "briefing_login", "briefing_form"


def archive_of(request: Request) -> Archive:
    archive: Archive = request.app.state.archive
    return archive


def visitor_of(request: Request) -> Visitor:
    visitor: Visitor = request.state.visitor
    return visitor


def bounds_of(request: Request) -> Reader | None:
    """The reader whose sources bound what the visitor is shown of the archive; None for the operator, whom nothing
    bounds. A reader who has left the configuration takes no source any more: there is no such page for him."""
    archive, visitor = archive_of(request), visitor_of(request)
    if visitor.operator:
        return None
    found = archive.reader(visitor.reader)
    if found is None:
        raise gone(f"{visitor.reader} is no longer in the configuration; his editions are under Editions.")
    return found


def web_templates(config: Config, base: TemplateSet | None = None) -> TemplateSet:
    """The pages of the archive as "web/NAME", the user's own first, over the templates of a reader or the stock."""
    folders = base.folders if base else (stock_folder(),)
    roots = dict.fromkeys((Path(config.templates), stock_folder().parent))
    return TemplateSet(name=base.name if base else "web", folders=(*folders[:-1], *roots, folders[-1]))


class Studio:
    """Draws pages: one environment for all of them, compiled once."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._set = web_templates(config)
        stock = TemplateSet(name="web", folders=(stock_folder(),))
        self._labels = read_settings(stock, "labels.yaml")
        self._theme = read_settings(stock, "theme.yaml")

    @cached_property
    def environment(self) -> Any:
        env = environment(self._set)
        env.filters.update(
            {
                "anchor": anchor,
                "bits": bits,
                "direction": direction,
                "instant": datetime.fromisoformat,
                "slug": slug,
                "web_link": web_link,
                "printed_link": printed_link,
                "quoted": lambda text: quote(str(text), safe=""),
                "options": lambda rows: options(tuple(rows)),
                "labelled": lambda key, prefix="": str(self._labels.get(f"{prefix}{str(key).replace(' ', '_')}", key)),
            }
        )
        return env

    def wording(self, zone: Any, year: int = 0) -> Wording:
        """How dates and numbers are said in a zone."""
        return Wording(labels=self._labels, language="en", zone=zone, year=year)

    def when(self, zone: Any) -> Callable[..., str]:
        """ "6 Jan 2022, 18:00" in a zone; "6 Jan 2022" of what states a date without an hour, read in UTC."""
        months = self._labels["dates"]["months_short"]

        def when(at: datetime, day_only: bool = False) -> str:
            local = at.astimezone(UTC if day_only else zone)
            day = f"{local.day} {months[local.month - 1]} {local.year}"
            return day if day_only else f"{day}, {local:%H:%M}"

        return when

    def page(self, name: str, context: Mapping[str, Any]) -> str:
        return str(self.environment.get_template(f"web/{name}.html.j2").render(context))

    @cached_property
    def faces(self) -> str:
        """The rules for the fonts that this server sends itself."""
        return face_rules(lambda file: f"fonts/{file}")

    @cached_property
    def sheets(self) -> dict[str, bytes]:
        """The style sheets by name; a name changes with its content, so that browsers may keep them for ever."""
        stock, web = stock_folder(), stock_folder().parent / "web"
        own = Path(self._config.templates) / "web" / "web.css"
        root = f":root{{--accent:{self._theme['accent']};--accent-dark:{self._theme['accent_dark']}}}"
        parts = [self.faces, root, *((stock / name).read_text("utf-8") for name in ("style.css", "screen.css"))]
        bar = (web / "bar.css").read_text("utf-8")
        parts += [bar, (own if own.is_file() else web / "web.css").read_text("utf-8")]
        return {"pages": "\n".join(parts).encode(), "bar": f"{self.faces}\n{bar}".encode()}

    def sheet_name(self, name: str) -> str:
        return f"{name}-{hashlib.sha256(self.sheets[name]).hexdigest()[:12]}.css"

    @cached_property
    def fonts(self) -> frozenset[str]:
        return frozenset(path.name for path in (FONTS / "web").glob("*.woff2"))


def count_of(number: int, noun: str, plural: str = "") -> str:
    """ "1 wire", "2 wires", "2 stories"."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


def bits(found: Iterable[Bit]) -> Any:
    """A wire's words with what was looked for marked; escaped."""
    from markupsafe import Markup

    escaped = (
        (html.escape(bit.text if bit.text.isprintable() else clean(bit.text), quote=False), bit.hit) for bit in found
    )
    return Markup("".join(f"<mark>{text}</mark>" if hit else text for text, hit in escaped))


@lru_cache(maxsize=256)  # the same lists stand on every page of a search
def options(rows: tuple[tuple[str, str, bool], ...]) -> Any:
    """What a list offers, "any" before it: (value, name, whether it is chosen), escaped."""
    from markupsafe import Markup, escape

    listed = (
        f'<option value="{escape(clean(value))}"{" selected" if chosen else ""}>{escape(clean(name))}</option>'
        for value, name, chosen in rows
    )
    return Markup("".join(['<option value="">any</option>', *listed]))


def show(request: Request, name: str, *, status: int = 200, reader: str = "", **context: Any) -> Response:
    """The page of that name. ``reader``: whose pages the navigation leads to, and whose zone the times are in."""
    return HTMLResponse(draw(request, name, reader=reader, **context), status_code=status)


def draw(request: Request, name: str, *, reader: str = "", **context: Any) -> str:
    """The text of a page, with what every page sees."""
    studio: Studio = request.app.state.studio
    return studio.page(name, framed(request, reader) | context)


def framed(request: Request, reader: str = "") -> dict[str, Any]:
    """What every page sees: names, addresses, who is there, and how times are said."""
    archive, studio = archive_of(request), request.app.state.studio
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    now_at = archive.now()
    person = archive.reader(reader) if reader else None
    zone = archive.zone(visitor, reader) if visitor else archive.zone(Visitor(role="monitor"))
    return {
        "site": archive.config.web.title,
        "root": archive.root,
        "here": request.url.path.removeprefix(archive.root) or "/",
        "visitor": visitor,
        "reader": reader or (visitor.reader if visitor else ""),
        "mark": person.mark if person else "",
        "open_to_all": archive.is_open(),
        "sheet": f"{archive.root}/static/{studio.sheet_name('pages')}",
        "bar_sheet": f"{archive.root}/static/{studio.sheet_name('bar')}",
        "say": studio.wording(zone, now_at.astimezone(zone).year),
        "when": studio.when(zone),
        "count": count_of,
        "desk_works": any(reader.review != "off" for reader in archive.config.readers),
        "now_at": now_at,
        "zone": zone.key,
        "form_word": form_word(request),
    }


def form_word(request: Request) -> str:
    """The hidden word for the forms of a page; empty before the visitor carries a nonce (see ``app``)."""
    nonce = getattr(request.state, "nonce", "")
    return archive_of(request).seals.form(nonce, request.cookies.get(LOGIN, "")) if nonce else ""


def address(request: Request, path: str, **query: str) -> str:
    """An address of the archive with its root before it."""
    filled = {key: value for key, value in query.items() if value}
    return f"{archive_of(request).root}{path}" + (f"?{urlencode(filled)}" if filled else "")


def go(request: Request, path: str, **query: str) -> Response:
    """Lead the browser to another page of ours."""
    return RedirectResponse(address(request, path, **query), status_code=303)


def gone(what: str = "There is no such page, or it is not open to you.") -> HTTPException:
    return HTTPException(404, what)


def for_visitors(handler: Handler, *, roles: tuple[str, ...] = ("operator", "reader")) -> Any:
    """The endpoint of a page: the visitor is known and has one of the roles, or is led to the login."""

    def answer(request: Request) -> Response:
        visitor = recognise(request)
        if visitor is None:
            return ask_to_log_in(request)
        request.state.visitor = visitor
        if visitor.role in roles:
            return handler(request)
        if visitor.role == "reader":
            raise HTTPException(403, "This page is the operator's. Your editions are under Editions.")
        raise gone()

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return endpoint


def recognise(request: Request) -> Visitor | None:
    """Who asks, by the token in the Authorization header, by the login, or because the archive is open."""
    archive = archive_of(request)
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return archive.visitor_of_secret(secret)
    found = archive.visitor_of_login(request.cookies.get(LOGIN, ""))
    if found or not archive.is_open():
        return found
    if not archive.config.web.url and any(name in request.headers for name in FORWARDED):
        raise HTTPException(
            403,
            "This archive asks for no login, yet a proxy stands before it. Set web.url in the configuration and make "
            "tokens with `briefing token new`.",
        )
    return Visitor(role="operator")


def ask_to_log_in(request: Request) -> Response:
    """The login for people; a plain refusal for programs."""
    if request.headers.get("authorization") or "text/html" not in request.headers.get("accept", "text/html"):
        headers = {"www-authenticate": 'Bearer realm="briefing"'}
        raise HTTPException(401, "A token is needed: `briefing token new` makes one.", headers=headers)
    wanted = request.url.path.removeprefix(archive_of(request).root)
    query = f"?{request.url.query}" if request.url.query else ""
    if request.headers.get("sec-fetch-site") == "cross-site" and request.method == "GET":
        # the login's cookie is not sent where a link of another site leads here; one step of our own, and it is
        return show(request, "onward", onward=f"{address(request, wanted)}{query}")
    return go(request, "/login", next="" if wanted in ("", "/") else f"{wanted}{query}"[:500])


def same_site(request: Request) -> bool:
    """Does the browser say that a form was sent from a page of ours? One that says nothing is believed: the form's
    hidden word decides."""
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin", "")
    if site:  # an edition's page asks for no referrer, and then the origin is "null" for our own forms too
        return site == "same-origin"
    return not origin or host_of(origin.partition("://")[2]) == host_of(request.headers.get("host", ""))


def fault_page(request: Request, status: int, title: str, text: str, hint: str = "") -> Response:
    """A page on what happened and what to do."""
    return show(request, "fault", status=status, title=title, text=text, hint=hint, code=status)


TITLES = {
    400: "This cannot be read",
    401: "Not logged in",
    403: "Not open to you",
    404: "Not found",
    405: "Not this way",
    409: "Not done",
    413: "Too large",
    429: "Too many at once",
    503: "Not now",
}


async def on_http_fault(request: Request, error: Exception) -> Response:
    """A refusal of ours, or of the router."""
    assert isinstance(error, HTTPException)
    text = error.detail
    if error.status_code == 404 and text == "Not Found":
        text = "There is no such page, or it is not open to you."
    if error.status_code == 405:
        text = "This address is not read this way; go back to the page before it."
    answer = await run_in_threadpool(
        fault_page, request, error.status_code, TITLES.get(error.status_code, "Fault"), text
    )
    answer.headers.update(error.headers or {})
    return answer


async def on_our_fault(request: Request, error: Exception) -> Response:
    """A fault that a person can mend: the operator sees all of it, a reader that it is not his."""
    assert isinstance(error, BriefingError)
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    text, hint = "Something is wrong with the archive; the fault is not yours.", "Try again later."
    if visitor and visitor.operator:
        text, hint = f"{error.subject}: {error.message}" if error.subject else error.message, error.hint
    try:
        return await run_in_threadpool(fault_page, request, 503, "The archive cannot answer", text, hint)
    except BriefingError:  # a page asks the archive too
        return PlainTextResponse(f"The archive cannot answer. {text} {hint}\n", status_code=503)
