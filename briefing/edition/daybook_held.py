"""What took place unannounced: meetings, calls and visits that wires of the period report as held."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from briefing.edition.alike import alike
from briefing.edition.daybook import uid_of
from briefing.edition.promises import NEXT_DAY, Report, agrees, fold, on_its_day
from briefing.edition.promises_words import DAY, PASSAGE
from briefing.model import DatedEvent, DaybookEntry

SAME_WORDS = 0.5
# Letters of a sentence that is printed whole, as in a timeline; for a longer one the wire's headline stands.
LONGEST = 130
SAME_OF_ONE_PARTY = 0.3  # of one parliament or one country on one day, fewer words do
CALL = re.compile(r"\b(call|phoned?|telephoned?|conversation|videoconference)\b", re.IGNORECASE)
TELLS = 0.5  # share of stems from which a headline tells of its wire's sentence
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
    for report in sorted(_told_once(reports), key=lambda r: (r.order, r.event.paragraph)):
        if not since.isoformat() <= report.event.on <= today.isoformat():
            continue
        if any(agrees(entry, report, party_name) for entry in (*entries, *told) if _of_its_day(entry, report)):
            continue
        if any(_repeats(entry, report, party_name) for entry in told):
            continue
        homes = [g for g in groups if any(_same(report, other) for other in g)]
        groups = [g for g in groups if g not in homes] + [[*(r for g in homes for r in g), report]]
    found = [_entry(group, today, note_of, party_name) for group in groups]
    return tuple(sorted(found, key=lambda e: (e.on, e.what, e.uid)))


def kind_of(text: str) -> str:
    """ "corridor", "exchange", "visit", "address" or, for all that is left, "talks"."""
    return next((kind for kind, pattern in KINDS.items() if pattern.search(text)), "talks")


def _of_its_day(entry: DaybookEntry, report: Report) -> bool:
    return on_its_day(entry, report) and kind_of(entry.what) == kind_of(report.event.what)


def _same(a: Report, b: Report) -> bool:
    if a.event.on != b.event.on:
        return _same_of_the_day_before(a, b)
    if a.wire_id == b.wire_id:
        return True
    if kind_of(a.event.what) != kind_of(b.event.what):
        return False
    one, two = set(a.event.parties), set(b.event.parties)
    if len(one & two) > 1 and (one <= two or two <= one or one & two == set(a.event.parties[:2])):
        return True
    if kind_of(a.event.what) == "exchange" and one & two:
        return True
    if one and one == two and alike(a.event.what, b.event.what) >= SAME_OF_ONE_PARTY:
        return True
    if min(len(one), len(two)) > 1 and not (one <= two or two <= one):
        return False
    near = not (a.event.where and b.event.where) or fold(a.event.where) == fold(b.event.where)
    return near and alike(a.event.what, b.event.what) >= SAME_WORDS


def _told_once(reports: Iterable[Report]) -> list[Report]:
    """Without what a wire tells again without its day: "talks end" in the headline, "on Sunday" in the text."""
    kept = list(reports)
    dated = [r for r in kept if DAY.search(r.event.evidence or r.event.what)]
    return [r for r in kept if r in dated or not any(_is_twin(r, other) for other in dated)]


def _is_twin(undated: Report, dated: Report) -> bool:
    shared = set(undated.event.parties) & set(dated.event.parties)
    return undated.wire_id == dated.wire_id and len(shared) > 1 and dated.event.on <= undated.event.on


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


def _same_of_the_day_before(a: Report, b: Report) -> bool:
    """A call or visit told without its day is that of the day before, where one of the same two was told then."""
    first, later = sorted((a, b), key=lambda r: r.event.on)
    return _told_late(first.event, later.event, set(first.event.parties) & set(later.event.parties))


def _repeats(entry: DaybookEntry, report: Report, party_name: Callable[[str], str]) -> bool:
    """Is the report a late telling of a call or visit that the reader was told of the day before?"""
    before = DatedEvent(on=entry.on, what=entry.what, evidence=entry.evidence)
    return _told_late(before, report.event, set(entry.parties) & {party_name(p) for p in report.event.parties})


def _told_late(first: DatedEvent, later: DatedEvent, shared: set[str]) -> bool:
    apart = date.fromisoformat(later.on) - date.fromisoformat(first.on)
    if not timedelta(0) < apart <= NEXT_DAY or DAY.search(later.evidence or later.what):
        return False
    return _brief(first) == _brief(later) != "" and len(shared) > 1


def _brief(event: DatedEvent) -> str:
    text = event.evidence or event.what
    return "call" if CALL.search(text) else "visit" if kind_of(text) == "visit" else ""


def _entry(
    group: Sequence[Report], today: date, note_of: Callable[[str], int], party_name: Callable[[str], str]
) -> DaybookEntry:
    events = [r.event for r in group]
    day = min(r.event.on for r in group)
    first = min((r for r in group if r.event.on == day), key=lambda r: _rank(r.event))
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
        evidence=next((e.evidence for e in events if e.paragraph >= 0 and e.on == day and e.evidence), head.evidence),
        notes=tuple(sorted({note_of(w) for w in wires})),
        wires=wires,
        story=group[0].story,
        sources=tuple(dict.fromkeys(r.source for r in group if r.source)),
    )
