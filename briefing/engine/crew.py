"""Warm worker processes of this machine behind one ``concurrent.futures.Executor``.

Each worker is a ``subprocess`` child that one thread feeds. A child that dies takes nothing with it but its own task,
which is tried again in a new child: in a ProcessPoolExecutor one SIGKILL fails every future there is.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.engine.child import MEMORY_BYTES, called, outcome_of, read, write
from briefing.errors import WorkError

TRIES = 3  # a task whose worker died so often is at fault itself
SECONDS = 600.0  # of one task; the limits of a drawing are far below
START = "import sys; from briefing.engine.child import main; sys.exit(main())"
END_S = 2.0  # a worker that was told to end is given so long


@dataclass(kw_only=True, slots=True)
class _Task:
    future: Future[Any]
    message: bytes
    what: str
    tries: int = 0


class Crew(Executor):
    """``workers`` warm processes; they are started by ``start`` or by the first task.

    ``seconds``: a task that takes longer is given up, and its worker is replaced. ``tries``: so many workers may end
    over one task. ``memory_bytes``: what each may use; a task that needs more is a WorkError. ``died`` counts the
    workers that ended over a task.
    """

    def __init__(
        self, workers: int, *, seconds: float = SECONDS, tries: int = TRIES, memory_bytes: int = MEMORY_BYTES
    ) -> None:
        self.workers = workers
        self._seconds, self._tries, self._memory_bytes = seconds, tries, memory_bytes
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._members: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        self.died = 0

    def start(self) -> None:
        """Start the workers now, so that they warm up while something else is done."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the crew was sent home")
            while len(self._members) < self.workers:
                self._members.append(_Worker(self))

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """The future of ``call(*given)``. What is sent must be picklable, and the call one of a module."""
        if named:
            raise TypeError("a task takes no arguments by name")
        self.start()
        task = _Task(future=Future(), message=called(call, given), what=getattr(call, "__name__", str(call)))
        self._tasks.put(task)
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers, after what was submitted unless it is cancelled."""
        with self._lock:
            self._closed, workers = True, list(self._members)
        while cancel_futures and not self._tasks.empty():
            with contextlib.suppress(queue.Empty):
                if task := self._tasks.get_nowait():
                    task.future.cancel()
        for _ in workers:
            self._tasks.put(None)
        for worker in workers if wait else ():
            worker.thread.join()

    def pids(self) -> list[int]:
        """Process ids of the workers that are there."""
        return [worker.process.pid for worker in self._members if worker.process is not None]


class _Worker:
    """One child and the thread that feeds it."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self.process: subprocess.Popen[bytes] | None = None
        self.thread = threading.Thread(target=self._serve, daemon=True, name="briefing-worker")
        self.thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # told with the first task
            self.process = self._child()  # by this thread, which lives as long as it does: see child._end_with
        while (task := self._crew._tasks.get()) is not None:
            if task.tries or task.future.set_running_or_notify_cancel():
                try:
                    self._work(task)
                except Exception as fault:  # this thread feeds the next task too, and somebody waits for this one
                    self._kill()
                    task.future.set_exception(WorkError(f"{type(fault).__name__}: {fault}"[:500], subject=task.what))
        self._end()

    def _work(self, task: _Task) -> None:
        """Have the task done; tried again, in a new child, where the child died over it."""
        while True:
            task.tries += 1
            late = threading.Event()
            try:
                good, value = self._exchange(task.message, late)
            except (OSError, EOFError) as gone:
                fault = self._fault(task, gone, late=late.is_set())
                if fault is None:
                    continue
                good, value = False, fault
            if good:
                task.future.set_result(value)
            else:
                task.future.set_exception(value)
            return

    def _fault(self, task: _Task, gone: Exception, *, late: bool) -> WorkError | None:
        """What is wrong with a task whose child gave no answer; None where it is worth another try."""
        code = self._kill()
        with self._crew._lock:
            self._crew.died += 1
        if late:
            message = f"took longer than {self._crew._seconds:.0f} s and was stopped"
            return WorkError(message, subject=task.what)
        if task.tries < self._crew._tries:
            return None
        message = f"its worker process ended {task.tries} times, the last time with code {code}"
        return WorkError(message, subject=task.what, hint=f"The last fault was {type(gone).__name__}")

    def _exchange(self, message: bytes, late: threading.Event) -> tuple[bool, Any]:
        """Send a task and read its outcome. OSError or EOFError where the child is gone."""
        if self.process is None:
            self.process = self._child()
        process = self.process

        def stop() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(self._crew._seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            write(process.stdin, message)
            answer = read(process.stdout)
        finally:
            watch.cancel()
        if answer is None:
            raise EOFError("the worker gave no answer")
        return outcome_of(answer)

    def _child(self) -> subprocess.Popen[bytes]:
        return _child(self._crew._memory_bytes)

    def _kill(self) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        process.kill()
        code = process.wait()
        _close(process)
        return code

    def _end(self) -> None:
        """Let the child end by itself; it does so when its input ends."""
        process, self.process = self.process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(timeout=END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _close(process)


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if stream:
                stream.close()


def _child(memory_bytes: int) -> subprocess.Popen[bytes]:
    """A new worker. It finds the modules that this process finds."""
    path = os.pathsep.join(dict.fromkeys(str(Path(place).resolve()) for place in sys.path))
    return subprocess.Popen(
        [sys.executable, "-c", START, str(os.getpid()), str(memory_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )
