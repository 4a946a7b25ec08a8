"""Which templates an edition is drawn with, and what is done when they are at fault."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import copytree

from briefing.config import Config
from briefing.errors import RenderError, TemplateError
from briefing.model import Edition, Manifest, Notice
from briefing.render import Attached, Rendered, TemplateSet, find_templates, render_all, stock_templates
from briefing.render.pdf import PdfEngine
from briefing.render.theme import length_of

DESCRIPTION = "What this edition was made of: hashes of its inputs and rules, and versions"


def templates_of(config: Config, name: str) -> tuple[TemplateSet, str]:
    """The reader's templates and "", or the stock ones and what is wrong with his."""
    try:
        return find_templates(name, Path(config.templates)), ""
    except TemplateError as fault:
        return stock_templates(), str(fault)


def length_in(config: Config, name: str) -> float:
    """How long a template sets what the stock one sets on a page; 1 where it is at fault, which drawing will tell."""
    try:
        return length_of(templates_of(config, name)[0])
    except TemplateError:
        return 1.0


def templates_version(templates: TemplateSet) -> str:
    """Changes when any file of the set changes."""
    digest = sha256()
    for folder in templates.folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def draw(
    config: Config,
    edition: Edition,
    formats: Sequence[str],
    engine: PdfEngine | None,
    manifest: Manifest | None = None,
) -> Rendered:
    """Every form of an edition with its reader's templates; faults are lines, on the page and in the result.

    The PDF carries the manifest.
    """
    edition = edition.printed()
    attached = (attached_to(manifest),) if manifest else ()
    shapes = config.taxonomy.shapes
    templates, fault = templates_of(config, edition.template)
    if fault:
        from briefing.render.forms import with_faults

        edition = with_faults(edition, (fault,))
    rendered = render_all(
        edition, formats=tuple(formats), templates=templates, engine=engine, attached=attached, shapes=shapes
    )
    if "pdf" in formats and "pdf" not in rendered.files:
        rendered = _without_pdf(edition, formats, templates, rendered, shapes)
    return replace(rendered, faults=(f"template: {fault}", *rendered.faults)) if fault else rendered


def _without_pdf(
    edition: Edition, formats: Sequence[str], templates: TemplateSet, failed: Rendered, shapes: str
) -> Rendered:
    """The other forms once more, with a line that there is no PDF; why, and what to do, is said in the run's report."""
    text = "This edition could not be drawn as a PDF; its other forms hold all of it."
    notice = Notice(level="warning", text=text, key="said_no_pdf")
    told = replace(edition, notices=(*edition.notices, notice))
    others = render_all(told, formats=tuple(f for f in formats if f != "pdf"), templates=templates, shapes=shapes)
    return replace(others, faults=failed.faults)


def odd_in(config: Config, name: str) -> list[str]:
    """What in a template draws and still is not what its author means; none where it is not found."""
    from briefing.render.lint import warnings

    return warnings(templates_of(config, name)[0])


def template_faults(config: Config, name: str) -> list[str]:
    """What is at fault in the templates of that name, with file and line: the first fault of each file.

    A small edition is drawn in each form that has a template, and its mail; then again without the files at fault, for
    what they hid.
    """
    from tempfile import TemporaryDirectory

    templates, fault = templates_of(config, name)
    if fault:
        return [fault]
    found: dict[str, None] = {}
    with TemporaryDirectory() as place:
        gone: set[str] = set()
        while fresh := [one for one in _faults(templates, name) if not any(file in one.message for file in gone)]:
            found |= dict.fromkeys(map(str, fresh))
            files = {one.subject.rpartition(":")[0] for one in fresh} - gone
            if not files:
                break
            gone |= files
            templates = _without(templates, files, Path(place) / str(len(gone)))
    return list(found)


def _faults(templates: TemplateSet, name: str) -> list[RenderError]:
    """What each form meets first."""
    from briefing.pipeline.looks.specimen import specimen
    from briefing.render.epub import render_epub
    from briefing.render.html import render_html
    from briefing.render.mail import render_letter
    from briefing.render.markdown import render_markdown
    from briefing.render.pocket import pocket_page

    edition, found = specimen(name), []
    letter = partial(render_letter, enclosures=())
    for form in (render_html, render_markdown, render_epub, pocket_page, letter):
        try:
            form(edition, templates=templates)
        except RenderError as fault:
            found.append(fault)
    return found


def _without(templates: TemplateSet, files: Collection[str], place: Path) -> TemplateSet:
    """A copy of the set under ``place``, without those files ("own/card.html.j2"): the stock ones stand for them."""
    copies = []
    for n, folder in enumerate(templates.folders[:-1]):  # the last one is the stock
        copies.append(place / str(n) / folder.name)
        copytree(folder, copies[-1])
        for file in files:
            (copies[-1].parent / file).unlink(missing_ok=True)
    return replace(templates, folders=(*copies, templates.folders[-1]))


def attached_to(manifest: Manifest) -> Attached:
    """The manifest as the PDF carries it."""
    from briefing.render.manifest import render_manifest

    return Attached(name="manifest.json", data=render_manifest(manifest), description=DESCRIPTION)
