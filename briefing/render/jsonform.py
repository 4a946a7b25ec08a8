"""The edition as JSON, for other programs: docs/schema/edition.schema.json describes every field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from briefing.model import DaybookEntry, Edition, Note, Notice, SourceLine, StoryCard, TimelineEntry, WireRef
from briefing.render.wording import clean

VERSION = 1


def render_json(edition: Edition) -> bytes:
    """UTF-8 JSON with two spaces of indent and a newline at its end; the same edition gives the same bytes.

    ``stories`` holds every story of the period in the order of the numbers printed beside them, which is that of their
    score: cards, in brief, below the cut.
    """
    text = json.dumps(_plain(edition_value(edition)), ensure_ascii=False, indent=2)
    return text.encode() + b"\n"


def edition_value(edition: Edition) -> dict[str, Any]:
    """The edition as plain dicts and lists, in the order in which they are written."""
    return {
        "version": VERSION,
        "reader": edition.reader,
        "title": edition.title,
        "number": edition.number,
        "kind": edition.kind,
        "on": edition.on.isoformat(),
        "slot": edition.slot,
        "zone": edition.zone,
        "language": edition.language,
        "mark": edition.mark,
        "covers_from": _instant(edition.covers_from_at),
        "covers_to": _instant(edition.covers_to_at),
        "generated": _instant(edition.generated_at),
        "next": _instant(edition.next_at),
        "notices": [_notice(notice) for notice in edition.notices],
        "since": _whole(edition.since),
        "glance": [_whole(line) for line in edition.glance],
        "stories": [_story(card) for card in _by_number(edition)],
        "daybook": [_daybook(entry) for entry in (*edition.daybook, *edition.held)],
        "undated": [_whole(entry) for entry in edition.undated],
        "timeline": [_timeline(entry) for entry in edition.timeline],
        "sources": [_source(line) for line in edition.sources],
        "counts": _counts(edition),
        "notes": [_note(note) for note in edition.notes],
        "off_topic": [_wire(wire) for wire in edition.off_topic],
        "duplicate": [_wire(wire) for wire in edition.duplicate],
        "withheld": [_wire(wire) for wire in edition.withheld],
        "older": [_wire(wire) for wire in edition.older],
        "quiet": list(edition.quiet),
        "quiet_usual": [{"name": name, **_whole(usual)} for name, usual in edition.quiet_usual.items()],
        "tracks": [_whole(track) for track in edition.tracks],
        "speakers": [_whole(speaker) for speaker in edition.speakers],
        "storylines": [_whole(line) for line in edition.storylines],
        "coverage": _of_regions(edition, "usual"),
        "maps": _of_regions(edition, "map"),
        "selection": edition.selection,
        "reissue": _whole(edition.reissue),
        "desk_comments": [_whole(comment) for comment in edition.desk_comments],
        "desk_changes": list(edition.desk_changes),
    }


def _of_regions(edition: Edition, name: str) -> list[dict[str, Any]]:
    """What the printed regions have under a name, with the desk and region it belongs to."""
    regions = [(desk, region) for desk in edition.desks for region in desk.regions]
    return [
        {"desk": desk.key, "region": region.key, **_whole(found)}
        for desk, region in regions
        if (found := getattr(region, name))
    ]


def _by_number(edition: Edition) -> list[StoryCard]:
    return sorted((*edition.cards(), *edition.brief, *edition.below), key=lambda card: card.number)


def _story(card: StoryCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "storyline": card.storyline,
        "goes_on": card.goes_on,
        "number": card.number,
        "headline": card.headline,
        "language": card.language,
        "region": card.region,
        "region_name": card.region_name,
        "sections": list(card.sections),
        "topic": card.topic,
        "status": card.status,
        "what": list(card.what),
        "day": card.day,
        "first_on": card.first_on.isoformat() if card.first_on else None,
        "carried": [_whole(one) for one in card.carried],
        "changes": [_whole(change) for change in card.changes],
        "ended": _whole(card.ended),
        "placement": card.placement,
        "countries": list(card.countries),
        "places": list(card.places),
        "parties": list(card.parties),
        "outlets": list(card.outlets),
        "origins": list(card.origins),
        "single_origin": card.single_origin,
        "state_origins": card.state_origins,
        "outlet_marks": [_whole(mark) for mark in card.outlet_marks],
        "first": _whole(card.first),
        "latest": _instant(card.latest_at),
        "day_only": card.day_only,
        "score": round(card.score, 4),
        "sentences": [{"text": s.text, "note": s.note, "language": s.language} for s in card.sentences],
        "quotes": [_whole(quote) for quote in card.quotes],
        "ahead": list(card.ahead),
        "wires": [_wire(wire) for wire in card.wires],
        "why": list(card.why),
        "figures": [_whole(table) for table in card.figures],
        "big": _whole(card.big),
    }


def _daybook(entry: DaybookEntry) -> dict[str, Any]:
    return {
        "uid": entry.uid,
        "on": entry.on,
        "until": entry.until,
        "days": entry.days,
        "clock": entry.clock,
        "at": _instant(entry.at),
        "what": entry.what,
        "where": entry.where,
        "parties": list(entry.parties),
        "status": entry.status,
        "moved_from": entry.moved_from,
        "clash": entry.clash,
        "same_hour": entry.same_hour,
        "sequence": entry.sequence,
        "heard": entry.heard,
        "evidence": entry.evidence,
        "story": entry.story,
        "notes": list(entry.notes),
        "wires": list(entry.wires),
        "sources": list(entry.sources),
    }


def _timeline(entry: TimelineEntry) -> dict[str, Any]:
    return {
        "on": entry.on,
        "until": entry.until,
        "what": entry.what,
        "where": entry.where,
        "story": entry.story,
        "notes": list(entry.notes),
        "lasting": entry.lasting,
    }


def _source(line: SourceLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "publisher": line.publisher,
        "status": line.status,
        "wires": line.wires,
        "entries": line.entries,
        "refused": line.refused,
        "usual": line.usual,
        "newest": _instant(line.newest_at),
        "since": _instant(line.since_at),
        "reason": line.reason,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "wire": note.wire_id,
        "headline": note.headline,
        "publisher": note.publisher,
        "agency": note.agency,
        "source": note.source,
        "link": note.link,
        "guid": note.guid,
        "language": note.language,
        "published": _instant(note.published_at),
        "stated": note.stated,
        "day_only": note.day_only,
    }


def _counts(edition: Edition) -> dict[str, int]:
    counts = edition.counts
    return {
        "total": counts.total,
        "cards": counts.cards,
        "brief": counts.brief,
        "below": counts.below,
        "duplicate": counts.duplicate,
        "off_topic": counts.off_topic,
        "withheld": counts.withheld,
        "older": counts.older,
        "stories": counts.stories,
        "sources_expected": counts.sources_expected,
        "sources_heard": counts.sources_heard,
    }


def _notice(notice: Notice) -> dict[str, Any]:
    """The notice as it is worded, without what it is worded from."""
    return {key: value for key, value in _whole(notice).items() if key not in ("key", "values")}


def _wire(wire: WireRef) -> dict[str, str]:
    return {"id": wire.id, "guid": wire.guid, "link": wire.link, "source": wire.source}


def _instant(at: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _whole(value: Any) -> Any:
    """A frozen value with all its fields as JSON types, under the names they have in the model."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _whole(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_whole(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _whole(item) for key, item in value.items()}
    return value


def _plain(value: Any) -> Any:
    """The value with control characters and lone surrogates taken out of its texts: they have no place in UTF-8."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
