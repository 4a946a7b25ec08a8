"""Names of papers, agencies and stations in a text: what they are part of is no place, and who they are no speaker.

    is_outlet("the Kesra Post")              by its last word, or known (data/outlets.yaml)
    outlet_spans("..., Baghdad Today said")  where such names stand that are told as saying, or told something

"Reuters said" repeats what somebody said: a paper is whom a wire has it from, and no party to what it tells.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from briefing.digest.places_words import given_names
from briefing.text.gazetteer import fold, fold_name, load
from briefing.text.terms import names_country

# What outlets are called last. Bodies speak too ("Agency", "Council"), and are none.
_LAST = (
    r"Wire|Times|Post|News|Radio|TV|Television|Tribune|Herald|Gazette|Daily|Telegraph|Newspaper|Chronicle|Observer|Standard|"
    r"Journal|Press|Today|Online|Guardian|Star|Independent|Mirror|Express|Globe|Eye|Insider|Weekly|Pravda|Gazeta|"
    r"(?:News|Press|Telegraph)\sAgency|News\sService|Broadcasting(?:\s(?:Corporation|Service))?"
)
_WORD = r"[A-Z][\w’'-]*"
_NAME = rf"(?:{_WORD}\s){{1,3}}?(?:{_LAST})"
_ENDS = re.compile(rf"(?:the\s)?{_NAME}(?:\s\d{{1,2}})?$", re.IGNORECASE)
# Named by the country they broadcast to: "Iran International", "France 24", "Radio Free Europe". "Refugees
# International" and "Highway 24" broadcast to none.
_STATION = re.compile(
    rf"(?:the\s)?(?:Radio\s(?:Free\s)?{_WORD}(?:/Radio\sLiberty)?|(?P<land>{_WORD})\s(?:International|24))$"
)
_SAYS = (
    r"(?:has\s|have\s|had\s|also\s|later\s)?"
    r"(?:said|says|reported|reports|wrote|writes|quoted|cited|learned|broadcast|published|added)\b"
)
_TOLD = (
    r"(?:told|tells|according\sto|(?:reported|quoted|cited)\sby|(?:interview|spoke)\swith|"
    r"statement\sto|sp(?:eaking|oke)\sto)"
)
# "Interfax-Ukraine": a known name with a country behind it. "CBC Toronto" is in Toronto.
_JOINED = rf"[A-Z]\w+-{_WORD}"
_ANY = rf"(?:[Tt]he\s)?(?:{_NAME}|{_WORD}\sInternational|Radio\s(?:Free\s)?{_WORD}|{_JOINED})"
_IN_TEXT = re.compile(
    rf"\b(?P<a>{_ANY})(?:,?\s{_SAYS}|[’']s\s(?:website|correspondent|reporter)\b)|\b{_TOLD}\s(?P<b>{_ANY})(?![\w-])"
)
# Posts that soldiers hold: "Almas Border Post".
_GUARDED = re.compile(
    r"\b(?:border|frontier|command|observation|trading|customs|crossing|checkpoint|military|police|army|guard)\sPost$",
    re.IGNORECASE,
)
# People called Post, Star or Herald.
_HONOURS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Judge|General|President|Minister|Senator)\.?$")


# Last words that are surnames too: "Emily Post".
_SURNAMES = frozenset("post star herald wire standard".split())
_AGENCY = re.compile(r"^(?P<name>.+?)\s(?P<news>(?:news|press|telegraph)\s)?agency$", re.IGNORECASE)


@lru_cache(maxsize=1 << 13)
def is_outlet(name: str) -> bool:
    """Is it the name of a paper, an agency or a station: a known one, or called as such are?"""
    plain = name.strip().removeprefix("the ").removeprefix("The ")
    agency = _AGENCY.match(plain)
    if _is_known(plain) or (agency and (agency["news"] or _is_known(agency["name"]))):
        return True
    words = plain.split()
    if len(words) < 2 or _HONOURS.match(words[0]) or _GUARDED.search(plain):
        return False
    station = _STATION.match(plain)
    if station and (not station["land"] or _is_land(station["land"], town=plain.endswith("24"))):
        return True
    return bool(_ENDS.match(plain)) and not _is_person(words)


def _is_known(plain: str) -> bool:
    """In the list as it stands, behind its owner ("Iran's Fars") or with a word more ("Interfax-Ukraine")."""
    known = known_names()
    last = re.split(r"[’']s\s(?:state\s)?(?:news\sagency\s)?", plain)[-1]
    first = re.match(r"(\w+)-[A-Z]|([A-Z]{2,5})\s[A-Z]\w+$", plain)
    return fold_name(last) in known or bool(first and fold_name(first[1] or first[2]) in known)


def _is_land(word: str, *, town: bool) -> bool:
    """Does it name a country, its people or capital, or, for a ``town``, any place?"""
    return names_country(word) or (town and bool(load().senses(fold(word))))


def _is_person(words: list[str]) -> bool:
    """ "Emily Post": a given name before a word that is a surname too."""
    return len(words) == 2 and words[1].casefold() in _SURNAMES and words[0].casefold() in given_names()


def outlet_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of the names that say something or are told it, and are outlets', wherever they stand."""
    names: dict[str, None] = {}
    for match in _IN_TEXT.finditer(text):
        name = (match["a"] or match["b"]).removeprefix("the ").removeprefix("The ")
        if is_outlet(name):
            names[name] = None
    return [match.span() for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", text)]


@cache
def known_names() -> frozenset[str]:
    """The names in data/outlets.yaml, folded."""
    lines = (files("briefing.data") / "outlets.yaml").read_text(encoding="utf-8").split("\n")
    listed = (item.strip() for line in lines if line[2:3] == ":" for item in line[3:].split(","))
    return frozenset(fold_name(item) for item in listed if item and "." not in item)
