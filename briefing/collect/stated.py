"""The time a wire states, from the raw string: read with certainty or not at all.

Kinds read: RFC 822 and 5322 with their common faults, ISO 8601 and RFC 3339, numeric dates, month names of the
languages in `months`, Chinese and Japanese dates, Unix seconds. "06/07/2026" is refused unless the feed's other dates
show which number is the day; a day that no calendar has ("31 Jun") is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.collect.months import MONTHS, NOISE, WEEKDAYS, ZONES, fold

EARLIEST, LATEST = 1971, 2100  # years outside are null values and typing errors
FUTURE = timedelta(hours=2)  # clocks and zones of honest publishers differ by less
LONGEST = 120  # characters; a longer string is prose


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """An instant as stated. ``text`` is RFC 3339 with the stated offset, or "YYYY-MM-DD" where no hour is stated."""

    at: datetime
    text: str


def read_stamp(raw: str, *, zone: str = "UTC", day_first: bool | None = None) -> Stamp | None:
    """The instant of a date string, or None where it cannot be read with certainty.

    ``zone`` (IANA name) is taken where the string names none. ``day_first`` settles "06/07/2026", which
    None leaves unread.
    """
    text = _normal(raw) if len(raw) <= 3 * LONGEST else ""
    if not text or len(text) > LONGEST:
        return None
    if text.isdecimal():
        return _digits(text, zone)
    clock = _Clock.take(text)
    if clock is None:
        return None
    day = _day(clock.rest, day_first)
    if day is None or not EARLIEST <= day.year <= LATEST:
        return None
    return _stamp(day, clock, zone)


def marks_of_time(stamp: Stamp | None, received_at: datetime) -> tuple[str, ...]:
    """ "no-date" where none is stated, "future-date" for one more than FUTURE after it was received."""
    if stamp is None:
        return ("no-date",)
    return ("future-date",) if received_at.year >= EARLIEST and stamp.at > received_at + FUTURE else ()


def day_order(raws: Iterable[str]) -> bool | None:
    """Which number of "06/07/2026" is the day in these strings: True for the first. None where none of them tells."""
    votes = set()
    for raw in raws:
        found = re.match(r"\s*(?:\w+,?\s+)?(\d{1,2})[/-](\d{1,2})[/-]\d{4}", _normal(raw[:LONGEST]))
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                votes.add(True)
            elif second > 12 >= first:
                votes.add(False)
    return votes.pop() if len(votes) == 1 else None


def _normal(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    text = re.sub(r"[\u200e\u200f\u061c]", "", text).replace("،", ",").replace("−", "-")
    text = re.sub(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?", r"\1-\2-\3 ", text)
    text = re.sub(r"(كانون|تشرين)\s+(الثاني|الأول|الاول)", lambda m: f"{m[1]}-{m[2].replace('الاول', 'الأول')}", text)
    for pattern, better in _TIME_FIXES:
        text = pattern.sub(better, text)
    return re.sub(r"\s+", " ", text).strip(" :")


def _digits(text: str, zone: str) -> Stamp | None:
    """Unix seconds (10 digits) or milliseconds (13), or YYYYMMDD with or without hhmm and ss."""
    if len(text) in (8, 12, 14):
        padded = text.ljust(14, "0")
        spelt = f"{padded[:4]}-{padded[4:6]}-{padded[6:8]}"
        hour = f" {padded[8:10]}:{padded[10:12]}:{padded[12:14]}"
        return read_stamp(spelt + (hour if len(text) > 8 else ""), zone=zone)
    if len(text) not in (10, 13):
        return None
    at = datetime.fromtimestamp(int(text[:10]), UTC)
    return Stamp(at=at, text=at.isoformat()) if at.year <= LATEST else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Clock:
    """The hour of a string, and the string without it."""

    seconds: int | None  # of the day; None where no hour is stated
    offset: tzinfo | None
    zone_word: str
    rest: str

    @classmethod
    def take(cls, text: str) -> _Clock | None:
        found = _TIME.search(text)
        if not found:
            return cls(seconds=None, offset=None, zone_word="", rest=re.sub(r"(?<=\d)(?:Z|[+-]\d\d:\d\d)$", "", text))
        hour, minute, second = int(found["h"]), int(found["m"] or 0), int(found["s"] or 0)
        half = (found["half"] or "").replace(".", "").lower()
        if half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half == "pm" else 0)
        if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
            return None
        ok, offset, word, tail = _zone(text[found.end() :])
        if not ok:
            return None
        head = re.sub(r"[T,]$", "", text[: found.start()].rstrip())
        return cls(seconds=hour * 3600 + minute * 60 + second, offset=offset, zone_word=word, rest=f"{head} {tail}")


_TIME = re.compile(
    r"(?<![\d.:])(?P<h>\d{1,2})(?:[:](?P<m>\d{2})(?:[:](?P<s>\d{2})(?:[.,]\d+)?)?|(?P<bare>(?=\s?[ap]\.?m\b)))"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?))?(?![\d:])",
    re.I,
)


def _spelt_time(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}:{found[3]}:{found[4] or '00'}"


_TIME_FIXES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(\d{4}-?\d\d-?\d\d)[Tt](\d\d)(\d\d)(\d\d)?(?=Z|[+-]\d|$)"), _spelt_time),
    (re.compile(r"\b(\d{1,2})\s?[hH]\s?(\d{2})\b"), r"\1:\2"),
    (re.compile(r"(?<=\d)[Tt](?=\d{1,2}:)"), " "),
    (re.compile(r"(?<=:\d\d)([+-]\d\d:0)$"), r"\g<1>0"),  # an offset cut by its last digit: no zone is minutes off
)
_OFFSET = re.compile(
    r"^\s*(?:\(?(?:gmt|utc)\)?\s*)?(?P<sign>[+-])\s?(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d|[-/]\d)", re.I
)
_ZONE_WORD = re.compile(r"^\s*\(?(?P<word>[A-Za-zА-я]{1,5})\)?(?![\w])")


def _zone(tail: str) -> tuple[bool, tzinfo | None, str, str]:
    """(readable, offset or None, zone word, what follows) of the text after a clock time."""
    found = _OFFSET.match(tail)
    if found:
        minutes = int(found["h"]) * 60 + int(found["m"] or 0)
        if minutes > 14 * 60 or int(found["m"] or 0) > 59:
            return False, None, "", ""
        offset = timezone(timedelta(minutes=-minutes if found["sign"] == "-" else minutes))
        rest = re.sub(r"^\s*\([^)]*\)", "", tail[found.end() :])
        return True, offset, "", rest
    found = _ZONE_WORD.match(tail)
    if found and fold(found["word"]) in ZONES:
        word = fold(found["word"])
        return True, timezone(timedelta(hours=ZONES[word])), word, tail[found.end() :]
    return True, None, "", tail


_YMD = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_DMY = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


def _day(text: str, day_first: bool | None) -> date | None:
    """The calendar day of a string without its hour; every word of it must be known."""
    tokens = [t for t in re.split(r"[\s,;|]+", text.strip()) if t]
    numeric = [t for t in tokens if _YMD.match(t) or _DMY.match(t) or _COMPACT.match(t)]
    words = [fold(t) for t in tokens if t not in numeric]
    if len(numeric) == 1 and all(w in WEEKDAYS or w in NOISE or not w.strip("-–—•") for w in words):
        return _numeric(numeric[0], day_first)
    return None if numeric else _named(tokens)


def _numeric(token: str, day_first: bool | None) -> date | None:
    found = _YMD.match(token) or _COMPACT.match(token)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    found = _DMY.match(token)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if found[2] == "." or first > 12 or first == second or (second <= 12 and day_first is True):
        return _date(year, second, first)
    if second > 12 or day_first is False:
        return _date(year, first, second)
    return None


def _named(tokens: list[str]) -> date | None:
    """A day with its month in words, in any order: "17 Feb 2026", "Feb 17, 2026", "2026 Feb 17", "17-Feb-26"."""
    pieces = [p for t in tokens for p in (re.split(r"[-./]", t) if re.search(r"\d[-./]\D|\D[-./]\d", t) else [t]) if p]
    months: list[int] = []
    numbers: list[str] = []
    for piece in pieces:
        word = fold(piece)
        ordinal = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?\.?", word)
        if word in MONTHS and not months:
            months.append(MONTHS[word])
        elif ordinal or re.fullmatch(r"\d{4}", word):
            numbers.append(ordinal[1] if ordinal else word)
        elif word and word not in WEEKDAYS and word not in NOISE and word.strip("-–—•|"):
            return None
    if len(months) != 1 or len(numbers) != 2:
        return None
    long = [n for n in numbers if len(n) == 4]
    if len(long) == 1:
        return _date(int(long[0]), months[0], int(next(n for n in numbers if n not in long)))
    return _date(_year(numbers[1]), months[0], int(numbers[0])) if not long and len(numbers[1]) == 2 else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 69 else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _stamp(day: date, clock: _Clock, zone: str) -> Stamp:
    local = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - its zone comes below
    home = _home(zone)
    if clock.seconds is None:
        return Stamp(at=local.replace(tzinfo=home).astimezone(UTC), text=day.isoformat())
    local += timedelta(seconds=clock.seconds)
    offset = clock.offset or home
    if clock.zone_word and local.replace(tzinfo=home).tzname() == clock.zone_word.upper():
        offset = home  # "IST" of an Israeli source, "CST" of a Chinese one
    at = local.replace(tzinfo=offset)
    return Stamp(at=at.astimezone(UTC), text=at.isoformat())


@lru_cache(maxsize=64)
def _home(zone: str) -> tzinfo:
    if zone in ("", "UTC"):
        return UTC
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
