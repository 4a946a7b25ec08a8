"""Days that are names, of streets, movements and people, and words that are weekdays too: no event is on them.

"rue du 4-Septembre", "Straße des 17. Juni"    a street, by the word before
"the June 14 movement", "15 Temmuz Köprüsü"    a movement or a bridge, by the word behind
"Senator Sunday Okafor"                        a name behind a title
"окружающая среда", "среда обитания"           surroundings, not Wednesday
"""

from __future__ import annotations

import re

from briefing.digest.dates_found import Found
from briefing.digest.people import TITLES
from briefing.text.called_off_what import MEETING_NOUN

_I = re.IGNORECASE
# The number may stand before the month that alone was read: "rue du 4-".
_NUMBER = r"(?:(?:\d{1,2}(?:er|º|°|[.])?|[XVI]{1,5})[\s-])?$"
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:"
    r"(?:rue|avenue|av\.|place|boulevard|bd|quai|stade|esplanade|square|université|hôpital|cité)\s+du\s+|"
    r"(?:via|viale|piazza|piazzale|corso|largo|ponte|stadio)\s+|"
    r"(?:calle|avenida|av\.|plaza|paseo|puente|estadio|barrio|autopista)\s+(?:del?\s+)?|(?-i:Movimiento)\s+(?:del?\s+)?|"
    r"(?:rua|avenida|praça|largo|ponte|estádio|bairro)\s+(?:de\s+|do\s+)?|"
    r"(?:straße|strasse|platz|allee|brücke)\s+des\s+|"
    r"(?:مدينة|شارع|جسر|ميدان|ساحة|جامعة|ملعب|حركة)\s+(?:ال\w+\s+من\s+)?"
    rf"){_NUMBER}",
    _I,
)
# Languages that write the month of such a name large, that of a day small.
_SLAVIC = re.compile(
    r"(?<!\w)(?:улиц\w{1,2}|площад\w{1,2}|проспект\w?|вулиц\w{1,2}|площ\w{1,2}|ulic[aęyi]|plac(?:u|em)?|alej[aęi])\s+$",
    _I,
)
_LARGE = re.compile(r"\d\s[^\W\d_a-zа-яіїє]")
_NAMED_BEHIND = re.compile(
    rf"\s(?:(?:[Bb]rigades?|[Mm]ovement|[Aa]lliance|[Cc]oalition|[Mm]artyrs)(?!\s(?:{MEETING_NOUN})\b)|"
    r"(?:Street|Square|Avenue|Boulevard|Bridge|Stadium|University|Hospital|Airport|City|District|Battalion)|"
    r"(?:\w+\s)?(?:Meydanı|Köprüsü|Caddesi|Bulvarı|Stad[ıyu]\w*|Havalimanı|Üniversitesi|Parkı))(?!\w)"
)
_IS_DAY = re.compile(r"\b(?:on|until|till|since|from|by|before|after)\s$", _I)
_SURNAME = re.compile(r"\s(?!(?:Morning|Afternoon|Evening|Night|Noon)\b)[A-Z][a-z’'-]+(?<!s)(?<!ed)\b")
# "в прошлую среду", "в первую среду": Wednesday. Behind another adjective it is what surrounds.
_SURROUNDINGS = re.compile(
    r"(?<!\w)(?!(?:прош|эт|следу|минув|ближай|кажд|нынеш|буду|предсто|перв|втор|трет|четверт|послед|очеред|велик))\w+(?:ая|ую|юю|ой)\s$",
    _I,
)


def is_name(found: Found, sentence: str) -> bool:
    """Is the day or month part of a name?"""
    before, after = sentence[max(0, found.start - 40) : found.start], sentence[found.end : found.end + 40]
    text = sentence[found.start : found.end]
    if found.form == "weekday":
        return _is_surname(before, after) or _is_surroundings(text, before, after)
    if _PLACE_BEFORE.search(before) or (_SLAVIC.search(before) and _LARGE.search(text)):
        return True
    return bool(_NAMED_BEHIND.match(after)) and not _IS_DAY.search(before) and found.grain in ("day", "month")


def _is_surname(before: str, after: str) -> bool:
    words = before.split()
    titled = bool(words) and words[-1].rstrip(".").casefold() in TITLES and before.endswith(" ")
    return titled and _SURNAME.match(after) is not None


def _is_surroundings(text: str, before: str, after: str) -> bool:
    """Russian "среда": Wednesday stands behind "в" or with its date, surroundings behind an adjective or alone."""
    if not text.casefold().startswith("сред"):
        return False
    alone = text.casefold().endswith("среда") and not re.match(r",?\s*\(?\d", after)
    return alone or bool(_SURROUNDINGS.search(before)) or after.startswith(" обитания")
