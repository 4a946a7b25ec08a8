"""Work on a template with the page beside it: a folder to begin with, and a page that draws itself anew.

The page is served on this machine alone. A dozen lines of script in it, which no edition has, ask each second whether a
template or the ledger changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

from briefing.config import Config, Reader
from briefing.errors import BriefingError, ConfigError, TemplateError
from briefing.model import Edition
from briefing.model.media import content_type
from briefing.pipeline.looks.templates import draw, templates_of, templates_version
from briefing.render.pdf import PdfEngine
from briefing.render.templates import STOCK_NAMES, stock_folder
from briefing.store import open_store

HOST = "127.0.0.1"
SCRIPT = """<script>
const seen = %s;
setInterval(async () => {
  try { if (await (await fetch("/version")).json() !== seen) location.reload(); } catch { }
}, 1000);
</script>"""
THEME = """# Only what you change; docs/templates.md says what there is.
accent: "#0b3d5c"
# accent_dark: "#8ec5f0"   # the same on a dark screen
# paper: Letter
# head_face: Briefing Sans
# logo: logo.svg           # a picture beside this file
# logo_alt: Our Office
"""
PAGE = """{# The stock page with what you change. Each block of it may be written anew, left empty, or added to. #}
{% extends "default:brief.html.j2" %}
{% block theme_styles %}{{ super() }}
<style>
@media print {
  h4 { font-style: normal }
}
</style>
{% endblock %}
{# Without the index of those who are quoted:
{% block speakers %}{% endblock %}
#}
"""


def new_template(config: Config, name: str) -> list[Path]:
    """Write a folder of that name with the least that an override needs; returns its files.

    Raises ConfigError where the name is taken, or is none for a folder.
    """
    folder = Path(config.templates) / name
    if not name.replace("-", "").replace("_", "").isalnum() or not name.isascii():
        raise ConfigError(f"{name!r} is no name for a template", hint="Letters, digits, dash and underline")
    taken = {path.name for path in stock_folder().parent.iterdir()} | set(STOCK_NAMES)
    if name in taken or folder.exists():
        raise ConfigError(f"there is a template {name!r} already", hint="Take another name")
    files = {"theme.yaml": THEME, "brief.html.j2": PAGE}
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file).write_text(text, "utf-8")
    return [folder / file for file in files]


class Look:
    """The newest edition of a reader, drawn with his templates as they are now."""

    def __init__(self, config: Config, reader: Reader) -> None:
        self._config, self._reader = config, reader
        self._engine = PdfEngine(system_fonts=getattr(config, "system_fonts", False))
        self._lock = Lock()
        self._drawn: dict[tuple[str, str], bytes] = {}

    def close(self) -> None:
        self._engine.close()

    def edition(self) -> Edition:
        """The one made last, in the look that the configuration has now; a small invented one before there is any."""
        with open_store(self._config.store) as store:
            for row in store.editions(self._reader.name, limit=1):
                made = store.load_edition(row.id)
                return replace(made, template=self._reader.look, paper=self._reader.paper)
        from briefing.pipeline.looks.specimen import specimen

        return replace(specimen(self._reader.look), paper=self._reader.paper)

    def version(self) -> str:
        """Changes when a template or the ledger does."""
        templates, fault = templates_of(self._config, self._reader.look)
        with open_store(self._config.store) as store:
            newest = [f"{row.id} {row.state}" for row in store.editions(self._reader.name, limit=1)]
        return sha256(" ".join([templates_version(templates), fault, *newest]).encode()).hexdigest()[:16]

    def form(self, form: str) -> bytes:
        """The page or the PDF; drawn once for each version."""
        with self._lock:
            version = self.version()
            if (form, version) not in self._drawn:
                self._drawn = {key: data for key, data in self._drawn.items() if key[1] == version}
                drawn = draw(self._config, self.edition(), (form,), self._engine)
                if form not in drawn.files:
                    raise TemplateError("; ".join(drawn.faults) or "nothing came out", subject=form)
                self._drawn[form, version] = drawn.files[form]
            data = self._drawn[form, version]
        return (
            data.replace(b"</body>", (SCRIPT % json.dumps(version)).encode() + b"</body>") if form == "html" else data
        )


def serve_look(look: Look, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page at a port of this machine until the keyboard stops it; ``ready`` is told the address."""
    try:
        server = ThreadingHTTPServer((HOST, port), _handler(look))
    except OSError as error:
        raise ConfigError(f"port {port} cannot be used ({error.strerror})", hint="Name another with --port") from error
    with server:
        ready(f"http://{HOST}:{server.server_port}/")
        server.serve_forever()


def _handler(look: Look) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").rpartition(":")[0]
            if host not in (HOST, "localhost"):  # a name of elsewhere that leads here reads nothing
                self._say(403, "text/plain", b"this page is for this machine alone\n")
                return
            try:
                self._answer()
            except BriefingError as fault:
                page = f"<!doctype html><meta charset=utf-8><pre>{_escaped(str(fault))}</pre><body></body>"
                self._say(500, content_type("html"), page.encode() + (SCRIPT % '""').encode())

        def _answer(self) -> None:
            if self.path == "/version":
                self._say(200, "application/json", json.dumps(look.version()).encode())
            elif self.path in ("/", "/edition.pdf"):
                form = "html" if self.path == "/" else "pdf"
                self._say(200, content_type(form), look.form(form))
            else:
                self._say(404, "text/plain", b"there are / and /edition.pdf\n")

        def _say(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """A line for each second says nothing."""

    return Handler


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
