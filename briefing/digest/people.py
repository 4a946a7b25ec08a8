"""People whom a wire names: with a title, by full name, or in the headline.

Cheap rules over capitalised words, for telling stories apart; no list of persons. Bounded work, never raises.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from briefing.digest.outlets import outlet_spans

MOST = 16  # people kept of a wire
LETTERS = 6000  # of each paragraph, and of all together
_TITLE_WORDS = """president premier chancellor minister secretary general gen colonel col major maj captain lieutenant
sergeant admiral marshal commander chief ambassador envoy spokesman spokeswoman spokesperson senator sen governor gov
congressman congresswoman representative rep lawmaker mayor king queen prince princess sheikh emir sultan ayatollah
pope cardinal bishop archbishop rabbi imam mullah judge justice prosecutor attorney mr mrs ms dr prof professor sir
lord lady leader director analyst activist journalist chairman chairwoman deputy mp ex-president co-founder
präsident präsidentin kanzler minister außenminister président présidente ministre presidente ministro canciller
президент премьер министр глава генерал секретарь депутат губернатор посол cumhurbaşkanı bakanı"""
TITLES = frozenset(_TITLE_WORDS.split())
# Capitalised words that begin or end no person's name: institutions, places' kinds, days, months, nations' adjectives.
_NOT_NAME_WORDS = """the a an in on at of for and but or if as by to from with after before it he she they we i you this
that these those his her its their our my
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december state states united nations union council ministry department office house senate congress
parliament assembly court party army navy force forces guard guards police bank university institute centre center
agency committee commission organization organisation association federation republic kingdom islamic democratic
people's national international foreign defence defense interior prime vice security supreme federal central new north
south east west northern southern eastern western middle great city county province region district river sea strait
gulf ocean island islands mount lake bay cape fort port airport street square road avenue palace tower gate bridge
hospital school church mosque temple museum stadium hotel games olympics olympic cup league world war treaty agreement
accord act bill law peace nobel prize award day week year eve radio television news times post journal press media
international television group company corp inc ltd co fund trust foundation society club team front movement alliance
brigade battalion army's european african american british russian chinese french german israeli iranian ukrainian
indian pakistani turkish syrian iraqi lebanese egyptian japanese korean spanish italian arab muslim christian jewish
kurdish sunni shiite shia catholic orthodox republican republicans democrat democrats labour conservative liberal
english saudi mr mrs ms dr sir gen col sen rep gov lt maj sgt capt
was is are were has have had said says will would could can not no yes when where while who what why how there here
also more most some many all both each other another such than then now just only even still yet so"""
NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())
_PARTICLE_WORDS = "al el bin bint ibn ben abu abd de del della di da dos du van von der den la le ter ten zu"
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:al|el)[-']")


def find_people(headline: str, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Surnames of the people a wire names, casefolded, most often named first, at most ``MOST``.

    A name is two or three capitalised words in a row, or one after a title ("President Tokayev"); a surname so found
    counts again wherever it stands alone. A headline that capitalises every word gives only surnames the text has.
    """
    text = _without_outlets("\n".join(p[:LETTERS] for p in paragraphs[:12])[:LETTERS])
    headline = _without_outlets(headline)
    named: Counter[str] = Counter()
    for surname in _named(text):
        named[surname] += 1
    plain = [w for w in headline[:400].split() if len(w) > 3]
    if sum(w[:1].isupper() for w in plain) <= 0.6 * len(plain):
        for surname in _named(headline[:400]):
            named[surname] += 2
    for word in _PLAIN_WORD.findall(headline[:400] + "\n" + text) if named else ():
        if _capital(word) and (bare := _bare(word)) in named:
            named[bare] += 1
    return tuple(sorted(named, key=lambda s: (-named[s], s))[:MOST])


def _without_outlets(text: str) -> str:
    """The text with the names of papers and stations in small letters, so that they are nobody's."""
    for low, high in outlet_spans(text):
        text = text[:low] + text[low:high].lower() + text[high:]
    return text


def _named(text: str) -> list[str]:
    """Surnames of full names and of names after a title."""
    found: list[str] = []
    parts: list[str] = []
    title, end = False, -1
    for match in _WORD.finditer(text):
        word, bare = match.group(), match.group().rstrip(".").casefold()
        if parts and (match.start() != end + 1 or text[end] not in " \u00a0" or _ends(text[end - 1], parts[-1])):
            found += _surname(parts, title)
            parts, title = [], False
        end = match.end()
        if bare in TITLES:
            if parts:
                found += _surname(parts, title)
            parts, title = [], True
        elif (_capital(word) and bare not in NOT_NAMES and not (len(word) > 4 and word.isupper())) or (
            bare in PARTICLES and parts
        ):
            parts.append(word)
        elif parts or title:
            found += _surname(parts, title)
            parts, title = [], False
    return found + _surname(parts, title)


def _capital(word: str) -> bool:
    """Whether a word is printed as a name, with or without an Arabic article before it ("al-Araghchi")."""
    return word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())


def _ends(letter: str, word: str) -> bool:
    """Whether a full stop after a word ends the sentence: not after an initial."""
    return letter == "." and len(word) > 3


def _surname(parts: list[str], title: bool) -> list[str]:
    while parts and _bare(parts[-1]) in PARTICLES:
        parts = parts[:-1]
    if not parts or len(parts) > 5 or (len(parts) == 1 and not title):
        return []
    last = _bare(parts[-1])
    return [last] if len(last) > 2 else []


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """Casefolded, without possessive, full stop and Arabic article."""
    bare = _POSSESSIVE.sub("", word.rstrip(".").casefold()).replace("’", "'")
    return _ARTICLE.sub("", bare)
