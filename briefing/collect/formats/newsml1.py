"""NewsML 1.0 to 1.2: news items with components; the longest text of an item is its text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from briefing.collect.formats.article import Article
from briefing.collect.formats.xmltree import attribute, first, markup_of, parse_xml, text_of


def read(data: bytes) -> list[Article]:
    """Every news item with a text. Items that only list pictures give nothing."""
    root = parse_xml(data)
    sent = first(root, "NewsEnvelope/DateAndTime")
    return [article for item in root.iter("NewsItem") if (article := _article(item, sent))]


def _article(item: Element, sent: str) -> Article | None:
    management = item.find("NewsManagement")
    identifier = item.find("Identification/NewsIdentifier")
    found = _text(item)
    status = attribute(management.find("Status"), "FormalName") if management is not None else ""
    if found is None and status.lower() not in ("canceled", "cancelled"):
        return None
    lines = _lines(item, found)
    day = first(identifier, "DateId")
    return Article(
        headline=_line(lines, "HeadLine"),
        markup=found or "",
        guid=_guid(identifier),
        version=_number(first(identifier, "RevisionId")),
        dates=tuple(
            d for d in (first(management, "ThisRevisionCreated"), first(management, "FirstCreated"), sent, day) if d
        ),
        language=next((attribute(n, "FormalName") for n in item.iter("Language")), ""),
        slug=_line(lines, "SlugLine") or first(item, "Identification/NameLabel"),
        byline=_line(lines, "ByLine"),
        dateline=_line(lines, "DateLine"),
        provider=_provider(item),
        urgency=attribute(management.find("Urgency"), "FormalName") if management is not None else "",
        status=status,
        embargo=first(management, "StatusWillChange/DateAndTime") if status.lower() == "embargoed" else "",
        ednote=" ".join(text_of(n) for n in item.iter("Instruction") if text_of(n)),
        signal="correction" if re.search(r"correct", _kind(management), re.I) else "",
        categories=tuple(text_of(n) for n in item.iter("KeywordLine") if text_of(n)),
    )


def _guid(identifier: Element | None) -> str:
    """The public identifier without its revision, so that all versions have one name."""
    named = re.sub(r":\d+[A-Z]?$", "", first(identifier, "PublicIdentifier"))
    return named or ":".join(p for p in (first(identifier, "ProviderId"), first(identifier, "NewsItemId")) if p)


def _kind(management: Element | None) -> str:
    return attribute(management.find("NewsItemType"), "FormalName") if management is not None else ""


def _text(item: Element) -> str | None:
    """Markup of the longest text content; None where the item has none."""
    best = ""
    for content in item.iter("ContentItem"):
        medium = attribute(content.find("MediaType"), "FormalName").lower()
        data = content.find("DataContent")
        if data is None or medium in ("photo", "picture", "video", "audio", "graphic"):
            continue
        body = next((e for name in ("body.content", "body") for e in data.iter(name)), data)
        markup = markup_of(body)
        plain = re.sub(r"<[^>]*>", "", markup)
        if "<p>" not in markup and "\n\n" not in plain.strip() and plain.count("\n") > 3:
            markup = _lined(plain)
        best = max(best, markup, key=len)
    return best if best.strip() else None


def _lined(plain: str) -> str:
    from html import escape, unescape

    from briefing.collect.wiretext import body_paragraphs

    return "".join(f"<p>{escape(p, quote=False)}</p>" for p in body_paragraphs(unescape(plain)))


def _lines(item: Element, found: str | None) -> list[Element]:
    """The news lines of the component that holds the text, and after it all others."""
    every = list(item.iter("NewsLines"))
    for component in item.iter("NewsComponent"):
        own = component.find("NewsLines")
        if (
            own is not None
            and found
            and any(c.find("DataContent") is not None for c in component.findall("ContentItem"))
        ):
            return [own, *(e for e in every if e is not own)]
    return every


def _line(lines: list[Element], name: str) -> str:
    return next((text for e in lines if (text := first(e, name))), "")


def _provider(item: Element) -> str:
    for path in ("AdministrativeMetadata/Source/Party", "AdministrativeMetadata/Provider/Party"):
        for component in item.iter("NewsComponent"):
            name = attribute(component.find(path), "FormalName")
            if name:
                return name
    return ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 5 and int(text) else 1
