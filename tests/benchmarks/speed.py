"""Whole runs, timed: `python -m tests.benchmarks.speed [--data DIR] [--rounds N]`.

    cold       25 world desks (1,180 items) from files to PDF, HTML, JSON and ICS, into an empty archive
    again      the same command with nothing new
    sample     the sample edition, cold
    help       `briefing --help`
    imports    python -c "import weasyprint, feedparser", to compare with on the same machine

Prints a table in Markdown: seconds (best and median of the rounds). DIR holds feeds/; by default ../shared.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def timed(command: list[str]) -> float:
    """Seconds of one run; a run that fails with another code than 0 or 3 ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    briefing = [sys.executable, "-m", "briefing"]
    desks = options.data / "feeds" / "fastfeedparser" / "worldnews"
    times: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            world = [*briefing, "run", "--from", str(desks), "--as-of", "2026-02-18T03:00:00Z", "--out", folder]
            if desks.is_dir():
                times.setdefault("world desks, cold", []).append(timed(world))
                times.setdefault("world desks, nothing new", []).append(timed(world))
        with tempfile.TemporaryDirectory() as folder:
            sample = [*briefing, "run", "--from", "wires", "--as-of", "2022-01-06T18:00:00Z", "--out", folder]
            times.setdefault("sample edition, cold", []).append(timed(sample))
        times.setdefault("briefing --help", []).append(timed([*briefing, "--help"]))
        imports = [sys.executable, "-c", "import weasyprint, feedparser"]
        times.setdefault("import weasyprint, feedparser", []).append(timed(imports))
    sys.stdout.write("| run | best, s | median, s |\n|---|---|---|\n")
    for name, seconds in times.items():
        sys.stdout.write(f"| {name} | {min(seconds):.2f} | {statistics.median(seconds):.2f} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
