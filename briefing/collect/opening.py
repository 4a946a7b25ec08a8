"""The edges of a wire's text: bylines, notes and the dateline before it, credits and house lines after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.collect.agencies import find_credit
from briefing.collect.dateline import split_dateline
from briefing.collect.stated import read_stamp
from briefing.model import Dateline

HEAD_PARAGRAPHS = 6  # how far down a dateline is looked for: below bylines, notes, a subhead and bullet points


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A text without its edges. ``paragraphs`` keep their order; the dateline is cut from the one it opened."""

    paragraphs: tuple[str, ...]
    dateline: Dateline | None = None
    byline: str = ""
    ednote: str = ""
    slug: str = ""
    credit: str = ""  # agency credited outside the dateline
    trailer: tuple[str, ...] = ()


_BYLINE = re.compile(
    r"^(?:By|BY|Von|Par|Por|Di|Автор:?)\s+(?P<name>[A-ZÀ-ÞА-Я][^.!?:;]{2,110})$|^(?P<signed>[A-Z][\w.’' "
    r"-]{3,40}),? (?:in|for) [A-Z][\w ]{2,30}$"
)
_BYLINE_INLINE = re.compile(
    r"^By (?P<name>(?:[A-Z][\w.’'-]+\s+){1,5}(?:(?:and|,)\s+(?:[A-Z][\w.’'-]+\s*){2,4})*)(?=[A-Z]{3,})"
)
_NOTE = re.compile(r"^\((?P<note>[^()]{4,600})\)\.?$")
_NOTE_LINE = re.compile(
    r"^(?:Eds|EDS|Editors|EDITORS|Note to editors|Editor's note|Ednote)\s*(?::|--|—)\s*(?P<note>.{3,})$", re.S
)
# the outlet that a digest of other outlets' texts names first: "[Harbour Daily] Nairobi -- Text"
_SOURCE = re.compile(r"^\[(?P<source>[A-Z0-9][\w .&’'()/-]{1,50})\](?:\s+(?=[A-Z\"“‘'])|$)")
_SHORTCODE = re.compile(r"^\[/?[a-z][\w-]*+(?:\s++[\w-]++(?:=[^\]]*+)?+)*+\]$")  # a content system's, left unrendered
_STAMP = re.compile(r"^(?:(?:last\s+)?(?:updated|published|posted|modified)(?:\s+at|\s+on)?\s*:?\s*)+", re.I)
_SLUG = re.compile(r"^slug(?:line)?\s*:\s*(?P<slug>[\w][\w./-]{1,60}?)\.?\s+(?=\S)", re.I)
_TRAILER = tuple(
    re.compile(p, re.I | re.S)
    for p in (
        r"^\d{6}\s*(?:GMT|UTC|CET|CEST)\s+\w{3}\s+\d{1,2}\W*$",  # 131137 GMT Nov 13
        r"^AP-[A-Z]{2}-\d\d-\d\d-\d\d\s+\d{4}\s*GMT\W*$",
        r"^dpa(?:\s+[a-z0-9./-]{1,6}){1,6}$",
        r"^\W*(?:additional |further |writing |compiled )?(?:reporting|writing|editing|compiled|translated|"
        r"translation|edited|written)\s+by\b.{2,600}$",
        r"^\(.{0,200}\b(?:editing|edited|writing|reporting|compiled|translat\w+) by\b.{0,600}\)\W*$",
        r"^(?:AP|Associated Press|Reuters|AFP)(?: \w+)? (?:writers?|reporters?|journalists?|"
        r"correspondents?)\b.{5,400}\bcontributed\b.{0,80}$",
        r"^.{3,300}\bcontributed (?:to this (?:report|story|article)|reporting)\W*$",
        r"^#{1,2}\s*(?:dpa|contacts|internet links|notebook|note to editors|editorial).{0,80}$",
        r"^[-*]?\s*(?:(?:reporting|editing) by|contacts?|tel|phone|fax|e-?mail|website|copyright)\s*:.{2,200}$",
        r"^(?:[-*_#=•.\s]{1,30}|ends?|/?ends/?|-30-|###|more|\(more\)|enditem)$",
        r"^the following information is not (?:intended )?for publication\W*$",
        r"^our standards: the thomson reuters trust principles\W*$",
        r"^[©(]?\s*(?:copyright|\(c\)|©)\s.{3,200}$",
        r"^[\w.+-]+@[\w-]+\.[\w.-]+$",
        r"^<?(?:[\w.+-]+@[\w-]+\.[\w.-]+)>?(?:[\s;,+\d()-]*)$",
        r"^_{2,}$",
        r"^published in [\w .’'-]{2,40}, \w{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\W*$",
        r"^[—–-]*\s*with (?:additional )?(?:reporting|files|input) (?:by|from)\b.{2,160}$",
        r"^this (?:report|story|article)\b.{0,80}\bwas (?:first|originally) published\b.{0,80}$",
        r"^this is a (?:developing|breaking)(?: news)? story\b.{0,160}$",
        r"^.{3,200}\bhelped with this (?:story|report)\W*$",
        r"^(?-i:[a-z]{2,4}(?:[-/][a-z]{2,4}){1,6})$",  # initials of desk and editors: abc/de/fg
        r"^[=/]*(?:AFP|AAP|EFE|Kyodo|ritzau|ANSA|APA|AP|PA)/?(?: [a-zA-Z]{2,4}){0,3}$",
        r"^\((?:Reuters|AFP|AP|dpa|EFE|ANSA|Xinhua|TASS|Interfax|Bloomberg|SDA.{0,12})\)$",
        r"^\((?:image|photo|picture)(?: credit| by)?:.{2,150}\)$",
        r"^(?:image|photo|picture) credit:.{2,150}$",
    )
)


