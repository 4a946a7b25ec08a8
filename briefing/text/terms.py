"""Words of a text as weighted terms, for telling which wires speak of one event.

Terms are lightly stemmed words and pairs of neighbouring words; scripts without spaces give pairs of characters.
Weights are TF-IDF: sublinear counts, the headline counted more, names and numbers counted more, and an idf that
mixes the batch with a fixed background, so that three wires are weighed much as three thousand are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt

from briefing.text.gazetteer import country_name, fold, load
from briefing.text.terms_common import COMMON, STOP

LETTERS = 4000  # of a text; what a story is about stands at its head
LONGEST = 32  # letters of a word; what is longer is cut, not lost
# Set on the labelled sets (docs/quality.md). None is delicate: a third more or less moves no figure by more than .01.
HEADLINE = 2.0  # how often a word of the headline counts
NAME = 1.5  # a capitalised word inside a sentence, or a number, against a plain word
BACKGROUND = 100.0  # wires that the background idf stands for
COMMON_SHARE = 0.02  # of background wires that hold a common word of the news
RARE_SHARE = 0.002  # and that hold any other word
ALONE = 0.75  # taken off a term that no other wire of a large batch has: it tells nothing of likeness, only of length
HEAVIEST = 0.27  # of a vector of length 1 that one term may be: one shared word makes no story
TAIL_WORDS, TAIL = 350, 0.2  # beyond so many words a text tells background: each word counts so much
BEYOND = 0.055  # likeness that words besides the country's own name must give where neither place nor act is shared
COUNTRY = 0.75  # a word that names a country, its people or its capital: countries are compared on their own

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
# Scripts written without spaces between words: Thai, Lao, Khmer, kana, Han, Hangul is spaced but inflected.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# What stands before the news: "[Capital FM] Nairobi --", "KHARTOUM:", "GAZA CITY (AP) —".
_HEAD = re.compile(
    r"^\s*\[[^\]\n]{2,60}\]\s*(?:[A-Z][^\n.\[\]]{1,40}?\s*(?:--|—|–)\s)?"
    r"|^\s*[A-Z][A-Z .,/'-]{2,40}(?:\([^)\n]{2,30}\)|,[^\n–—-]{2,30})?\s*(?:--|—|–|:)\s"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENS = re.compile(r"[.!?:;\"“”‘'()\[\]–—|\n]\s*$")


def words(text: str) -> list[str]:
    """The words of a text as printed, at most ``LONGEST`` letters each; unspaced scripts give overlapping pairs."""
    if not _UNSPACED.search(text):
        return [word[:LONGEST] for word in _WORD.findall(text)]
    return [word for word, _ in _placed(text)]


def _placed(text: str) -> Iterator[tuple[str, int]]:
    """Each word with the place in the text where it begins."""
    unspaced = _UNSPACED.search(text) is not None
    for match in _WORD.finditer(text):
        word = match.group()
        if not unspaced or len(word) == 1 or not _UNSPACED.search(word):
            yield word[:LONGEST], match.start()
        else:
            for i in range(len(word) - 1):
                yield word[i : i + 2], match.start() + i


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """A word without case, possessive, inner stops and plural: "Talks" and "talk" are one term. English plurals."""
    bare = _POSSESSIVE.sub("", word.casefold()).replace(".", "").replace("’", "'")
    if len(bare) > 4 and bare.isascii() and bare.isalpha():
        if bare.endswith("ies"):
            return bare[:-3] + "y"
        if bare.endswith(("sses", "shes", "ches", "xes")):
            return bare[:-2]
        if bare.endswith("s") and not bare.endswith(("ss", "us", "is")):
            return bare[:-1]
    return bare


def names_in(headline: str) -> frozenset[str]:
    """Stems of the names in a headline: capitalised inside it; none where every word is capitalised."""
    if _is_title_case(headline):
        return frozenset()
    return frozenset(stem(word) for word, at in _placed(headline[:LETTERS]) if at and word[0].isupper())


def _is_title_case(headline: str) -> bool:
    """Whether a headline capitalises its plain words, so that a capital means nothing in it."""
    plain = [w for w in words(headline) if len(w) > 3 and w.isalpha()]
    return len(plain) > 2 and sum(w[:1].isupper() for w in plain) > 0.7 * len(plain)


@lru_cache(maxsize=65536)
def names_country(word: str) -> bool:
    """Whether a capitalised word by itself names a country, its people or its capital."""
    gazetteer = load()
    short = word.isupper() or "." in word
    senses = gazetteer.senses(fold(word)) or (gazetteer.senses("=" + word.replace(".", "")) if short else ())
    return bool(senses) and senses[0].form != "t" and gazetteer.place(senses[0].place).kind in ("country", "capital")


def count_terms(headline: str, text: str) -> dict[str, float]:
    """Weighted counts of the terms of one wire, before idf: words and pairs of neighbours, stop words dropped.

    A pair joins two words that no stop word divides. The work is bounded for any text.
    """
    counts: dict[str, float] = {}
    names: set[str] = set()
    countries: set[str] = set()
    headline = headline[:LETTERS]
    _count(headline, HEADLINE, counts, set() if _is_title_case(headline) else names, countries)
    _count(_HEAD.sub("", text[:LETTERS], count=1), 1.0, counts, names, countries)
    for term, n in counts.items():
        factor = NAME if term in names or (term[0].isdigit() and " " not in term) else 1.0
        counts[term] = (1 + log(n) if n > 1 else n) * factor * (COUNTRY if term in countries else 1.0)
    return counts


def _count(text: str, full: float, counts: dict[str, float], names: set[str], countries: set[str]) -> None:
    """Add the terms of a text; note which are names, capitalised where no sentence begins, and which countries."""
    before = ""
    for place, (word, at) in enumerate(_placed(text)):
        term = stem(word)
        if not term or term in STOP or (len(term) == 1 and term.isascii()):
            before = ""
            continue
        weight = full if place < TAIL_WORDS else full * TAIL
        counts[term] = counts.get(term, 0.0) + weight
        if word[0].isupper():
            if at and not _OPENS.search(text, max(0, at - 4), at):
                names.add(term)
            if names_country(word):
                countries.add(term)
        if before:
            pair = f"{before} {term}"
            counts[pair] = counts.get(pair, 0.0) + weight
        before = term


def document_frequency(counted: Iterable[Mapping[str, float]]) -> Counter[str]:
    """In how many wires each term stands."""
    df: Counter[str] = Counter()
    for one in counted:
        df.update(one.keys())
    return df


def inverse_frequency(term: str, df: int, batch: int) -> float:
    """The idf of a term that ``df`` wires of a batch hold, mixed with the background. Positive."""
    share = COMMON_SHARE if term in COMMON else RARE_SHARE
    return log((batch + BACKGROUND) / (df + share * BACKGROUND))


def weigh(counted: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """TF-IDF vectors, one for each wire, of length 1 before their heaviest terms are cut down; an empty one where a
    wire has no terms."""
    df = document_frequency(counted)
    # in a small batch most good words stand alone, in a large one hardly any does
    alone = 1 - ALONE * len(counted) / (len(counted) + BACKGROUND)
    idf = {t: inverse_frequency(t, n, len(counted)) * (alone if n == 1 else 1.0) for t, n in df.items()}
    vectors = (unit_length({term: n * idf[term] for term, n in sorted(one.items())}) for one in counted)
    return [{term: min(v, HEAVIEST) for term, v in vector.items()} for vector in vectors]


def unit_length(vector: Mapping[str, float]) -> dict[str, float]:
    """The vector scaled to length 1."""
    norm = sqrt(sum(v * v for v in vector.values()))
    return {term: v / norm for term, v in vector.items()} if norm else {}


def strongest(vector: Mapping[str, float], most: int) -> dict[str, float]:
    """Its ``most`` heaviest terms; ties in the order of the alphabet."""
    if len(vector) <= most:
        return dict(vector)
    kept = sorted(vector, key=lambda term: (-vector[term], term))[:most]
    return {term: vector[term] for term in sorted(kept)}


def beyond_countries(a: Mapping[str, float], b: Mapping[str, float], countries: Iterable[str]) -> float:
    """The cosine of two vectors without what names a country: the words of ``countries``, any other's single word, and
    the pairs with one of them.

    What is left (0 to 1) holds in an archive of any size: where little was told yet, every word is rare, and the
    country's name alone makes two texts alike. ``BEYOND`` is the least that joins two.
    """
    if len(b) < len(a):
        a, b = b, a
    own = _country_words(countries)
    return sum(v * b[term] for term, v in a.items() if term in b and not _names(term, own))


def reaches_beyond(a: Mapping[str, float], b: Mapping[str, float], countries: Iterable[str]) -> bool:
    """Whether ``beyond_countries`` comes to ``BEYOND``; ends as soon as it does."""
    if len(b) < len(a):
        a, b = b, a
    own = _country_words(countries)
    total = 0.0
    for term, v in a.items():
        if term in b and not _names(term, own):
            total += v * b[term]
            if total >= BEYOND:
                return True
    return False


def _country_words(codes: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(_words_of_country, codes))


@lru_cache(maxsize=512)
def _words_of_country(code: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(country_name(code)))


def _names(term: str, own: frozenset[str]) -> bool:
    one, _, other = term.partition(" ")
    return one in own or _names_any(one) or (other != "" and (other in own or _names_any(other)))


@lru_cache(maxsize=65536)
def _names_any(word: str) -> bool:
    return names_country(word.capitalize())
