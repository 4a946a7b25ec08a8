"""Time expressions of a wire: TIMEX3 types and values, anchored at the wire's own day.

    text -> words that may begin an expression -> forms (dates_grammar) -> values (dates_resolve) -> spans joined

No library decides well here (see docs/quality.md); these are rules with the anchor, the tense of the clause, the
nearest year and the narrative date. Time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from briefing.digest import dates_grammar as grammar
from briefing.digest.dates_calendar import add_days, make_date, nth_weekday, on_weekday
from briefing.digest.dates_context import Context
from briefing.digest.dates_foreign import FOREIGN, find_foreign
from briefing.digest.dates_found import Found, of_days, of_year
from briefing.digest.dates_resolve import RESOLVERS
from briefing.digest.dates_tense import tense_at
from briefing.model import Timex
from briefing.text.called_off_words import MOVE_STEMS
from briefing.text.sentences import split_sentences

_OF_YEAR = re.compile(r"\s+(?:of\s+)?((?:last|next|this)\s+year)$", re.IGNORECASE)
# A number may carry a date by itself where it is a year, or where a letter or a mark of dates follows it.
_NUMBER_TELLS = re.compile(r"['’]?(?:\d{4}(?!\d)|\d{1,4}(?:\s{0,3}(?:[^\W\d_]|[-–—/.:&])|['’]s))")
# Two megabytes of prose hold 5,300 expressions, ask for 1,900 tenses and try 19,000 words; more is a list or noise,
# which is read in bounded time.
_MOST_FOUND = 12_000
_MOST_TENSES = 2_000
_MOST_TRIES = 100_000
# A trigger may stand this many words after the word that begins its expression ("the last week of March").
_REACH = 6


def find_timex(text: str, *, anchor: date, language: str = "en") -> tuple[Timex, ...]:
    """Every time expression of ``text`` in order, with offsets into it.

    ``anchor`` is the day that "today" means: the dateline's or the publication day. ``language`` is a BCP 47 primary
    subtag; unknown ones are read as English. Values follow TIMEX3 (YYYY-MM-DD, YYYY-MM, YYYY-Www, YYYY-Qn, PnD,
    PRESENT_REF ...); ``until`` is the last day of a span. Never raises; text without any gives ().
    """
    found, _ = find_dates(text, anchor=anchor, language=language)
    return tuple(_timex(text, f) for f in found)


def find_dates(
    text: str,
    *,
    anchor: date,
    language: str = "en",
    narrative: date | None = None,
    sentences: tuple[tuple[int, int], ...] | None = None,
    coming: date | None = None,
) -> tuple[list[Found], date]:
    """The same with bounds in days, and the narrative date after the text: the last day it named.

    ``narrative`` is that of the text before (an earlier paragraph), the anchor without one; ``coming`` the last day
    after the anchor that the text before named, which "the same day" of a plan means.
    """
    if language in FOREIGN:
        return find_foreign(text, anchor=anchor, language=language, narrative=narrative)
    return _find_english(text, anchor, narrative or anchor, sentences, coming)


def _timex(text: str, found: Found) -> Timex:
    until = ""
    if found.grain == "day" and found.low and found.high and found.high > found.low:
        until = found.high.isoformat()
    return Timex(
        start=found.start,
        end=found.end,
        type=found.type,
        value=found.value,
        until=until,
        text=text[found.start : found.end],
        clock=found.clock[:5],
    )


def _find_english(
    text: str,
    anchor: date,
    narrative: date,
    sentences: tuple[tuple[int, int], ...] | None,
    coming: date | None,
) -> tuple[list[Found], date]:
    spans: list[tuple[int, int]] | None = list(sentences) if sentences is not None else None
    starts: list[int] = [s for s, _ in spans] if spans is not None else []
    asked = 0

    def tense_of(start: int, end: int) -> str:
        nonlocal spans, asked
        asked += 1
        if asked > _MOST_TENSES:
            return ""
        if spans is None:
            spans = list(split_sentences(text))
            starts.extend(s for s, _ in spans)
        low, high = _around(spans, starts, start, len(text))
        return tense_at(text[low:high], start - low, min(end, high) - low)

    context = Context(text=text, anchor=anchor, narrative=narrative, tense_of=tense_of, coming=coming)
    found: list[Found] = []
    for match in _all_matches(text):
        form = match.lastgroup or ""
        one = RESOLVERS[form](match, context)
        if one is None:
            continue
        if one.low and one.grain == "day":
            _remember(context, one)
        if one.low and one.grain in ("day", "month", "quarter", "year"):
            context.last = one
        found.extend(_with_year_named(text, one))
        if len(found) >= _MOST_FOUND:
            break
    return join(text, found), context.narrative


# "a spokesman said on Tuesday": the day of the saying is not the day of the story, where the story has named one.
_SAID = re.compile(r"\b(?:said|says|told\s+\w+|added|announced)(?:\s+(?:late|early))?(?:\s+on)?\s+$")


def _remember(context: Context, one: Found) -> None:
    if one.low is None:
        return
    context.narrative = one.low
    if one.low > context.anchor:
        context.coming = one.low
    elif not _SAID.search(context.text, max(0, one.start - 40), one.start):
        context.gone = one.low


def _with_year_named(text: str, one: Found) -> list[Found]:
    """ "October of next year" is a month and, in its own right, a year."""
    inner = _OF_YEAR.search(text, one.start, one.end) if one.form == "month" else None
    if inner is None or one.low is None:
        return [one]
    year = of_year(inner.start(1), one.end, "unit", one.low.year, modifier="of a month")
    return [replace(one, end=inner.start()), year]


def _around(spans: list[tuple[int, int]], starts: list[int], at: int, length: int) -> tuple[int, int]:
    index = bisect_right(starts, at) - 1
    return spans[index] if index >= 0 else (0, length)


@lru_cache(maxsize=128)  # events ahead, behind and held are looked for in the same paragraphs, one after the other
def _all_matches(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_matches(text))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Matches of the grammar, left to right, none overlapping, tried only near a word that can carry a date."""
    recent: list[int] = []  # starts of the last words that may begin an expression
    done = tries = 0
    triggers, first = grammar.TRIGGERS, grammar.FIRST
    for token in grammar.TOKEN.finditer(text):
        start = token.start()
        if start < done:
            continue
        word = token.group()
        if word[-1].isdigit():
            begins = True
            trigger = _NUMBER_TELLS.match(text, start) is not None
        else:
            word = word.lower() if not word.islower() else word
            trigger, begins = word in triggers, word in first
        recent.append(start if begins else -1)
        if not trigger:
            if len(recent) > 64:
                del recent[:-_REACH]
            continue
        for at in recent[-_REACH:]:
            if at < done:
                continue
            tries += 1
            expression = grammar.DIGIT_EXPRESSION if text[at].isdigit() else grammar.EXPRESSION
            match = expression.match(text, at)
            if match and match.end() > at:
                yield match
                done = match.end()
        recent.clear()
        if tries > _MOST_TRIES:
            return


