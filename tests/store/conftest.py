"""The store's tests run on both databases: each asks for a place by name and gets a URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing.store import Store, open_store
from briefing.storeurl import sqlite_url
from tests.postgres import Server


class Places:
    """Archives by name, all of one kind. ``places("archive")`` is the URL of one with empty tables."""

    def __init__(self, folder: Path, server: Server | None) -> None:
        self._folder, self._server = folder, server
        self._lent: dict[str, str] = {}
        self.kind = "postgresql" if server else "sqlite"

    def __call__(self, name: str = "archive") -> str:
        if self._server is None:
            return sqlite_url(self._folder / f"{name}.db")
        if name not in self._lent:
            self._lent[name] = self._server.lend()
        return self._server.url(self._lent[name])

    def bare(self, name: str) -> str:
        """One without any table, or of a file that is not there yet."""
        if self._server is not None:
            self._lent[name] = self._server.bare()
        return self(name)

    def sql(self, statement: str, values: Sequence[Any] = (), *, name: str = "archive") -> list[tuple[Any, ...]]:
        """Run a statement behind the back of the store. Values stand at each "?"."""
        if self._server is not None:
            self(name)
            return self._server.sql(statement.replace("?", "%s"), values, name=self._lent[name])
        connection = sqlite3.connect(self._folder / f"{name}.db", isolation_level=None)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def carry(self, table: str, source: str, target: str) -> None:
        """Copy the rows of a table into one of an earlier revision, which may have fewer columns."""
        where = "table_name = ? AND table_schema = 'public'"
        query = f"SELECT column_name FROM information_schema.columns WHERE {where}"
        if self._server is None:
            query = "SELECT name FROM pragma_table_info(?)"
        names = [str(name) for (name,) in self.sql(query, [table], name=target)]
        rows = self.sql(f"SELECT {', '.join(names)} FROM {table}", name=source)
        for row in rows:
            marks = ", ".join("?" * len(row))
            self.sql(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", row, name=target)

    def give_back(self) -> None:
        for name in self._lent.values():
            assert self._server is not None
            self._server.back(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Archives in files, then on a server."""
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    found = Places(tmp_path, server)
    yield found
    found.give_back()


@pytest.fixture
def store(places: Places) -> Iterator[Store]:
    """An open archive that holds nothing."""
    with open_store(places()) as opened:
        yield opened
