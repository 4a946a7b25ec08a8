"""An agency's or an office's own XML: an element with a headline and a text under names that say so.

    <release lang="no"><title>...</title><leadtext>...</leadtext><body>&lt;p&gt;...</body><publicationDate>...

Read where nothing else claims the document. An element that also states when something begins is an entry of a
calendar ("timeStart", "startDate"), not a dispatch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from xml.etree.ElementTree import Element

from briefing.collect.calendars import TEXT_LETTERS, clock_of
from briefing.collect.formats.article import Article
from briefing.collect.formats.xmltree import markup_of, parse_xml, text_of
from briefing.collect.markup import plain_line
from briefing.collect.stated import read_stamp
from briefing.errors import WireError
from briefing.model import CalendarEntry

MOST_ITEMS = 2_000
# field -> names of elements or attributes, without case, hyphens and underscores; the first that says something counts
NAMES: Mapping[str, tuple[str, ...]] = {
    "headline": ("headline", "title", "heading", "rubrik", "subject"),
    "body": ("body", "content", "bodytext", "fulltext", "articletext", "storytext", "text"),
    "lead": ("leadtext", "lead", "ingress", "preamble", "abstract"),
    "guid": ("guid", "uuid", "newsid", "ntbid", "articleid", "id"),
    "date": ("publishdate", "publicationdate", "published", "pubdate", "publishedat", "datetime", "date", "time"),
    "language": ("language", "lang"),
    "slug": ("slug", "slugline", "strapline"),
    "dateline": ("dateline", "town", "city"),
    "provider": ("agency", "origin", "provider", "source", "publisher"),
    "byline": ("byline", "author"),
    "version": ("version",),
    "supersedes": ("replaces", "supersedes"),
    "category": ("section", "category"),
    "link": ("longurl", "permalink", "url", "link"),
    "embargo": ("embargo", "embargountil", "embargoed"),
    "killed": ("annuleret", "killed", "withdrawn", "canceled", "cancelled"),
    "start": ("timestart", "startdate", "starttime", "start"),
    "end": ("timeend", "stopdate", "enddate", "endtime", "end"),
    "where": ("location", "place", "address"),
}


def read(data: bytes) -> list[Article]:
    """Every element that holds a dispatch. Raises WireError for a document that holds none, naming its root."""
    root = parse_xml(data)
    return [_article(told) for told in _items(root) if not _begins(told)]


def read_dated(data: bytes, *, source: str, path: str) -> tuple[CalendarEntry, ...]:
    """Every element that says when something begins. Raises WireError as ``read`` does."""
    root = parse_xml(data)
    found = [entry for told in _items(root) if (entry := _entry(told, source, path))]
    return tuple({entry.key: entry for entry in found}.values())


def _items(root: Element) -> list[dict[str, str]]:
    """What the elements with a headline and a text of their own state."""
    found = [told for element in root.iter() if (told := _told(element))][:MOST_ITEMS]
    if not found:
        raise WireError(
            f"this is an XML document of a kind that is not read here (its first element is “{str(root.tag)[:40]}”)",
            hint="Take it out of the folder, or ask for the wires in another format",
        )
    return found


def _told(element: Element) -> dict[str, str]:
    """Fields by their own names; {} for an element that is no item."""
    if len(element) < 2:
        return {}
    named: dict[str, Element] = {}
    for child in element:
        if isinstance(child.tag, str):
            named.setdefault(_bare(child.tag), child)
    attributes = {_bare(key.rsplit("}", 1)[-1]): value for key, value in element.attrib.items()}
    told = {}
    for field, names in NAMES.items():
        texts = (text_of(named[n]) if n in named else attributes.get(n, "") for n in names)
        told[field] = next((t for t in texts if t), "")
    body = next((named[n] for n in NAMES["body"] if n in named and text_of(named[n])), None)
    titled = any(n in named for n in NAMES["headline"])
    if body is None or not ((titled and told["date"]) or told["start"]):
        return {}
    lead = told["lead"]
    told["body"] = (f"<p>{lead}</p>" if lead and "<" not in lead else lead) + _markup(body)
    return told


def _markup(body: Element) -> str:
    """The text as markup, whether its elements stand as such or escaped."""
    inner = "".join(body.itertext())
    return inner if re.search(r"<[A-Za-z/]", inner) else markup_of(body)


def _bare(name: str) -> str:
    return re.sub(r"[-_.]", "", name).lower()


def _article(told: Mapping[str, str]) -> Article:
    category, version, link = told["category"], told["version"], told["link"]
    return Article(
        headline=told["headline"],
        markup=told["body"],
        guid=told["guid"],
        version=int(version) if version.isdecimal() and 0 < len(version) < 5 and int(version) else 1,
        dates=(told["date"],),
        language=told["language"] if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w+)?", told["language"]) else "",
        slug=told["slug"],
        byline=told["byline"],
        dateline=told["dateline"],
        provider=told["provider"].strip("/ ") if len(told["provider"]) < 60 else "",
        status="canceled" if told["killed"].lower() in ("true", "1", "yes") else "",
        embargo=told["embargo"],
        supersedes=told["supersedes"],
        link=link if link.startswith(("http://", "https://")) else "",
        categories=(category,) if category and len(category) < 60 else (),
    )


def _begins(told: Mapping[str, str]) -> date | datetime | None:
    """The moment an element says that something begins; None for a dispatch."""
    stamp = read_stamp(told["start"]) if told["start"] else None
    if stamp is None:
        return None
    return date.fromisoformat(stamp.text) if len(stamp.text) == 10 else datetime.fromisoformat(stamp.text)


def _entry(told: Mapping[str, str], source: str, path: str) -> CalendarEntry | None:
    begin, end = _begins(told), _begins({"start": told["end"]})
    what = plain_line(told["headline"])
    if begin is None or not what:
        return None
    on = begin.date() if isinstance(begin, datetime) else begin
    last = end.date() if isinstance(end, datetime) else end or on
    gone = told["killed"].lower() in ("true", "1", "yes")
    return CalendarEntry(
        key=told["guid"] or f"{what}@{on.isoformat()}", source=source, form="xml", on=on.isoformat(),
        until=last.isoformat() if last > on else None, clock=clock_of(begin), what=what[:300],
        where=told["where"][:120] or None, status="cancelled" if gone else "planned",
        text=plain_line(told["body"])[:TEXT_LETTERS], path=path, said_by=told["provider"][:60],
    )  # fmt: skip
