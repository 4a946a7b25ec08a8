"""One raw item of any feed form, and how it becomes a Wire."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefing.collect.agencies import agency_name, find_credit
from briefing.collect.links import canonical
from briefing.collect.markup import clean, paragraphs, plain_line
from briefing.collect.naming import text_hash, version_id
from briefing.collect.notices import read_notice, released
from briefing.collect.opening import read_body
from briefing.collect.stated import Stamp, day_order, marks_of_time, read_stamp
from briefing.model import Dateline, Wire
from briefing.text.headline import cut_headline
from briefing.text.language import UNKNOWN, tell_language


@dataclass(frozen=True, kw_only=True, slots=True)
class RawItem:
    """An item as its feed gives it: markup, dates as strings, the link made absolute."""

    title: str = ""
    summary: str = ""
    content: str = ""
    guid: str = ""
    link: str = ""
    dates: tuple[str, ...] = ()  # in order of preference
    author: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedContext:
    """What is the same for all items of one feed."""

    source: str
    received_at: datetime
    path: str = ""
    publisher: str = ""
    agency: str = ""
    licence: str = "excerpt"
    home: str | None = None
    zone: str = "UTC"
    language: str = ""
    marks: tuple[str, ...] = ()


def wires_of(items: Sequence[RawItem], context: FeedContext) -> tuple[Wire, ...]:
    """A Wire for every item, in the feed's order, each with an id of its own."""
    order = day_order(d for item in items for d in item.dates)
    shared = _shared(items)
    seen: Counter[str] = Counter()
    out = []
    for item in items:
        wire = _wire(item, context, order, shared)
        seen[wire.id] += 1
        out.append(wire if seen[wire.id] == 1 else _again(wire, seen[wire.id]))
    return _one_language(out)


def _one_language(wires: list[Wire]) -> tuple[Wire, ...]:
    """Items too short to tell their language have that of most of the feed."""
    known = Counter(w.language for w in wires if w.language != UNKNOWN)
    if not known:
        return tuple(wires)
    most = known.most_common(1)[0][0]
    few = {code for code, n in known.items() if n == 1 and known[most] >= 20}  # one word of Dutch among 300 items
    return tuple(replace(w, language=most) if w.language == UNKNOWN or _slip(w, few) else w for w in wires)


def _slip(wire: Wire, few: set[str]) -> bool:
    return wire.language in few and wire.headline.isascii() and len(wire.text) < 120


def _again(wire: Wire, times: int) -> Wire:
    """The same item once more in one feed: kept, under a name of its own."""
    identity = f"{wire.identity}#{times}"
    new_id = version_id(wire.source, identity, wire.headline, wire.paragraphs)
    return replace(wire, id=new_id, identity=identity, marks=(*wire.marks, "repeated"))


def _names(item: RawItem) -> str:
    return item.guid or canonical(item.link) or item.link


def _shared(items: Sequence[RawItem]) -> frozenset[str]:
    """Guids and links that name several items of different headlines: such a name is nobody's."""
    titles: dict[str, set[str]] = {}
    for item in items:
        titles.setdefault(_names(item), set()).add(text_hash(item.title or item.summary or item.content))
    return frozenset(name for name, heads in titles.items() if name and len(heads) > 1)


def _identity(item: RawItem, headline: str, texts: Sequence[str], shared: frozenset[str]) -> str:
    """The item's own name; where that names several items, its text tells them apart."""
    name = _names(item)
    return f"{name}#{text_hash(headline, *texts)}" if name in shared else name or text_hash(headline)


def _wire(item: RawItem, context: FeedContext, order: bool | None, shared: frozenset[str]) -> Wire:
    title = plain_line(item.title)
    stamp = _stated(item.dates, context.zone, order)
    anchor = date.fromisoformat(stamp.text[:10]) if stamp else context.received_at.date()
    author = author_name(item.author)
    body = read_body(_body(item, title), anchor=anchor)
    lede = body.paragraphs[0] if body.paragraphs else ""
    headline = title or cut_headline(lede) or item.link or item.guid or "(no headline)"
    top = "\n".join(body.paragraphs[:3])
    notice = read_notice(headline=title, ednote=body.ednote, lede=lede, anchor=anchor, body=top, zone=context.zone)
    identity = _identity(item, headline, body.paragraphs, shared)
    marks = [*context.marks, *item.marks, *notice.marks, *(["shared-guid"] if _names(item) in shared else [])]
    stamp, source = _or_dateline(stamp, body.dateline)
    marks += marks_of_time(stamp, context.received_at)
    marks += ["no-text"] if not body.paragraphs else []
    wire = Wire(
        id=version_id(context.source, identity, headline, body.paragraphs),
        identity=identity,
        source=context.source,
        headline=headline,
        paragraphs=body.paragraphs,
        received_at=context.received_at,
        published_at=stamp.at if stamp else None,
        published_text=stamp.text if stamp else "",
        date_source=source,
        headline_cut=not title,
        dateline=body.dateline,
        language=tell_language(
            f"{headline}\n" + "\n".join(body.paragraphs[:4]), declared=item.language or context.language
        ),
        publisher=context.publisher,
        agency=_agency(body.dateline.agency if body.dateline else None, body.credit, author, context.agency),
        home=context.home,
        licence=context.licence,
        path=context.path,
        guid=item.guid,
        link=item.link,
        canonical_link=canonical(item.link),
        slug=body.slug,
        byline=body.byline or author,
        ednote=body.ednote,
        categories=tuple(dict.fromkeys(c for c in map(clean, item.categories) if c)),
        marks=tuple(dict.fromkeys(marks)),
    )
    return released(wire, notice)


