"""How long a template may draw, by the work it did: on a busy machine a good template takes long by the clock."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

BY_CLOCK = 12  # times as long as the processor may work for it; a template has nothing to wait for


class TooSlowError(BaseException):
    """Raised inside a template that draws for too long; no ``except Exception`` on the way can swallow it."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[Callable[[], bool]]:
    """Stop the block from outside, also where it loops without giving anything back.

    ``seconds`` are of the processor's work for this thread, or ``BY_CLOCK`` times as many by the clock; where the
    system does not tell a thread's work, by the clock alone. Gives a question: is the time over? A template is Python
    code that the engine compiled: an exception set for its thread comes up at its next step.
    """
    drawing, lock, over = threading.get_ident(), threading.Lock(), threading.Event()
    work = _work_of(drawing)
    ends, latest = work() + seconds, time.monotonic() + seconds * BY_CLOCK

    def left() -> float:
        return min(ends - work(), latest - time.monotonic())

    def watch() -> None:
        try:
            while (rest := left()) > 0:
                if over.wait(max(rest, 0.05)):
                    return
        except OSError:  # the thread ended since, and its clock with it
            return
        with lock:
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(drawing), ctypes.py_object(TooSlowError))

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield lambda: left() <= 0
    finally:
        with lock:  # from here on nothing can be set for this thread any more
            over.set()


def _work_of(thread: int) -> Callable[[], float]:
    """A clock of the seconds that processors worked for a thread, which any thread may ask while it lives."""
    try:
        clock = time.pthread_getcpuclockid(thread)
    except (AttributeError, OSError):  # no such clocks on this system
        return time.monotonic
    return lambda: time.clock_gettime(clock)
