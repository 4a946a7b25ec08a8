"""The edition as EPUB 3: a zip of XHTML that the page's own partials draw, byte for byte the same each time."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from xml.sax.saxutils import escape, quoteattr

from briefing.model import Edition
from briefing.render.html import context, filters, wording_for
from briefing.render.shapes import Shapes
from briefing.render.templates import TemplateSet, draw, environment
from briefing.render.wording import Wording, clean
from briefing.text.language import direction

PAGE, STYLE = "epub.html.j2", "epub.css"
MIMETYPE = b"application/epub+zip"
_SPACE = uuid.UUID("6f1d3c1e-4f0b-5d7e-9a55-0c5b8f2f3a10")  # of the ids of e-books
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_XMLNS = {"html": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg"}
# HTML folds the letters of names; in XML these of SVG have capitals
_CAPITALS = {
    name.lower(): name
    for name in ("viewBox", "preserveAspectRatio", "clipPath", "linearGradient", "textLength", "pathLength", "textPath")
}
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


@dataclass(kw_only=True, slots=True)
class Node:
    """An element of the drawn page: its children are elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A file of the book, its title, and the headings in it that the contents name: (id, title)."""

    name: str
    title: str
    body: Node
    marks: tuple[tuple[str, str], ...]

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"

    @property
    def drawn(self) -> bool:
        """Has it pictures?"""
        return any(node.tag == "svg" for node in self.body.walk())


def render_epub(edition: Edition, *, templates: TemplateSet, shapes: Shapes | None = None) -> bytes:
    """The book; the same edition and templates give the same bytes. Raises TemplateError("file:line")."""
    wording = wording_for(edition, templates)
    env = environment(templates)
    env.filters.update(filters(wording, edition, shapes))
    seen = context(edition, templates, wording)
    chapters = chapters_of(draw(env, PAGE, seen))
    files = {"mimetype": MIMETYPE, "META-INF/container.xml": _CONTAINER.encode()}
    files["EPUB/package.opf"] = package(edition, wording, chapters).encode()
    files["EPUB/nav.xhtml"] = contents(edition, wording, chapters).encode()
    files["EPUB/style.css"] = draw(env, STYLE, seen).encode()
    for chapter in chapters:
        files[f"EPUB/{chapter.file}"] = page(edition, chapter.title, written(chapter.body)).encode()
    return packed(files, edition.generated_at)


def packed(files: Mapping[str, bytes], at: datetime) -> bytes:
    """A zip of the files in their order, the first one stored; ``at`` is the time of each."""
    whole, moment = io.BytesIO(), at.astimezone(UTC)
    stamp = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(whole, "w") as archive:
        for number, (name, data) in enumerate(files.items()):
            about = zipfile.ZipInfo(name, stamp)
            about.create_system, about.external_attr = 3, 0o644 << 16  # the same on every system
            about.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            archive.writestr(about, data)
    return whole.getvalue()


# ---------------------------------------------------------------- from the page to chapters


class _Tree(HTMLParser):
    """Reads what the template drew."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node(tag="body")
        self._open = [self.root]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = _CAPITALS.get(tag, tag)
        node = Node(tag=name, attributes={_CAPITALS.get(key, key): value or "" for key, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        name = _CAPITALS.get(tag, tag)
        if any(node.tag == name for node in self._open[1:]):
            while self._open.pop().tag != name:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def chapters_of(html: str) -> tuple[Chapter, ...]:
    """The chapters of the drawn page: its elements with ``data-chapter``. Links lead from one file to another; one that
    leads nowhere in the book becomes plain text."""
    drawn = [node for node in _Tree(html).root.walk() if "data-chapter" in node.attributes]
    homes = {
        node.attributes["id"]: part.attributes["data-chapter"]
        for part in drawn
        for node in part.walk()
        if "id" in node.attributes
    }
    made = []
    for part in drawn:
        name, title = part.attributes["data-chapter"], part.attributes.get("data-title", "")
        for node in part.walk():
            _adapt(node, name, homes)
        marks = tuple((node.attributes["id"], " ".join(node.text().split())) for node in part.walk() if _marks(node))
        part.tag, part.attributes = "body", {}
        made.append(Chapter(name=name, title=title, body=part, marks=marks))
    return tuple(made)


def _marks(node: Node) -> bool:
    return node.tag == "h3" and "id" in node.attributes and "data-head" in node.attributes


def _adapt(node: Node, name: str, homes: Mapping[str, str]) -> None:
    """What differs between the page and the book, in one element."""
    target = node.attributes.get("href", "")
    if node.tag == "a" and target.startswith("#"):
        home = homes.get(target[1:])
        if home is None:
            node.tag = "span"
            del node.attributes["href"]
        elif home != name:
            node.attributes["href"] = f"{home}.xhtml{target}"
    if node.attributes.get("role") == "doc-noteref":
        node.attributes["epub:type"] = "noteref"
    if "lang" in node.attributes:
        node.attributes["xml:lang"] = node.attributes["lang"]


def written(node: Node) -> str:
    """The element as XML."""
    names = dict(node.attributes)
    if node.tag in _XMLNS:
        names = {"xmlns": _XMLNS[node.tag], **names}
    head = node.tag + "".join(f" {key}={quoteattr(clean(value))}" for key, value in names.items())
    if not node.children:
        return f"<{head}/>" if node.tag in _VOID or node.tag in _DRAWN else f"<{head}></{node.tag}>"
    inner = "".join(escape(clean(child)) if isinstance(child, str) else written(child) for child in node.children)
    return f"<{head}>{inner}</{node.tag}>"


_DRAWN = frozenset(("path", "rect", "line", "circle", "polyline", "polygon", "use"))


# ---------------------------------------------------------------- the files around them


def page(edition: Edition, title: str, body: str) -> str:
    """A file of the book around its body."""
    tongue = edition.language or "en"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{_XMLNS["html"]}" xmlns:epub="http://www.idpf.org/2007/ops" lang="{tongue}" '
        f'xml:lang="{tongue}" dir="{direction(tongue)}">\n<head><meta charset="utf-8"/>'
        f"<title>{escape(clean(title))}</title>"
        f'<link rel="stylesheet" type="text/css" href="style.css"/></head>\n{body}\n</html>\n'
    )


def contents(edition: Edition, wording: Wording, chapters: Sequence[Chapter]) -> str:
    """The navigation: chapters, and the regions of each desk."""
    rows = []
    for chapter in chapters:
        inner = "".join(
            f"<li><a href={quoteattr(f'{chapter.file}#{mark}')}>{escape(clean(title))}</a></li>"
            for mark, title in chapter.marks
        )
        below = f"<ol>{inner}</ol>" if inner else ""
        rows.append(f'<li><a href="{chapter.file}">{escape(clean(chapter.title))}</a>{below}</li>')
    title = escape(wording.label("contents"))
    body = (
        f'<body><nav epub:type="toc" role="doc-toc" aria-labelledby="toc"><h2 id="toc">{title}</h2>'
        f"<ol>{''.join(rows)}</ol></nav></body>"
    )
    return page(edition, wording.label("contents"), body)


def package(edition: Edition, wording: Wording, chapters: Sequence[Chapter]) -> str:
    """The list of all files with what is said of the book."""
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    for chapter in chapters:
        drawn = ' properties="svg"' if chapter.drawn else ""
        items.append(f'<item id="c-{chapter.name}" href="{chapter.file}" media-type="application/xhtml+xml"{drawn}/>')
    turns = ' page-progression-direction="rtl"' if direction(edition.language or "en") == "rtl" else ""
    spine = "".join(f'<itemref idref="c-{chapter.name}"/>' for chapter in chapters)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{edition.language or "en"}" prefix="schema: http://schema.org/">\n<metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        + "\n".join(_about(edition, wording, chapters))
        + "\n</metadata>\n"
        f"<manifest>\n{chr(10).join(items)}\n</manifest>\n<spine{turns}>{spine}</spine>\n</package>\n"
    )


