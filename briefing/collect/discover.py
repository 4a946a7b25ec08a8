"""Which feeds an HTML page names, and where a site without a word about it usually keeps one."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from briefing.collect.links import urlsplit_safe

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml")
USUAL = ("/feed", "/rss.xml", "/rss", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json")
MOST = 10
_PATH = re.compile(r"(?:^|[/._-])(?:rss|atom|feed|rdf)s?(?:[./_?-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE)
_COMMENTS = re.compile(r"\bcomments?\b|commentaires|kommentare|/comments/", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedLink:
    """A feed that a page names. ``declared``: by a link element made for that; else by a link a person would follow."""

    address: str
    title: str = ""
    declared: bool = False


def feeds_in_page(page: str, address: str) -> tuple[FeedLink, ...]:
    """The feeds that an HTML page at ``address`` names, the likeliest first: declared ones in their order, then links
    whose path speaks of a feed; feeds of comments come last of each. At most MOST, http and https only, each once."""
    reader = _Reader(address)
    # what the parser of the standard library cannot read of a broken page (it asserts) names no feed; what stood before
    # it does
    with suppress(AssertionError, ValueError):
        # it is not closed: an element without an end at the page's end names none, and is tried at each of its "<"
        reader.feed(page)
    found: dict[str, FeedLink] = {}
    for link in sorted(reader.found, key=lambda one: (not one.declared, _is_comments(one))):
        parts = urlsplit_safe(link.address)
        if parts.scheme in ("http", "https") and parts.hostname:
            found.setdefault(link.address, link)
    return tuple(found.values())[:MOST]


def usual_addresses(address: str) -> tuple[str, ...]:
    """Where a site keeps its feed when its page names none: beside the page, then at the root."""
    parts = urlsplit(address)
    root = f"{parts.scheme}://{parts.netloc}"
    path = parts.path.rstrip("/")
    beside = (f"{root}{path}/feed", f"{root}{path}/rss") if path else ()
    return tuple(dict.fromkeys((*beside, *(root + one for one in USUAL))))


def _is_comments(link: FeedLink) -> bool:
    return bool(_COMMENTS.search(f"{link.title} {link.address}"))


class _Reader(HTMLParser):
    """Collects link and anchor elements; a base element counts for those after it."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = address
        self.found: list[FeedLink] = []
        self._open: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        href = given.get("href", "").strip()
        if not href:
            return
        try:
            address = urljoin(self.base, href).partition("#")[0]
        except ValueError:  # an address that is none, such as http://[
            return
        if tag == "base":
            self.base = address
        elif tag == "link" and "alternate" in given.get("rel", "").lower().split():
            if given.get("type", "").partition(";")[0].strip().lower() in FEED_TYPES:
                self.found.append(FeedLink(address=address, title=_line(given.get("title", "")), declared=True))
        elif tag == "a" and _PATH.search(urlsplit_safe(address).path):
            self._open, self._words = address, ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.found.append(FeedLink(address=self._open, title=_line(self._words)))
            self._open = None


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
