"""Headers of a mail as bytes (RFC 5322, 2047): one logical line each, whatever the words are.

Written here and not left to the library: what it does with a comma or a letter beyond ASCII in a long name depends on
the version of Python.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from unicodedata import category
from urllib.parse import quote

from briefing.units import mailbox

LINE = 76  # characters of a header line
WORD_BYTES = 36  # of text in one encoded word: 60 characters with its marks, so that a name fits before it
LONGEST = 500  # characters of any text in a header
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_CONTROLS = ("Cc", "Cs", "Zl", "Zp")
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # would turn round what stands after the words
_PLAIN = re.compile(r"[\x20-\x7e]*")


def one_line(text: str) -> str:
    """``text`` without line breaks and controls, in at most 500 characters: nothing in it can end a header."""
    spaced = " ".join(text.split())
    kept = "".join(c for c in spaced if category(c) not in _CONTROLS and c not in _TURNS)
    return " ".join(kept[:LONGEST].split())


def text_header(name: str, text: str) -> bytes:
    """A header of free text, such as the subject."""
    text = one_line(text)
    longest = max((len(word) for word in text.split()), default=0)
    plain = _PLAIN.fullmatch(text) and "=?" not in text and longest < LINE - len(name) - 2
    return _folded(name, text.split() if plain else list(_encoded(text)))


def mailbox_header(name: str, value: str) -> bytes:
    """A header of one mailbox, '"Doe, Jo" <jo@example.org>', quoted or encoded as its name needs.

    ValueError for what is no mail address.
    """
    shown, address = mailbox(value)
    words = _phrase(one_line(shown))
    return _folded(name, [*words, f"<{ascii_domain(address)}>"] if words else [ascii_domain(address)])


def plain_header(name: str, value: str) -> bytes:
    """A header of ASCII words that need no care: dates, ids, addresses of the web."""
    return _folded(name, [quote(word, safe="<>()[]{}:;@,.?/!$&'*+=#~%|^_`\"-") for word in one_line(value).split()])


def ascii_domain(address: str) -> str:
    """The address with its domain as the domain name system has it; the part before the @ stays as it is."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise ValueError(f"{domain!r} is no domain name") from error


def _phrase(name: str) -> list[str]:
    if not name:
        return []
    if _ATOMS.fullmatch(name) and len(name) <= LINE and "=?" not in name:
        return name.split()
    if _PLAIN.fullmatch(name) and len(name) <= LINE - 8 and "=?" not in name:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return [f'"{escaped}"']
    return list(_encoded(name))


def _encoded(text: str) -> Iterator[str]:
    """Encoded words of whole characters; spaces between them are not part of the text."""
    part = b""
    for character in text:
        piece = character.encode("utf-8", "replace")
        if len(part) + len(piece) > WORD_BYTES:
            yield _word(part)
            part = b""
        part += piece
    if part:
        yield _word(part)


def _word(part: bytes) -> str:
    return f"=?utf-8?b?{b64encode(part).decode('ascii')}?="


def _folded(name: str, words: list[str]) -> bytes:
    """The header in lines of 76 characters where its words are short enough."""
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > LINE and line.strip() and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line]).encode("utf-8") + b"\r\n"
