"""A store opened for reading alone: no query waits for a writer, none makes a writer wait, and nothing can be changed.

SQLite's journal (WAL) gives each reading transaction one state of the archive, whatever is written meanwhile.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from briefing.errors import StoreError
from briefing.store.door import WAIT_S, _is_current, _revision, _text, usable
from briefing.store.faults import at_the_door
from briefing.store.server import server_engine
from briefing.storeurl import is_server, is_sqlite, sqlite_file, without_password

CACHE_KB = 8192  # pages of the file that each connection keeps
CONNECTIONS = 4


def reading_engine(url: str) -> tuple[Engine, str]:
    """An engine that reads, and its name for messages.

    StoreError where there is no store yet, or where its tables are not those of this version: any command that
    writes makes it and brings it up to date.
    """
    path = sqlite_file(url)
    subject = str(path) if path else without_password(url)
    if path is None and is_sqlite(url):
        raise StoreError("a store in memory cannot be opened twice", subject=url, hint="Name a file in config.yaml.")
    if path is not None and not path.is_file():
        raise StoreError("is not there yet", subject=subject, hint="`briefing run` makes it.")
    with at_the_door(subject):
        engine = _sqlite(path) if path else _server(url)
        try:
            if not _is_current(engine, subject):
                if _revision(engine) is None:
                    raise StoreError("is not there yet", subject=subject, hint="`briefing run` makes it.")
                raise StoreError(
                    "has tables of an earlier version", subject=subject, hint="`briefing run` brings it up to date."
                )
        except BaseException:
            engine.dispose()
            raise
    return engine, subject


def _server(url: str) -> Engine:
    with usable(url):
        if not is_server(url):
            raise ValueError("SQLite and PostgreSQL are the databases that can be a store")
        return server_engine(url, WAIT_S, read_only=True)


def _sqlite(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=5, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=CONNECTIONS)
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: sqlite3.Connection, _record: object) -> None:
    connection.text_factory = _text
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
