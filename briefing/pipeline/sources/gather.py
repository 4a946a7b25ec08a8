"""Sources to archive: ask each one, store what came, remember how it went. In this order, so that a kill between two
steps reads something twice and never loses it: wires, then reports with their validators, then files taken."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import SOURCE_KINDS, Config, Source
from briefing.engine import Engine
from briefing.errors import DeliveryError
from briefing.model import CalendarFile, SourceLine, SourceReport, Wire
from briefing.pipeline.progress import Progress
from briefing.pipeline.sources.intray import Intray
from briefing.pipeline.sources.pages import with_pages
from briefing.pipeline.sources.reading import spread_by
from briefing.pipeline.sources.refused import Refused, keep_refused, refused_of, with_refused
from briefing.store import SourceState, Store

if TYPE_CHECKING:
    from briefing.collect import SourceSpec, Spread
    from briefing.collect.folder import Reading
    from briefing.collect.portions import HandOn
    from briefing.collect.watched import FolderResult
    from briefing.pipeline.options import RunOptions

NOT_ASKED = "not asked"  # how the reason begins for a source that this run left alone; nothing new is known of it
WAIT_S = 60.0  # that an edition waits for sources which another program is just asking
FROM = "--from"  # under this name the archive remembers which files were read


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """What one collection gave. ``states`` are the sources as the archive knows them now."""

    reports: tuple[SourceReport, ...]
    unread: tuple[Mapping[str, str], ...]  # {"path", "reason"} of files that could not be read
    new: int
    states: Mapping[str, SourceState]
    expected: tuple[str, ...]  # names of the sources that an edition has to account for
    calendars: Mapping[str, int] = field(default_factory=dict)  # sources that are calendars -> entries standing there
    refused: Mapping[str, tuple[Refused, ...]] = field(default_factory=dict)  # by source, of all times
    passed: tuple[str, ...] = ()  # files of --from that were refused before and stand there unchanged

    @property
    def failed(self) -> bool:
        """Did a source fail, or could a file not be read?"""
        return bool(self.unread) or any(r.status == "failed" for r in self.reports)

    def source_lines(self, wires: Sequence[Wire], from_at: datetime, until_at: datetime) -> tuple[SourceLine, ...]:
        """One line for each expected source: heard in the period, silent or failing, since when, what was refused."""
        reports = {r.source: r for r in self.reports}
        lines = []
        for name in dict.fromkeys([*self.expected, *(w.source for w in wires)]):
            mine = [w for w in wires if w.source == name]
            line = _line(name, mine, reports.get(name), self.states.get(name), until_at)
            line = with_refused(line, self.refused.get(name, ()), from_at, until_at)
            lines.append(_of_calendar(line, self.calendars[name]) if name in self.calendars else line)
        return tuple(lines)


def _of_calendar(line: SourceLine, entries: int) -> SourceLine:
    """A calendar that could be read is heard, whether or not it has anything new: what it says stands."""
    if line.status == "silent":
        line = replace(line, status="heard", reason="", since_at=None)
    return replace(line, entries=entries)


def _line(
    name: str, mine: Sequence[Wire], report: SourceReport | None, state: SourceState | None, until_at: datetime
) -> SourceLine:
    newest = max((w.published_at for w in mine if w.published_at and w.published_at <= until_at), default=None)
    status, reason, since = "heard" if mine else "silent", "", None
    if report and report.status == "failed":
        status, reason = "failed", report.reason
        since = state.failing_since_at if state else None
    elif not mine:
        since = state.newest_at or state.last_heard_at if state else None
        reason = "nothing new in the period" if since else "nothing was ever received from it"
    elif report:
        reason = report.reason
    reason = reason.partition(": ")[0]  # what happened; what to do about it is said to the operator, not to readers
    return SourceLine(
        name=name,
        publisher=(report.publisher if report else "") or (state.publisher if state else "") or name,
        status=status,
        wires=len(mine),
        newest_at=newest or (state.newest_at if state else None),
        reason=reason,
        since_at=since,
    )


def clock() -> datetime:
    """The real time, also where a run is taken for another."""
    from briefing.pipeline.clock import now

    return now()


def gather(
    config: Config,
    store: Store,
    options: RunOptions,
    now_at: datetime,
    progress: Progress,
    *,
    every: bool = True,
    work: Engine | None = None,
) -> Intake:
    """Collect from the configured sources, or from the paths of --from. Never raises for a source.

    Without ``every`` a feed whose interval has not passed since it was last asked is left alone: a run that only looks
    whether something is due does not burden its publishers.
    """
    spread = spread_by(work, store)
    with progress.step("collecting"):
        if options.from_paths:
            return _from_paths(store, options.from_paths, now_at, spread)
        # A look back at another day stores what it finds as received when it really was: the archive is not rewritten
        # for it. Only into an empty archive, as a first try of the program makes it, does everything come at that time.
        looks_back = options.preview and store.last_seq() > 0
        received_at = clock() if looks_back else now_at
        return _from_sources(config, store, received_at, spread, offline=options.offline, every=every)


def _from_sources(
    config: Config, store: Store, now_at: datetime, spread: Spread, *, offline: bool, every: bool
) -> Intake:
    """The sources that are due. Several programs on one archive share them out; what others have in hand is waited for
    where an edition is due, and told as they found it."""
    active = [source for source in config.sources if source.active]

    def due(some: Iterable[Source]) -> list[Source]:
        states = {} if every else store.source_states()
        return [source for source in some if every or _is_due(source, states.get(source.name), now_at)]

    wanted = due(active)
    with store.claim("source", [source.name for source in wanted]) as mine:
        taken = [source for source in wanted if source.name in mine]
        sources = due(taken) if store.shared else taken
        intake = _asked(config, store, sources, now_at, spread, offline=offline)
    if others := [source.name for source in wanted if source.name not in mine]:
        if every:
            store.wait_for("source", others, WAIT_S)
        states = store.source_states()
        told = tuple(_as_found(name, states[name]) for name in others if name in states)
        reports = (*intake.reports, *told)
        intake = replace(intake, reports=reports, states=states, calendars=store.calendar_sources())
    names = tuple(source.name for source in active)
    return replace(intake, expected=names, refused=refused_of(store, names))


def _as_found(name: str, state: SourceState) -> SourceReport:
    """How another program found a source."""
    return SourceReport(
        source=name,
        status="failed" if state.failing_since_at else "unchanged",
        reason=state.last_reason,
        address=state.address,
        publisher=state.publisher,
        newest_at=state.newest_at,
    )


def _asked(
    config: Config, store: Store, sources: Sequence[Source], now_at: datetime, spread: Spread, *, offline: bool
) -> Intake:
    """Ask these sources, and keep what they gave."""
    from briefing.collect import Limits, Validators, collect_sources

    specs = [_spec(source) for source in sources]
    told = store.validators({spec.name: spec.address for spec in specs})
    known = {
        spec.name: Validators(
            etag=told.get(spec.name, ("", ""))[0],
            last_modified=told.get(spec.name, ("", ""))[1],
            taken=store.taken_files(spec.name) if spec.kind != "feed" else {},
        )
        for spec in specs
    }
    rules = config.collect
    limits = Limits(parallel=rules.parallel, per_host=rules.per_host, tries=rules.tries)
    if rules.user_agent:
        limits = replace(limits, agent=rules.user_agent)
    tray = Intray(store, frozenset(spec.name for spec in specs if spec.kind in ("feed", "file")))
    held: list[Wire] = []
    paged = {source.name for source in sources if source.fulltext and source.feed}

    def hand_on(wires: Sequence[Wire]) -> None:  # those whose pages are asked for wait for their texts
        held.extend(wire for wire in wires if wire.source in paged)
        tray.take(wire for wire in wires if wire.source not in paged)

    found = collect_sources(
        specs,
        received_at=now_at,
        known=known,
        limits=limits,
        settle_s=rules.settle,
        now_s=time.time(),  # files are at rest by the clock of the disk, whatever instant the run is taken for
        offline=offline,
        spread=spread,
        hand_on=hand_on,
    )
    names = tuple(source.name for source in sources)
    wires = (*held, *found.wires)
    wires, reports = with_pages(store, sources, wires, found.reports, now_at, limits, offline=offline, spread=spread)
    tray.take(wires)
    return _kept(store, tray, reports, found.taken, found.errors, now_at, names, found.calendars, found.refused)


def _is_due(source: Source, state: SourceState | None, now_at: datetime) -> bool:
    """Local files are always looked at; a feed when its interval has passed, or the clock was set back."""
    if not source.asked or state is None or state.last_try_at is None:
        return True
    waited_s = (now_at - state.last_try_at).total_seconds()
    # a scheduler that wakes at the very interval must not find it a moment short and wait for another one
    return waited_s < 0 or waited_s >= source.interval - min(5.0, source.interval / 20)


def _spec(source: Source) -> SourceSpec:
    from briefing.collect import SourceSpec

    return SourceSpec(
        name=source.name,
        kind=next(kind for kind in SOURCE_KINDS if getattr(source, kind)),
        address=source.address,
        publisher=source.publisher,
        agency=source.agency,
        home=source.home,
        licence=source.licence,
        zone=source.zone,
        deadline_s=source.deadline,
        max_bytes=source.max_size,
        allow_private=source.allow_private,
        **password_of(source),
    )


def password_of(source: Source) -> dict[str, str]:
    """The password of a mailbox, read now, or why it is not there."""
    from briefing.deliver.secrets import secret

    if not source.mailbox:
        return {}
    try:
        return {"password": secret(source.name, source.password_env, source.password_file, "password")}
    except DeliveryError as fault:
        return {"fault": f"{fault.message}: {fault.hint}" if fault.hint else fault.message}


def _from_paths(store: Store, paths: Sequence[Path], now_at: datetime, spread: Spread) -> Intake:
    """Every file of the paths that was not read before in this very state. Nothing is moved or changed there."""
    from briefing.pipeline.paths import missing_paths

    missing_paths(paths)
    taken = store.taken_files(FROM)
    tray = Intray(store)
    calendars: list[CalendarFile] = []
    errors: list[Reading] = []
    passed: list[str] = []
    for path in paths:
        root = path.resolve()
        look = _read_root(root, taken, now_at, spread, tray.take)
        tray.take(look.wires)
        calendars += [_named(calendar, root.name) for calendar in look.calendars]
        errors += look.errors
        passed += [str(root / name) if root.is_dir() else str(root) for name in look.passed]
        taken = {**taken, **look.taken}
    tray.emptied()
    reports = [*tray.reports.values(), *_reports_of_calendars(calendars), *(_failed(e) for e in errors)]
    told = {r.source for r in reports}
    states = store.source_states()
    reports += [
        SourceReport(source=name, status="unchanged", address=state.address, publisher=state.publisher)
        for name, state in states.items()
        if name not in told and not state.failing_since_at
    ]
    names = dict.fromkeys([*states, *(r.source for r in reports)])
    intake = _kept(store, tray, reports, {FROM: taken}, errors, now_at, tuple(names), calendars)
    return replace(intake, passed=tuple(passed))


def _read_root(root: Path, taken: Mapping[str, str], now_at: datetime, spread: Spread, hand_on: HandOn) -> FolderResult:
    """What a path holds that was not read before; ``taken`` by the whole path."""
    from briefing.collect.atrest import REFUSED
    from briefing.collect.folder import Options, calendar_of, read_alone
    from briefing.collect.watched import FolderResult, scan_folder

    if root.is_dir():
        prefix = f"{root}/"
        mine = {name.removeprefix(prefix): mark for name, mark in taken.items() if name.startswith(prefix)}
        look = scan_folder(
            root,
            taken=mine,
            received_at=now_at,
            settle_s=0,
            now_s=time.time() + 1,
            options=Options(),
            quarantine=False,
            spread=spread,
            hand_on=hand_on,
        )
        return replace(look, taken={f"{prefix}{name}": mark for name, mark in look.taken.items()})
    stat = root.stat()
    mark = f"{stat.st_size}:{stat.st_mtime_ns}"
    if (known := taken.get(str(root))) and known.removesuffix(REFUSED) == mark:
        return FolderResult(passed=(root.name,) if known.endswith(REFUSED) else ())
    reading = read_alone(root, received_at=now_at, options=Options(), spread=spread)
    return FolderResult(
        wires=reading.wires, calendars=tuple(calendar_of(reading, root.name, Options())),
        errors=(reading,) if reading.error else (),
        taken={} if reading.waits else {str(root): mark + (REFUSED if reading.error else "")},
    )  # fmt: skip


def _named(calendar: CalendarFile, name: str) -> CalendarFile:
    """A calendar without a source of the configuration is named for the path that it was found under."""
    entries = tuple(replace(entry, source=name) for entry in calendar.entries)
    return replace(calendar, source=name, entries=entries)


def _reports_of_calendars(calendars: Sequence[CalendarFile]) -> list[SourceReport]:
    counts: dict[str, int] = {}
    for calendar in calendars:
        counts[calendar.source] = counts.get(calendar.source, 0) + len(calendar.entries)
    return [SourceReport(source=name, status="ok", entries=count) for name, count in counts.items()]


def _failed(reading: Reading) -> SourceReport:
    return SourceReport(source=reading.path.name, status="failed", reason=reading.error, address=str(reading.path))


def _kept(
    store: Store,
    tray: Intray,
    reports: Sequence[SourceReport],
    taken: Mapping[str, Mapping[str, str]],
    errors: Sequence[Reading],
    now_at: datetime,
    expected: tuple[str, ...],
    calendars: Sequence[CalendarFile] = (),
    refused: Mapping[str, Sequence[Reading]] | None = None,
) -> Intake:
    """Store what wires are left, calendars, reports and taken files, in this order."""
    tray.emptied()
    store.keep_calendars(calendars, now_at)
    counted = tuple(replace(r, new=tray.new.get(r.source, 0)) for r in reports)
    store.record_reports([r for r in counted if not r.reason.startswith(NOT_ASKED)], now_at)
    keep_refused(store, refused or {}, now_at)
    before = {source: store.taken_files(source) for source in taken}
    for source, files in taken.items():
        changed = {path: mark for path, mark in files.items() if before[source].get(path) != mark}
        store.mark_all_taken(source, changed)
    return Intake(
        reports=counted,
        unread=tuple({"path": str(e.path), "reason": e.error} for e in errors),
        new=sum(tray.new.values()),
        states=store.source_states(),
        expected=expected,
        calendars=store.calendar_sources(),
        refused=refused_of(store, expected),
    )
