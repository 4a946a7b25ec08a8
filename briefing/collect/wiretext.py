"""Plain-text wires: the seed's form, and ``Key: value`` headers over a body. One file is one wire.

" date 2022-01-06 ANKARA, January 6. /TASS/. Text"         Source: EXW
                                                           Date: 2022-01-06T11:15:00Z
                                                           Headline: ...
                                                           (empty line)
                                                           ALMATY, Jan 6 (EXW) - Text
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise
from pathlib import PurePath

from briefing.collect.agencies import agency_name
from briefing.collect.dateline import nearest
from briefing.collect.encoding import Decoded, decode
from briefing.collect.links import absolute, canonical
from briefing.collect.markup import clean
from briefing.collect.months import MONTHS, fold
from briefing.collect.naming import MISSPELT, storable, version_id
from briefing.collect.notices import Notice, read_notice, released
from briefing.collect.opening import Body, read_body
from briefing.collect.stated import Stamp, marks_of_time, read_stamp
from briefing.errors import WireError
from briefing.model import Wire
from briefing.text.headline import cut_headline
from briefing.text.language import tell_language

LARGEST_BYTES = 4 << 20  # a text wire above this is something else

# header as written (lower case, without spaces and hyphens) -> field
HEADERS = {
    "source": "source", "date": "date", "published": "date", "time": "date", "sent": "date", "timestamp": "date",
    "headline": "headline", "title": "headline", "slug": "slug", "slugline": "slug", "keyword": "slug",
    "agency": "agency", "wire": "agency", "publisher": "publisher", "provider": "publisher", "link": "link",
    "url": "link", "guid": "guid", "id": "guid", "messageid": "guid", "language": "language", "lang": "language",
    "urgency": "urgency", "priority": "urgency", "version": "version", "revision": "version", "embargo": "embargo",
    "embargoed": "embargo", "embargoeduntil": "embargo", "status": "status", "pubstatus": "status",
    "supersedes": "supersedes", "replaces": "supersedes", "kills": "supersedes", "corrects": "supersedes",
    "updates": "supersedes", "ednote": "ednote", "note": "ednote", "editorsnote": "ednote", "kind": "kind",
    "type": "kind", "byline": "byline", "by": "byline", "author": "byline", "category": "categories",
    "categories": "categories", "subject": "categories", "keywords": "categories", "dateline": "dateline",
    "place": "dateline", "home": "home", "licence": "licence", "copyright": "ednote",
}  # fmt: skip
MANY = frozenset(
    ("categories", "ednote", "byline", "other")
)  # may be given more than once; of the others the first counts
MOST_HEADERS = 100  # lines; what goes on longer is text
KINDS = {
    "kill": "kill",
    "withdrawal": "kill",
    "correction": "correction",
    "writethru": "writethru",
    "update": "writethru",
}
STATUS = {
    "usable": "usable", "withheld": "withheld", "withhold": "withheld", "embargoed": "usable", "canceled": "canceled",
    "cancelled": "canceled", "killed": "canceled", "kill": "canceled", "withdrawn": "canceled",
}  # fmt: skip


def parse_wire(
    data: bytes | str,
    *,
    path: str,
    source: str = "",
    received_at: datetime,
    publisher: str = "",
    agency: str = "",
    home: str | None = None,
    licence: str = "excerpt",
    zone: str = "UTC",
    language: str = "",
) -> Wire:
    """The wire a text file holds. ``source`` and the other keywords are what config says; the file's own words
    come first.

    Raises WireError, and nothing else, where there is no text in it.
    """
    decoded = _text(data, path)
    headers, body = _split(decoded.text)
    stamp = _stamp(headers.get("date", ""), zone)
    anchor = date.fromisoformat(stamp.text[:10]) if stamp else received_at.date()
    paragraphs = body_paragraphs(body)
    if headers.get("dateline") and paragraphs:
        paragraphs[0] = _with_dateline(headers["dateline"], paragraphs[0])
    headline = clean(headers.get("headline", ""))
    if not headers and not headline:
        headline, paragraphs = _lone_headline(paragraphs)
    text = read_body(paragraphs, anchor=anchor)
    if not any(c.isalnum() for p in (headline, *text.paragraphs) for c in p):
        raise WireError("there is no text in it", subject=path, hint="Look at the file; it stays where it is")
    draft = _Draft(headers=headers, headline=headline, body=text, decoded=decoded, path=path, stamp=stamp)
    signed = (text.dateline.agency or "") if text.dateline else ""
    wire = replace(
        _draw(draft, source, received_at, language, zone),
        publisher=headers.get("publisher", "") or publisher or headers.get("source", ""),
        agency=_agency(headers.get("agency", ""), signed, text.credit, agency, headers.get("source", "")),
        home=home,
        licence=licence,
    )
    return released(wire, _notice(draft, anchor, zone))


def _draw(draft: _Draft, source: str, received_at: datetime, language: str, zone: str) -> Wire:
    """The wire as its file tells it, without what config and notices add."""
    headers, text = draft.headers, draft.body
    when, when_text, date_source = _when(draft.stamp, text, received_at)
    guid, link, slug = headers.get("guid", ""), absolute(headers.get("link", "")), headers.get("slug", "") or text.slug
    notice = _notice(draft, received_at.date(), zone)
    identity = _identity(guid, link, slug, when_text or received_at.date().isoformat(), draft.path, notice)
    signed = (text.dateline.agency or "") if text.dateline else ""
    name = source or headers.get("source", "") or signed or (PurePath(draft.path).parent.name if draft.path else "")
    title = draft.headline or cut_headline(_lede(text))
    return Wire(
        id=version_id(name, identity, title, text.paragraphs),
        identity=identity,
        source=name,
        headline=title,
        paragraphs=text.paragraphs,
        received_at=received_at,
        published_at=when,
        published_text=when_text,
        date_source=date_source,
        headline_cut=not draft.headline,
        dateline=text.dateline,
        language=tell_language(f"{title}\n" + "\n".join(text.paragraphs), declared=headers.get("language", language)),
        path=draft.path,
        guid=guid,
        link=link,
        canonical_link=canonical(link),
        slug=slug,
        byline=headers.get("byline", "") or text.byline,
        ednote=" ".join(t for t in (headers.get("ednote", ""), text.ednote) if t),
        urgency=_number(headers.get("urgency", ""), 1, 9),
        categories=tuple(c for c in (clean(c) for c in headers.get("categories", "").split(",")) if c),
        marks=_marks(draft, notice, date_source, received_at),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    headers: Mapping[str, str]
    headline: str
    body: Body
    decoded: Decoded
    path: str
    stamp: Stamp | None


def _text(data: bytes | str, path: str) -> Decoded:
    if len(data) > LARGEST_BYTES:
        raise WireError(f"{len(data)} bytes are too many for a text wire", subject=path, hint="Split the file")
    decoded = Decoded(text=data, encoding="", certain=True) if isinstance(data, str) else decode(data)
    head = decoded.text[:4000]
    odd = sum(1 for c in head if (c < " " and c not in "\t\n\r\f\x1a\x1b\x01\x02\x03\x04") or c == "\ufffd")
    if head and odd > 0.05 * len(head):
        raise WireError("this is not text", subject=path, hint="Only feeds and text wires are read here")
    return decoded


_HEADER = re.compile(r"^(?P<key>[A-Za-z][A-Za-z '-]{0,24}?)\s*:(?:[ \t]+(?P<value>.*)|)$")
_SEED = re.compile(
    r"^\s*+date(?:\s*+:\s++|\s++)"
    r"(?P<date>(?>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?: ?(?:Z\b|[+-]\d{2}:?\d{2}))?)?))\s*,?\s+(?=\S)"
    r"(?![A-Za-z][A-Za-z '-]{0,24}:)",
    re.I,
)
# a first line that holds a date and hardly more: over lines of headers it is one of them
_DATE_ALONE = re.compile(r"date(?:[ \t]*+:[ \t]*+|[ \t]++)(?P<value>\d[^\n]{3,39})\n(?P<next>[^\n]*+)", re.I)


def _split(text: str) -> tuple[dict[str, str], str]:
    """(headers by field, body). A text without headers has an empty dict; the seed's form gives "date"."""
    text = re.sub(r"\r\n?|\u2028|\u0085", "\n", text).lstrip("\n\ufeff \t\f\v")
    alone = _DATE_ALONE.match(text)
    if alone and _heads(alone["value"], alone["next"]):
        text = f"Date: {alone['value']}{text[alone.end('value') :]}"
    elif seed := _SEED.match(text):
        return {"date": seed["date"]}, text[seed.end() :]
    lines = text.split("\n")
    if not _begins(lines):
        return {}, text
    headers: dict[str, str] = {}
    last = ""
    for n, line in enumerate(lines[:MOST_HEADERS]):
        found = _HEADER.match(line)
        if not line.strip():
            return headers, "\n".join(lines[n + 1 :])
        if found and (field := _field(found["key"]) or "other"):
            value = storable(found["value"] or "" if field != "other" else found["key"]).strip()
            both = field in headers and value and field in MANY
            headers[field] = f"{headers[field]}, {value}" if both else headers.get(field) or value
            last = field
        elif line[:1] in " \t" and last:
            headers[last] = f"{headers[last]} {storable(line).strip()}".strip()
        else:
            return headers, "\n".join(lines[n:])
    return headers, "\n".join(lines[MOST_HEADERS:])


