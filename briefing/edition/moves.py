"""A meeting announced for another day than before, in whatever words: is it the old one, moved?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from briefing.edition.appointments import OPEN, PAIR, spot
from briefing.edition.promises import Check, Trace, fold, within
from briefing.edition.promises_words import SPEAKS_OF_PUTTING_OFF
from briefing.model import DaybookEntry
from briefing.text.called_off import OF_ANOTHER, called_off
from briefing.text.occasions import other_round

# Words by which a new day is set against an old one.
RESET = re.compile(
    r"\b(?:now|instead|rather\sthan|(?:later|earlier|sooner)\sthan|no\slonger|new\sdate|another\sdate|not,?\sas"
    r"|brought\sforward|pushed?\sback|puts?\s(?:back|off)|put\soff|delay\w*|postpon\w+|resched\w+|slip(?:s|ped)"
    r"|mov(?:es?|ed|ing)|shift(?:s|ed)?|deferr?\w*|adjourn\w*|had\sbeen|first\s(?:set|date|planned|scheduled)"
    r"|originally|initially|previously|changed?)\b",
    re.IGNORECASE,
)


# A second meeting is none that was moved.
AGAIN = re.compile(
    r"\b(?:again|another|next\s(?:round|meeting|session)|second|third|further|follow-?up|then)\b", re.IGNORECASE
)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?\s)?(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?(?:\s(?P<after>\d{{1,2}})(?!\d|:))?"
    r"(?:,?\s(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_FAR = timedelta(days=120)


def names_day(text: str, on: str) -> bool:
    """Does a text name the day ``on`` (YYYY-MM-DD): "January 7", "7 January", "Jan. 7", "07.01", "2022-01-07"?"""
    return len(on) == 10 and _place_of(text, on) >= 0


def _place_of(text: str, on: str) -> int:
    """Where a text names the day; -1 where it does not."""
    day = date.fromisoformat(on)
    month = rf"(?:{day:%B}|{day:%b}\.?)"
    written = rf"{month}\s0?{day.day}|0?{day.day}(?:st|nd|rd|th)?\s(?:of\s)?{month}|0?{day.day}\.0?{day.month}\b|{on}"
    found = re.search(rf"(?<![\d.])(?:{written})(?!\d|\.\d|:)", text, re.IGNORECASE)
    return found.start() if found else -1


# Before the day that is given up.
BEFORE_OLD = re.compile(
    r"\b(?:instead\sof|rather\sthan|not|from|originally|initially|first|previously|earlier|planned|scheduled|set|due"
    r"|had\sbeen|announced)\b[^;.]{0,40}$",
    re.IGNORECASE,
)
# After it, what takes its place: "due on January 7, will take place on January 9", "from January 7 to January 9".
GOES_TO = re.compile(
    r"^.{0,20}?(?:\bto\s|\buntil\s|,?\s(?:will|are|is)\s(?:now\s)?(?:take\splace|be\sheld|start|open|begin|meet|to\s))",
    re.IGNORECASE,
)
MOVABLE = (*OPEN, "postponed")


def other_day(text: str, on: str, since: date) -> str:
    """The one further day, after ``since``, that a text names beside ``on``; "" where there are none or several."""
    days = set()
    for match in (m for m in _DAY.finditer(text) if m["before"] or m["after"]):
        month = next(n for n, name in enumerate(_MONTHS, 1) if match["month"].casefold().startswith(name))
        years = [int(match["year"])] if match["year"] else [since.year, since.year + 1]
        days |= {day for year in years if (day := _day(year, month, int(match["before"] or match["after"])))}
    ahead = {day.isoformat() for day in days if since < day < since + _FAR} - {on}
    return ahead.pop() if len(ahead) == 1 else ""


def _day(year: int, month: int, day: int) -> date | None:
    """The day, None where that year has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


# What stands right before the day to which something is put off; another day of the sentence may be that of the
# decision, or of something else.
_ONTO = re.compile(
    r"\b(?:to|until|till|for)\s(?:the\s|\w+day,?\s(?:the\s)?)?$"
    r"|\bwill\s(?:now\s)?(?:be\sheld|take\splace|go\sahead|meet|open|begin|start|resume)\b[^.;]{0,40}\bon\s"
    r"(?:\w+day,?\s)?$",
    re.IGNORECASE,
)


