"""NITF 3 (iptc.org/standards/nitf): one text a file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefing.collect.formats.article import Article
from briefing.collect.formats.xmltree import attribute, first, markup_of, parse_xml, text_of


def read(data: bytes) -> list[Article]:
    """The text of an NITF document."""
    root = parse_xml(data)
    return [
        article
        for nitf in ([root] if root.tag == "nitf" else list(root.iter("nitf")))
        if (article := nitf_article(nitf))
    ]


def nitf_article(root: Element) -> Article | None:
    """One nitf element as an article; None where it has no content."""
    docs, head = root.find("head/docdata"), root.find("body/body.head")
    content = root.find("body/body.content")
    markup = markup_of(content) if content is not None else ""
    dates = [attribute(docs.find(name), "norm") for name in ("date.release", "date.issue")] if docs is not None else []
    release = ""
    if dates and attribute(docs, "management-status") == "embargoed":
        # it was written when it was issued, and may be printed from its release on
        release, dates = dates[0], dates[1:]
    fixture = docs.find("fixture") if docs is not None else None
    headline = first(head, "hedline/hl1") or first(root, "head/title") or first(head, "hedline")
    if not markup.strip() and not headline:
        return None
    return Article(
        headline=headline,
        markup=markup,
        guid=attribute(docs.find("doc-id"), "id-string") if docs is not None else "",
        dates=(*dates, attribute(root.find("head/pubdata"), "date.publication"),
               attribute(head.find("dateline/story.date") if head is not None else None, "norm")),
        language=attribute(root, "lang") or attribute(content, "lang"),
        slug=attribute(docs.find("du-key"), "key") if docs is not None else "",
        byline=first(head, "byline/person") or _spaced(head, "byline"),
        dateline=first(head, "dateline/location") or first(head, "dateline"),
        provider=first(head, "distributor/org") or first(head, "distributor") or _owner(docs),
        urgency=attribute(docs.find("urgency"), "ed-urg") if docs is not None else "",
        status=attribute(docs, "management-status"),
        embargo=release,
        ednote=" ".join(attribute(n, "info") or text_of(n) for n in docs.findall("ed-msg")) if docs is not None else "",
        categories=tuple(
            c for n in root.iter("tobject.subject")
            if (c := attribute(n, "tobject.subject.matter") or attribute(n, "tobject.subject.type"))
        ) or tuple(c for c in (attribute(fixture, "fix-id"),) if c),
    )  # fmt: skip


def _spaced(head: Element | None, path: str) -> str:
    """The text of an element with a space between its parts."""
    element = head.find(path) if head is not None else None
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""


def _owner(docs: Element | None) -> str:
    if docs is None:
        return ""
    return attribute(docs.find("doc-id"), "regsrc") or attribute(docs.find("doc.copyright"), "holder")
