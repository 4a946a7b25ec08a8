"""What became of what was announced: held, called off, or past without a report that we found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from briefing.edition.alike import alike, stems
from briefing.edition.promises_words import (
    ARRIVED_FOR,
    DAY,
    KINDS,
    MAYBE,
    PASSAGE,
    PREPARES,
    REPORTED,
    SPEAKS_OF_OFF,
    SPEAKS_OF_PUTTING_OFF,
    TOOK_PLACE,
    VISIT,
)
from briefing.edition.told_held import tells_held, without_others
from briefing.edition.zones import day_begins, day_ends
from briefing.model import DatedEvent, DaybookEntry
from briefing.text.called_off import called_off
from briefing.text.occasions import other_round
from briefing.text.over import tells_end

# Two wordings name one meeting from this share of stems on; the same figure as daybook.SAME_WORDS.
SAME_WORDS = 0.5
SOME_WORDS = 0.3  # where one of the two names no party, and the place is the same
NEARLY_ALL = 0.75  # share of an entry's stems in a headline and lede from which the wire could be about it
# "No report" is said when the day has been over for so long in the place itself: wires on an evening come in the next
# morning.
PATIENCE = timedelta(hours=12)
MOST_OVERDUE = 3  # editions that say so; then the entry leaves
LONGEST_WAIT = timedelta(days=3)  # an entry past of which nothing can be said leaves after so many days
# A report without a day of its own may tell of the evening before.
NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A sentence of a wire that tells of something past, or calls something off; ``wire_on`` is the wire's own day.

    ``dated``: the sentence names its day. ``certain``: the digest read it as an encounter that took place.
    """

    event: DatedEvent
    wire_id: str
    story: str
    wire_on: date
    order: tuple[str, str]
    source: str = ""
    certain: bool = False
    headline: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """What a wire is about, for the question whether it could be the report that we look for."""

    wire_id: str
    wire_on: date
    text: str  # headline and paragraphs, a line each
    parties: frozenset[str]  # names for print
    order: tuple[str, str] = ("", "")  # by time of the wire

    @property
    def opening(self) -> str:
        """The headline and the first paragraph, a line each."""
        return "\n".join(self.text.split("\n")[:2])

    @property
    def head(self) -> list[str]:
        """The headline and the sentences of the first paragraph."""
        return re.split(r"(?<=[.!?])\s+|\n", self.opening)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The period of one edition, and the sources heard in it."""

    from_at: datetime
    to_at: datetime
    heard: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """All that promises are checked against. ``spans`` are this edition's and earlier ones."""

    today: date
    now_at: datetime
    reports: Sequence[Report]
    traces: Sequence[Trace]
    spans: Sequence[Span]
    note_of: Callable[[str], int]
    party_name: Callable[[str], str]
    calendars: frozenset[str] = frozenset()  # sources that announce and never report


def check_promise(entry: DaybookEntry, check: Check, others: Sequence[DaybookEntry] = ()) -> DaybookEntry | None:
    """The entry as it stands now; None where it leaves the daybook.

    An entry whose day has come and of which a wire tells is "held", or "cancelled". One whose last day is over for
    PATIENCE and of which no wire tells is "overdue" with the number of sources heard since, where nothing speaks
    against saying so (see ``may_claim``). ``others`` are the rest of the daybook.
    """
    if len(entry.on) != 10:
        return entry if entry.on >= check.today.isoformat()[: len(entry.on)] else None
    over = last_day(entry) < check.today
    if entry.status == "held":
        return None if over else _ended(entry, check)
    told = _told(entry, check) if entry.on <= check.today.isoformat() else None
    if entry.status == "cancelled" and (told is None or told[0] == "cancelled"):
        return None if over else entry
    if told is not None:
        return _as_told(entry, *told, check)
    if entry.on <= check.today.isoformat():
        entry = replace(entry, doubt=entry.doubt or any(could_tell(trace, entry) for trace in check.traces))
    if not over or entry.status == "postponed":
        return None if over else entry
    if entry.overdue >= MOST_OVERDUE or not _waits(entry, check):
        return None
    if not may_claim(entry, check, others):
        return replace(entry, status="planned", heard=0) if entry.status == "overdue" else entry
    heard = frozenset().union(*(s.heard for s in _since(entry, check))) - check.calendars
    return replace(entry, status="overdue", overdue=entry.overdue + 1, heard=len(heard), clash=False)


