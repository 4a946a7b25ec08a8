"""Written dates, months, weekdays, holidays and the days near the anchor: one function a form.

Each takes (match, context) and gives a Found, or None where the words are no date here.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.digest import dates_words as words
from briefing.digest.dates_calendar import (
    add_days,
    add_months,
    easter,
    make_date,
    month_span,
    nth_weekday,
    on_weekday,
    week_span,
    year_of_day,
    year_of_month,
)  # fmt: skip
from briefing.digest.dates_context import Context, before, last_word, month_number
from briefing.digest.dates_found import Found, of_days, of_month, of_quarter, of_week, of_year, plain
from briefing.text.sentences import word_set

# ---------------------------------------------------------------- written dates


def iso(m: re.Match[str], _: Context) -> Found | None:
    """2022-01-06 and 2022-01-06T10:00Z."""
    year, month, day = (int(x) for x in m["iso_d"].split("-"))
    on = make_date(year, month, day) if 1500 <= year <= 2199 else None
    return of_days(m.start(), m.end(), "iso", on, clock=m["iso_t"] or "", stated=True) if on else None


def slash(m: re.Match[str], c: Context) -> Found | None:
    """12/13/2026, 27.06.2026; where day and month could be swapped, only a reading close to the anchor is taken."""
    a, b, year = int(m["sl_a"]), int(m["sl_b"]), int(m["sl_y"])
    if len(m["sl_y"]) == 2:
        if m["sl_s"] == ".":
            return None  # a version or a section number as well
        year += 2000 if year < 70 else 1900
    day_first, month_first = make_date(year, b, a), make_date(year, a, b)
    if m["sl_s"] == "." or not month_first or a == b:
        on = day_first or month_first
    elif not day_first:
        on = month_first
    else:
        near = [d for d in (day_first, month_first) if abs((d - c.anchor).days) <= 7]
        on = near[0] if len(near) == 1 else None
    return of_days(m.start(), m.end(), "slash", on, stated=True) if on else None


def ymd(m: re.Match[str], _: Context) -> Found | None:
    """2022/01/06 and 2022.01.06."""
    on = make_date(int(m["ym_y"]), int(m["ym_m"]), int(m["ym_d"]))
    return of_days(m.start(), m.end(), "ymd", on, stated=True) if on else None


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


# A day that names what happened on it: "the October 7 attacks", "the January 6 riot".
_NAMED_DAY = re.compile(
    r"[\s-]+(?:[a-z-]+\s+){0,2}?(?:attacks?|massacres?|assaults?|riots?|uprising|insurrection|coup|bombings?|killings?|invasion|"
    r"earthquake|quake|disaster|crash|shooting|explosion|blasts?)\b"
)


def _written(
    m: re.Match[str], c: Context, form: str, month: int, first: str, second: str | None, year: str | None, joint: str
) -> Found | None:
    a = _day_number(first)
    tense = "" if year else "past" if _NAMED_DAY.match(c.text, m.end()) else c.tense_of(m.start(), m.end())
    low = make_date(int(year), month, a) if year else year_of_day(month, a, c.anchor, tense)
    if low is None:
        return None
    high = make_date(low.year, month, _day_number(second)) if second else None
    if high and high <= low:
        high = None
    return of_days(
        m.start(),
        m.end(),
        form,
        low,
        high,
        tense=tense,
        stated=bool(year),
        modifier=joint.strip().casefold() if high else "",
    )


def mdy(m: re.Match[str], c: Context) -> Found | None:
    """January 6; Jan. 6, 2022; January 12-13."""
    if _counted(m, c) and not m["md_y"]:
        return None
    return _written(m, c, "mdy", month_number(m["md_m"]), m["md_a"], m["md_b"], m["md_y"], m["md_j"] or "")


def dmy(m: re.Match[str], c: Context) -> Found | None:
    """6 January; the 6th of January 2022; 12-13 January."""
    name = m["dm_m"].casefold().rstrip(".")
    if name in words.SHY_MONTHS | {"mar", "jan", "jun"} and re.match(
        r"\s[A-Z][a-z]+\s+[a-z]*\b(?:said|told)", c.text[m.end() : m.end() + 30]
    ):
        return None
    return _written(m, c, "dmy", month_number(m["dm_m"]), m["dm_a"], m["dm_b"], m["dm_y"], m["dm_j"] or "")


def _counted(m: re.Match[str], c: Context) -> bool:
    """Is the number after a month a count: "In March 30 people were killed"?"""
    following = re.match(r"\s+([a-z]+)", c.text[m.end() : m.end() + 24])
    return bool(following and following.group(1) in words.COUNTED)


_TAKES_MONTH = word_set(
    "in since by until till last next early late mid this of before after during from to between and through "
    "for every around a an the each 's or its his their our coming past over beyond starting on"
)


def month(m: re.Match[str], c: Context) -> Found | None:
    """A month, alone or with a part, a year or "last"; None where the word is a name or a verb."""
    name = m["mo_m"] or m["mo_s"]
    number, lower = month_number(name), name.casefold().rstrip(".")
    relative = " ".join((m["mo_r"] or "").casefold().split())
    bare = not (m["mo_x"] or relative or m["mo_y"] or m["mo_q"])
    if bare and lower in words.SHY_MONTHS and not _month_not_name(m, c, lower):
        return None
    modifier = " ".join((m["mo_x"] or "").casefold().replace("-", " ").split())
    tense = "" if m["mo_y"] else "past" if _NAMED_DAY.match(c.text, m.end()) else c.tense_of(m.start(), m.end())
    if m["mo_y"]:
        year = int(m["mo_y"])
    elif m["mo_q"]:
        year = c.anchor.year + {"last": -1, "this": 0, "next": 1}[m["mo_q"].split()[0].casefold()]
    else:
        year = _relative_month_year(number, relative, c.anchor, tense)
    if not 1 <= year <= 9999:
        return None
    return of_month(m.start(), m.end(), "month", year, number, modifier=modifier, tense=tense, stated=bool(m["mo_y"]))


def _relative_month_year(number: int, relative: str, anchor: date, tense: str) -> int:
    if relative in ("last", "past", "this past"):
        return anchor.year if number < anchor.month else anchor.year - 1
    if relative in ("next", "coming", "this coming"):
        return anchor.year if number > anchor.month else anchor.year + 1
    if relative == "this":
        return anchor.year if tense != "past" or number <= anchor.month else anchor.year - 1
    return year_of_month(number, anchor, tense)


def _month_not_name(m: re.Match[str], c: Context, lower: str) -> bool:
    """ "in May", "the March vote"; not "Theresa May", "April Marsh", "March on Rome", "MAY YET"."""
    if c.text[m.start() : m.end()].isupper() and lower in ("may", "march"):
        return last_word(c.text, m.start()).casefold() in ("in", "since", "by", "until")
    word = last_word(c.text, m.start()).casefold()
    if word not in _TAKES_MONTH:
        return False
    following = c.text[m.end() : m.end() + 24]
    if (
        re.match(r"['’]s\b", following)
        and lower == "may"
        and word in ("of", "to", "from", "by", "for", "and", "after", "before")
    ):
        return False
    if word in ("of", "to", "from", "by", "for", "and", "after", "before", "between", "on", "a", "an", "the", "or"):
        return not re.match(r"\s+(?:said|says|told|has|was|will|and\s+(?:her|his)|[A-Z][a-z]+)\b", following) and not (
            lower in ("march", "may")
            and word in ("to", "a", "on", "the", "or", "for")
            and not re.match(r"\s+\d|\s+[a-z]+\b", following)
        )
    return not (lower in ("march",) and word in ("the", "a"))


# ---------------------------------------------------------------- weekdays and days near the anchor


def weekday(m: re.Match[str], c: Context) -> Found | None:
    """A weekday by the tense of its clause; "next" and "last" leave the wire's own day out."""
    name = (m["wd_d"] or m["wd_a"]).casefold().rstrip(".")
    number = words.WEEKDAYS[name]
    relative = " ".join((m["wd_r"] or "").casefold().split())
    if re.match(r"\s+(?:prayers?|sermons?|mass\b|worship|night live)", c.text[m.end() : m.end() + 16], re.IGNORECASE):
        return plain(m.start(), m.end(), "set", "SET", f"XXXX-WXX-{number + 1}")
    if re.search(r"\b(?:Black|Bloody|Super|Ash|Cyber|Giving)\s$", before(c.text, m.start(), 8)):
        return None
    if relative in ("every", "each") or m["wd_s"]:
        return plain(m.start(), m.end(), "set", "SET", f"XXXX-WXX-{number + 1}")
    tense = c.tense_of(m.start(), m.end())
    if tense.endswith("?") and c.text[m.end() : m.end() + 2] in ("'s", "’s"):
        tense = "past"  # "Monday's drills": known already, unless the clause itself looks ahead
    on = _weekday_of_week(m, c, number) or _weekday(c, number, relative, tense)
    if on is None:
        return None
    part = (m["wd_p"] or "").casefold()
    value, kind = (f"{on.isoformat()}T{words.PARTS_OF_DAY[part]}", "TIME") if part else ("", "DATE")
    return of_days(m.start(), m.end(), "weekday", on, tense=tense, value=value, kind=kind, modifier=relative)


