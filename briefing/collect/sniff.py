"""What a file is, by its first bytes: its name decides nothing."""

from __future__ import annotations

import re

from briefing.collect.calendars import calendar_kind
from briefing.collect.encoding import decode
from briefing.collect.feedbytes import SPACE_OR_NOTE

_MAGIC = (
    (b"%PDF", "a PDF"), (b"#!", "a script"),
    (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"),
    (b"SQLite format 3", "a database"), (b"ID3", "a sound file"), (b"OggS", "a sound file"),
    (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_FEED_ROOT = re.compile(
    rf"^(?:{SPACE_OR_NOTE}|<!DOCTYPE[^\[>]*+(?:\[(?:(?!\]\s*+>).)*+\])?+\s*+>)*+"
    r"<(?:[A-Za-z0-9._-]++:)?(?P<root>[A-Za-z0-9_.-]+)",
    re.S | re.I,
)
# roots of agency formats; any other XML goes to the feed parser, whose refusal says what it found
XML_KINDS = {"newsItem": "newsml-g2", "newsMessage": "newsml-g2", "NewsML": "newsml", "nitf": "nitf"}
FEED_ROOTS = frozenset(("rss", "rdf", "feed", "channel", "opml", "atom", "scriptingnews", "entry", "item"))
PAGE_ROOTS = frozenset(("head", "body", "article", "section", "main", "div", "p", "h1", "h2", "h3", "table", "center"))
XML_KINDS |= {"html": "page", "HTML": "page"}
XML_KINDS |= dict.fromkeys(("packageItem", "knowledgeItem", "conceptItem", "planningItem", "catalogItem"), "newsml-g2")
_NINJS = re.compile(
    r'"(?:versioncreated|pubstatus|body_?html|body_?xhtml|body_?text|bodies|associations|headlines|slugline|usageterms)"\s*:',
    re.IGNORECASE,
)
_MAIL_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:")
_MAIL_SIGNS = ("mime-version:", "message-id:", "received:", "return-path:")


def file_kind(data: bytes) -> str:
    """ "feed", "text", "calendar", an agency format ("nitf", "mail" ...), or what else it is ("a picture").

    An HTML page is a "page", XML of a kind of its own "xml"; JSON of other kinds is "feed": its parser says what is
    wrong.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if calendar_kind(data):
        return "calendar"
    if re.match(
        rb"[\x7f\r\n]*(?:ZCZC\s+)?(?:\x16+\x01|\x01[A-Za-z]{1,4}\d{3,5}|[a-z]{2,4}\d{3,5} \d [a-z]{1,3} \d+ )",
        data[:60],
    ):
        return "telex"
    text = decode(data[:16384]).text.lstrip("\ufeff \t\r\n\0")
    if re.match(r'\{\s*"|\[\s*[\[{"]', text):
        return "ninjs" if _NINJS.search(text) else "feed"
    found = _FEED_ROOT.match(text)
    if found or text[:9].lower().startswith(("<?xml", "<!doctype", "<!--")):
        return _xml_kind(found["root"]) if found else "feed"
    return "mail" if _is_mail(text) else "text"


def _xml_kind(root: str) -> str:
    """The kind of an XML document by its first element."""
    low = root.lower()
    other = "feed" if low in FEED_ROOTS else "page" if low in PAGE_ROOTS else "xml"
    return XML_KINDS.get(root, other)


def _is_mail(text: str) -> bool:
    """Does it begin with mail fields, one of which only mail has?"""
    for line in text.splitlines()[:200]:
        if line.lower().startswith(_MAIL_SIGNS):
            return True
        if not (_MAIL_FIELD.match(line) or line[:1] in (" ", "\t")) or not line.strip():
            return False
    return False
