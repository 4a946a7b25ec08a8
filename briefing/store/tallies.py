"""Wires counted by hour, region, desk and source, so that no edition has to look through the archive for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from briefing.store.rows import TallyKey, hour_of
from briefing.store.schema import tallies
from briefing.store.shelf import Shelf

KEPT = timedelta(days=120)  # before the newest hour that is added; no comparison looks further back than a month


class TallyShelf(Shelf):
    """The counts of wires."""

    def tallies(self, from_at: datetime, until_at: datetime) -> dict[TallyKey, int]:
        """Counts of the hours from that of ``from_at`` on, before that of ``until_at``."""
        window = (tallies.c.hour >= hour_of(from_at), tallies.c.hour < hour_of(until_at))
        query = select(tallies.c.hour, tallies.c.region, tallies.c.section, tallies.c.source, tallies.c.wires)
        with self._read() as connection:
            return {TallyKey(*row[:4]): row[4] for row in connection.execute(query.where(*window))}


def add_tallies(connection: Connection, counts: Mapping[TallyKey, int]) -> None:
    """Add to the counts, in words that every database knows, and let go of those long past."""
    if not counts:
        return
    hours = [key.hour for key in counts]
    query = select(*(tallies.c[name] for name in TallyKey._fields))
    window = (tallies.c.hour >= min(hours), tallies.c.hour <= max(hours))
    known = {TallyKey(*row) for row in connection.execute(query.where(*window))}
    same = and_(*(tallies.c[name] == bindparam(f"key_{name}") for name in TallyKey._fields))
    more = [
        {f"key_{name}": value for name, value in key._asdict().items()} | {"more": n}
        for key, n in counts.items() if key in known
    ]  # fmt: skip
    if more:
        connection.execute(update(tallies).where(same).values(wires=tallies.c.wires + bindparam("more")), more)
    if new := [key._asdict() | {"wires": n} for key, n in counts.items() if key not in known]:
        connection.execute(insert(tallies), new)
    newest = datetime.fromisoformat(f"{max(hours)}:00+00:00")
    connection.execute(delete(tallies).where(tallies.c.hour < hour_of(newest - KEPT)))