def _as_told(entry: DaybookEntry, status: str, report: Report, check: Check) -> DaybookEntry:
    return replace(
        entry, status=status, evidence=report.event.evidence or entry.evidence, clash=False, heard=0,
        notes=tuple(sorted({*entry.notes, check.note_of(report.wire_id)})), story=report.story or entry.story,
        wires=tuple(dict.fromkeys([*entry.wires, report.wire_id])),
    )  # fmt: skip


def _ended(entry: DaybookEntry, check: Check) -> DaybookEntry:
    """An entry held by an earlier edition, with the report that it is over before its last day, where there is one."""
    told = None if tells_end(entry.evidence) else _told(entry, check)
    if told is None or told[0] != "held" or not tells_end(told[1].event.evidence):
        return entry
    return _as_told(entry, *told, check)


def _waits(entry: DaybookEntry, check: Check) -> bool:
    """Does a past entry without a report stay: while its report may still come, or its absence be said?"""
    if entry.overdue:
        return True
    end = day_ends(last_day(entry), entry.where)
    promised = REPORTED.search(entry.what) and not MAYBE.search(entry.evidence)
    return check.now_at < end + PATIENCE or (bool(promised) and check.today - last_day(entry) <= LONGEST_WAIT)


def last_day(entry: DaybookEntry) -> date:
    """The last day of an entry with a full date."""
    last = entry.until if entry.until and len(entry.until) == 10 else entry.on
    return max(date.fromisoformat(last), date.fromisoformat(entry.on))


def may_claim(entry: DaybookEntry, check: Check, others: Sequence[DaybookEntry] = ()) -> bool:
    """May the edition say that no report was found? Only where every doubt is out.

    The day is over for PATIENCE; it was a plan, of a kind that wires report; every source that announced it was heard
    in every edition since; and no wire since its day could be about it.
    """
    end = day_ends(last_day(entry), entry.where)
    if check.now_at < end + PATIENCE or not REPORTED.search(entry.what) or MAYBE.search(entry.evidence):
        return False
    if entry.doubt or (not entry.where and len(entry.parties) < 2):
        return False  # an earlier wire may have been its report, or too little is known of it to recognise one
    put_off = SPEAKS_OF_PUTTING_OFF.search(entry.evidence) and not (entry.status == "moved" and entry.moved_from)
    if put_off or SPEAKS_OF_OFF.search(entry.evidence):
        return False
    since = _since(entry, check)
    whole = entry.overdue > 0 or min((s.from_at for s in check.spans), default=check.now_at) <= _begin(entry)
    said = set(entry.sources) - check.calendars
    if not entry.sources or not whole or not all(said <= s.heard for s in since):
        return False
    if not said and not any(hears_of(trace, entry) for trace in check.traces):
        return False  # a calendar alone announced it: no wire of that place was heard that could have told of it
    # Announced anew for another day it may have been moved.
    return not any(o.uid != entry.uid and o.on > entry.on and _alike_entries(o, entry) for o in others)


def hears_of(trace: Trace, entry: DaybookEntry) -> bool:
    """Does a wire of its day or later come from where the entry is set: is it about that place or those parties?"""
    if trace.wire_on.isoformat() < entry.on or trace.wire_id in entry.wires:
        return False
    return bool(trace.parties & set(entry.parties)) or (bool(entry.where) and fold(entry.where) in fold(trace.text))


def _since(entry: DaybookEntry, check: Check) -> list[Span]:
    """The editions whose period reaches beyond the beginning of the entry's last day."""
    return [span for span in check.spans if span.to_at > _begin(entry)]


def _begin(entry: DaybookEntry) -> datetime:
    return day_begins(last_day(entry), entry.where)


