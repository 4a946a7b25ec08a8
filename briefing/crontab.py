"""Crontab lines as cron means them, evaluated on local dates and never by stepping a trigger.

The rules are those of crontab(5) of vixie cron and cronie: five fields, names, lists, ranges, steps, 0 and 7 both for
Sunday, the @-words; and where neither day field begins with a star, a day that fits either of them counts.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

WORDS: Mapping[str, str] = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
FIELDS: tuple[tuple[str, int, int, Mapping[str, int]], ...] = (
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {}),
    ("month", 1, 12, {name: n for n, name in enumerate(MONTHS, 1)}),
    ("weekday", 0, 7, {name: n for n, name in enumerate(WEEKDAYS)}),
)
LEAP_YEAR = 2024


@dataclass(frozen=True, kw_only=True, slots=True)
class Cron:
    """A parsed line. ``weekdays`` count as cron does: 0 is Sunday. ``either``: both day fields are restricted, and a
    day that fits one of them counts."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either: bool

    def on(self, day: date) -> bool:
        """Does the line fire on this local date?"""
        if day.month not in self.months:
            return False
        by_day, by_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return (by_day or by_weekday) if self.either else (by_day and by_weekday)

    def clocks(self) -> tuple[str, ...]:
        """The local hours of a day on which it fires, "06:30", in order."""
        return tuple(f"{hour:02d}:{minute:02d}" for hour in sorted(self.hours) for minute in sorted(self.minutes))


@lru_cache(maxsize=256)
def read_cron(text: str) -> Cron:
    """Read a line such as "30 6 * * 1-5" or "@daily". ValueError says which field is wrong and what is expected."""
    line = " ".join(text.split())
    if line.startswith("@"):
        if line.lower() not in WORDS:
            raise ValueError(f"{line!r} is no time that comes again by the clock; known: {', '.join(WORDS)}")
        line = WORDS[line.lower()]
    parts = line.split(" ")
    if len(parts) != len(FIELDS):
        names = ", ".join(name for name, *_ in FIELDS)
        raise ValueError(f"five fields are expected ({names}), not {len(parts)}: {line!r}")
    minutes, hours, days, months, weekdays = (_field(part, *rule) for part, rule in zip(parts, FIELDS, strict=True))
    cron = Cron(
        minutes=minutes,
        hours=hours,
        days=days,
        months=months,
        weekdays=frozenset(n % 7 for n in weekdays),
        either=not parts[2].startswith("*") and not parts[4].startswith("*"),
    )
    if not cron.either and not _any_day(cron):
        raise ValueError(f"no month of {parts[3]!r} has a day {parts[2]!r}: {line!r} would never come")
    return cron


def _any_day(cron: Cron) -> bool:
    """Has one of the months one of the days? Each weekday meets each date in some year, 29 February too."""
    return any(day <= monthrange(LEAP_YEAR, month)[1] for month in cron.months for day in cron.days)


def _field(text: str, name: str, low: int, high: int, words: Mapping[str, int]) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        found.update(_part(part, name, low, high, words))
    return frozenset(found)


def _part(part: str, name: str, low: int, high: int, words: Mapping[str, int]) -> range:
    """One of "*", "*/5", "7", "mon", "1-5", "10-50/20"."""
    span, slash, step_text = part.partition("/")
    if slash and not re.fullmatch(r"[1-9]\d{0,2}", step_text):
        raise ValueError(f"{name}: the step of {part!r} must be a number from 1")
    step = int(step_text or 1)
    if span == "*":
        return range(low, high + 1 if name != "weekday" else high, step)
    first_text, dash, last_text = span.partition("-")
    first = _number(first_text, part, name, low, high, words)
    if not dash:
        if slash:
            raise ValueError(f"{name}: a step needs a range: write {first_text}-{high}/{step} for {part!r}")
        return range(first, first + 1)
    last = _number(last_text, part, name, low, high, words)
    if name == "weekday" and last_text.lower() == "sun":
        last = 7  # fri-sun: the Sunday at the week's end
    if last < first:
        raise ValueError(f"{name}: the range {span!r} runs backwards; write it as two with a comma")
    return range(first, last + 1, step)


def _number(text: str, part: str, name: str, low: int, high: int, words: Mapping[str, int]) -> int:
    if text.lower() in words:
        return words[text.lower()]
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII) or not low <= int(text) <= high:
        also = f" or a name such as {next(iter(words))}" if words else ""
        raise ValueError(f"{name}: a number from {low} to {high}{also} is expected, not {part!r}")
    return int(text)
