"""The moment of an hour as a wire states it: "14:00 Moscow time", "09:00 EST", "14:00 (11:00 GMT)"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*(\S.*)")
_BARE = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d\d)?", re.IGNORECASE)
FARTHEST = timedelta(hours=14)  # no zone on earth is farther from UTC
# Hours from UTC of names that mean one zone. Not here: IST (India, Israel, Ireland), BST (Britain, Bangladesh), CST
# (Chicago, China, Cuba), MST (the Rockies, Malaysia), PST (the Pacific coast, the Philippines), "local time".
_FIXED = {
    "z": 0, "utc": 0, "gmt": 0, "msk": 3, "moscow time": 3, "jst": 9, "kst": 9, "sgt": 8, "aest": 10, "pkt": 5,
    "wat": 1, "cat": 2, "eat": 3, "sast": 2,
}  # fmt: skip
# Names of one half of the year. In the other half they are used loosely, so they count only while in force there.
_HALF = {
    "cet": (1, "Europe/Brussels"), "cest": (2, "Europe/Brussels"), "eet": (2, "Europe/Athens"),
    "eest": (3, "Europe/Athens"), "est": (-5, "America/New_York"), "edt": (-4, "America/New_York"),
    "pdt": (-7, "America/Los_Angeles"), "mdt": (-6, "America/Denver"), "aedt": (11, "Australia/Sydney"),
}  # fmt: skip
_LOCAL = {"et": "America/New_York", "eastern time": "America/New_York", "pt": "America/Los_Angeles"}


def moment(on: date, clock: str) -> datetime | None:
    """The instant of a stated hour on a day; None where its zone is not stated or its name means more than one.

    Of two hours, "14:00 (11:00 GMT)", the one with a zone that is known tells the instant, and ``on`` is the day of the
    first: "01:00 (22:00 GMT)" is 22:00 of the day before. Two that contradict each other tell none.
    """
    first, _, second = clock.strip().removesuffix(")").partition(" (")
    if not second:
        return _moment(on, first)
    known, other = _moment(on, first), _HOUR.fullmatch(second.strip())
    hour = _BARE.match(first)
    if other is None or hour is None:
        return known
    local = datetime.combine(on, time(int(hour[1]), int(hour[2])), tzinfo=UTC)
    days = [on + timedelta(days=n) for n in (0, -1, 1)]
    told = [at for day in days if (at := _moment(day, second)) and -FARTHEST <= local - at <= FARTHEST]
    if not told:
        return known if _moment(on, second) is None else None
    if known:
        return known if known in told else None
    return min(told, key=lambda at: (abs(local - at), at))


def _moment(on: date, clock: str) -> datetime | None:
    match = _HOUR.fullmatch(clock.strip())
    if match is None:
        return None
    hour = time(int(match[1]), int(match[2]))
    name = match[3].casefold()
    if name in _LOCAL:
        return datetime.combine(on, hour, tzinfo=ZoneInfo(_LOCAL[name]))
    if name in _HALF:
        hours, place = _HALF[name]
        there = datetime.combine(on, hour, tzinfo=ZoneInfo(place))
        return there if there.utcoffset() == timedelta(hours=hours) else None
    away = timedelta(hours=_FIXED[name]) if name in _FIXED else _offset(name)
    return None if away is None else datetime.combine(on, hour, tzinfo=timezone(away))


def _offset(name: str) -> timedelta | None:
    match = _OFFSET.fullmatch(name)
    if match is None:
        return None
    away = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return (-away if match[1] == "-" else away) if away <= FARTHEST else None
