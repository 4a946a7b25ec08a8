"""One worker process of the local crew: ``main`` in a process of its own, started by briefing.engine.crew.

It answers tasks on standard input until that ends. A task is eight bytes of length and a pickle of (call, arguments);
the answer is eight bytes of length and a pickle of (True, value) or (False, exception).
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

MEMORY_BYTES = 4 << 30
HEAD = 8  # bytes of a length


def main() -> int:
    """Serve tasks until the parent closes the pipe; returns the exit code."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a task prints must not get into the answers
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group: the parent decides when work ends
        signal.signal(number, signal.SIG_IGN)
    _limit_memory()
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
    except Exception as fault:  # told to the parent, which knows whose task it is
        outcome = (False, fault)
    try:
        return whole(outcome)
    except Exception:
        return whole((False, RuntimeError(f"{type(outcome[1]).__name__}: {outcome[1]}"[:2000])))


def whole(outcome: tuple[bool, Any]) -> bytes:
    """The pickle of an outcome. An exception is tried first, for some can be written and not be read again."""
    data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    if not outcome[0]:
        pickle.loads(data)
    return data


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


def _limit_memory() -> None:
    """A task that eats memory ends this process and not the machine; not every system can set a limit."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        return