def could_tell(trace: Trace, entry: DaybookEntry) -> bool:
    """Could this wire be a report of the entry? Loose on purpose: a doubt withholds the claim."""
    if trace.wire_on.isoformat() < entry.on or trace.wire_id in entry.wires:
        return False
    shared = len(trace.parties & set(entry.parties))
    head = trace.opening
    if shared > 1 and _speaks_of_talks(head):
        return True
    strangers = len(trace.parties) > 1 < len(entry.parties) and shared < 2 and not within(entry.where, trace.text)
    telling = len(stems(entry.what)) > 1 or _speaks_of_talks(head)
    if alike(entry.what, head) >= NEARLY_ALL and telling and not strangers:
        return True
    names = [fold(p)[:5] for p in entry.parties]
    for line in trace.text.split("\n"):
        words = fold(line)
        near = within(entry.where, line)
        named = sum(name in words for name in names)
        if near and named > 1:
            return True  # both sides and the place in one line: "sat together for five hours", in whatever words
        if ((near and (named or shared or not names)) or named > 1) and _speaks_of_talks(line):
            return True
    return False


def _speaks_of_talks(text: str) -> bool:
    return bool(REPORTED.search(text) or TOOK_PLACE.search(text))


def _told(entry: DaybookEntry, check: Check) -> tuple[str, Report] | None:
    """The first report that tells of the entry, with what it makes of it: held or cancelled."""
    found = [
        r for r in check.reports
        if on_its_day(entry, r) and agrees(entry, r, check.party_name) and _of_both(entry, r, check)
    ]  # fmt: skip
    for report in sorted(found, key=lambda r: r.order, reverse=True):
        if report.event.status == "cancelled" or called_off(report.event.evidence) == "cancelled":
            return "cancelled", report
    held = [
        r for r in found
        if (r.certain or _took_place(r.event)) and not _only_arrived(r.event, entry) and _of_its_sides(entry, r.event)
    ]  # fmt: skip
    days = last_day(entry).isoformat() > entry.on  # of several days the report that it is over says most
    first = min(held, key=lambda r: (days and not tells_end(r.event.evidence), not r.certain, r.order), default=None)
    return ("held", first) if first else None


def _of_both(entry: DaybookEntry, report: Report, check: Check) -> bool:
    """Is a report that names one side of a pair not one of its meeting with somebody else, say with its host?"""
    named = {check.party_name(p) for p in report.event.parties} & set(entry.parties)
    rest = set(entry.parties) - named
    if not rest or len(named) > 1:
        return True
    trace = next((t for t in check.traces if t.wire_id == report.wire_id), None)
    if trace is None or not named:
        return True
    words = fold(trace.text)
    strangers = [party for party in trace.parties - set(entry.parties) if fold(party)[:5] in words]
    return bool(rest & trace.parties) or not strangers


def _telling(text: str) -> str:
    """The parts of a sentence that tell of something held, where only some do; else all of it."""
    return ";".join(part for part in text.split(";") if tells_held(part)) or text


_BOTH = re.compile(r"\b(?:the (?:two|sides|delegations|parties)|both|their|they)\b", re.IGNORECASE)


def _of_its_sides(entry: DaybookEntry, event: DatedEvent) -> bool:
    """Does the part of a sentence that tells of a meeting name as many of its sides as the whole?

    Not "the Norlander met his host; the Sudlanders had not come".
    """
    text = event.evidence or event.what
    own = without_others(text, [fold(party)[:5] for party in entry.parties])
    if own != text and not tells_held(own):
        return False  # "after talking with reporters"
    parts = [part for part in text.split(";") if tells_held(part)]
    if not parts or parts == [text]:
        return True
    if DAY.search(text) and not any(DAY.search(part) for part in parts):
        return False  # "held talks in December; the next open on January 12": the day is that of the other part
    most = max(_sides_in(part, entry) for part in parts)
    return most >= _sides_in(text, entry) or any(_BOTH.search(part) for part in parts)


