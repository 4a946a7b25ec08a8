"""A meeting of the daybook that a wire moves to another place: "moved from Riga to Muscat", "in Muscat, not Riga".

Told as done, of one entry alone, whose old place the sentence names (or, by a verb of moving, none). The day stays
what it is; the entry is "moved", stands under its new place and keeps its uid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.edition.appointments import OPEN, PAIR
from briefing.edition.moves import names_day
from briefing.edition.promises import Check, Trace, fold, within
from briefing.edition.promises_words import DAY, REPORTED
from briefing.model import DaybookEntry
from briefing.text.called_off_what import noun_of
from briefing.text.gazetteer import fold_name, load
from briefing.text.month_words import MAY
from briefing.text.occasions import other_round

_NAME = r"(?-i:[A-Z][\w’'-]+(?:\s(?:(?:de|da|do|del|al|el|la|le|am|of)\s)?[A-Z][\w’'-]+){0,2})"
_MOVE = (
    r"(?P<v>(?:(?:has|have|had|was|were|is|are|will|now|been|being|be)\s)*"
    r"(?:mov(?:e[ds]?|ing)|shift(?:s|ed)?|relocat(?:es?|ed)|switch(?:es|ed)?|transfer(?:s|red)?))"
)
_TO = (
    re.compile(rf"\b{_MOVE}\b[^.;]{{0,60}}?\sfrom\s(?P<old>{_NAME})\sto\s(?P<new>{_NAME})", re.IGNORECASE),
    re.compile(rf"\b{_MOVE}\b[^.;]{{0,60}}?\sto\s(?P<new>{_NAME})(?:\sfrom\s(?P<old>{_NAME}))?", re.IGNORECASE),
    re.compile(
        rf"\b(?:in|at)\s(?P<new>{_NAME})\b[^.;]{{0,40}}?\s(?:instead\sof|rather\sthan|(?:and\s)?not|no\slonger)\s(?:in\s|at\s)?(?P<old>{_NAME})",
        re.IGNORECASE,
    ),
)
_NOT_TOLD = re.compile(
    r"\b(?:could|"
    + MAY
    + r"|might|would|should|wants?|wanted|ask\w*|propos\w*|suggest\w*|consider\w*|demand\w*|refus\w*|reject\w*|"
    r"den(?:y|ies|ied)|if|whether|unless|rumou?r\w*|offer\w*|invit\w*|hop(?:e|es|ed|ing)|mov\w+\son\sto|"
    r"once|until|when|as\ssoon\sas|next|years?|last)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|neither|no)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:(?<!be\s)held|met|took\splace|gathered|opened|began|ended)\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.?\s\d"
)
_SAID = re.compile(r",\s+(?:(?:an?|the)\s+)?[^,]{0,60}\b(?:said|says|announced|reported|confirmed)\b.*$", re.DOTALL)
_MOST_WORDS = 20


def with_new_places(entries: Sequence[DaybookEntry], check: Check) -> list[DaybookEntry]:
    """The entries, each that a wire's headline or lede moves to another place under that place."""
    out = list(entries)
    for trace in check.traces:
        for sentence in trace.head:
            for old, new in _moves_in(sentence):
                fits = [n for n, e in enumerate(out) if _is_meant(e, trace, sentence, old, new)]
                if len(fits) != 1:
                    continue
                moved = out[fits[0]] = _moved(out[fits[0]], sentence, new, trace, check)
                out = [e for e in out if e.uid == moved.uid or not _is_again(e, moved, trace.wire_id)]
    return out


def _moves_in(sentence: str) -> list[tuple[str, str]]:
    """(old place or "", new place) of each move that the sentence tells as done."""
    if _NOT_TOLD.search(sentence) or not REPORTED.search(sentence):
        return []
    found = []
    for pattern in _TO:
        for match in pattern.finditer(sentence):
            before = sentence[: match.start()]
            if "v" in pattern.groupindex and not noun_of(match["v"], before, sentence[match.end("v") :]):
                continue  # troops, embassies, an envoy were moved
            if _DENIED.search(before) or ("v" not in pattern.groupindex and _WAS.search(before)):
                continue
            old, new = match["old"] or "", match["new"]
            if fold(old) != fold(new) and not any(DAY.search(f"{name} 1") for name in (old, new)) and _is_town(new):
                found.append((old, new))
    return list(dict.fromkeys(found))[:1]


def _is_town(name: str) -> bool:
    return fold_name(name) in load()


def _is_meant(entry: DaybookEntry, trace: Trace, sentence: str, old: str, new: str) -> bool:
    """Is it this entry's meeting: open, at the old place, of both its sides, on a day not past?"""
    if (
        entry.status not in OPEN
        or trace.wire_on.isoformat()[: len(entry.on)] > entry.on
        or fold(entry.where) == fold(new)
    ):
        return False
    if old and fold(entry.where) != fold(old) and not within(old, entry.where or ""):
        return False
    if not old and within(entry.where, sentence.partition(new)[2]):
        return False  # "moved their trade talks to Muscat, meet in Riga"
    if other_round(sentence, entry.what) or _is_of_another_day(sentence, entry):
        return False
    words = fold(sentence)
    named = sum(fold(party)[:5] in words for party in entry.parties)
    if named >= PAIR:
        return True
    dated = names_day(sentence, entry.on)
    return bool(old) and len(trace.parties & set(entry.parties)) >= PAIR and (dated or named > 0)


def _is_of_another_day(sentence: str, entry: DaybookEntry) -> bool:
    """Does the sentence name days or months, and not the day of the entry or the one from which it was moved?"""
    text = _SAID.sub("", sentence)
    own = any(names_day(text, on) for on in (entry.on, entry.moved_from or ""))
    return len(entry.on) == 10 and bool(_MONTH.search(text)) and not own


def _moved(entry: DaybookEntry, sentence: str, new: str, trace: Trace, check: Check) -> DaybookEntry:
    told = _SAID.sub("", sentence).strip(" .")
    words = fold(sentence)
    named = tuple(party for party in entry.parties if fold(party)[:5] in words)
    # Its words name the place that is given up, or nothing else on the page would say from where it was moved.
    says = not entry.moved_from or (bool(entry.where) and within(entry.where, entry.what))
    return replace(
        entry, where=new, status="moved", evidence=sentence, clash=False,
        what=told if says and len(told.split()) <= _MOST_WORDS else entry.what,
        parties=named if len(named) >= PAIR else entry.parties,
        notes=tuple(sorted({*entry.notes, check.note_of(trace.wire_id)})),
        wires=tuple(dict.fromkeys([*entry.wires, trace.wire_id])),
    )  # fmt: skip


def _is_again(entry: DaybookEntry, moved: DaybookEntry, wire_id: str) -> bool:
    """Is it the moved meeting once more, read out of the wire that tells of the move?"""
    shared = set(entry.parties) & set(moved.parties)
    return entry.on == moved.on and set(entry.wires) == {wire_id} and (len(shared) >= PAIR or not entry.parties)
