"""Dated events of a wire: what it announces (ahead) and what it tells of (behind), each cut from its sentence.

    paragraphs -> sentences -> dates (dates.find_dates) -> a date's own clause -> what, where, parties, status

An event is a date whose day or month is resolved. Undated hints ("next week", a season, a year) make none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from briefing.digest import dates_words
from briefing.digest import events_foreign as foreign
from briefing.digest.dates import find_dates
from briefing.digest.dates_calendar import add_days
from briefing.digest.dates_foreign import FOREIGN
from briefing.digest.dates_found import Found
from briefing.digest.events_clause import clause_around, occasion_after, occasion_phrase, parties_of, what_of, where_of
from briefing.digest.events_days import on_each_day
from briefing.digest.events_foreign_off import may_be_off
from briefing.digest.events_hours import full_hour, without_hours
from briefing.digest.events_judge import is_ahead, is_dated
from briefing.digest.events_merge import merged
from briefing.digest.events_moved import halves_of_move, moved_from
from briefing.digest.events_offset import counted_before, offset_events, tail_of, words_alone
from briefing.digest.events_piece import Piece, piece_of
from briefing.digest.events_saying import (
    follows_what_is_said,
    is_of_saying,
    is_taken_back,
    speaks_of_future,
    tells_an_error,
)
from briefing.digest.events_scope import behind_date, hung_on, own_part
from briefing.digest.events_status import as_coming, status_of, told_off
from briefing.digest.events_subject import closed, is_bare, opens_with_pronoun, with_subject
from briefing.digest.events_words import APPOINTMENT, FIRST_OF, LASTING, META
from briefing.model import DatedEvent, Mention
from briefing.text.called_off import OFF
from briefing.text.sentences import split_sentences


def find_events(
    *,
    headline: str,
    paragraphs: Sequence[str],
    anchor: date,
    language: str = "en",
    mentions: Sequence[Sequence[Mention]] = (),
) -> tuple[DatedEvent, ...]:
    """Events of one wire, in the order of the text, those of one day and one place merged.

    ``anchor`` is the wire's own day; ``mentions[0]`` belong to the headline, ``mentions[1:]`` to the paragraphs (may be
    short or empty). ``ahead`` events lie after the anchor, or on it where the text still speaks of them as coming;
    the others carry the status "held". Never raises.
    """
    narrative: date = anchor
    coming: date | None = None
    events: list[DatedEvent] = []
    for index, text in enumerate((headline, *paragraphs), start=-1):
        found, narrative = find_dates(text, anchor=anchor, language=language, narrative=narrative, coming=coming)
        coming = next((f.low for f in reversed(found) if f.grain == "day" and f.low and f.low > anchor), coming)
        if not found:
            continue
        own = tuple(mentions[index + 1]) if index + 1 < len(mentions) else ()
        for low, high, inside in _with_dates(text, found):
            previous = _sentence_before(paragraphs, index, low) if index >= 0 else ""
            piece = replace(piece_of(text, low, high, index, anchor, own, inside), language=language, before=previous)
            if not META.search(piece.text):
                events.extend(_events_of(piece))
    return tuple(merged(events))


def _sentence_before(paragraphs: Sequence[str], index: int, low: int) -> str:
    """The sentence before the one at ``low``, in its paragraph or at the end of the one before; "" at first."""
    spans = split_sentences(paragraphs[index])
    count = bisect_right(spans, low, key=lambda span: span[1])
    if count:
        return paragraphs[index][slice(*spans[count - 1])][:_LONGEST]
    last = split_sentences(paragraphs[index - 1]) if index else ()
    return paragraphs[index - 1][slice(*last[-1])][:_LONGEST] if last else ""


# One sentence longer than this is no prose: only this much of it is read.
_LONGEST = 2_000


def _with_dates(text: str, found: Sequence[Found]) -> Iterator[tuple[int, int, list[Found]]]:
    """The sentences that hold time expressions, with them; both run in the order of the text."""
    index = 0
    for low, high in split_sentences(text):
        inside = []
        while index < len(found) and found[index].start < high:
            if low <= found[index].start < low + _LONGEST:
                inside.append(found[index])
            index += 1
        if inside:
            yield low, min(high, low + _LONGEST), inside


def _events_of(piece: Piece) -> list[DatedEvent]:
    events: list[DatedEvent] = []
    named = [d for d in piece.dates if is_dated(d, piece.text)]
    if piece.language in FOREIGN:
        return [
            each for one in named if (event := _foreign_event(piece, one)) for each in on_each_day(piece, one, event)
        ]
    named = [half for one in named for half in halves_of_move(piece.text, one)]
    moved = moved_from(piece.text, named)
    sayings: list[tuple[Found, DatedEvent]] = []
    for index, one in enumerate(named):
        if (moved and one is moved[0]) or is_taken_back(piece.text, one.start):
            continue
        low, high = _segment(piece, named, index)
        limit = named[index + 1].start if index + 1 < len(named) else len(piece.text)
        counted = counted_before(piece, one, named)
        if moved and one is moved[1]:
            event = _moved_event(piece, *moved, 0, max(high, moved[0].start), limit)
        elif counted:
            event = _told_apart(piece, one, counted, high, limit)
        else:
            event = _event(piece, one, low, high, limit)
        if event is None or (not event.ahead and (speaks_of_future(event.what) or tells_an_error(piece.text))):
            continue
        if not event.ahead and is_of_saying(piece.text, one.start, one.end):
            sayings.append((one, event))
        else:
            events.extend(on_each_day(piece, one, event))
    events.extend(offset_events(piece, named))
    events.extend(_days_to_follow(piece, named))
    return [*events, *_sayings_alone(piece, sayings, events)]


def _sayings_alone(
    piece: Piece, sayings: Sequence[tuple[Found, DatedEvent]], told: Sequence[DatedEvent]
) -> list[DatedEvent]:
    """The days of saying that are events themselves: nothing else that happened is dated, nothing to come is told.

    "The president said on Monday that he would be involved in the talks set for Tuesday" tells a remark and the talks;
    "the talks open on Tuesday, an aide said on Monday" tells the talks.
    """
    if any(not event.ahead and len(event.on) == 10 for event in told) or speaks_of_future(piece.text):
        return []
    return [event for one, event in sayings if not told or not follows_what_is_said(piece.text, one.end)]


def _segment(piece: Piece, named: Sequence[Found], index: int) -> tuple[int, int]:
    """The stretch of the sentence that belongs to one date: its clause, cut at the neighbouring dates' own parts."""
    one = named[index]
    low, high = clause_around(piece.text, one.start, one.end)
    if index and named[index - 1].end > low:
        low = _between(piece.text, named[index - 1].end, one.start)
    if index + 1 < len(named) and named[index + 1].start < high:
        high = _between(piece.text, one.end, named[index + 1].start)
    return low, max(high, one.end)


