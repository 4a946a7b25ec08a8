"""Tasks that workers are given in tests: of a module, since a worker imports them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.digest.regions import Regions
from briefing.errors import RenderError
from briefing.model import Analysis, Wire


def square(n: int) -> int:
    return n * n


def named(n: int) -> tuple[int, int]:
    """The number, and which process worked on it."""
    return n, os.getpid()


def slow(n: int) -> int:
    time.sleep(0.05)
    return n


def very_slow(n: int) -> int:
    time.sleep(30)
    return n


def refused(n: int) -> int:
    raise RenderError(f"{n} cannot be drawn", subject="pdf", hint="Ask again")


def own_fault(n: int) -> int:
    class Own(Exception):  # cannot be pickled
        pass

    raise Own(f"number {n}")


class Unreadable:
    """Can be written, and not be read again."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return int, ("no number",)


def unreadable(n: int) -> Unreadable:
    return Unreadable()


def chatty(n: int) -> int:
    print("words on standard output", n)
    os.write(1, b"and bytes\n")
    return n


def hungry(n: int) -> int:
    return len(bytearray(n << 30))


def dies_once(given: tuple[int, str]) -> int:
    """Kills its own process the first time it is asked for 7; the mark of that is a file."""
    n, folder = given
    mark = Path(folder) / "died"
    if n == 7 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return n


def analyse_or_die(wire: Wire, *, regions: Regions) -> Analysis:
    """An analysis that kills its process over one kind of wire."""
    from briefing.digest.analyse import analyse

    if "deadly" in wire.headline:
        os.kill(os.getpid(), signal.SIGKILL)
    return analyse(wire, regions=regions)


def dies(n: int) -> int:
    """Kills its process whenever it is asked for 3."""
    if n == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n
