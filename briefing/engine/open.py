"""The engine that a configuration names."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from briefing.config.engine import EngineChoice
from briefing.engine.cluster import Cluster, ClusterMissing
from briefing.engine.crew import Crew
from briefing.engine.engine import Engine

QUOTA = Path("/sys/fs/cgroup/cpu.max")


def open_engine(choice: EngineChoice) -> Engine:
    """The engine of a choice. A cluster is asked when the first task comes; one that is not there gives way to this
    machine, with a line that says so."""
    return Engine(opened=lambda: _opened(choice))


def _opened(choice: EngineChoice) -> tuple[Crew | Cluster | None, list[str]]:
    local = choice.workers or cores()
    crew = Crew(local) if local > 1 else None
    if choice.kind == "local":
        return crew, []
    try:
        return Cluster(choice.address, crew or Crew(1)), []
    except ClusterMissing as missing:
        return crew, [f"no cluster at {choice.address}: {missing}; this machine works alone"]


def cores() -> int:
    """How many processes can work at once here: the processors this process may use, or the quota of its container."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        count = os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = QUOTA.read_text().split()
        count = min(count, max(1, round(int(quota) / int(period))))
    return count
