"""Mail (RFC 5322, MIME): the text of a dispatch that came by mail, its subject as headline."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser

from briefing.collect.encoding import Decoded, codec, decode
from briefing.collect.formats.article import Article
from briefing.collect.formats.forwarded import PREFIXES, forwarded_in, own_part, plain_of
from briefing.collect.naming import storable
from briefing.collect.stated import read_stamp
from briefing.errors import WireError

LONGEST_HEADER = 4000  # letters; what stands behind them is not looked at
MOST_FORWARDED, DEEPEST = 50, 5  # messages inside a message, and how far inside each other
# labels of letters in two bytes or behind signs of 7 bits, which other bytes hardly ever fit by chance
STRICT = frozenset(
    ("cp932", "shift_jis", "shift_jisx0213", "shift_jis_2004", "euc_jp", "gb18030", "gb2312", "gbk", "cp949", "euc_kr",
     "big5", "big5hkscs", "hz", "utf-7", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_kr")
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.I)


class _Bounded(HeaderRegistry):
    """Headers of a length that people write: the library takes seconds over one of tens of thousands of signs."""

    def __call__(self, name: str, value: str) -> BaseHeader:
        header: BaseHeader = super().__call__(name, value[:LONGEST_HEADER])
        return header


_POLICY = policy.default.clone(header_factory=_Bounded())


def read(data: bytes) -> list[Article]:
    """The plain or HTML text of a mail, and of each that it forwards as a whole; attachments are left alone."""
    try:
        message = BytesParser(policy=_POLICY).parsebytes(data.lstrip(b"\r\n"))
        assert isinstance(message, EmailMessage)
        found = [article for one in _messages(message) for article in _of_one(one)]
    except (MessageError, LookupError, ValueError, AssertionError, AttributeError, TypeError, OverflowError) as fault:
        raise WireError(f"this mail cannot be read ({fault})", hint="Ask for it to be sent again") from fault
    whole = [one for one in found if one.markup.strip() or one.paragraphs]
    return whole or found[:1]


def _messages(message: EmailMessage) -> list[EmailMessage]:
    """The message and those that it forwards, the outermost first."""
    found, level = [message], [message]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _forwarded(outer)]
        found += level
    return found[: MOST_FORWARDED + 1]


def _forwarded(message: EmailMessage) -> list[EmailMessage]:
    inner: list[EmailMessage] = []
    parts = [message]
    while parts:
        part = parts.pop(0)
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822":
            inner += [one for one in payload if isinstance(one, EmailMessage)] if isinstance(payload, list) else []
        elif part.is_multipart() and isinstance(payload, list):
            parts += [one for one in payload if isinstance(one, EmailMessage)]
    return inner


def _of_one(message: EmailMessage) -> list[Article]:
    forwards = message.get_content_type() == "message/rfc822"
    body = None if forwards else message.get_body(preferencelist=("plain", "html"))
    html = body is not None and body.get_content_subtype() == "html"
    text = _text(body, html) if body is not None else Decoded(text="", encoding="", certain=True)
    # as written: the library ends a name at the first sign that the standard does not allow, such as the ":" of a
    # URN, and raises for a date that no calendar has
    written = {key.lower(): str(value) for key, value in reversed(list(message.raw_items()))}
    subject, sender = (storable(_line(message, key, written.get(key, ""))) for key in ("subject", "from"))
    date, name = (storable(written.get(key, "")) for key in ("date", "message-id"))
    found = _articles(text.text, html, subject, sender, date, name.strip("<> "))
    return found if text.certain else [replace(one, marks=("encoding-guessed",)) for one in found]


def _text(part: MIMEPart, html: bool) -> Decoded:
    """A part's text: its label is a hint, as everywhere, and may be one that nobody knows or be missing."""
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    label = codec(part.get_content_charset("") or "")
    if not label and html and (told := _META.search(data[:2048])):
        label = codec(told[1].decode("ascii"))
    return _decoded(data, label)


def _decoded(data: bytes, label: str) -> Decoded:
    if label in STRICT:
        try:
            return Decoded(text=data.decode(label), encoding=label, certain=True)
        except UnicodeError:
            pass
    return decode(data, declared=label)


def _line(message: EmailMessage, key: str, written: str) -> str:
    """A header's text; where the library lost letters of it, for want of a label that it knows, from its bytes."""
    text = str(message.get(key) or "")
    if "\ufffd" not in text and not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    written = re.sub(r"\r?\n(?=[ \t])", "", written)
    if not written.isascii():
        return decode(written.encode("utf-8", "surrogateescape")).text
    pieces = [(one.encode() if isinstance(one, str) else one, label) for one, label in decode_header(written)]
    return "".join(_decoded(piece, codec(label or "")).text for piece, label in pieces)


def _articles(content: str, html: bool, subject: str, sender: str, date: str, name: str) -> list[Article]:
    """The dispatches that the text forwards, or its own."""
    content = re.sub(r"\r\n?", "\n", content)
    inner = forwarded_in(plain_of(content) if html else content, subject)
    if not inner:
        return [_article(content if html else own_part(content), html, subject, sender, date, name)]
    return [
        _article(one.text, False, one.subject or subject, one.sender, _date_of(one.date, date), f"{name}{nth}")
        for one, nth in zip(inner, ("", *(f"#{n}" for n in range(2, len(inner) + 1))), strict=True)
    ]


def _article(content: str, html: bool, subject: str, sender: str, date: str, name: str) -> Article:
    from briefing.collect.wiretext import body_paragraphs

    cut = re.split(r"\n-- ?\n", content, maxsplit=1)[0] if not html else content
    return Article(
        headline=PREFIXES.sub("", subject),
        markup=cut if html else "",
        paragraphs=() if html else tuple(body_paragraphs(cut)),
        guid=name,
        dates=(date,),
        byline=name_of(sender),
        sender=name_of(sender),
    )


def _date_of(forwarded: str, date: str) -> str:
    """When a dispatch was sent that somebody forwarded: programs write the hour of their user, without its zone."""
    outer = read_stamp(date)
    zone = f"{outer.at.astimezone(datetime.fromisoformat(outer.text).tzinfo):%z}" if outer and "T" in outer.text else ""
    stamps = [(text, read_stamp(text)) for text in (f"{forwarded} {zone}", forwarded) if text.strip()]
    return next((text for text, stamp in stamps if stamp and outer and stamp.at <= outer.at), date)


def name_of(sender: str) -> str:
    """The name in a From line, or its address where it names none."""
    return re.sub(r"\s*<[^>]*>", "", sender).strip("\" '") or sender.strip("<> ")
