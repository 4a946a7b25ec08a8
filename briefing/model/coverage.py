"""How many wires a region gave, against what is usual: a measure of coverage, never of the situation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionUsual:
    """Wires of one desk and region in the period, from the sources that can be compared.

    Those are the sources heard in the period that the archive has known for 14 days. ``usual`` is the median of as
    many as 28 periods of a day before this one; ``series`` the last of them, oldest first, this one at its end.
    """

    wires: int
    usual: int
    sources: int
    series: tuple[int, ...] = ()
