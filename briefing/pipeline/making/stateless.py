"""`briefing digest PATH...`: files in, decisions out; no config, no store, every wire answered whatever its age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing.model import Analysis, DatedEvent, Digest, Memory, Story, UndatedEvent, Wire
from briefing.text.counting import count_of

HEADLINE = 100  # letters of a headline in a terminal's line


def digest_paths(paths: Sequence[Path], *, as_of_at: datetime | None) -> dict[str, Any]:
    """Read, analyse and group; the public document of docs/schema/digest.schema.json.

    Without ``as_of_at`` the newest wire's instant is taken, so that the same files give the same answer on any day.
    Raises ConfigError where a path is not there. What could not be read stands in "errors".
    """
    from briefing.pipeline.paths import missing_paths

    missing_paths(paths)
    received_at = as_of_at or datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    wires, errors = read_all(paths, received_at=received_at)
    if as_of_at is None:
        as_of_at = max((w.published_at for w in wires if w.published_at), default=received_at)
        wires = [w if w.published_at else replace(w, received_at=as_of_at) for w in wires]
    digest = digest_wires(wires, as_of_at=as_of_at)
    return digest_document(digest, errors)


def read_all(paths: Sequence[Path], *, received_at: datetime) -> tuple[list[Wire], list[dict[str, str]]]:
    """Every wire of the paths, in their order, and what could not be read. The same version twice has two entries:
    the second one's id gets "~2"."""
    from briefing.collect.folder import read_path

    wires: list[Wire] = []
    errors: list[dict[str, str]] = []
    seen: dict[str, int] = {}
    for path in paths:
        for reading in read_path(path, received_at=received_at):
            errors += [{"path": str(reading.path), "reason": reading.error}] if reading.error else []
            for wire in reading.wires:
                seen[wire.id] = seen.get(wire.id, 0) + 1
                wires.append(wire if seen[wire.id] == 1 else replace(wire, id=f"{wire.id}~{seen[wire.id]}"))
    return wires, errors


def digest_wires(wires: Iterable[Wire], *, as_of_at: datetime, memory: Memory | None = None) -> Digest:
    """Analyse and group with the built-in tables."""
    from briefing.digest.analyse import analyse
    from briefing.digest.group import group
    from briefing.digest.regions import load_regions

    regions = load_regions(None)
    kept = list(wires)
    analyses = {wire.id: analyse(wire, regions=regions) for wire in kept}
    return group(kept, analyses, memory=memory or Memory(), as_of_at=as_of_at, summaries=False)


def digest_document(digest: Digest, errors: Sequence[dict[str, str]]) -> dict[str, Any]:
    """The digest as JSON types, wires and stories in the order of time."""
    return {
        "as_of": digest.as_of_at.isoformat(),
        "wires": [_wire(wire, digest) for wire in digest.wires],
        "stories": [_story(story) for story in digest.stories],
        "errors": list(errors),
    }


def _wire(wire: Wire, digest: Digest) -> dict[str, Any]:
    analysis = digest.analyses[wire.id]
    stories = digest.stories_of[wire.id]
    line = wire.dateline
    duplicate = digest.duplicates.get(wire.id)
    return {
        "id": wire.id,
        "source": wire.source,
        "publisher": wire.publisher,
        "path": wire.path,
        "guid": wire.guid,
        "link": wire.link,
        "canonical_link": wire.canonical_link,
        "headline": wire.headline,
        "published": _stated(wire.published_text),
        "date_source": wire.date_source,
        "language": wire.language,
        "dateline": {"place": line.place, "date": line.on.isoformat() if line.on else None, "agency": line.agency}
        if line
        else None,
        "agency": wire.agency,
        "kind": wire.kind,
        "marks": list(wire.marks),
        "countries": list(analysis.countries),
        "region": analysis.region,
        "sections": list(analysis.sections),
        "topic": analysis.topic,
        "story": stories[0],
        "ahead": [_event(e) for e in analysis.ahead],
        "behind": [_event(e) for e in analysis.behind],
        "held": [_event(e) for e in analysis.encounters],
        "undated": [_undated(e) for e in analysis.undated],
        "parts": _parts(analysis, wire, digest),
        "duplicate": {"of": duplicate.of, "kind": duplicate.kind} if duplicate else None,
        "withheld": digest.withheld.get(wire.id),
        "why": [*analysis.why, *([f"{duplicate.kind}: {duplicate.why}"] if duplicate else [])],
    }


def _stated(text: str) -> str | None:
    """RFC 3339; a wire that states only its date gets that day's first instant."""
    return f"{text}T00:00:00Z" if len(text) == 10 else (text or None)


def _parts(analysis: Analysis, wire: Wire, digest: Digest) -> list[dict[str, Any]]:
    story_of = (
        {m.part: s.id for s in digest.stories for m in s.members if m.wire_id == wire.id}
        if len(analysis.parts) > 1
        else {}
    )
    return [
        {
            "paragraphs": list(part.paragraphs),
            "countries": list(part.countries),
            "region": part.region,
            "sections": list(part.sections),
            "topic": part.topic,
            "story": story_of.get(n, digest.stories_of[wire.id][0]),
        }
        for n, part in enumerate(analysis.parts)
    ]


def _undated(event: UndatedEvent) -> dict[str, Any]:
    return {
        "when": event.when,
        "what": event.what,
        "where": event.where,
        "parties": list(event.parties),
        "status": event.status,
        "evidence": event.evidence,
    }


def _event(event: DatedEvent) -> dict[str, Any]:
    return {
        "on": event.on,
        "until": event.until,
        "what": event.what,
        "where": event.where,
        "parties": list(event.parties),
        "status": event.status,
        "evidence": event.evidence,
    }


def _story(story: Story) -> dict[str, Any]:
    return {
        "id": story.id,
        "headline": story.headline,
        "region": story.region,
        "countries": list(story.countries),
        "sections": list(story.sections),
        "topic": story.topic,
        "wires": list(dict.fromkeys(m.wire_id for m in story.members)),
        "origins": list(story.origins),
        "why": list(story.why),
    }


def digest_lines(document: dict[str, Any]) -> list[str]:
    """The digest for a terminal: stories that have a section, by region, and the totals."""
    lines: list[str] = []
    stories = [s for s in document["stories"] if s["sections"]]
    for region in sorted({s["region"] for s in stories}):
        lines.append(region)
        mine = sorted((s for s in stories if s["region"] == region), key=lambda s: -len(s["wires"]))
        lines += [f"  {len(s['wires']):>3}  {_cut(s['headline'])}  [{s['topic']}]" for s in mine]
    ahead = sum(len(w["ahead"]) for w in document["wires"])
    lines.append(
        f"{count_of(len(document['wires']), 'wire')}, {count_of(len(document['stories']), 'story', 'stories')}, "
        f"{len(stories)} on the desks, {count_of(ahead, 'date')} ahead, "
        f"{count_of(len(document['errors']), 'file')} not read."
    )
    lines += [f"not read: {e['path']}: {e['reason']}" for e in document["errors"]]
    return lines


def _cut(headline: str) -> str:
    """The headline as far as a line of a terminal holds it, up to a whole word."""
    if len(headline) <= HEADLINE:
        return headline
    return f"{headline[: HEADLINE + 1].rpartition(' ')[0] or headline[:HEADLINE]} ..."