# ---------------------------------------------------------------- spans made of two expressions

_RANGE_GAP = re.compile(r"\s*(?:-|–|—|to|and|through|until|till)\s*(?:the\s+)?", re.IGNORECASE)
_MOVED_FROM = re.compile(
    rf"\b(?:move|postpone|reschedule|{MOVE_STEMS})\s+from\s+$",
    re.IGNORECASE,
)
_ON_GAP = re.compile(r",?\s+(?:on\s+)?(?:the\s+)?|\s*\(", re.IGNORECASE)
_OF_GAP = re.compile(r"\s+(?:of|in)\s+", re.IGNORECASE)
_BESIDE_GAP = re.compile(r"\s+(?:(?P<after>after|following)|before)\s+", re.IGNORECASE)
_THE_FIRST = re.compile(r"\bthe\s+(?:first\s+|last\s+|next\s+)?$", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(first|second|third|fourth|last)\s+$", re.IGNORECASE)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_APPOSED_GAP = re.compile(r",?\s*\(?,?\s*(?:the\s+)?", re.IGNORECASE)


def join(text: str, found: list[Found]) -> list[Found]:
    """Expressions that belong together made one: "Monday, February 16", "from Monday to Wednesday", "2 p.m. Monday"."""
    out: list[Found] = []
    for one in found:
        if out:
            pair = _pair(text, out[-1], one)
            if pair is not None:
                out[-1:] = pair
                continue
        out.append(one)
    return out


def _pair(text: str, a: Found, b: Found) -> list[Found] | None:
    gap = text[a.end : b.start]
    if len(gap) > 12:
        return None
    if (
        a.form == "weekday"
        and b.form in ("mdy", "dmy", "iso")
        and a.low
        and _APPOSED_GAP.fullmatch(gap)
        and "-" not in a.value[10:]
    ):
        return [replace(b, start=a.start, tense=a.tense or b.tense)]
    if a.form == "weekday" and b.form == "month" and _OF_GAP.fullmatch(gap):
        return _nth_of_month(text, a, b)
    if a.form == "weekday" and b.form in ("mdy", "dmy") and (beside := _BESIDE_GAP.fullmatch(gap)):
        return _beside_day(text, a, b, "after" if beside["after"] else "before")
    if a.form in ("mdy", "dmy") and b.form == "weekday" and _APPOSED_GAP.fullmatch(gap) and not b.modifier:
        return [replace(a, end=b.end)]
    if {a.form, b.form} & {"weekday", "mdy", "dmy"} and "holiday" in (a.form, b.form) and _ON_GAP.fullmatch(gap):
        if b.form == "weekday" or a.form in (
            "mdy",
            "dmy",
        ):  # "December 25, 2019, Christmas Day": the date says the year
            return [replace(a, end=b.end)]
        return [replace(b, start=a.start, modifier=a.modifier)]
    if "time" in (a.grain, b.grain) and {a.grain, b.grain} == {"time", "day"}:
        return _timed(a, b, gap)
    if a.grain == b.grain == "day" and _RANGE_GAP.fullmatch(gap):
        return _spanned(text, a, b, gap)
    return None


def _nth_of_month(text: str, a: Found, b: Found) -> list[Found] | None:
    """ "the last Sunday of May": one day, and neither the Sunday before today nor the month."""
    ordinal = _ORDINAL.search(text, max(0, a.start - 8), a.start)
    word = ordinal.group(1).casefold() if ordinal else a.modifier
    if word not in _NTH or a.low is None or b.low is None:
        return None
    on = nth_weekday(b.low.year, b.low.month, a.low.weekday(), _NTH[word])
    start = ordinal.start() if ordinal else a.start
    the = re.search(r"\bthe\s+$", text[max(0, start - 5) : start], re.IGNORECASE)
    start -= len(the.group()) if the else 0
    return [of_days(start, b.end, "weekof", on, tense=b.tense or a.tense, stated=b.stated)]


def _beside_day(text: str, a: Found, b: Found, side: str) -> list[Found] | None:
    """ "the first Monday after June 6": one day, and neither last Monday nor June 6."""
    the = _THE_FIRST.search(text, max(0, a.start - 12), text.index(text[a.start : a.end].split()[-1], a.start))
    if the is None or a.low is None or b.low is None:
        return None
    on = on_weekday(b.low, a.low.weekday(), side)
    return [of_days(the.start(), b.end, "weekof", on, tense=b.tense or a.tense, stated=b.stated)] if on else None


def _timed(a: Found, b: Found, gap: str) -> list[Found] | None:
    if not re.fullmatch(r"[\s,]*(?:\(?on\s+|at\s+|from\s+|by\s+)?", gap, re.IGNORECASE):
        return None
    day, clock = (a, b) if a.grain == "day" else (b, a)
    if not day.low:
        return None
    value = f"{day.low.isoformat()}{clock.value[10:]}"
    if "," in gap:
        pair = (replace(day, clock=clock.clock), replace(clock, value=value, low=day.low, high=day.low))
        return list(pair if day is a else pair[::-1])
    return [replace(day, start=a.start, end=b.end, type="TIME", value=value, clock=clock.clock)]


def _spanned(text: str, a: Found, b: Found, gap: str) -> list[Found] | None:
    """ "from Monday to Wednesday", "between 3 and 5 March": one span, kept on the first of the two."""
    if not (a.low and b.low) or a.high != a.low or _MOVED_FROM.search(text, max(0, a.start - 40), a.start):
        return None
    low, high = _in_order(a, b)
    word = gap.strip().casefold().split()[0] if gap.strip() else ""
    lead = text[max(0, a.start - 9) : a.start].casefold()
    spanning = (
        word in ("-", "–", "—", "through")
        or (word in ("to", "until", "till") and "from " in lead)
        or (word == "and" and ("between " in lead or (high - low).days == 1))
    )
    if not spanning or high <= low:
        return None
    first = replace(a, low=low, high=high, value=low.isoformat(), modifier="span", stated=a.stated or b.stated)
    return [first, replace(b, modifier="span-end")]


def _in_order(a: Found, b: Found) -> tuple[date, date]:
    """First and last day of the two: the year of the second for both, weekdays within one week."""
    low, high = a.low or date.min, b.high or b.low or date.min
    if b.stated and not a.stated and a.form in ("mdy", "dmy"):  # "between March 5 and March 30, 2026"
        low = make_date(high.year, low.month, low.day) or low
        if low > high:  # "from December 28 to January 3, 2021"
            low = make_date(high.year - 1, low.month, low.day) or low
    if high < low and a.form == b.form == "weekday":
        if a.tense.startswith("future"):
            high = add_days(high, 7) or high
        else:
            low = add_days(low, -7) or low
    return low, high
