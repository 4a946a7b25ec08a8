"""Until when a wire may not be printed: the words by which agencies hold one, and the end that they name.

An end that cannot be read withholds the wire: too late is a nuisance, too early is a broken word.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from briefing.collect.months import MONTHS, NOISE, WEEKDAYS, ZONES, fold
from briefing.collect.stated import read_stamp

_EMBARGO = re.compile(
    r"\b(?:EMBARGO(?:ED)?\b(?:\s+(?:(?i:UNTIL|TILL)|TO|FOR(?:\s+RELEASE)?|RELEASE))?|Embargoed (?:until|till|for)|"
    r"Embargo(?=\s*:)|(?<!\w)(?<!\w )(?i:embargoed (?:until|till))|"
    r"NOT FOR (?:PUBLICATION|RELEASE|USE) (?:BEFORE|UNTIL)|Not for (?:publication|release|use) (?:before|until)|"
    r"HOLD FOR RELEASE(?: UNTIL)?|"
    r"SPERRFRIST|Sperrfrist)\b\s*:?\s*(?P<when>[^\n;)]{0,60})"
)
_FOREIGN = re.compile(
    r"\b(?:EMBARGO|Embargo)\b\s*:?\s*(?:(?i:jusqu['’ ]?(?:au|à|a)|bis(?: zum)?|hasta(?: el| las)?|até(?: às?)?|"
    r"fino al?)\b)"
    r"\s*:?\s*(?P<latin>[^\n;)]{0,60})"
    r"|(?:ЭМБАРГО|ЕМБАРГО|^\W*(?i:эмбарго|ембарго|не публиковать))\s+(?i:до)\b\s*:?\s*(?P<cyrillic>[^\n;)]{0,60})"
    r"|(?:حظر النشر|محظور النشر)\s+حتى\s*:?\s*(?P<arabic>[^\n;)]{0,60})"
)
_OF_TRADE = re.compile(r"\W*EMBARGO\W+(?:on|against|over|sur|contre|auf|gegen|sobre|contra)\b", re.I)
_WITHHELD = re.compile(r"\W*(?:embargo|sperrfrist|NOT FOR|HOLD FOR)", re.I)
_EMBARGO_FIRST = re.compile(
    r"\W*(?:embargo|not for|hold for|sperrfrist|эмбарго|ембарго|не публиковать|حظر النشر|محظور النشر)", re.I
)
# four digits alone may be a year: they are an hour where a zone stands behind them
_BARE_HOUR = re.compile(r"\b([0-2]\d)([0-5]\d)(?=\s*(?:[A-Z]{2,4}\b|hrs\b))")
_HOUR = re.compile(r"\b(\d{1,2})[:.h](\d{2})(?!\d)(?:\s*(GMT|UTC|[A-Z]{2,4}))?")
_DAYS = {
    word: n
    for n, row in enumerate(
        (
            "monday mon lundi montag lunes понедельник", "tuesday tue tues mardi dienstag martes вторник",
            "wednesday wed mercredi mittwoch miércoles среда среды",
            "thursday thu thurs jeudi donnerstag jueves четверг четверга",
            "friday fri vendredi freitag viernes пятница пятницы", "saturday sat samedi samstag sábado суббота субботы",
            "sunday sun dimanche sonntag domingo воскресенье воскресенья",
        )
    )
    for word in row.split()
}  # fmt: skip


_LIFTED = re.compile(
    r"(?:embargo|sperrfrist)\W+(?:(?:is|was|has been|ist|wurde|est|now)\W+)*"
    r"(?:lifted|expired|over|aufgehoben|abgelaufen|levé)\b",
    re.I,
)
_TRADED = re.compile(r"(?i:embargo|эмбарго|ембарго)\b")  # the word that is also news of trade
_BRACKET = re.compile(r"[(\[*/]\s*$")
_YEAR_FIRST = re.compile(r"\W*(?:[^\W\d_]+\W+){0,2}(?:19|20)\d\d,?\s+(?!GMT|UTC|hrs)\w")
_TIMED = re.compile(
    r"\d{1,2}\s*(?:[ap]\.?m\b|Uhr|h\b|heures)|\b(?:noon|midnight)\b|\d{1,2}[./-]\d{1,2}|"
    r"\b(?!(?:19|20)\d\d)\d{3,4}\b|\b\d{4}\s*(?:[.–—-]|$)",
    re.I,
)
_DATE_ENDS = re.compile(r"\d(?:\s*[^\W\d_]+){0,2}\s*(?:[.:;|)–—-]|$)")


def read_embargo(headline: str, ednote: str, lede: str, anchor: date | None, zone: str) -> tuple[datetime | None, bool]:
    """(end of an embargo, whether one is stated whose end cannot be read)."""
    for text in (headline, ednote, lede):
        found = _FOREIGN.search(text) or _EMBARGO.search(text)
        if not found or _OF_TRADE.match(text[found.start() :]) or (text is lede and not _EMBARGO_FIRST.match(lede)):
            continue
        if _LIFTED.match(text[found.start() :]) or (text is not ednote and _of_news(found, text)):
            continue
        at = _release(next(part for part in found.groups() if part is not None), anchor, zone)
        return at, at is None and (found.re is _FOREIGN or bool(_WITHHELD.match(found[0])))
    return None, False


def _of_news(found: re.Match[str], text: str) -> bool:
    """Does a headline or a text speak of an embargo on trade? A desk's own stands at the head or in a bracket, and
    names its end: not a year with more words behind it, nor nothing of a time where "until" is not said."""
    word = _TRADED.search(found[0])
    if not word:
        return False
    when = next(part for part in found.groups() if part is not None)
    before = text[: found.start()]
    if (re.search(r"\w", before) and not _BRACKET.search(before)) or _YEAR_FIRST.match(when):
        return True
    words = {fold(one) for one in re.findall(r"[^\W\d_]+", when)}
    dated = words & MONTHS.keys() and re.search(r"\d", when)
    hour = _HOUR.search(when) or _BARE_HOUR.search(when) or _TIMED.search(when)
    named = hour or words & (WEEKDAYS | _DAYS.keys())
    if found.re is _EMBARGO:
        return not (dated or named or re.search(r"UNTIL|TILL", found[0], re.I))
    return not (word[0].isupper() or named or _DATE_ENDS.search(when))  # "until 5 March, says the council" is prose


def _release(when: str, anchor: date | None, zone: str) -> datetime | None:
    """The instant that the words after an embargo begin with: a date with its hour, a date, or an hour of a weekday or
    of the wire's own day."""
    words = _BARE_HOUR.sub(r"\1:\2", re.split(r"\s[-–—|]\s|[;)\n]", when)[0]).split()
    years = ("", f" {anchor.year}") if anchor else ("",)
    for n in range(len(words), 0, -1):
        for year in years:
            stamp = read_stamp(" ".join(words[:n]).strip(" .,:") + year, zone=zone)
            if stamp and ("T" in stamp.text or not any(c.isdigit() for c in "".join(words[n:]))):
                return stamp.at  # a date alone is no end where an hour that was not read may stand behind it
    hour = _HOUR.search(" ".join(words))
    if not hour or not anchor:
        return None
    on = _weekday(words, anchor)
    clock = f"{hour[1]}:{hour[2]} {hour[3] or ''}"
    stamp = read_stamp(f"{on.isoformat()} {clock}", zone=zone) if on else None
    return stamp.at if stamp else None


def _weekday(words: list[str], anchor: date) -> date | None:
    """The day that an embargo names by its weekday, from the wire's own day on; that day itself where it names none.
    None where it names a day that was not read."""
    named = [_DAYS[word] for word in map(fold, words) if word in _DAYS]
    if named:
        return anchor + timedelta(days=(named[0] - anchor.weekday()) % 7)
    other = [word for word in map(fold, words) if word.isalpha() and word not in NOISE and word not in ZONES]
    return None if any(word in MONTHS or word in WEEKDAYS for word in other) else anchor
