"""What a wire says about other wires or about its own release: kill, correction, writethru, version, embargo."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefing.collect.embargo import read_embargo
from briefing.collect.notices_words import CORRECTION_HEAD, KILL_HEAD, KILL_WORDS
from briefing.model import Wire


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """The words of an agency to its editors, read."""

    kind: str = "wire"  # wire | correction | kill | writethru
    pubstatus: str = "usable"
    supersedes: str = ""  # slug, link or headline of the other wire
    version: int = 1
    embargo_at: datetime | None = None
    marks: tuple[str, ...] = ()


def released(wire: Wire, notice: Notice) -> Wire:
    """The wire with what its notice says of its kind, version and release."""
    return replace(
        wire, kind=notice.kind, pubstatus=notice.pubstatus, supersedes=notice.supersedes, version=notice.version,
        embargo_at=notice.embargo_at,
    )  # fmt: skip


# behind the word that calls a wire back: a sign, or what is told beside it; other capitals make a headline of it
_CALLED = (
    r"(?:\s*[:.!–—]|\s*-(?:\s|$)|\s*$|"
    r"\s+(?=\W*(?:BC|AM|PM)-|[\"“«(]|(?:EDITORS|EDS|NOTICE|ORDER|STORY|ITEM)\b))"
)
_KILL = re.compile(
    rf"^\W*(?:(?:BC|AM|PM)-)?(?:MANDATORY |ADVISORY[- ]?|PHOTO |URGENT[ :]+|BULLETIN )?(?:(?:KILL|"
    rf"WITHDRAWN?|WITHDRAWAL|RETRACTION|DELETE){_CALLED}|(?:KILL|WITHDRAWN)\s+(?=[A-Z][a-z]))|^(?:Retraction|Withdrawn|Kill|АННУЛИРОВАНО|АННУЛИРУЕТСЯ|ANNULATION|"
    r"ANULACIÓN|RÜCKRUF|ACHTUNG RÜCKZUG)(?:\s*[:.]|\s+[–—-]\s)"
)
_KILL_ORDER = re.compile(
    r"^\W*(?:(?:eds|attn|editors|note to editors|attention editors)\b[^.]{0,40}?"
    r"(?:[:,.–—-]\s*(?:please\s+)?|\bplease\s+)|"
    r"(?:eds|attn|attention)\s*[:,]?\s+(?=.{0,80}\b(?:story|item|wire|dispatch|report|article)\b)(?:please\s+)?)"
    r"(?:kill|withdraw|disregard|delete|do not (?:use|publish)|don't use|spike)\b",
    re.I,
)
_KILL_SLUG = re.compile(r"^(?:(?:BC|AM|PM)-)?KILL\b|[-_ ]KILL(?=$|[\s,/])")
_CORRECTION = re.compile(
    r"^\W*(?:CORRECT(?:ION|ED|S|ING|IVE)|Correction|Corrected|REFILE|CLARIFICATION|Clarification|ERRATUM|CORR|"
    r"ПОПРАВКА|ИСПРАВЛЕНИЕ|BERICHTIGUNG|KORREKTUR|RECTIFICATIF|CORRECCIÓN)\b\s*[\d]*\s*(?:[:.,–—(/-]|$)"
    r"|^\W*\(?(?:In|This)\b.{0,60}?\b(?:story|item)\b[^.]{0,20}\bcorrects?\b|^\W*\(?Corrects\b"
)
_LEAD = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)\s*(?:Ld|Lead|NewsAlert-Ld)\b|\bWRITETHRU\s*(\d{1,2})?\b|\bwrite-?thru\b", re.I
)
_UPDATE = re.compile(r"^\W*(?:UPDATE|Update|RECAP|LEAD|WRAPUP)\s+(\d{1,2})\b")
_NAMED = re.compile(
    r"\b(?:item|story|wire|dispatch|slug(?:ged|line)?|kills?|corrects?|withdraws?|replaces?)\s*:?\s+(?:the\s+slug\s+|item\s+|story\s+)?"
    r"[\"“]?(?P<slug>[A-Z][A-Za-z0-9]*(?:[-_/][A-Za-z0-9]+)+)",
)
_HEADLINED = re.compile(r"\b(?:headlined|titled|entitled|headline)\s*:?\s*[\"“«](?P<title>[^\"”»]{8,200})[\"”»]")
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
FURTHEST = 400  # letters of a headline, note or first paragraph in which a wire is called back


def _calls_back(text: str) -> bool:
    return any(p.search(text) for p in (_KILL, _KILL_ORDER, KILL_HEAD, KILL_WORDS))


def read_notice(
    *,
    headline: str,
    slug: str = "",
    ednote: str = "",
    lede: str = "",
    anchor: date | None = None,
    body: str = "",
    zone: str = "UTC",
) -> Notice:
    """What the wire's head says. Only words in the positions agencies use count: "frost may kill crops" is prose.

    The hour of an embargo that names no zone is in ``zone``, as the wire's date is.
    """
    heads = [t for t in (headline, lede, ednote) if t]
    kill = any(_calls_back(t[:FURTHEST]) for t in heads) or bool(_KILL_SLUG.search(slug))
    corrects = any(_CORRECTION.search(t) or CORRECTION_HEAD.match(t) for t in heads)
    version, rewritten = _version(headline, slug, ednote, lede)
    kind = "kill" if kill else "correction" if corrects else "writethru" if rewritten else "wire"
    embargo_at, held = read_embargo(headline, ednote, lede, anchor, zone)
    return Notice(
        kind=kind,
        pubstatus="canceled" if kill else "withheld" if held else "usable",
        supersedes=_named_other(f"{headline}\n{ednote}\n{lede}\n{body}") if kill or corrects else "",
        version=version,
        embargo_at=embargo_at,
        marks=("embargo-unread",) if held else (),
    )


def _version(headline: str, slug: str, ednote: str, lede: str) -> tuple[int, bool]:
    """(version, whether it says that it rewrites an earlier one). "1st Ld" and "UPDATE 1" are version 2."""
    for text in (headline, slug, ednote):
        found = _LEAD.search(text)
        if found:
            number = found[1] or found[2]
            return (int(number) + 1 if number else 2), True
    for text in (headline, lede):
        found = _UPDATE.match(text)
        if found:
            return int(found[1]) + 1, True
    return 1, False


def _named_other(text: str) -> str:
    """The slug, link or headline by which a kill or correction names its original; "" where it names none."""
    slug = _NAMED.search(text)
    if slug:
        return slug["slug"]
    link = _LINK.search(text)
    if link:
        return link[0].rstrip(".,;")
    title = _HEADLINED.search(text)
    return title["title"].strip() if title else ""
