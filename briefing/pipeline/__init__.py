"""The order of work. One wire flows one way:

    sources | gather   -> Wire       feeds, folders, files; one bad source is a line in the report
    Wire    | store    -> archive    every version received, before anything is decided
    archive | analyse  -> Analysis   each wire by itself, kept by wire and rule version
            | group    -> Digest     duplicates, stories
    Digest  | edition  -> Edition    one reader's, frozen and stored under (reader, date, slot)
    Edition | render   -> files      HTML, PDF, ICS, JSON from the one frozen Edition
    files   | queue    -> outbox     a row for each channel and address; then the reader counts as told
    outbox  | deliver  -> channels   what fails waits there for the next run

``run_once`` is the whole of it, ``collect_once`` the first two steps. The clock is read in ``now`` alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config
from briefing.errors import ConfigError, DeliveryError, StoreBusy
from briefing.pipeline.progress import Progress
from briefing.pipeline.special import Selection
from briefing.pipeline.stopping import Stop
from briefing.pipeline.sweeping import seldom_swept

if TYPE_CHECKING:
    from briefing.pipeline.publish import Published


@dataclass(frozen=True, kw_only=True, slots=True)
class RunOptions:
    """What the command line asks of one run."""

    from_paths: tuple[Path, ...] = ()
    as_of_at: datetime | None = None
    readers: tuple[str, ...] = ()
    out: Path | None = None
    offline: bool = False
    extra: bool = False  # an extra edition outside the slots
    deliver: bool = False
    selection: Selection | None = None  # what an extra edition is limited to
    reissue_on: date | None = None  # the date of an edition that is to be replaced
    reissue_slot: str = ""  # its slot; the last of the date without one
    reason: str = ""  # why it is

    @property
    def preview(self) -> bool:
        """Editions of another time or of other sources neither deliver nor count as told, unless asked to."""
        return not self.deliver and (self.as_of_at is not None or bool(self.from_paths))


@dataclass(frozen=True, kw_only=True, slots=True)
class RunResult:
    """What became of a run: the report, as JSON types, and the exit code."""

    report: dict[str, Any]
    exit_code: int
    published: tuple[Published, ...] = field(default=())

    def lines(self) -> list[str]:
        """The summary a person reads."""
        return list(self.report["lines"])


def now() -> datetime:
    """The one place where the clock is read: aware UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def run_once(
    config: Config, options: RunOptions, *, progress: Progress | None = None, stop: Stop | None = None
) -> RunResult:
    """Collect, digest, and make and deliver what is due. Another run on the same store ends this one at once.

    Raises ConfigError for readers or regions nobody has, StoreError where the archive cannot be used at all.
    """
    from briefing.deliver.report import write_report
    from briefing.pipeline.aftercare import ping, tidy
    from briefing.pipeline.alarm import alarmed
    from briefing.pipeline.alerts import alert_readers
    from briefing.pipeline.atom import write_feeds
    from briefing.pipeline.checks import check_readers
    from briefing.pipeline.gather import gather
    from briefing.pipeline.operator import tell_operator
    from briefing.pipeline.outbox import deliver_due, with_deliveries
    from briefing.pipeline.plan import plan_jobs, unfinished_jobs
    from briefing.pipeline.publish import Press
    from briefing.pipeline.report import build_report
    from briefing.pipeline.review import Bench, overtaken, release_due
    from briefing.pipeline.special import check_selection
    from briefing.render.pdf import PdfEngine
    from briefing.store import open_store, run_lock

    progress, stop = progress or Progress(enabled=False), stop or Stop()
    readers = [config.reader(name) for name in options.readers] or list(config.readers)
    check_readers(config)
    check_selection(config, options.selection)
    started_at = now()
    now_at = options.as_of_at or started_at
    out = options.out.resolve() if options.out else Path(config.out)
    url = store_url(config, options, out)
    try:
        alarm = alarmed(config, now_at, quiet=options.preview)
        with alarm, run_lock(url), open_store(url) as store, PdfEngine() as engine, seldom_swept():
            waiting = [] if options.preview else unfinished_jobs(store, readers, now_at)
            every = bool(waiting or plan_jobs(config, store, readers, options, now_at))
            intake = gather(config, store, options, now_at, progress, every=every)
            told = [] if options.preview else alert_readers(config, store, out, now_at)
            press = Press(config, store, intake, out, progress, engine)
            bench = Bench(config=config, store=store, out=out, engine=engine)
            desk = [] if options.preview else release_due(bench, readers, now_at)
            waiting = [] if options.preview else unfinished_jobs(store, readers, now_at)
            published = tuple(stop.each(press.publish, waiting))
            jobs = plan_jobs(config, store, readers, options, now_at)
            desk += [] if options.preview else overtaken(store, jobs, now_at)
            published += tuple(stop.each(press.publish, jobs))
            handed = () if options.preview else deliver_due(config, store, now_at, ended=lambda: stop.asked)
            report = with_deliveries(build_report(started_at, now(), now_at, intake, published, options), handed)
            report["lines"] += [*told, *desk]
            stop.note(report)
            idle = not published and not handed and not intake.new and not intake.failed
            if not options.preview:
                report["lines"] += write_feeds(config, store, out, [one.reader for one in published])
                report["lines"] += tell_operator(config, store, report, handed, now_at)
            if not idle:  # cron looks every few minutes; a look that found nothing to do leaves no trace
                store.save_run(_json(report), now_at)
            if published and options.as_of_at is None:
                report["lines"] += tidy(config, store, now_at)
    except StoreBusy as busy:
        return RunResult(report={"busy": True, "exit_code": 0, "lines": [f"Nothing done: {busy}"]}, exit_code=0)
    if options.as_of_at is None and not options.from_paths:
        report["lines"] += ping(config, report["exit_code"])
    if idle:
        return RunResult(report=report, exit_code=report["exit_code"])
    try:
        path = write_report(out, report, started_at)
    except DeliveryError as fault:
        report["lines"].append(f"The report of this run could not be written. {fault}")
    else:
        report["lines"].append(f"Report: {shown(path)}")
    return RunResult(report=report, exit_code=report["exit_code"], published=published)


