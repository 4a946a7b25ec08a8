"""The dateline: place, date and agency that open a wire, in the forms agencies use.

Read from the agency's sign backwards: what stands before "(Reuters) -" or "/TASS/." must be a date, places, or both,
and nothing else; otherwise it is prose and stays. Without a sign, a place with a date and a dash is taken ("PARIS, 6
jan -"), and a place in capitals before a dash or colon, if the gazetteer knows it ("KHARTOUM: A drone ...").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from briefing.collect.agencies import agency_name
from briefing.collect.months import MONTHS, NOISE, WEEKDAYS, fold
from briefing.collect.placenames import is_place
from briefing.model import Dateline

HEAD = 170  # characters of a paragraph in which a dateline must end
AHEAD = timedelta(days=7)  # a dateline may lie after the day a wire came: embargoed ones are written ahead
_DASHES = r"(?:[.:]?\s*(?:-{1,3}|[–—―_]{1,2}|:)\s*)"
_BRACKETED = re.compile(r"[(（](?P<sign>[^()（）]{2,40})[)）]\s*(?P<dash>[.:]?\s*(?:-{1,3}|[–—―_]{1,2}|:)\s*|\.\s+)?")
_SLASHED = re.compile(r"(?<![\w/])[/](?P<sign>[^/]{2,60})[/]\s*(?P<dash>[.:]?\s*(?:-{1,3}|[–—―_]{1,2})?\s*)")
_SPELT = re.compile(
    r"(?P<before>.{2,120}?)(?:\s*[-–—]\s*|\.\s+|\s+)(?P<sign>РИА Новости|ИНТЕРФАКС|INTERFAX|ТАСС|TASS|REUTERS|AFP|AP)"
    r"(?:\.\s+|\s*[-–—]{1,2}\s+)"
)
_BARE = re.compile(r"(?P<before>.{2,120}?)[\s,]+(?P<sign>[^\W\d_][\w-]{1,14})\s*[-–—]{1,2}\s+")
_CHINESE = re.compile(
    r"^[（(【]?(?P<sign>新华社|中新社)(?P<place>[\u4e00-\u9fff·]{2,12}?)(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"(?:\s?电|专电|讯)?(?:[（(][^）)]{1,30}[）)])?[）)】]?\s*"
)
_LOWER_WORDS = frozenset(
    [
        "de", "del", "di", "da", "do", "dos", "das", "la", "le", "les", "el", "al", "of", "the", "and", "und", "et",
        "y", "e", "i", "на", "и", "sur", "am", "an", "der", "den", "bei", "ob", "near", "off", "in", "im", "auf",
        "en", "du", "a", "au", "aux", "van", "von", "zu", "bin", "ul", "ad", "ed", "ash", "as", "over", "aboard",
    ]
)  # fmt: skip
_WORD = re.compile(r"^[^\W\d_](?:[\w.’'`´-]*\w\.?)?$")
_REGION = re.compile(
    r"\s*\([^()]{2,30}\)$|\s*/[^/]{3,40}(?:region|oblast|district|republic|territory|province|область|край|район)/",
    re.I,
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_NUMERIC_DATE = re.compile(r"^(\d{1,2})[-./](\d{1,2})[-./]((?:19|20)\d\d)$")
# words in capitals before a colon that are labels; one of them alone is never a place
KICKERS = frozenset(
    [
        "watch", "live", "update", "updates", "breaking", "exclusive", "analysis", "explainer", "factbox",
        "opinion", "video", "photos", "newsalert", "alert", "urgent", "correction", "kill", "flash", "bulletin",
        "summary", "advisory", "note", "editors", "editor", "eds", "focus", "feature", "interview", "profile",
        "timeline", "column", "review", "poll", "list", "diary", "daybook", "budget", "note-to-editors",
        "background", "reaction", "quotes", "q&a",
    ]
)  # fmt: skip
Known = Callable[[str], bool]


def split_dateline(paragraph: str, *, anchor: date | None, known: Known = is_place) -> tuple[Dateline | None, str]:
    """The dateline that opens a paragraph, and the paragraph without it; (None, paragraph) where there is none.

    The year of "January 6" is the one that brings it nearest to ``anchor``; without an anchor the date stays None.
    ``known`` says whether a name is a place; it is asked for forms without a date and a sign only.
    """
    head = paragraph[:HEAD]
    found = (
        _chinese(head, anchor)
        or _led_by_sign(head, anchor)
        or _with_sign(head, anchor)
        or _without_sign(head, anchor, known)
    )
    if not found:
        return None, paragraph
    line, end = found
    rest = paragraph[end:].lstrip(" \t\u00a0")
    return (line, rest) if rest else (None, paragraph)


def _chinese(head: str, anchor: date | None) -> tuple[Dateline, int] | None:
    found = _CHINESE.match(head)
    if not found:
        return None
    on = nearest(int(found["month"]), int(found["day"]), anchor)
    sign = agency_name(found["sign"]) or found["sign"]
    return Dateline(place=found["place"], on=on, agency=sign, text=found[0].strip()), found.end()


def _led_by_sign(head: str, anchor: date | None) -> tuple[Dateline, int] | None:
    """ "(ANSA) - ROME, JUL 11 - Text" and "/TASS/ MOSCOW, January 6. Text"."""
    found = re.match(r"\s*[(/](?P<sign>[^()/]{2,30})[)/]\s*[-–—.]*\s*", head)
    if not found or not _is_sign(found["sign"], sure=False):
        return None
    rest = head[found.end() :]
    stop = re.search(r"\s*(?:\s[-–—]{1,2}\s|[.]\s?[-–—]\s)\s*", rest)
    where = _place_and_date(rest[: stop.start()], anchor) if stop else None
    if not stop or not where:
        return None
    end = found.end() + stop.end()
    return _line(where, found["sign"], head[:end]), end


def _with_sign(head: str, anchor: date | None) -> tuple[Dateline, int] | None:
    for pattern in (_BRACKETED, _SLASHED):
        for found in pattern.finditer(head):
            sign = found["sign"].strip()
            where = _place_and_date(head[: found.start()], anchor)
            if not where or not _is_sign(sign, sure=bool(where[1]) or pattern is _SLASHED):
                continue
            if not found["dash"] and not agency_name(sign):
                continue
            return _line(where, sign, head[: found.end()]), found.end()
    for form in (_SPELT, _BARE):
        spelt = form.match(head)
        where = _place_and_date(spelt["before"], anchor) if spelt and agency_name(spelt["sign"]) else None
        if spelt and where and (where[2] or (form is _SPELT and spelt["before"].strip().isupper())):
            return _line(where, spelt["sign"], spelt[0]), spelt.end()
    return None


def _without_sign(head: str, anchor: date | None, known: Known) -> tuple[Dateline, int] | None:
    found = re.search(r"\s+(?:-{1,2}|[–—―_])\s+|\s*[–—―]\s*|:\s+|\.\s*[-–—]\s*", head)
    if not found or found.start() < 2:
        return None
    before = head[: found.start()]
    where = _place_and_date(before, anchor)
    if not where:
        return None
    place, on, dated = where
    if dated and place:
        return Dateline(place=place, on=on, text=head[: found.end()].strip()), found.end()
    capital_next = head[found.end() : found.end() + 1].isupper() and ("—" in found[0] or "--" in found[0])
    if place and (_capitals(place) or capital_next) and fold(place) not in KICKERS and known(place):
        return Dateline(place=place, on=None, text=head[: found.end()].strip()), found.end()
    return None


def _capitals(place: str) -> bool:
    first = re.split(r"[,/]", place)[0]
    return first.isupper() and len(first.strip()) >= 3


Where = tuple[str | None, date | None, bool]  # place as printed, date, whether a date is stated


def _line(where: Where, sign: str, text: str) -> Dateline:
    return Dateline(place=where[0], on=where[1], agency=agency_name(sign) or sign.strip(" ."), text=text.strip())


def _is_sign(sign: str, *, sure: bool) -> bool:
    """Is this an agency's sign? One in the table is; beside a date or in slashes any short name is; else capitals."""
    sign = sign.strip(" .")
    if agency_name(sign):
        return True
    if fold(sign) in WEEKDAYS or fold(sign) in MONTHS:
        return False
    if not re.fullmatch(r"[^\W\d_][\w.&’' -]{1,30}", sign):
        return False
    return (sure and len(sign.split()) <= 5 and not sign.islower()) or bool(
        re.fullmatch(r"[A-ZА-Я][A-ZА-Я-]{1,8}", sign)
    )


