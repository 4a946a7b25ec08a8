"""How like two units are: words first, then whether countries, people and places agree or conflict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from briefing.digest.terms import count_terms, strongest, weigh

WINDOW = timedelta(days=4)  # between two wires on one event
JOIN = 0.15  # mean likeness from which groups are joined
LOWEST = 0.03  # likeness below which a pair counts as 0
HIGHEST = 0.5  # likeness above which more counts for nothing: near copies must not make a group look tight
TERMS = 300  # heaviest terms of a unit that are compared
OTHER_COUNTRIES = 0.6  # no country in common
OTHER_PLACES = 0.9  # both name towns or provinces, none in common
ROUND_UP = 0.5  # one of the two tells of many events


class Compared(Protocol):
    """What is compared of a unit."""

    @property
    def at(self) -> datetime: ...
    @property
    def headline(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def countries(self) -> tuple[str, ...]: ...
    @property
    def places(self) -> tuple[str, ...]: ...
    @property
    def round_up(self) -> bool: ...


def likenesses(units: Sequence[Compared]) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], str]]:
    """Likeness (0 to 1) of every pair i < j of ``units`` that has any, and what made it, in words."""
    vectors = weigh([count_terms(u.headline, u.text) for u in units])
    postings: dict[str, list[tuple[int, float]]] = {}
    edges: dict[tuple[int, int], float] = {}
    why: dict[tuple[int, int], str] = {}
    for j, full in enumerate(vectors):
        dots: dict[int, float] = {}
        for term, value in strongest(full, TERMS).items():
            posting = postings.setdefault(term, [])
            for i, other in posting:
                dots[i] = dots.get(i, 0.0) + value * other
            posting.append((j, value))
        for i, dot in dots.items():
            if dot < LOWEST or abs(units[j].at - units[i].at) > WINDOW:
                continue
            factor, reason = _agreement(units[i], units[j])
            if dot * factor >= LOWEST:
                edges[i, j] = min(dot * factor, HIGHEST)
                why[i, j] = f"words {dot:.2f}{reason}"
    return edges, why


def _agreement(a: Compared, b: Compared) -> tuple[float, str]:
    factor, reason = 1.0, ""
    if a.countries and b.countries and not set(a.countries) & set(b.countries):
        factor, reason = factor * OTHER_COUNTRIES, reason + ", other countries"
    if a.places and b.places and not set(a.places) & set(b.places):
        factor, reason = factor * OTHER_PLACES, reason + ", other places"
    if a.round_up or b.round_up:
        factor, reason = factor * ROUND_UP, reason + ", a round-up"
    return factor, reason
