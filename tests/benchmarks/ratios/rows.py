"""The rows of the table: what is measured against what, and how much may be asked of it.

Each row is a function that prepares its files in a folder of its own and gives a Ratio; one that cannot be measured
here gives the reason as text.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.ratios import growth, served
from tests.benchmarks.ratios.peer import goosepaper
from tests.benchmarks.ratios.scaled import DESKS, SAMPLE
from tests.benchmarks.ratios.timing import Ratio, Took, briefing, by_turns, run, told

DESKS_AT, SAMPLE_AT = "2026-02-18T03:00:00Z", "2022-01-06T18:00:00Z"
IMPORTS = [sys.executable, "-c", "import weasyprint, feedparser"]
AT = datetime(2026, 2, 18, 18, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What the rows are measured with."""

    folder: Path
    rounds: int
    peer: str  # the command of goosepaper, "" for none


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of the table. ``least`` and ``aim``: at most so much of the reference's time."""

    key: str
    work: str
    reference: str
    least: float
    aim: float
    measure: Callable[[Asked], Ratio | str]


def _desks(asked: Asked) -> Ratio | str:
    if not DESKS.is_dir():
        return "the world desks are not at hand"
    if not asked.peer:
        return "goosepaper is not at hand: give its command with --peer"
    paper = goosepaper(asked.peer, DESKS, asked.folder)

    def ours() -> Took:
        out = asked.folder / "desks"
        shutil.rmtree(out, ignore_errors=True)
        return run(_run(DESKS, DESKS_AT, out, "--config", str(_two_forms(asked.folder))))

    return by_turns(ours, paper, asked.rounds)


def _two_forms(folder: Path) -> Path:
    """The stock reader, printed as HTML and PDF as the peer does it."""
    path = folder / "two-forms.yaml"
    path.write_text("store: sqlite:///two.db\nreaders:\n  - {name: desk, zone: UTC, formats: [pdf, html]}\n", "utf-8")
    return path


def _run(files: Path, at: str, out: Path, *more: str) -> list[str]:
    return briefing("run", "--from", str(files), "--as-of", at, "--out", str(out), *more)


def _nothing(asked: Asked) -> Ratio | str:
    files, at = (DESKS, DESKS_AT) if DESKS.is_dir() else (SAMPLE, SAMPLE_AT)
    command = _run(files, at, asked.folder / "nothing")
    run(command)
    return by_turns(lambda: run(command), lambda: run(IMPORTS), asked.rounds)


def _growth(asked: Asked) -> Ratio | str:
    large = growth.prepare(asked.folder / "large", 100_000)
    small = growth.prepare(asked.folder / "small", 1_000)
    return by_turns(large, small, asked.rounds)


def _digest(asked: Asked) -> Ratio | str:
    return _parts("group", asked)


def _whole_digest(asked: Asked) -> Ratio | str:
    return _parts("digest", asked)


def _parts(part: str, asked: Asked) -> Ratio | str:
    def of(name: str) -> Callable[[], Took]:
        return lambda: told([sys.executable, "-m", "tests.benchmarks.ratios.grouping", name, "10000"])

    return by_turns(of(part), of("reference"), min(asked.rounds, 2))


def _feeds(count: int) -> Callable[[Asked], Ratio | str]:
    def measure(asked: Asked) -> Ratio | str:
        with served.server() as port:
            ours, theirs = served.pair(asked.folder / f"feeds-{count}", port, count)
            return by_turns(ours, theirs, asked.rounds)

    return measure


ROWS = (
    Row(
        key="desks", work="world desks to HTML and PDF, cold", reference="goosepaper on the same files", least=0.8,
        aim=0.47, measure=_desks,
    ),
    Row(
        key="nothing", work="nothing new, one reader", reference='python -c "import weasyprint, feedparser"',
        least=1.2, aim=0.85, measure=_nothing,
    ),
    Row(
        key="growth", work="100 new wires in an archive of 100,000", reference="100 new in 1,000", least=1.5, aim=1.1,
        measure=_growth,
    ),
    Row(
        key="group", work="10,000 analysed wires into stories", reference="scikit-learn TF-IDF and average link",
        least=1.5, aim=1.0, measure=_digest,
    ),
    Row(
        key="digest", work="the whole digest of 10,000 wires, analysis and all", reference="the same", least=1.5,
        aim=1.0, measure=_whole_digest,
    ),
    *(
        Row(
            key=f"feeds-{count}", work=f"{count:,} feeds answering 304", reference="httpx alone fetching them",
            least=1.3, aim=1.1, measure=_feeds(count),
        )
        for count in (10, 100, 1000)
    ),
)  # fmt: skip
