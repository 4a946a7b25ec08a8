"""Which past days a text names, so that what is told of them can be told from news of today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS), "sept"])
_STATED = re.compile(
    rf"\b(?:(?P<week>{'|'.join(_WEEK)})|(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?!\d|:)"
    rf"|(?P<day_first>\d{{1,2}})\s(?P<month_after>{_MONTH})\b|(?P<before>yesterday)"
    r"|(?P<now>today|tonight|this\s(?:morning|afternoon|evening)|overnight))\b",
    re.IGNORECASE,
)
_HALF_YEAR = timedelta(days=183)


@lru_cache(maxsize=1 << 15)
def days_in(text: str, on: date) -> frozenset[date]:
    """The days up to ``on``, the text's own day, that it names. A weekday is the last such day, "today" is ``on``."""
    found = {_day_of(match, on) for match in _STATED.finditer(text)}
    return frozenset(day for day in found if day is not None and day <= on)


def _day_of(match: re.Match[str], on: date) -> date | None:
    if match["week"]:
        return on - timedelta(days=(on.weekday() - _WEEK.index(match["week"].casefold())) % 7)
    if match["before"]:
        return on - timedelta(days=1)
    if match["now"]:
        return on
    name = (match["month"] or match["month_after"]).casefold()[:3]
    month = next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name))
    try:
        day = date(on.year, month, int(match["day"] or match["day_first"]))
    except ValueError:
        return None
    return day.replace(year=on.year - 1) if day - on > _HALF_YEAR and (day.month, day.day) != (2, 29) else day