_STRONG_JOINT = re.compile(
    r",\s+(?:and|but|while|then)\s|;\s|\s(?:and|but)\s+(?=(?:on|in|at|from|will|is|are|was|were)\s)"
)


def _between(text: str, left: int, right: int) -> int:
    """Where the part of one date ends and that of the next begins: a joint of clauses, else the first comma."""
    cuts = [m.start() for m in _STRONG_JOINT.finditer(text, left, right)]
    if cuts:
        return cuts[-1]
    comma = text.find(", ", left, right)
    return comma if comma >= 0 else right if right - left < 12 else left


def _iso(found: Found) -> str:
    if found.low is None:
        return ""
    return found.low.isoformat()[:7] if found.grain == "month" else found.low.isoformat()


def _foreign_event(piece: Piece, one: Found) -> DatedEvent | None:
    ahead = foreign.is_ahead(one, piece.anchor)
    what = foreign.what_of(piece.text, one.start, one.end)
    if ahead is None or not what or one.low is None or one.high is None:
        return None
    if ahead and may_be_off(piece.text, one.start, one.end):
        return None
    where = foreign.where_of(one.start, one.end, piece.mentions)
    return DatedEvent(
        on=_iso(one),
        until=one.high.isoformat() if one.grain == "day" and one.high > one.low else None,
        what=what,
        where=where,
        parties=parties_of(0, len(piece.text), piece.mentions, where),
        status="planned" if ahead else "held",
        evidence=piece.text,
        paragraph=piece.paragraph,
        ahead=ahead,
    )


def _event(piece: Piece, one: Found, low: int, high: int, limit: int) -> DatedEvent | None:
    """The event of one date; ``low`` and ``high`` bound its clause, ``limit`` is where the next date's part begins."""
    later = behind_date(piece.text, one, limit) if one.low and one.low > piece.anchor else None
    if later:
        low, high = later
        return _told(piece, replace(one, start=low, end=low, tense="future"), low, high, limit)
    low, high = own_part(piece.text, one, low, high)
    return _told(piece, one, low, high, limit)


