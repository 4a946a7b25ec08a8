"""Bytes to text: the bytes decide, a label is only a hint.

Order of trust, measured on feeds and wires with wrong labels: a byte order mark; bytes that are valid UTF-8; zero bytes
of UTF-16; the declared label where the text it gives is plausible; a statistical guess.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

from briefing.collect.charsets import ALL, LITTLE, is_hebrew, is_latin, share_of, shifted, tell_japanese, tell_latin

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# what browsers take these labels for, and spellings Python does not know (WHATWG Encoding, section 4.2)
LABELS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-sjis": "cp932", "shift_jis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "iso-8859-8-i": "iso-8859-8", "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic",
    "windows-31j": "cp932", "x-euc-jp": "euc_jp", "windows-874": "cp874", "tis-620": "cp874", "iso-8859-11": "cp874",
}  # fmt: skip
CYRILLIC = ("cp1251", "koi8-r", "iso-8859-5", "cp866")
SAMPLE_BYTES = 20_000  # enough for a statistical guess; more only costs time


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """Text without its byte order mark. ``certain`` is False where some bytes had to be guessed or replaced."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The text of ``data``. Never raises: what no encoding explains is replaced by U+FFFD and not ``certain``.

    ``declared`` is the label an XML declaration or a Content-Type gives; a wrong one does no harm.
    """
    for bom, name in BOMS:
        if data.startswith(bom):
            return _with(data[len(bom) :], name)
    wide = _wide(data)
    if wide:
        return _with(data, wide)
    if name := shifted(data):
        return _with(data, name)
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8", certain=True)
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _with(data, "utf-8")
    label = codec(declared)
    if label and label != "utf-8" and _plausible(_with(data, label)):
        return _with(data, _better(data, label))
    return _guess(data)


# Python's own text codecs that read no bytes of the world: one always raises, the others unescape what they read.
NO_ENCODINGS = frozenset(
    ("undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "idna", "punycode")
)


def codec(label: str) -> str:
    """Python's name for an encoding label, or "" for one nobody knows. "cp-1251" and "win1251" are windows-1251."""
    name = label.strip().strip("\"'").lower()
    name = LABELS.get(name, name)
    name = re.sub(r"^(?:cp-|x-cp|win-?|windows_?)(?=\d)", "cp", name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return found if codecs.lookup(name)._is_text_encoding and found not in NO_ENCODINGS else ""


def _with(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(text=data.decode(name), encoding=name, certain=True)
    except (UnicodeDecodeError, UnicodeError):
        return Decoded(text=data.decode(name, errors="replace"), encoding=name, certain=False)


def _wide(data: bytes) -> str:
    """UTF-16 or 32 without a mark: XML, or text of which every other byte is zero or names an alphabet's page."""
    head = data[:400]
    if data[:4] == b"<\0\0\0" and len(data) % 4 == 0:
        return "utf-32-le"
    if data[:4] == b"\0\0\0<" and len(data) % 4 == 0:
        return "utf-32-be"
    if len(head) < 4 or len(data) % 2 or b"\0" not in head:
        return ""
    even, odd = head[0::2], head[1::2]
    zeros = [sum(1 for b in side if b <= 6) / len(side) for side in (even, odd)]
    if zeros[1] > 0.6 and zeros[1] > zeros[0]:
        return "utf-16-le"
    if zeros[0] > 0.6 and zeros[0] > zeros[1]:
        return "utf-16-be"
    return ""


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes, such as a text cut inside a letter."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    wide = sum(1 for c in text[:SAMPLE_BYTES] if c >= "\x80" and c != "\ufffd")
    return (bad > 0 and wide >= 3 and wide >= 4 * bad) or (bad == 1 and text.endswith("\ufffd") and len(text) > 40)


def _plausible(decoded: Decoded) -> bool:
    """Letters where letters should be: no control characters, and words not of mixed alphabets."""
    if not decoded.certain:
        return False
    text = decoded.text[:SAMPLE_BYTES]
    high = [c for c in text if c >= "\x80"]
    if not high:
        return True
    odd = sum(1 for c in high if c < "\xa0" or not (c.isalpha() or c.isspace() or c in _SIGNS or category(c)[0] == "M"))
    return odd <= 0.1 * len(high) and _word_shape(text) >= 0.8


_SIGNS = set("«»“”„‘’‚–—…•·°№€£§©®™´¨ºª¿¡")
_WORD = re.compile(r"[^\W\d_]{2,}")


def _word_shape(text: str) -> float:
    """Share of words with letters beyond ASCII that look like words of one language."""
    words = [w for w in _WORD.findall(text) if not w.isascii()]
    if not words:
        return 0.0 if any(c >= "\x80" and c.isalpha() for c in text) else 1.0
    return sum(1 for w in words if _natural(w)) / len(words)


def _natural(word: str) -> bool:
    """In lower case, Capitalised or UPPER CASE; of one alphabet; and in Latin letters not mainly accented ones."""
    ascii_letters = sum(1 for c in word if c.isascii())
    if any(c >= "\u0370" for c in word):
        pure = ascii_letters == 0
    else:
        pure = len(word) < 4 or ascii_letters * 2 >= len(word)
    return pure and (word[1:].islower() or word.isupper() or word.lower() == word.upper())


def _better(data: bytes, label: str) -> str:
    """The label, or the encoding of one language whose letters the label makes those of none: Turkish, Polish or Czech
    under a label of western Europe."""
    if not is_latin(label) or share_of(data, label) >= LITTLE:
        return label
    told = tell_latin(data)
    return told.encoding if told.share >= ALL else label


def _guess(data: bytes) -> Decoded:
    if is_hebrew(data):
        return _with(data, "cp1255")
    cyrillic = max((_with(data, name) for name in CYRILLIC), key=_cyrillic_score)
    if _cyrillic_score(cyrillic) >= 0.85:
        return Decoded(text=cyrillic.text, encoding=cyrillic.encoding, certain=True)
    if name := tell_japanese(data):
        return _with(data, name)
    latin = tell_latin(data)
    if latin.share >= ALL and _plausible(_with(data, latin.encoding)):
        return _with(data, latin.encoding)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE_BYTES]).best()
    if best is not None and best.encoding:
        found = _with(data, best.encoding)
        return Decoded(text=found.text, encoding=best.encoding, certain=found.certain and _plausible(found))
    return Decoded(text=data.decode("cp1252", errors="replace"), encoding="cp1252", certain=False)


_COMMON = set("оеаинтсрвлкмдпуяы")  # three letters of four in Russian running text


def _cyrillic_score(decoded: Decoded) -> float:
    """How much the letters beyond ASCII look like Russian words: common letters, in lower case within words."""
    letters = [c for c in decoded.text[:SAMPLE_BYTES] if c >= "\x80"]
    if not letters:
        return 0.0
    cyrillic = sum(1 for c in letters if "\u0400" <= c <= "\u045f" or c in _SIGNS) / len(letters)
    common = sum(1 for c in letters if c.lower() in _COMMON) / len(letters)
    return cyrillic * min(1.0, common / 0.55) * _word_shape(decoded.text[:SAMPLE_BYTES])
