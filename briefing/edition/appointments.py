"""What all looks at an appointment share: its states, who meets, and where."""

from __future__ import annotations

from functools import cache

from briefing.edition.promises import fold
from briefing.text.gazetteer import country_names

OPEN = ("planned", "expected", "confirmed", "moved")  # states in which it is still to come
PAIR = 2  # sides of a meeting


def spot(where: str | None) -> str:
    """A place as it is compared; none for a country, which says of no town that it is another."""
    place = fold(where)
    return "" if place in _countries() else place


@cache
def _countries() -> frozenset[str]:
    return frozenset(map(fold, country_names().values()))
