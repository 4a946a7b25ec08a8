"""Edition -> files. The only stage that knows Jinja and WeasyPrint.

    edition -> html -> pdf
    edition -> json, ics, text

What a broken template or a missing engine costs is one form and a line that says so, never the edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.errors import RenderError, TemplateError
from briefing.model import Edition
from briefing.render.html import render_html, wording_for
from briefing.render.ics import render_ics
from briefing.render.jsonform import render_json
from briefing.render.pdf import Attached, Drawn, PdfEngine, draw_pdf
from briefing.render.shapes import Shapes, load_shapes
from briefing.render.templates import TemplateSet, find_templates, stock_templates
from briefing.render.text import render_text

PLAIN = frozenset(("json", "ics"))  # forms that need neither the page nor the words of the templates
FORMATS = ("html", "pdf", "json", "ics", "txt")

__all__ = [
    "FORMATS",
    "Attached",
    "PdfEngine",
    "Rendered",
    "TemplateSet",
    "find_templates",
    "render_all",
    "stock_templates",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """The forms of one edition by extension, in the order asked for.

    ``faults`` are lines on a form that did not come out or came out in other templates than asked for; ``remarks``
    are lines on a form that came out with a blemish (a character that no font has). ``pages`` counts those of the PDF.
    """

    files: Mapping[str, bytes]
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    pages: int = 0


def render_all(
    edition: Edition,
    *,
    formats: tuple[str, ...] = ("html", "pdf", "json", "ics"),
    templates: TemplateSet | None = None,
    engine: PdfEngine | None = None,
    attached: tuple[Attached, ...] = (),
    shapes: str = "",
) -> Rendered:
    """Every form asked for; the PDF carries the files ``attached``.

    A reader's template at fault gives way to the stock one, with a notice on the page; a file of ``shapes`` for the
    maps to the built-in one.

    Raises TemplateError only when the stock template itself is at fault, RenderError on an unknown format.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise RenderError(f'unknown format "{unknown[0]}"', subject="formats", hint="There are: " + ", ".join(FORMATS))
    faults: list[str] = []
    chosen, html = templates or stock_templates(), ""
    if not set(formats) <= PLAIN:
        chosen, html = _page(edition, chosen, _shapes_of(shapes, faults), faults)
    files: dict[str, bytes] = {}
    remarks: list[str] = []
    pages = 0
    for name in formats:
        try:
            if name == "pdf":
                drawn = draw_pdf(html, created_at=edition.generated_at, engine=engine, attached=attached)
                files[name], pages = drawn.pdf, drawn.pages
                remarks += [f"pdf: {line}" for line in _blemishes(drawn)]
            else:
                files[name] = _form(name, edition, html, chosen)
        except RenderError as error:
            faults.append(str(error))
    return Rendered(files=files, faults=tuple(faults), remarks=tuple(remarks), pages=pages)


def _blemishes(drawn: Drawn) -> list[str]:
    if not drawn.missing:
        return list(drawn.warnings)
    shown = drawn.missing[:12] + ("..." if len(drawn.missing) > 12 else "")
    return [*drawn.warnings, f"no font has {len(drawn.missing)} of the characters ({shown}); let the system's fonts in"]


def _shapes_of(path: str, faults: list[str]) -> Shapes | None:
    try:
        return load_shapes(path) if path else None
    except RenderError as error:
        faults.append(f"maps: {error}; they are drawn with the built-in shapes")
        return None


def _page(
    edition: Edition, templates: TemplateSet, shapes: Shapes | None, faults: list[str]
) -> tuple[TemplateSet, str]:
    """The page, and the set it was drawn with: the stock one where the reader's is at fault."""
    try:
        return templates, render_html(edition, templates=templates, shapes=shapes)
    except TemplateError as error:
        if templates.stock:
            raise
        faults.append(f"template {templates.name}: {error}")
    stock = stock_templates()
    line = f"{wording_for(edition, stock).label('template_fallback')} ({faults[-1]})"
    return stock, render_html(edition, templates=stock, extra_notices=(line,), shapes=shapes)


def _form(name: str, edition: Edition, html: str, templates: TemplateSet) -> bytes:
    if name == "json":
        return render_json(edition)
    if name == "ics":
        return render_ics(edition)
    if name == "txt":
        return render_text(edition, wording_for(edition, templates)).encode()
    return html.encode()
