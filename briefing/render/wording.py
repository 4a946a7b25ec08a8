"""Words, dates and numbers of the document, from labels.yaml and never from the machine's locale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Controls that no printed line needs: C0 and C1 but for tab and newline, lone surrogates, the overrides and
# embeddings that let a wire turn round the text after it, and the code points that HTML and XML do not have.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)


def clean(text: str) -> str:
    """``text`` without control characters, lone surrogates and bidirectional overrides; nothing else is changed."""
    # most of what is printed is plain: a look at the letters is a tenth of a search through them
    return text if text.isascii() and text.isprintable() else _UNPRINTABLE.sub("", text)


def web_link(address: str) -> str:
    """The address when it is plain http or https with a host, else "": no other scheme is ever linked.

    An address with a user's name in it is refused as well: it makes a reader see another host than the real one.
    """
    plain = clean(address).strip()
    if not re.match(r"https?://[^\s\"'<>\\]+$", plain, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(plain)
        return plain if parts.hostname and "@" not in parts.netloc else ""
    except ValueError:
        return ""


def anchor(identity: str) -> str:
    """An id that HTML, CSS and PDF take, one for one from any text."""
    spelled = "".join(c if c.isascii() and (c.isalnum() or c == "-") else f"_{ord(c):x}_" for c in identity)
    return f"x-{spelled}"


def slug(word: str) -> str:
    """A word as a CSS class: "no report found" is "no-report-found"."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")


def plural(language: str, number: int) -> str:
    """The CLDR plural category of a whole number, for the languages whose labels may come with the program."""
    base = language.split("-")[0].lower()
    if base in {"zh", "ja", "ko", "tr", "id", "vi", "th"}:
        return "other"
    if base in {"ru", "uk", "be"}:
        last, teen = number % 10, 11 <= number % 100 <= 14
        return "one" if last == 1 and not teen else "few" if 2 <= last <= 4 and not teen else "many"
    if base == "ar":
        rest = number % 100
        named = {0: "zero", 1: "one", 2: "two"}.get(number)
        return named or ("few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other")
    return "one" if number == 1 or (base == "fr" and number == 0) else "other"


def zone_of(name: str) -> tzinfo:
    """The zone of that IANA name; UTC when the machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How one edition speaks: labels, language and the reader's time zone."""

    labels: Mapping[str, Any]
    language: str
    zone: tzinfo
    year: int = 0  # of the edition; a stamp of another year names it. 0: none does

    def label(self, key: str, default: str = "") -> str:
        """The label of that key; ``default``, else the key itself in plain words, where there is none."""
        found = self.labels.get(key)
        return found if isinstance(found, str) else default or key.replace("_", " ")

    def counted(self, number: int, key: str) -> str:
        """A number with its noun in the right form: counted(2, "wires") is "2 wires"."""
        forms = self.labels.get(key, "{n}")
        if isinstance(forms, Mapping):
            forms = forms.get(plural(self.language, number), forms.get("other", "{n}"))
        return str(forms).replace("{n}", str(number))

    def joined(self, items: Iterable[str]) -> str:
        """ "a, b and c"."""
        words = [str(item) for item in items]
        if len(words) < 2:
            return "".join(words)
        return f"{self.label('list_sep', ', ').join(words[:-1])}{self.label('list_last', ' and ')}{words[-1]}"

    def _pattern(self, name: str, parts: Mapping[str, str]) -> str:
        text = str(self.labels["dates"][name])
        return re.sub(r"\{(\w+)\}", lambda found: parts.get(found[1], ""), text)

    def _day_parts(self, day: date) -> dict[str, str]:
        names = self.labels["dates"]
        return {
            "day": str(day.day),
            "year": str(day.year),
            "month": str(names["months"][day.month - 1]),
            "alone": str(names["months_alone"][day.month - 1]),
            "m": str(day.month),
            "mon": str(names["months_short"][day.month - 1]),
            "weekday": str(names["weekdays"][day.weekday()]),
            "wd": str(names["weekdays_short"][day.weekday()]),
        }

    def long_date(self, day: date) -> str:
        """ "Thursday 6 January 2022"."""
        return self._pattern("long", self._day_parts(day))

    def short_day(self, day: date) -> str:
        """ "Thu 6"."""
        return self._pattern("short_day", self._day_parts(day))

    def day(self, stated: str, near: date | None = None) -> str:
        """ "Mon 10 Jan" of "2022-01-10", "January 2022" of "2022-01"; with the year when ``near`` is far from it.

        What is no date stays as it is.
        """
        day = _date_of(stated)
        if day is None:
            return stated
        if len(stated) == 7:
            return self._pattern("month", self._day_parts(day))
        name = "short" if near is None or abs((day - near).days) < 150 else "short_year"
        return self._pattern(name, self._day_parts(day))

    def span(self, on: str, until: str | None, near: date | None = None) -> str:
        """One day, or the first and the last of several: "Fri 7 – Sat 8 Jan"."""
        last = self.day(until, near) if until and until != on else ""
        if not last:
            return self.day(on, near)
        start = _date_of(on)
        one_month = start is not None and until is not None and len(on) == len(until) == 10 and on[:7] == until[:7]
        first = self.day(on, near)
        end = _date_of(until or "")
        if start and end and one_month:  # the month once, at the day beside which it is written
            if self._month_first():
                last = self._pattern("short_day", self._day_parts(end))
            else:
                first = self._pattern("short_day", self._day_parts(start))
        return f"{first} {self.label('span_sep', '–')} {last}"

    def _month_first(self) -> bool:
        """Is the month written before the day: 1月10日?"""
        short = str(self.labels["dates"]["short"])
        return 0 <= max(short.find("{m}"), short.find("{mon}")) < short.find("{day}")

    def zone_name(self, at: datetime) -> str:
        """How the zone is called at that instant: "CET", or "UTC+03" where it has no name of its own."""
        name = at.astimezone(self.zone).tzname() or "UTC"
        return name if name[0].isalpha() else f"UTC{name}"

    def moment(self, at: datetime) -> str:
        """ "6 January 2022, 18:00 UTC" in the reader's zone."""
        local = at.astimezone(self.zone)
        parts = self._day_parts(local.date()) | {"clock": f"{local:%H:%M}", "zone": self.zone_name(at)}
        return self._pattern("moment", parts)

    def stamp(self, at: datetime, day_only: bool = False) -> str:
        """ "6 Jan, 18:00" in the reader's zone, for tables and notes; "6 Jan" of what states a date without an hour.

        Such a date is kept as midnight UTC, so its day is read there and not in the reader's zone. One of another year
        than the edition's is "26 Dec 2024": a source silent for years must not look as if it were for weeks.
        """
        local = at.astimezone(UTC if day_only else self.zone)
        if self.year and local.year != self.year:
            return self._pattern("stamp_year", self._day_parts(local.date()))
        if day_only:
            return self._pattern("stamp_day", self._day_parts(local.date()))
        return self._pattern("stamp", self._day_parts(local.date()) | {"clock": f"{local:%H:%M}"})

    def clock(self, at: datetime) -> str:
        """ "18:00" in the reader's zone."""
        return f"{at.astimezone(self.zone):%H:%M}"


def _date_of(stated: str) -> date | None:
    """The day of ISO text, the first one of a month; None for anything else."""
    try:
        return date.fromisoformat(f"{stated}-01" if len(stated) == 7 else stated)
    except ValueError:
        return None


def folded(text: str) -> str:
    """``text`` for comparing: case, marks and spacing do not count."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())