def _begins(lines: Sequence[str]) -> bool:
    """Does a text begin with headers? The first line's key is known, or misspelt over two that are."""
    first = _HEADER.match(lines[0])
    if not first or _field(first["key"]) is not None:
        return first is not None
    known: set[str | None] = set()
    for line in lines[1:MOST_HEADERS]:
        found = _HEADER.match(line)
        if not found and line[:1] not in (" ", "\t"):
            break
        known.add(_field(found["key"]) if found else None)
    return len(known - {None}) >= 2


def _heads(value: str, after: str) -> bool:
    """Is a date's own line the first of several headers, and not the seed's form? So the line after it shows."""
    found = _HEADER.match(after)
    if read_stamp(value) is not None:
        return found is not None or not after.strip()
    named = found is not None and _field(found["key"]) is not None
    return named and not re.search(r"[^\W\d_]{5}", value)  # a word so long is no zone: it is text


def _field(key: str) -> str | None:
    return HEADERS.get(re.sub(r"[\s'-]", "", key).lower())


def _misspelt(key: str) -> bool:
    """Is an unknown key a known one but for a letter or two?"""
    bare = re.sub(r"[\s'-]", "", key).lower()
    return len(bare) >= 4 and bool(get_close_matches(bare, HEADERS, n=1, cutoff=0.8))


