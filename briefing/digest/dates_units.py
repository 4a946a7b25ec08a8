"""Shifts, durations, weeks, quarters, seasons, years, clock times and vague references: one function a form."""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.digest import dates_words as words
from briefing.digest.dates_calendar import (
    add_days,
    add_months,
    iso_week,
    month_span,
    on_weekday,
    week_span,
)  # fmt: skip
from briefing.digest.dates_context import Context, before, last_word, number_of
from briefing.digest.dates_found import Found, of_days, of_month, of_quarter, of_week, of_year, plain
from briefing.text.sentences import word_set

# ---------------------------------------------------------------- units, shifts, durations


def shift(m: re.Match[str], c: Context) -> Found | None:
    """ "two days ago" from the anchor; "two days later" from the narrative date; years and months keep their grain."""
    number, unit = number_of(m["sh_n"]), m["sh_u"].casefold()
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
    """A length of time: "four years", "27-year", "two and a half years"; "15 a year" is a rate."""
    unit = m["sp_u"].casefold()
    number = number_of(m["sp_n"])
    if number is not None and (m["sp_h"] or m["sp_k"]):
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
        and re.search(r"(?:\d|\btimes|\bonce|\btwice|percent|million|billion)\)?\s+$", before(c.text, m.start(), 12))
    ):
        return plain(m.start(), m.end(), "set", "SET", _duration(1, unit))
    return plain(m.start(), m.end(), "span", "DURATION", _duration(number, unit))


def window(m: re.Match[str], _: Context) -> Found | None:
    """A form: "the past nine days", "the next six months": lengths, as TIMEX3 has them."""
    return plain(m.start(), m.end(), "window", "DURATION", _duration(number_of(m["wi_n"]), m["wi_u"].casefold()))


