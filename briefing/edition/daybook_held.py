"""What took place unannounced: meetings, calls and visits that wires of the period report as held."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from briefing.edition.alike import alike
from briefing.edition.daybook import uid_of
from briefing.edition.promises import Report, agrees, fold
from briefing.edition.promises_words import PASSAGE
from briefing.model import DatedEvent, DaybookEntry

SAME_WORDS = 0.5
# Letters of a sentence that is printed whole, as in a timeline; for a longer one the wire's headline stands.
LONGEST = 130
TELLS = 0.4  # share of stems from which a headline tells of its wire's sentence
CLAUSE = re.compile(r",?\s+(?:as|while|after|before|amid|which|who|but|ahead of|despite)\s")
# What kind of encounter a sentence tells of: two of one day and the same parties are one only where the kind agrees.
KINDS = {
    **PASSAGE,
    "visit": re.compile(r"\b(visit\w*|arriv\w+|trip|travel\w*|flew)\b", re.IGNORECASE),
    "address": re.compile(
        r"\b(parliament|congress|council|assembly|address\w*|vot(ed|es)|resolution)\b", re.IGNORECASE
    ),
}


def build_held(
    reports: Iterable[Report],
    *,
    since: date,
    today: date,
    entries: Sequence[DaybookEntry],
    earlier: Iterable[DaybookEntry],
    note_of: Callable[[str], int],
    party_name: Callable[[str], str],
) -> tuple[DaybookEntry, ...]:
    """One entry for each encounter from ``since`` to ``today`` that no entry of the daybook (``entries``) and none
    that the reader has been told as held (``earlier``) stands for; oldest first."""
    told = list(earlier)
    groups: list[list[Report]] = []
    for report in sorted(reports, key=lambda r: (r.order, r.event.paragraph)):
        if not since.isoformat() <= report.event.on <= today.isoformat():
            continue
        if any(agrees(entry, report, party_name) for entry in (*entries, *told) if _of_its_day(entry, report)):
            continue
        homes = [g for g in groups if any(_same(report, other) for other in g)]
        groups = [g for g in groups if g not in homes] + [[*(r for g in homes for r in g), report]]
    found = [_entry(group, today, note_of, party_name) for group in groups]
    return tuple(sorted(found, key=lambda e: (e.on, e.what, e.uid)))


def kind_of(text: str) -> str:
    """ "corridor", "exchange", "visit", "address" or, for all that is left, "talks"."""
    return next((kind for kind, pattern in KINDS.items() if pattern.search(text)), "talks")


def _of_its_day(entry: DaybookEntry, report: Report) -> bool:
    return entry.on <= report.event.on <= (entry.until or entry.on) and kind_of(entry.what) == kind_of(
        report.event.what
    )


def _same(a: Report, b: Report) -> bool:
    if a.event.on != b.event.on:
        return False
    if a.wire_id == b.wire_id:
        return True
    if kind_of(a.event.what) != kind_of(b.event.what):
        return False
    one, two = set(a.event.parties), set(b.event.parties)
    if len(one & two) > 1 and (one <= two or two <= one or one & two == set(a.event.parties[:2])):
        return True
    if kind_of(a.event.what) == "exchange" and one & two:
        return True
    near = not (a.event.where and b.event.where) or fold(a.event.where) == fold(b.event.where)
    return near and alike(a.event.what, b.event.what) >= SAME_WORDS


def _shorter(sentence: str, headline: str) -> str:
    """For a long sentence the wire's headline, where that tells of the same; else its first clause."""
    if headline and alike(headline, sentence) >= TELLS and len(headline) < len(sentence):
        return headline
    cut = CLAUSE.search(sentence, 40)
    return sentence[: cut.start()] if cut and cut.start() <= LONGEST else sentence


def _rank(event: DatedEvent) -> tuple[bool, bool, int, int]:
    """Which sentence of a group heads its entry: one of some words, not too long, that names most parties."""
    words = event.what.split()
    return len(words) < 4, len(event.what) > LONGEST, -len(event.parties), len(event.what)


def _entry(
    group: Sequence[Report], today: date, note_of: Callable[[str], int], party_name: Callable[[str], str]
) -> DaybookEntry:
    events = [r.event for r in group]
    first = min(group, key=lambda r: _rank(r.event))
    head = first.event
    fullest = max(events, key=lambda e: len(e.parties))
    wires = tuple(dict.fromkeys(r.wire_id for r in group))
    where = next((e.where for e in [head, *events] if e.where), None)
    return DaybookEntry(
        uid=uid_of(head.on, where, fullest.parties, head.what),
        on=head.on,
        until=None,
        days=(date.fromisoformat(head.on) - today).days,
        what=head.what if len(head.what) <= LONGEST else _shorter(head.what, first.headline),
        where=where,
        parties=tuple(dict.fromkeys(party_name(p) for p in fullest.parties)),
        status="cancelled" if all(e.status == "cancelled" for e in events) else "held",
        clock="",
        moved_from=None,
        evidence=head.evidence,
        notes=tuple(sorted({note_of(w) for w in wires})),
        wires=wires,
        story=group[0].story,
        sources=tuple(dict.fromkeys(r.source for r in group if r.source)),
    )
