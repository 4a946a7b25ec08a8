"""A real PostgreSQL for tests: started on a free port of this machine, its files in a folder that goes with it.

Debian's package is enough (``apt-get install postgresql``); where there is none, or no driver, the tests skip and say
so. The server runs as another user than root, without a socket file and without any care for a power cut; what it has
acknowledged outlives a kill.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HASTE = ("fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=32MB")
PLACE = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100", "log_min_messages=fatal")
# a user that has to know his password; everybody else is believed
RULES = "host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n"
TEMPLATE = "template_store"
START_S = 30.0
ALONE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
SHAPE = (
    "SELECT (SELECT version_num FROM alembic_version) || string_agg(relname, ' ' ORDER BY relname) "
    "FROM pg_class WHERE relkind IN ('r', 'i')"
)
# every table emptied and every sequence begun anew: a third of the time that a copied database takes
EMPTIED = """DO $$ DECLARE one record; BEGIN
FOR one IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname NOT IN ('alembic_version', 'outbox', 'desk_log')
LOOP EXECUTE format('DELETE FROM %I', one.relname); END LOOP;
FOR one IN SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL
LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', one.sequencename); END LOOP; END $$"""


def why_not() -> str:
    """Why there can be no server here; empty where there can."""
    if _programs() is None:
        return "PostgreSQL is not installed (apt-get install postgresql)"
    if find_spec("psycopg") is None:
        return "its driver is not installed (pip install -e '.[postgres]')"
    if os.geteuid() == 0 and (shutil.which("setpriv") is None or _user() is None):
        return "PostgreSQL refuses to run as root, and there is no other user to run it as"
    return ""


class Server:
    """A running server and its databases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self._process: subprocess.Popen[bytes] | None = None
        self._spare: list[str] = []
        self._count = 0
        self._shape = ""  # of an empty store

    def url(self, name: str, login: str = "briefing") -> str:
        return f"postgresql://{login}@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start it, on the port that it had before."""
        self.port = self.port or _free_port()
        settings = [word for one in (*HASTE, *PLACE, f"port={self.port}") for word in ("-c", one)]
        command = _as_user("postgres", "-D", str(self.folder / "data"), *settings)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        until_s = time.monotonic() + START_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until_s:
                raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self, number: int = signal.SIGQUIT) -> None:
        """At once, as in a crash (SIGQUIT), or with every connection ended first (SIGINT)."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(timeout=START_S)
            self._process = None

    def sql(self, statement: str, values: Sequence[Any] = (), *, name: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement in a database, as its owner; the rows it gives."""
        import psycopg

        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def lend(self) -> str:
        """The name of a database with an empty store."""
        return self._spare.pop() if self._spare else self.bare(f"TEMPLATE {self._template()}")

    def _template(self) -> str:
        if not self._shape:
            import psycopg

            from briefing.store import open_store

            self.sql(f"CREATE DATABASE {TEMPLATE}")
            open_store(self.url(TEMPLATE)).close()
            with psycopg.connect(self.url(TEMPLATE)) as connection:
                self._shape = _shape(connection)
        return TEMPLATE

    def bare(self, how: str = "TEMPLATE template0") -> str:
        """The name of a new database that holds nothing."""
        self._count += 1
        self.sql(f"CREATE DATABASE test_{self._count} {how}")
        return f"test_{self._count}"

    def back(self, name: str) -> None:
        """Emptied for the next test; one that was changed too much is removed."""
        import psycopg

        self._template()
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(ALONE, [name])
            same = _shape(connection) == self._shape
            if same:
                connection.execute("DELETE FROM outbox; DELETE FROM desk_log;" + EMPTIED)
        if same:
            self._spare.append(name)
        else:
            self.drop(name)

    def drop(self, name: str) -> None:
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _answers(self) -> bool:
        import psycopg

        with suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres"), connect_timeout=5):
            return True
        return False


def _shape(connection: Any) -> str:
    """The revision, tables and indexes of a database; empty where there is no store in it."""
    if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
        return ""
    return str(connection.execute(SHAPE).fetchone()[0])


@contextmanager
def running_server() -> Iterator[Server]:
    """A new server that ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-postgres-"))
    try:
        if os.geteuid() == 0 and (user := _user()):
            os.chown(folder, user.pw_uid, user.pw_gid)
        kind = ["-A", "trust", "-U", "briefing", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        made = subprocess.run(_as_user("initdb", "-D", str(folder / "data"), *kind), capture_output=True)
        if made.returncode != 0:
            raise RuntimeError(f"initdb: {made.stderr.decode(errors='replace')}")
        (folder / "data" / "pg_hba.conf").write_text(RULES)
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_user(program: str, *words: str) -> list[str]:
    """A command that no root runs, and that ends with this process whatever becomes of it."""
    programs = _programs()
    assert programs is not None
    before: list[str] = []
    if setpriv := shutil.which("setpriv"):
        before = [setpriv, "--pdeathsig", "QUIT"]
        if os.geteuid() == 0 and (user := _user()):
            before += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return [*before, str(programs / program), *words]


def _programs() -> Path | None:
    """The folder of initdb and postgres, those of the newest version."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(3), reverse=True
    )
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


def _user() -> pwd.struct_passwd | None:
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    return None


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
