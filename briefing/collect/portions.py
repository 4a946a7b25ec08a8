"""Wires handed on while the rest is still being read, so that no intake is held whole; what is told of those gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Wire

AT_ONCE = 2000  # wires from which on they are handed on; an intake of fewer stays together
HandOn = Callable[[Sequence[Wire]], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What a report tells of wires, whether or not they are still held."""

    wires: int = 0
    newest_at: datetime | None = None
    publishers: frozenset[str] = frozenset()

    @property
    def publisher(self) -> str:
        """The publisher of all of them; "" where they are of several, as in a folder of many agencies' wires."""
        return next(iter(self.publishers)) if len(self.publishers) == 1 else ""

    def also(self, wires: Sequence[Wire]) -> Tally:
        """The same with these wires counted too."""
        return self.plus(
            Tally(
                wires=len(wires),
                newest_at=max((w.published_at for w in wires if w.published_at), default=None),
                publishers=frozenset(w.publisher or w.agency for w in wires),
            )
        )

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        known = [at for at in (self.newest_at, other.newest_at) if at]
        return Tally(
            wires=self.wires + other.wires,
            newest_at=max(known, default=None),
            publishers=self.publishers | other.publishers,
        )


NO_WIRES = Tally()
