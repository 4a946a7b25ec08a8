"""ninjs 1 and 2 (iptc.org/standards/ninjs): JSON objects, alone, in a list, or as associations of a package."""

from __future__ import annotations

import json
from typing import Any

from briefing.collect.encoding import decode
from briefing.collect.formats.article import Article
from briefing.collect.naming import storable
from briefing.errors import WireError


def read(data: bytes) -> list[Article]:
    """Every text object of a ninjs document."""
    try:
        parsed = json.loads(decode(data).text)
    except (ValueError, RecursionError) as fault:
        raise WireError(f"its JSON is broken ({fault})", hint="Ask for it to be sent again") from fault
    rows = parsed if isinstance(parsed, list) else [parsed]
    return [a for row in rows if isinstance(row, dict) for a in _articles(row, 0)]


def _articles(row: dict[str, Any], depth: int) -> list[Article]:
    wrapped = row.get("item")
    if isinstance(wrapped, dict) and "headline" not in row:
        row = wrapped
    if str(row.get("type") or "text").lower() not in ("text", "composite"):
        return []
    found = [_article(row)] if _body(row) or row.get("headline") or row.get("headlines") else []
    inside = row.get("associations")
    children = list(inside.values()) if isinstance(inside, dict) else inside if isinstance(inside, list) else []
    if not found or not found[0].markup:
        for child in children:
            if isinstance(child, dict) and depth < 3:
                found += _articles(child, depth + 1)
    return found


def _body(row: dict[str, Any]) -> str:
    """The text as markup: HTML, XHTML or plain."""
    from html import escape

    for key in ("body_html", "body_xhtml"):
        if _text(row.get(key)):
            return _text(row[key])
    if _text(row.get("body_text")):
        return escape(_text(row["body_text"]), quote=False)
    bodies = [b for b in row.get("bodies") or [] if isinstance(b, dict)]
    best = max(bodies, key=lambda b: ("html" in _text(b.get("contenttype")), len(_text(b.get("value")))), default={})
    return _text(best.get("value"))


def _article(row: dict[str, Any]) -> Article:
    return Article(
        headline=_text(row.get("headline")) or _of_list(row.get("headlines")) or _text(row.get("title")),
        markup=_body(row) or _text(row.get("description_html")) or _text(row.get("description_text")),
        guid=_text(row.get("guid")) or _text(row.get("altids")) or _text(row.get("uri")),
        version=_number(_text(row.get("version"))),
        dates=tuple(d for k in ("versioncreated", "contentcreated", "firstcreated") if (d := _text(row.get(k)))),
        language=_text(row.get("language")),
        slug=_text(row.get("slugline")),
        byline=_text(row.get("byline")) or _of_list(row.get("authors"), "name"),
        dateline=_text(row.get("dateline")) or _text(row.get("located")),
        provider=_text(row.get("source")) or _text(row.get("provider")) or _text(row.get("copyrightholder")),
        urgency=_text(row.get("urgency")),
        status=_text(row.get("pubstatus")),
        embargo=_text(row.get("embargoed")) or _text(row.get("embargo")),
        ednote=_text(row.get("ednote")),
        supersedes=_text(row.get("evolvedfrom")),
        link=next((u for k in ("link", "url", "uri") if (u := _text(row.get(k))).startswith("http")), ""),
        categories=tuple(_text(s.get("name")) for s in row.get("subject") or [] if isinstance(s, dict)),
    )  # fmt: skip


def _of_list(value: object, key: str = "value") -> str:
    rows = value if isinstance(value, list) else []
    return next((t for r in rows if isinstance(r, dict) and (t := _text(r.get(key)))), "")


def _text(value: object) -> str:
    return storable(value).strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 5 and int(text) else 1
