"""A real HTTP server on localhost for tests: each path plays its answers in turn, the last one for ever."""

from __future__ import annotations

import gzip
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One scripted answer. ``drip_s`` pauses between single bytes, ``delay_s`` before the first."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""  # answers 304 where the request names it
    last_modified: str = ""
    location: str = ""
    delay_s: float = 0.0
    drip_s: float = 0.0
    gzipped: bool = False
    hang: bool = False  # accepts and never answers
    cut_after: int | None = None  # promises the whole body, breaks off after so many bytes


@dataclass(frozen=True)
class Seen:
    """One request as it came."""

    path: str
    headers: Mapping[str, str]


class Site:
    """The server's address, and what was asked of it."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.seen: list[Seen] = []
        self.busy: dict[str, int] = defaultdict(int)
        self.most_at_once = 0
        self.ended = threading.Event()

    def url(self, path: str) -> str:
        return self.address + path


@contextmanager
def serve(routes: Mapping[str, Answer | Sequence[Answer]]) -> Iterator[Site]:
    """Serve ``routes`` until the block ends. Paths that are not there answer 404."""
    script = {path: [a] if isinstance(a, Answer) else list(a) for path, a in routes.items()}
    turns: dict[str, int] = defaultdict(int)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_GET(self) -> None:
            with lock:
                site.seen.append(Seen(self.path, {k.lower(): v for k, v in self.headers.items()}))
                answers = script.get(self.path)
                answer = answers[min(turns[self.path], len(answers) - 1)] if answers else Answer(status=404)
                turns[self.path] += 1
                site.busy["now"] += 1
                site.most_at_once = max(site.most_at_once, site.busy["now"])
            try:
                self.play(answer)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with lock:
                    site.busy["now"] -= 1

        def play(self, answer: Answer) -> None:
            site.ended.wait(60.0 if answer.hang else answer.delay_s)
            if answer.hang:
                self.close_connection = True
                return
            body = gzip.compress(answer.body) if answer.gzipped else answer.body
            status = 304 if self.unchanged(answer) else answer.status
            self.send_response(status)
            told = {"etag": answer.etag, "last-modified": answer.last_modified, "location": answer.location}
            told["content-encoding"] = "gzip" if answer.gzipped else ""
            for key, value in {**told, **answer.headers}.items():
                if value:
                    self.send_header(key, value)
            body = b"" if status == 304 else body
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.write(body, answer)

        def write(self, body: bytes, answer: Answer) -> None:
            if answer.cut_after is not None:
                body, self.close_connection = body[: answer.cut_after], True
            if not answer.drip_s:
                self.wfile.write(body)
                return
            for n in range(len(body)):
                self.wfile.write(body[n : n + 1])
                self.wfile.flush()
                if site.ended.wait(answer.drip_s):
                    return

        def unchanged(self, answer: Answer) -> bool:
            tag, since = self.headers.get("if-none-match"), self.headers.get("if-modified-since")
            return bool(
                (answer.etag and tag == answer.etag) or (answer.last_modified and since == answer.last_modified)
            )

        def log_message(self, format: str, *args: object) -> None:
            """Silence: the requests stand in ``Site.seen``."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