def _about(edition: Edition, wording: Wording, chapters: Sequence[Chapter]) -> Iterator[str]:
    """The metadata, with what a reader who does not see may rely on."""
    which = f"{edition.reader}/{edition.on.isoformat()}/{edition.slot}/{edition.number}"
    made = f"{edition.generated_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    issue = f"{wording.label('number')} {edition.number}"
    said = f"{issue}; {wording.label('cutoff')} {wording.moment(edition.covers_to_at)}"
    plain = {
        "identifier": f"urn:uuid:{uuid.uuid5(_SPACE, which.encode('utf-8', 'replace').decode())}",
        "title": f"{edition.title}, {wording.long_date(edition.on)}, {issue}",
        "language": edition.language or "en",
        "creator": edition.title,
        "date": made,
        "description": f"{edition.mark}; {said}" if edition.mark else said,
        "rights": edition.mark,
    }
    for key, value in plain.items():
        if value:
            mark = ' id="id"' if key == "identifier" else ""
            yield f"<dc:{key}{mark}>{escape(clean(value))}</dc:{key}>"
    yield f'<meta property="dcterms:modified">{made}</meta>'
    drawn = any(chapter.drawn for chapter in chapters)
    told = [("accessMode", "textual"), *([("accessMode", "visual")] if drawn else [])]
    told += [("accessModeSufficient", "textual"), ("accessibilityHazard", "none")]
    features = ("tableOfContents", "structuralNavigation", "readingOrder", *(("alternativeText",) if drawn else ()))
    told += [("accessibilityFeature", one) for one in features]
    for key, value in told:
        yield f'<meta property="schema:{key}">{value}</meta>'
