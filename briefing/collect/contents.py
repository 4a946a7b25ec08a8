"""The contents of a file: a feed, a dispatch in one of the known forms, or a calendar, told apart by what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from briefing.collect.agendajson import read_agenda
from briefing.collect.calendars import read_calendar
from briefing.collect.eventsml import holds_events, read_events
from briefing.collect.feedbytes import unpack
from briefing.collect.feeds import parse_feed
from briefing.collect.folder import Options, Reading, spelt
from briefing.collect.formats import READERS, read_format
from briefing.collect.formats.article import ArticleContext
from briefing.collect.formats.plainxml import read_dated
from briefing.collect.sniff import file_kind
from briefing.collect.wiretext import parse_wire
from briefing.errors import WireError
from briefing.model import CalendarEntry

# forms that hold dispatches and entries of a calendar
READ_DATED: Mapping[str, Callable[..., tuple[CalendarEntry, ...]]] = {"xml": read_dated, "ninjs": read_agenda}


def wires_in(path: Path, packed: bytes, received_at: datetime, options: Options) -> Reading:
    """What the bytes of a file say; gzip is unpacked. BriefingError for what is nothing of ours or is damaged."""
    body = unpack(packed)
    kind = file_kind(body)
    if kind == "feed" or (kind in ("page", "xml") and not options.pages):
        feed = parse_feed(
            body, source=options.source, path=spelt(path), received_at=received_at, publisher=options.publisher,
            agency=options.agency, licence=options.licence, home=options.home, zone=options.zone,
        )  # fmt: skip
        return Reading(path=path, wires=feed.wires, title=feed.title, marks=feed.marks)
    if kind == "text":
        wire = parse_wire(
            body, path=spelt(path), source=options.source, received_at=received_at, publisher=options.publisher,
            agency=options.agency, licence=options.licence, home=options.home, zone=options.zone,
        )  # fmt: skip
        return Reading(path=path, wires=(wire,), marks=wire.marks)
    if kind == "calendar":
        try:
            entries = read_calendar(body, source=options.source, path=spelt(path), received_at=received_at)
        except WireError as fault:
            return Reading(path=path, error=f"{fault.message}. {fault.hint}", stays=True)
        return Reading(path=path, calendar=tuple(replace(e, publisher=options.publisher) for e in entries))
    if kind in READERS:
        context = ArticleContext(
            received_at=received_at, path=spelt(path), source=options.source, publisher=options.publisher,
            agency=options.agency, home=options.home, licence=options.licence, zone=options.zone,
        )  # fmt: skip
        if kind == "newsml-g2" and holds_events(body):
            return _planned(path, body, context)
        if dated := READ_DATED[kind](body, source=context.source, path=context.path) if kind in READ_DATED else ():
            return _dated(path, kind, body, context, dated)
        return Reading(path=path, wires=read_format(kind, body, context))
    raise WireError(f"this is {kind}, not a feed or a text wire", hint="Take it out of the folder")


def _planned(path: Path, body: bytes, context: ArticleContext) -> Reading:
    """The events of a planning desk, and beside them the news items of a message."""
    entries, alone = read_events(body, source=context.source, path=context.path)
    if not entries:
        return Reading(path=path, wires=read_format("newsml-g2", body, context))
    entries = tuple(replace(e, publisher=context.publisher) for e in entries)
    try:
        wires = () if alone else read_format("newsml-g2", body, context)
    except WireError:
        wires = ()
    return Reading(path=path, wires=wires, calendar=entries)


def _dated(path: Path, kind: str, body: bytes, context: ArticleContext, entries: tuple[CalendarEntry, ...]) -> Reading:
    """What begins at a stated time, and beside it what is a dispatch."""
    try:
        wires = read_format(kind, body, context)
    except WireError:
        wires = ()
    return Reading(path=path, wires=wires, calendar=tuple(replace(e, publisher=context.publisher) for e in entries))
