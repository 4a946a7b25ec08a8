"""What people write in a configuration: durations, sizes, hours, weekdays, zones, codes; each checked with a message
that says what was expected."""

from __future__ import annotations

import re
from email.utils import parseaddr
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from briefing.yamlfile import did_you_mean

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_WORDS = {"daily": DAYS, "weekdays": DAYS[:5], "weekend": DAYS[5:]}


def read_seconds(value: Any) -> Any:
    """Durations as people write them, "90s", "15m", "2h", "1d", in seconds."""
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhd])\s*", value)
        if not match:
            raise ValueError('a duration such as "30s", "15m", "2h" or "1d" is expected')
        return float(match[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[match[2]]
    return value


def read_bytes(value: Any) -> Any:
    """Sizes as people write them, "10MB", in bytes."""
    if isinstance(value, str):
        match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMG]?)i?B?\s*", value, re.IGNORECASE)
        if not match:
            raise ValueError('a size such as "500KB" or "10MB" is expected')
        return int(float(match[1]) * {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}[match[2].upper()])
    return value


# Abbreviations in common use that the IANA list lacks or that stand for several zones; a likeness of letters would
# name a zone hours away.
MEANT = {
    "EAT": "Africa/Nairobi", "CAT": "Africa/Maputo", "WAT": "Africa/Lagos", "SAST": "Africa/Johannesburg",
    "MSK": "Europe/Moscow", "TRT": "Europe/Istanbul", "BST": "Europe/London", "CEST": "Europe/Berlin",
    "EEST": "Europe/Athens", "WEST": "Europe/Lisbon", "IST": "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin",
    "PKT": "Asia/Karachi", "AFT": "Asia/Kabul", "IRST": "Asia/Tehran", "GST": "Asia/Dubai", "UZT": "Asia/Tashkent",
    "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore", "PHT": "Asia/Manila",
    "WIB": "Asia/Jakarta", "ICT": "Asia/Bangkok", "AEST": "Australia/Sydney", "NZST": "Pacific/Auckland",
    "AST": "Asia/Riyadh or America/Halifax", "CST": "America/Chicago or Asia/Shanghai", "CDT": "America/Chicago",
    "EDT": "America/New_York", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "MDT": "America/Denver",
    "BRT": "America/Sao_Paulo", "ART": "America/Argentina/Buenos_Aires", "COT": "America/Bogota",
}  # fmt: skip


def _meant(value: str) -> str:
    """The zones that an abbreviation may stand for, else the name that is close; nothing for other abbreviations."""
    short = value.strip().upper()
    if short in MEANT:
        return f"; {short} may be {MEANT[short]}"
    return "" if re.fullmatch(r"[A-Z]{2,5}", value.strip()) else did_you_mean(value, available_timezones())


def _zone(value: str) -> str:
    if value not in available_timezones():
        near = _meant(value)
        raise ValueError(f"{value!r} is no time zone of the IANA list, such as Europe/Berlin{near}")
    return value


def _clock(value: Any) -> str:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", str(value).strip())
    if not match:
        raise ValueError('an hour between "00:00" and "23:59" is expected')
    return f"{int(match[1]):02d}:{match[2]}"


def read_days(value: Any) -> Any:
    """Weekday names in any length or case, ranges such as "mon-fri", and daily, weekdays, weekend."""
    words = value if isinstance(value, list) else re.split(r"[,\s]+", str(value).strip())
    found: set[str] = set()
    for word in (str(w).strip().lower() for w in words):
        if word in DAY_WORDS:
            found.update(DAY_WORDS[word])
            continue
        first, _, last = word.partition("-")
        a, b = _day_number(first), _day_number(last or first)
        if a is None or b is None:
            near = did_you_mean(word, [*DAYS, *DAY_WORDS])
            raise ValueError(f"{word!r} is no weekday{near}; mon, mon-fri, daily, weekdays are")
        found.update(DAYS[(a + n) % 7] for n in range((b - a) % 7 + 1))
    return [day for day in DAYS if day in found]


def _day_number(word: str) -> int | None:
    """0 for Monday to 6, from two letters on; None for anything else."""
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return next((n for n, day in enumerate(full) if len(word) >= 2 and day.startswith(word)), None)


def one_of(words: tuple[str, ...], noun: str) -> Any:
    def check(value: list[str]) -> list[str]:
        for word in value:
            if word not in words:
                raise ValueError(f"{word!r} is no {noun}{did_you_mean(word, words)}; known: {', '.join(words)}")
        return value

    return AfterValidator(check)


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise ValueError(f"{value!r} is no country code of two capital letters, such as KZ")
    return value


_MAILBOX = re.compile(
    r"[^@\s<>()\[\],;:\\\"\x00-\x20\x7f]+@(?:(?:[^@\s<>()\[\],;:\\\".]+\.)+[^@\s<>()\[\],;:\\\".]+|localhost)"
)


def mailbox(value: str) -> tuple[str, str]:
    """Name and address of "desk@example.org" or of '"Doe, Jo" <jo@example.org>'; the name may be empty.

    ValueError for anything else, also for a line break, by which more headers could come into a mail.
    """
    name, address = parseaddr(value)
    told = re.search(r"<([^<>]*)>\s*$", value)
    if not value.isprintable() or not _MAILBOX.fullmatch(address) or address != (told[1] if told else value.strip()):
        raise ValueError(f"{value!r} is no mail address")
    return name, address


def _address(value: str) -> str:
    mailbox(value)
    return value


def with_login(value: str) -> bool:
    """Does a web address hold a user's name or a password?"""
    return "@" in urlsplit(value).netloc


def _feed_address(value: str) -> str:
    if value and with_login(value):
        raise ValueError(LOGIN_STANDS)
    if value and urlsplit(value).scheme not in ("http", "https"):
        raise ValueError(f"{value!r} is no http or https address; use file: or folder: for local ones")
    _port(value)
    return value


# no address is quoted where its secret could be in it
LOGIN_STANDS = (
    "a name or password stands in this address, and would be shown wherever the source is: take it out. A feed behind "
    "a login is not read; ask its publisher for an address without one, or have a script save it into a folder"
)


def _mailbox_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.password is not None:
        raise ValueError("a password stands in no configuration: take it out, and name password_env or password_file")
    if value and (parts.scheme not in ("imaps", "imap") or not parts.hostname or not parts.username):
        raise ValueError("this is no mailbox; imaps://user@host/Folder is")
    _port(value)
    return value


def _port(address: str) -> None:
    try:
        known = urlsplit(address).port != 0
    except ValueError:
        known = False
    if not known:
        raise ValueError("what stands behind the host's colon is no port; a number from 1 to 65535 is")


FeedAddress = Annotated[str, AfterValidator(_feed_address)]
MailboxAddress = Annotated[str, AfterValidator(_mailbox_address)]
Seconds = Annotated[float, BeforeValidator(read_seconds), Field(gt=0)]
Bytes = Annotated[int, BeforeValidator(read_bytes), Field(gt=0)]
Zone = Annotated[str, AfterValidator(_zone)]
Clock = Annotated[str, BeforeValidator(_clock)]
Country = Annotated[str, AfterValidator(_country)]
Address = Annotated[str, AfterValidator(_address)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
