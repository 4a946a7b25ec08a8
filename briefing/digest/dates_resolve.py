"""From a match of dates_grammar to a value: one function a form, each (match, context) -> Found or None.

Method: TimeML's TIMEX3 with the wire's day as anchor; the tense of the clause decides between last and next,
without a tense the nearer one; "two days later" counts from the narrative date, the last day the story named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.digest import dates_words as words
from briefing.digest.dates_calendar import (
    add_days,
    add_months,
    easter,
    iso_week,
    make_date,
    month_span,
    nth_weekday,
    on_weekday,
    week_span,
    year_of_day,
    year_of_month,
)  # fmt: skip
from briefing.digest.dates_found import Found, of_days, of_month, of_quarter, of_week, of_year, plain


@dataclass(slots=True)
class Context:
    """What a form needs besides its match: the text, the anchor, the narrative date and the clause's tense."""

    text: str
    anchor: date
    narrative: date
    tense_of: Callable[[int, int], str]
    last: Found | None = None  # the last expression that named days


def _month(name: str) -> int:
    return words.MONTHS[name.casefold().rstrip(".")]


def _before(text: str, start: int, length: int = 24) -> str:
    return text[max(0, start - length) : start]


def _last_word(text: str, start: int) -> str:
    found = re.search(r"([\w'’.]+)[\s(]*$", _before(text, start))
    return found.group(1) if found else ""


def _number(text: str) -> float | None:
    """The value of "four", "27", "a couple of", "twenty-one"; None for "several"."""
    word = text.casefold().strip()
    if word.replace(".", "", 1).isdigit():
        return float(word)
    if word in ("a couple of", "a dozen", "a single"):
        return {"a couple of": 2.0, "a dozen": 12.0, "a single": 1.0}[word]
    parts = [words.NUMBERS.get(part) for part in word.split("-")]
    return float(sum(p for p in parts if p)) if all(parts) else None


# ---------------------------------------------------------------- written dates


def iso(m: re.Match[str], c: Context) -> Found | None:
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


def ymd(m: re.Match[str], c: Context) -> Found | None:
    on = make_date(int(m["ym_y"]), int(m["ym_m"]), int(m["ym_d"]))
    return of_days(m.start(), m.end(), "ymd", on, stated=True) if on else None


def _day_number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _written(
    m: re.Match[str], c: Context, form: str, month: int, first: str, second: str | None, year: str | None, joint: str
) -> Found | None:
    a = _day_number(first)
    tense = "" if year else c.tense_of(m.start(), m.end())
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
    if _counted(m, c) and not m["md_y"]:
        return None
    return _written(m, c, "mdy", _month(m["md_m"]), m["md_a"], m["md_b"], m["md_y"], m["md_j"] or "")


def dmy(m: re.Match[str], c: Context) -> Found | None:
    name = m["dm_m"].casefold().rstrip(".")
    if name in words.SHY_MONTHS | {"mar", "jan", "jun"} and re.match(
        r"\s[A-Z][a-z]+\s+[a-z]*\b(?:said|told)", c.text[m.end() : m.end() + 30]
    ):
        return None
    return _written(m, c, "dmy", _month(m["dm_m"]), m["dm_a"], m["dm_b"], m["dm_y"], m["dm_j"] or "")


def _counted(m: re.Match[str], c: Context) -> bool:
    """Is the number after a month a count: "In March 30 people were killed"?"""
    following = re.match(r"\s+([a-z]+)", c.text[m.end() : m.end() + 24])
    return bool(following and following.group(1) in words.COUNTED)


_TAKES_MONTH = frozenset(
    ["in", "since", "by", "until", "till", "last", "next", "early", "late", "mid", "this", "of", "before", "after", "during", "from", "to", "between", "and", "through", "for", "every", "around", "a", "an", "the", "each", "'s", "or", "its", "his", "their", "our", "coming", "past", "over", "beyond", "starting", "on"]
)


