"""The time a wire states, from the raw string: read with certainty or not at all.

Kinds read: RFC 822 and 5322 with their common faults, ISO 8601 and RFC 3339, numeric dates, month names of the
languages in `months`, Unix seconds, and what `spellings` brings to one of these. "06/07/2026" is refused unless the
feed's other dates show which number is the day; a day that no calendar has ("31 Jun") is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from briefing.collect.months import AREAS, MONTHS, NOISE, WEEKDAYS, ZONES, fold
from briefing.collect.spellings import plain

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
    if (usual := _usual(raw)) is not None:
        return usual
    text = plain(raw) if len(raw) <= 3 * LONGEST else ""
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


_RFC_5322 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(\d\d):(\d\d):(\d\d) (?:GMT|UTC|Z|([+-])(\d\d)(\d\d))"
)
_RFC_3339 = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))")


def _usual(raw: str) -> Stamp | None:
    """The two forms that nine dates of ten have, read at once; None for any other, which is no verdict on it."""
    if found := _RFC_3339.fullmatch(raw):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _RFC_5322.fullmatch(raw):
        year, month, day = int(found[3]), MONTHS[found[2].lower()], int(found[1])
    else:
        return None
    minutes = int(found[8]) * 60 + int(found[9]) if found[7] else 0
    if not EARLIEST <= year <= LATEST or minutes > 14 * 60 or (found[7] and int(found[9]) > 59):
        return None
    offset = timezone(timedelta(minutes=-minutes if found[7] == "-" else minutes))
    try:
        at = datetime(year, month, day, int(found[4]), int(found[5]), int(found[6]), tzinfo=offset)
    except ValueError:
        return None
    return Stamp(at=at.astimezone(UTC), text=at.isoformat())


def marks_of_time(stamp: Stamp | None, received_at: datetime) -> tuple[str, ...]:
    """ "no-date" where none is stated, "future-date" for one more than FUTURE after it was received."""
    if stamp is None:
        return ("no-date",)
    return ("future-date",) if received_at.year >= EARLIEST and stamp.at > received_at + FUTURE else ()


def day_order(raws: Iterable[str]) -> bool | None:
    """Which number of "06/07/2026" is the day in these strings: True for the first. None where none of them tells."""
    votes = set()
    for raw in raws:
        found = re.match(r"\s*(?:\w+,?\s+)?(\d{1,2})[/-](\d{1,2})[/-]\d{4}", plain(raw[:LONGEST]))
        if found:
            first, second = int(found[1]), int(found[2])
            if first > 12 >= second:
                votes.add(True)
            elif second > 12 >= first:
                votes.add(False)
    return votes.pop() if len(votes) == 1 else None


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


_OFFSET = re.compile(
    r"^\s*(?:\(?(?:gmt|utc)\)?\s*)?(?P<sign>[+-])\s?(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d|[-/]\d)", re.I
)
_ZONE_WORD = re.compile(r"^\s*\(?(?P<word>[A-Za-zА-я]{1,5})\)?(?![\w])")

_AREA = re.compile(r"^\s*\[([A-Z][A-Za-z_]+/[A-Za-z_/+-]+)\]$")


def _zone(tail: str) -> tuple[bool, tzinfo | None, str, str]:
    """(readable, offset or None, zone word, what follows) of the text after a clock time."""
    found = _OFFSET.match(tail)
    if found:
        minutes = int(found["h"]) * 60 + int(found["m"] or 0)
        if minutes > 14 * 60 or int(found["m"] or 0) > 59:
            return False, None, "", ""
        offset = timezone(timedelta(minutes=-minutes if found["sign"] == "-" else minutes))
        rest = re.sub(r"^\s*\([^)]*\)", "", tail[found.end() :])
        named = _ZONE_WORD.match(rest)  # "+0300 MSK": the number says it
        return True, offset, "", rest[named.end() :] if named and fold(named["word"]) in ZONES else rest
    found = _AREA.match(tail)
    if found and isinstance(area := _home(found[1]), ZoneInfo):
        return True, area, "", tail[found.end() :]
    found = _ZONE_WORD.match(tail)
    if found and fold(found["word"]) in ZONES:
        word = fold(found["word"])
        return True, timezone(timedelta(hours=ZONES[word])), word, tail[found.end() :]
    if found and found["word"] in ("ET", "CT", "MT", "PT"):
        return True, _home(AREAS[fold(found["word"])]), "", tail[found.end() :]
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
    if len(tokens) > 3 and fold(tokens[0]) == "mar":  # mardi, martes, martedì where another month follows
        tokens = tokens[any(fold(t) in MONTHS for t in tokens[1:]) :]
    pieces = [p for t in tokens for p in (re.split(r"[-./]", t) if re.search(r"\d[-./]\D|\D[-./]\d", t) else [t]) if p]
    months: list[int] = []
    numbers: list[str] = []
    for piece in pieces:
        word = fold(piece)
        ordinal = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?\.?", word)
        if word in ("listopada", "lis") and any(re.fullmatch(r"\d{1,2}\.", t) for t in tokens):
            return None  # November in Polish, which sets no point after the day, and October in Croatian, which does
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
