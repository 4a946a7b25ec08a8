"""How like two units are: words first, then whether countries, people and places agree or conflict."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from briefing.digest.stories_crowd import Crowd
from briefing.text.terms import BEYOND, beyond_countries, document_frequency, names_in, weigh
from briefing.text.terms_common import STOP

WINDOW = timedelta(days=4)  # between two wires on one event
JOIN = 0.145  # mean likeness from which groups are joined
LOWEST = 0.03  # likeness below which a pair counts as 0
HIGHEST = 0.5  # likeness above which more counts for nothing: near copies must not make a group look tight
COMMONEST = 250  # wires (or a twentieth of them) with a term from which on it tells nothing and costs most
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
) -> dict[tuple[int, int], float]:
    """Likeness (0 to 1) of every pair i < j of ``units`` that has any. ``units`` stand in the order of their instants;
    ``counted`` are their terms (``terms.count_terms``), ``remembered`` the countries of each remembered story.

    An inverted index over the terms, walked within the window only; time grows with the pairs that share a term.
    Figures alone make no two wires alike: an Arabic and a Hebrew text on other matters may share a year and a number.
    """
    vectors = weigh(counted)
    df = document_frequency(vectors)
    most = max(COMMONEST, len(units) // 20)
    index: dict[str, tuple[list[int], list[float]]] = {t: ([], []) for t, n in df.items() if 1 < n <= most}
    edges: dict[tuple[int, int], float] = {}
    figures = {term for term in index if not any(map(str.isalpha, term))}
    crowd = Crowd((unit.countries for unit in units), remembered)
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
        found = [i for i in range(first, j) if dots[i] - by_figures[i] >= LOWEST]
        for i in found:
            dot = dots[i]
            likeness = dot * agreement(units[i], units[j])[0]
            likeness *= crowd.factor(units[i].countries, units[j].countries) if likeness >= LOWEST else 1.0
            if (
                likeness >= LOWEST
                and not (dot >= SERIES and _series(units, counted, i, j))
                and not _numbered(units[i].headline, units[j].headline)
                and not (likeness >= JOIN and _only_of_country(units[i], units[j], vectors[i], vector))
            ):
                edges[i, j] = min(likeness, HIGHEST)
        dots[first:j] = by_figures[first:j] = [0.0] * (j - first)
    return edges


def _only_of_country(a: Compared, b: Compared, mine: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    """Whether two wires share a country and, of place and words, next to nothing but its name."""
    if not set(a.countries) & set(b.countries) or set(a.places) & set(b.places):
        return False
    return beyond_countries(mine, theirs, (*a.countries, *b.countries)) < BEYOND


def _numbered(a: str, b: str) -> bool:
    """Whether two short headlines are the same but for a letter or number at their end: "Report A", "Report B"."""
    one, two = a.split(), b.split()
    if len(one) != len(two) or not 2 <= len(one) <= NUMBERED_WORDS or one[:-1] != two[:-1] or one[-1] == two[-1]:
        return False
    return all(len(tail) <= 3 and (tail.isdigit() or len(tail) == 1) for tail in (one[-1], two[-1]))


def _series(units: Sequence[Compared], counted: Sequence[Mapping[str, float]], i: int, j: int) -> bool:
    """Whether two wires are entries of a series, told in one form of words about two things: "Border point Almas is
    closed", "Border point Borik is closed". Figures that differ make no series: tolls are revised."""
    shared = sum(" " not in term for term in counted[i].keys() & counted[j].keys())
    words = [{term for term in counted[n] if " " not in term} for n in (i, j)]
    if shared < SERIES_WORDS * (len(words[0]) + len(words[1]) - shared):
        return False
    mine, theirs = names_in(units[i].headline) - STOP, names_in(units[j].headline) - STOP
    return bool(mine - words[1]) and bool(theirs - words[0])


def agreement(a: Compared, b: Compared) -> tuple[float, str]:
    """What countries, towns and kind make of the likeness of two texts: a factor, and the reason in words.

    Attacks and disasters happen in one place: two wires on such that share neither a country nor a town tell of two
    events, however alike their words and figures.
    """
    factor, reason = 1.0, ""
    abroad = bool(a.countries and b.countries) and not any(code in b.countries for code in a.countries)
    elsewhere = bool(a.places and b.places) and not any(name in b.places for name in a.places)
    if abroad:
        factor, reason = OTHER_COUNTRIES, ", other countries"
    if elsewhere:
        factor, reason = factor * OTHER_PLACES, reason + ", other places"
    if elsewhere and a.topic in OF_ONE_PLACE and b.topic in OF_ONE_PLACE:
        factor = 0.0 if abroad else factor * OTHER_SCENE
    if a.round_up or b.round_up:
        factor, reason = factor * ROUND_UP, reason + ", a round-up"
    return factor, reason
