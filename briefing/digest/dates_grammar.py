"""The expression that finds English time expressions: one alternation of named forms, compiled once.

Each outer group is one form; ``match.lastgroup`` names it and dates_resolve turns it into a value. Months and
weekdays want a capital; everything else is found in any case.
"""

from __future__ import annotations

import re

from briefing.digest import dates_words as words
from briefing.text.sentences import word_set

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
MONTH = f"(?:{_FULL}|{_FULL.upper()}|(?:{_SHORT}|{_SHORT.upper()})(?:\\.|\\b))"
_MONTH_ALONE = f"(?:{_FULL}|{_FULL.upper()})"
_WEEK = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WEEKDAY = f"(?:{_WEEK}|{_WEEK.upper()})"
_WEEK_SHORT = "(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\\."
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|(?:st|nd|rd|th)\w)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_TO = r"\s*(?:-|–|—|‑|/)\s*|\s+(?:to|and|through|until|or|&)\s+"
_MODIFIER = (
    r"(?i:(?P<{0}>early|late|mid|the\ beginning\ of|the\ start\ of|the\ middle\ of|the\ end\ of|the\ turn\ of|"
    r"beginning\ of"
    r"|start\ of|end\ of)[- ]\s?)"
)
_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen"
    "|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight"
    "|nine))?"
)
_NUMBER = (
    rf"(?:\d{{1,4}}(?:\.\d)?|{_NUMBER_WORD}|an?|several|many|few|a\s+few|a\s+couple\s+of|a\s+dozen|a\s+single|single)"
)
_UNIT = "second|minute|hour|day|week|fortnight|month|quarter|year|decade|centurie|century"
_ORDINAL = "first|second|third|fourth|final|last|1st|2nd|3rd|4th"
_REL = "last|next|this|past|coming|previous|following|same|that|the"
_HOLIDAY = "|".join(re.escape(h) for h in sorted(words.HOLIDAYS, key=len, reverse=True)).replace("'", "['’]")

