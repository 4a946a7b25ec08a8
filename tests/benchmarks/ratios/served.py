"""Feeds that have nothing new: a server on this machine that answers 304 to all, asked by the program and by httpx."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.ratios.timing import Took, briefing, run

ANSWER = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 0\r\n\r\n'
PARALLEL = 16  # collect.parallel, on both sides
HOSTS = 250  # addresses of this machine that the feeds are spread over, so that no limit per host is the measure
PLAIN = """\
import asyncio, sys, httpx
addresses = open(sys.argv[1]).read().split()
async def main():
    gate = asyncio.Semaphore({parallel})
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections={parallel})) as client:
        async def ask(address):
            async with gate:
                answer = await client.get(address, headers={{"If-None-Match": '"1"'}})
                assert answer.status_code == 304, answer
        await asyncio.gather(*map(ask, addresses))
asyncio.run(main())
"""


def address(port: int, n: int) -> str:
    return f"http://127.0.1.{n % HOSTS + 1}:{port}/feed-{n}.xml"


async def _serve() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(ANSWER)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    listening = await asyncio.start_server(answer, "0.0.0.0", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


@contextmanager
def server() -> Iterator[int]:
    """The port of a server in a process of its own, on every address of this machine while the block lasts."""
    with subprocess.Popen([sys.executable, "-m", __name__], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def pair(folder: Path, port: int, count: int) -> tuple[Callable[[], Took], Callable[[], Took]]:
    """Whole programs, from their start to their end: `briefing collect` on ``count`` feeds, and a script of httpx."""
    folder.mkdir(parents=True, exist_ok=True)
    feeds = "".join(f"  - {{name: feed-{n}, feed: '{address(port, n)}', allow_private: true}}\n" for n in range(count))
    config = folder / "config.yaml"
    config.write_text(
        f"store: sqlite:///feeds.db\nout: out\ncollect: {{parallel: {PARALLEL}}}\nsources:\n{feeds}"
        "readers:\n  - {name: all, zone: UTC, slots: [{at: '18:00'}], formats: [json]}\n",
        encoding="utf-8",
    )
    (folder / "addresses").write_text("\n".join(address(port, n) for n in range(count)), encoding="utf-8")
    script = folder / "plain.py"
    script.write_text(PLAIN.format(parallel=PARALLEL), encoding="utf-8")
    ours = briefing("collect", "-c", str(config))
    run(ours)  # the archive is there, and knows every feed
    return lambda: run(ours), lambda: run([sys.executable, str(script), str(folder / "addresses")])


if __name__ == "__main__":
    asyncio.run(_serve())
