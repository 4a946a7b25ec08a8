"""How much a country in common tells of two wires: little where most of the news is about it.

On a day of one war's news nearly every wire shares its countries and its words, and two wires must be more alike to be
on one event. Which countries crowd the news is read off the remembered stories; before there are any, two countries
that stand together are read off the wires themselves. One country that many wires of one batch are about says nothing,
nor do two where there is a memory: that may be one great event. However crowded, most of the likeness is left: a desk
all of whose news is about one country has events too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

# Set on ten days of one war's news with labelled storylines: .6 to 1 differ by .004 (docs/quality.md).
CROWDED = 0.8  # share of the likeness that is taken where all the news is about what two wires share
LEAST = (
    0.6  # what is left of the likeness at the least: without a bound the desk of one country groups nothing any more
)
FEWEST = 20  # stories that count as about something else: a share of few stories says little


class Crowd:
    """The shares of the news that sets of countries have. Works in time of the sets asked for, not of the pairs."""

    def __init__(self, wires: Iterable[Sequence[str]], remembered: Iterable[Sequence[str]]) -> None:
        """``wires``: the countries of each wire of the batch; ``remembered``: of each remembered story."""
        self._wires = [frozenset(countries) for countries in wires]
        self._remembered = [frozenset(countries) for countries in remembered]
        self._known: dict[frozenset[str], float] = {}

    def factor(self, a: Collection[str], b: Collection[str]) -> float:
        """What is left (``LEAST`` to 1) of the likeness of two wires about these countries."""
        shared = frozenset(a).intersection(b)
        return self.share_left(shared) if shared else 1.0

    def share_left(self, shared: frozenset[str]) -> float:
        """The same by the countries that both are about, of which there are some."""
        if shared not in self._known:
            sets = self._wires if len(shared) > 1 and len(self._remembered) < FEWEST else self._remembered
            self._known[shared] = max(LEAST, 1 - CROWDED * _share(shared, sets))
        return self._known[shared]


def _share(countries: frozenset[str], sets: Sequence[frozenset[str]]) -> float:
    """The share of sets that hold all of the countries, among these and ``FEWEST`` that do not."""
    return sum(countries <= one for one in sets) / (len(sets) + FEWEST)
