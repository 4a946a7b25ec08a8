"""Past editions as they would be made today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefing.model.comparison import Comparison


@dataclass(frozen=True, kw_only=True, slots=True)
class Replayed:
    """One past edition decided anew. ``comparison`` is None where it came to nothing, and ``faults`` say why.

    ``tally`` counts what differs: added, gone, status, placement, headline, figures, daybook_new, daybook_gone,
    daybook_changed, sources.
    """

    reader: str
    number: int
    on: date
    slot: str
    comparison: Comparison | None
    tally: Mapping[str, int]
    page: str = ""  # the new edition's page, below the folder of the replay
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Replay:
    """Past editions decided anew, in their order, and what could not be."""

    editions: tuple[Replayed, ...]
    totals: Mapping[str, int]
    remarks: tuple[str, ...] = ()

    @property
    def same(self) -> int:
        """How many editions would carry the same."""
        return sum(one.comparison is not None and not any(one.tally.values()) for one in self.editions)