def _place_and_date(text: str, anchor: date | None) -> Where | None:
    """ "ANKARA, January 6." -> place and date. None where any word of it is neither."""
    text = text.strip(" \t\u00a0,.:;-–—•*")
    if not text or len(text) > 130:
        return None
    place, words = _split_date(text)
    day: date | None = None
    dated = bool(words)
    if words:
        ok, day = _read_date(words, anchor)
        if not ok:
            return None
    if not place:
        return (None, day, True) if dated else None
    return (place, day, dated) if _is_place(place) else None


_DATE_TAIL = re.compile(
    r"(?:(?<=^)|(?<=[\s,.(]))(?P<date>(?:[^\W\d_]{2,12}[.,]?\s+)?(?:[^\W\d_]{3,10}\.?\s+\d{1,2}|\d{1,2}\.?\s+(?:de\s+)?[^\W\d_]{3,10}\.?"
    r"|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:,?\s+(?:de\s+)?(?:19|20)\d\d)?)\s*(?:г\.?|года)?$"
)
_WEEKDAY_TAIL = re.compile(r"[\s,]+(?P<day>[^\W\d_]{4,12})$")


def _split_date(text: str) -> tuple[str, list[str]]:
    """(place, words of the date) of what stands before a sign."""
    found = _DATE_TAIL.search(text)
    if found:
        words = [w for w in re.split(r"[\s,]+", found["date"]) if w and fold(w) != "de"]
        start = found.start("date")
        if fold(words[0]) not in WEEKDAYS and fold(words[0]) not in MONTHS and not words[0][0].isdigit():
            start += found["date"].index(words[0]) + len(words[0])  # the last word of the place
            words = words[1:]
        return text[:start].strip(" ,.\u00a0"), words
    found = _WEEKDAY_TAIL.search(text)
    if found and fold(found["day"]) in WEEKDAYS and found["day"][0].isupper():
        return text[: found.start()].strip(" ,."), [found["day"]]
    return text, []


