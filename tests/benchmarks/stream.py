"""Ten days in a row, one edition a day: `python -m tests.benchmarks.stream FEEDS_DIR OUT_DIR`.

FEEDS_DIR holds a folder of feed files for each day, named YYYY-MM-DD. One reader of everything is told an edition each
day at 23:59 UTC, made of that day's files and of what the archive remembers. OUT_DIR/<date>.json is the edition of that
date; the archive lies in OUT_DIR/work.
"""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from briefing.config import Budget, Config, Reader, Slot
from briefing.model import SECTIONS
from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions


def main(feeds: Path, out: Path) -> int:
    """Make the editions; 1 where a day came to nothing."""
    work = out / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    reader = Reader(
        name="all",
        sections=[*SECTIONS, "other"],
        slots=[Slot(at="23:59")],
        formats=["json"],
        budget=Budget(pages=8, brief=40),
    )
    config = Config(store=f"sqlite:///{work / 'stream.db'}", out=str(work / "out"), readers=[reader])
    code = 0
    for day in sorted(path for path in feeds.iterdir() if path.is_dir()):
        at = datetime.fromisoformat(day.name).replace(hour=23, minute=59, tzinfo=UTC)
        result = run_once(config, RunOptions(from_paths=(day,), as_of_at=at, deliver=True))
        for one in result.published:
            if one.state != "told":
                sys.stderr.write(f"{day.name}: {one.state}: {'; '.join(one.faults)}\n")
                code = 1
                continue
            shutil.copyfile(one.files["json"], out / f"{day.name}.json")
    return code


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
