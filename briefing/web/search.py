"""Search over the wires: words, region, topic, source and days."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from briefing.config import Reader
from briefing.model import TOPICS
from briefing.pipeline.lookup import Question, answer, faults_of, takes
from briefing.store.finding import REACH
from briefing.store.search import match_query
from briefing.web.archive import Archive
from briefing.web.pages import archive_of, show, visitor_of

PER_PAGE = 20
LONGEST = 200
KEYS = ("q", "region", "topic", "source", "from", "until", "order")


def search(request: Request) -> Response:
    """The form, and below it what was found."""
    archive, visitor = archive_of(request), visitor_of(request)
    asked = {key: request.query_params.get(key, "").strip()[:LONGEST] for key in KEYS}
    reader = None if visitor.operator else archive.reader(visitor.reader)
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
        open_at=None if visitor.operator else archive.now(),
        limit=PER_PAGE,
        offset=(page - 1) * PER_PAGE,
    )
    faults = faults_of(question, archive.tables)
    if asked["q"] and match_query(asked["q"]) is None:
        faults.append("There is no word to look for in what you wrote. A word may begin with a minus to be left out.")
    empty = not any(asked[key] for key in KEYS if key != "order")
    found = None if faults or empty else answer(archive.store, archive.tables, question, archive.now())
    return show(
        request,
        "search",
        asked=asked,
        faults=faults,
        found=found,
        page=page,
        pages=-(-found.total // PER_PAGE) if found else 0,
        first=question.offset + 1,
        reach=REACH,
        query=urlencode({key: value for key, value in asked.items() if value}),
        **choices(archive, reader),
    )


def choices(archive: Archive, reader: Reader | None) -> dict[str, Any]:
    """What the lists of the form offer: (key, name, depth) of regions, (key, name) of topics, and the sources."""
    tables = archive.tables
    regions = [(key, tables.regions.name(key), len(tables.regions.ancestors(key))) for key in tables.regions.order]
    topics = [(key, tables.names.topics.get(key, key)) for key in TOPICS]
    sources = [name for name in archive.store.wire_names() if takes(reader, name)]
    return {"regions": regions, "topics": topics, "sources": sources}


def _page(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() and len(text) < 5 else 1
