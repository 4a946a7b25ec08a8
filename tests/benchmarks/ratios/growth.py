"""The same hundred new wires in a large archive and in a small one, which have had as many wires a day."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.ratios.scaled import made, write_feeds
from tests.benchmarks.ratios.timing import Took, briefing, run

NOW = datetime(2026, 2, 18, 18, tzinfo=UTC)
A_DAY = 274  # wires; 100,000 in a year
NEW = 100
CONFIG = """\
store: sqlite:///archive.db
out: out
readers:
  - {name: all, zone: UTC, slots: [{at: '18:00'}], formats: [json], sections: [security-talks, regional-crises, other]}
"""


def prepare(folder: Path, count: int) -> Callable[[], Took]:
    """A run over ``NEW`` wires, each time in a fresh copy of an archive of ``count``, made once. Three editions have
    been told of its last days."""
    whole = folder / "whole"
    if not (whole / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _fill(whole, count)
        write_feeds(whole / "new", NEW, until_at=NOW, days=0.5, seed=99)
        (whole / "done").touch()

    def once() -> Took:
        now = folder / "now"
        shutil.rmtree(now, ignore_errors=True)
        shutil.copytree(whole, now)
        took = run(_told(now, now / "new", NOW))
        shutil.rmtree(now)
        return took

    return once


def _fill(folder: Path, count: int) -> None:
    from briefing.store import open_store

    folder.mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    days, last = max(1, count // A_DAY), 3
    start_at = NOW - timedelta(days=1)
    older = made(count - last * A_DAY, until_at=start_at - timedelta(days=last), days=days, seed=5)
    with open_store(f"sqlite:///{folder / 'archive.db'}") as store:
        while batch := list(itertools.islice(older, 2000)):
            store.add_wires(batch)
    for day in range(last):
        at = start_at - timedelta(days=last - 1 - day)
        write_feeds(folder / f"day-{day}", A_DAY, until_at=at, seed=50 + day)
        run(_told(folder, folder / f"day-{day}", at))


def _told(folder: Path, files: Path, at: datetime) -> list[str]:
    given = ("-c", str(folder / "config.yaml"), "--from", str(files), "--as-of", f"{at:%Y-%m-%dT%H:%M:%SZ}")
    return briefing("run", *given, "--deliver")