def month(m: re.Match[str], c: Context) -> Found | None:
    name = m["mo_m"] or m["mo_s"]
    number, lower = _month(name), name.casefold().rstrip(".")
    relative = " ".join((m["mo_r"] or "").casefold().split())
    bare = not (m["mo_x"] or relative or m["mo_y"] or m["mo_q"])
    if bare and lower in words.SHY_MONTHS and not _month_not_name(m, c, lower):
        return None
    modifier = " ".join((m["mo_x"] or "").casefold().replace("-", " ").split())
    tense = "" if m["mo_y"] else c.tense_of(m.start(), m.end())
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
        return _last_word(c.text, m.start()).casefold() in ("in", "since", "by", "until")
    word = _last_word(c.text, m.start()).casefold()
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
    name = (m["wd_d"] or m["wd_a"]).casefold().rstrip(".")
    number = words.WEEKDAYS[name]
    relative = " ".join((m["wd_r"] or "").casefold().split())
    if re.search(r"\b(?:Black|Bloody|Super|Ash|Cyber|Giving)\s$", _before(c.text, m.start(), 8)):
        return None
    if relative in ("every", "each") or m["wd_s"]:
        return plain(m.start(), m.end(), "set", "SET", f"XXXX-WXX-{number + 1}")
    tense = c.tense_of(m.start(), m.end())
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
        return on_weekday(c.anchor, number, "after")
    if relative == "the following":
        return on_weekday(c.narrative, number, "after")
    return on_weekday(c.anchor, number, "future" if tense == "future" else "past")


_DAYS_OFF = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "last night": -1, "overnight": 0,
    "the day after tomorrow": 2, "the day before yesterday": -2,
}  # fmt: skip


def today(m: re.Match[str], c: Context) -> Found | None:
    word = " ".join(m["td_w"].casefold().split())
    part = (m["td_p"] or "").casefold()
    if word.startswith("this "):
        word, part = "today", word[5:]
    base = word.removeprefix("earlier ").removeprefix("later ")
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
    word = " ".join(m["ty_w"].casefold().split())
    shift = 0
    if re.search(r"\b(?:next|following|day after)\b", word):
        shift = 1
    elif re.search(r"\b(?:previous|preceding|day before)\b", word):
        shift = -1
    on = add_days(c.narrative, shift)
    return of_days(m.start(), m.end(), "theday", on, modifier=word) if on else None


