"""ninjs 1 to 3 (iptc.org/standards/ninjs): JSON objects, alone, in a list, in the envelope of a service, or as
associations of a package. Keys are read whatever their case and underscores ("body_html", "bodyHtml")."""

from __future__ import annotations

import json
from typing import Any

from briefing.collect.encoding import decode
from briefing.collect.formats.article import Article
from briefing.collect.naming import storable
from briefing.errors import WireError

# what an object may be that is no dispatch; other types are texts under names of their own ("story", "advisory")
NO_TEXTS = frozenset(
    ("picture", "photo", "image", "graphic", "video", "audio", "animation", "media", "event", "planning", "agenda",
     "component")
)  # fmt: skip


def read(data: bytes) -> list[Article]:
    """Every text object of a ninjs document."""
    try:
        parsed = json.loads(decode(data).text)
    except (ValueError, RecursionError) as fault:
        raise WireError(f"its JSON is broken ({fault})", hint="Ask for it to be sent again") from fault
    return [a for row in _rows(parsed, 0) for a in _articles(row, 0)]


def _rows(value: Any, depth: int) -> list[dict[str, Any]]:
    """The items of a document: the value itself, or what the envelopes "data", "item" and "items" hold."""
    if isinstance(value, list):
        return [row for one in value for row in _rows(one, depth + 1)] if depth < 6 else []
    if not isinstance(value, dict):
        return []
    own = {str(key).lower().replace("_", ""): inner for key, inner in value.items()}
    inner = next((own[key] for key in ("data", "item", "items") if isinstance(own.get(key), (dict, list))), None)
    if inner is None or depth > 5 or own.keys() & {"headline", "headlines", "bodyhtml", "bodyxhtml", "bodytext"}:
        return [own]
    return _rows(inner, depth + 1)


def _articles(row: dict[str, Any], depth: int) -> list[Article]:
    if str(row.get("type") or "text").lower() in NO_TEXTS:
        return []
    found = [_article(row)] if _body(row) or row.get("headline") or row.get("headlines") else []
    inside = row.get("associations")
    children = list(inside.values()) if isinstance(inside, dict) else inside if isinstance(inside, list) else []
    if found and found[0].markup:
        return found
    inner = [
        a for child in children for one in (_rows(child, 3) if depth < 3 else ()) for a in _articles(one, depth + 1)
    ]
    return inner if any(a.markup for a in inner) else [*found, *inner]  # a package is what it holds


def _body(row: dict[str, Any]) -> str:
    """The text as markup: HTML, XHTML or plain."""
    from html import escape

    for key in ("bodyhtml", "bodyxhtml"):
        if _text(row.get(key)):
            return _text(row[key])
    if _text(row.get("bodytext")):
        return escape(_text(row["bodytext"]), quote=False)
    bodies = _dicts(row.get("bodies"))
    best = max(bodies, key=lambda b: ("html" in _text(b.get("contenttype")), len(_text(b.get("value")))), default={})
    return _text(best.get("value"))


def _article(row: dict[str, Any]) -> Article:
    return Article(
        headline=_text(row.get("headline")) or _of_list(row.get("headlines")) or _text(row.get("title")),
        markup=_body(row) or _text(row.get("descriptionhtml")) or _text(row.get("descriptiontext")),
        guid=_text(row.get("guid")) or _text(row.get("altids")) or _text(row.get("uri")),
        version=_number(_text(row.get("version"))),
        dates=tuple(d for k in ("versioncreated", "contentcreated", "firstcreated") if (d := _text(row.get(k)))),
        language=_text(row.get("language")) or _of_list(row.get("headlines"), "language"),
        slug=_text(row.get("slugline")) or _text(row.get("slug")),
        byline=_text(row.get("byline")) or _of_list(row.get("authors"), "name"),
        dateline=_text(row.get("dateline")) or _text(row.get("located")),
        provider=_text(row.get("source")) or _text(row.get("provider")) or _text(row.get("copyrightholder")),
        urgency=_text(row.get("urgency")),
        status=_text(row.get("pubstatus")),
        embargo=_text(row.get("embargoed")) or _text(row.get("embargo")),
        ednote=_text(row.get("ednote")),
        supersedes=_text(row.get("evolvedfrom")),
        link=next((u for k in ("link", "url", "uri") if (u := _text(row.get(k))).startswith("http")), ""),
        categories=tuple(_text(s.get("name")) for s in _dicts(row.get("subject"))),
    )  # fmt: skip


def _of_list(value: object, key: str = "value") -> str:
    return next((t for r in _dicts(value) if (t := _text(r.get(key)))), "")


def _dicts(value: object) -> list[dict[str, Any]]:
    """The objects of a list; none of anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return storable(value).strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < len(text) < 5 and int(text) else 1
