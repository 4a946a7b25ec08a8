"""How well the length of an edition is foreseen: `python -m tests.benchmarks.pages [--fit] [--data ../shared]`.

Makes and draws editions of many kinds (the sample wires, and where the shared data lie world desks, ten days in a row,
full wires; budgets of 3 to 10 pages, narrow and wide readers), measures the pages that came out, and says how far each
lies from what was promised and from what was foreseen. ``--fit`` prints new factors for briefing/edition/budget.py,
``--minutes`` says the same of budgets in minutes of reading.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefing.config import Budget, Config, Reader
from briefing.edition.budget import FACTORS, PAGE_PT, heights, pages_of
from briefing.edition.reading import minutes_of
from briefing.model import Edition
from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions
from briefing.store import open_store

ROOT = Path(__file__).resolve().parents[2]
TOP_PT, BOTTOM_PT = 54.0, 842.0 - 51.0  # of the text block
READERS: dict[str, dict[str, object]] = {
    "wide": {},
    "talks": {"sections": ["security-talks"]},
    "crises": {"sections": ["regional-crises"]},
    "europe": {"regions": ["europe"]},
}
PAGES = (3, 4, 6, 8, 10)
MINUTES = (3, 4, 6, 8, 12)


def inputs(data: Path) -> Iterator[tuple[Path, str]]:
    """(files, instant) of each set that is there."""
    yield ROOT / "wires", "2022-01-06T18:00:00Z"
    yield data / "feeds" / "fastfeedparser" / "worldnews", "2026-02-18T03:00:00Z"
    for day in sorted((data / "gold" / "stream" / "feeds").glob("20*"))[::3]:
        yield day, f"{day.name}T23:59:00Z"
    yield data / "wires" / "tass-2024", "2024-12-27T00:00:00Z"


def drawn(paths: Path, at: str, folder: Path) -> Iterator[tuple[Edition, Path, int]]:
    """Each edition of one set with its PDF and the pages promised."""
    for edition, files, budget in told(paths, at, folder, [Budget(pages=pages) for pages in PAGES], "pdf"):
        yield edition, Path(files["pdf"]), budget.pages


def told(
    paths: Path, at: str, folder: Path, budgets: Sequence[Budget], form: str
) -> Iterator[tuple[Edition, Mapping[str, str], Budget]]:
    """Each edition of one set with its files and its budget."""
    from datetime import datetime

    readers = [
        Reader.model_validate({"name": f"{name}{n}", "formats": [form], "budget": budget, **more})
        for name, more in READERS.items()
        for n, budget in enumerate(budgets)
    ]
    config = Config(store=f"sqlite:///{folder / 'b.db'}", out=str(folder / "out"), readers=readers)
    when = datetime.fromisoformat(at)
    result = run_once(config, RunOptions(from_paths=(paths,), as_of_at=when, deliver=True, extra=True))
    with open_store(config.store) as store:
        for one in result.published:
            if one.faults:
                sys.stderr.write(f"{paths.name} {one.reader}: {one.faults}\n")
                continue
            row = store.edition(one.reader, one.on, one.slot)
            assert row is not None
            budget = next(r.budget for r in readers if r.name == one.reader)
            yield store.load_edition(row.id), one.files, budget


def length_of(pdf: Path) -> float:
    """Pages, the last one by how far down its text goes."""
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    pages = text.split("<page ")[1:]
    ends = [float(y) for y in re.findall(r'yMax="([\d.]+)"', pages[-1])]
    last = max((y for y in ends if y <= BOTTOM_PT), default=TOP_PT)
    return len(pages) - 1 + min(1.0, (last - TOP_PT) / (BOTTOM_PT - TOP_PT))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / ".." / "shared")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--minutes", action="store_true", help="budgets in minutes of reading; nothing is drawn")
    options = parser.parse_args()
    if options.minutes:
        return minutes(options.data)
    rows: list[tuple[dict[str, float], float, float, int, bool]] = []
    for paths, at in inputs(options.data):
        if not paths.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            for edition, pdf, budget in drawn(paths, at, Path(folder)):
                cut = bool(edition.brief or edition.below)
                rows.append((heights(edition), length_of(pdf), pages_of(edition), budget, cut))
    report(rows)
    if options.fit:
        fit(rows)
    return 0


def minutes(data: Path) -> int:
    """Prints how editions keep to budgets in minutes of reading."""
    shares: list[float] = []
    for paths, at in inputs(data):
        if not paths.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            budgets = [Budget(minutes=n) for n in MINUTES]
            for edition, _, budget in told(paths, at, Path(folder), budgets, "json"):
                if edition.below and budget.minutes:
                    shares.append(minutes_of(edition) / budget.minutes)
    over = sum(share > 1.1 for share in shares)
    near = sum(0.9 <= share <= 1.1 for share in shares)
    print(f"{len(shares)} editions with stories below the cut: {near} within a tenth of the minutes, {over} above")
    print(f"least {min(shares):.2f}, most {max(shares):.2f} of the budget")
    return 0


def report(rows: list[tuple[dict[str, float], float, float, int, bool]]) -> None:
    """Prints how many editions keep their promise, and how well their length was foreseen."""
    over = [real - budget for _, real, _, budget, _ in rows]
    off = [abs(real - foreseen) for _, real, foreseen, _, _ in rows]
    kept = sum(o <= 0.5 for o in over)
    filled = [(real, budget) for _, real, _, budget, cut in rows if cut]
    close = sum(abs(real - budget) <= 0.5 for real, budget in filled)
    print(f"{len(rows)} editions: {kept} not more than half a page over; longest {max(over):+.2f} pages")
    print(f"foreseen within half a page: {sum(o <= 0.5 for o in off)}; mean error {sum(off) / len(off):.2f} pages")
    print(f"with stories left for brief or below: {len(filled)}; within half a page of the budget: {close}")


def fit(rows: list[tuple[dict[str, float], float, float, int, bool]]) -> None:
    """Prints factors by non-negative least squares, held near 1 where the editions do not tell."""
    import numpy as np
    from scipy.optimize import nnls

    parts = list(FACTORS)
    a = np.array([[row[0][part] / PAGE_PT for part in parts] for row in rows])
    b = np.array([row[1] for row in rows])
    for weight in (0.5, 1.0, 2.0):
        pull = weight * np.eye(len(parts))
        found, _ = nnls(np.vstack([a, pull]), np.concatenate([b, pull @ np.ones(len(parts))]))
        print(f"held near 1 by {weight}: mean error {np.abs(a @ found - b).mean():.2f} pages")
        print({part: round(float(value), 2) for part, value in zip(parts, found, strict=True)})


if __name__ == "__main__":
    sys.exit(main())
