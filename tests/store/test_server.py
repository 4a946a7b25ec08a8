"""A PostgreSQL server and what can go wrong with it: every fault one line with what to do, and never a password."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.store import open_store, run_lock
from briefing.store.faults_server import judge_server
from briefing.store.lexemes import lexemes, vector, words_query
from briefing.store.schema import metadata
from tests.postgres import Server

from .builders import NOON, edition, wire

SECRET = "s3cret"


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The name of a database with an empty store."""
    name = postgres.lend()
    yield name
    postgres.back(name)


@pytest.fixture
def empty(postgres: Server) -> Iterator[str]:
    """The name of a database with nothing in it."""
    name = postgres.bare()
    yield name
    postgres.drop(name)


def refused(url: str, match: str) -> StoreError:
    """What opening says, and what taking the lock of a run says of the same."""
    with pytest.raises(StoreError, match=match) as caught:
        open_store(url)
    assert caught.value.hint
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def test_who_and_what_cannot_be_reached(postgres: Server) -> None:
    for role in ("locked", "weak"):
        if not postgres.sql("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]):
            postgres.sql(f"CREATE ROLE {role} LOGIN PASSWORD 'right'")
    place = f"127.0.0.1:{postgres.port}"
    urls = {
        f"postgresql://locked:{SECRET}@{place}/postgres": "password is wrong",
        f"postgresql://locked@{place}/postgres": "password is wrong",
        f"postgresql://ghost:{SECRET}@{place}/postgres": "no such user",
        f"postgresql://briefing:{SECRET}@{place}/nosuch": "no such database",
        f"postgresql://briefing:{SECRET}@127.0.0.1:1/a": "no server answers there",
        f"postgresql://briefing:{SECRET}@no.such.host.invalid/a": "nobody knows that host",
        f"postgresql://briefing:{SECRET}@{place}/postgres?sslmode=require": "no safe connection",
        f"postgresql://briefing:{SECRET}@{place}/postgres?nosuch=1": "wrong option",
        f"postgresql://briefing@{place}/postgres?password={SECRET}&nosuch=1": "wrong option",
    }
    for url, match in urls.items():
        refused(url, match)
        with pytest.raises(StoreError, match=match) as caught, run_lock(url):
            pass
        assert SECRET not in str(caught.value)


def test_a_user_who_may_make_no_tables_and_databases_that_are_not_ours(postgres: Server, empty: str) -> None:
    if not postgres.sql("SELECT 1 FROM pg_roles WHERE rolname = 'weak'"):
        postgres.sql("CREATE ROLE weak LOGIN")
    error = refused(postgres.url(empty, login="weak"), "no right")
    assert "GRANT CREATE" in error.hint
    postgres.sql("CREATE TABLE bookmarks (url text)", name=empty)
    refused(postgres.url(empty), "another program .it holds bookmarks")
    latin = postgres.bare("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert "UTF8" in refused(postgres.url(latin), "encoding LATIN1").hint
    postgres.drop(latin)


def test_tables_of_a_newer_version_are_refused_and_left_alone(postgres: Server, database: str) -> None:
    postgres.sql("UPDATE alembic_version SET version_num = '0999'", name=database)
    assert "0999" in refused(postgres.url(database), "newer version").message
    assert postgres.sql("SELECT version_num FROM alembic_version", name=database) == [("0999",)]


def test_the_migrations_make_what_the_schema_says_and_text_sorts_by_code_points(
    postgres: Server, database: str
) -> None:
    query = "SELECT column_name, is_nullable, collation_name FROM information_schema.columns WHERE table_name = %s"
    for table in metadata.sorted_tables:
        rows = postgres.sql(query, [table.name], name=database)
        assert {(name, null == "YES") for name, null, _ in rows} == {(c.name, c.nullable) for c in table.columns}
        assert {collation for _, _, collation in rows} <= {"C", None}, table.name
        indexes = {
            row[0]
            for row in postgres.sql(
                "SELECT indexname FROM pg_indexes WHERE tablename = %s", [table.name], name=database
            )
        }
        assert {str(index.name) for index in table.indexes} <= indexes
    letters = "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND collation_name = 'C'"
    assert postgres.sql(letters, name=database)[0][0] > 60


def test_a_schema_of_its_own(postgres: Server, empty: str) -> None:
    postgres.sql("CREATE TABLE bookmarks (url text); CREATE SCHEMA wires", name=empty)
    url = postgres.url(empty) + "?options=-csearch_path%3Dwires"
    with open_store(url) as store:
        assert store.add_wires([wire()]).new
        assert store.damage() == []
        assert store.server_bytes() > 0
    assert postgres.sql("SELECT count(*) FROM wires.wires", name=empty) == [(1,)]
    with run_lock(url), run_lock(postgres.url(empty)):  # another archive of the same database
        pass


def test_a_restart_costs_what_was_in_hand_and_nothing_that_was_kept(postgres: Server, database: str) -> None:
    with open_store(postgres.url(database)) as store:
        store.add_wires([wire(1)])

        def cut_off() -> None:
            with store.together():
                store.add_wires([wire(2)])
                store.save_edition(edition(), files={})
                postgres.stop()
                store.save_run("{}", NOON)

        with pytest.raises(StoreError, match=r"connection|server ended") as caught:
            cut_off()
        assert "Run again" in caught.value.hint
        with pytest.raises(StoreError, match="no server answers there"):
            store.count_wires()
        postgres.start()
        assert store.count_wires() == 1  # the pool finds out by itself that its connections are gone
        assert store.editions() == []
        assert store.add_wires([wire(2)]).new


def test_connections_that_the_server_ended_are_made_anew(postgres: Server, database: str) -> None:
    with open_store(postgres.url(database)) as store:
        store.add_wires([wire(1)])
        postgres.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])
        assert store.count_wires() == 1
        assert store.add_wires([wire(2)]).new


