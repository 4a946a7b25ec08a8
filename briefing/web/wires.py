"""One wire: what it says as far as its licence goes, which editions told of it, and what the rules decided on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from briefing.digest.rules import rules_version
from briefing.model import Analysis, Wire
from briefing.pipeline.past.lookup import printable, takes, withheld
from briefing.store import EditionRow
from briefing.web.archive import Archive
from briefing.web.gist import Told, gist, taken_back
from briefing.web.pages import archive_of, bounds_of, gone, show, visitor_of

LATE = timedelta(hours=1)  # an edition may tell of a wire that is dated a little ahead of its arrival
PARAGRAPHS = 3  # that a reader is shown; the whole text is where the link leads


def wire(request: Request) -> Response:
    """The wire, and why it stands where it stands."""
    archive, visitor, bounds = archive_of(request), visitor_of(request), bounds_of(request)
    found = archive.store.wires_by_id([str(request.path_params["wire"])])
    if not found:
        raise gone("The archive holds no wire of this id.")
    one = found[0]
    versions = archive.store.wire_versions(one.source, one.identity)
    taken = archive.store.withdrawn_of([one.id, *(version.id for version in versions)])
    state = withheld(one, taken, archive.now())
    if not visitor.operator and (state or not takes(bounds, one.source)):
        raise gone("This wire is not open to you: withdrawn, under an embargo, or of a source that you do not take.")
    whole = printable(one)
    shown = one.paragraphs if visitor.operator else whole[:PARAGRAPHS]
    return show(
        request,
        "wire",
        wire=one,
        state=state,
        shown=shown,
        quotable=visitor.operator or one.licence == "excerpt",  # the words of a date are the wire's
        cut=len(one.paragraphs) - len(shown),
        analysis=analysis_of(archive, one),
        versions=[
            version
            for version in versions
            if version.id != one.id and (visitor.operator or not withheld(version, taken, archive.now()))
        ],
        told=told_of(archive, one, None if visitor.operator else visitor.reader),
        names=archive.tables,
    )


def analysis_of(archive: Archive, one: Wire) -> Analysis:
    """What today's rules say of the wire: the kept analysis, else a new one, which is not kept."""
    rules = rules_version() + archive.tables.regions.key
    found = archive.store.analyses([one.id], rules)
    if one.id in found:
        return found[one.id]
    from briefing.digest.analyse import analyse

    return archive.remembered(("analysis", one.id, rules), lambda: analyse(one, regions=archive.tables.regions))


def told_of(archive: Archive, one: Wire, reader: str | None) -> list[tuple[EditionRow, Told]]:
    """The editions of the reader (of all for None) that tell of the wire, with the story it stands in: without its
    headline where something of the story was taken back since, as in the lists."""
    found: list[tuple[EditionRow, Told]] = []
    for row in archive.store.editions_around(min(one.received_at, one.at) - LATE, reader):
        if row.state == "told" or reader is None:
            taken = taken_back(archive, row) if reader is not None else {}
            found += [
                (row, replace(story, headline="") if taken.keys() & set(story.wires) else story)
                for story in gist(archive, row).stories
                if one.id in story.wires
            ]
    return found
