"""What the date finder keeps of one expression before it becomes a Timex or an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefing.digest.dates_calendar import iso_week, month_span


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One time expression. ``low`` and ``high`` bound the days it covers, None where it names none.

    ``grain``: day, weekend, week, month, quarter, half, season, year, decade, time (a clock alone), or "" for
    durations, sets and vague references. ``form`` names the form of dates_grammar it was found by. ``tense`` is that
    of its clause where it was asked for. ``stated``: the year stood in the text.
    """

    start: int
    end: int
    form: str
    type: str
    value: str
    low: date | None = None
    high: date | None = None
    grain: str = ""
    clock: str = ""
    tense: str = ""
    stated: bool = False
    modifier: str = ""


def day_value(on: date) -> str:
    """TIMEX3 value of a day."""
    return on.isoformat()


def of_days(
    start: int,
    end: int,
    form: str,
    low: date,
    high: date | None = None,
    *,
    clock: str = "",
    tense: str = "",
    stated: bool = False,
    modifier: str = "",
    value: str = "",
    kind: str = "DATE",
) -> Found:
    """A day, or a span of days where ``high`` is given."""
    return Found(
        start=start,
        end=end,
        form=form,
        type=kind,
        value=value or day_value(low),
        low=low,
        high=high or low,
        grain="day",
        clock=clock,
        tense=tense,
        stated=stated,
        modifier=modifier,
    )


def of_month(
    start: int, end: int, form: str, year: int, month: int, *, modifier: str = "", tense: str = "", stated: bool = False
) -> Found:
    """A month of a year."""
    low, high = month_span(year, month)
    return Found(
        start=start,
        end=end,
        form=form,
        type="DATE",
        value=f"{year:04d}-{month:02d}",
        low=low,
        high=high,
        grain="month",
        tense=tense,
        stated=stated,
        modifier=modifier,
    )


def of_year(start: int, end: int, form: str, year: int, *, modifier: str = "", stated: bool = False) -> Found:
    """A year."""
    return Found(
        start=start,
        end=end,
        form=form,
        type="DATE",
        value=f"{year:04d}",
        low=date(year, 1, 1),
        high=date(year, 12, 31),
        grain="year",
        stated=stated,
        modifier=modifier,
    )


def of_quarter(start: int, end: int, form: str, year: int, quarter: int) -> Found:
    """A quarter (1 to 4) of a year."""
    low = date(year, 3 * quarter - 2, 1)
    high = month_span(year, 3 * quarter)[1]
    return Found(
        start=start,
        end=end,
        form=form,
        type="DATE",
        value=f"{year:04d}-Q{quarter}",
        low=low,
        high=high,
        grain="quarter",
    )


def of_week(start: int, end: int, form: str, low: date, high: date) -> Found:
    """An ISO week with its Monday and Sunday."""
    return Found(start=start, end=end, form=form, type="DATE", value=iso_week(low), low=low, high=high, grain="week")


def plain(start: int, end: int, form: str, kind: str, value: str) -> Found:
    """An expression that names no day: a duration, a set, a reference."""
    return Found(start=start, end=end, form=form, type=kind, value=value)
