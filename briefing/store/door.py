"""Opening: the engine with its settings, the file made safely, the tables brought up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from briefing.errors import StoreError
from briefing.extras import install_line
from briefing.store.faults import at_the_door
from briefing.store.schema import HEAD, revisions
from briefing.store.server import WRITING, check_server, server_engine, settle, writer_of
from briefing.storeurl import is_server, is_sqlite, options_of, sqlite_file, without_password

WAIT_S = 30.0  # how long one program waits while another writes; a batch of 1,000 wires takes 0.2 s
DAMAGED = "\0damaged: "  # begins the text of a cell whose bytes are no text; no JSON begins so
UNFINISHED = "unfinished copy"  # stands for the revision while another archive is copied into this one


def open_engine(url: str, wait_s: float = WAIT_S) -> tuple[Engine, str]:
    """An engine on an up-to-date store, and its name for messages.

    Makes the file (mode 0600), its folder and its tables where they are missing.

    StoreError where the store cannot be opened, is damaged, is no store of ours or is of a newer version.
    """
    path = sqlite_file(url)
    subject = str(path) if path else without_password(url)
    with at_the_door(subject):
        fresh = path is not None and _make_file(path)
        engine = _engine(url, path, wait_s)
        try:
            if fresh or not (_is_current(engine, subject) and _is_wal(engine, path)):
                _bring_up_to_date(engine, path, subject, wait_s)
        except BaseException:
            engine.dispose()
            raise
    return engine, subject


def _make_file(path: Path) -> bool:
    """True where the file was not there. Made here and not by SQLite, so that no other user can ever read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder", str(path)) from None
        return path.stat().st_size == 0
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # else a power cut may take the new name with all that was written under it
    finally:
        os.close(folder)
    return True


@contextmanager
def usable(url: str) -> Iterator[None]:
    """What the library cannot make an engine of becomes a StoreError that shows no password."""
    shown = without_password(url)
    try:
        yield
    except ModuleNotFoundError as error:
        if not is_server(url):
            raise
        hint = f"Install it: {install_line('postgres')}. A URL that begins with postgresql:// needs no other."
        raise StoreError(f"needs a driver that is not installed: {error}", subject=shown, hint=hint) from error
    except (ArgumentError, ValueError) as error:
        raise StoreError(
            f"cannot be used as a store: {str(error).replace(url, shown)}",
            subject=shown,
            hint="Write it like sqlite:///out/briefing.db or postgresql://USER@HOST/DATABASE.",
        ) from error


def _engine(url: str, path: Path | None, wait_s: float) -> Engine:
    with usable(url):
        if path is not None:  # never by its text, in which the library would read signs of the path as its own
            options = make_url(f"sqlite://?{options_of(url)}").query
            place = URL.create("sqlite", database=str(path), query=options)
            engine = create_engine(place, connect_args={"timeout": wait_s})
        elif is_sqlite(url):
            engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
        elif is_server(url):
            return server_engine(url, wait_s)
        else:
            raise ValueError("SQLite and PostgreSQL are the databases that can be a store")
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: sqlite3.Connection, _record: object) -> None:
    """Settings of each SQLite connection.

    synchronous FULL: with NORMAL a power cut may take the last commits in WAL mode (a kill never does). A run commits a
    few dozen times, a sync costs milliseconds, and a wire that has left its feed cannot be fetched again.
    """
    connection.text_factory = _text
    connection.isolation_level = None  # transactions begin where _begin says, and hold changes of tables too
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _text(data: bytes) -> str:
    """A cell's text. Bytes that are none come marked, so that no form of it can be read and no id found by it: one
    damaged row must not fail the whole query, as it does with SQLite's own reading."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return DAMAGED + data.decode(errors="replace")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at the start: one that read first and then writes could not wait for another."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _is_current(engine: Engine, subject: str) -> bool:
    """Whether the tables are those of this version."""
    found = _revision(engine)
    if found == UNFINISHED:
        raise StoreError(
            "is a copy of another archive that was not finished",
            subject=subject,
            hint="Remove it (the file, or the tables of that database) and run `briefing store copy` again.",
        )
    if found is not None and found > HEAD:
        raise StoreError(
            f"was written by a newer version of briefing (its tables are {found}, this version knows {HEAD})",
            subject=subject,
            hint="Install that version, or set another store in config.yaml.",
        )
    return found == HEAD


def _revision(engine: Engine) -> str | None:
    """The revision of the tables, by one plain query: alembic takes 0.3 s to import. None where there are none."""
    try:
        with engine.connect() as connection:
            return connection.execute(select(revisions.c.version_num)).scalar_one_or_none()
    except DBAPIError as error:
        if "alembic_version" not in str(error.orig):
            raise
        return None


def _is_wal(engine: Engine, path: Path | None) -> bool:
    """False for a file that was brought back from a copy made with VACUUM INTO, which comes in another mode."""
    return path is None or _journal_mode(engine, "PRAGMA journal_mode") == "wal"


def _journal_mode(engine: Engine, pragma: str) -> str:
    """What the pragma answers; run outside any transaction, where alone the mode can be changed."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        return str(raw.execute(pragma).fetchone()[0])


def _bring_up_to_date(engine: Engine, path: Path | None, subject: str, wait_s: float) -> None:
    """Run the missing migrations in one transaction, one program at a time: all of them are done or none."""
    if path is None:
        _migrate(engine, subject)
        return
    from filelock import FileLock, Timeout

    try:
        with FileLock(f"{path}.setup.lock", timeout=wait_s, mode=0o600):
            _journal_mode(engine, "PRAGMA journal_mode = WAL")
            if not _is_current(engine, subject):
                _migrate(engine, subject)
    except Timeout as error:
        raise StoreError("is being set up by another program", subject=subject, hint="Wait, then run again.") from error


def _migrate(engine: Engine, subject: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with writer_of(engine).begin() as connection:
        if engine.dialect.name != "sqlite":
            check_server(connection, subject)
        strangers = set(inspect(connection).get_table_names()) - {"alembic_version"}
        known = inspect(connection).has_table("alembic_version")
        if strangers and not known:
            raise StoreError(
                f"is a database of another program (it holds {', '.join(sorted(strangers)[:3])})",
                subject=subject,
                hint="Set another store in config.yaml.",
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if engine.dialect.name != "sqlite":
            settle(connection)