FORMS: dict[str, str] = {
    # 2022-01-06, 2022-01-06T10:00Z
    "iso": r"(?P<iso_d>\d{4}-\d\d-\d\d)(?:[T ](?P<iso_t>\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])",
    # 12/03/2026, 27.06.2026, 7/8/07
    "slash": r"(?P<sl_a>\d{1,2})(?P<sl_s>[/.])(?P<sl_b>\d{1,2})(?P=sl_s)(?P<sl_y>(?:19|20)\d\d|\d\d)(?![\d/.]\d|\d)",
    "ymd": r"(?P<ym_y>(?:19|20)\d\d)[/.](?P<ym_m>\d{1,2})[/.](?P<ym_d>\d{1,2})(?![\d/.]\d|\d)",
    # January 6; Jan. 6, 2022; January 12-13; Jan. 8 and 9
    "mdy": rf"(?P<md_m>{MONTH})\s?(?P<md_a>{_DAY})"
    r"(?:,\s?(?:3[01]|[12]\d|[1-9])(?=,|\s+and\b))*"
    rf"(?:(?P<md_j>{_TO})(?P<md_b>{_DAY})(?!\s+(?:{MONTH}))(?=\W|$))?"
    rf"(?:,?\s+(?P<md_y>{_YEAR}))?",
    # 6 January; the 6th of January 2022; 12-13 January
    "dmy": rf"(?:(?i:the)\s)?(?P<dm_a>{_DAY})"
    rf"(?:(?P<dm_j>{_TO})(?:(?i:the)\s)?(?P<dm_b>{_DAY}))?\s+(?:of\s+)?(?P<dm_m>{MONTH})"
    rf"(?:,?\s+(?P<dm_y>{_YEAR}))?",
    # in October; last June; mid-January; early April 2024; October 2007
    "month": rf"(?:{_MODIFIER.format('mo_x')})?(?:(?i:(?P<mo_r>last|next|this\ past|this\ coming|this|past|"
    rf"coming))\s+)?"
    rf"(?:(?P<mo_m>{_MONTH_ALONE})|(?P<mo_s>(?:{_SHORT})\.?(?=,?\s+(?:of\s+)?(?:19|20)\d\d)))(?!\w)"
    rf"(?:,?\s+(?:of\s+)?(?P<mo_y>{_YEAR})|\s+(?:of\s+)?(?P<mo_q>(?i:last|next|this)\s+year))?",
    # the first week of March; the last day of May 2024
    "weekof": rf"(?i:the\s+)?(?P<wo_o>(?i:first|second|third|fourth|last|final))\s+(?P<wo_u>(?i:week|weekend|"
    rf"day))\s+(?:of|in)\s+"
    rf"(?P<wo_m>{_MONTH_ALONE})(?!\w)(?:,?\s+(?P<wo_y>{_YEAR}))?",
    # the same month a year ago; the same period last year
    "yearback": r"(?i:(?:the\s+)?same\s+(?P<yb_u>month|period|quarter|time|day|week)\s+(?:a\s+year\s+(?:ago|"
    r"earlier|before)|(?:of\s+)?(?:the\s+)?"
    r"(?:last|previous)\s+year))\b",
    # on Thursday; next Monday; Tuesday night; Wednesday next week
    "weekday": rf"(?:(?i:(?P<wd_r>last|next|this\ past|this\ coming|this|past|coming|the\ following|every|each))\s+)?"
    rf"(?:(?P<wd_d>{_WEEKDAY})(?P<wd_s>s(?!\w))?|(?<=on\s)(?P<wd_a>{_WEEK_SHORT}))"
    r"(?:\s+(?:of\s+)?(?i:(?P<wd_w>next|last|this)\s+week))?"
    r"(?:\s+(?P<wd_p>(?i:morning|afternoon|evening|night)))?\b",
    "holiday": rf"(?i:(?P<ho_n>\b(?:{_HOLIDAY})))(?!['’]?\w)(?:,?\s+(?P<ho_y>{_YEAR}))?",
    "today": r"(?i:(?P<td_w>(?:(?:earlier|later)\s+)?today|yesterday|the\ day\ after\ tomorrow|"
    r"the\ day\ before\ yesterday"
    r"|tomorrow|tonight|last\ night|overnight|this\ (?:morning|afternoon|evening))"
    r"(?:\s+(?P<td_p>morning|afternoon|evening|night))?)\b",
    # late in the day, the same day, the next day, that day, a day earlier
    "theday": r"(?i:(?P<ty_w>(?:late\ in|early\ in|later\ in|earlier\ in|the\ start\ of|the\ end\ of)\ the\ day"
    r"|(?:the\ )?same\ (?:day|evening|night|morning)|the\ (?:next|following|previous|preceding)\ (?:day|morning|"
    r"night|evening)"
    r"|the\ day\ (?:before|after)|(?<!\bon\ )that\ (?:day|night|evening)|on\ that\ day|(?<=\bby\ )that\ time"
    r"|(?<=\bfor\ )the\ day|(?<=\bend\ )the\ day|(?<=\bending\ )the\ day|(?<=\bended\ )the\ day|"
    r"(?<=\bfinish\ )the\ day))\b",
    # the third quarter of 2009; Q3
    "quarter": rf"(?:(?i:the\s+)?(?P<qu_o>(?i:{_ORDINAL}))[- ](?i:quarter)|Q(?P<qu_n>[1-4]))"
    rf"(?:,?\s+(?:(?i:of|in)\s+)?(?:(?P<qu_y>{_YEAR})|(?P<qu_r>(?i:last|next|this))\s+(?i:year)))?\b",
    "half": rf"(?i:the\s+)?(?P<ha_o>(?i:first|second))\s+half\s+of\s+(?:(?P<ha_y>{_YEAR})|(?P<ha_r>(?i:last|"
    rf"next|this|the))"
    r"\s+(?i:year))\b",
    # two days ago; a week later; three days earlier
    "shift": rf"(?i:\b(?P<sh_x>over|more\s+than|nearly|almost|about|just|only|at\s+least|less\s+than|around)?\s*"
    rf"\b(?P<sh_n>{_NUMBER})[\s-]+(?P<sh_u>{_UNIT})s?\s+(?P<sh_w>ago|earlier|later|from\s+now|hence|previously"
    r"|before(?=[.,;]|$)|after(?=[.,;]|$))(?P<sh_t>\s+(?:today|than))?)\b",
    # the past nine days; the next six months
    "window": rf"(?i:(?P<wi_h>the\ |these\ |those\ )?(?P<wi_r>last|past|next|coming|previous|following|"
    rf"first)\s+(?P<wi_n>{_NUMBER})\s+"
    rf"(?:\w+\s+)?(?P<wi_u>{_UNIT})s)\b",
    # last week; next month; this year; the same month; the previous year
    "unit": r"(?i:(?:(?P<un_x>early|late|later|earlier|mid|the\ beginning\ of|the\ start\ of|the\ middle\ of|"
    r"the\ end\ of"
    r"|end\ of)[- ])?"
    r"(?P<un_r>last|next|this\ past|this\ coming|this|the\ past|the\ last|the\ coming|the\ previous|"
    r"the\ following|the\ next|the\ same|that"
    r"|the\ current|the\ entire|the)\s+(?P<un_u>week|weekend|month|quarter|year|decade|century|fortnight))\b",
    # four years; 27-year; two and a half years
    "span": rf"(?i:(?P<sp_x>over|more\s+than|nearly|almost|about|around|at\s+least|less\s+than|the\s+entire)?\s*"
    rf"\b(?P<sp_n>{_NUMBER})(?P<sp_h>\s+and\s+a\s+half)?[\s-]+(?:(?:straight|consecutive|full|whole|more|long|"
    rf"trading|working|"
    rf"business)\s+)?(?P<sp_u>{_UNIT})(?P<sp_s>s)?(?P<sp_k>\s+and\s+a\s+half)?)\b(?!-old|\s+old\b)(?:-long)?",
    "vague": r"(?i:(?<![\w-])(?P<va_u>decade|year|month|week|day|hour|minute)s(?P<va_l>-long)?)\b",
    "set": r"(?i:(?P<se_e>every|each)\s+(?:(?P<se_n>other|two|three|four|five|six|ten)\s+)?(?P<se_u>day|week|"
    r"month|year|quarter|hour|"
    r"morning|night|evening)s?|(?P<se_a>annually|annual|yearly|weekly|daily|monthly|quarterly|fortnightly|hourly))\b",
    "clock": rf"(?i:(?:(?P<cl_h>[01]?\d|2[0-4])(?:[:.](?P<cl_m>[0-5]\d))?\s*(?P<cl_a>a\.m\.?|p\.m\.?|am\b|pm\b)"
    rf"|(?P<cl_g>[01]?\d|2[0-4]):(?P<cl_n>[0-5]\d)(?::[0-5]\d)?(?:\s*(?:hours|hrs)\b)?|(?P<cl_k>(?:[01]\d|"
    rf"2[0-4])[0-5]\d)"
    rf"(?=\s+(?:GMT|UTC|CET|hours|hrs)\b)|(?P<cl_w>noon|midnight)\b))(?:\s*\(?(?P<cl_z>(?:{words.ZONES})\b"
    r"(?:\s?[+-]\d{1,2}(?::\d\d)?)?)\)?)?",
    "season": rf"(?i:(?:(?P<sn_r>last|next|this|early|late|the\ coming)\s+)?(?P<sn_s>spring|summer|autumn|fall|"
    rf"winter))\b"
    rf"(?:\s+(?:of\s+)?(?P<sn_y>{_YEAR}))?",
    "decade": r"(?i:(?:the\s+)?(?:(?:early|late|mid)[- ])?)(?:(?P<de_y>(?:1[5-9]|20)\d)0['’]?s|"
    r"['’]?(?P<de_s>[2-9])0['’]?s)\b",
    "shortyear": r"(?<=\bsince)\s?['’](?P<sy_y>\d\d)\b(?!\w)",
    "year": rf"(?:{_MODIFIER.format('ye_x')})?(?<![\d.,:/$€£#-])(?P<ye_y>{_YEAR})(?![-/:]\d|"
    rf"\w)(?:\s?[-–/]\s?(?P<ye_b>\d\d)(?!\d))?",
    "present": r"(?i:at\ present|at\ the\ moment|the\ time\ being|nowadays|currently|current|now)\b",
    "past": r"(?i:(?:more\s+|in\s+)?recent(?:ly|\s+(?:years|months|weeks|days|times|history))?|lately|"
    r"(?<=\bof\ )the\ past(?=\W*[.,;'\"’”]|$)"
    r"|(?<=\bin\ )the\ past(?=[.,;]|$))\b",
    "future": r"(?i:(?<=\bin\ )the\ future|the\ (?:near|foreseeable)\ future|the\ (?:near|long|short|"
    r"medium)\ term|very\ soon|soon"
    r"|the\ coming\ (?:years|months|weeks|days|hours)|short-term)\b",
}  # fmt: skip

