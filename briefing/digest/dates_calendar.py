"""Calendar arithmetic for time expressions: no text, no tables of words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(on: date, days: int) -> date | None:
    """``on`` moved by ``days``, or None beyond the years 1 to 9999."""
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return None


def add_months(on: date, months: int) -> date | None:
    """``on`` moved by whole months, the day cut to the length of the month; None beyond the calendar."""
    index = on.year * 12 + on.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def iso_week(on: date) -> str:
    """ISO 8601 week of a date: "2008-W50"."""
    year, week, _ = on.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_span(on: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week that holds the date."""
    first = on - timedelta(days=on.weekday())
    return first, first + timedelta(days=6)


def easter(year: int) -> date:
    """Western Easter Sunday. Method: the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1-based; -1 for the last) given weekday (Monday 0) of a month."""
    if nth < 0:
        last = month_span(year, month)[1]
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def on_weekday(anchor: date, weekday: int, direction: str) -> date | None:
    """The day with ``weekday`` nearest to ``anchor``: "past" and "future" both count the anchor's own day.

    "before" and "after" leave that day out.
    """
    if direction in ("past", "before"):
        back = (anchor.weekday() - weekday) % 7
        return add_days(anchor, -(back or (7 if direction == "before" else 0)))
    ahead = (weekday - anchor.weekday()) % 7
    return add_days(anchor, ahead or (7 if direction == "after" else 0))


# A date without year within this many days of the anchor beats the tense of its clause. Set on labelled wires:
# a clause speaks of what is to come of a draft "handed over on December 17", a fortnight ago.
_NEAR_DAYS = 45
_FAR_DAYS = 240


def year_of_day(month: int, day: int, anchor: date, tense: str) -> date | None:
    """The day of that month and day which the wire means: by tense, else the nearest; None for 30 February."""
    options = [d for y in (-1, 0, 1) if (d := make_date(anchor.year + y, month, day))]
    if not options:  # 29 February
        options = [d for y in range(-4, 5) if (d := make_date(anchor.year + y, month, day))]
    if not options:
        return None
    nearest = min(options, key=lambda d: abs((d - anchor).days))
    wanted = _by_tense(options, anchor, tense)
    if wanted is None:
        return nearest
    near, far = abs((nearest - anchor).days), abs((wanted - anchor).days)
    return nearest if near <= _NEAR_DAYS and far > _FAR_DAYS else wanted


def _by_tense(options: list[date], anchor: date, tense: str) -> date | None:
    if tense == "past":
        return max((d for d in options if d <= anchor), default=None)
    if tense == "future":
        return min((d for d in options if d >= anchor), default=None)
    return None


def year_of_month(month: int, anchor: date, tense: str) -> int:
    """The year of a month named without one: by tense, the anchor's own month counting for both."""
    if tense == "past":
        return anchor.year if month <= anchor.month else anchor.year - 1
    if tense == "future":
        return anchor.year if month >= anchor.month else anchor.year + 1
    distance = (month - anchor.month + 6) % 12 - 6
    return anchor.year + (anchor.month - 1 + distance) // 12
