"""Locks of a server: one run alone or several beside each other, and one schedule that leads.

They are PostgreSQL's advisory locks, held by a connection and gone with it, on whatever machine its program ran.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from briefing.errors import StoreBusy
from briefing.store.door import usable
from briefing.store.faults import at_the_door
from briefing.store.server import LEAD, LOCK, NOT_AVAILABLE, RUN, SPACE, lock_engine
from briefing.storeurl import is_server, without_password

# Who is in the way: of a run among others he who has the archive alone or waits for that, of one alone whoever has it.
HOLDER = (
    "SELECT a.application_name, l.granted FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid "
    "WHERE l.locktype = 'advisory' AND a.pid <> pg_backend_pid() "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    f"AND l.classid = {SPACE} AND l.objid::bigint = (hashtext(coalesce(current_schema(), '') || ':' || :name)::bigint "
    "& 4294967295) AND (l.mode = 'ExclusiveLock' OR l.granted AND NOT :shared) "
    "ORDER BY l.granted DESC, l.pid LIMIT 1"
)


@contextmanager
def server_lock(url: str, *, wait_s: float, shared: bool) -> Iterator[None]:
    """Hold the archive of a server's URL; StoreBusy where that cannot be had within ``wait_s`` seconds.

    Who waits stands in the server's own queue. Whoever wants it alone would never find a moment of his own beside runs
    that overlap; once he waits, those that begin after him are refused.
    """
    subject = without_password(url)
    connection = _connected(url, subject)
    try:
        had = _taken(connection, RUN, subject, shared=shared)
        if not had and wait_s > 0:
            had = _waited(connection, RUN, subject, wait_s, shared=shared)
        if not had:
            held = _holder(connection, shared=shared)
            raise StoreBusy(held, subject=subject, hint="Wait for it to end, or end it, then run again.")
        yield
    finally:
        _closed(connection)


class Leadership:
    """The lead of one schedule among several on one archive. ``leads`` is asked before each piece of work: the first
    to ask has it until it ends or loses its connection, then the next. An archive in a file is led by everybody; there
    each run takes its turn by the file's lock."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Connection | None = None
        self._turn = threading.Lock()

    def leads(self) -> bool:
        """Is it ours? StoreError where the server cannot be asked."""
        if not is_server(self._url):
            return True
        with self._turn:
            return self._still() or self._now()

    def close(self) -> None:
        """Give it to the next."""
        with self._turn:
            self._lost()

    def _still(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.exec_driver_sql("SELECT 1")
        except DBAPIError:
            self._lost()
            return False
        return True

    def _now(self) -> bool:
        subject = without_password(self._url)
        connection = _connected(self._url, subject)
        taken = False
        try:
            taken = _taken(connection, LEAD, subject, shared=False)
        finally:
            if not taken:
                _closed(connection)
        self._connection = connection if taken else None
        return taken

    def _lost(self) -> None:
        if self._connection is not None:
            _closed(self._connection)
            self._connection = None


def _connected(url: str, subject: str) -> Connection:
    with at_the_door(subject), usable(url):
        return lock_engine(url).connect()


def _taken(connection: Connection, name: str, subject: str, *, shared: bool) -> bool:
    with at_the_door(subject):
        query = f"SELECT pg_try_advisory_lock{'_shared' if shared else ''}{LOCK}"
        return bool(connection.execute(text(query), {"name": name}).scalar_one())


def _waited(connection: Connection, name: str, subject: str, most_s: float, *, shared: bool) -> bool:
    """Wait in the queue for it; False where it was not to be had in that time."""
    with at_the_door(subject):
        connection.exec_driver_sql(f"SET lock_timeout = {max(1, round(most_s * 1000))}")
        try:
            query = f"SELECT pg_advisory_lock{'_shared' if shared else ''}{LOCK}"
            connection.execute(text(query), {"name": name})
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", "") != NOT_AVAILABLE:
                raise
            return False
    return True


def _holder(connection: Connection, *, shared: bool) -> str:
    """ "another run holds the archive; briefing 4711@host", as far as the server tells."""
    found = None
    with suppress(DBAPIError):
        found = connection.execute(text(HOLDER), {"name": RUN, "shared": shared}).first()
    waits = found is not None and not found.granted
    held = "another program waits to have the archive alone" if waits else "another run holds the archive"
    named = found is not None and str(found.application_name).startswith("briefing ")
    return f"{held}; {found.application_name}" if found is not None and named else held


def _closed(connection: Connection) -> None:
    with suppress(DBAPIError):
        connection.invalidate()  # no polite word first: the connection may be dead
    with suppress(DBAPIError):
        connection.close()
