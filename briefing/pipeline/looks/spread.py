"""PDFs drawn by workers: each has a warm child of its own, in which the limits of time and memory are kept."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Mapping, Sequence
from datetime import datetime

from briefing.engine import Engine
from briefing.errors import RenderError, WorkError
from briefing.render.pdf import Attached, Drawn, PdfEngine

_OWN = threading.local()  # of a worker: a child for each of its threads


class OtherLibraries(RenderError):
    """A worker draws with other libraries of its system than the first one that was asked."""


class SpreadPdf(PdfEngine):
    """A PDF engine whose drawings are tasks of ``work``. Its versions are those of the first worker that is asked; a
    worker that draws with others leaves the drawing to ``own``, the child of this process."""

    def __init__(self, work: Engine, own: PdfEngine) -> None:
        super().__init__()
        self._work, self._own = work, own
        self._told: Mapping[str, str] | None = None
        self._asking = threading.Lock()

    def start(self) -> None:
        """Have the workers warm up."""
        self._work.start()

    def versions(self) -> Mapping[str, str]:
        """The versions of the engine and its libraries by name, as a worker has them. Raises EngineMissing."""
        with self._asking:
            if self._told is None:
                executor = self._work.executor
                try:
                    self._told = executor.submit(versions_here).result() if executor else self._own.versions()
                except WorkError:
                    self._told = self._own.versions()
            return self._told

    def measure(self, html: str) -> tuple[Mapping[str, float], ...]:
        """As the child of this process measures it."""
        return self._own.measure(html)

    def draw(self, html: str, *, created_at: datetime, attached: Sequence[Attached] = (), variant: str = "") -> Drawn:
        """Draw one page set on a worker; several threads may ask at once."""
        executor = self._work.executor
        if executor is None:
            return self._own.draw(html, created_at=created_at, attached=attached, variant=variant)
        task = executor.submit(drawn_here, html, created_at, tuple(attached), variant, dict(self.versions()))
        try:
            drawn: Drawn = task.result()
        except OtherLibraries as other:
            if dict(self._own.versions()) != dict(self.versions()):
                raise
            self._work.say(f"a worker draws with other libraries ({other.message}); its PDFs were drawn here")
            return self._own.draw(html, created_at=created_at, attached=attached, variant=variant)
        except WorkError as lost:
            raise RenderError(f"the PDF could not be drawn ({lost.message})", subject="pdf") from lost
        return drawn


def _engine() -> PdfEngine:
    engine: PdfEngine | None = getattr(_OWN, "engine", None)
    if engine is None:
        engine = _OWN.engine = PdfEngine()
        atexit.register(engine.close)  # its child ends before the worker does
    return engine


def versions_here() -> Mapping[str, str]:
    """On a worker: what it draws with."""
    return dict(_engine().versions())


def drawn_here(
    html: str, created_at: datetime, attached: tuple[Attached, ...], variant: str, expected: Mapping[str, str]
) -> Drawn:
    """On a worker: one PDF. OtherLibraries where it is not drawn with what is expected."""
    engine = _engine()
    mine = engine.versions()
    if mine != expected:
        found = (
            f"{name} {mine.get(name)}, expected {expected[name]}"
            for name in expected
            if mine.get(name) != expected[name]
        )
        raise OtherLibraries("; ".join(found), subject="pdf")
    return engine.draw(html, created_at=created_at, attached=attached, variant=variant)
