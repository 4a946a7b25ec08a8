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
    same = and_(*(tallies.c[name] == bindparam(f"key_{name}") for name in TallyKey._fields))
    change = update(tallies).where(same).values(wires=tallies.c.wires + bindparam("more"))
    for key, n in counts.items():
        keys = {f"key_{name}": value for name, value in key._asdict().items()}
        if not connection.execute(change, {**keys, "more": n}).rowcount:
            connection.execute(insert(tallies).values(**key._asdict(), wires=n))
    if counts:
        newest = datetime.fromisoformat(f"{max(key.hour for key in counts)}:00+00:00")
        connection.execute(delete(tallies).where(tallies.c.hour < hour_of(newest - KEPT)))
