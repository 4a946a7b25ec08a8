"""Names of places, bodies, offices and leaders, and the search for them in a text.

The data file is compiled by scripts/build_gazetteer.py: four blocks of lines (places, names, what each name may mean,
first words of longer names). It is read on first use and kept; a place's row is parsed when it is asked for.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

GENITIVES = frozenset(("de", "sv", "da", "no"))  # languages that write an "s" on to a country's name
# Scripts that write no spaces between words: a name is found as a substring.
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# A word that may begin a name: not a lower-case Latin letter. "U.S." and "D.R." stay one word.
_START = re.compile(rf"(?<!\w)(?:(?:[A-Z]\.){{2,5}}|[^\W\d_a-zß-öø-ÿ{CJK}][^\W{CJK}]*)|[{CJK}]+")
# Any word, for languages that write demonyms in small letters.
_ANY = re.compile(rf"(?<!\w)(?:(?:[A-Z]\.){{2,5}}|[^\W\d_{CJK}][^\W{CJK}]*)|[{CJK}]+")
_NEXT = re.compile(rf"(?:[ \u00a0\u202f]|[-‐‑–/]|[’'ʼ]|\.[ \u00a0]|\.-|, | & |\. ?(?=[A-Z]\b))?([^\W{CJK}]+)")
_MARKS = {
    ord(c): None for c in "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u200b\u200c\u200d\u2060\ufeff\u00ad"
}
_SAME = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ё": "е",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
    }
)
# Letters that Arabic writes on to the front of a word: and, in, to, so, as; and the article.
_CLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_GREAT = frozenset({"country", "capital", "area"})
LONGEST_CJK = 12
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Place:
    """One thing a name may mean. ``population`` in persons; 0 where it has none."""

    id: int
    name: str
    kind: str  # country | capital | city | admin | area | body | group | office | leader
    country: str  # "" for bodies and areas over several
    admin: str  # GeoNames first-level code within the country, "" for none
    lat: float | None
    lon: float | None
    population: int
    countries: tuple[str, ...]  # of an area over several, or hinted by a group
    fame: int = 0  # of a town, 0 to 9


@dataclass(frozen=True, slots=True)
class Sense:
    """A place with the form of the name it was found under."""

    place: int
    form: str  # "" proper name | d demonym | a other name | t trap: also a common word or surname
    language: str  # a form that only counts in texts of this language, "" for all


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text, with all it may mean."""

    start: int
    end: int
    key: str
    senses: tuple[Sense, ...]
    words: int