def _weekday_of_week(m: re.Match[str], c: Context, number: int) -> date | None:
    if not m["wd_w"]:
        return None
    monday = week_span(c.anchor)[0]
    return add_days(monday, number + {"last": -7, "this": 0, "next": 7}[m["wd_w"].casefold()])


def _weekday(c: Context, number: int, relative: str, tense: str) -> date | None:
    if relative in ("last", "past", "this past"):
        return on_weekday(c.anchor, number, "before")
    if relative in ("next", "coming", "this coming"):
        return _next_weekday(c.anchor, number, relative)
    if relative == "the following":
        return on_weekday(c.narrative, number, "after")
    return on_weekday(c.anchor, number, "future" if tense.startswith("future") else "past")


def _next_weekday(anchor: date, number: int, relative: str) -> date | None:
    """The day after the anchor; "next Friday" said on a Thursday is not tomorrow but a week later."""
    on = on_weekday(anchor, number, "after")
    return add_days(on, 7) if on and relative == "next" and (on - anchor).days == 1 else on


_DAYS_OFF = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "last night": -1, "overnight": 0,
    "the day after tomorrow": 2, "the day before yesterday": -2,
}  # fmt: skip


def today(m: re.Match[str], c: Context) -> Found | None:
    """Today, yesterday, tomorrow, tonight and parts of those days."""
    word = " ".join(m["td_w"].casefold().split())
    part = (m["td_p"] or "").casefold()
    if word.startswith("this "):
        word, part = "today", word[5:]
    base = word.removeprefix("earlier ").removeprefix("later ")
    if (
        m.group()[0].isupper()
        and re.search(r"\b(?:for|of|the|[A-Z]\w+)\s$", before(c.text, m.start()))
        and base == "tomorrow"
    ):
        return None  # "Center for Tomorrow"
    on = add_days(c.anchor, _DAYS_OFF.get(base, 0))
    if on is None:
        return None
    part = part or {"tonight": "night", "last night": "night", "overnight": "night"}.get(word, "")
    tense = {"yesterday": "past", "tomorrow": "future", "tonight": "future"}.get(base) or c.tense_of(m.start(), m.end())
    if base == "overnight":
        return of_days(m.start(), m.end(), "today", on, tense="past", value=f"{on}TNI", kind="TIME")
    value, kind = (f"{on.isoformat()}T{words.PARTS_OF_DAY[part]}", "TIME") if part else ("", "DATE")
    return of_days(m.start(), m.end(), "today", on, tense=tense, value=value, kind=kind, modifier=word)


