"""Throw broken and hostile texts at the digest: `python -m tests.benchmarks.fuzz [--minutes 10] [--seed N]`.

Sample wires are cut, repeated, spliced with other scripts, control characters, numbers and very long words, and read,
analysed and grouped. Any exception, or more than two seconds for a text (more for texts over 2 MB), ends the run with
the seed of the case and the text in a file beside the out folder. Prints how many texts were tried.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from briefing.digest.analyse import analyse
from briefing.digest.regions import load_regions
from briefing.errors import WireError
from briefing.model import Wire
from briefing.pipeline.making.stateless import digest_wires

WIRES = Path(__file__).resolve().parents[2] / "wires"
AT = datetime(2022, 1, 6, 18, tzinfo=UTC)
SCRAPS = (
    *("\x00", "\x07", "\ufeff", "\u202e", "\ud7ff", "\U0001f468\u200d\U0001f469", "e\u0301", "\u2028", "\t"),
    *("مفاوضات جنيف يوم الاثنين", "日内瓦会谈将于1月10日举行", "Переговоры в Женеве 10 января"),
    *("x" * 100_000, "9" * 50_000, "- " * 20_000, "Monday " * 5_000, "January 10, " * 5_000),
    *("(" * 3_000, '"' * 3_000, "U.S. " * 4_000, "\n" * 2_000, "..." * 2_000),
    *(
        "Mr. ",
        "/TASS/. ",
        "<b>",
        "&amp;",
        "{{ 7*7 }}",
        "may March second sun ",
        "2022-13-45",
        "12-13-14",
        "31 February",
    ),
    "Geneva, Texas, Georgia, Jordan, Chad ",
)


def mutate(text: str, chance: random.Random) -> str:
    """A text made worse in one to six ways."""
    for _ in range(chance.randint(1, 6)):
        a, b = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        way = chance.randint(0, 7)
        if way == 0:
            text = text[:a] + text[b:]
        elif way == 1:
            text = text[:a] + chance.choice(SCRAPS) + text[a:]
        elif way == 2:
            text = text[:a] + text[a:b] * chance.randint(1, 20) + text[b:]
        elif way == 3:
            text = text.upper() if chance.random() < 0.5 else text.lower()
        elif way == 4:
            text = text[:a] + "".join(chr(chance.randint(1, 0x10FFF)) for _ in range(50)) + text[a:]
        elif way == 5:
            text = text.replace(" ", chance.choice(("", "  ", "\u00a0", "\n")), chance.randint(1, 200))
        elif way == 6:
            text = "".join(chance.sample(text[a : a + 400], len(text[a : a + 400]))) + text[b:]
        else:
            text = text[::-1] if chance.random() < 0.2 else text[b:] + text[:a]
    return text[:2_000_000]


def attempt(data: bytes) -> list[Wire]:
    """Read a text as a wire and analyse it; what is refused with a reason is fine."""
    from briefing.collect.wiretext import parse_wire

    try:
        wire = parse_wire(data, path="/drop/fuzz.txt", received_at=AT)
    except WireError:
        return []
    analyse(wire, regions=load_regions(None))
    return [wire]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(WIRES.glob("*.txt"))]
    end, tried, slowest, kept = time.monotonic() + options.minutes * 60, 0, 0.0, list[Wire]()
    while time.monotonic() < end:
        chance = random.Random(options.seed * 1_000_003 + tried)
        data = mutate(chance.choice(texts), chance).encode("utf-8", "surrogatepass")
        start = time.process_time()
        try:
            kept += attempt(data)
            took = time.process_time() - start
            if len(kept) >= 60:
                unique = list({wire.id: wire for wire in kept}.values())
                digest_wires(unique, as_of_at=AT)
                kept.clear()
            failed = took > 2.0
        except Exception as fault:
            sys.stdout.write(f"{type(fault).__name__}: {fault}\n")
            failed, took = True, 0.0
        slowest = max(slowest, took)
        if failed:
            path = Path(tempfile.gettempdir()) / f"fuzz-{options.seed}-{tried}.txt"
            path.write_bytes(data)
            sys.stdout.write(f"case {tried} of seed {options.seed} failed ({took:.1f} s): {path}\n")
            return 1
        tried += 1
    sys.stdout.write(f"{tried} texts in {options.minutes:g} minutes, slowest {slowest:.2f} s, no exception\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
