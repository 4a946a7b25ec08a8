"""The order of work. One wire flows one way:

    sources | gather   -> Wire       feeds, folders, files; one bad source is a line in the report
    Wire    | store    -> archive    every version received, before anything is decided
    archive | analyse  -> Analysis   each wire by itself, kept by wire and rule version
            | group    -> Digest     duplicates, stories
    Digest  | edition  -> Edition    one reader's, frozen and stored under (reader, date, slot)
    Edition | render   -> files      PDF, pocket, e-ink, EPUB, HTML, Markdown, text, ICS, JSON of the one frozen Edition
    files   | queue    -> outbox     a row for each channel and address; then the reader counts as told
    outbox  | deliver  -> channels   what fails waits there for the next run

``run_once`` is the whole of it, ``collect_once`` the first two steps. The clock is read in ``clock`` alone.

The rooms, each of which knows only those named after it:

    care and past   the house kept, and looking back
    making          one edition made
    post            what leaves the house
    record          what an edition was and stays
    looks           templates
    slots           what is due
    sources         where wires come from
    tables          what a run reads once
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config, Reader
from briefing.errors import DeliveryError, StoreBusy
from briefing.pipeline.clock import now
from briefing.pipeline.options import RunOptions
from briefing.pipeline.paths import shown
from briefing.pipeline.progress import Progress
from briefing.pipeline.stopping import Stop
from briefing.pipeline.sweeping import seldom_swept
from briefing.storeurl import sqlite_url

if TYPE_CHECKING:
    from briefing.pipeline.making.printing import Published
    from briefing.pipeline.round import Done


@dataclass(frozen=True, kw_only=True, slots=True)
class RunResult:
    """What became of a run: the report, as JSON types, and the exit code."""

    report: dict[str, Any]
    exit_code: int
    published: tuple[Published, ...] = field(default=())
    quiet: bool = False  # there was nothing to do, and nothing is to be said beside that

    def lines(self) -> list[str]:
        """The summary a person reads."""
        return list(self.report["lines"])


def run_once(
    config: Config, options: RunOptions, *, progress: Progress | None = None, stop: Stop | None = None
) -> RunResult:
    """Collect, digest, and make and deliver what is due. Another run on the same store ends this one at once; on a
    server they share the work.

    Raises ConfigError for readers or regions nobody has, StoreError where the archive cannot be used at all.
    """
    from briefing.pipeline.care.aftercare import ping
    from briefing.pipeline.post.alarm import alarmed
    from briefing.pipeline.slots.special import check_reissue, check_selection
    from briefing.pipeline.tables.known import check_readers

    readers = [config.reader(name) for name in options.readers] or list(config.readers)
    check_readers(config)
    check_selection(config, options.selection)
    check_reissue(options)
    started_at = now()
    out = options.out.resolve() if options.out else Path(config.out)
    try:
        with alarmed(config, options.as_of_at or started_at, quiet=options.preview):
            done = _round(config, options, readers, out, started_at, progress, stop)
    except StoreBusy as busy:
        return RunResult(report={"busy": True, "exit_code": 0, "lines": [f"Nothing done: {busy}"]}, exit_code=0)
    report = done.report
    pinged = ping(config, report["exit_code"]) if options.as_of_at is None and not options.from_paths else ()
    report["lines"] += pinged
    if not done.idle:
        report["lines"].append(_written(out, report, started_at))
    quiet = done.quiet and not pinged
    return RunResult(report=report, exit_code=report["exit_code"], published=done.published, quiet=quiet)


def _round(
    config: Config,
    options: RunOptions,
    readers: Sequence[Reader],
    out: Path,
    started_at: datetime,
    progress: Progress | None,
    stop: Stop | None,
) -> Done:
    """One round with all that it needs open; StoreBusy where another run has the archive."""
    from briefing.config.engine import engine_choice
    from briefing.engine import open_engine
    from briefing.pipeline.round import Round
    from briefing.render.pdf import PdfEngine
    from briefing.store import open_store, run_lock

    url, choice = store_url(config, options, out), engine_choice(config.engine)
    with (
        run_lock(url, shared=True),
        open_store(url) as store,
        PdfEngine() as engine,
        open_engine(choice) as workers,
        seldom_swept(),
    ):
        return Round(
            config=config,
            options=options,
            store=store,
            engine=engine,
            workers=workers,
            readers=readers,
            out=out,
            started_at=started_at,
            now_at=options.as_of_at or started_at,
            progress=progress or Progress(enabled=False),
            stop=stop or Stop(),
        ).work()


def _written(out: Path, report: dict[str, Any], at: datetime) -> str:
    """The report as a file, and the line that tells where it lies or why it does not."""
    from briefing.deliver.report import write_report

    try:
        return f"Report: {shown(write_report(out, report, at))}"
    except DeliveryError as fault:
        return f"The report of this run could not be written. {fault}"


def collect_once(
    config: Config, *, offline: bool = False, as_of_at: datetime | None = None, every: bool = True
) -> tuple[dict[str, Any], int]:
    """Ask every source once, or without ``every`` those whose interval has passed, and store what is new.

    Returns the report and the exit code (3 where a source failed).
    """
    from briefing.config.engine import engine_choice
    from briefing.engine import open_engine
    from briefing.pipeline.making.alerts import alert_readers
    from briefing.pipeline.making.report import source_lines, source_rows
    from briefing.pipeline.sources.gather import gather
    from briefing.store import open_store, run_lock

    now_at = as_of_at or now()
    try:
        with run_lock(config.store, shared=True), open_store(config.store) as store:
            options, quiet = RunOptions(offline=offline), Progress(enabled=False)
            with open_engine(engine_choice(config.engine)) as work:
                intake = gather(config, store, options, now_at, quiet, every=every, work=work)
            told = alert_readers(config, store, Path(config.out), now_at)
    except StoreBusy as busy:
        return {"busy": True, "lines": [f"Nothing done: {busy}"]}, 0
    report = {"at": now_at.isoformat(), "sources": source_rows(intake), "lines": [*source_lines(intake), *told]}
    return report, 3 if intake.failed else 0


def anything_due(config: Config) -> bool:
    """Is an edition due now, or one left over, or its time with the desk over, or something to be handed over? Looks at
    the archive alone."""
    from briefing.pipeline.making.review import held_rows
    from briefing.pipeline.slots.plan import plan_jobs, unfinished_jobs
    from briefing.store import open_store

    with open_store(config.store) as store:
        readers, now_at = list(config.readers), now()
        held = any(one.over(now_at) for one in held_rows(config, store))
        return bool(
            held
            or store.pending(now_at, limit=1)
            or unfinished_jobs(store, readers, now_at)
            or plan_jobs(config, store, readers, RunOptions(), now_at)
        )


def store_url(config: Config, options: RunOptions, out: Path) -> str:
    """The archive of a run: the configured one; for previews of other files a store of their own under out/."""
    if not (options.from_paths and options.preview):
        return config.store
    key = sha256("\n".join(sorted(str(p.resolve()) for p in options.from_paths)).encode()).hexdigest()[:12]
    return sqlite_url(out / ".previews" / f"{key}.db")
