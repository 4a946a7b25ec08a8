"""What each form of an edition is drawn from: the page, a template of its own, or the edition alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.errors import RenderError, TemplateError
from briefing.model import Edition, Notice
from briefing.model.media import ON_PAPER
from briefing.render.epub import render_epub
from briefing.render.html import render_html, wording_for
from briefing.render.ics import render_ics
from briefing.render.jsonform import render_json
from briefing.render.markdown import render_markdown
from briefing.render.pdf import Attached, Drawn, PdfEngine, draw_pdf
from briefing.render.pocket import draw_pocket
from briefing.render.shapes import Shapes
from briefing.render.templates import TemplateSet, stock_folder, stock_templates
from briefing.render.text import render_text

EINK = "eink"
ARCHIVE = "pdf/a-3u"
PAGES = frozenset(("html", "pdf"))  # forms that are the page


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """All that a form may be drawn from. ``html`` is the page, "" where no form needs it."""

    edition: Edition
    html: str
    templates: TemplateSet
    shapes: Shapes | None
    engine: PdfEngine | None
    attached: Sequence[Attached]


def drawn_form(name: str, at: Desk) -> tuple[bytes, Drawn | None, str]:
    """The bytes of a form; how it was drawn, where that is on paper; "" or what was wrong with the reader's template of
    it, in whose place the stock one stands. Raises RenderError."""
    try:
        return *_drawn(name, at), ""
    except TemplateError as error:
        if at.templates.stock or name in PAGES:
            raise
        fault = f"template {at.templates.name}: {error}"
        told = with_faults(at.edition, (fault,))
        return *_drawn(name, replace(at, edition=told, templates=stock_templates())), fault


def with_faults(edition: Edition, faults: Sequence[str]) -> Edition:
    """The edition with a line above its notices for each fault of its reader's templates."""
    if not faults:
        return edition
    said = wording_for(edition, stock_templates()).label("template_fallback")
    lines = (Notice(level="error", text=f"{said} ({fault})") for fault in dict.fromkeys(faults))
    return replace(edition, notices=(*lines, *edition.notices))


def _drawn(name: str, at: Desk) -> tuple[bytes, Drawn | None]:
    if name in ON_PAPER:
        drawn = _on_paper(name, at)
        return drawn.pdf, drawn
    edition, templates = at.edition, at.templates
    if name == "json":
        return render_json(edition), None
    if name == "ics":
        return render_ics(edition), None
    if name == "epub":
        return render_epub(edition, templates=templates, shapes=at.shapes), None
    if name == "md":
        return render_markdown(edition, templates=templates).encode(), None
    if name == "txt":
        return render_text(edition, wording_for(edition, templates)).encode(), None
    return at.html.encode(), None


def _on_paper(name: str, at: Desk) -> Drawn:
    """A PDF. The whole edition carries the files attached to it, and for an archive its data and its calendar too."""
    edition, created, variant = at.edition, at.edition.generated_at, at.edition.variant
    if name == "pocket":
        if at.engine is not None:
            return draw_pocket(edition, templates=at.templates, engine=at.engine, variant=variant)
        with PdfEngine() as own:
            return draw_pocket(edition, templates=at.templates, engine=own, variant=variant)
    if name == "eink":
        html = render_html(edition, templates=on_eink(at.templates), shapes=at.shapes)
        return draw_pdf(html, created_at=created, engine=at.engine, variant=variant)
    files = [*at.attached, *(archived(edition) if variant == ARCHIVE else ())]
    return draw_pdf(at.html, created_at=created, engine=at.engine, attached=files, variant=variant)


def on_eink(templates: TemplateSet) -> TemplateSet:
    """The reader's templates with the theme for devices of electronic paper over them."""
    folder = stock_folder().parent / EINK
    if not folder.is_dir():
        raise RenderError("the theme is gone", subject=str(folder))
    return TemplateSet(name=f"{EINK}+{templates.name}", folders=(folder, *templates.folders))


def archived(edition: Edition) -> tuple[Attached, ...]:
    """What an archive's PDF holds besides: the edition as data, and its daybook as a calendar."""
    return (
        Attached(name="edition.json", data=render_json(edition), description="This edition as data"),
        Attached(name="daybook.ics", data=render_ics(edition), description="The daybook of this edition"),
    )
