"""Edition -> files. The only stage that knows Jinja and WeasyPrint.

    edition -> html -> pdf
    edition -> pocket sheet, e-ink, EPUB, Markdown
    edition -> json, ics, text

What a broken template or a missing engine costs is one form and a line that says so, never the edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.errors import RenderError, TemplateError
from briefing.model import Edition
from briefing.model.media import FORMS as FORMATS
from briefing.model.media import USUAL
from briefing.render.pdf import Attached, Drawn, PdfEngine
from briefing.render.templates import TemplateSet, find_templates, stock_templates

if TYPE_CHECKING:
    from briefing.render.shapes import Shapes

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
    formats: tuple[str, ...] = USUAL,
    templates: TemplateSet | None = None,
    engine: PdfEngine | None = None,
    attached: tuple[Attached, ...] = (),
    shapes: str = "",
) -> Rendered:
    """Every form asked for; the PDF carries the files ``attached``.

    A reader's template at fault gives way to the stock one, with a notice in the form that it was to draw and in the
    JSON; a file of ``shapes`` for the maps to the built-in one.

    Raises TemplateError only when the stock template itself is at fault, RenderError on an unknown format.
    """
    from briefing.render.forms import PAGES, Desk, drawn_form, with_faults

    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise RenderError(f'unknown format "{unknown[0]}"', subject="formats", hint="There are: " + ", ".join(FORMATS))
    faults: list[str] = []
    edition = _in_its_language(edition, templates or stock_templates())
    chosen, html, drawn_with = templates or stock_templates(), "", None
    if not set(formats) <= {"json", "ics"}:
        drawn_with = _shapes_of(shapes, faults)
    if PAGES & set(formats):
        chosen, html, fault = _page(edition, chosen, drawn_with)
        faults, edition = [*faults, *fault], with_faults(edition, fault)
    at = Desk(
        edition=edition, html=html, templates=chosen, shapes=drawn_with, engine=engine, attached=attached
    )  # fmt: skip
    files: dict[str, bytes] = {}
    remarks: list[str] = []
    fallen: list[str] = []  # faults of the templates of single forms
    pages = 0
    for name in sorted(formats, key=lambda name: name == "json"):  # the JSON, last, tells what befell the others
        told = with_faults(edition, fallen) if name == "json" else edition
        try:
            files[name], drawn, fell = drawn_form(name, replace(at, edition=told))
        except RenderError as error:
            faults.append(str(error) if name in PAGES else f"{name}: {error}")
            continue
        fallen += [fell] if fell else []
        if drawn is not None:
            pages = drawn.pages if name == "pdf" else pages
            remarks += [f"{name}: {line}" for line in _blemishes(drawn)]
    faults = list(dict.fromkeys((*faults, *fallen)))
    in_order = {name: files[name] for name in formats if name in files}
    return Rendered(files=in_order, faults=tuple(faults), remarks=tuple(remarks), pages=pages)


def _in_its_language(edition: Edition, templates: TemplateSet) -> Edition:
    from briefing.render.html import wording_for
    from briefing.render.spoken import spoken

    try:
        return spoken(edition, wording_for(edition, templates))
    except TemplateError:  # which drawing tells
        return spoken(edition, wording_for(edition, stock_templates()))


def _blemishes(drawn: Drawn) -> list[str]:
    if not drawn.missing:
        return list(drawn.warnings)
    shown = drawn.missing[:12] + ("..." if len(drawn.missing) > 12 else "")
    return [*drawn.warnings, f"no font has {len(drawn.missing)} of the characters ({shown}); let the system's fonts in"]


def _shapes_of(path: str, faults: list[str]) -> Shapes | None:
    from briefing.render.shapes import load_shapes

    try:
        return load_shapes(path) if path else None
    except RenderError as error:
        faults.append(f"maps: {error}; they are drawn with the built-in shapes")
        return None


def _page(edition: Edition, templates: TemplateSet, shapes: Shapes | None) -> tuple[TemplateSet, str, tuple[str, ...]]:
    """The page, and the set it was drawn with: the stock one where the reader's is at fault, which is told on it."""
    from briefing.render.forms import with_faults
    from briefing.render.html import render_html

    try:
        return templates, render_html(edition, templates=templates, shapes=shapes), ()
    except TemplateError as error:
        if templates.stock:
            raise
        faults = (f"template {templates.name}: {error}",)
    stock = stock_templates()
    return stock, render_html(with_faults(edition, faults), templates=stock, shapes=shapes), faults
