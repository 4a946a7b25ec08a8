"""Agencies' formats (NewsML-G2 and 1, NITF, ninjs, ANPA 1312, IPTC 7901), mail and saved pages, each to articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module

from briefing.collect.formats.article import Article, ArticleContext, wires_of_articles
from briefing.errors import WireError
from briefing.model import Wire

# kind of file (as `sniff` names it) -> module whose ``read(bytes)`` gives articles
READERS: Mapping[str, str] = {
    "newsml-g2": "newsmlg2", "newsml": "newsml1", "nitf": "nitf", "ninjs": "ninjs", "telex": "telex", "mail": "mail",
    "page": "page", "xml": "plainxml",
}  # fmt: skip

NO_TEXT_HINT = "Only dispatches with a text and entries of calendars are read"
# what a document says of itself -> what it is; the first that fits counts
INSTEAD: tuple[tuple[str, str], ...] = (
    (r"<(?:\w+:)?packageItem\b", "this is a package, a list of other items"),
    (r"<(?:\w+:)?planningItem\b", "this is a plan of coverage, which names no event"),
    (r"<(?:\w+:)?(?:conceptItem|knowledgeItem|catalogItem)\b", "this is a list of names and codes"),
    (
        r"itemClass\s[^>]*qcode=\"\w+:(?:picture|graphic|video|audio|animation|composite)",
        "this is a picture, film or sound",
    ),
    (r"\"type\"\s*:\s*\"(?:picture|photo|image|graphic|video|audio)\"", "this is a picture, film or sound"),
    (
        r"\"(?:type|item_type)\"\s*:\s*\"(?:event|agenda|planning)\"",
        "this is an entry of a planning desk without a date",
    ),
    (r"<NewsItemRef\b|<NewsItem[^>]+NewsItemRef", "this is a list of other items"),
)


def _instead(kind: str, data: bytes) -> str:
    """What a file of an agency's format without a dispatch holds."""
    head = data[:200_000].decode("latin-1")
    if kind == "ninjs" and re.search(r'"type"\s*:\s*"text"', head):
        return "this is a ninjs file"
    found = next((words for pattern, words in INSTEAD if re.search(pattern, head)), "")
    return found or f"this is a {kind} file"


def read_format(kind: str, data: bytes, context: ArticleContext) -> tuple[Wire, ...]:
    """The wires of a file in one of ``READERS``. Raises WireError, and nothing else, where it holds no text."""
    reader: Callable[[bytes], list[Article]] = import_module(f"{__name__}.{READERS[kind]}").read
    articles = [a for a in reader(data) if a.headline or a.markup or a.paragraphs]
    if not articles:
        raise WireError(f"{_instead(kind, data)}, without a text of its own", subject=context.path, hint=NO_TEXT_HINT)
    return wires_of_articles(articles, context)
