"""How fast wires come in: `python -m tests.benchmarks.collecting [--feeds 200] [--wires 10000] [--peer PYTHON]`.

    cold            FEEDS feeds of 50 items from a server on localhost, asked, read, made into wires
    304             the same again, where every feed says that nothing has changed
    feedparser      the same feeds by feedparser alone, one after the other, it fetches them itself
    goosepaper      the same by goosepaper's own reader of feeds (all 50 items, their texts from the feed), where PYTHON
                    names an interpreter that has it
    memory          the most a process of its own holds after 1,000 and after 10,000 items, feed after feed
    folder          WIRES files of nine forms in a folder of their own, read by one process, and by the engine's workers
    agencies        the same with the agencies' own files under --data DIR, each many times

Prints a table in Markdown, items or files a second by the clock and by processor time, on as many processors as there
are: other programs beside it make all figures smaller, so compare lines of one run.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from tests.benchmarks.fuzz_seeds import SEEDS

AT = datetime(2022, 1, 6, 18, tzinfo=UTC)
ITEMS = 50
SERVER = """
import http.server, sys
from tests.benchmarks.collecting import feed_of
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        number, tag = int(self.path.rsplit("/", 1)[-1]), '"1"'
        same = self.headers.get("if-none-match") == tag
        body = b"" if same else feed_of(number)
        self.send_response(304 if same else 200)
        self.send_header("etag", tag)
        self.send_header("content-type", "application/rss+xml")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
"""
GOOSE = """
import sys
from goosepaper.storyprovider.rss import RSSFeedStoryProvider
found = 0
for url in sys.stdin.read().split():
    found += len(RSSFeedStoryProvider(url, limit=50, body_source="content").get_stories(limit=50))
print(found)
"""
MEMORY = """
import re, sys
from pathlib import Path
from tests.benchmarks.collecting import AT, feed_of
from briefing.collect.feeds import parse_feed
for number in range(int(sys.argv[1])):
    parse_feed(feed_of(number), source="m", received_at=AT)
# of this program alone: what getrusage tells has that of its parent in it
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def feed_of(number: int) -> bytes:
    """The feed of that number: ITEMS items of 300 letters each, no two alike."""
    items = "".join(
        f"<item><title>Envoys of Norland meet for day {n} of talks on pass {number}</title><guid>{number}-{n}</guid>"
        f"<link>https://wire{number}.example/{n}?utm_source=rss</link>"
        f"<pubDate>Thu, 06 Jan 2022 {n % 24:02d}:{n % 60:02d}:00 GMT</pubDate><description>&lt;p&gt;BONN, Jan 6 (EXW) "
        f"- The envoys of both sides met for day {n} of their talks on the pass {number} and agreed to go on, "
        f"a spokesman said.&lt;/p&gt;&lt;p&gt;The next round opens in Vienna on January {1 + n % 28}.&lt;/p&gt;"
        "</description></item>"
        for n in range(ITEMS)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire {number}</title>{items}</channel></rss>'.encode()
    )


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of feeds in a process of its own."""
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def timed(work: Callable[[], int]) -> tuple[int, float, float]:
    """(how many, seconds by the clock, seconds of processor time with its children's)."""
    begun, used = time.perf_counter(), _processor_s()
    count = work()
    return count, time.perf_counter() - begun, _processor_s() - used


def _processor_s() -> float:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, who))


def line(name: str, count: int, clock_s: float, used_s: float, what: str) -> str:
    rate = f"{count / clock_s:,.0f}" if clock_s else ""
    return f"| {name} | {count:,} {what} | {clock_s:.2f} | {used_s:.2f} | {rate} | {count / max(used_s, 0.01):,.0f} |"


