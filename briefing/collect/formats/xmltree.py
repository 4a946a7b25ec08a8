"""XML of agencies as a tree without namespaces, and the markup of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from briefing.collect.encoding import decode
from briefing.collect.feedbytes import repair
from briefing.collect.wiretext import body_paragraphs
from briefing.errors import WireError

_DECLARED = re.compile(rb"<\?xml\b[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.I)
# parts of a text that are not its text
SKIPPED = frozenset(
    ("media", "figure", "header", "footer", "byline", "dateline", "hedline", "media-caption", "media-producer", "aside",
     "rubrik", "dat")
)  # fmt: skip
# elements of NITF, and of TT's form of it, as the HTML that means the same
AS_HTML = {"hl1": "h1", "hl2": "h2", "block": "div", "body.content": "div", "body": "div", "note": "div", "tr": "tr"}
AS_HTML |= {"text": "div", "ingress": "div", "brodtext": "div", "citat": "p", "mellis": "h2"}


def parse_xml(data: bytes) -> ElementTree.Element:
    """The root, its tags and attributes without namespaces. No entity reaches out or grows. Raises WireError."""
    declared = _DECLARED.search(data[:400])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else "")
    text = repair(_DECLARATION.sub("", decoded.text, count=1).lstrip("\ufeff \t\r\n\0"))
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, RecursionError) as fault:
        raise WireError(f"its XML is broken ({fault})", hint="Ask for it to be sent again") from fault
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = local(element.tag)
    return root


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """A name without its namespace."""
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def attribute(element: ElementTree.Element | None, name: str) -> str:
    """An attribute whatever its namespace; "" where there is none."""
    if element is None:
        return ""
    found = element.attrib.get(name)
    if found is not None:
        return found.strip()
    return next((v.strip() for k, v in element.attrib.items() if local(k) == name), "")


def text_of(element: ElementTree.Element | None) -> str:
    """All text in an element on one line; "" for None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def first(element: ElementTree.Element | None, path: str) -> str:
    """The text of the first descendant at a path."""
    return text_of(element.find(path)) if element is not None else ""


def markup_of(element: ElementTree.Element) -> str:
    """The content of an element as HTML; pictures, captions, bylines and datelines are left out.

    Raises WireError for markup nested deeper than any wire's.
    """
    try:
        return "".join(_serialise(element))
    except RecursionError as fault:
        raise WireError("its markup is nested too deep to be a wire's", hint="Look at the file") from fault


_SET = re.compile(r"\n[ \t]*\n|\n {2,}\S")  # text laid out by hand within one element


def _serialise(element: ElementTree.Element) -> Iterator[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        if isinstance(child.tag, str) and (name := child.tag.lower()) not in SKIPPED:
            tag = AS_HTML.get(name, name)
            if tag in ("p", "pre") and len(child) == 0 and _SET.search((child.text or "").strip()):
                yield from (f"<p>{escape(p, quote=False)}</p>" for p in body_paragraphs(child.text or ""))
                yield escape(child.tail or "", quote=False)
                continue
            yield f"<{tag}>"
            yield from _serialise(child)
            yield f"</{tag}>"
        yield escape(child.tail or "", quote=False)