_ITEM = re.compile(r"^(?:[-*•▪–]\s|\(?\d{1,2}[.)]\s)")
_INDENTED = re.compile(r"^(?:\t| {2,})")


def body_paragraphs(body: str) -> list[str]:
    """Paragraphs of a body: split at empty lines, indented lines and list items; hard-wrapped lines are joined."""
    blocks = re.split(r"\n[ \t\x7f\x00-\x08]*(?:\n[ \t\x7f]*)*\n|\n(?=\t| {2,}\S)", body)
    out: list[str] = []
    for block in blocks:
        lines = [line for line in block.split("\n") if line.strip()]
        out += _join(lines)
    return [text for text in (clean(t) for t in out) if text]


def _join(lines: list[str]) -> list[str]:
    """Lines of one block as paragraphs: wrapped at a width they are one, long lines are one each."""
    if len(lines) < 2:
        return lines
    width = max(len(line) for line in lines[:-1])
    out = [lines[0]]
    for before, line in pairwise(lines):
        own = width > 130 or _INDENTED.match(line) or _ITEM.match(line.strip()) or line.startswith("##")
        short = len(before) < 0.6 * width and before.rstrip().endswith((".", "!", "?", ":", '"', "”"))
        alone = before.startswith("#") or _NOT_TEXT.match(before.strip()) or _NOT_TEXT.match(line.strip())
        if own or short or alone:
            out.append(line)
        else:
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
    return out


_NOT_TEXT = re.compile(r"^(?:By [A-Z][^.]{3,80}|[*_=\s-]{3,}|Tel: .*|\(.*\))$")


def _lone_headline(paragraphs: list[str]) -> tuple[str, list[str]]:
    """A first line without a full stop over a longer text is a headline."""
    from briefing.collect.dateline import split_dateline

    if len(paragraphs) < 2 or not 8 <= len(paragraphs[0]) <= 140 or paragraphs[0][-1] in ".:;,)":
        return "", paragraphs
    if split_dateline(paragraphs[0], anchor=None)[0] or len(paragraphs[1]) < len(paragraphs[0]):
        return "", paragraphs
    return paragraphs[0], paragraphs[1:]