def holiday(m: re.Match[str], c: Context) -> Found | None:
    name = " ".join(m["ho_n"].casefold().replace("’", "'").split())
    if not c.text[m.start()].isupper():
        return None
    if re.search(
        r"(?i)\b(?:lunar|chinese|persian|iranian|tibetan|jewish|islamic|orthodox|vietnamese|khmer|thai)\s$",
        _before(c.text, m.start(), 14),
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
    """ "the first week of March": that of its first Monday; "the last": that of its last Sunday; "the last day of May": that day."""
    number, order, name = _month(m["wo_m"]), m["wo_o"].casefold(), m["wo_u"].casefold()
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


# ---------------------------------------------------------------- units, shifts, durations


def shift(m: re.Match[str], c: Context) -> Found | None:
    """ "two days ago" from the anchor; "two days later" from the narrative date; years and months keep their grain."""
    number, unit = _number(m["sh_n"]), m["sh_u"].casefold()
    letter, days, months = words.UNITS[unit]
    if number is None or not (days or months):
        return plain(m.start(), m.end(), "span", "DURATION", _duration_value(number, letter))
    how = " ".join(m["sh_w"].casefold().split())
    than = (m["sh_t"] or "").strip().casefold()
    if than == "than" and days:  # "on November 11, three days later than planned": the day named already
        return of_days(m.start(), m.end(), "theday", c.narrative, modifier="than")
    base = c.anchor if how in ("ago", "from now", "hence") or than == "today" else c.narrative
    sign = -1 if how in ("ago", "earlier", "previously", "before") else 1
    if days:
        on = add_days(base, int(sign * number * days))
        return of_days(m.start(), m.end(), "shift", on, modifier=how) if on else None
    on = add_months(base, int(sign * number * months))
    if on is None:
        return None
    if months == 1:
        return of_month(m.start(), m.end(), "shift", on.year, on.month, modifier=how)
    return of_year(m.start(), m.end(), "shift", on.year, modifier=how)


def _duration_value(number: float | None, letter: str) -> str:
    amount = "X" if number is None else f"{number:g}"
    if letter == "E":
        letter, amount = "Y", amount if amount == "X" else f"{float(amount) * 10:g}"
    elif letter == "C":
        letter, amount = "Y", amount if amount == "X" else f"{float(amount) * 100:g}"
    return f"PT{amount}{letter}" if letter in "HS" else f"P{amount}{letter}"


def _duration(number: float | None, unit: str) -> str:
    letter = words.UNITS[unit][0]
    if unit == "fortnight":
        number = None if number is None else number * 2
    value = _duration_value(number, letter)
    return value.replace("P", "PT", 1) if unit == "minute" else value


def span(m: re.Match[str], c: Context) -> Found | None:
    unit = m["sp_u"].casefold()
    number = _number(m["sp_n"])
    if number is not None and m["sp_h"]:
        number += 0.5
    article = m["sp_n"].casefold() in ("a", "an")
    if unit == "second" and (not m["sp_s"] or article):
        return None  # "a second round"
    if unit == "minute" and article and m["sp_s"]:
        return None
    if unit == "quarter" and article:
        return None  # "a quarter of its dealers"
    if (
        article
        and unit in ("day", "week", "month", "year", "hour")
        and re.search(r"(?:\d|\btimes|\bonce|\btwice|percent|million|billion)\)?\s+$", _before(c.text, m.start(), 12))
    ):
        return plain(m.start(), m.end(), "set", "SET", _duration(1, unit))
    return plain(m.start(), m.end(), "span", "DURATION", _duration(number, unit))


def window(m: re.Match[str], c: Context) -> Found | None:
    return plain(m.start(), m.end(), "window", "DURATION", _duration(_number(m["wi_n"]), m["wi_u"].casefold()))


def vague(m: re.Match[str], c: Context) -> Found | None:
    unit = m["va_u"].casefold()
    before = _last_word(c.text, m.start()).casefold()
    if (
        before not in ("in", "for", "within", "over", "after", "the", "of", "took", "takes", "its", "last")
        and not m["va_l"]
    ):
        return None
    return plain(
        m.start(),
        m.end(),
        "vague",
        "DURATION",
        {"decade": "PXY", "hour": "PTXH", "minute": "PTXM"}.get(unit, f"PX{unit[0].upper()}"),
    )


_FORWARD = ("next", "coming", "following")
_BACK = ("last", "past", "previous")


def unit(m: re.Match[str], c: Context) -> Found | None:
    relative = " ".join(m["un_r"].casefold().split())
    unit_name = m["un_u"].casefold()
    modifier = " ".join((m["un_x"] or "").casefold().replace("-", " ").split())
    bare = relative.removeprefix("the ").removeprefix("this ") if relative not in ("the", "this") else relative
    step = 1 if bare in _FORWARD else -1 if bare in _BACK else 0
    base = c.narrative if relative in ("the previous", "the following", "the same", "that", "the next") else c.anchor
    if unit_name in ("decade", "century"):
        if step or relative in ("this", "the"):
            return (
                plain(m.start(), m.end(), "span", "DURATION", "P10Y" if unit_name == "decade" else "P100Y")
                if step
                else None
            )
        return None
    if relative == "the" and not (modifier or unit_name == "weekend"):
        return None
    return _moved_unit(m, base, unit_name, step, modifier, c)


def _moved_unit(m: re.Match[str], base: date, name: str, step: int, modifier: str, c: Context) -> Found | None:
    start, end = m.start(), m.end()
    if name in ("week", "fortnight"):
        moved = add_days(base, 7 * step)
        return of_week(start, end, "unit", *week_span(moved)) if moved else None
    if name == "weekend":
        return _weekend(m, c, step)
    moved = add_months(base, step * {"month": 1, "quarter": 3, "year": 12}[name])
    if moved is None:
        return None
    if name == "month":
        return of_month(start, end, "unit", moved.year, moved.month, modifier=modifier or _relation(m))
    if name == "quarter":
        return of_quarter(start, end, "unit", moved.year, (moved.month + 2) // 3)
    whole = m["un_r"].casefold().split()[-1] == "entire" and c.last is not None and c.last.low is not None
    year_is = c.last.low.year if whole and c.last and c.last.low else moved.year
    return of_year(start, end, "unit", year_is, modifier=modifier or _relation(m))


def _relation(m: re.Match[str]) -> str:
    return " ".join(m["un_r"].casefold().split())


def _weekend(m: re.Match[str], c: Context, step: int) -> Found | None:
    """Saturday and Sunday meant: by tense; the value keeps the anchor's ISO week as TIMEX3 guidelines write it."""
    tense = c.tense_of(m.start(), m.end())
    sunday = on_weekday(c.anchor, 6, "past" if step < 0 or (tense != "future" and step <= 0) else "future")
    if tense != "future" and step == 0 and c.anchor.weekday() == 5:
        sunday = add_days(c.anchor, 1)
    saturday = add_days(sunday, -1) if sunday else None
    if sunday is None or saturday is None:
        return None
    week = iso_week(c.anchor + timedelta(days=7 * step))
    return Found(
        start=m.start(), end=m.end(), form="unit", type="DATE", value=f"{week}-WE", low=saturday, high=sunday,
        grain="weekend", tense=tense, modifier=_relation(m),
    )  # fmt: skip


def quarter(m: re.Match[str], c: Context) -> Found | None:
    number = int(m["qu_n"]) if m["qu_n"] else words.ORDINALS[m["qu_o"].casefold()]
    if m["qu_o"] and m["qu_o"].casefold() == "last" and not m["qu_y"]:
        moved = add_months(c.anchor, -3)
        return of_quarter(m.start(), m.end(), "quarter", moved.year, (moved.month + 2) // 3) if moved else None
    if m["qu_y"]:
        year = int(m["qu_y"])
    elif m["qu_r"]:
        year = c.anchor.year + {"last": -1, "this": 0, "next": 1}[m["qu_r"].casefold()]
    else:
        tense = c.tense_of(m.start(), m.end())
        done = (number * 3) < c.anchor.month or (number * 3 == c.anchor.month and c.anchor.day > 20)
        year = c.anchor.year - (1 if tense != "future" and not done else 0)
    return of_quarter(m.start(), m.end(), "quarter", year, number)


def half(m: re.Match[str], c: Context) -> Found | None:
    number = words.ORDINALS[m["ha_o"].casefold()]
    year = (
        int(m["ha_y"])
        if m["ha_y"]
        else c.anchor.year + {"last": -1, "this": 0, "next": 1, "the": 0}[m["ha_r"].casefold()]
    )
    low, high = date(year, 6 * number - 5, 1), month_span(year, 6 * number)[1]
    return Found(
        start=m.start(),
        end=m.end(),
        form="half",
        type="DATE",
        value=f"{year}-H{number}",
        low=low,
        high=high,
        grain="half",
    )


def season(m: re.Match[str], c: Context) -> Found | None:
    name = m["sn_s"].casefold()
    relative = " ".join((m["sn_r"] or "").casefold().split())
    before = _last_word(c.text, m.start()).casefold()
    if name in ("fall", "spring") and not (
        relative or m["sn_y"] or (name == "spring" and before in ("in", "by", "this", "but"))
    ):
        return None
    if not (relative or m["sn_y"] or before in ("in", "by", "their", "this", "the", "since", "during", "until", "but")):
        return None
    year = (
        int(m["sn_y"]) if m["sn_y"] else c.anchor.year + (1 if relative == "next" else -1 if relative == "last" else 0)
    )
    return Found(
        start=m.start(), end=m.end(), form="season", type="DATE", value=f"{year}-{words.SEASONS[name]}", grain="season"
    )


def decade(m: re.Match[str], c: Context) -> Found | None:
    value = m["de_y"] or f"19{m['de_s']}"
    if (
        m["de_s"]
        and _last_word(c.text, m.start()).casefold() in ("his", "her", "their", "in", "mid", "late", "early")
        and "'" not in m.group()
    ):
        if _last_word(c.text, m.start()).casefold() in ("his", "her", "their"):
            return None
    return Found(start=m.start(), end=m.end(), form="decade", type="DATE", value=value[:3], grain="decade")


_YEAR_BEFORE = frozenset(
    ["in", "since", "by", "until", "till", "from", "to", "of", "before", "after", "during", "for", "through", "and", "between", "early", "late", "mid", "the", "a", "an", "around", "over", "or", "this", "that", "as", "back", "into", "than", "only", "his", "her", "their", "its", "our", "was", "is", "were", "are", "with", "on", "at", "also", "under", "late", "until", "all"]
)
_EVENT_NAMES = frozenset(
    ["conference", "summit", "olympics", "games", "cup", "forum", "expo", "congress", "championship", "championships", "assembly", "vision", "agenda", "plan", "strategy", "wwdc", "cop", "euro", "eurovision", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"]
)


def year(m: re.Match[str], c: Context) -> Found | None:
    number = int(m["ye_y"])
    start, end = m.start(), m.end()
    modifier = " ".join((m["ye_x"] or "").casefold().replace("-", " ").split())
    word = _last_word(c.text, start)
    following = re.match(r"[\s-]+([\w%]+)", c.text[end : end + 24])
    if word.casefold().rstrip(".") in words.NUMBERED or (
        following and following.group(1) in words.COUNTED and not modifier
    ):
        return None
    if not modifier and word and not _year_context(c.text, start, end, word):
        return None
    if m["ye_b"]:
        end = m.end("ye_y")
    return of_year(start, end, "year", number, modifier=modifier, stated=True)


def _year_context(text: str, start: int, end: int, word: str) -> bool:
    lead = _before(text, start, 3).rstrip()[-1:]
    if lead and lead in "([,;:–—-\"“'’.":
        return lead != "." or text[end : end + 1] in ":),"
    if word.casefold() in _YEAR_BEFORE or word.casefold() in _EVENT_NAMES or word.endswith(("'s", "’s")):
        return True
    return word[:1].isupper() and not word.isupper()


def shortyear(m: re.Match[str], c: Context) -> Found | None:
    number = int(m["sy_y"])
    return of_year(m.start(), m.end(), "year", 1900 + number if number > c.anchor.year % 100 else 2000 + number)


def repeated(m: re.Match[str], c: Context) -> Found | None:
    adverb = (m["se_a"] or "").casefold()
    if adverb:
        letter = {"h": "T1H", "q": "3M", "f": "2W", "d": "1D", "w": "1W", "m": "1M", "y": "1Y", "a": "1Y"}[adverb[0]]
        return plain(m.start(), m.end(), "set", "SET", f"P{letter}")
    name = m["se_u"].casefold()
    many = (m["se_n"] or "").casefold()
    number = 2 if many == "other" else words.NUMBERS.get(many, 1)
    if name in words.PARTS_OF_DAY:
        return plain(m.start(), m.end(), "set", "SET", f"XXXX-XX-XXT{words.PARTS_OF_DAY[name]}")
    return plain(m.start(), m.end(), "set", "SET", _duration(number, name))


def clock(m: re.Match[str], c: Context) -> Found | None:
    hhmm = _hours(m)
    if hhmm is None:
        return None
    zone = m["cl_z"] or ""
    if (
        m["cl_g"]
        and not zone
        and _last_word(c.text, m.start()).casefold()
        not in ("at", "from", "until", "by", "before", "after", "around", "to", "since", "till")
    ):
        return None  # a score, a ratio, a running time
    if m["cl_w"] and _last_word(c.text, m.start()).casefold() not in (
        "at",
        "by",
        "until",
        "before",
        "after",
        "around",
        "from",
        "since",
        "from",
    ):
        return None
    mark = "Z" if zone.casefold() in words.UTC_ZONES else ""
    return Found(
        start=m.start(), end=m.end(), form="clock", type="TIME", value=f"{c.narrative}T{hhmm}{mark}", low=c.narrative,
        high=c.narrative, grain="time", clock=hhmm, modifier=zone,
    )  # fmt: skip


def _hours(m: re.Match[str]) -> str | None:
    if m["cl_w"]:
        return "12:00" if m["cl_w"].casefold() == "noon" else "24:00"
    if m["cl_k"]:
        return f"{m['cl_k'][:2]}:{m['cl_k'][2:]}"
    if m["cl_g"]:
        return f"{int(m['cl_g']):02d}:{m['cl_n']}"
    hour = int(m["cl_h"])
    if m["cl_a"] and hour <= 12:
        hour = hour % 12 + (12 if m["cl_a"].casefold().startswith("p") else 0)
    return f"{hour:02d}:{m['cl_m'] or '00'}"


def present(m: re.Match[str], c: Context) -> Found | None:
    return plain(m.start(), m.end(), "present", "DATE", "PRESENT_REF")


def past(m: re.Match[str], c: Context) -> Found | None:
    return plain(m.start(), m.end(), "past", "DATE", "PAST_REF")


def future(m: re.Match[str], c: Context) -> Found | None:
    return plain(m.start(), m.end(), "future", "DATE", "FUTURE_REF")


RESOLVERS: dict[str, Callable[[re.Match[str], Context], Found | None]] = {
    "weekof": weekof, "yearback": yearback,
    "iso": iso, "slash": slash, "ymd": ymd, "mdy": mdy, "dmy": dmy, "month": month, "weekday": weekday,
    "holiday": holiday, "today": today, "theday": theday, "quarter": quarter, "half": half, "shift": shift,
    "window": window, "unit": unit, "span": span, "vague": vague, "set": repeated, "clock": clock, "season": season,
    "decade": decade, "shortyear": shortyear, "year": year, "present": present, "past": past, "future": future,
}  # fmt: skip
