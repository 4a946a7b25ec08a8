"""PostgreSQL: its engine, and what a database needs to be a store of ours.

Writers take their turn as with SQLite: each writing transaction begins with one lock of the whole archive. They are
short, and numbers of arrival are given in the order in which they become visible; an edition that cuts off at a number
could otherwise miss a wire that another program had been given a lower one for and had not committed yet. Readers see
one state of the archive and wait for nobody. Work that takes long is shared out by ``store.claims``.
"""

from __future__ import annotations

import os
import socket
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url, text

from briefing.errors import StoreError
from briefing.storeurl import driver_url

WRITING = "briefing_writing"  # execution option: the transaction will write
READS_ONLY = "briefing_reads"  # execution option: nothing may be written by this engine
OLDEST = 130000  # server_version_num; 13 is the oldest that its makers kept up in 2025
SPACE = 0x62726965  # first half of the numbers of our locks, so that they are no other program's
TURN, RUN, LEAD = "turn", "run", "lead"
# A machine that falls off the network says nothing. Each side asks the other when it has heard nothing for half a
# minute, and takes it for gone a minute after its last word; the systems' own rule is two hours.
GONE_MS = 60_000
KEEPALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": GONE_MS}
NOTICED = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3; "
    f"SET tcp_user_timeout = {GONE_MS}"
)
# that a program may stand still (stopped, swapped out) while all others wait for its writing turn to end
STILL_MS = 60_000
NOT_AVAILABLE = "55P03"  # SQLSTATE: a lock was not to be had in that time
CONNECT_S = 10
CONNECTIONS = 5

LOCK = f"({SPACE}, hashtext(coalesce(current_schema(), '') || ':' || :name))"


def server_engine(url: str, wait_s: float, *, read_only: bool = False) -> Engine:
    """An engine; nothing is asked of the server yet. ``wait_s``: how long a statement waits for another program."""
    engine = create_engine(driver_url(url), pool_pre_ping=True, pool_size=CONNECTIONS, connect_args=_connecting(url))
    event.listen(engine, "connect", _settings(wait_s))
    event.listen(engine, "begin", _begin)
    engine.update_execution_options(**{READS_ONLY: read_only})
    return engine


def lock_engine(url: str) -> Engine:
    """An engine for a connection that holds a lock for long. The server is to notice soon where we are cut off."""
    engine = create_engine(driver_url(url), poolclass=NullPool, connect_args=_connecting(url))
    event.listen(engine, "connect", _noticed)
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def _noticed(raw: Any, _record: object) -> None:
    raw.autocommit = True
    raw.execute(NOTICED)


def plain_of(engine: Engine) -> Engine:
    """The same engine for transactions that change something and wait for no turn."""
    return engine.execution_options(isolation_level="READ COMMITTED", postgresql_readonly=False)


def reader_of(engine: Engine) -> Engine:
    """The same engine for transactions that see one state of the archive, as SQLite's journal gives it."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def writer_of(engine: Engine) -> Engine:
    """The same engine for writing transactions."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{WRITING: True})
    reads = bool(engine.get_execution_options().get(READS_ONLY))
    return engine.execution_options(**{WRITING: True}, isolation_level="READ COMMITTED", postgresql_readonly=reads)


def _connecting(url: str) -> dict[str, Any]:
    given = make_url(driver_url(url)).query
    name = f"briefing {os.getpid()}@{socket.gethostname()}"[:63]  # so that a lock's holder can be named
    usual = {"application_name": name, "connect_timeout": CONNECT_S, **KEEPALIVE}
    return {key: value for key, value in usual.items() if key not in given}


def _settings(wait_s: float) -> Any:
    def on_connect(raw: Any, _record: object) -> None:
        raw.autocommit = True
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, round(wait_s * 1000))}; SET jit = off; {NOTICED}")
        raw.autocommit = False

    return on_connect


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING):
        turn = f"SELECT set_config('idle_in_transaction_session_timeout', :still, true), pg_advisory_xact_lock{LOCK}"
        connection.execute(text(turn), {"name": TURN, "still": str(STILL_MS)})


def check_server(connection: Connection, subject: str) -> None:
    """StoreError for a server or a database that cannot hold an archive."""
    query = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), current_schema()"
    version, encoding, schema = connection.exec_driver_sql(query).one()
    if version < OLDEST:
        hint = f"Use PostgreSQL {OLDEST // 10000} or later."
        raise StoreError(f"is kept by PostgreSQL {version // 10000}, which is too old", subject=subject, hint=hint)
    if encoding != "UTF8":
        hint = "Make one with CREATE DATABASE name ENCODING 'UTF8' TEMPLATE template0."
        raise StoreError(f"is a database in the encoding {encoding}", subject=subject, hint=hint)
    if schema is None:
        hint = "Make the schema that its search_path names, or take options=-csearch_path=... out of the URL."
        raise StoreError("has no schema to keep tables in", subject=subject, hint=hint)


UNSORTED = (
    "SELECT table_name, column_name, data_type, character_maximum_length FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying') "
    "AND collation_name IS DISTINCT FROM 'C' ORDER BY table_name, ordinal_position"
)


def settle(connection: Connection) -> None:
    """Let every text column sort by code points, as SQLite does: instants and ids are compared as text, and what comes
    first must not depend on the language of a server. For the columns that a migration has just made."""
    changes: dict[str, list[str]] = {}
    for table, column, kind, length in connection.exec_driver_sql(UNSORTED):
        kind = f"varchar({length})" if length else "text"
        changes.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
    for table, columns in changes.items():
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {", ".join(columns)}')


def size_of(connection: Connection) -> int:
    """Bytes of the tables of the archive with their indexes."""
    query = (
        "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class AS c "
        "JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'"
    )
    return int(connection.exec_driver_sql(query).scalar_one())
