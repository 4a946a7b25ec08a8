"""Which encoding of one or two bytes a letter a text is in, by what only its own languages look like.

Bytes that are no UTF-8 decode in nearly every encoding of one byte a letter. In the right one, all letters beyond ASCII
are those of one language; final letters of Hebrew stand at the end of words; Japanese has its syllables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SAMPLE_BYTES = 20_000  # enough to tell; more only costs time
FEWEST = 4  # letters beyond ASCII that tell of a language
ALL = 0.97  # of them, where a text is in an encoding
LITTLE = 0.9  # of them, where it is not, though it decodes

# encoding -> the letters beyond ASCII of each language written in it, in lower case. Of equal ones the first is taken
_LATIN = {
    "cp1252": (
        "äöüß", "àâæçèéêëîïôœùûü", "áéíñóúü", "áâãàçéêíóôõú", "àèéìíòóù", "äåéö", "æåøéòô", "éëïöüèó", "áðéíóúýþæö",
        "àçèéíïòóúü", "áðíóúýæøå", "äëéèöü",
    ),
    "cp1254": ("çğıöşüâîûi̇",),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľĺňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "iso-8859-2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľĺňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
}  # fmt: skip
_SIGNS = frozenset("«»“”„‘’‚‹›–—…•·°№€£§©®™´¨ºª¿¡\xa0\xad")
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_HEBREW_WORD = re.compile(r"(?<![A-Za-z])[\u05d0-\u05ea](?:['\"]?[\u05d0-\u05ea])+(?![A-Za-z])")
_FINAL = re.compile(r"[ךםןףץ](?![\u05d0-\u05ea])")
_FINAL_WITHIN = re.compile(r"[ךםןףץ][\u05d0-\u05ea]")
_KANA = re.compile(r"[\u3041-\u30fa]")
_HALF_KANA = re.compile(r"[\uff61-\uff9f]")
_SHIFTED = {b"\x1b$B": "iso2022_jp", b"\x1b$@": "iso2022_jp", b"\x1b$)C": "iso2022_kr"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An encoding and how much of a text's letters beyond ASCII one of its languages has, 0 to 1."""

    encoding: str
    share: float


def shifted(data: bytes) -> str:
    """The encoding of text in seven bits that shifts between alphabets (ISO 2022); "" where nothing does."""
    if b"\x1b" not in data:
        return ""
    return next((name for mark, name in _SHIFTED.items() if mark in data and _strict(data, name) is not None), "")


def tell_latin(data: bytes) -> Told:
    """The likeliest encoding of a text in Latin letters, "" where it has fewer than FEWEST beyond ASCII."""
    found = [Told(encoding=name, share=share_of(data, name)) for name in _LATIN]
    best = max(found, key=lambda told: told.share)
    return best if best.share else Told(encoding="", share=0.0)


def share_of(data: bytes, name: str) -> float:
    """How much of the signs beyond ASCII are letters of one language of that encoding."""
    text = _strict(data[:SAMPLE_BYTES], name)
    high = [c for c in (text or "").replace("İ", "i̇").lower() if c >= "\x80" and c not in _SIGNS]
    if len(high) < FEWEST:
        return 0.0
    return max(sum(c in letters for c in high) for letters in _LATIN[name]) / len(high)


def is_latin(name: str) -> bool:
    """Is it an encoding that ``tell_latin`` knows?"""
    return name in _LATIN


def is_hebrew(data: bytes) -> bool:
    """Does it read as Hebrew in windows-1255, its final letters at the ends of words and nowhere else?

    Its letters stand with each other: accents of the west, of the same bytes, stand among plain ones.
    """
    text = data[:SAMPLE_BYTES].decode("cp1255", "replace")
    high = sum(c >= "\x80" and c not in _SIGNS for c in text)
    hebrew = len(_HEBREW.findall(text))
    in_words = sum(len(_HEBREW.findall(word)) for word in _HEBREW_WORD.findall(text))
    finals = bool(_FINAL.search(text)) and not _FINAL_WITHIN.search(text)
    return finals and hebrew >= 3 * FEWEST and hebrew >= 0.95 * high and in_words >= 0.9 * hebrew


def tell_japanese(data: bytes) -> str:
    """Shift_JIS or EUC-JP where the text has the syllables of Japanese; "" where it has not."""
    for name in ("cp932", "euc_jp"):
        text = _strict(data, name)
        high = sum(c >= "\x80" for c in text or "")
        if text and len(_KANA.findall(text)) >= 0.15 * high and len(_HALF_KANA.findall(text)) <= 0.02 * high:
            return name
    return ""


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None
