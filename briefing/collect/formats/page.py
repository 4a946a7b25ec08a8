"""HTML pages saved into a folder: the main text without menus and notices, by trafilatura (extra ``html``)."""

from __future__ import annotations

import re
from typing import Any

from briefing.collect.encoding import decode
from briefing.collect.formats.article import Article
from briefing.collect.naming import storable
from briefing.errors import ReaderMissing, WireError
from briefing.extras import install_line

STATED_IN = 200_000  # letters of a page in which its date is looked for
LEAST = 80  # letters of text below which a page holds no article
# trafilatura's own search for a date, whose finds are not used, tries 200 languages where it finds an odd one
_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
# [^<>]: an element without an end costs its own length alone, not that of the page.
# Where pages state when the text was published, to the hour: a meta element, else their JSON-LD, else a time element
_STATED = (
    re.compile(
        r"<meta\b(?=[^<>]*\b(?:property|name|itemprop)\s*=\s*[\"']?(?:article:published_time|datePublished|"
        r"parsely-pub-date|dc\.date(?:\.issued)?|pubdate)[\"'\s>])[^<>]*\bcontent\s*=\s*[\"']([^\"']{8,40})[\"']",
        re.IGNORECASE,
    ),
    re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\""),
    re.compile(r"<time\b[^<>]*\bdatetime\s*=\s*[\"']([^\"']{8,40})[\"']", re.IGNORECASE),
)


def read(data: bytes) -> list[Article]:
    """The one article of a page. Its date is one that the page states in its markup, never a guess.

    Raises ReaderMissing where trafilatura is not installed, and WireError where the page holds no article.
    """
    page = decode(data).text
    found = _extracted(page)
    text = str(found.get("text") or "")
    title = str(found.get("title") or "")
    lines = tuple(line for line in text.split("\n") if line.strip() and line.strip() != title)
    if len("".join(lines)) < LEAST:
        titled = f" titled “{name}”" if (name := title or _title(page)) else ""
        raise WireError(
            f"this is an HTML page{titled} without an article's text",
            hint="Save the article itself, not a list or a login page",
        )
    language = re.search(r"<html\b[^<>]*\blang\s*=\s*[\"']?([A-Za-z-]{2,10})", page[:4000], re.IGNORECASE)
    address = storable(str(found.get("url") or ""))
    return [
        Article(
            headline=title,
            paragraphs=lines,
            guid=address,
            dates=tuple(match[1] for sign in _STATED if (match := sign.search(page, 0, STATED_IN))),
            language=language[1] if language else "",
            byline=str(found.get("author") or ""),
            provider=str(found.get("sitename") or ""),
            link=address if address.startswith(("http://", "https://")) else "",
        )
    ]


def _title(page: str) -> str:
    found = re.search(r"<title\b[^<>]*>(.{1,200}?)</title", page[:20_000], re.IGNORECASE | re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", found[1]).split())[:80] if found else ""


def _extracted(page: str) -> dict[str, Any]:
    """What trafilatura makes of the page: title, text, author, sitename, url."""
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own use of lxml, nothing a reader can mend
            import trafilatura

            found: Any = trafilatura.bare_extraction(
                page, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True,
                date_extraction_params=_DATES,
            )  # fmt: skip
    except ImportError as fault:
        raise ReaderMissing(
            "this is an HTML page, and what reads pages is not installed",
            hint=f"Install it: {install_line('html')}; or save the text alone",
        ) from fault
    return dict(found.as_dict()) if found is not None else {}
