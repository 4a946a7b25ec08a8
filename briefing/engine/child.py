"""One worker process of the local crew: ``main`` in a process of its own, started by briefing.engine.crew.

It answers tasks on standard input until that ends. A task is eight bytes of length and a pickle of (call, arguments);
the answer is eight bytes of length and a pickle of (True, value) or (False, exception). It ends with its parent,
however that ends, also in the middle of a task.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from briefing.errors import WorkError

MEMORY_BYTES = 4 << 30
HEAD = 8  # bytes of a length
PR_SET_PDEATHSIG = 1  # of prctl(2)
LOOK_S = 1.0  # how often to look for the parent where the system does not tell


def main() -> int:
    """Serve tasks until the parent closes the pipe; returns the exit code. The arguments are the process id of the
    parent and the bytes of memory that may be used."""
    parent, memory = map(int, sys.argv[1:3])
    _end_with(parent)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a task prints must not get into the answers
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group: the parent decides when work ends
        signal.signal(number, signal.SIG_IGN)
    _limit_memory(memory)
    gc.freeze()  # what is loaded so far is no rubbish
    with suppress(BrokenPipeError):  # the parent is gone: nobody wants the answer
        while (message := read(sys.stdin.buffer)) is not None:
            write(answers, answer(message))
    return 0


def answer(message: bytes) -> bytes:
    """The pickled outcome of a pickled task. What cannot be sent back whole is sent as the text that tells of it."""
    try:
        call, given = pickle.loads(message)
        outcome = (True, call(*given))
    except MemoryError:
        outcome = (False, _too_much())
    except Exception as fault:  # told to the parent, which knows whose task it is
        outcome = (False, fault)
    try:
        return whole(outcome)
    except MemoryError:
        return whole((False, _too_much()))
    except Exception:
        return whole((False, RuntimeError(f"{type(outcome[1]).__name__}: {outcome[1]}"[:2000])))


def whole(outcome: tuple[bool, Any]) -> bytes:
    """The pickle of an outcome. An exception is tried first, for some can be written and not be read again."""
    data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    if not outcome[0]:
        pickle.loads(data)
    return data


def outcome_of(message: bytes) -> tuple[bool, Any]:
    """What ``answer`` says: (True, value) or (False, exception). A value that cannot be read is a WorkError."""
    try:
        good, value = pickle.loads(message)
    except Exception as fault:  # whatever its class does when it is made again
        return False, WorkError(f"its answer cannot be read ({type(fault).__name__}: {fault})"[:500])
    return bool(good), value


def read(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the stream ends before it is whole."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return body if len(body) == size else None


def write(stream: IO[bytes], message: bytes) -> None:
    """One message, flushed."""
    stream.write(len(message).to_bytes(HEAD, "big"))
    stream.write(message)
    stream.flush()


def called(call: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
    """A task as a message."""
    return pickle.dumps((call, given), pickle.HIGHEST_PROTOCOL)


def _too_much() -> WorkError:
    return WorkError("it needs more memory than a worker may have")


def _end_with(parent: int) -> None:
    """Have this process ended when its parent is, for one that is killed ends none of its children."""
    if sys.platform == "linux":
        import ctypes

        told = ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0) == 0
        if os.getppid() != parent:
            os._exit(1)  # it ended before it could be told
        if told:
            return

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_S)
        os._exit(1)

    threading.Thread(target=look, daemon=True, name="briefing-parent").start()


def _limit_memory(most: int) -> None:
    """A task that eats memory ends this process and not the machine; not every system can set a limit."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, ValueError, OSError):
        return