def _with_dateline(line: str, lede: str) -> str:
    return lede if lede.startswith(line) else f"{line.rstrip(' -–—')} - {lede}"


def _stamp(raw: str, zone: str) -> Stamp | None:
    return read_stamp(raw, zone=zone) if raw else None


_SENT = re.compile(r"^(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?:GMT|UTC)\s+(?P<month>\w{3})")
_AP_SENT = re.compile(r"^AP-\w\w-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)\s*GMT")


def _when(stamp: Stamp | None, body: Body, received_at: datetime) -> tuple[datetime | None, str, str]:
    """(published_at, published_text, date_source): the header's, a trailer's, the dateline's; else first seen."""
    if stamp:
        return stamp.at, stamp.text, "stated"
    for row in body.trailer:
        sent = _sent(row, received_at)
        if sent:
            return sent.at, sent.text, "stated"
    if body.dateline and body.dateline.on:
        text = body.dateline.on.isoformat()
        found = read_stamp(text)
        return (found.at, text, "dateline") if found else (None, "", "first-seen")
    return None, "", "first-seen"


def _sent(row: str, received_at: datetime) -> Stamp | None:
    found = _AP_SENT.match(row)
    if found:
        return read_stamp(f"20{found['year']}-{found['month']}-{found['day']} {found['hour']}:{found['minute']}")
    found = _SENT.match(row)
    if not found and (stamp := read_stamp(row)):
        return stamp
    if not found or fold(found["month"]) not in MONTHS:
        return None
    on = nearest(MONTHS[fold(found["month"])], int(found["day"]), received_at.date())
    return read_stamp(f"{on.isoformat()} {found['hour']}:{found['minute']}") if on else None


def _lede(body: Body) -> str:
    return body.paragraphs[0] if body.paragraphs else ""


def _notice(draft: _Draft, anchor: date, zone: str) -> Notice:
    """What headers say outright goes before what the text's words suggest. An hour without a zone is in ``zone``."""
    headers, body = draft.headers, draft.body
    found = read_notice(
        headline=draft.headline,
        slug=headers.get("slug", "") or body.slug,
        ednote=" ".join(t for t in (headers.get("ednote", ""), body.ednote) if t),
        lede=_lede(body),
        anchor=anchor,
        body="\n".join(body.paragraphs[:3]),
        zone=zone,
    )
    kind = KINDS.get(headers.get("kind", "").lower(), found.kind)
    status = STATUS.get(headers.get("status", "").lower(), found.pubstatus)
    embargo = _stamp(headers.get("embargo", ""), zone)
    unread = bool(headers.get("embargo")) and embargo is None
    return Notice(
        kind=kind,
        pubstatus="canceled" if kind == "kill" else "withheld" if unread else status,
        supersedes=headers.get("supersedes", "") or found.supersedes,
        version=_number(headers.get("version", ""), 1, 999) or found.version,
        embargo_at=embargo.at if embargo else found.embargo_at,
        marks=("embargo-unread",) if unread else found.marks,
    )


def _identity(guid: str, link: str, slug: str, day: str, path: str, notice: Notice) -> str:
    """guid, canonical link, slug and day (slugs are used again), or path. A kill under its original's slug is "
    "another wire."""
    name = guid or canonical(link) or (f"{slug}@{day[:10]}" if slug else "") or path
    return f"{name}#kill" if notice.kind == "kill" and not guid and not link and slug else name


def _agency(header: str, signed: str, credited: str, configured: str, source: str) -> str:
    for name in (header, signed, credited, configured):
        if name:
            return agency_name(name) or name
    return agency_name(source)


def _number(text: str, low: int, high: int) -> int | None:
    found = re.search(r"\d+", text)
    return int(found[0]) if found and len(found[0]) < 6 and low <= int(found[0]) <= high else None


def _marks(draft: _Draft, notice: Notice, date_source: str, received_at: datetime) -> tuple[str, ...]:
    marks = [
        "no-date" if date_source == "first-seen" else "",
        *(marks_of_time(draft.stamp, received_at) if draft.stamp else ()),
        "encoding-guessed" if not draft.decoded.certain else "",
        "unknown-header" if "other" in draft.headers else "",
        *(f"{MISSPELT}{key}" for key in draft.headers.get("other", "").split(", ") if _misspelt(key)),
        "trailer" if draft.body.trailer else "",
        *notice.marks,
    ]
    return tuple(m for m in marks if m)