def theday(m: re.Match[str], c: Context) -> Found | None:
    """The same day, the next day, the end of the day: from the day the story named last."""
    word = " ".join(m["ty_w"].casefold().split())
    shift = 0
    if re.search(r"\b(?:next|following|day after)\b", word):
        shift = 1
    elif re.search(r"\b(?:previous|preceding|day before)\b", word):
        shift = -1
    base, tense = _day_meant(m, c, word)
    on = add_days(base, shift)
    return of_days(m.start(), m.end(), "theday", on, modifier=word, tense=tense) if on else None


# "is called for the same day": a plan told without "will".
_CALLED_FOR = re.compile(
    r"(?i)(?<!was )(?<!were )(?<!been )\b(?:called|convened|set|fixed|planned|scheduled|slated|due|announced|booked)\b"
    r"[^.;,]{0,60}\bfor\s+$"
)


def _day_meant(m: re.Match[str], c: Context, word: str) -> tuple[date, str]:
    """The day that "the same day" points to, with the tense of its clause: a plan means the last day ahead that was
    named, what is told as done the last day behind; else the day named last."""
    if not re.search(r"\b(?:same|that)\b", word):
        return c.narrative, ""
    tense = "future" if _CALLED_FOR.search(before(c.text, m.start(), 90)) else c.tense_of(m.start(), m.end())
    if tense == "future" and c.coming:
        return c.coming, tense
    if tense == "past" and c.gone and c.narrative > c.anchor:
        return c.gone, tense
    return c.narrative, tense


