"""A page as a tree of elements by the C parser of XML, where HTML's rules would build the same one.

The engine's own parser follows all the rules of HTML in Python, a fourteenth of the whole for an edition. A page that
is well-formed and in which none of those rules moves, closes or adds an element reads the same either way; any other
page is left to the engine's parser.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_DOCTYPE = re.compile(r"\s*<!doctype html>", re.IGNORECASE)
_ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*"""
_EMPTY = re.compile(rf"<(meta|br|hr|img|wbr|col)({_ATTRIBUTES})/?>")
_CLOSED = re.compile(rf"<([A-Za-z][\w:-]*){_ATTRIBUTES}/>")
_STYLE = re.compile(r"(<style[^<>]*>)(.*?)</style>", re.DOTALL)
_OTHER = re.compile(r"<!(?!--(?!-?>))|<\?|]]>|=\s*(?:\"[^\"<>]*[\t\n\r]|'[^'<>]*[\t\n\r])")
_CODES = re.compile(r"&#(x?)([0-9a-f]+);", re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_SVG = "{http://www.w3.org/2000/svg}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_SHAPES = frozenset("svg g title desc path text tspan circle ellipse line rect polyline polygon".split())
_SHAPE_NAMES = frozenset({"viewBox", "preserveAspectRatio"})
_VOID = frozenset("meta br hr img wbr col".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_WORDS = frozenset("a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup "
                   "time u var wbr".split())  # fmt: skip
# Before one of these HTML closes a paragraph.
_BLOCKS = _HEADINGS | frozenset("address article aside blockquote dd div dl dt figcaption figure footer header hr li "
                                "main nav ol p section table ul".split())  # fmt: skip
# What these may hold, and no words: HTML moves all else out of a table, or adds what is left out.
_HOLDS = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title", "style"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    "colgroup": frozenset({"col"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
}
_HELD = frozenset(name for names in _HOLDS.values() for name in names)
_LISTS = frozenset({"ul", "ol"})
_TERMS = frozenset({"dt", "dd"})


def tree_of(html: str) -> ElementTree.Element | None:
    """The root of a page's tree as HTML's rules would build it; None where that takes a parser of HTML."""
    start = _DOCTYPE.match(html)
    if start is None or _OTHER.search(html, start.end()) or not all(_same_letter(one) for one in _CODES.finditer(html)):
        return None
    text = _STYLE.sub(lambda found: f"{found[1]}<![CDATA[{found[2]}]]></style>", html[start.end() :])
    if any(found[1] not in _VOID and found[1] not in _SHAPES - {"title"} for found in _CLOSED.finditer(text)):
        return None
    try:
        root = ElementTree.fromstring(_EMPTY.sub(r"<\1\2/>", text))  # no entities: "<!" is refused above
    except (ElementTree.ParseError, ValueError):
        return None
    if (
        root.tag != "html"
        or [child.tag for child in root] != ["head", "body"]
        or not _alike(root, None, "", frozenset())
    ):
        return None
    _spaces(root, html[len(html.rstrip()) :])
    return root


def _same_letter(code: re.Match[str]) -> bool:
    """Whether HTML reads the number of a letter as it stands: some of them stand for others."""
    number = int(code[2], 16 if code[1] else 10)
    return number in (9, 10) or 32 <= number < 127 or (number >= 160 and not 0xD800 <= number < 0xE000)


def _alike(
    element: ElementTree.Element, parent: ElementTree.Element | None, above: str, within: frozenset[str]
) -> bool:
    """Whether HTML would leave an element and all in it where they are; ``above`` is the tag over its parent,
    ``within`` the open ones of a and p."""
    tag = element.tag
    if tag.startswith(_SVG):
        return _shape(element, inside=False)
    over = parent.tag if parent is not None else ""
    if not all(_NAME.fullmatch(name) for name in element.attrib):
        return False
    if not _may_stand(tag, over, above, within):
        return False
    if tag in _HOLDS and not _holds_alone(element, _HOLDS[tag]):
        return False
    if tag in ("title", "style") or tag in _VOID:
        return not len(element)
    inside = within | {tag} if tag in ("a", "p") else within
    return all(_alike(child, element, over, inside) for child in element)


def _may_stand(tag: str, over: str, above: str, within: frozenset[str]) -> bool:
    """Whether HTML lets an element stand below ``over``, itself below ``above``."""
    if tag in _HELD or over in _HOLDS:
        return tag in _HOLDS.get(over, frozenset())
    if tag == "li":
        return over in _LISTS and "p" not in within
    if tag in _TERMS:
        return (over == "dl" or (over == "div" and above == "dl")) and "p" not in within
    if tag == "html":
        return not over
    if tag == "a":
        return "a" not in within
    if tag in _BLOCKS:
        return "p" not in within and not (tag in _HEADINGS and over in _HEADINGS)
    return tag in _WORDS


def _holds_alone(element: ElementTree.Element, names: frozenset[str]) -> bool:
    texts = [element.text, *(child.tail for child in element)]
    return all(child.tag in names for child in element) and not any(text and text.strip() for text in texts)


def _shape(element: ElementTree.Element, *, inside: bool) -> bool:
    """Whether a picture's element is one of those that HTML reads as XML does; it mends the letters of some names."""
    from tinyhtml5.constants import adjust_svg_attributes as mended  # type: ignore[import-untyped]

    name = element.tag.removeprefix(_SVG)
    if name not in _SHAPES or inside == (name == "svg"):
        return False
    names = [one for one in element.attrib if one not in _SHAPE_NAMES and not one.startswith(_XML)]
    if not all(_NAME.fullmatch(one) and one not in mended for one in names):
        return False
    if name in ("title", "desc"):
        return not len(element)
    return all(child.tag.startswith(_SVG) and _shape(child, inside=True) for child in element)


def _spaces(root: ElementTree.Element, end: str) -> None:
    """HTML has no white space before the head, and takes that after the body into it."""
    body = root[1]
    root.text, root.tail = None, None
    after, body.tail = (body.tail or "") + end, None
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after or None
    else:
        body.text = (body.text or "") + after or None
