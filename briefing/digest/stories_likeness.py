"""How like two units are: words first, then whether countries, people and places agree or conflict."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Protocol

from briefing.digest.edges import Edges
from briefing.digest.stories_crowd import Crowd
from briefing.text.terms import document_frequency, names_in, reaches_beyond, weigh
from briefing.text.terms_common import STOP

WINDOW = timedelta(days=4)  # between two wires on one event
JOIN = 0.145  # mean likeness from which groups are joined
LOWEST = 0.03  # likeness below which a pair counts as 0
HIGHEST = 0.5  # likeness above which more counts for nothing: near copies must not make a group look tight
COMMONEST = 250  # wires with a term from which on it tells nothing and costs most: all else grows with their square
OTHER_COUNTRIES = 0.6  # no country in common
OTHER_PLACES = 0.9  # both name towns or provinces, none in common
OF_ONE_PLACE = frozenset({"armed-conflict", "terrorism", "disaster", "crime", "unrest"})  # topics
OTHER_SCENE = 0.7  # and these two name other towns of one country
SERIES = 0.2  # likeness of words from which two wires may be entries of a series
NUMBERED_WORDS = 5  # a longer headline that ends in a number tells a toll, which is revised
SERIES_WORDS = 0.6  # words in common, of all that either has
ROUND_UP = 0.5  # one of the two tells of many events


class Compared(Protocol):
    """What is compared of a unit beside its terms."""

    @property
    def at(self) -> datetime: ...
    @property
    def headline(self) -> str: ...
    @property
    def countries(self) -> tuple[str, ...]: ...
    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def topic(self) -> str: ...
    @property
    def round_up(self) -> bool: ...


def likenesses(
    units: Sequence[Compared],
    counted: Sequence[Mapping[str, float]],
    remembered: Sequence[Sequence[str]] = (),
) -> Edges:
    """Likeness (0 to 1) of every pair i < j of ``units`` that has any. ``units`` stand in the order of their instants;
    ``counted`` are their terms (``terms.count_terms``), ``remembered`` the countries of each remembered story.

    An inverted index over the terms, walked within the window only; time grows with the pairs that share a term.
    Figures alone make no two wires alike: an Arabic and a Hebrew text on other matters may share a year and a number.
    """
    vectors = weigh(counted)
    df = document_frequency(vectors)
    # values lie side by side: most of the time here is spent walking them
    index: dict[str, tuple[list[int], array[float]]] = {
        t: ([], array("d")) for t, n in df.items() if 1 < n <= COMMONEST
    }
    edges = Edges(len(units))
    figures = {term for term in index if not any(map(str.isalpha, term))}
    judge = _Judge(units, counted, vectors, Crowd((unit.countries for unit in units), remembered))
    dots, by_figures = [0.0] * len(units), [0.0] * len(units)
    first = 0
    for j, vector in enumerate(vectors):
        while units[j].at - units[first].at > WINDOW:
            first += 1
        for term, value in vector.items():
            if term not in index:
                continue
            rows, values = index[term]
            if rows and rows[0] < first:
                gone = bisect_left(rows, first)
                del rows[:gone], values[:gone]
            for i, other in zip(rows, values, strict=True):
                dots[i] += value * other
            if term in figures:
                for i, other in zip(rows, values, strict=True):
                    by_figures[i] += value * other
            rows.append(j)
            values.append(value)
        found = [i for i, dot in enumerate(dots[first:j], first) if dot >= LOWEST and dot - by_figures[i] >= LOWEST]
        edges.put(j, *judge.likenesses(j, found, dots))
        dots[first:j] = by_figures[first:j] = [0.0] * (j - first)
    return edges


class _Judge:
    """What words in common amount to, pair by pair, in the light of where two wires are, what kind they are of and
    how they are worded. Works on the cheapest question first: most pairs end there."""

    def __init__(
        self,
        units: Sequence[Compared],
        counted: Sequence[Mapping[str, float]],
        vectors: Sequence[Mapping[str, float]],
        crowd: Crowd,
    ) -> None:
        self._units, self._counted, self._vectors, self._crowd = units, counted, vectors, crowd
        same: dict[frozenset[str], frozenset[str]] = {}  # one object for equal sets
        self._countries, self._places = (
            [same.setdefault(names, names) for names in map(frozenset, column)]
            for column in ((u.countries for u in units), (u.places for u in units))
        )
        self._scene = [u.topic in OF_ONE_PLACE for u in units]
        self._round_up = [u.round_up for u in units]
        self._short = [_numbered_head(u.headline) for u in units]

    def likenesses(self, j: int, found: Sequence[int], dots: Sequence[float]) -> tuple[list[int], list[float]]:
        """The rows among ``found`` that are like ``j``, whose words give ``dots``, and how like they are."""
        countries, places, scene, round_up = self._countries, self._places, self._scene, self._round_up
        own, towns, one_place, many, short = countries[j], places[j], scene[j], round_up[j], self._short[j]
        rows: list[int] = []
        values: list[float] = []
        for i in found:
            dot = dots[i]
            other = countries[i]
            apart = own.isdisjoint(other)
            abroad = bool(apart and own and other)
            there = places[i]
            elsewhere = bool(towns and there and towns.isdisjoint(there))
            likeness = dot * _factor(abroad, elsewhere, elsewhere and one_place and scene[i], many or round_up[i])[0]
            if likeness < LOWEST:
                continue
            if not apart:
                likeness *= self._crowd.share_left(own & other)
                if likeness < LOWEST:
                    continue
            if short and short == self._short[i] and _numbered(self._units[i].headline, self._units[j].headline):
                continue
            if dot >= SERIES and _series(self._units, self._counted, i, j):
                continue
            if likeness >= JOIN and not apart and towns.isdisjoint(there) and self._country_alone(i, j):
                continue
            rows.append(i)
            values.append(likeness if likeness < HIGHEST else HIGHEST)
        return rows, values

    def _country_alone(self, i: int, j: int) -> bool:
        """Whether two wires share, of words, next to nothing but their countries' names."""
        codes = (*self._units[i].countries, *self._units[j].countries)
        return not reaches_beyond(self._vectors[i], self._vectors[j], codes)