def _read_date(words: list[str], anchor: date | None) -> tuple[bool, date | None]:
    """(all words are a date's, the date if an anchor or a year gives one)."""
    numeric = _NUMERIC_DATE.match(words[0])
    if numeric:
        return True, _calendar(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    rest = [w for w in words if fold(w) not in WEEKDAYS or fold(w) in MONTHS]
    if not rest:
        return True, None
    year = int(rest.pop()) if _YEAR.match(rest[-1]) else None
    months = [MONTHS[fold(w)] for w in rest if fold(w) in MONTHS]
    days = [int(w.strip(".")) for w in rest if w.strip(".").isdecimal()]
    if len(months) != 1 or len(days) != 1 or len(rest) != 2 or not 1 <= days[0] <= 31:
        return False, None
    return True, _calendar(year, months[0], days[0]) if year else nearest(months[0], days[0], anchor)


def nearest(month: int, day: int, anchor: date | None) -> date | None:
    """The day of that month and number nearest to ``anchor``, and at most ``AHEAD`` after it: December 31 seen
    from January 2 is last year's, and January 6 seen from November this one's, for nobody wrote it yet."""
    if anchor is None:
        return None
    days = [d for y in range(anchor.year - 8, anchor.year + 2) if (d := _calendar(y, month, day))]
    return min((d for d in days if d - anchor <= AHEAD), key=lambda d: abs((d - anchor).days), default=None)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_place(text: str) -> bool:
    """One to three names with at most six words: capitals, or Capitalised with particles; no digits, no sentence."""
    bare = _REGION.sub("", text)
    names = [n.strip() for n in re.split(r"[,/]|\s[-–]\s|\.\s+(?=[A-ZА-Я]{3})", bare)]
    if not 1 <= len(names) <= 5 or sum(len(n.split()) for n in names) > 9:
        return False
    return all(_is_name(n) for n in names)


def _is_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or fold(words[0]) in NOISE:
        return False
    if sum(w.lower() not in _LOWER_WORDS for w in words) > 3 and not name.isupper() and name.upper() != name:
        return False  # four Capitalised words are a person with his office
    scripted = words[0][:1].isupper() or words[0][:1].lower() == words[0][:1].upper()
    return scripted and all(
        _WORD.match(w)
        and (w[0].isupper() or w[0].upper() == w[0] or w.lower() in _LOWER_WORDS or w[:2] in ("d’", "d'", "al"))
        for w in words
    )
