"""SIGTERM: the edition in hand is finished, nothing more is begun."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

Job = TypeVar("Job")
STOPPED = 128 + int(signal.SIGTERM)  # the exit code of a run that left due editions to the next one


class Stop:
    """Whether the run was asked to end, and whether it left anything undone for that."""

    def __init__(self) -> None:
        self.asked = False
        self.left = 0

    def until(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The jobs that are still to be begun; those after the request are left, and counted."""
        for job in jobs:
            if self.asked:
                self.left += 1
            else:
                yield job

    def note(self, report: dict[str, Any]) -> None:
        """Say in the report what was left undone, and have the run end with STOPPED for it."""
        if self.left:
            report["lines"].append(f"Ended by SIGTERM; {self.left} due and not begun, which the next run makes.")
            report["exit_code"] = STOPPED


@contextmanager
def on_sigterm() -> Iterator[Stop]:
    """A Stop that SIGTERM asks; a second SIGTERM ends at once, as a kill would, and nothing is lost by that either."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(_signum: int, _frame: FrameType | None) -> None:
        if stop.asked:
            raise SystemExit(STOPPED)
        stop.asked = True

    before = signal.signal(signal.SIGTERM, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGTERM, before)