class Gazetteer:
    """The names, and what they may mean."""

    def __init__(self, text: str) -> None:
        places, keys, values, firsts = text.split("\x1e")
        self._rows = places.split("\n")
        self._names: dict[str, str] = dict(zip(keys.split("\n"), values.split("\n"), strict=True))
        self._firsts: dict[str, int] = {line[:-2]: int(line[-1]) for line in firsts.split("\n")}

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def place(self, number: int) -> Place:
        return _place(self, number)

    def row(self, number: int) -> str:
        return self._rows[number]

    def senses(self, key: str) -> tuple[Sense, ...]:
        """All meanings of a folded name, the likeliest first; empty where there is none."""
        return _senses(self, key)

    def raw(self, key: str) -> str:
        return self._names.get(key, "")

    def find(self, text: str, *, language: str = "en") -> Iterator[Hit]:
        """Every longest name in the text, left to right, without overlaps."""
        names, firsts = self._names, self._firsts
        scan = _ANY if language in SMALL_DEMONYMS else _START
        done = 0
        for match in scan.finditer(text):
            start = match.start()
            if start < done:
                continue
            word = match.group()
            if word[0] >= "\u3040" and word[0] <= "\ufaff" and _is_cjk(word[0]):
                yield from self._find_cjk(word, start)
                continue
            if len(word) > LONGEST_WORD:
                continue
            hit = self._longest(text, word, start, match.end(), names, firsts)
            if hit is None and word[-1] == "s" and language in GENITIVES:
                hit = self._genitive(word, start, match.end())
            if hit is not None:
                done = hit.end
                yield hit

    def _longest(
        self, text: str, word: str, start: int, end: int, names: dict[str, str], firsts: dict[str, int]
    ) -> Hit | None:
        if "." in word:
            bare = word.replace(".", "")
            if "=" + bare in names:
                return Hit(start, end, "=" + bare, self.senses("=" + bare), 1)
            return None
        first = fold(word)
        most = firsts.get(first, 0)
        best: tuple[str, int, int] | None = None
        if "=" + word in names:
            best = ("=" + word, end, 1)
        elif first in names:
            best = (first, end, 1)
        if most:
            key, at = first, end
            for count in range(2, most + 1):
                follow = _NEXT.match(text, at)
                if follow is None or follow.end() == follow.start():
                    break
                key = f"{key} {fold(follow.group(1)[:LONGEST_WORD])}"
                at = follow.end()
                if key in names:
                    best = (key, at, count)
        if best is None and word[0] >= "\u0600" and word[0] <= "\u06ff":
            best = self._arabic(first, end)
            if best:
                start += len(word) - best[2]
                best = (best[0], best[1], 1)
        if best is None:
            return None
        return Hit(start, best[1], best[0], self.senses(best[0]), best[2])

    def _genitive(self, word: str, start: int, end: int) -> Hit | None:
        """A country or capital with the "s" of "Armeniens"; towns are left out, as a surname may end so."""
        key = fold(word[:-1])
        senses = self.senses(key) if len(key) >= 4 else ()
        if not senses or senses[0].form or self.place(senses[0].place).kind not in _GREAT:
            return None
        return Hit(start, end, key, senses, 1)

    def _arabic(self, word: str, end: int) -> tuple[str, int, int] | None:
        """A country or capital under letters that are written on to its front, with its end and its length.

        Towns are left out: "al-" before a common word would make many of them.
        """
        for clitic in _CLITICS:
            if word.startswith(clitic) and len(word) - len(clitic) >= 2:
                rest = word[len(clitic) :]
                for form in (rest, "ال" + rest):
                    senses = self.senses(form)
                    if senses and (senses[0].form == "d" or self.place(senses[0].place).kind in _GREAT):
                        return form, end, len(rest)
        return None

    def _find_cjk(self, run: str, offset: int) -> Iterator[Hit]:
        at = 0
        while at < len(run):
            for size in range(min(LONGEST_CJK, len(run) - at), 0, -1):
                piece = run[at : at + size]
                if piece in self._names:
                    yield Hit(offset + at, offset + at + size, piece, self.senses(piece), 1)
                    at += size
                    break
            else:
                at += 1


# Languages that write "français", "iraní" with a small letter.
SMALL_DEMONYMS = frozenset({"fr", "es", "it", "pt", "nl", "pl"})


def _is_cjk(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff" or letter >= "\uf900"


@lru_cache(maxsize=32768)
def fold(word: str) -> str:
    """A word without case, diacritics of Latin letters, and vowel marks; the form under which names are kept."""
    if word.isascii():
        return word.lower()
    word = word.casefold().translate(_MARKS).translate(_SAME)
    if any((c >= "\u00c0" and c <= "\u024f") or "\u1e00" <= c <= "\u1eff" for c in word):
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return word.translate(_SAME)


def fold_name(name: str) -> str:
    """A whole name as its key: folded words with single spaces."""
    return " ".join(fold(word) for word in re.findall(r"\w+", name.translate(_MARKS)))


@lru_cache(maxsize=20000)
def _place(gazetteer: Gazetteer, number: int) -> Place:
    name, kind, country, admin, lat, lon, population, countries, fame = gazetteer.row(number).split("\t")
    return Place(
        id=number,
        name=name,
        kind=kind,
        country=country,
        admin=admin,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        population=int(population or 0),
        countries=tuple(countries.split()),
        fame=int(fame or 0),
    )


@lru_cache(maxsize=20000)
def _senses(gazetteer: Gazetteer, key: str) -> tuple[Sense, ...]:
    value = gazetteer.raw(key)
    found = []
    for item in value.split(","):
        if item:
            number, _, rest = item.partition(":")
            form, _, language = rest.partition("@")
            found.append(Sense(int(number), form, language))
    return tuple(found)


@cache
def load() -> Gazetteer:
    """The gazetteer that ships with the program; read once (about 0.1 s)."""
    packed = (files("briefing.data") / "gazetteer" / "places.tsv.gz").read_bytes()
    return Gazetteer(gzip.decompress(packed).decode("utf-8"))


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-2 code to short English name."""
    gazetteer = load()
    names: dict[str, str] = {}
    for number, row in enumerate(gazetteer._rows):
        if "\tcountry\t" not in row:
            break
        place = gazetteer.place(number)
        names[place.country] = place.name
    return names


def country_name(code: str) -> str:
    """Short English name of a country ("South Korea"); the code itself where it is not known."""
    return country_names().get(code.upper(), code)
