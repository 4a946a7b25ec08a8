"""Where wires go as they come: stored some thousands at a time, so that no intake is held whole, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.model import SourceReport, Wire
from briefing.pipeline.sources.restamped import without_restamped
from briefing.store import Store


@dataclass
class Intray:
    """Wires in the order they come. What is taken is on the disk after ``emptied`` at the latest, and all of an intake
    of few wires then and at once.

    Of two wires with one id that are stored together the later one is kept, else the first.
    """

    store: Store
    listed: frozenset[str] = frozenset()  # the sources that show their items anew at each look
    new: dict[str, int] = field(default_factory=dict)  # versions not known before, by source
    reports: dict[str, SourceReport] = field(default_factory=dict)  # by what the wires call their source
    _waiting: list[Wire] = field(default_factory=list)

    def take(self, wires: Iterable[Wire]) -> None:
        """Take wires; they are stored where with them there are enough."""
        from briefing.collect.portions import AT_ONCE

        self._waiting += wires
        if len(self._waiting) >= AT_ONCE:
            self.emptied()

    def emptied(self) -> None:
        """Store all that waits, in one transaction."""
        if not self._waiting:
            return
        added = set(self.store.add_wires(without_restamped(self.store, self._waiting, self.listed)).new)
        for wire in {w.id: w for w in self._waiting}.values():
            self.new[wire.source] = self.new.get(wire.source, 0) + (wire.id in added)
        for wire in self._waiting:
            self._tell(wire)
        self._waiting = []

    def _tell(self, wire: Wire) -> None:
        before = self.reports.get(wire.source)
        if before is None:
            address, publisher = str(Path(wire.path).parent), wire.publisher
            before = SourceReport(source=wire.source, status="ok", address=address, publisher=publisher)
        known = [at for at in (before.newest_at, wire.published_at) if at]
        self.reports[wire.source] = replace(before, wires=before.wires + 1, newest_at=max(known, default=None))
