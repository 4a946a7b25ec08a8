"""How much a country in common tells of two wires: little where most of the news is about it.

On a day of one war's news nearly every wire shares its countries and its words, and two wires must be more alike to be
on one event. Which countries crowd the news is read off the remembered stories; two countries that stand together also
off the wires themselves. One country that many wires of one batch are about says nothing: that may be one great event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

# Set on ten days of one war's news with labelled storylines: .6 to 1 differ by .004 (docs/quality.md).
CROWDED = 0.8  # share of the likeness that is taken where all the news is about what two wires share
FEWEST = 20  # stories that count as about something else: a share of few stories says little


class Crowd:
    """The shares of the news that sets of countries have. Works in time of the sets asked for, not of the pairs."""

    def __init__(self, wires: Iterable[Sequence[str]], remembered: Iterable[Sequence[str]]) -> None:
        """``wires``: the countries of each wire of the batch; ``remembered``: of each remembered story."""
        self._wires = [frozenset(countries) for countries in wires]
        self._remembered = [frozenset(countries) for countries in remembered]
        self._known: dict[frozenset[str], float] = {}

    def factor(self, a: Collection[str], b: Collection[str]) -> float:
        """What is left (0.2 to 1) of the likeness of two wires about these countries."""
        shared = frozenset(a).intersection(b)
        if not shared:
            return 1.0
        if shared not in self._known:
            among = [self._remembered, self._wires] if len(shared) > 1 else [self._remembered]
            self._known[shared] = 1 - CROWDED * max(_share(shared, sets) for sets in among)
        return self._known[shared]


def _share(countries: frozenset[str], sets: Sequence[frozenset[str]]) -> float:
    """The share of sets that hold all of the countries, among these and ``FEWEST`` that do not."""
    return sum(countries <= one for one in sets) / (len(sets) + FEWEST)
