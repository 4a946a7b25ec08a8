"""Two commands timed by turns, so that what else the machine does falls on both alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OK = (0, 3)  # 3: an edition is out, with failures in the report


@dataclass(frozen=True, kw_only=True, slots=True)
class Took:
    """One run: seconds by the clock, seconds of processors (children included), and the most memory it held, in MB."""

    clock_s: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratio:
    """Ours over theirs. ``cpu``: of processor seconds, which another program on the machine changes least."""

    ours: Took
    theirs: Took
    clock: float
    cpu: float


def run(command: Sequence[str], *, cwd: Path = ROOT) -> Took:
    """One run of a program in a process of its own; SystemExit with what it said where it fails."""
    return _run(command, cwd)[0]


def told(command: Sequence[str], *, cwd: Path = ROOT) -> Took:
    """The same, with the seconds that the program tells of its part: "CLOCK CPU" begins its last line."""
    took, said = _run(command, cwd)
    clock, cpu = said.strip().splitlines()[-1].split()[:2]
    return Took(clock_s=float(clock), cpu_s=float(cpu), peak_mb=took.peak_mb)


def _run(command: Sequence[str], cwd: Path) -> tuple[Took, str]:
    # as an installed program runs: what it compiled is kept, whatever the caller's environment says
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    with process.stdout as pipe:
        said = pipe.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.perf_counter() - began
    if process.returncode not in OK:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Took(clock_s=clock, cpu_s=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024), said


def best(took: Sequence[Took]) -> Took:
    """The least of each, over rounds."""
    return Took(
        clock_s=min(one.clock_s for one in took),
        cpu_s=min(one.cpu_s for one in took),
        peak_mb=max(one.peak_mb for one in took),
    )


def by_turns(ours: Callable[[], Took], theirs: Callable[[], Took], rounds: int) -> Ratio:
    """Both, ``rounds`` times; the median of the ratios of each pair."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return Ratio(
        ours=best([one for one, _ in pairs]),
        theirs=best([two for _, two in pairs]),
        clock=statistics.median(one.clock_s / two.clock_s for one, two in pairs),
        cpu=statistics.median(one.cpu_s / two.cpu_s for one, two in pairs),
    )


def briefing(*arguments: str) -> list[str]:
    """The command that runs the program from this checkout."""
    return [sys.executable, "-m", "briefing", *arguments]