def _told(piece: Piece, one: Found, low: int, high: int, limit: int) -> DatedEvent | None:
    """The event of one date in the words from ``low`` to ``high``."""
    if not is_of_saying(piece.text, one.start, one.end):  # "has called off the talks, it said on Sunday"
        one = as_coming(one, piece.text, low, high, piece.anchor)
    ahead = is_ahead(one, piece.text, low, high, piece.anchor)
    if one.low is None or one.high is None or ahead is None:
        return None
    clause = piece.text[low:high]
    start, end = (one.start, one.end) if one.form != "holiday" else (high, high)  # a holiday's name says what
    occasion = occasion_after(piece.text, one.end, limit) if ahead and not APPOINTMENT.search(clause) else None
    if occasion:
        what, near, high = piece.text[slice(*occasion)], (occasion[1], occasion[1]), limit
    else:
        what, near = what_of(piece.text, start, end, low, high, ahead=ahead), (one.start, one.end)
    wide, whose = hung_on(piece.text, low) if ahead else (low, "")
    what = whose or what
    if ahead and (opens_with_pronoun(what) or is_bare(what)):
        what = with_subject(what, occasion_phrase(piece.text, start, end, low, high), piece.text, piece.before)
    what = closed(what) if ahead else what
    status = status_of(clause, piece.text[: one.start]) if ahead else "held"
    if status in OFF:
        phrase = occasion_phrase(piece.text, start, end, low, high)
        what = phrase if phrase and not is_bare(phrase) else told_off(clause, phrase or what)
    what = without_hours(what) if one.clock else what
    if not what:
        return None
    where = where_of(piece.text, *near, low, high, piece.mentions)
    where = where or where_of(piece.text, *near, wide, high, piece.mentions)
    parties = parties_of(low, high, piece.mentions, where) or parties_of(wide, high, piece.mentions, where)
    return DatedEvent(
        on=_iso(one),
        until=_until(piece, one, clause, ahead),
        what=what,
        where=where,
        parties=parties,
        status=status,
        evidence=piece.text,
        paragraph=piece.paragraph,
        ahead=ahead,
        clock=full_hour(piece.text, one.clock) if one.clock else "",
    )


def _told_apart(piece: Piece, one: Found, counted: re.Match[str], high: int, limit: int) -> DatedEvent | None:
    """ "two days after the talks, which ended on Monday": the talks alone, in the words behind "after"."""
    event = _event(piece, one, max(counted.end(), clause_around(piece.text, one.start, one.end)[0]), high, limit)
    if event is None or event.ahead:
        return event
    what = words_alone(piece, counted.end(), one.start)
    return replace(event, what=what, evidence=tail_of(piece, counted)) if what else None


def _until(piece: Piece, one: Found, clause: str, ahead: bool) -> str | None:
    """The last day: stated, or counted from "a three-day visit"."""
    if one.low is None or one.high is None or one.grain == "month":
        return None
    if one.high > one.low:
        return one.high.isoformat()
    lasting = LASTING.search(clause) if ahead and one.grain == "day" else None
    if lasting is None or re.search(r"\b(?:until|till|by)\s+$", piece.text[: one.start]):
        return None
    last = add_days(one.low, dates_words.NUMBERS[lasting["n"].casefold()] - 1)
    return last.isoformat() if last else None


def _moved_event(piece: Piece, old: Found, new: Found, low: int, high: int, limit: int) -> DatedEvent | None:
    """The appointment on its new day, the old one kept. Weekdays are read from the wire's day on."""
    if new.form == "weekday" and new.low and new.low < piece.anchor:
        coming = add_days(new.low, 7)
        new = replace(new, low=coming, high=coming, tense="future")
    if old.form == "weekday" and old.low and new.low:
        days = (new.low - old.low).days
        nearest = add_days(old.low, 7 * round(days / 7))
        old = replace(old, low=nearest, high=nearest)
    event = _event(piece, replace(new, tense="future"), low, high, limit)
    return replace(event, status="moved", moved_from=_iso(old)) if event and event.ahead else event


def _days_to_follow(piece: Piece, named: Sequence[Found]) -> list[DatedEvent]:
    """ "concluded the first of two days of talks on Tuesday": the day after is still to come."""
    match = FIRST_OF.search(piece.text)
    held = [d.low for d in named if d.grain == "day" and d.low and d.low == d.high]
    if match is None or not held:
        return []
    first, last = add_days(held[0], 1), add_days(held[0], dates_words.NUMBERS[match["n"].casefold()] - 1)
    low, high = clause_around(piece.text, match.start(), match.end())
    what = what_of(piece.text, match.end(), match.end(), match.end(), high, ahead=True)
    if first is None or last is None or first <= piece.anchor or not what:
        return []
    where = where_of(piece.text, match.end(), match.end(), low, high, piece.mentions)
    until = last.isoformat() if last > first else None
    return [DatedEvent(
        on=first.isoformat(), until=until, what=what, where=where, parties=parties_of(low, high, piece.mentions, where),
        status="planned", evidence=piece.text, paragraph=piece.paragraph,
    )]  # fmt: skip
