"""NewsML-G2 (iptc.org/standards/newsml-g2): news items, alone or in a news message, with their text inline."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from briefing.collect.formats.article import Article
from briefing.collect.formats.xmltree import attribute, first, markup_of, parse_xml, text_of
from briefing.text.language import primary


def read(data: bytes) -> list[Article]:
    """Every news item that has a text of its own or at least a headline and is not a picture, sound or list."""
    root = parse_xml(data)
    return [article for item in root.iter("newsItem") if (article := _article(item))]


def _article(item: Element) -> Article | None:
    meta, content = item.find("itemMeta"), item.find("contentMeta")
    if meta is None:
        meta = Element("itemMeta")
    if content is None:
        content = Element("contentMeta")
    kind = attribute(meta.find("itemClass"), "qcode").split(":")[-1]
    markup, plain = _text(item)
    if kind not in ("", "text", "composite") and not (markup or plain):
        return None
    if kind in ("picture", "graphic", "video", "audio", "animation"):
        return None
    withdrawn = attribute(meta.find("pubStatus"), "qcode").split(":")[-1]
    if not (markup or plain) and withdrawn not in ("canceled", "cancelled"):
        return None
    return Article(
        headline=_headline(content, attribute(content.find("language"), "tag")) or first(meta, "title"),
        markup=markup,
        paragraphs=plain,
        guid=attribute(item, "guid"),
        version=_number(attribute(item, "version")),
        dates=tuple(d for d in (first(meta, "versionCreated"), first(content, "contentModified"),
                                first(content, "contentCreated"), first(meta, "firstCreated")) if d),
        language=attribute(content.find("language"), "tag") or attribute(item, "lang"),
        slug=first(content, "slugline"),
        byline=first(content, "by") or ", ".join(_name(c) for c in content.findall("creator") if _name(c)),
        dateline=first(content, "dateline"),
        provider=_name(meta.find("provider")) or _name(content.find("infoSource")),
        urgency=first(content, "urgency"),
        status=withdrawn,
        embargo=first(meta, "embargoed"),
        ednote=" ".join(text_of(n) for n in meta.findall("edNote")),
        signal=next((s for n in meta.findall("signal") if (s := attribute(n, "qcode").split(":")[-1])), ""),
        supersedes=next((attribute(n, "residref") or attribute(n, "href") for n in meta.findall("link")
                         if attribute(n, "rel").split(":")[-1] in ("previousVersion", "replaces", "corrects")), ""),
        link=next((attribute(n, "href") for n in item.iter("link")
                   if attribute(n, "rel").split(":")[-1] == "canonical"), ""),
        categories=tuple(c for n in content.findall("subject") if (c := _name(n))),
    )  # fmt: skip


def _headline(content: Element, language: str) -> str:
    """The main headline: one without a role or with the role of a main one before others; of several languages the
    text's own."""
    rows = content.findall("headline")
    own = [h for h in rows if primary(attribute(h, "lang")) == primary(language)] if language else []
    rows = own or rows
    rows.sort(key=lambda h: attribute(h, "role").split(":")[-1].lower() not in ("", "main", "hld", "headline", "long"))
    return text_of(rows[0]) if rows else ""


def _text(item: Element) -> tuple[str, tuple[str, ...]]:
    """(markup, paragraphs) of the longest text in the content set."""
    markups = []
    for inline in item.findall("contentSet/inlineXML"):
        body = next((e for name in ("body.content", "body") for e in inline.iter(name)), inline)
        markups.append(markup_of(body))
    best = max(markups, key=len, default="")
    if best.strip():
        return best, ()
    plain = max((d.text or "" for d in item.findall("contentSet/inlineData")), key=len, default="")
    if "<p" in plain:
        return plain, ()
    from briefing.collect.wiretext import body_paragraphs

    return "", tuple(body_paragraphs(plain))


def _name(element: Element | None) -> str:
    """What a concept is called: its name, its literal, or the end of its code."""
    if element is None:
        return ""
    return first(element, "name") or attribute(element, "literal") or attribute(element, "qcode").split(":")[-1]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 5 and int(text) else 1