def _or_dateline(stated: Stamp | None, line: Dateline | None) -> tuple[Stamp | None, str]:
    """The stated time, or the day of the dateline, and where it comes from."""
    if stated:
        return stated, "stated"
    stamp = read_stamp(line.on.isoformat()) if line and line.on else None
    return stamp, "dateline" if stamp else "first-seen"


def author_name(author: str) -> str:
    """The name in an author field: "desk@example.org (Jane Doe)" gives "Jane Doe". Mail addresses are left out."""
    found = _MAIL_NAME.match(author.strip())
    return clean(found["name"] or "") if found else clean(_MAIL.sub(" ", author)).strip(" ,;<>()")


_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+")  # begun at words alone: a long one is looked at once
_MAIL_NAME = re.compile(r"^<?[\w.+-]+@[\w.-]+>?\s*(?:\((?P<name>.*)\))?$")


def _stated(dates: Sequence[str], zone: str, order: bool | None) -> Stamp | None:
    for raw in dates:
        stamp = read_stamp(raw, zone=zone, day_first=order)
        if stamp:
            return stamp
    return None


def _agency(signed: str | None, credited: str, author: str, configured: str) -> str:
    """Whose wire it is: the dateline's sign, a credit at the end, the author if he is an agency, what config says."""
    if signed:
        return agency_name(signed) or signed
    return credited or find_credit("", byline=author) or configured


# lines that feeds and their software add to a text; each stands alone in a paragraph or at the end of the last one
_HOUSE_LINES = re.compile(
    r"^(?:\[?\s*(?:continue reading|read (?:more|the (?:full|rest)|full)|more\s*(?:>>|»|→)?$|keep reading|click "
    r"here|full story|"
    r"view (?:the )?(?:full|original)|lire la suite|weiterlesen|leer más|seguir leyendo|leggi tutto|читать далее|"
    r"читать дальше|"
    r"devamını oku|اقرأ المزيد|阅读全文)\b.{0,100}"
    r"|the post .{0,400}(?:appeared|first appeared) (?:first )?on .{1,120}|(?:this (?:article|post|story) )(?:was "
    r")?(?:originally )?"
    r"(?:appeared|published) (?:first )?on .{1,100}|submitted by .{1,60}\[link\].*|\[(?:link|comments|…|\.\.\.|"
    r"&hellip;)\]|comments)$",
    re.I | re.S,
)
_TAIL_HINT = re.compile(r"\[|eading|ead (?:more|full)|appeared")
_TAIL_LINE = re.compile(
    r"\s*(?:\[(?:…|\.\.\.)\]|(?:\[?(?:Continue reading|Read more|Read full story|Keep "
    r"reading)\b[^.!?]{0,60}(?:\.\.\.|…|→|»|>>)?\]?)"
    r"|The post [^\n]{0,300} (?:appeared first|first appeared) on [^\n]{1,120})\s*$"
)


def _body(item: RawItem, title: str) -> list[str]:
    """The fuller of content and summary as paragraphs, without house lines and without a repeated title."""
    summary, content = paragraphs(item.summary), paragraphs(item.content)
    fuller = content if sum(map(len, content)) >= sum(map(len, summary)) else summary
    out: list[str] = []
    for text in fuller:
        if _TAIL_HINT.search(text, max(0, len(text) - 450)):
            text = _TAIL_LINE.sub(lambda m: " […]" if "[" in m[0][:3] else "", text).strip()
        if text and not _HOUSE_LINES.match(text):
            out.append(text)
    if out and _same(out[0], title):
        out.pop(0)
    return out


def _same(text: str, title: str) -> bool:
    return bool(title) and _bare(text) == _bare(title)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()