def over_http(feeds: int, peer: str) -> Iterator[str]:
    """The lines on feeds from a server."""
    from briefing.collect import Limits, SourceSpec, Validators, collect_sources

    with served() as address:
        specs = [
            SourceSpec(name=f"f{n}", kind="feed", address=f"{address}/{n}", allow_private=True) for n in range(feeds)
        ]
        limits, told = Limits(parallel=16, per_host=16), dict[str, Validators]()

        def collect() -> int:
            result = collect_sources(specs, received_at=AT, known=told, limits=limits)
            for report in result.reports:
                told[report.source] = Validators(etag=report.etag, last_modified=report.last_modified)
            unchanged = sum(report.status == "unchanged" for report in result.reports)
            return len(result.wires) or unchanged

        yield line("feeds, cold", *timed(collect), "items")
        yield line("the same, 304", *timed(collect), "feeds")
        yield line("feedparser alone", *timed(lambda: _feedparser([s.address for s in specs])), "items")
        if peer:
            given = "\n".join(spec.address for spec in specs)
            yield line("goosepaper", *timed(lambda: int(_run([peer, "-c", GOOSE], given).split()[-1])), "items")


def _feedparser(addresses: Sequence[str]) -> int:
    import feedparser

    return sum(len(feedparser.parse(address).entries) for address in addresses)


def _run(command: Sequence[str], given: str = "") -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


FORMS = ("text", "nitf", "g2", "newsml", "ninjs", "mail", "anpa", "iptc", "rss")


def fill(folder: Path, wires: int) -> None:
    """Files of every form in turn, each with a text of its own."""
    for n in range(wires):
        form = FORMS[n % len(FORMS)]
        own = f"Text of it, number {n}: the envoys met for another day, a spokesman said."
        body = SEEDS[form].replace(b"Text", own.encode(), 1) if form != "text" else SEEDS[form] + own.encode()
        sub = folder / f"{n // 1000:03d}"
        sub.mkdir(exist_ok=True)
        (sub / f"{n}.wire").write_bytes(body)


def fill_real(folder: Path, wires: int, data: Path) -> None:
    """The files under ``data`` that can be read, each many times."""
    from briefing.collect.folder import Options, read_file

    found = [path for path in sorted(data.rglob("*")) if path.is_file()]
    bodies = [p.read_bytes() for p in found if not read_file(p, received_at=AT, options=Options(source="a")).error]
    for n in range(wires):
        sub = folder / f"{n // 1000:03d}"
        sub.mkdir(exist_ok=True)
        (sub / f"{n}.wire").write_bytes(bodies[n % len(bodies)])


def in_folder(wires: int, data: Path | None = None) -> Iterator[str]:
    """The lines on a folder of made files, or of those under ``data``."""
    from briefing.collect.watched import scan_folder
    from briefing.config.engine import engine_choice
    from briefing.engine import open_engine
    from briefing.pipeline.sources.reading import spread_by

    with tempfile.TemporaryDirectory() as name:
        if data:
            fill_real(Path(name), wires, data)
        else:
            fill(Path(name), wires)

        def scan(**spread: Any) -> int:
            look = scan_folder(
                name, taken={}, received_at=AT, settle_s=0, now_s=time.time() + 1, quarantine=False, **spread
            )
            assert len(look.errors) == 0, look.errors[0]
            return look.files

        what = "agencies' own files" if data else "folder of nine forms"
        yield line(f"{what}, one process", *timed(scan), "files")
        cores = len(os.sched_getaffinity(0))
        begun, used = time.perf_counter(), _processor_s()
        with open_engine(engine_choice(f"local: {cores}")) as work:
            files = scan(spread=spread_by(work))
            clock_s = time.perf_counter() - begun
        yield line(f"the same, {cores} workers", files, clock_s, _processor_s() - used, "files")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--wires", type=int, default=10_000)
    parser.add_argument("--data", type=Path, default=None, help="a folder of agencies' own files")
    parser.add_argument("--peer", default="", help="an interpreter that has goosepaper")
    options = parser.parse_args()
    sys.stdout.write("| | what | s by the clock | s of processor | a second, clock | a second, processor |\n")
    sys.stdout.write("|---|---|---|---|---|---|\n")
    real = in_folder(options.wires, options.data) if options.data else ()
    for row in chain(over_http(options.feeds, options.peer), in_folder(options.wires), real):
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
    few, many = (int(_run([sys.executable, "-c", MEMORY, str(n // ITEMS)])) for n in (1_000, 10_000))
    sys.stdout.write(f"\nmemory: {few} MB after 1,000 items, {many} MB after 10,000\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
