"""What is done to an answer's bytes before a feed parser sees them, so that no feed can surprise it."""

from __future__ import annotations

import re
import zlib
from html.entities import html5

from briefing.collect.encoding import decode
from briefing.errors import FeedError

LARGEST_BYTES = 64 << 20  # unpacked; the largest real feed seen has 9 MB
LAYERS = 3  # packings around one file: a server packs what was packed on its disk
GZIP = b"\x1f\x8b"
PIECE_BYTES = 8192  # packed ones taken at a time, so that very many small members cost no copies of the rest
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>", re.I)
_DECLARED = re.compile(rb"<\?xml\b[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{2,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.I)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|([0-9]{1,12}));?")
_LONG_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]{13,}|[0-9]{13,});?")
_INVALID_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STRAY = re.compile(r"<([A-Za-z][\w.-]{0,20}):channel\b")
_SUBSET = re.compile(r"<!DOCTYPE\b[^\[>]*+(\[.*?\]\s*)?>", re.I | re.S)
# what may stand before the first element. Each piece is read in one way only, or a few dozen comments take for ever
SPACE_OR_NOTE = r"\s++|<!--(?:(?!-->).)*+-->|<\?[^>]*+>"
_HTML = re.compile(rf"^(?:{SPACE_OR_NOTE})*+(?:<!doctype\s+html\b|<html\b|<head\b|<body\b)", re.I | re.S)
_OPML = re.compile(rf"(?:{SPACE_OR_NOTE})*+<opml\b", re.I | re.S)
_TITLE = re.compile(r"<title[^>]*+>(.{0,2000}?)</title>", re.I | re.S)
_ENTITY = re.compile(r"<!ENTITY\s++([\w.-]++)\s++(\"[^\"]*+\"|'[^']*+'|[^>]*+)\s*+>")
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_][\w.-]{0,40});")


def unpack(body: bytes) -> bytes:
    """The bytes behind gzip (all its members) or zlib packing, packed again up to LAYERS times, at most LARGEST_BYTES;
    other bytes as they are.

    Raises FeedError for a packing that is broken, ends too early or grows without end.
    """
    for _ in range(LAYERS):
        if body[:2] == GZIP:
            body = _inflate(body, 31)
        elif body[:2] in (b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
            body = _inflate(body, 15)
        else:
            break
    return body


def _inflate(body: bytes, bits: int) -> bytes:
    packer = zlib.decompressobj(bits)
    out, size, at, piece = list[bytes](), 0, 0, b""
    try:
        while piece or at < len(body):
            if not piece:
                piece, at = body[at : at + PIECE_BYTES], at + PIECE_BYTES
            if packer.eof:  # another member, or what fills up a block
                piece = piece.lstrip(b"\0\r\n")
                packer = zlib.decompressobj(bits) if piece else packer
            out.append(packer.decompress(piece, LARGEST_BYTES + 1 - size) if piece else b"")
            size, piece = size + len(out[-1]), packer.unused_data if piece else b""
            if size > LARGEST_BYTES:
                raise FeedError(f"it unpacks to more than {LARGEST_BYTES >> 20} MB", hint="Check that it is a feed")
    except zlib.error as fault:
        raise FeedError(f"its gzip packing is broken ({fault})", hint="Fetch it again") from fault
    if not packer.eof:
        raise FeedError("its gzip packing ends too early: a part of it is missing", hint="Fetch it again")
    return b"".join(out)


def feed_text(body: bytes, *, content_type: str = "") -> tuple[str, bool]:
    """(XML text without its declaration, whether its encoding was certain). Character references are made valid."""
    declared = _DECLARED.search(body[:400])
    header = _CHARSET.search(content_type)
    label = declared[1].decode("ascii") if declared else header[1] if header else ""
    decoded = decode(body, declared=label)
    text = _DECLARATION.sub("", decoded.text, count=1).lstrip("\ufeff \t\r\n\0")
    return repair(text), decoded.certain


def repair(text: str) -> str:
    """XML text with valid character references only, without control characters and without entity definitions."""
    if "&#" in text:
        text = _REFERENCE.sub(_reference, _LONG_REFERENCE.sub("\ufffd", text))
    text = _INVALID_XML.sub("", text)
    found = _SUBSET.search(text[:20_000]) if "<!DOCTYPE" in text[:20_000].upper() else None
    own: dict[str, str] = {}
    if found and found[1]:
        own = _definitions(found[1])
        text = text[: found.start()] + text[found.end() :]
    return without_stray_prefix(_NAMED_ENTITY.sub(lambda m: _named(m, own), text) if "&" in text else text)


def without_stray_prefix(text: str) -> str:
    """RSS whose elements all carry a prefix that nothing declares ("rss:item"), with the prefix left out."""
    found = _STRAY.search(text[:20_000]) if ":channel" in text[:20_000] else None
    if not found or f"xmlns:{found[1]}" in text:
        return text
    return re.sub(rf"(</?){re.escape(found[1])}:(?=[A-Za-z])", r"\1", text)


def _definitions(subset: str) -> dict[str, str]:
    """Entities a document defines itself: short plain texts as they are, all others (nested, external) as nothing."""
    own = {}
    for name, value in _ENTITY.findall(subset):
        plain = value[1:-1] if value[:1] in ("'", '"') else ""
        own[name] = plain if len(plain) <= 100 and not re.search(r"[&%<]", plain) else ""
    return own


def _named(found: re.Match[str], own: dict[str, str]) -> str:
    """A named reference as a number that every XML parser knows; one that nobody defines stays as text."""
    if found[1] in own:
        return own[found[1]]
    meant = html5.get(found[1] + ";")
    return "".join(f"&#{ord(c)};" for c in meant) if meant else f"&amp;{found[1]};"


def _reference(found: re.Match[str]) -> str:
    """Windows-1252 numbers mean what browsers take them for; numbers that name no character become U+FFFD."""
    number = int(found[1], 16) if found[1] else int(found[2])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", errors="replace")
    if number in (9, 10, 13) or 32 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD or 0x10000 <= number <= 0x10FFFF:
        return f"&#{number};"
    return "\ufffd" if number > 31 else " "


def refuse_page(text: str) -> None:
    """Raise FeedError for an HTML page (a login form, a bot check, an error page) with its title, and for OPML."""
    if _OPML.match(text[:2000]):
        raise FeedError("it is a list of feeds (OPML), not a feed", hint="Use `briefing feeds import`")
    if _HTML.match(text[:4000]):
        title = _TITLE.search(text[:20_000])
        name = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", title[1]))[:80] if title else ""
        raise FeedError(
            f"it is an HTML page{f' titled “{name}”' if name else ''}, not a feed",
            hint="Open the address in a browser; look for the feed's own address or whether a login is asked for",
        )
