"""Measure the digest against labelled sets.

    python -m tests.benchmarks.quality clusters|timex|places|events IN.jsonl OUT.jsonl   predictions for a scorer
    python -m tests.benchmarks.quality table [--data DIR]        every figure beside its reference and its floor
    python -m tests.benchmarks.quality gate [--data DIR]         the same; exit 1 where a figure fell below its floor
    python -m tests.benchmarks.quality raise [--data DIR]        lift the floors to what is measured

The data are not shipped. DIR is the folder that holds gold/, corpora/, feeds/ and score/; by default ../shared beside
the project. Without it the gate says so and measures nothing; the sample edition and the seed are held by the tests.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks.quality import clusters, events, places, timex

TASKS = {"clusters": clusters, "timex": timex, "places": places, "events": events}
SHARED = Path(__file__).resolve().parents[3].parent / "shared"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in TASKS:
        task = commands.add_parser(name)
        task.add_argument("source", type=Path)
        task.add_argument("target", type=Path)
    for name in ("table", "gate", "raise"):
        commands.add_parser(name).add_argument("--data", type=Path, default=SHARED)
    options = parser.parse_args()
    if options.command in TASKS:
        docs = [json.loads(line) for line in options.source.read_text(encoding="utf-8").splitlines() if line.strip()]
        found = TASKS[options.command].predict(docs)
        options.target.write_text("".join(json.dumps(x, ensure_ascii=False) + "\n" for x in found), encoding="utf-8")
        return 0
    from tests.benchmarks.quality.figures import run

    return run(options.command, options.data)


if __name__ == "__main__":
    sys.exit(main())