def _numbered_head(headline: str) -> tuple[str, ...]:
    """All but the last word of a short headline that ends in a letter or number; empty for any other."""
    parts = headline.split()
    if not 2 <= len(parts) <= NUMBERED_WORDS or not (
        len(parts[-1]) <= 3 and (parts[-1].isdigit() or len(parts[-1]) == 1)
    ):
        return ()
    return tuple(parts[:-1])


def _numbered(a: str, b: str) -> bool:
    """Whether two short headlines are the same but for a letter or number at their end: "Report A", "Report B"."""
    one, two = a.split(), b.split()
    if len(one) != len(two) or not 2 <= len(one) <= NUMBERED_WORDS or one[:-1] != two[:-1] or one[-1] == two[-1]:
        return False
    return all(len(tail) <= 3 and (tail.isdigit() or len(tail) == 1) for tail in (one[-1], two[-1]))


def _series(units: Sequence[Compared], counted: Sequence[Mapping[str, float]], i: int, j: int) -> bool:
    """Whether two wires are entries of a series, told in one form of words about two things: "Border point Almas is
    closed", "Border point Borik is closed". Figures that differ make no series: tolls are revised."""
    for a, b in ((i, j), (j, i)):  # a name that the other does not have: seldom so, hence asked first
        if all(name in counted[b] for name in _names_of(units[a].headline)):
            return False
    shared = sum(" " not in term for term in counted[i].keys() & counted[j].keys())
    words = [sum(" " not in term for term in counted[n]) for n in (i, j)]
    return shared >= SERIES_WORDS * (words[0] + words[1] - shared)


@lru_cache(maxsize=1 << 14)
def _names_of(headline: str) -> frozenset[str]:
    return names_in(headline) - STOP


def agreement(a: Compared, b: Compared) -> tuple[float, str]:
    """What countries, towns and kind make of the likeness of two texts: a factor, and the reason in words.

    Attacks and disasters happen in one place: two wires on such that share neither a country nor a town tell of two
    events, however alike their words and figures.
    """
    abroad = bool(a.countries and b.countries) and not any(code in b.countries for code in a.countries)
    elsewhere = bool(a.places and b.places) and not any(name in b.places for name in a.places)
    scenes = elsewhere and a.topic in OF_ONE_PLACE and b.topic in OF_ONE_PLACE
    return _factor(abroad, elsewhere, scenes, a.round_up or b.round_up)


@lru_cache(maxsize=16)
def _factor(abroad: bool, elsewhere: bool, scenes: bool, round_up: bool) -> tuple[float, str]:
    factor, reason = 1.0, ""
    if abroad:
        factor, reason = OTHER_COUNTRIES, ", other countries"
    if elsewhere:
        factor, reason = factor * OTHER_PLACES, reason + ", other places"
    if scenes:
        factor = 0.0 if abroad else factor * OTHER_SCENE
    if round_up:
        factor, reason = factor * ROUND_UP, reason + ", a round-up"
    return factor, reason