def _is_put_to(sentence: str, to: str) -> bool:
    """Is it the day to which the sentence puts something off, where it does?"""
    before = sentence[: _place_of(sentence, to)]
    return called_off(sentence) != "postponed" or bool(_ONTO.search(before) and not OF_ANOTHER.search(before))


def gives_up(text: str, on: str) -> bool:
    """Does a text put off what it had planned for the day: "set for January 7, was postponed"?"""
    at = _place_of(text, on) if len(on) == 10 else -1
    return at >= 0 and bool(BEFORE_OLD.search(text[:at]) and SPEAKS_OF_PUTTING_OFF.search(text, at))


def sets_anew(text: str, old_on: str, new_on: str) -> bool:
    """Does a text that announces a meeting for ``new_on`` take back ``old_on``: by naming it too, or by its words?"""
    if old_on == new_on or AGAIN.search(text):
        return False
    return names_day(text, old_on) or bool(RESET.search(text))


def with_moves(entries: Sequence[DaybookEntry], check: Check) -> list[DaybookEntry]:
    """Entries of which a wire's lede says, in whatever words, that another day takes the place of theirs."""
    out = list(entries)
    for trace in check.traces:
        for sentence in trace.head:
            if called_off(sentence) == "cancelled":
                continue
            fits = [(n, to) for n, e in enumerate(out) if (to := _new_day(trace, sentence, e, out))]
            if len(fits) == 1:
                n, to = fits[0]
                old = out[n]
                moved = out[n] = replace(
                    old, on=to, until=None, status="moved", moved_from=old.on, evidence=sentence, clock="",
                    notes=tuple(sorted({*old.notes, check.note_of(trace.wire_id)})),
                    wires=tuple(dict.fromkeys([*old.wires, trace.wire_id])),
                )  # fmt: skip
                out = [e for e in out if e.uid == old.uid or not _is_again(e, moved, trace.wire_id)]
    return out


def _is_again(entry: DaybookEntry, moved: DaybookEntry, wire_id: str) -> bool:
    """Is it the moved meeting once more, on its new day, from none but the wire that tells of the move?"""
    if entry.on != moved.on or set(entry.wires) != {wire_id}:
        return False
    here, there = spot(entry.where), spot(moved.where)
    if here and there and here != there:
        return False
    one, two = set(entry.parties), set(moved.parties)
    if not one:
        return here == there != "" or (bool(entry.evidence) and entry.evidence in moved.evidence)
    return len(one & two) >= min(PAIR, len(one), len(two)) and min(len(one - two), len(two - one)) == 0


def _new_day(trace: Trace, sentence: str, entry: DaybookEntry, others: Sequence[DaybookEntry]) -> str:
    """The day to which the sentence moves the entry, "" where it moves another, or none."""
    if len(entry.on) != 10 or entry.status not in MOVABLE or trace.wire_on.isoformat() > entry.on or not entry.parties:
        return ""
    at = _place_of(sentence, entry.on)
    if at < 0 or not BEFORE_OLD.search(sentence[:at]):
        return ""
    if not (GOES_TO.search(sentence[at:]) or (RESET.search(sentence) and not AGAIN.search(sentence))):
        return ""
    if other_round(sentence, entry.what):
        return ""
    words = fold(sentence)
    named = sum(fold(party)[:5] in words for party in entry.parties)
    if not within(entry.where, sentence) or named < min(2, len(entry.parties)) or len(entry.parties) - named > 1:
        return ""  # one party unnamed may be the host
    to = other_day(sentence, entry.on, trace.wire_on)
    told = any(
        o.on == to and o.uid != entry.uid and set(o.parties) >= set(entry.parties) and set(o.wires) != {trace.wire_id}
        for o in others
    )
    return "" if not to or told or to == entry.moved_from or not _is_put_to(sentence, to) else to
