"""What a file is, by its first bytes: its name decides nothing."""

from __future__ import annotations

import re

from briefing.collect.encoding import decode

_MAGIC = (
    (b"%PDF", "a PDF"), (b"#!", "a script"),
    (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"),
    (b"SQLite format 3", "a database"), (b"ID3", "a sound file"), (b"OggS", "a sound file"),
    (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_FEED_ROOT = re.compile(
    r"^\s*(?:<\?xml[^>]*\?>|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>|\s)*<(?:[A-Za-z0-9._-]+:)?(?P<root>[A-Za-z0-9_.-]+)",
    re.S | re.I,
)
FEED_ROOTS = frozenset(("rss", "feed", "rdf", "channel", "entry", "xml", "urlset", "opml"))


def file_kind(data: bytes) -> str:
    """ "feed", "text", or what else it is ("a picture"). XML, HTML, JSON are "feed": its parser judges."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = decode(data[:4096]).text.lstrip("\ufeff \t\r\n\0")
    if re.match(r'\{\s*"|\[\s*[\[{"]', head):
        return "feed"
    found = _FEED_ROOT.match(head)
    if found:
        return "feed"
    return "text"