def collect_once(
    config: Config, *, offline: bool = False, as_of_at: datetime | None = None, every: bool = True
) -> tuple[dict[str, Any], int]:
    """Ask every source once, or without ``every`` those whose interval has passed, and store what is new.

    Returns the report and the exit code (3 where a source failed).
    """
    from briefing.pipeline.alerts import alert_readers
    from briefing.pipeline.gather import gather
    from briefing.pipeline.report import source_lines, source_rows
    from briefing.store import open_store, run_lock

    now_at = as_of_at or now()
    try:
        with run_lock(config.store), open_store(config.store) as store:
            intake = gather(config, store, RunOptions(offline=offline), now_at, Progress(enabled=False), every=every)
            told = alert_readers(config, store, Path(config.out), now_at)
    except StoreBusy as busy:
        return {"busy": True, "lines": [f"Nothing done: {busy}"]}, 0
    report = {"at": now_at.isoformat(), "sources": source_rows(intake), "lines": [*source_lines(intake), *told]}
    return report, 3 if intake.failed else 0


def anything_due(config: Config) -> bool:
    """Is an edition due now, or one that is out to be handed over? Looks at ledger and outbox alone."""
    from briefing.pipeline.plan import plan_jobs, unfinished_jobs
    from briefing.store import open_store

    with open_store(config.store) as store:
        readers, now_at = list(config.readers), now()
        waiting = store.pending(now_at, limit=1) or unfinished_jobs(store, readers, now_at)
        return bool(waiting or plan_jobs(config, store, readers, RunOptions(), now_at))


def store_url(config: Config, options: RunOptions, out: Path) -> str:
    """The archive of a run: the configured one; for previews of other files a store of their own under out/."""
    if not (options.from_paths and options.preview):
        return config.store
    key = sha256("\n".join(sorted(str(p.resolve()) for p in options.from_paths)).encode()).hexdigest()[:12]
    return f"sqlite:///{out / '.previews' / f'{key}.db'}"


def shown(path: Path) -> str:
    """A path as a person wants to see it: from the folder he stands in where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def missing_paths(paths: Sequence[Path]) -> None:
    """Raise ConfigError naming every path that is not there."""
    gone = [str(p) for p in paths if not p.exists()]
    if gone:
        raise ConfigError(f"no such file or folder: {', '.join(gone)}", hint="Look at the path's spelling")


def _json(report: dict[str, Any]) -> str:
    import json

    return json.dumps(report, ensure_ascii=False)
