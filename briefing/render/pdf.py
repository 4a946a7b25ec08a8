"""The PDF of an edition's HTML, drawn in a child process with limits and with the bundled fonts alone."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from briefing.errors import EngineMissing, RenderError
from briefing.model.media import VARIANTS
from briefing.render.print_styles import for_print

FONTS = Path(__file__).resolve().parents[1] / "data" / "fonts"
SECONDS = 120.0  # a 60-page edition takes about 6 s
START_SECONDS = 60.0
INSTALL = "Install Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Words longer than this may break anywhere in print: the engine does not break one that begins within a line.
_LONG_WORD = 32
_PIECE = 8
_SPACES = re.compile("[\u2000-\u200a\u202f\u205f\u3000]")
_TEXTS = re.compile(r"(?<=>)[^<>]+(?=<)")
_SCREEN = re.compile(r'<style media="screen">.*?</style>', re.DOTALL)
_UNUSED = re.compile(r' (?:role|rel|datetime|aria-[a-z]+)="[^"<>]*"(?=[^<>]*>)')
_ASKED = re.compile(r"(?:\[|attr\()\s*(?:role|rel|datetime|aria-)")  # a style asks for one of these
_LONG = re.compile(f"[!-%'-:=?-\u058f]{{{_LONG_WORD},}}")  # no entity is cut in two
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",
         "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "XDG_CACHE_HOME", "WEASYPRINT_DLL_DIRECTORIES")  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """A file that a PDF carries within it."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """A PDF with its number of pages, what the engine complained of, and the characters that no font has."""

    pdf: bytes
    pages: int
    warnings: tuple[str, ...]
    missing: str = ""


def render_pdf(html: str, *, created_at: datetime, engine: PdfEngine | None = None) -> bytes:
    """The bytes of draw_pdf."""
    return draw_pdf(html, created_at=created_at, engine=engine).pdf


def draw_pdf(
    html: str,
    *,
    created_at: datetime,
    engine: PdfEngine | None = None,
    attached: Sequence[Attached] = (),
    variant: str = "",
) -> Drawn:
    """The PDF of a page, tagged as PDF/UA-1 or of another ``variant``, with files inside it; ``created_at`` is the only
    time in it.

    The same ``html``, ``created_at`` and ``attached`` give the same bytes in any process, zone and locale. ``engine``
    is a warm child for many editions; without one a child is started and ended. Raises EngineMissing without Pango,
    RenderError when drawing fails or goes over its limits.
    """
    if engine is not None:
        return engine.draw(html, created_at=created_at, attached=attached, variant=variant)
    with PdfEngine() as own:
        return own.draw(html, created_at=created_at, attached=attached, variant=variant)


class PdfEngine:
    """A warm child process that draws PDFs one after the other; a broken one is killed and replaced.

    ``system_fonts`` lets the machine's fonts in for scripts that are not bundled (Chinese, Japanese, Korean); the
    bytes then depend on the machine.
    """

    def __init__(self, *, seconds: float = SECONDS, system_fonts: bool = False, variant: str = VARIANTS[0]) -> None:
        self._seconds = seconds
        self._system_fonts = system_fonts
        self._variant = variant
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: Any = None
        self._ready = False
        self._versions: Mapping[str, str] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> PdfEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child; it is started again when the engine is used again."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()
        self._errors.close()

    def draw(self, html: str, *, created_at: datetime, attached: Sequence[Attached] = (), variant: str = "") -> Drawn:
        """Draw one page set; safe to call from several threads, which then wait for each other."""
        files = sorted(attached, key=lambda one: one.name)  # a PDF lists them by name
        told = [{"name": f.name, "description": f.description, "length": len(f.data)} for f in files]
        asked = {"created": int(created_at.timestamp()), "variant": variant or self._variant, "attached": told}
        answer, pdf = self._ask(html, asked, b"".join(f.data for f in files))
        return Drawn(pdf=pdf, pages=int(answer["pages"]), warnings=tuple(answer["warnings"]), missing=answer["missing"])

    def measure(self, html: str) -> tuple[Mapping[str, float], ...]:
        """Where the elements that have an id begin: for each page the distance from its top, in CSS pixels, by id."""
        answer, _ = self._ask(html, {"created": 0, "variant": self._variant, "measure": True}, b"")
        return tuple(answer["places"])

    def _ask(self, html: str, asked: Mapping[str, Any], files: bytes) -> tuple[dict[str, Any], bytes]:
        with self._lock:
            process = self._started()
            body = breakable(html).encode("utf-8", "replace")
            head = json.dumps({"length": len(body), **asked}).encode() + b"\n"
            answer, pdf = self._exchange(process, head + body + files, self._seconds)
        if "error" in answer:
            raise RenderError(f"the PDF could not be drawn ({answer['message']})", subject="pdf")
        return answer, pdf

    def versions(self) -> Mapping[str, str]:
        """The versions of the engine and its libraries by name; waits until the child is warm. Raises EngineMissing."""
        with self._lock:
            self._started()
            return self._versions

    def start(self) -> None:
        """Start the child now, so that it warms up while something else is done; drawing starts it otherwise."""
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the child
        self._process = subprocess.Popen(
            [sys.executable, "-m", "briefing.render.pdf_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=child_environment(self._system_fonts),
            cwd=Path(__file__).resolve().parents[2],
        )
        self._ready = False

    def _started(self) -> subprocess.Popen[bytes]:
        self.start()
        assert self._process is not None
        if not self._ready:
            answer, _ = self._exchange(self._process, b"", START_SECONDS)
            if answer.get("error") == "engine":
                self.close()
                raise EngineMissing(
                    f"there is no PDF engine ({str(answer['message']).split(':')[0]})", subject="pdf", hint=INSTALL
                )
            self._ready = True
            self._versions = dict(answer.get("versions", {}))
        return self._process

    def _exchange(
        self, process: subprocess.Popen[bytes], request: bytes, seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        """Send a request and read the answer; the child is killed when it takes longer than ``seconds``."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(seconds, stop)
        watch.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(request)
            process.stdin.flush()
            answer = json.loads(process.stdout.readline() or b"{}")
            pdf = process.stdout.read(answer.get("length", 0))
        except (OSError, ValueError):
            answer, pdf = {}, b""
        finally:
            watch.cancel()
        if not answer or len(pdf) != answer.get("length", 0):
            raise RenderError(self._broken(process, late.is_set(), seconds), subject="pdf")
        return answer, pdf

    def _broken(self, process: subprocess.Popen[bytes], late: bool, seconds: float) -> str:
        """Why the child gave no answer; it is ended, and the next edition gets a new one."""
        process.kill()
        process.wait()
        self._errors.seek(0)
        last = self._errors.read().decode("utf-8", "replace").strip().splitlines()[-1:]
        self.close()
        if late:
            return f"drawing took longer than {seconds:.0f} s and was stopped"
        return f"the drawing process ended with code {process.returncode}" + (f" ({last[0][:200]})" if last else "")


