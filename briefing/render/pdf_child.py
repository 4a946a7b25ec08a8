"""The process that draws PDFs: ``python -m briefing.render.pdf_child``, started by briefing.render.pdf.

It answers requests on standard input until that ends. A request is a line of JSON ({"length", "created", "variant",
"attached": [{"name", "description", "length"}]}), ``length`` bytes of HTML and those of each file to attach; the answer
is a line of JSON ({"length", "pages", "warnings"} or {"error", "message"}) and ``length`` bytes of PDF; to one with
"measure" it is {"places": [{id: pixels from the top of the page}]}, a mapping for each page, and no PDF. It reads
nothing but its own fonts: every address other than data: is refused.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import json
import logging
import os
import re
import sys
from typing import IO, Any

MEMORY_BYTES = 2 << 30
LONG = 30  # pages: from there on the rubbish of the layout is worth a twentieth of the time
_NO_GLYPH = re.compile(r"\.notdef glyph rendered .*\(((?:U\+[0-9A-F]+ ?)+)\)", re.DOTALL)


def main() -> int:
    """Serve requests until the parent closes the pipe; returns the exit code."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get into the answers
    _limit_memory()
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:
        _answer(answers, {"error": "engine", "message": " ".join(str(error).split())[:300]})
        return 3
    _answer(answers, {"ready": True, "versions": versions()})
    gc.disable()  # a document is many objects in loops: looking for rubbish while it is drawn costs a sixth of the time
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        html = sys.stdin.buffer.read(request["length"]).decode()
        attached = [(file, sys.stdin.buffer.read(file["length"])) for file in request.get("attached", ())]
        try:
            pdf, facts = draw(html, request, attached)
        except MemoryError:
            _answer(answers, {"error": "memory", "message": f"needed more than {MEMORY_BYTES >> 20} MB"})
            return 4
        except Exception as error:  # told to the parent, which knows the edition
            _answer(answers, {"error": "render", "message": f"{type(error).__name__}: {error}"[:500]})
        else:
            _answer(answers, facts | {"length": len(pdf)}, pdf)
        finally:
            gc.collect()
    return 0


def versions() -> dict[str, str]:
    """The versions of all that has a part in the bytes of a PDF; "" where a library does not tell."""
    import zlib
    from importlib.metadata import version

    found = {name: version(name) for name in ("weasyprint", "pydyf", "fonttools")}
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    return found | {name: _said(name) for name in ("pango", "harfbuzz", "fontconfig")}


def _said(name: str) -> str:
    """What a library of the system says of its version: "1.50.12"; fontconfig counts 21401 for 2.14.1."""
    from weasyprint.text import ffi

    try:
        ffi.ffi.cdef(
            "const char *pango_version_string(void); const char *hb_version_string(void); int FcGetVersion(void);",
            override=True,
        )
        if name == "fontconfig":
            n = int(ffi.fontconfig.FcGetVersion())
            return f"{n // 10000}.{n // 100 % 100}.{n % 100}"
        ask = ffi.pango.pango_version_string if name == "pango" else ffi.harfbuzz.hb_version_string
        return str(ffi.ffi.string(ask()).decode())
    except Exception:  # an engine that binds its libraries in another way still draws
        return ""


def draw(
    html: str, request: dict[str, Any], attached: list[tuple[dict[str, Any], bytes]]
) -> tuple[bytes, dict[str, Any]]:
    """The PDF of ``html`` and what is to be said of it; the same input gives the same bytes."""
    from weasyprint.urls import URLFetcher

    from briefing.render.pdf_finish import finish
    from briefing.render.pdf_page import page_of

    os.environ["SOURCE_DATE_EPOCH"] = str(request["created"])
    warnings = _Warnings()
    logger = logging.getLogger("weasyprint")
    logger.handlers, logger.propagate = [warnings], False
    logger.setLevel(logging.WARNING)
    fetcher = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    whole = hashlib.sha256(html.encode())
    for _, data in attached:
        whole.update(data)
    options = {
        "pdf_variant": request["variant"],
        "pdf_identifier": whole.hexdigest()[:32].encode(),
        "pdf_tags": True,
        "attachments": [_attachment(file, data, request["created"]) for file, data in attached],
    }
    document = page_of(html, url_fetcher=fetcher, base_url="data:,").render(**options)
    if request.get("measure"):
        places = [{name: round(place[1], 2) for name, place in page.anchors.items()} for page in document.pages]
        return b"", {"places": places}
    if len(document.pages) > LONG:
        gc.collect()
    pdf = document.write_pdf(finisher=finish, **options)
    return pdf, {
        "pages": len(document.pages),
        "warnings": warnings.lines[:50],
        "missing": "".join(sorted(warnings.missing)),
    }


def _attachment(file: dict[str, Any], data: bytes, created: int) -> Any:
    """A file inside the PDF, with the edition's time for its own: the clock must not get into the bytes."""
    import io
    from datetime import UTC, datetime

    from weasyprint import Attachment

    at = datetime.fromtimestamp(created, UTC)
    about = {"name": file["name"], "description": file["description"], "relationship": "Data"}
    return Attachment(file_obj=io.BytesIO(data), created=at, modified=at, **about)


class _Warnings(logging.Handler):
    """Keeps what the engine complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.missing: set[str] = set()  # characters that no font has

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if found := _NO_GLYPH.search(line):
            self.missing.update(chr(int(code, 16)) for code in found[1].replace("U+", "").split())
        else:
            self.lines.append(line[:300])


def _limit_memory() -> None:
    """A document that eats memory ends this process and not the machine; not every system can set a limit."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        return


def _answer(stream: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    stream.write(json.dumps(head).encode() + b"\n" + body)
    stream.flush()


if __name__ == "__main__":
    sys.exit(main())
