"""Work that several programs on one server share: what one of them has taken the others leave alone.

Each piece is a row of ``claims`` that its holder keeps locked; the others skip what is locked. Nothing is noted, so
nothing can be left behind: the lock goes with the connection, also where its program is killed or its machine falls.
On SQLite one run at a time holds the whole archive (``store.lock``), and every claim is granted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from briefing.store.faults import at_the_door
from briefing.store.schema import claims
from briefing.store.server import LOCK, NOT_AVAILABLE, plain_of
from briefing.store.shelf import Shelf

# Whoever holds work may be silent for as long as it takes, a rendering among it: who claims passes on to what is free.
# Where the holder's machine falls off the network the server notices by ``server.NOTICED``.
PATIENT = "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 0"


class ClaimShelf(Shelf):
    """What this program has and no other."""

    @property
    def shared(self) -> bool:
        """May other programs work on this archive at the same time? What was read before a claim is then to be read
        again under it."""
        return self._engine.dialect.name != "sqlite"

    @contextmanager
    def claim(self, kind: str, keys: Collection[str]) -> Iterator[frozenset[str]]:
        """Have, for the block, those of the keys that no other program has just now; never waits for one.

        What another has given back in this very moment may be missing too: it has just been done.
        """
        wanted = sorted(set(keys))
        if not self.shared or not wanted:
            yield frozenset(wanted)
            return
        from sqlalchemy.dialects.postgresql import insert  # a server's alone: it takes 70 ms

        plain = plain_of(self._base)
        with at_the_door(self._subject):
            with plain.begin() as connection:
                rows = [{"kind": kind, "key": key} for key in wanted]
                connection.execute(insert(claims).on_conflict_do_nothing(), rows)
            holder = plain.connect()
        try:
            with at_the_door(self._subject):
                holder.exec_driver_sql(PATIENT)
                mine = _locked(holder, kind, wanted)
            yield mine
            with suppress(DBAPIError):  # a lost connection has given all back already
                gone = claims.c.kind == kind, claims.c.key.in_(sorted(mine))
                holder.execute(delete(claims).where(*gone))
                holder.commit()
        finally:
            _let_go(holder)

    def wait_for(self, kind: str, keys: Collection[str], most_s: float) -> None:
        """Return when no other program has any of the keys, or after ``most_s`` seconds."""
        wanted = sorted(set(keys))
        if not self.shared or not wanted:
            return
        query = select(claims.c.key).where(claims.c.kind == kind, claims.c.key.in_(wanted)).order_by(claims.c.key)
        with at_the_door(self._subject), plain_of(self._base).connect() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(most_s * 1000))}")
            try:
                connection.execute(query.with_for_update())
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", "") != NOT_AVAILABLE:
                    raise

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """One program at a time in the block, each in its turn."""
        if not self.shared:
            yield
            return
        with at_the_door(self._subject):
            holder = plain_of(self._base).connect()
        try:
            with at_the_door(self._subject):
                holder.exec_driver_sql(PATIENT)
                holder.execute(text(f"SELECT pg_advisory_xact_lock{LOCK}"), {"name": f"turn:{name}"})
            yield
        finally:
            _let_go(holder)


def _locked(holder: Connection, kind: str, keys: list[str]) -> frozenset[str]:
    query = select(claims.c.key).where(claims.c.kind == kind, claims.c.key.in_(keys)).order_by(claims.c.key)
    return frozenset(holder.scalars(query.with_for_update(skip_locked=True)))


def _let_go(holder: Connection) -> None:
    with suppress(DBAPIError):
        holder.close()
