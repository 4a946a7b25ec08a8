"""One round of work on an open archive: collect, tell at once, make what is due, hand it over, report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config, Reader
from briefing.engine import Engine
from briefing.pipeline.care.aftercare import tidy
from briefing.pipeline.making.alerts import alert_readers
from briefing.pipeline.making.printing import Published
from briefing.pipeline.making.publish import Press
from briefing.pipeline.making.report import build_report
from briefing.pipeline.making.review import Bench, held_rows, overtaken, release_due
from briefing.pipeline.post.atom import write_feeds
from briefing.pipeline.post.operator import tell_operator
from briefing.pipeline.post.outbox import deliver_due, with_deliveries
from briefing.pipeline.progress import Progress
from briefing.pipeline.slots.plan import Job, plan_jobs, unfinished_jobs
from briefing.pipeline.sources.gather import gather
from briefing.pipeline.stopping import Stop
from briefing.render.pdf import PdfEngine
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.pipeline.options import RunOptions

SHARE = 8  # readers that a run takes at once of an archive that several runs work on


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What became of a round. ``idle``: there was nothing to do, and it leaves no trace; ``quiet``: nothing is to be
    said beside that either."""

    report: dict[str, Any]
    published: tuple[Published, ...]
    idle: bool
    quiet: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """What a round is done with."""

    config: Config
    options: RunOptions
    store: Store
    engine: PdfEngine
    workers: Engine
    readers: Sequence[Reader]
    out: Path
    started_at: datetime
    now_at: datetime
    progress: Progress
    stop: Stop

    def work(self) -> Done:
        """The steps in their order. What a step stored stays, wherever the round is cut off."""
        from briefing.pipeline.clock import now

        every = self._anything()
        intake = gather(
            self.config, self.store, self.options, self.now_at, self.progress, every=every, work=self.workers
        )
        said = [] if self.options.preview else alert_readers(self.config, self.store, self.out, self.now_at)
        press = Press(self.config, self.store, intake, self.out, self.progress, self.engine, work=self.workers)
        published, desk = self._editions(press)
        handed = () if self.options.preview else self._handed()
        report = build_report(self.started_at, now(), self.now_at, intake, published, self.options)
        report = with_deliveries(report, handed)
        usual = len(report["lines"])
        report["lines"] += [*said, *desk, *self.workers.said]
        self.stop.note(report)
        if not self.options.preview:
            report["lines"] += write_feeds(self.config, self.store, self.out, [one.reader for one in published])
            report["lines"] += tell_operator(self.config, self.store, report, handed, self.now_at)
        idle = not published and not handed and not intake.new and not intake.failed
        if not idle:  # cron looks every few minutes; a look that found nothing to do leaves no trace
            self.store.save_run(json.dumps(report, ensure_ascii=False), self.now_at)
        if published and self.options.as_of_at is None:
            report["lines"] += tidy(self.config, self.store, self.now_at)
        quiet = idle and len(report["lines"]) == usual
        return Done(report=report, published=published, idle=idle, quiet=quiet)

    def _anything(self) -> bool:
        """Is an edition due, or one left over? The first reader who has one answers; a reissue is one question."""
        if self.options.reissue_on:
            return bool(self._unfinished(self.readers) or self._planned(self.readers))
        first, rest = self.readers[:1], self.readers[1:]
        return bool(self._unfinished(self.readers) or self._planned(first) or (rest and self._planned(rest)))

    def _unfinished(self, readers: Sequence[Reader]) -> list[Job]:
        return [] if self.options.preview else unfinished_jobs(self.store, readers, self.now_at)

    def _planned(self, readers: Sequence[Reader]) -> list[Job]:
        return plan_jobs(self.config, self.store, readers, self.options, self.now_at)

    def _editions(self, press: Press) -> tuple[tuple[Published, ...], list[str]]:
        """Everybody's editions, and lines of the desk. Several runs on one archive share the readers out."""
        if self.options.preview or not self.store.shared:
            return self._editions_of(self.readers, press)
        published: list[Published] = []
        lines: list[str] = []
        for some in self._shares():
            with self.store.claim("reader", [reader.name for reader in some]) as mine:
                made, said = self._editions_of([reader for reader in some if reader.name in mine], press)
            published += made
            lines += said
            if self._asked_for:
                lines += [f"{one.name}: another run is making his editions" for one in some if one.name not in mine]
        return tuple(published), lines

    def _editions_of(self, readers: Sequence[Reader], press: Press) -> tuple[tuple[Published, ...], list[str]]:
        """What the desk's time is over for, what an earlier run left, then what is due; and lines of the desk."""
        bench = Bench(config=self.config, store=self.store, out=self.out, engine=self.engine)
        lines = [] if self.options.preview else release_due(bench, readers, self.now_at)
        published = press.publish_all(self._unfinished(readers), self.stop.until)
        jobs = self._planned(readers) if readers else []
        lines += [] if self.options.preview else overtaken(self.store, jobs, self.now_at)
        return (*published, *press.publish_all(jobs, self.stop.until)), lines

    @property
    def _asked_for(self) -> bool:
        """Did a person ask for these editions, rather than the clock?"""
        return bool(self.options.extra or self.options.reissue_on or self.options.as_of_at or self.options.from_paths)

    def _shares(self) -> list[Sequence[Reader]]:
        """The readers for whom there is something to do, a few at a time, so that others find some left; what a person
        asked for goes together."""
        if self._asked_for:
            return [self.readers]
        over = {one.row.reader for one in held_rows(self.config, self.store) if one.over(self.now_at)}
        jobs = (*self._unfinished(self.readers), *self._planned(self.readers))
        due = {job.reader.name for job in jobs} | over
        waiting = [reader for reader in self.readers if reader.name in due]
        return [waiting[at : at + SHARE] for at in range(0, len(waiting), SHARE)]

    def _handed(self) -> Any:
        return deliver_due(self.config, self.store, self.now_at, ended=lambda: self.stop.asked)
