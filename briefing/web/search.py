"""Search over the wires: words, region, topic, source and days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from briefing.config import Reader
from briefing.model import TOPICS
from briefing.pipeline.past.lookup import Hit, Question, answer, faults_of, takes
from briefing.store.finding import REACH
from briefing.store.search import match_query
from briefing.text.language import direction
from briefing.web.archive import Archive
from briefing.web.pages import archive_of, bounds_of, show, visitor_of

PER_PAGE = 20
LONGEST = 200
KEYS = ("q", "region", "topic", "source", "from", "until", "order")


def search(request: Request) -> Response:
    """The form, and below it what was found."""
    archive, visitor, reader = archive_of(request), visitor_of(request), bounds_of(request)
    asked = {key: request.query_params.get(key, "").strip()[:LONGEST] for key in KEYS}
    page = _page(request.query_params.get("page", "1"))
    question = Question(
        words=asked["q"],
        region=asked["region"],
        topic=asked["topic"],
        source=asked["source"],
        first=asked["from"],
        last=asked["until"],
        best=asked["order"] == "best",
        zone=archive.zone(visitor).key,
        reader=reader,
        open_at=None if visitor.operator else archive.now().replace(second=0),
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    faults = faults_of(question, archive.tables)
    if asked["q"] and match_query(asked["q"]) is None:
        faults.append("There is no word to look for in what you wrote. A word may begin with a minus to be left out.")
    empty = not any(asked[key] for key in KEYS if key != "order")
    hits = "" if faults or empty else _hits(request, question, page, asked)
    return show(
        request,
        "search",
        asked=asked,
        faults=faults,
        hits=hits,
        **choices(archive, reader, asked),
    )


def _hits(request: Request, question: Question, page: int, asked: Mapping[str, str]) -> Any:
    """What was found, drawn once as long as nothing new comes: readers ask the same things of the same day."""
    from markupsafe import Markup

    archive, studio = archive_of(request), request.app.state.studio
    when = studio.when(ZoneInfo(question.zone))

    def drawn() -> Any:
        found = answer(archive.store, archive.tables, question, archive.now())
        context = {
            "root": archive.root,
            "found": found,
            "lines": [line_of(hit, when) for hit in found.hits],
            "page": page,
            "pages": -(-found.total // PER_PAGE),
            "first": question.offset + 1,
            "reach": REACH,
            "query": urlencode({key: value for key, value in asked.items() if value}),
        }
        return Markup(studio.page("hits", context))

    person = question.reader.name if question.reader else ""
    return archive.while_unchanged(("hits", page, person, replace(question, reader=None)), drawn)


def choices(archive: Archive, reader: Reader | None, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the lists of the form offer: (value, name, whether it is chosen) of regions, topics and sources."""
    tables = archive.tables
    regions = [
        (key, "\u2003" * len(tables.regions.ancestors(key)) + tables.regions.name(key)) for key in tables.regions.order
    ]
    topics = [(key, tables.names.topics.get(key, key)) for key in TOPICS]
    names = archive.while_unchanged("names", archive.store.wire_names)
    sources = [(name, name) for name in names if takes(reader, name)]
    lists = {"region": regions, "topic": topics, "source": sources}
    return {key: [(value, name, value == asked[key]) for value, name in rows] for key, rows in lists.items()}


def line_of(hit: Hit, when: Callable[..., str]) -> tuple[Any, ...]:
    """A hit as the page prints it: id, language, direction, headline, excerpt, whose it is, when, about what, state."""
    wire = hit.wire
    whose = wire.agency or wire.publisher or wire.source
    beside = wire.publisher if wire.agency and wire.publisher != wire.agency else ""
    about = " · ".join(", ".join(names) for names in (hit.regions, hit.topics) if names)
    at = when(wire.at, len(wire.published_text) == 10)
    tongue = wire.language, direction(wire.language)
    return wire.id, *tongue, hit.headline, hit.said, whose, beside, at, about, hit.state


def _page(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1