def vague(m: re.Match[str], c: Context) -> Found | None:
    """A form: "for years", "in minutes", "decades-long": a length without a number."""
    unit = m["va_u"].casefold()
    before = last_word(c.text, m.start()).casefold()
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
    """A form: "last week", "next month", "this year", "the weekend"."""
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
    named = _named_last(m, name, c)
    moved = named or add_months(base, step * {"month": 1, "quarter": 3, "year": 12}[name])
    if moved is None:
        return None
    if name == "month":
        return of_month(start, end, "unit", moved.year, moved.month, modifier=modifier or _relation(m))
    if name == "quarter":
        return of_quarter(start, end, "unit", moved.year, (moved.month + 2) // 3)
    return of_year(start, end, "unit", moved.year, modifier=modifier or _relation(m))


def _named_last(m: re.Match[str], name: str, c: Context) -> date | None:
    """What "that month" and "the entire year" go back to: the first day of what was named last, where it lies in one
    such unit."""
    within = {"month": ("day", "month"), "quarter": ("day", "month", "quarter")}
    if c.last is None or m["un_r"].casefold().split()[-1] not in ("entire", "that"):
        return None
    return c.last.low if c.last.grain in within.get(name, (c.last.grain,)) else None


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
    """A form: "the third quarter of 2009", "Q3", "the last quarter"."""
    number = int(m["qu_n"]) if m["qu_n"] else words.ORDINALS[m["qu_o"].casefold()]
    if m["qu_o"] and m["qu_o"].casefold() == "last" and not m["qu_y"]:
        moved = add_months(c.anchor, -3)
        return of_quarter(m.start(), m.end(), "quarter", moved.year, (moved.month + 2) // 3) if moved else None
    if m["qu_y"]:
        year = int(m["qu_y"])
    elif m["qu_r"]:
        year = c.anchor.year + {"last": -1, "this": 0, "next": 1}[m["qu_r"].casefold()]
    else:
        # "third-quarter results" are told by what they did, whatever the verb beside them
        tense = "" if "-" in m.group() else c.tense_of(m.start(), m.end())
        year = _quarter_year(number, c.anchor, tense)
    return of_quarter(m.start(), m.end(), "quarter", year, number)


def _quarter_year(number: int, anchor: date, tense: str) -> int:
    """The year of a quarter named without one: told as past within this year, else the nearer one."""
    current = (anchor.month + 2) // 3
    if tense == "past" and number <= current:
        return anchor.year - (1 if number == current and anchor.month % 3 != 0 else 0)
    distance = (number - current + 2) % 4 - 2  # -2 to 1 quarters away
    if tense == "future" and distance < 0:
        distance += 4
    return anchor.year + (current + distance - 1) // 4


def half(m: re.Match[str], c: Context) -> Found | None:
    """A form: "the first half of 2012"."""
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
    """A season with a year, or with a word that makes it one."""
    name = m["sn_s"].casefold()
    relative = " ".join((m["sn_r"] or "").casefold().split())
    before = last_word(c.text, m.start()).casefold()
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
    """The 1970s, the '80s; not "in his 60s"."""
    value = m["de_y"] or f"19{m['de_s']}"
    if m["de_s"] and last_word(c.text, m.start()).casefold() in ("his", "her", "their"):
        return None
    return Found(start=m.start(), end=m.end(), form="decade", type="DATE", value=value[:3], grain="decade")


_YEAR_BEFORE = word_set(
    "in since by until till from to of before after during for through and between early late mid the a an "
    "around over or this that as back into than only his her their its our was is were are with on at also "
    "under late until all"
)
_EVENT_NAMES = word_set(
    "conference summit olympics games cup forum expo congress championship championships assembly vision "
    "agenda plan strategy wwdc cop euro eurovision january february march april june july august september "
    "october november december"
)


def year(m: re.Match[str], c: Context) -> Found | None:
    """A year of four digits; None for counts, resolutions, flights and other numbers."""
    number = int(m["ye_y"])
    start, end = m.start(), m.end()
    modifier = " ".join((m["ye_x"] or "").casefold().replace("-", " ").split())
    word = last_word(c.text, start)
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
    lead = before(text, start, 3).rstrip()[-1:]
    if lead and lead in "([,;:–—-\"“'’.":
        return lead != "." or text[end : end + 1] in ":),"
    if word.casefold() in _YEAR_BEFORE or word.casefold() in _EVENT_NAMES or word.endswith(("'s", "’s")):
        return True
    return word[:1].isupper() and not word.isupper()


def shortyear(m: re.Match[str], c: Context) -> Found | None:
    """A form: "since '82"."""
    number = int(m["sy_y"])
    return of_year(m.start(), m.end(), "year", 1900 + number if number > c.anchor.year % 100 else 2000 + number)


def repeated(m: re.Match[str], _: Context) -> Found | None:
    """A form: "every week", "annual", "each morning": a set."""
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
    """An hour with a.m. or p.m., a zone, or a word that takes an hour."""
    hhmm = _hours(m)
    if hhmm is None:
        return None
    zone = m["cl_z"] or ""
    if (
        m["cl_g"]
        and not zone
        and last_word(c.text, m.start()).casefold()
        not in ("at", "from", "until", "by", "before", "after", "around", "to", "since", "till")
    ):
        return None  # a score, a ratio, a running time
    if m["cl_w"] and last_word(c.text, m.start()).casefold() not in (
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
        high=c.narrative, grain="time", clock=f"{hhmm} {zone}".strip(), modifier=zone,
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


def present(m: re.Match[str], _: Context) -> Found | None:
    """Words for the present."""
    return plain(m.start(), m.end(), "present", "DATE", "PRESENT_REF")


def past(m: re.Match[str], _: Context) -> Found | None:
    """Words for the recent past."""
    return plain(m.start(), m.end(), "past", "DATE", "PAST_REF")


def future(m: re.Match[str], _: Context) -> Found | None:
    """Words for what is to come."""
    return plain(m.start(), m.end(), "future", "DATE", "FUTURE_REF")
