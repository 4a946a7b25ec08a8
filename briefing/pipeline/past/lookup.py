"""Search over the archive's wires: what a question means, and what may be shown of what was found.

The command `search` and the page of the web archive ask the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from briefing.config import Config, Reader
from briefing.errors import ConfigError
from briefing.model import TOPICS, Wire
from briefing.pipeline.tables.known import TOPICS_KNOWN
from briefing.pipeline.tables.naming import Tables
from briefing.store import Store
from briefing.store.excerpt import Bit, excerpt, marked, pattern_of
from briefing.text.links import printed_link
from briefing.yamlfile import did_you_mean

FIRST, LAST = date(1970, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a person asks for, as he writes it. Days are those of his zone, the last one included."""

    words: str = ""
    region: str = ""
    topic: str = ""
    source: str = ""
    first: str = ""
    last: str = ""
    best: bool = False  # the best first; otherwise the latest
    zone: str = "UTC"
    reader: Reader | None = None  # who asks: sources that he does not take are left out; None for the operator
    open_at: datetime | None = None  # leave out what must not be shown then
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A found wire as it is printed."""

    wire: Wire
    headline: tuple[Bit, ...]
    said: tuple[Bit, ...]  # empty where its licence allows the headline alone
    regions: tuple[str, ...]
    topics: tuple[str, ...]
    state: str = ""  # why readers do not see it; empty where they do


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A page of hits; ``total`` is counted up to a bound, ``more`` says that it was reached."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


def faults_of(question: Question, tables: Tables, *, regions_at: str = "") -> list[str]:
    """What of a question cannot be meant, each as a line for the person. ``regions_at``: where regions are listed."""
    faults = []
    if question.region and question.region not in tables.regions.order:
        near = did_you_mean(question.region, tables.regions.order)
        faults.append(f"There is no region {question.region[:40]!r}{near or '.'}{regions_at}")
    if question.topic and question.topic not in TOPICS:
        faults.append(
            f"There is no topic {question.topic[:40]!r}{did_you_mean(question.topic, TOPICS) or '.'} {TOPICS_KNOWN}."
        )
    days = [_day(text) for text in (question.first, question.last)]
    for text, day in zip((question.first, question.last), days, strict=True):
        if text and day is None:
            faults.append(f"{text[:20]!r} is no date from 1970 to 2199. Write it like 2022-01-06.")
    if days[0] and days[1] and days[0] > days[1]:
        faults.append("The first day is after the last one.")
    return faults


def answer(store: Store, tables: Tables, question: Question, now_at: datetime) -> Answer:
    """The wires that answer a question without faults."""
    found = store.find(_wanted(question, tables))
    taken = {} if question.open_at else store.withdrawn_of([wire.id for wire in found.wires])
    hits = hits_of(store, tables, found.wires, question.words, taken, now_at)
    if question.open_at is not None:
        hits = tuple(hit for hit in hits if not hit.state)
    return Answer(hits=hits, total=found.total, more=found.more)


def _wanted(question: Question, tables: Tables) -> Any:
    from briefing.store.finding import Wanted

    regions, zone, person = tables.regions, ZoneInfo(question.zone), question.reader
    first, last = _day(question.first), _day(question.last)
    asked = question.region
    below = tuple(key for key in regions.order if key == asked or asked in regions.ancestors(key)) if asked else ()
    return Wanted(
        words=question.words,
        regions=below,
        topic=question.topic,
        source=question.source,
        sources=tuple(person.sources.only) if person else (),
        without=tuple(person.sources.without) if person else (),
        from_at=_midnight(first, zone) if first else None,
        until_at=_midnight(last + timedelta(days=1), zone) if last else None,
        newest=not question.best,
        open_at=question.open_at,
        limit=question.limit,
        offset=question.offset,
    )


def hits_of(
    store: Store, tables: Tables, wires: Iterable[Wire], words: str, taken: Mapping[str, str], now_at: datetime
) -> tuple[Hit, ...]:
    """The wires with the places where they say the words, as far as their licences let these be shown. ``taken``: those
    that agencies took back, with the reason."""
    found = list(wires)
    ids = [wire.id for wire in found]
    about, pattern = store.wire_facets(ids), pattern_of(words)
    return tuple(
        Hit(
            wire=wire,
            headline=marked(wire.headline, "", "", pattern),
            said=excerpt(printable(wire), pattern),
            regions=tuple(dict.fromkeys(tables.names.regions.get(r, r) for r, _ in about.get(wire.id, ()) if r)),
            topics=tuple(dict.fromkeys(tables.names.topics.get(t, t) for _, t in about.get(wire.id, ()) if t)),
            state=withheld(wire, taken, now_at),
        )
        for wire in found
    )


def printable(wire: Wire) -> tuple[str, ...]:
    """The paragraphs that the wire's licence lets us show: none for "headline", the first for "lede"."""
    if wire.licence == "headline":
        return ()
    return wire.paragraphs[:1] if wire.licence == "lede" else wire.paragraphs