_WITH_DIGIT = ("iso", "slash", "ymd", "dmy", "shift", "span", "clock", "decade", "year", "shortyear")


def _compiled(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{FORMS[name]})" for name in names) + ")")


# Tried at words of FIRST near a word of TRIGGERS; numbers have their own shorter alternation.
EXPRESSION = _compiled(tuple(FORMS))
DIGIT_EXPRESSION = _compiled(_WITH_DIGIT)

TOKEN = re.compile(r"['’]?(?:[^\W\d_]+|\d+)")

_UNIT_WORDS = frozenset(_UNIT.split("|")) | {u + "s" for u in _UNIT.split("|")} | {"weekend", "weekends"}
_REF_WORDS = word_set(
    "today yesterday tomorrow tonight overnight noon midnight annual annually yearly weekly daily monthly "
    "quarterly fortnightly hourly now nowadays currently current recent recently lately future term soon "
    "moment present past being spring summer autumn fall winter half coming days night evening morning "
    "afternoon nights mornings evenings"
)
_HOLIDAY_WORDS = frozenset(w for name in words.HOLIDAYS for w in re.findall(r"[a-z]+", name) if len(w) > 1) - {"s"}
TRIGGERS = (
    frozenset(words.MONTHS) | frozenset(words.WEEKDAYS) | frozenset(w + "s" for w in words.WEEKDAYS)
    | _UNIT_WORDS | _REF_WORDS | _HOLIDAY_WORDS | {"q"}
)  # fmt: skip
FIRST = TRIGGERS | frozenset(words.NUMBERS) | frozenset(words.ORDINALS) | word_set(
    "the a an early late later earlier mid beginning start end middle turn last next this past coming previous "
    "following same that these those every each over more nearly almost about just only at least less around "
    "several many few on in easter first very short whole entire"
)  # fmt: skip
