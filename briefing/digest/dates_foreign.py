"""Dates in Russian, French, German, Spanish, Portuguese, Italian, Turkish, Arabic and Chinese wires.

Days, spans, months with years, weekdays and relative words, with a short list of markers for what is to come.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from briefing.digest.dates_calendar import add_days, add_months, make_date, on_weekday, year_of_day, year_of_month
from briefing.digest.dates_foreign_words import CHINESE_DAYS, CHINESE_FUTURE, CHINESE_WEEKDAYS, TONGUES, Tongue
from briefing.digest.dates_found import Found, of_days, of_month, of_year

FOREIGN = frozenset(TONGUES) | {"zh"}
_YEAR = r"(?:19|20)\d\d"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SENTENCE = re.compile(r"[.!?…]+\s+(?=\S)|[。！？؟\n]+")
_TO = re.compile(r"\s*(?:[-–—]|au|bis(?:\s+zum)?|al|ao|hasta\s+el|по|до|إلى|ile|ila|至|到)\s*", re.IGNORECASE)
_VERB_LAST = frozenset({"tr", "zh"})
# So many characters before a date still let the verb follow it; Arabic puts the verb first.
_FRONTED = 25
_FRONTED_ARABIC = 8
# A clause mark between a marker and a date parts them.
_CLAUSE = re.compile(r"[,;:،؛，；]")


def find_foreign(text: str, *, anchor: date, language: str, narrative: date | None = None) -> tuple[list[Found], date]:
    """As dates.find_dates, for a language of FOREIGN."""
    plain = text.translate(_DIGITS)
    found: list[Found] = []
    last = narrative or anchor
    pattern, future = _pattern(language)
    for match in pattern.finditer(plain):
        tense = _tense(plain, match, future, language)
        one = _chinese(match, anchor, tense) if language == "zh" else _european(match, anchor, tense, TONGUES[language])
        if one is not None:
            found.append(one)
            last = one.low if one.low and one.grain == "day" else last
    return _spanned(plain, found), last


def _spanned(text: str, found: list[Found]) -> list[Found]:
    """ "du 30 janvier au 2 février": one span, kept on the first of the two; "mercredi 10 mai": one day."""
    out: list[Found] = []
    for one in found:
        before = out[-1] if out else None
        joined = before and (_told_twice(text, before, one) or _joined(text, before, one))
        if joined:
            out[-1] = joined
        else:
            out.append(one)
    return out


# "mercredi 10 mai", "am Mittwoch, den 10. Mai", "10 мая, в среду", "5月10日（星期三）": one day, told twice.
_BESIDE = re.compile(r"[\s,،，(（]*(?:(?:den|dem|le|el|il|dia|día|в|во)\s+)?", re.IGNORECASE)


def _told_twice(text: str, a: Found, b: Found) -> Found | None:
    """A weekday and the date of that day, in either order, as the date; None where they are two."""
    if not _BESIDE.fullmatch(text, a.end, b.start):
        return None
    if (a.form, b.form) == ("weekday", "dmy"):
        return replace(b, start=a.start)
    if (a.form, b.form) == ("dmy", "weekday") and a.low and b.low and a.low == a.high:
        return replace(a, end=b.end) if a.low.weekday() == b.low.weekday() else None
    return None


def _joined(text: str, a: Found, b: Found) -> Found | None:
    if not (a.form == b.form == "dmy" and a.low and b.low and a.low < b.low and _TO.fullmatch(text, a.end, b.start)):
        return None
    return replace(a, high=b.high, modifier="span", end=b.end)


@lru_cache(maxsize=16)
def _pattern(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    if language == "zh":
        return re.compile(_CHINESE), re.compile(CHINESE_FUTURE)
    t = TONGUES[language]
    months = "|".join(f"(?P<m{i}>{names})" for i, names in enumerate(t.months, 1))
    bare_months = "|".join(t.months)
    week = "|".join(f"(?P<w{i}>{names})" for i, names in enumerate(t.weekdays))
    relative = "|".join(re.escape(w) for w in sorted(t.days | t.months_ahead, key=len, reverse=True))
    year = rf"(?:,?\s+(?:de\s+|del\s+|года\s+)?(?P<y>{_YEAR}))?"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    parts = (
        r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)",
        rf"(?P<num>{day}\.(?:0?[1-9]|1[0-2])\.{_YEAR})(?!\d)",
        rf"(?P<a>{day})(?:(?:{t.between}(?P<am>{bare_months}))?(?:{t.to})(?P<b>{day}))?{t.between}(?=(?:{bare_months})(?!\w))(?P<dm>)",
        rf"(?:(?P<wn>{t.next}|{t.last})\s+)?(?:{week})(?!\w)(?:\s+(?P<wx>{t.next}|{t.last})(?!\w))?",
        rf"(?P<rel>{relative})(?!\w)",
        rf"(?P<mo>(?=(?:{bare_months})(?!\w)))",
        rf"(?P<yr>{_YEAR})(?![\d.,-]\d|\w)",
    )
    both = rf"(?:/(?:{bare_months}))?" if language == "ar" else ""  # Arabic wires print two names of a month
    dated = rf"(?:{parts[2]}|{parts[5]})(?:{months}){both}(?!\w){year}"
    tail = rf"(?:(?<=\W)|^)(?:{parts[0]}|{parts[1]}|{dated}|{parts[3]}|{parts[4]}|{parts[6]})"
    return re.compile(tail, re.IGNORECASE), re.compile(rf"(?<!\w)(?:{t.future})(?!\w)", re.IGNORECASE)


def _tense(text: str, match: re.Match[str], future: re.Pattern[str], language: str) -> str:
    """ "future" where a marker of the same sentence governs the date, else "past".

    A marker before the date governs it over one clause mark; one after it only where the date opens the clause, or
    where the language puts its verb last.
    """
    left = text[max(0, match.start() - 160) : match.start()]
    cuts = [m.end() for m in _SENTENCE.finditer(left)]
    left = left[cuts[-1] :] if cuts else left
    for marker in future.finditer(left):
        if len(_CLAUSE.findall(left, marker.end())) <= (1 if match.group()[:1].isdigit() else 0):
            return "future"
    clause = _CLAUSE.split(left)[-1]
    fronted = _FRONTED_ARABIC if language == "ar" else _FRONTED
    if len(clause) > fronted and language not in _VERB_LAST:
        return "past"
    right = text[match.end() : match.end() + 160]
    stop = _SENTENCE.search(right)
    marker_after = future.search(right[: stop.start()] if stop else right)
    return "future" if marker_after and not _CLAUSE.search(right, 2, marker_after.start()) else "past"


def _index(match: re.Match[str], letter: str, count: range) -> int | None:
    return next((i for i in count if match[f"{letter}{i}"]), None)


def _european(m: re.Match[str], anchor: date, tense: str, t: Tongue) -> Found | None:
    start, end = m.span()
    if m["iso"] or m["num"]:
        return _numeric(m["iso"] or m["num"], start, end)
    month = _index(m, "m", range(1, 13))
    if month is not None:
        return _two_months(m, month, anchor, tense, t) if m["am"] else _day_or_month(m, month, anchor, tense)
    weekday = _index(m, "w", range(7))
    if weekday is not None:
        word = m["wn"] or m["wx"] or ""
        how = "" if not word else "after" if re.fullmatch(t.next, word, re.IGNORECASE) else "before"
        on = on_weekday(anchor, weekday, how or tense)
        if how == "after" and on and (on - anchor).days == 1:
            on = add_days(on, 7)  # "next Friday" said on a Thursday is not tomorrow
        return of_days(start, end, "weekday", on, tense="future" if how == "after" else tense) if on else None
    if m["rel"]:
        word = m["rel"].lower()
        if word in t.months_ahead:
            moved = add_months(anchor, t.months_ahead[word])
            return (
                of_month(start, end, "unit", moved.year, moved.month, modifier="next" if moved > anchor else "last")
                if moved
                else None
            )
        on = add_days(anchor, t.days[word])
        return of_days(start, end, "today", on, tense=tense, modifier=word) if on else None
    return of_year(start, end, "year", int(m["yr"]), stated=True) if m["yr"] else None


def _numeric(text: str, start: int, end: int) -> Found | None:
    numbers = [int(x) for x in re.split(r"[.-]", text)]
    year, month, day = numbers if len(text) == 10 and text[4] == "-" else numbers[::-1]
    on = make_date(year, month, day)
    return of_days(start, end, "iso", on, stated=True) if on else None


def _day_or_month(m: re.Match[str], month: int, anchor: date, tense: str) -> Found | None:
    start, end = m.span()
    stated = int(m["y"]) if m["y"] else None
    if not m["a"]:
        if stated is None and m.group()[:1].islower() and len(m.group()) <= 3:
            return None  # "mai", "мая": too short to stand alone
        year = stated or year_of_month(month, anchor, tense)
        return (
            of_month(start, end, "month", year, month, tense=tense, stated=bool(stated)) if 1 <= year <= 9999 else None
        )
    low = make_date(stated, month, int(m["a"])) if stated else year_of_day(month, int(m["a"]), anchor, tense)
    if low is None:
        return None
    high = make_date(low.year, month, int(m["b"])) if m["b"] else None
    high = high if high and high > low else None
    return of_days(start, end, "dmy", low, high, tense=tense, stated=bool(stated), modifier=_joint(m) if high else "")


def _two_months(m: re.Match[str], month: int, anchor: date, tense: str, t: Tongue) -> Found | None:
    """ "du 30 janvier au 2 février 2022": ``month`` and the year that may stand there are those of the last day."""
    stated = int(m["y"]) if m["y"] else None
    first = next(i for i, names in enumerate(t.months, 1) if re.fullmatch(names, m["am"], re.IGNORECASE))
    last, day = int(m["b"]), int(m["a"])
    high = make_date(stated, month, last) if stated else year_of_day(month, last, anchor, tense)
    low = make_date(high.year - (first > month), first, day) if high else None
    if low is None or high is None or low >= high:
        return None
    return of_days(m.start(), m.end(), "dmy", low, high, tense=tense, stated=bool(stated), modifier=_joint(m) or "span")


_AND = frozenset({"und", "et", "y", "e", "и", "ve", "و", "和"})


def _joint(m: re.Match[str]) -> str:
    """ "and" where that stands before the last of two days: "am 2. und 5. Juni"."""
    words = m.string[m.start() : m.start("b")].split()
    return "and" if (words and words[-1].casefold() in _AND) or m.string[m.start("b") - 1] == "和" else ""


_CHINESE = (
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])(?:日|号|號)?(?:\s*[至到\-—和]\s*"
    r"(?P<b>3[01]|[12]\d|0?[1-9])(?:日|号|號))?)?"
    r"|(?P<yr>(?:19|20)\d\d)年(?!\d)"
    r"|(?P<rel>今天|今日|昨天|昨日|明天|明日|后天|前天|後天)"
    r"|(?P<wr>上|下|本|这|這)?(?:周|星期|礼拜|週)(?P<w>[一二三四五六日天])"
    r"|(?<![\d.])(?P<only>3[01]|[12]\d|[1-9])日"
)


def _chinese(m: re.Match[str], anchor: date, tense: str) -> Found | None:
    start, end = m.span()
    if m["rel"]:
        on = add_days(anchor, CHINESE_DAYS[m["rel"]])
        return of_days(start, end, "today", on, tense=tense) if on else None
    if m["w"]:
        return _chinese_weekday(m, anchor, tense)
    if m["yr"]:
        return of_year(start, end, "year", int(m["yr"]), stated=True)
    if m["only"]:
        near = [
            d for k in (-1, 0, 1) if (b := add_months(anchor, k)) and (d := make_date(b.year, b.month, int(m["only"])))
        ]
        on = min(near, key=lambda d: abs((d - anchor).days)) if near else None
        return of_days(start, end, "dmy", on, tense=tense) if on else None
    stated, month = (int(m["y"]) if m["y"] else None), int(m["m"])
    if not m["d"]:
        return of_month(
            start, end, "month", stated or year_of_month(month, anchor, tense), month, tense=tense, stated=bool(stated)
        )
    low = make_date(stated, month, int(m["d"])) if stated else year_of_day(month, int(m["d"]), anchor, tense)
    if low is None:
        return None
    high = make_date(low.year, month, int(m["b"])) if m["b"] else None
    high = high if high and high > low else None
    return of_days(start, end, "dmy", low, high, tense=tense, stated=bool(stated), modifier=_joint(m) if high else "")


def _chinese_weekday(m: re.Match[str], anchor: date, tense: str) -> Found | None:
    number = CHINESE_WEEKDAYS[m["w"]]
    monday = date.fromordinal(max(1, anchor.toordinal() - anchor.weekday()))
    week = {"上": -7, "下": 7, "本": 0, "这": 0, "這": 0}.get(m["wr"] or "")
    on = on_weekday(anchor, number, tense) if week is None else add_days(monday, week + number)
    return of_days(m.start(), m.end(), "weekday", on, tense="future" if week == 7 else tense) if on else None
