"""Agencies' formats (NewsML-G2 and 1, NITF, ninjs, ANPA 1312, IPTC 7901), mail and saved pages, each to articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from briefing.collect.formats.article import Article, ArticleContext, wires_of_articles
from briefing.errors import WireError
from briefing.model import Wire

# kind of file (as `sniff` names it) -> module whose ``read(bytes)`` gives articles
READERS: Mapping[str, str] = {
    "newsml-g2": "newsmlg2", "newsml": "newsml1", "nitf": "nitf", "ninjs": "ninjs", "telex": "telex", "mail": "mail",
    "page": "page",
}  # fmt: skip


def read_format(kind: str, data: bytes, context: ArticleContext) -> tuple[Wire, ...]:
    """The wires of a file in one of ``READERS``. Raises WireError, and nothing else, where it holds no text."""
    reader: Callable[[bytes], list[Article]] = import_module(f"{__name__}.{READERS[kind]}").read
    articles = [a for a in reader(data) if a.headline or a.markup or a.paragraphs]
    if not articles:
        raise WireError(
            f"there is no text in this {kind} file", subject=context.path, hint="Pictures and lists are not read"
        )
    return wires_of_articles(articles, context)