def withheld(wire: Wire, taken: Mapping[str, str], now_at: datetime) -> str:
    """Why readers are not shown the wire; empty where they are. ``taken``: ids that agencies took back -> reason."""
    if wire.id in taken:
        return taken[wire.id]
    if wire.embargo_at is not None and wire.embargo_at > now_at:
        return f"under an embargo until {wire.embargo_at:%Y-%m-%d %H:%M} UTC"
    return "" if wire.pubstatus == "usable" else f"marked {wire.pubstatus} by its agency"


def takes(reader: Reader | None, source: str) -> bool:
    """Does the reader take this source? The operator (None) takes all."""
    if reader is None:
        return True
    return source not in reader.sources.without and (not reader.sources.only or source in reader.sources.only)


def search_archive(config: Config, question: Question) -> Answer:
    """Answer a question of the command line. Raises ConfigError with every fault of it."""
    from briefing.pipeline.clock import now
    from briefing.pipeline.tables.naming import load_tables
    from briefing.store import open_store

    tables = load_tables(config)
    if not any((question.words, question.region, question.topic, question.source, question.first, question.last)):
        raise ConfigError("nothing was asked", hint="Write words to look for, or --region, --topic, --source or days")
    faults = faults_of(question, tables, regions_at=" `briefing check --regions` lists them.")
    if faults:
        raise ConfigError("this cannot be looked for", faults=tuple(faults))
    with open_store(config.store) as store:
        found = answer(store, tables, question, now())
        if question.source and not found.total:
            known = {*store.wire_names(), *(source.name for source in config.sources)}
            if question.source not in known:
                said = f"There is no source {question.source[:40]!r}{did_you_mean(question.source, known) or '.'}"
                listed = f"{said} `briefing feeds list` has the names."
                raise ConfigError("this cannot be looked for", faults=(listed,))
        return found


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit as JSON types."""
    wire = hit.wire
    return {
        "id": wire.id,
        "headline": wire.headline,
        "source": wire.source,
        "publisher": wire.publisher,
        "agency": wire.agency,
        "published": wire.published_text or None,
        "received": wire.received_at.isoformat(),
        "link": printed_link(wire.link) or wire.canonical_link or wire.link,
        "excerpt": "".join(bit.text for bit in hit.said),
        "regions": list(hit.regions),
        "topics": list(hit.topics),
        "withheld": hit.state or None,
    }


def hit_lines(found: Answer) -> list[str]:
    """The hits for a terminal."""
    lines = []
    for hit in found.hits:
        wire = hit.wire
        whose = wire.agency or wire.publisher or wire.source
        lines.append(f"{wire.at:%Y-%m-%d %H:%M}  {wire.id}  {whose}: {wire.headline}")
        if hit.state:
            lines.append(f"  {hit.state}")
        elif hit.said:
            lines.append(f"  {''.join(bit.text for bit in hit.said)}")
    count = f"more than {found.total}" if found.more else str(found.total)
    noun = "wire" if found.total == 1 and not found.more else "wires"
    return [*lines, f"{count} {noun} found." if found.total else "No wire of the archive answers."]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day < LAST else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