def holiday(m: re.Match[str], c: Context) -> Found | None:
    """Christmas, New Year, Easter and others whose day a rule gives, nearest by tense."""
    name = " ".join(m["ho_n"].casefold().replace("’", "'").split())
    if not c.text[m.start()].isupper():
        return None
    if re.search(
        r"(?i)\b(?:lunar|chinese|persian|iranian|tibetan|jewish|islamic|orthodox|vietnamese|khmer|thai)\s$",
        before(c.text, m.start(), 14),
    ):
        return None
    kind, a, b = words.HOLIDAYS[name]
    tense = "" if m["ho_y"] else c.tense_of(m.start(), m.end())
    years = [int(m["ho_y"])] if m["ho_y"] else [c.anchor.year + k for k in (-1, 0, 1)]
    days = [d for y in years if (d := _holiday_on(kind, a, b, y))]
    if not days:
        return None
    ahead, behind = [d for d in days if d >= c.anchor], [d for d in days if d <= c.anchor]
    options = (ahead if tense == "future" else behind if tense == "past" else days) or days
    return of_days(
        m.start(), m.end(), "holiday", min(options, key=lambda d: abs((d - c.anchor).days)), tense=tense, modifier=name
    )


def weekof(m: re.Match[str], c: Context) -> Found | None:
    """The first week of March is that of its first Monday, the last that of its last Sunday; the last day is a day."""
    number, order, name = month_number(m["wo_m"]), m["wo_o"].casefold(), m["wo_u"].casefold()
    nth = -1 if order in ("last", "final") else words.ORDINALS[order]
    year_is = int(m["wo_y"]) if m["wo_y"] else year_of_month(number, c.anchor, c.tense_of(m.start(), m.end()))
    if not 1583 <= year_is <= 9000:
        return None
    if name == "day":
        on = month_span(year_is, number)[1] if nth < 0 else make_date(year_is, number, nth)
        return of_days(m.start(), m.end(), "weekof", on) if on else None
    monday = (
        nth_weekday(year_is, number, 0, nth) if nth > 0 else nth_weekday(year_is, number, 6, -1) - timedelta(days=6)
    )
    return of_week(m.start(), m.end(), "weekof", *week_span(monday))


def yearback(m: re.Match[str], c: Context) -> Found | None:
    """ "the same month a year ago": what was named last, a year earlier, in its own grain."""
    last = c.last
    if last is None or last.low is None or last.grain not in ("day", "month", "quarter"):
        return of_year(m.start(), m.end(), "yearback", c.anchor.year - 1)
    low = add_months(last.low, -12)
    if low is None:
        return None
    if last.grain == "month":
        return of_month(m.start(), m.end(), "yearback", low.year, low.month)
    if last.grain == "quarter":
        return of_quarter(m.start(), m.end(), "yearback", low.year, (low.month + 2) // 3)
    return of_days(m.start(), m.end(), "yearback", low)


def _holiday_on(kind: str, a: int, b: int, year: int) -> date | None:
    if not 1583 <= year <= 9000:
        return None
    if kind == "day":
        return make_date(year, a, b)
    if kind == "easter":
        return add_days(easter(year), a)
    return nth_weekday(year, a // 100, 3 if a == 1103 else 0, b)