def breakable(html: str) -> str:
    """The page for print: break points in the long words of its texts; variables of its styles by their values; styles
    for the screen alone and attributes for other readers of HTML, which the engine only has to parse, are left out.

    Wide and narrow spaces become plain ones, since a font's one space glyph would give all its spaces the name of the
    first kind that is drawn, and a search in the PDF would then find nothing.
    """
    head, mark, body = _SCREEN.sub("", html, count=8).partition("<body")

    def cut(word: re.Match[str]) -> str:
        return "\u200b".join(word[0][at : at + _PIECE] for at in range(0, len(word[0]), _PIECE))

    def text(found: re.Match[str]) -> str:
        plain = _SPACES.sub(" ", found[0]).replace("\u00a0", " \u2060")
        return _LONG.sub(cut, plain)

    body = body if _ASKED.search(head) else _UNUSED.sub("", body)
    return for_print(head, body) + mark + _TEXTS.sub(text, body)


def child_environment(system_fonts: bool = False) -> dict[str, str]:
    """What the child may know of this machine: where programs and libraries are, fixed language, zone and fonts."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept |= {
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "FC_LANG": "en",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
    }
    file = FONTS / ("fonts-and-system.conf" if system_fonts else "fonts.conf")
    return kept | {"FONTCONFIG_FILE": str(file)}
