"""What a wire calls off or puts off without saying it of a day and a place: which entry of the daybook is meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from briefing.edition.alike import alike
from briefing.edition.moves import gives_up, names_day
from briefing.edition.promises import SAME_WORDS, Check, Trace, fold, last_day, within
from briefing.edition.promises_words import REPORTED
from briefing.model import DaybookEntry
from briefing.text.called_off import OFF, called_off, put_off_firmly, what_is_off
from briefing.text.occasions import kinds_of, other_round


def with_called_off(entries: Sequence[DaybookEntry], known: Collection[str], check: Check) -> list[DaybookEntry]:
    """Entries that a wire calls off without naming their day are cancelled, where only one of them can be meant.

    One that a wire puts off without a new day is "postponed" on the day it had. ``known``: as for ``settled``. What is
    announced here for the first time is called off by no older wire.
    """
    out = list(entries)
    order = {trace.wire_id: trace.order for trace in check.traces}
    begun = {e.uid: min((order[w] for w in e.wires if w in order), default=("", "")) for e in out if e.uid not in known}
    for trace in check.traces:
        for sentence in trace.head:
            said = called_off(sentence)
            off = said == "cancelled"
            if not (off or (said and put_off_firmly(sentence))) or not REPORTED.search(sentence):
                continue
            fits = _likest([n for n, e in enumerate(out) if _calls_off(trace, sentence, e, begun)], out, sentence)
            if len(fits) != 1 or out[fits[0]].status in ("cancelled", "held"):
                continue
            old = out[fits[0]]
            if trace.wire_id in old.wires and _announces(trace, sentence, old):
                continue  # "Trade talks cancelled" over a text that says on which day the envoys will meet
            if not off and (old.status == "moved" or (trace.wire_id in old.wires and not gives_up(sentence, old.on))):
                continue  # its new day is known
            out[fits[0]] = replace(
                old, status="cancelled" if off else "postponed", evidence=sentence,
                notes=tuple(sorted({*old.notes, check.note_of(trace.wire_id)})),
            )  # fmt: skip
    return out


_WILL = re.compile(
    r"\b(?:will|(?:is|are)\s+(?:now\s+|still\s+)?(?:to|due|set|scheduled|planned)|plans?\s+to)\b", re.IGNORECASE
)


# A month or a year without a day: "the talks in December were called off". A day may be that of the calling off.
_IN = re.compile(
    r"\bin\s(?:(?:early|mid|late)[\s-])?(?:(?P<month>January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\b(?!\s\d{1,2}\b)|(?P<year>(?:19|20)\d\d)\b)"
)


def _in_other_time(sentence: str, months: Collection[str]) -> bool:
    """Does the sentence name a month or a year that is none of ``months`` ("2022-01")?"""
    ours = {f"{date.fromisoformat(f'{month}-01'):%B}" for month in months} | {month[:4] for month in months}
    return any((found["month"] or found["year"]) not in ours for found in _IN.finditer(sentence))


def _announces(trace: Trace, sentence: str, entry: DaybookEntry) -> bool:
    """Does the wire say in another sentence that the meeting will be on its day?"""
    others = (one for line in trace.text.split("\n") for one in re.split(r"(?<=[.!?])\s+", line) if one != sentence)
    return any(names_day(one, entry.on) and _WILL.search(one) and not called_off(one) for one in others)


def _likest(fits: Sequence[int], entries: Sequence[DaybookEntry], sentence: str) -> list[int]:
    """Those of ``fits`` of which the sentence names most sides."""
    words = fold(sentence)
    named = {n: sum(fold(party)[:5] in words for party in entries[n].parties) for n in fits}
    return [n for n in fits if named[n] == max(named.values())]


def _calls_off(trace: Trace, sentence: str, entry: DaybookEntry, begun: Mapping[str, tuple[str, str]]) -> bool:
    if trace.wire_on > last_day_or_end(entry) or trace.order < begun.get(entry.uid, ("", "")):
        return False
    if other_round(sentence, entry.what) or _in_other_time(sentence, {entry.on[:7], f"{trace.wire_on:%Y-%m}"}):
        return False
    noun = what_is_off(sentence)
    off, planned = kinds_of(noun), kinds_of(entry.what)
    if planned and not off & planned and (off or fold(noun) not in fold(entry.what)):
        return False  # a strike on the eve of the talks, a debate on them
    shared = trace.parties & set(entry.parties)
    words = alike(entry.what, sentence)
    if within(entry.where, sentence):
        return bool(shared) or words >= SAME_WORDS
    if len(shared) > 1 and all(fold(p)[:5] in fold(sentence) for p in entry.parties):
        return True
    return words >= SAME_WORDS and (len(shared) > 1 or (bool(shared) and len(entry.parties) == 1))


def last_day_or_end(entry: DaybookEntry) -> date:
    """The last day of an entry; of one known by its month, the last day that month can have."""
    if len(entry.on) == 10:
        return last_day(entry)
    return date.fromisoformat(f"{entry.on[:7]}-28") + timedelta(days=3)


def settled(entries: Sequence[DaybookEntry], known: Collection[str], check: Check) -> list[DaybookEntry]:
    """The entries, those of "the talks set for Friday were called off" given to the one entry of that day that their
    wire is about. Such a line names neither a place nor two parties: without an entry it says too little, and leaves.

    ``known`` are the uids of the last edition's entries, which stay whatever they say.
    """
    about = {trace.wire_id: trace for trace in check.traces}
    fresh = [e for e in entries if e.status in OFF and e.uid not in known]
    bare = [e for e in fresh if (not e.where and len(e.parties) < 2) or _said_on(e, about)]
    out = [e for e in entries if e not in bare]
    for off in bare:
        fits = [n for n, e in enumerate(out) if any(_is_meant(off, e, about[w]) for w in off.wires if w in about)]
        if len(fits) != 1:
            out += [off] if off.where or len(off.parties) > 1 else []
            continue
        old = out[fits[0]]
        out[fits[0]] = replace(
            old, status=off.status, evidence=off.evidence, sources=tuple(dict.fromkeys([*old.sources, *off.sources])),
            notes=tuple(sorted({*old.notes, *off.notes})), wires=tuple(dict.fromkeys([*old.wires, *off.wires])),
        )  # fmt: skip
    return out


def _said_on(off: DaybookEntry, about: Mapping[str, Trace]) -> bool:
    """Is its day that of the wires that call it off? Then it may be the day on which they do."""
    return all(w in about and about[w].wire_on.isoformat() == off.on for w in off.wires)


def _is_meant(off: DaybookEntry, entry: DaybookEntry, trace: Trace) -> bool:
    """Is the entry of that day, of that kind of occasion, and the wire about both its parties or its place?"""
    if entry.status in (*OFF, "held", "overdue"):
        return False
    kinds, theirs = kinds_of(off.what), kinds_of(entry.what)
    if not kinds & theirs and (kinds or not off.where) and (theirs or not entry.where):
        return False
    if off.on != entry.on and not (trace.wire_on.isoformat() == off.on < entry.on and within(entry.where, trace.text)):
        return False
    if other_round(off.what, entry.what):
        return False
    shared = trace.parties & set(entry.parties)
    if not set(off.parties) <= set(entry.parties):
        return False
    there = within(entry.where, trace.text)
    return len(shared) > 1 or (bool(shared) and (there or len(entry.parties) == 1))
