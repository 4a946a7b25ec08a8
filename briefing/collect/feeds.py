"""Feeds: RSS, RDF, Atom (read by feedparser, which is given clean bytes only) and JSON Feed, to wires.

Every item gives a wire: one without a date, without a title, twice in one feed, or sharing its guid with others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from briefing.collect.feedbytes import feed_text, refuse_page, unpack
from briefing.collect.items import FeedContext, RawItem, wires_of
from briefing.collect.jsonfeed import is_json, parse_json_feed
from briefing.collect.links import absolute
from briefing.collect.markup import plain_line
from briefing.collect.publisher import publisher_name
from briefing.errors import FeedError
from briefing.model import Wire
from briefing.text.language import primary


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedResult:
    """What a feed gave. ``marks`` say what is odd about the feed itself: "broken-xml", "encoding-guessed", "empty",
    "shared-guid", "repeated"."""

    wires: tuple[Wire, ...]
    title: str = ""
    language: str = ""
    marks: tuple[str, ...] = ()


def parse_feed(
    body: bytes,
    *,
    source: str,
    url: str = "",
    path: str = "",
    received_at: datetime,
    publisher: str = "",
    agency: str = "",
    licence: str = "excerpt",
    home: str | None = None,
    content_type: str = "",
    zone: str = "UTC",
    language: str = "",
) -> FeedResult:
    """Every item of a feed as a Wire, in the feed's order.

    ``source`` "" takes the feed's own title. ``zone`` is for dates without one. A feed without items that is a feed all
    the same gives no wires and the mark "empty". Raises FeedError, and nothing else, for anything that is not a feed.
    """
    if not body.strip(b"\0 \t\r\n"):
        raise FeedError("the answer is empty", subject=source or url or path, hint="Try again later")
    try:
        items, title, told, marks = _read(unpack(body), url, content_type)
    except FeedError as fault:
        raise FeedError(fault.message, subject=source or url or path, hint=fault.hint) from fault
    context = FeedContext(
        source=source or title or PurePath(path).stem or url,
        received_at=received_at,
        path=path,
        publisher=publisher or publisher_name(title, next((i.link for i in items if i.link), url)),
        agency=agency,
        licence=licence,
        home=home,
        zone=zone,
        language=primary(language or told),
        marks=tuple(m for m in marks if m == "encoding-guessed"),
    )
    wires = wires_of(items, context)
    odd = {m for w in wires for m in w.marks if m in ("shared-guid", "repeated")}
    return FeedResult(
        wires=wires,
        title=title,
        language=context.language,
        marks=(*marks, *sorted(odd), *(() if wires else ("empty",))),
    )


def _read(body: bytes, url: str, content_type: str) -> tuple[list[RawItem], str, str, tuple[str, ...]]:
    text, certain = feed_text(body, content_type=content_type)
    marks = () if certain else ("encoding-guessed",)
    if is_json(text):
        items, title, language, more = parse_json_feed(text, url=url)
        return items, plain_line(title), language, (*marks, *more)
    refuse_page(text)
    if "<" not in text[:20_000]:
        shown = " ".join(text.split())[:60]
        raise FeedError(f"it is plain text, not a feed: “{shown}”", hint="Check the address")
    parsed = _parse(text, url)
    head = parsed.get("feed") or {}
    entries = parsed.get("entries") or []
    if not entries and (parsed.get("bozo") or not parsed.get("version")):
        reason = plain_line(str(parsed.get("bozo_exception") or "no feed element in it"))[:120]
        raise FeedError(f"it is not a feed that can be read ({reason})", hint="Check the address")
    base = _get(head, "link")
    items = [_item(entry, url, base) for entry in entries]
    return (
        items,
        plain_line(_get(head, "title")),
        _get(head, "language"),
        (*marks, *(("broken-xml",) if parsed.get("bozo") else ())),
    )


def _parse(text: str, url: str) -> Mapping[str, Any]:
    """feedparser's answer. It gets clean UTF-8, resolves no markup and fetches nothing; what it raises is a "
    "FeedError."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    try:
        parsed: Mapping[str, Any] = feedparser.parse(
            text.encode("utf-8", "replace"),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as fault:  # feedparser leaks errors of its parsers; whatever it is, this is not a readable feed
        raise FeedError(
            f"no feed parser can read it ({type(fault).__name__}: {fault})", hint="Check the address"
        ) from fault
    return parsed


def _item(entry: Mapping[str, Any], url: str, home: str) -> RawItem:
    contents = [c for c in entry.get("content") or [] if isinstance(c, dict)]
    texts = [
        c.get("value") or "" for c in contents if "text" in str(c.get("type") or "text") or "html" in str(c.get("type"))
    ]
    detail = entry.get("title_detail") or {}
    title = _get(entry, "title")
    tags = entry.get("tags") or []
    return RawItem(
        title=title,
        summary=_get(entry, "summary"),
        content=max(texts, key=len, default=""),
        guid=_get(entry, "id"),
        link=absolute(_get(entry, "link"), url, home),
        dates=tuple(d for key in ("published", "updated", "created") if (d := _get(entry, key))),
        author=_get(entry, "author"),
        language=str(detail.get("language") or ""),
        categories=tuple(str(t.get("term") or t.get("label") or "") for t in tags if isinstance(t, dict)),
    )


def _get(entry: Mapping[str, Any], key: str) -> str:
    """A text of a feedparser dict, without its look-alike keys ("updated" answering for "published")."""
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return value.strip() if isinstance(value, str) else ""
