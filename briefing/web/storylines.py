"""Storylines: those that a reader's last editions carried, and the whole of one with its timeline."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from briefing.errors import ConfigError
from briefing.pipeline.past.storylines import list_storylines, show_storyline
from briefing.web.editions import own_reader
from briefing.web.pages import archive_of, go, gone, show, visitor_of


def start(request: Request) -> Response:
    """Whose storylines."""
    archive = archive_of(request)
    names = [name for name in archive.readers_of(visitor_of(request)) if archive.reader(name)]
    if len(names) == 1:
        return go(request, f"/storylines/{names[0]}")
    return show(request, "choose", names=names, title="Storylines", path="storylines")


def of_reader(request: Request) -> Response:
    """The storylines of one reader, the latest told first."""
    archive, name = archive_of(request), own_reader(request)
    if archive.reader(name) is None:
        raise gone(f"{name} is no longer in the configuration; his editions are under Editions.")
    rows = archive.while_unchanged(("lines", name), lambda: list_storylines(archive.config, reader=name))
    return show(request, "storylines", reader=name, rows=rows)


def one(request: Request) -> Response:
    """The whole of one storyline."""
    archive, name, line = archive_of(request), own_reader(request), str(request.path_params["line"])
    if archive.reader(name) is None:
        raise gone()

    def whole() -> dict[str, Any] | None:
        try:
            return show_storyline(archive.config, reader=name, storyline=line)
        except ConfigError:
            return None

    found = archive.while_unchanged(("line", name, line), whole)
    if found is None:
        raise gone("No edition of yours knows this storyline. It may have been taken back by its agency.")
    return show(request, "storyline", reader=name, line=found)
