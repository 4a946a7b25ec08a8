"""The search of the web archive under load: `python -m tests.benchmarks.serve FOLDER [--wires 100000] [--readers 50]`.

FOLDER gets a store of made wires (kept for the next time) and the real server over it, on a free port. So many readers
ask at once, without a pause, for so many seconds; printed are the times of their answers. ``--same`` lets them ask the
same 144 things again and again, as readers of one morning do; otherwise no question comes twice.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from briefing.config import load_config
from briefing.model import Analysis, Wire
from briefing.pipeline.care.tokens import make_token
from briefing.store import open_store
from tests.benchmarks.archive import KINDS, MORE, TOWNS

FIRST = datetime(2022, 1, 1, tzinfo=UTC)
REGIONS = ("sahel", "horn-of-africa", "middle-east", "eastern-europe", "south-asia")
TOPICS = ("armed-conflict", "diplomacy", "unrest")
WORDS = ("talks", "ceasefire talks", "soldiers", "market", "villages", "convoy", '"army chief"', "fuel", "rebels")
PLACES = ("Mekelle", "Aleppo", "Kharkiv", "Marib", "Aden", "Cali", "Jos", "Herat", "Sirte", "Khartoum", "Gao", "Idlib")
EMPTY: dict[str, tuple[()]] = dict.fromkeys(
    ("countries", "sections", "places", "bodies", "people", "parts", "ahead", "behind", "why"), ()
)


def made(count: int) -> Iterator[Wire]:
    """Wires a minute and a half apart, of seven sources."""
    chance = random.Random(7)
    for n in range(count):
        at = FIRST + timedelta(seconds=86 * n)
        country, town = chance.choice(TOWNS).replace("_", " ").split(":")
        head, body = chance.choice(KINDS).split("|")
        said = {"t": town, "c": country, "n": chance.randint(2, 90), "d": f"{at:%A}"}
        more = f"Reference {n} was filed by the desk in {town}, and its figures could not be checked."
        yield Wire(
            id=sha256(str(n).encode()).hexdigest()[:16],
            identity=f"g{n}",
            source=f"desk{n % 7}",
            publisher=f"Desk {n % 7}",
            headline=head.format(**said),
            paragraphs=(body.format(**said), *chance.sample(MORE, 3), more),
            received_at=at + timedelta(minutes=3),
            published_at=at,
            published_text=at.isoformat(),
            link=f"https://news.example/{n}",
        )


def furnish(folder: Path, count: int, workers: int = 1) -> Path:
    """The configuration over a store of so many wires; the store is made where it is missing or has fewer."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "config.yaml"
    path.write_text(
        f"store: sqlite:///archive.db\nweb: {{workers: {workers}}}\n"
        "readers:\n  - {name: desk, zone: UTC, slots: [{at: '18:00'}]}\n",
        encoding="utf-8",
    )
    with open_store(load_config(path).store) as store:
        if store.count_wires() < count:
            wires = made(count)
            while batch := list(itertools.islice(wires, 2000)):
                store.add_wires(batch)
                store.save_analyses(_about(wire, n) for n, wire in enumerate(batch))
    return path


def _about(wire: Wire, n: int) -> Analysis:
    return Analysis(wire_id=wire.id, rules="made", region=REGIONS[n % 5], topic=TOPICS[n % 3], severity=0.5, **EMPTY)


def questions(*, same: bool) -> Iterator[dict[str, str]]:
    """What readers ask; every fifth in a region, every seventh for the best."""
    for n in itertools.count(1):
        words = f"{WORDS[n % len(WORDS)]} {PLACES[n * 7 % len(PLACES)]}"
        asked = {"q": words if same else f"{words} -x{n}"}
        asked |= {"region": REGIONS[n % 5]} if n % 5 == 0 else {}
        yield asked | ({"order": "best"} if n % 7 == 0 else {})


async def load(address: str, secret: str, readers: int, seconds: float, *, same: bool) -> list[float]:
    """Milliseconds of each answer, over connections that stay open. A client of a few lines: a real one would take more
    of the machine than the server does."""
    host, port = address.split(":")
    times: list[float] = []
    ends, asks = perf_counter() + seconds, questions(same=same)

    async def one() -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        while perf_counter() < ends:
            began = perf_counter()
            head = f"GET /search?{urlencode(next(asks))} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {secret}"
            writer.write(f"{head}\r\n\r\n".encode())
            said = await reader.readuntil(b"\r\n\r\n")
            if not said.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(said.decode())
            await reader.readexactly(int(re.search(rb"content-length: (\d+)", said)[1]))
            times.append((perf_counter() - began) * 1000)
        writer.close()

    await asyncio.gather(*(one() for _ in range(readers)))
    return times


def main(folder: Path, wires: int, readers: int, seconds: float, *, same: bool, workers: int) -> int:
    """Print the figures; 1 where the server does not come up."""
    path = furnish(folder, wires, workers)
    _, secret = make_token(load_config(path), reader="desk", days=1)
    command = [sys.executable, "-m", "briefing", "serve", "-c", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        try:
            found = re.search(r"http://(\S+?)/?$", program.stderr.readline())
            if not found:
                return 1
            times = asyncio.run(load(found[1], secret, readers, seconds, same=same))
        finally:
            program.terminate()
            program.wait(15)
    cuts = statistics.quantiles(times, n=100)
    print(f"{len(times)} answers in {seconds:g} s: {len(times) / seconds:.0f}/s")
    print(f"median {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms")
    return 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--wires", type=int, default=100_000)
    asked.add_argument("--readers", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--same", action="store_true", help="ask the same things again and again")
    asked.add_argument("--workers", type=int, default=1, help="processes that answer (web.workers)")
    given = asked.parse_args()
    sys.exit(main(given.folder, given.wires, given.readers, given.seconds, same=given.same, workers=given.workers))