def _sides_in(text: str, entry: DaybookEntry) -> int:
    words = fold(text)
    return sum(fold(party)[:5] in words for party in entry.parties)


def _only_arrived(event: DatedEvent, entry: DaybookEntry) -> bool:
    """They came "for talks", or met somebody "to prepare the talks": that tells not yet of the talks."""
    if PREPARES.search(event.evidence or event.what):
        return True
    return bool(ARRIVED_FOR.search(event.evidence or event.what)) and not VISIT.search(entry.what)


def _took_place(event: DatedEvent) -> bool:
    return tells_held(event.evidence or event.what)


def on_its_day(entry: DaybookEntry, report: Report) -> bool:
    """Is the report's day one of the entry's, or the wire's own day right after it?"""
    if len(report.event.on) != 10 or len(entry.on) != 10:
        return False
    if entry.on <= report.event.on <= (entry.until or entry.on):
        return True
    if not report.certain or report.event.on < entry.on:
        return False
    on, last = date.fromisoformat(report.event.on), last_day(entry)
    undated = not DAY.search(report.event.evidence or report.event.what)
    return on == report.wire_on and last < on <= last + NEXT_DAY and undated


def agrees(entry: DaybookEntry, report: Report, party_name: Callable[[str], str]) -> bool:
    """Do place, parties or words agree as for two announcements of one meeting?"""
    parties = {party_name(p) for p in report.event.parties}
    shared = parties & set(entry.parties)
    text = report.event.evidence or report.event.what
    if other_round(_telling(text), entry.what):
        return False
    words = max(alike(entry.what, report.event.what), alike(entry.what, text))
    if not shared and min(len(parties), len(entry.parties)) > 1:
        return False  # other states, be it in the same town
    if _passage(entry.what) != _passage(text):
        return False  # a corridor or an exchange is no talks, though of the same two
    here, there = fold(entry.where), fold(report.event.where)
    named = bool(here) and (here == there or within(entry.where, text))
    if min(len(parties), len(entry.parties)) > 1 and not (
        parties <= set(entry.parties) or shared == set(entry.parties)
    ):
        return named and words >= SAME_WORDS  # another pair, be it with one of the two
    if named:
        return bool(shared) or words >= (SAME_WORDS if entry.parties and parties else SOME_WORDS)
    if here and there and len(shared) < 2:
        return False
    if len(shared) > 1 and (set(entry.parties) <= parties or words >= SAME_WORDS):
        return True
    return words >= SAME_WORDS and bool(shared or not entry.parties)


def _passage(text: str) -> str:
    """ "corridor" or "exchange" where a text tells of that and not of talks about it."""
    return "" if REPORTED.search(text) else next((k for k, pattern in PASSAGE.items() if pattern.search(text)), "")


def _alike_entries(a: DaybookEntry, b: DaybookEntry) -> bool:
    """Could both entries announce one meeting, for two days? Other parties meet elsewhere; that both are a summit, or
    both talks, says nothing."""
    mine, theirs = set(a.parties), set(b.parties)
    if (mine and theirs) and not (mine <= theirs or theirs <= mine):
        return len(mine & theirs) > 1
    if mine & theirs and (len(mine & theirs) > 1 or fold(a.where) == fold(b.where)):
        return True
    own, other = _own_words(a), _own_words(b)
    if a.where and b.where and fold(a.where) != fold(b.where) and len(own & other) < 2:
        return False
    if own and other:
        return len(own & other) >= SAME_WORDS * min(len(own), len(other))
    return bool(a.story) and a.story == b.story


def _own_words(entry: DaybookEntry) -> frozenset[str]:
    """The stems of what is announced, without the kinds of meetings, which tell no two of them apart."""
    return stems(entry.what) - KINDS


def within(part: str | None, text: str) -> bool:
    """Does a name stand in a text as whole words: "Tunis", but not in "Tunisia"?"""
    return bool(part) and f" {fold(part)} " in f" {fold(text)} "


def fold(text: str | None) -> str:
    """Lower case words of a text, one space between."""
    return re.sub(r"[^\w]+", " ", (text or "").casefold()).strip()
