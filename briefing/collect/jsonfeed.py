"""JSON Feed 1.0 and 1.1 (jsonfeed.org): an object with "version" and "items"."""

from __future__ import annotations

import html
import json
from typing import Any

from briefing.collect.items import RawItem
from briefing.collect.links import absolute
from briefing.collect.naming import storable
from briefing.errors import FeedError


def is_json(text: str) -> bool:
    """Could this be JSON rather than XML?"""
    return text[:1] in ("{", "[")


def parse_json_feed(text: str, *, url: str) -> tuple[list[RawItem], str, str, tuple[str, ...]]:
    """(items, title, language, marks). Raises FeedError for JSON that is no feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise FeedError(f"it is not valid JSON ({fault})", hint="Check the address") from fault
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FeedError(
            "it is JSON, but no JSON Feed: an object with a list “items” was expected", hint="Check the address"
        )
    marks = () if "jsonfeed.org/version" in _text(feed.get("version")) else ("no-version",)
    home = _text(feed.get("home_page_url"))
    items = [_item(row, url, home) for row in feed["items"] if isinstance(row, dict)]
    return items, _text(feed.get("title")), _text(feed.get("language")), marks


def _item(row: dict[str, Any], url: str, home: str) -> RawItem:
    plain = _text(row.get("content_text"))
    tags = row.get("tags")
    return RawItem(
        title=_escaped(_text(row.get("title"))),
        summary=_escaped(_text(row.get("summary"))),
        content=_text(row.get("content_html")) or _escaped(plain),
        guid=_text(row.get("id")),
        link=absolute(_text(row.get("url")) or _text(row.get("external_url")), url, home),
        dates=tuple(d for d in (_text(row.get("date_published")), _text(row.get("date_modified"))) if d),
        author=_author(row),
        language=_text(row.get("language")),
        categories=tuple(_text(t) for t in tags) if isinstance(tags, list) else (),
    )


def _author(row: dict[str, Any]) -> str:
    people = row.get("authors")
    people = people if isinstance(people, list) else [row.get("author")]
    return ", ".join(_text(p.get("name")) for p in people if isinstance(p, dict) and p.get("name"))


def _escaped(plain: str) -> str:
    """Plain text as markup that shows it."""
    return html.escape(plain, quote=False)


def _text(value: object) -> str:
    return storable(value) if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""
