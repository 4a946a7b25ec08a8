"""When: the only place that knows the scheduler. It only wakes the pipeline; what is due the ledger decides."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from briefing.config import Config, load_config
from briefing.errors import BriefingError

WAKE_S = 60  # a due slot is seen at most so late


def next_lines(config: Config, most: int) -> list[str]:
    """The next ``most`` slots of each reader."""
    from briefing.pipeline import now
    from briefing.pipeline.plan import slot_words

    return [line for reader in config.readers for line in slot_words(reader, now(), most)]


def serve_schedule(path: Path, *, say: Callable[[str], None]) -> None:
    """Stay in the foreground until SIGTERM or SIGINT; the job in hand is finished first.

    Two jobs: collecting at its interval, and each minute the editions that are due. Both take the same lock, so a
    run from cron beside it does no harm.
    """
    from apscheduler.schedulers.blocking import BlockingScheduler

    config = load_config(path)
    scheduler = BlockingScheduler(timezone="UTC")
    busy = threading.Lock()
    options: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}

    def guarded(work: Callable[[], None]) -> Callable[[], None]:
        def job() -> None:
            with busy:
                try:
                    work()
                except BriefingError as fault:
                    say(f"briefing: {fault}")

        return job

    every = config.schedule.collect_every
    first = datetime.now(ZoneInfo("UTC"))
    scheduler.add_job(guarded(lambda: _collect(config, say)), "interval", seconds=every, next_run_time=first, **options)
    scheduler.add_job(
        guarded(lambda: _editions(config, say)), "interval", seconds=WAKE_S, next_run_time=first, **options
    )

    def stop(signum: int, _frame: FrameType | None) -> None:
        say(f"briefing: {signal.Signals(signum).name} received; ending after the job in hand")
        threading.Thread(target=scheduler.shutdown, kwargs={"wait": True}, daemon=True).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    for line in next_lines(config, 1):
        say(line)
    say(f"briefing: collecting every {every:g} s; SIGTERM ends it")
    scheduler.start()
    with busy:
        say("briefing: ended")


def _collect(config: Config, say: Callable[[str], None]) -> None:
    from briefing.pipeline import collect_once

    report, _ = collect_once(config, every=False)
    for line in report["lines"]:
        say(line)


def _editions(config: Config, say: Callable[[str], None]) -> None:
    """Make what is due; where nothing is, say nothing."""
    from briefing.pipeline import RunOptions, anything_due, run_once

    if anything_due(config):
        for line in run_once(config, RunOptions()).lines():
            say(line)
