"""One round of work on an open archive: collect, tell at once, make what is due, hand it over, report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config, Reader
from briefing.pipeline.care.aftercare import tidy
from briefing.pipeline.making.alerts import alert_readers
from briefing.pipeline.making.publish import Press, Published
from briefing.pipeline.making.report import build_report
from briefing.pipeline.making.review import Bench, overtaken, release_due
from briefing.pipeline.post.atom import write_feeds
from briefing.pipeline.post.operator import tell_operator
from briefing.pipeline.post.outbox import deliver_due, with_deliveries
from briefing.pipeline.progress import Progress
from briefing.pipeline.slots.plan import plan_jobs, unfinished_jobs
from briefing.pipeline.sources.gather import gather
from briefing.pipeline.stopping import Stop
from briefing.render.pdf import PdfEngine
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.pipeline.options import RunOptions


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
    readers: Sequence[Reader]
    out: Path
    started_at: datetime
    now_at: datetime
    progress: Progress
    stop: Stop

    def work(self) -> Done:
        """The steps in their order. What a step stored stays, wherever the round is cut off."""
        from briefing.pipeline.clock import now

        every = bool(self._unfinished() or self._planned())
        intake = gather(self.config, self.store, self.options, self.now_at, self.progress, every=every)
        said = [] if self.options.preview else alert_readers(self.config, self.store, self.out, self.now_at)
        published, desk = self._editions(Press(self.config, self.store, intake, self.out, self.progress, self.engine))
        handed = () if self.options.preview else self._handed()
        report = build_report(self.started_at, now(), self.now_at, intake, published, self.options)
        report = with_deliveries(report, handed)
        usual = len(report["lines"])
        report["lines"] += [*said, *desk]
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

    def _unfinished(self) -> list[Any]:
        return [] if self.options.preview else unfinished_jobs(self.store, self.readers, self.now_at)

    def _planned(self) -> list[Any]:
        return plan_jobs(self.config, self.store, self.readers, self.options, self.now_at)

    def _editions(self, press: Press) -> tuple[tuple[Published, ...], list[str]]:
        """What the desk's time is over for, what an earlier run left, then what is due; and lines of the desk."""
        bench = Bench(config=self.config, store=self.store, out=self.out, engine=self.engine)
        lines = [] if self.options.preview else release_due(bench, self.readers, self.now_at)
        published = tuple(self.stop.each(press.publish, self._unfinished()))
        jobs = self._planned()
        lines += [] if self.options.preview else overtaken(self.store, jobs, self.now_at)
        return (*published, *self.stop.each(press.publish, jobs)), lines

    def _handed(self) -> Any:
        return deliver_due(self.config, self.store, self.now_at, ended=lambda: self.stop.asked)
