"""The moment of an hour as a wire states it: "14:00 Moscow time", "09:00 EST", "11:00 GMT+2"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*(\S.*)")
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
    """The instant of a stated hour on a day; None where its zone is not stated or its name means more than one."""
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
