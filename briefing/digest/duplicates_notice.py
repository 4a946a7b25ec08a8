"""Notices about other wires: corrections and kills, and which wire they speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.digest.duplicates_text import Copytext, flat, resemblance
from briefing.model import Wire

# A kill cries: capitals at the head of headline or text, or a word of the trade in the note. "May kill crops" does not.
_KILL_HEAD = re.compile(
    r"^\W*(?:(?:URGENT|BULLETIN|MEDIA|ADVISORY|MANDATORY|EDITORS?|ATTENTION|NOTICE)\W+)*"
    r"(?:KILL(?:ED)?|WITHDRAWN|WITHDRAWAL|RETRACTION|RETRACTED|ANNULATION|ANNULE|ANULADO|ANULACIÓN|ZURÜCKGEZOGEN"
    r"|АННУЛИРОВАНО|АННУЛИРУЕТСЯ|ОТЗЫВ)\b(?=\W*(?:[:.!—–-]|KILL\b|$|[A-Z]))"
    r"|^\W*(?:Kill|Withdrawn|Retraction|Retracted|Zurückgezogen)\s?[:—–]"
)
_KILL_NOTE = re.compile(
    r"\b(?:please|pls|must|mandatory)\s+(?:kill|withdraw|retract)\b"
    r"|\b(?:kill|withdraw|retract|disregard|do not use)\s+(?:the|this|our)"
    r"\s+(?:item|story|wire|report|article|dispatch)\b"
    r"|\b(?:item|story|wire|report|article)\s+(?:is|has been|was)\s+(?:killed|withdrawn|retracted)\b",
    re.IGNORECASE,
)
_CORRECTION_HEAD = re.compile(
    r"^\W*(?:[A-Z/ -]{2,30}[-/:]\s?)?(?:CORRECTION|CORRECTED|CORRECTS|CORRECTIVE|REFILE|RECTIFICATIF|CORRECTIF"
    r"|BERICHTIGUNG|KORREKTUR|CORRECCIÓN|RETTIFICA|ПОПРАВКА|ИСПРАВЛЕНИЕ)\b(?=\W*(?:[:.—–-]|$|\())"
    r"|^\W*(?:Correction|Corrected|Corrects|Korrektur|Berichtigung|Rectificatif|Corrección|Поправка|Исправление)\s?[:—–]"
    r"|\((?:corrected|correction|corrects[^)]{0,40})\)\s*$",
)
_SLUG = re.compile(r"(?<![\w-])[A-Z][\w]*(?:[-/][\w]+)+(?![\w-])")
_QUOTED = re.compile(r"[\"“«„]([^\"“”»\n]{12,200})[\"”»“]")
_ALIKE = 0.5  # share of common words from which a correction that names nothing is about a wire of the same origin


def notice_kind(wire: Wire) -> str:
    """ "kill", "correction" or "" by the wire's own fields, its headline, the head of its text and its note."""
    head = next(iter(wire.paragraphs), "")[:300]
    if wire.kind == "kill" or _KILL_HEAD.match(wire.headline) or _KILL_HEAD.match(head):
        return "kill"
    if _KILL_NOTE.search(wire.ednote[:500]):
        return "kill"
    if wire.kind == "correction" or _CORRECTION_HEAD.search(wire.headline[:300]) or _CORRECTION_HEAD.match(head):
        return "correction"
    return ""


class Register:
    """The wires that a notice may speak of, by what names them."""

    def __init__(self, wires: Sequence[Wire], texts: Sequence[Copytext], origins: Sequence[str]) -> None:
        self.wires, self.texts, self.origins = wires, texts, origins
        self.names: dict[str, list[int]] = {}
        self.headlines: dict[str, list[int]] = {}
        self.by_origin: dict[str, list[int]] = {}
        for n, wire in enumerate(wires):
            for name in {wire.identity, wire.guid, wire.link, wire.canonical_link, wire.slug}:
                if name:
                    self.names.setdefault(name.casefold(), []).append(n)
            if wire.slug == "" and wire.paragraphs:
                for slug in set(_SLUG.findall(wire.paragraphs[0][:120])):
                    self.names.setdefault(slug.casefold(), []).append(n)
            self.headlines.setdefault(texts[n].headline, []).append(n)
            self.by_origin.setdefault(origins[n], []).append(n)

    def target(self, n: int, kind: str, notices: frozenset[int]) -> tuple[int, str] | None:
        """The first wire that the notice ``n`` speaks of, and what named it; None where nothing does.

        Other notices are no targets. A wire of another origin is one only by the notice's own link or identity.
        """
        wire, text = self.wires[n], self.texts[n]

        def first(rows: Sequence[int], same_origin: bool = True) -> int | None:
            fits = (
                m
                for m in rows
                if m != n and m not in notices and (m < n or kind == "kill") and (not same_origin or self._kin(m, n))
            )
            return min(fits, default=None)

        exact = [wire.supersedes, wire.identity, wire.canonical_link, wire.link]
        body = "\n".join(wire.paragraphs)[:3000] + "\n" + wire.ednote[:500]
        exact += re.findall(r"https?://[^\s)\"'<>]+", body)
        for name in exact:
            # Its own address names a wire whoever carries it; any other only a wire of the same house: no source may
            # withdraw another's.
            own = name in (wire.identity, wire.canonical_link, wire.link)
            if name and (m := first(self.names.get(name.casefold().rstrip(".,"), ()), not own)) is not None:
                return m, name
        for slug in (wire.slug, *_SLUG.findall(wire.headline + "\n" + body)):
            if slug and (m := first(self.names.get(slug.casefold(), ()))) is not None:
                return m, f"slug {slug}"
        bare = flat(re.sub(r"^\W*\w+\W*[:.—–-]\s*|\([^)]*\)\s*$", "", wire.headline))
        for quoted in (bare, *(flat(q) for q in _QUOTED.findall(body))):
            if len(quoted) > 12 and (m := first(self.headlines.get(quoted, ()))) is not None:
                return m, f'headline "{self.wires[m].headline}"'
        return self._alike(n, text, notices) if kind == "correction" else None

    def _kin(self, m: int, n: int) -> bool:
        """Of one house: the same origin, or the same source where one of them names no house. A folder in which the
        wires of many agencies lie makes no kin of them."""
        if self.origins[m] == self.origins[n]:
            return True
        unnamed = any(not (wire.agency or wire.publisher) for wire in (self.wires[m], self.wires[n]))
        return unnamed and self.wires[m].source == self.wires[n].source

    def _alike(self, n: int, text: Copytext, notices: frozenset[int]) -> tuple[int, str] | None:
        week = [
            m
            for m in self.by_origin[self.origins[n]]
            if m < n and m not in notices and (self.wires[n].at - self.wires[m].at).days < 7
        ]
        best = max(((resemblance(self.texts[m], text), -m) for m in week[-400:]), default=(0.0, 0))
        return (-best[1], f"{best[0]:.0%} of its words") if best[0] >= _ALIKE else None
