"""The engine that a configuration names."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from briefing.config.engine import EngineChoice
from briefing.engine.crew import Crew
from briefing.engine.engine import Engine

QUOTA = Path("/sys/fs/cgroup/cpu.max")


def open_engine(choice: EngineChoice) -> Engine:
    """The engine of a choice; a cluster that is not there gives way to this machine, with a line that says so."""
    local = choice.workers or cores()
    if choice.kind == "local":
        return Engine(Crew(local) if local > 1 else None)
    from briefing.engine.cluster import Cluster, ClusterMissing

    crew = Crew(local)
    try:
        return Engine(Cluster(choice.address, crew))
    except ClusterMissing as missing:
        line = f"no cluster at {choice.address}: {missing}; this machine works alone"
        return Engine(crew if local > 1 else None, said=[line])


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
