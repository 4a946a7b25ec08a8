"""Style sheets and fonts: the only files that pages ask for, all of them of this server."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from briefing.render.html import FONTS
from briefing.web.pages import Studio, gone

FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#8c1d18" d="M0 0h32v32H0z"/>'
    '<path fill="#fffdf8" d="M6 7h20v3H6zm0 6h20v2H6zm0 5h20v2H6zm0 5h13v2H6z"/></svg>'
)


async def sheet(request: Request) -> Response:
    """A style sheet, by the name that its content has."""
    studio: Studio = request.app.state.studio
    for name in studio.sheets:
        if request.path_params["file"] == studio.sheet_name(name):
            return Response(studio.sheets[name], media_type="text/css; charset=utf-8", headers=FOR_EVER)
    raise gone("This style sheet has changed; load the page again.")


async def font(request: Request) -> Response:
    """One of the fonts, by a name of the list."""
    studio: Studio = request.app.state.studio
    name = str(request.path_params["file"])
    if name not in studio.fonts:
        raise gone()
    return FileResponse(FONTS / "web" / name, media_type="font/woff2", headers=FOR_EVER)


async def icon(_request: Request) -> Response:
    return Response(ICON, media_type="image/svg+xml", headers=FOR_EVER)


async def robots(_request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
