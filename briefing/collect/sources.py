"""All sources of a run, asked once: feeds together over the network, folders and files one after the other."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from briefing.collect.fetch import FetchRequest, FetchResult, Limits, fetch_many
from briefing.collect.folder import Options, Reading, Spread
from briefing.collect.portions import AT_ONCE, NO_WIRES, HandOn, Tally
from briefing.collect.remarks import counted, misspelt, named
from briefing.collect.watched import scan_file, scan_folder
from briefing.errors import BriefingError, StoreError
from briefing.model import CalendarFile, SourceReport, Wire

if TYPE_CHECKING:
    from briefing.collect.feeds import FeedResult
    from briefing.collect.mailbox import MailboxLook


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceSpec:
    """One source as config names it. ``address``: an http(s) address, a path, or a file: address."""

    name: str
    kind: Literal["feed", "folder", "file", "mailbox"]
    address: str
    publisher: str = ""
    agency: str = ""
    home: str | None = None
    licence: str = "excerpt"
    zone: str = "UTC"
    deadline_s: float = 30.0
    max_bytes: int = 20 << 20
    allow_private: bool = False
    password: str = field(default="", repr=False)  # of a mailbox
    fault: str = ""  # why it cannot be asked at all, as when its password is not there


@dataclass(frozen=True, kw_only=True, slots=True)
class Validators:
    """What a source is asked with: what its server said last time, and for folders the files taken."""

    etag: str = ""
    last_modified: str = ""
    taken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CollectResult:
    """Wires of all sources in the order of the sources, one report a source, and what folders remember."""

    wires: tuple[Wire, ...] = ()
    calendars: tuple[CalendarFile, ...] = ()  # each as it is now; its entries replace those read from it before
    reports: tuple[SourceReport, ...] = ()
    taken: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # source -> path -> what was seen of it
    errors: tuple[Reading, ...] = ()  # files that could not be read
    refused: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)  # the same by source


@dataclass(frozen=True, kw_only=True, slots=True)
class Rest:
    """When a file counts as written to its end, and what becomes of a broken one."""

    settle_s: float
    now_s: float
    quarantine: bool
    spread: Spread = map
    hand_on: HandOn | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Gained:
    report: SourceReport
    wires: tuple[Wire, ...] = ()
    handed: Tally = NO_WIRES
    calendars: tuple[CalendarFile, ...] = ()
    taken: Mapping[str, str] | None = None
    errors: tuple[Reading, ...] = ()
    waiting: bool = False  # files were too fresh to read


def collect_sources(
    sources: Sequence[SourceSpec],
    *,
    received_at: datetime,
    known: Mapping[str, Validators],
    limits: Limits,
    settle_s: float = 2.0,
    now_s: float | None = None,
    offline: bool = False,
    quarantine: bool = True,
    spread: Spread = map,
    hand_on: HandOn | None = None,
) -> CollectResult:
    """Ask every source once. A source that fails is a report with its reason; nothing known of it is forgotten.

    Files too fresh to read when the round begins are looked at once more when ``settle_s`` has gone by.
    ``spread`` reads what was fetched or lies in files, one item after the other or several at once.
    ``known`` holds the last ETag, Last-Modified and files taken by source name. ``now_s`` (seconds since 1970) judges
    whether files are at rest; it defaults to ``received_at``. ``offline`` leaves feeds over HTTP alone and says so.
    ``hand_on`` is given wires as they come where they are very many; the result holds the rest, its reports count all.
    """
    at_s = received_at.timestamp() if now_s is None else now_s
    rest = Rest(settle_s=settle_s, now_s=at_s, quarantine=quarantine, spread=spread, hand_on=hand_on)
    looked = {s.name: _files(s, known.get(s.name, Validators()), received_at, rest) for s in sources if _is_local(s)}
    begun_s = time.monotonic()
    boxes = {} if offline else {s.name: s for s in sources if s.kind == "mailbox"}
    with ThreadPoolExecutor(max_workers=len(boxes) or 1) as side:  # each ends by its deadline, beside the feeds
        opened = {n: side.submit(_opened, s, known.get(n, Validators()), received_at) for n, s in boxes.items()}
        answers = {} if offline else _fetch(sources, known, limits)
        boxed = {name: one.result() for name, one in opened.items()}
    looked |= {n: _mailbox(s, known.get(n, Validators()), boxed[n], spread) for n, s in boxes.items()}
    if any(g.waiting for g in looked.values()):
        time.sleep(max(0.0, settle_s - (time.monotonic() - begun_s)))
    came = [
        _Came(spec=s, known=known.get(s.name, Validators()), answer=answers[s.name], received_at=received_at)
        for s in sources
        if s.name in answers and s.name not in looked
    ]
    asked, read = {one.spec.name for one in came}, iter(spread(_feed, came))  # each is read when its turn comes
    gained = _in_turn(sources, known, looked, asked, read, received_at, rest)
    return CollectResult(
        wires=tuple(w for g in gained for w in g.wires),
        calendars=tuple(c for g in gained for c in g.calendars),
        reports=tuple(g.report for g in gained),
        taken={g.report.source: g.taken for g in gained if g.taken is not None},
        errors=tuple(e for g in gained for e in g.errors),
        refused={g.report.source: g.errors for g in gained if g.errors},
    )


def _in_turn(
    sources: Sequence[SourceSpec],
    known: Mapping[str, Validators],
    looked: Mapping[str, _Gained],
    asked: Collection[str],
    read: Iterator[_Gained],
    received_at: datetime,
    rest: Rest,
) -> list[_Gained]:
    """What each source gave, in their order; of very many wires those read first are handed on."""
    gained: list[_Gained] = []
    held = 0
    for spec in sources:
        validators = known.get(spec.name, Validators())
        if spec.name in looked:
            gained.append(_again(spec, looked[spec.name], received_at, rest))
        elif spec.name in asked:
            gained.append(next(read))
        else:
            gained.append(
                _Gained(report=_report(spec, validators, "unchanged", reason="not asked: the run is offline"))
            )
        held += len(gained[-1].wires)
        if rest.hand_on and held >= AT_ONCE:
            rest.hand_on([w for g in gained for w in g.wires])
            gained, held = [replace(g, wires=()) for g in gained], 0
    return gained


def _fetch(sources: Sequence[SourceSpec], known: Mapping[str, Validators], limits: Limits) -> dict[str, FetchResult]:
    asked = [s for s in sources if s.kind not in ("folder", "mailbox") and not _path(s)]
    requests = [
        FetchRequest(
            source=s.name, url=s.address, deadline_s=s.deadline_s, max_bytes=s.max_bytes, allow_private=s.allow_private,
            etag=known[s.name].etag if s.name in known else "",
            last_modified=known[s.name].last_modified if s.name in known else "",
        )
        for s in asked
    ]  # fmt: skip
    return {r.source: r for r in fetch_many(requests, limits=limits)}


def _path(spec: SourceSpec) -> Path | None:
    """The file behind a source; None for one that is asked over HTTP (or has an address of another scheme)."""
    parts = urlsplit(spec.address) if "://" in spec.address or spec.address.startswith("file:") else None
    if parts and parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if parts else Path(spec.address)


def _is_local(spec: SourceSpec) -> bool:
    return spec.kind == "folder" or (spec.kind != "mailbox" and _path(spec) is not None)


def _report(
    spec: SourceSpec, known: Validators, status: str, *, reason: str = "", told: Tally = NO_WIRES, moved: str = ""
) -> SourceReport:
    return SourceReport(
        source=spec.name,
        status=status,
        wires=told.wires,
        reason=reason,
        address=spec.address,
        newest_at=told.newest_at,
        publisher=spec.publisher or told.publisher,
        etag=known.etag,
        last_modified=known.last_modified,
        moved_to=moved,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Came:
    """What a source answered, to be read."""

    spec: SourceSpec
    known: Validators
    answer: FetchResult
    received_at: datetime

    @property
    def data(self) -> bytes:
        return self.answer.body

    @property
    def place(self) -> str:
        """Where it came from, as no other item did."""
        return self.spec.name

    def lost(self, reason: str) -> _Gained:
        """What came of it where reading it is impossible."""
        return _Gained(report=_report(self.spec, self.known, "failed", reason=reason))


def _feed(came: _Came) -> _Gained:
    """A fetched feed. Only a good feed with items moves the validators on: a strange answer is asked for again."""
    spec, known, answer, received_at = came.spec, came.known, came.answer, came.received_at
    if answer.status == "failed":
        return _Gained(report=_report(spec, known, "failed", reason=answer.reason))
    moved = f"it has moved to {answer.moved_to}: change its address in config.yaml" if answer.moved_to else ""
    if answer.status == "unchanged":
        return _Gained(report=_report(spec, known, "unchanged", reason=moved, moved=answer.moved_to))
    from briefing.collect.calendars import calendar_kind
    from briefing.collect.feedbytes import unpack

    try:
        answer = replace(answer, body=unpack(answer.body))
        if calendar_kind(answer.body):
            return _calendar(spec, known, answer, received_at, moved)
        feed = _parsed(spec, answer, received_at)
    except RecursionError:
        return _Gained(report=_report(spec, known, "failed", reason="the answer is nested too deep to be a feed"))
    except BriefingError as fault:
        return _Gained(report=_report(spec, known, "failed", reason=f"{fault.message}: {fault.hint}"))
    if not feed.wires:
        return _Gained(report=_report(spec, known, "empty", reason="the feed has no items"))
    seen = Validators(etag=answer.etag, last_modified=answer.last_modified)
    reason = "; ".join(t for t in (moved, *(FEED_FAULTS[m] for m in feed.marks if m in FEED_FAULTS)) if t)
    return _Gained(
        report=_report(spec, seen, "ok", reason=reason, told=NO_WIRES.also(feed.wires), moved=answer.moved_to),
        wires=feed.wires,
    )


def _calendar(spec: SourceSpec, known: Validators, answer: FetchResult, received_at: datetime, moved: str) -> _Gained:
    """A calendar that was fetched: its events are those of the daybook now."""
    from briefing.collect.calendars import read_calendar

    try:
        entries = read_calendar(answer.body, source=spec.name, path="", received_at=received_at)
    except BriefingError as fault:
        return _Gained(report=_report(spec, known, "failed", reason=f"{fault.message}: {fault.hint}"))
    told = Validators(etag=answer.etag, last_modified=answer.last_modified)
    report = _report(spec, told, "ok", reason=moved, moved=answer.moved_to)
    entries = tuple(replace(entry, publisher=spec.publisher) for entry in entries)
    calendar = CalendarFile(source=spec.name, path="", entries=entries)
    return _Gained(report=replace(report, entries=len(entries)), calendars=(calendar,))


# marks of a feed that are worth a line in the report
FEED_FAULTS = {
    "shared-guid": "several of its items share one guid or link",
    "broken-xml": "its XML is broken; what could be read was read",
    "encoding-guessed": "its encoding had to be guessed",
}


def _parsed(spec: SourceSpec, answer: FetchResult, received_at: datetime) -> FeedResult:
    from briefing.collect.feeds import parse_feed

    return parse_feed(
        answer.body, source=spec.name, url=answer.final_url or spec.address, received_at=received_at,
        publisher=spec.publisher, agency=spec.agency, licence=spec.licence, home=spec.home,
        content_type=answer.content_type, zone=spec.zone,
    )  # fmt: skip


def _options(spec: SourceSpec) -> Options:
    return Options(
        source=spec.name, publisher=spec.publisher, agency=spec.agency, home=spec.home, licence=spec.licence,
        zone=spec.zone, pages=spec.kind != "file",
    )  # fmt: skip


def _files(spec: SourceSpec, known: Validators, received_at: datetime, rest: Rest) -> _Gained:
    """A folder or a single file. A single file that cannot be read fails its source; in a folder it is a line."""
    path = _path(spec) or Path(spec.address)
    try:
        if spec.kind == "folder":
            found = scan_folder(
                path, taken=known.taken, received_at=received_at, settle_s=rest.settle_s, now_s=rest.now_s,
                options=_options(spec), quarantine=rest.quarantine, spread=rest.spread, hand_on=rest.hand_on,
            )  # fmt: skip
        else:
            found = scan_file(
                path, taken=known.taken, received_at=received_at, settle_s=rest.settle_s, now_s=rest.now_s,
                options=_options(spec), spread=rest.spread,
            )  # fmt: skip
    except StoreError:  # of whoever takes the wires: that ends the run
        raise
    except BriefingError as fault:
        return _Gained(report=_report(spec, known, "failed", reason=f"{fault.message}: {fault.hint}"))
    if found.errors and spec.kind != "folder":
        report = _report(spec, known, "failed", reason=found.errors[0].error)
        return _Gained(report=report, taken=known.taken, errors=found.errors)
    notes = [f"{counted(len(found.errors))} could not be read"] if found.errors else []
    writing = len(found.waiting) - len(found.unfilled)
    notes += [f"{counted(writing)} still being written"] if writing else []
    notes += [f"{named(found.unfilled)} still empty: looked at again"] if found.unfilled else []
    notes += [f"{named(found.passed)} refused before and passed over: touch it to try again"] if found.passed else []
    notes += misspelt(found.wires)
    told = found.handed.also(found.wires)
    status = "ok" if told.wires or found.calendars else "unchanged" if found.files else "empty"
    report = _report(spec, known, status, reason="; ".join(notes), told=told)
    return _Gained(
        report=replace(report, entries=sum(len(c.entries) for c in found.calendars)), wires=found.wires,
        handed=found.handed, calendars=found.calendars, taken=found.taken, errors=found.errors,
        waiting=bool(found.waiting),
    )  # fmt: skip


def _opened(spec: SourceSpec, known: Validators, received_at: datetime) -> MailboxLook | str:
    """What came into a mailbox since the last look, or why it could not be asked."""
    from briefing.collect.formats.article import ArticleContext
    from briefing.collect.mailbox import Mailbox, look_at_mailbox

    if spec.fault:
        return spec.fault
    box = Mailbox(address=spec.address, password=spec.password, deadline_s=spec.deadline_s,
                  largest_bytes=spec.max_bytes, allow_private=spec.allow_private)  # fmt: skip
    context = ArticleContext(
        received_at=received_at, path=spec.name, source=spec.name, publisher=spec.publisher, agency=spec.agency,
        home=spec.home, licence=spec.licence, zone=spec.zone,
    )  # fmt: skip
    try:
        return look_at_mailbox(box, taken=known.taken, context=context)
    except BriefingError as fault:
        return f"{fault.message}: {fault.hint}"


def _mailbox(spec: SourceSpec, known: Validators, found: MailboxLook | str, spread: Spread) -> _Gained:
    """What the messages that came hold; what cannot be read stays there and is a line."""
    if isinstance(found, str):
        return _Gained(report=_report(spec, known, "failed", reason=found))
    from briefing.collect.mailbox import read_message

    read = list(spread(read_message, found.came))
    wires, errors = tuple(w for one in read for w in one.wires), tuple(one for one in read if one.error)
    notes = ["the server numbered its messages anew: the last week was read again"] if found.renumbered else []
    left = f"{counted(found.left, 'message')} left for the next look" + (f" ({found.stopped})" if found.stopped else "")
    notes += [left] if found.left else []
    notes += [f"{counted(len(errors), 'message')} could not be read"] if errors else []
    reason, status = "; ".join(notes), "ok" if wires else "unchanged"
    report = _report(spec, known, status, reason=reason, told=NO_WIRES.also(wires))
    return _Gained(report=report, wires=wires, taken=found.taken, errors=errors)


def _again(spec: SourceSpec, first: _Gained, received_at: datetime, rest: Rest) -> _Gained:
    """The first look, and a second one at what was too fresh then."""
    if not first.waiting or first.taken is None:
        return first
    later = replace(rest, now_s=rest.now_s + rest.settle_s + 1.0)  # whole seconds are remembered
    second = _files(spec, Validators(taken=first.taken), received_at, later)
    if second.taken is None:
        return first
    wires, calendars = (*first.wires, *second.wires), (*first.calendars, *second.calendars)
    handed = first.handed.plus(second.handed)
    status = "ok" if wires or handed.wires or calendars else second.report.status
    validators = Validators(etag=first.report.etag, last_modified=first.report.last_modified)
    reason = "; ".join(dict.fromkeys(r for r in (first.report.reason, second.report.reason) if r and "still" not in r))
    reason = second.report.reason if second.waiting else reason
    report = _report(spec, validators, status, reason=reason, told=handed.also(wires))
    return _Gained(
        report=replace(report, entries=first.report.entries + second.report.entries), wires=wires, handed=handed,
        calendars=calendars, taken=second.taken, errors=(*first.errors, *second.errors),
    )  # fmt: skip