def read_body(paragraphs: Sequence[str], *, anchor: date | None) -> Body:
    """The text between its edges. Nothing is lost: what is cut stands in byline, ednote, dateline or trailer.

    A text that would be cut away whole keeps all its paragraphs.
    """
    rest, trailer = _cut_trailer([p for p in paragraphs if not _SHORTCODE.match(p)])
    credit = find_credit("\n".join(paragraphs[-3:])) if paragraphs else ""
    if rest and (found := _SOURCE.match(rest[0])):
        credit, rest = found["source"].strip(), [rest[0][found.end() :], *rest[1:]]
    byline, ednote, stamps, rest = _cut_head(rest)
    trailer += stamps + [p for p in paragraphs if _SHORTCODE.match(p)]
    line, rest, inline = _cut_dateline(rest, anchor)
    slug = ""
    if rest and (found := _SLUG.match(rest[0])):
        slug, rest = found["slug"], [rest[0][found.end() :], *rest[1:]]
    kept = tuple(p for p in rest if p)
    if not kept:
        whole = tuple(p for p in paragraphs if p and not _SOURCE.fullmatch(p) and not _SHORTCODE.match(p))
        return Body(paragraphs=whole, credit=credit)
    return Body(
        paragraphs=kept, dateline=line, byline=byline or inline, ednote=ednote, slug=slug, credit=credit,
        trailer=tuple(trailer),
    )  # fmt: skip


# from here on an agency speaks to its customers
_HOUSE_SECTION = re.compile(r"^#{1,2}\s*(?:dpa )?(?:notebook|contacts|note to editors|editorial contacts)\b", re.I)


def _cut_trailer(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Lines after the text that speak of the text: times of sending, contacts, credits."""
    end = next((n for n, p in enumerate(paragraphs) if n and _HOUSE_SECTION.match(p)), len(paragraphs))
    rest, trailer = list(paragraphs[:end]), list(paragraphs[end:])
    while len(rest) > 1 and any(p.match(rest[-1].strip()) for p in _TRAILER):
        trailer.insert(0, rest.pop())
    return rest, trailer


def _cut_head(paragraphs: list[str]) -> tuple[str, str, list[str], list[str]]:
    """(byline, notes to editors, times of publication, the rest) of the lines above a wire's text."""
    byline, notes, stamps = "", [], []
    rest = list(paragraphs)
    while len(rest) > 1:
        text = rest[0]
        found = _BYLINE.match(text)
        note = _NOTE.match(text) or _NOTE_LINE.match(text)
        if found and not byline:
            byline = (found["name"] or text).strip()
        elif note:
            notes.append(note["note"].strip())
        elif len(text) < 60 and text[-1:] not in ".!?" and (stamp := stamp_line(text)):
            stamps.append(stamp)
        else:
            break
        rest.pop(0)
    return byline, " ".join(notes), stamps, rest


def stamp_line(text: str) -> str:
    """The date in a line that says nothing but when it was published: "Last updated at 13: 38 GMT 3 July 2013"; "
    "else ""."""
    spelt = re.sub(r"(\d):\s+(\d\d)", r"\1:\2", text)
    bare = re.sub(r"\b(?:last\s+)?updated(?:\s+at)?\b\s*:?", " ", _STAMP.sub("", spelt), flags=re.I).strip(" ,")
    return bare if read_stamp(bare) else ""


def _cut_dateline(paragraphs: list[str], anchor: date | None) -> tuple[Dateline | None, list[str], str]:
    """The dateline of the first paragraphs, those without it, and a byline that stood in one line with it."""
    for n, text in enumerate(paragraphs[:HEAD_PARAGRAPHS]):
        byline = ""
        found = _BYLINE_INLINE.match(text)
        if found and split_dateline(text[found.end() :], anchor=anchor)[0]:
            byline, text = found["name"].strip(), text[found.end() :]
        line, rest = split_dateline(text, anchor=anchor)
        if line and (n == 0 or line.agency or line.place):
            out = list(paragraphs)
            out[n] = rest
            return line, out, byline
    return None, paragraphs, ""
