"""When: the only place that knows the scheduler. It only wakes the work; what is due the ledger decides.

The work itself runs in a program of its own, the very command that cron would start: what it needed of the machine is
given back when it ends, and a fault in it ends no schedule. What stays is small and idle.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from briefing.config import Config, load_config
from briefing.errors import BriefingError, WorkError

if TYPE_CHECKING:
    from briefing.store.leading import Leadership

WAKE_S = 60.0  # a due slot is seen at most so late
JUMP_S = 20.0  # a clock that is corrected slowly never differs by so much between two looks
SHORTEST_S = 10.0  # no source wakes the collector more often
AGAIN_S = 0.05  # between two tries to end a scheduler that has not begun yet
LONGEST_S = 6 * 3600.0  # of one command: what hangs must not keep every later edition back
END_S = 60.0  # that a command is given then for the edition in hand
THREAD_S = 5.0  # that the end waits for what is said of it


def next_lines(config: Config, most: int) -> list[str]:
    """The next ``most`` slots of each reader."""
    from briefing.pipeline.clock import now
    from briefing.pipeline.slots.plan import slot_words

    return [line for reader in config.readers for line in slot_words(reader, now(), most)]


def collect_every_s(config: Config) -> float:
    """How often to look whether a source is to be asked: as often as the most eager one, not less than it says."""
    eager = [source.interval for source in config.sources if source.active and source.asked]
    return max(SHORTEST_S, min([config.schedule.collect_every, *eager]))


class Lead:
    """Whether this schedule does the work. Of several on one server's archive one leads; the others stand by and take
    over when it ends, however it ends. Each change is said once."""

    def __init__(self, url: str, say: Callable[[str], None]) -> None:
        self._url, self._say, self._said = url, say, ""
        self._held = self._of(url)

    def ours(self) -> bool:
        """Is it ours now? Where the server cannot be asked it is not, and that is said."""
        try:
            leads = self._held.leads()
        except BriefingError as fault:
            self._tell(f"briefing: {fault}")
            return False
        if not leads:
            self._tell("briefing: another schedule leads; standing by")
        elif self._said:
            self._tell("briefing: this schedule leads now")
            self._said = ""
        return leads

    def move(self, url: str) -> None:
        """The configuration names another archive."""
        if url != self._url:
            self.close()
            self._url, self._held = url, self._of(url)

    def close(self) -> None:
        """Let the next one lead."""
        self._held.close()

    def _of(self, url: str) -> Leadership:
        from briefing.store.leading import Leadership

        return Leadership(url)

    def _tell(self, line: str) -> None:
        if line != self._said:
            self._say(line)
        self._said = line


class Watch:
    """The configuration as it is on the disk, and the one program that is at work."""

    def __init__(self, path: Path, say: Callable[[str], None], options: Sequence[str] = ()) -> None:
        self.path, self.say, self.options = path, say, tuple(options)
        self.config = load_config(path)
        self.stopping = False
        self._read_at = _changed_at(path)
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._lead = Lead(self.config.store, say)

    def refresh(self) -> bool:
        """Read the configuration anew where the file has changed; a faulty one is told once and changes nothing."""
        if (changed_at := _changed_at(self.path)) == self._read_at:
            return False
        self._read_at = changed_at
        try:
            self.config = load_config(self.path)
        except BriefingError as fault:
            lines = getattr(fault, "faults", ()) or (str(fault),)
            for line in lines:
                self.say(f"briefing: {line}; the earlier configuration stays in use")
            return False
        self._lead.move(self.config.store)
        self.say(f"briefing: {self.path} has changed and is in use")
        return True

    def collect(self) -> None:
        """Ask the sources whose time has come."""
        if self._lead.ours():
            self._work("collect", "--due")

    def editions(self) -> None:
        """Make what is due; where nothing is, start nothing."""
        from briefing.pipeline import anything_due

        if not self._lead.ours():
            return
        try:
            due = anything_due(self.config)
        except BriefingError as fault:
            self.say(f"briefing: {fault}")
            return
        if due:
            self._work("run")

    def _work(self, *words: str) -> None:
        """Run one command of the program to its end; its lines are ours."""
        with self._turn:
            if self.stopping:
                return
            command = [sys.executable, "-m", "briefing", *self.options, *words, "--config", str(self.path)]
            try:
                # a session of its own: Ctrl-C at the terminal reaches us alone, and we ask the child to end
                self._child = subprocess.Popen(command, start_new_session=True)
            except OSError as fault:
                self.say(f"briefing: the work could not be started: {fault.strerror}")
                return
            if self.stopping:  # asked to while it was started
                self.stop()
            code = self._waited(self._child, words[0])
            self._child = None
        if code not in (0, 3) and not self.stopping:
            self.say(f"briefing: {words[0]} ended with {code}")

    def _waited(self, child: subprocess.Popen[bytes], word: str) -> int:
        """The exit code of a command; one that takes too long is ended with its workers, and the operator is told."""
        try:
            return child.wait(LONGEST_S)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(END_S)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)  # it leads a session of its own
        code = child.wait()
        from briefing.pipeline.clock import now
        from briefing.pipeline.post.alarm import alarmed

        fault = WorkError(f"took longer than {LONGEST_S / 3600:g} hours and was ended", subject=f"briefing {word}")
        self.say(f"briefing: {fault}")
        with contextlib.suppress(WorkError), alarmed(self.config, now()):
            raise fault
        return code

    def stop(self) -> None:
        """Start nothing more, and let the work in hand know that it is to end."""
        self.stopping = True
        child = self._child
        if child is not None:
            with contextlib.suppress(ProcessLookupError):
                child.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        """Until the work in hand has ended; then another schedule may lead."""
        with self._turn:
            self._lead.close()


def _changed_at(path: Path) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def serve_schedule(path: Path, *, say: Callable[[str], None], options: Sequence[str] = ()) -> None:
    """Stay in the foreground until SIGTERM or SIGINT; the edition in hand is finished first.

    Two jobs: collecting as often as the most eager source wants it, and each minute the editions that are due. Both
    take the same lock as any other run, so that one from cron beside it does no harm; of several schedules on one
    server's archive one does the work (``Lead``). ``options`` are those of the
    program itself, handed on to the work.
    """
    from apscheduler.schedulers.blocking import BlockingScheduler

    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a look that waits for a long run is no matter
    watch = Watch(path, say, options)
    scheduler = BlockingScheduler(timezone="UTC")
    common: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    first = datetime.now(ZoneInfo("UTC"))
    collecting = scheduler.add_job(
        watch.collect, "interval", seconds=collect_every_s(watch.config), next_run_time=first, **common
    )

    def look() -> None:
        if watch.refresh():
            collecting.reschedule("interval", seconds=collect_every_s(watch.config))
        watch.editions()

    looking = scheduler.add_job(look, "interval", seconds=WAKE_S, next_run_time=first, **common)
    threading.Thread(target=_mind_the_clock, args=((collecting, looking),), daemon=True).start()

    end = _End(watch, scheduler)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end.asked)
    for line in next_lines(watch.config, 1):
        say(line)
    say(f"briefing: looking for sources every {collect_every_s(watch.config):g} s; SIGTERM ends it")
    if not watch.stopping:
        scheduler.start()
    end.wait()
    watch.wait()
    say("briefing: ended")


class _End:
    """The end of a schedule, asked for at any moment: before the scheduler has begun, while it begins, or later.

    A signal falls between two steps of the main thread, which may hold the output or a lock of the scheduler's just
    then; all but the mark that nothing is to be started any more is left to threads of their own.
    """

    def __init__(self, watch: Watch, scheduler: Any) -> None:
        self._watch, self._scheduler = watch, scheduler
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def asked(self, signum: int, _frame: FrameType | None) -> None:
        """The handler of the signals."""
        first = not self._watch.stopping  # asked twice, by an init that is in a hurry, it ends once
        self._watch.stop()
        thread = threading.Thread(target=self._stop, args=(signal.Signals(signum).name, first), daemon=True)
        thread.start()
        self._threads.append(thread)

    def wait(self) -> None:
        """The scheduler has ended, or was never begun: whatever was still to be said is."""
        self._over.set()
        for thread in list(self._threads):
            thread.join(timeout=THREAD_S)

    def _stop(self, name: str, first: bool) -> None:
        from apscheduler.schedulers import SchedulerNotRunningError

        self._watch.say(f"briefing: {name} received; ending after the edition in hand")
        while first:
            try:
                self._scheduler.shutdown(wait=True)
                return
            except SchedulerNotRunningError:  # it begins just now, or never will
                if self._over.wait(AGAIN_S):
                    return


def _mind_the_clock(jobs: Sequence[Any]) -> None:
    """Where the clock was set, the next looks are due at once: they were laid down by the clock as it was, and one that
    was set back would have them wait for all that time."""
    apart = _apart_s()
    while True:
        time.sleep(WAKE_S)
        now_apart = _apart_s()
        if abs(now_apart - apart) > JUMP_S:
            for job in jobs:
                job.modify(next_run_time=datetime.now(ZoneInfo("UTC")))
        apart = now_apart


def _apart_s() -> float:
    """How far the clock of the day is from the one that nobody sets."""
    return time.time() - time.monotonic()