def test_a_writer_waits_for_its_turn_and_no_longer_than_it_was_told(postgres: Server, database: str) -> None:
    url = postgres.url(database)
    with open_store(url) as store, open_store(url, wait_s=0.2) as other:
        with store.together():
            store.add_wires([wire(1)])
            assert other.count_wires() == 0
            with pytest.raises(StoreError, match="is locked") as caught:
                other.add_wires([wire(2)])
            assert "End that program" in caught.value.hint
        assert other.add_wires([wire(2)]).new
        assert other.last_seq() == 2


def test_it_is_copied_with_its_own_tools(postgres: Server, database: str, tmp_path: Path) -> None:
    with open_store(postgres.url(database)) as store:
        with pytest.raises(StoreError, match="is no file") as caught:
            store.copy_into(tmp_path / "copy.db")
        assert "pg_dump" in caught.value.hint


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("connection failed: FATAL:  remaining connection slots are reserved", "no connection left"),
        ("FATAL:  the database system is starting up", "does not take connections"),
        ("connection timeout expired", "did not answer in time"),
        ("server closed the connection unexpectedly", "was lost"),
        ("FATAL:  Passwort-Authentifizierung fehlgeschlagen", "the database refuses: FATAL: Passwort"),
    ],
)
def test_what_is_said_before_there_is_a_session(said: str, message: str) -> None:
    found, hint = judge_server(Exception(said))
    assert message in found
    assert hint


# ---------------------------------------------------------------- words


def test_words_are_cut_as_sqlite_cuts_them() -> None:
    """Every character that SQLite's tables know, between two letters."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE t USING fts5(x, content='', "
        "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    )
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    codes = [code for code in range(1, 0xFFFE) if not 0xD800 <= code < 0xE000]
    database.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", ((code, f"a{chr(code)}b") for code in codes))
    theirs: dict[int, list[str]] = {}
    for term, code, _ in database.execute("SELECT term, doc, offset FROM v ORDER BY doc, offset"):
        theirs.setdefault(code, []).append(term)
    database.close()
    other = [code for code in codes if lexemes(f"a{chr(code)}b") != theirs.get(code, [])]
    known = [code for code in other if unicodedata.ucd_3_2_0.category(chr(code)) != "Cn"]
    assert [chr(code) for code in known] == ["Ǡ", "ǡ", "ẛ"]  # two accents on one letter, a long s


def test_a_text_of_any_size_has_a_vector(postgres: Server) -> None:
    long = " ".join(f"word{n}" for n in range(120_000)) + " " + "x" * 3000 + " " + "again " * 500
    made = vector("Head line", long)
    (found,) = postgres.sql("SELECT length(CAST(%s AS tsvector)), CAST(%s AS tsvector) @@ CAST(%s AS tsquery)",
                            [made, made, words_query('"head line" word77')])  # fmt: skip
    assert found[0] > 30_000
    assert found[1]
    assert words_query("-only") is None
    assert words_query("'; \\ :* & | ! ( ) <->") is None


def test_no_phrase_reaches_from_the_headline_into_the_body(postgres: Server) -> None:
    made = vector("talks in geneva", "geneva hosts")
    query = "SELECT CAST(%s AS tsvector) @@ CAST(%s AS tsquery)"
    assert postgres.sql(query, [made, words_query('"talks in geneva"')]) == [(True,)]
    assert postgres.sql(query, [made, words_query('"geneva geneva"')]) == [(False,)]
