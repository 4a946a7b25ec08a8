"""One text of an agency format, with its fields as written, and how it becomes a Wire."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefing.collect.agencies import agency_name
from briefing.collect.dateline import split_dateline
from briefing.collect.items import author_name
from briefing.collect.links import canonical
from briefing.collect.markup import clean, paragraphs, plain_line
from briefing.collect.naming import version_id
from briefing.collect.notices import Notice, read_notice, released
from briefing.collect.opening import Body, read_body
from briefing.collect.stated import Stamp, marks_of_time, read_stamp
from briefing.model import Dateline, Wire
from briefing.text.headline import cut_headline
from briefing.text.language import tell_language


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """Fields as the file states them; dates as strings, the text as markup or as paragraphs."""

    headline: str = ""
    markup: str = ""
    paragraphs: tuple[str, ...] = ()
    guid: str = ""
    version: int = 1
    dates: tuple[str, ...] = ()  # in order of preference
    language: str = ""
    slug: str = ""
    byline: str = ""
    dateline: str = ""  # printed apart from the text
    provider: str = ""
    sender: str = ""  # who sent it, the outlet where nothing else tells
    urgency: str = ""
    status: str = ""
    embargo: str = ""
    ednote: str = ""
    signal: str = ""  # "correction", "kill", "update"
    supersedes: str = ""
    link: str = ""
    categories: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleContext:
    """What config says of the source."""

    received_at: datetime
    path: str = ""
    source: str = ""
    publisher: str = ""
    agency: str = ""
    home: str | None = None
    licence: str = "excerpt"
    zone: str = "UTC"


STATUS = {
    "usable": "usable", "canceled": "canceled", "cancelled": "canceled", "killed": "canceled", "withheld": "withheld",
    "embargoed": "usable", "withhold": "withheld", "deleted": "canceled", "recalled": "canceled",
}  # fmt: skip
SIGNALS = {
    "correction": "correction",
    "corrected": "correction",
    "kill": "kill",
    "update": "writethru",
    "writethru": "writethru",
}


_DOMAIN = re.compile(r"^www\.|\.(?:com|org|net|[a-z]{2})$", re.I)


def wires_of_articles(articles: Sequence[Article], context: ArticleContext) -> tuple[Wire, ...]:
    """A Wire for each article, ids distinct."""
    out: dict[str, Wire] = {}
    for n, article in enumerate(articles):
        wire = _wire(article, context, "" if n == 0 else f"#{n + 1}")
        if wire.id in out:
            identity = f"{wire.identity}#{n + 1}"
            new_id = version_id(wire.source, identity, wire.headline, wire.paragraphs)
            wire = replace(wire, id=new_id, identity=identity, marks=(*wire.marks, "repeated"))
        out[wire.id] = wire
    return tuple(out.values())


def _wire(article: Article, context: ArticleContext, suffix: str) -> Wire:
    stamp = _stated(article.dates, context.zone)
    anchor = date.fromisoformat(stamp.text[:10]) if stamp else context.received_at.date()
    body = _body(article, anchor)
    headline = (
        plain_line(article.headline) if "<" in article.headline or "&" in article.headline else clean(article.headline)
    )
    notice = _notice(article, body, headline, anchor, context.zone)
    agency = _agency(article, body, context)
    title = headline or cut_headline(body.paragraphs[0] if body.paragraphs else "") or article.slug or "(no headline)"
    source = context.source or agency or context.path
    identity = article.guid or (f"{article.slug}@{anchor.isoformat()}" if article.slug else context.path + suffix)
    marks = [*article.marks, *marks_of_time(stamp, context.received_at)]
    marks += ["no-text"] if not body.paragraphs else []
    marks += ["trailer"] if body.trailer else []
    wire = Wire(
        id=version_id(source, identity, title, body.paragraphs),
        identity=identity,
        source=source,
        headline=title,
        paragraphs=body.paragraphs,
        received_at=context.received_at,
        published_at=stamp.at if stamp else None,
        published_text=stamp.text if stamp else "",
        date_source="stated" if stamp else "first-seen",
        headline_cut=not headline,
        dateline=body.dateline,
        language=tell_language(f"{title}\n" + "\n".join(body.paragraphs[:6]), declared=article.language),
        publisher=context.publisher or agency or clean(article.sender),
        agency=agency,
        home=context.home,
        licence=context.licence,
        path=context.path,
        guid=article.guid,
        link=article.link,
        canonical_link=canonical(article.link),
        slug=clean(article.slug) or body.slug,
        byline=re.sub(r"^(?:By|Von|Par|Por)\s+", "", author_name(article.byline)) or body.byline,
        ednote=" ".join(t for t in (clean(article.ednote), body.ednote) if t),
        urgency=_urgency(article.urgency),
        categories=tuple(dict.fromkeys(c for c in map(clean, article.categories) if c)),
        marks=(*marks, *notice.marks),
    )
    return released(wire, notice)


def _agency(article: Article, body: Body, context: ArticleContext) -> str:
    """Whose wire it is: the dateline's sign, the provider, a credit at the end, what config says."""
    signed = (body.dateline.agency or "") if body.dateline else ""
    agency = next((a for a in (signed, article.provider, body.credit, context.agency) if a), "")
    agency = agency_name(agency) or _DOMAIN.sub("", agency)
    return agency_name(agency) or agency


def _body(article: Article, anchor: date) -> Body:
    """The text between its edges; a dateline that is printed apart from it is taken where the text has none."""
    body = read_body(list(article.paragraphs or paragraphs(article.markup)), anchor=anchor)
    line = clean(article.dateline).strip(" -–—.:")
    if body.dateline or not re.search(r"[^\W\d_]", line) or len(line) > 120:
        return body
    sign = agency_name(article.provider) or "Agency"
    spelt = line if re.search(r"\(.+\)$|/", line) else f"{line} ({sign})"
    found, _ = split_dateline(f"{spelt} - x", anchor=anchor)
    known = article.provider or None
    if found is None:
        return replace(body, dateline=Dateline(place=line, agency=known, text=line))
    agency = known if found.agency in (sign, None) else found.agency
    return replace(body, dateline=replace(found, agency=agency, text=line))


def _notice(article: Article, body: Body, headline: str, anchor: date, zone: str) -> Notice:
    found = read_notice(
        headline=headline,
        slug=article.slug,
        ednote=" ".join(t for t in (article.ednote, body.ednote) if t),
        lede=body.paragraphs[0] if body.paragraphs else "",
        anchor=anchor,
        body="\n".join(body.paragraphs[:3]),
        zone=zone,
    )
    status = STATUS.get(article.status.lower(), found.pubstatus)
    kind = SIGNALS.get(article.signal.lower(), found.kind)
    if status == "canceled":
        kind = "kill"
    embargo = read_stamp(article.embargo, zone=zone) if article.embargo else None
    unread = embargo is None and (
        bool(article.embargo) or (article.status.lower() == "embargoed" and not found.embargo_at)
    )
    return Notice(
        kind=kind,
        pubstatus="canceled" if kind == "kill" else "withheld" if unread else status,
        supersedes=article.supersedes or found.supersedes,
        version=max(article.version, found.version),
        embargo_at=embargo.at if embargo else found.embargo_at,
        marks=("embargo-unread",) if unread else found.marks,
    )


def _stated(dates: Sequence[str], zone: str) -> Stamp | None:
    return next((s for raw in dates if raw and (s := read_stamp(raw, zone=zone))), None)


def _urgency(text: str) -> int | None:
    return int(text) if text.strip().isdecimal() and 1 <= int(text) <= 9 else None
