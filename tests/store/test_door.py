"""Opening and what can go wrong with it: every fault a StoreError with what to do."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from briefing.errors import StoreError
from briefing.store import open_store
from briefing.store.schema import HEAD, metadata
from tests.rights import without_root_rights

from .builders import finish, start, url_of, wire


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A store with a hundred wires, closed."""
    path = tmp_path / "archive.db"
    with open_store(url_of(path)) as store:
        store.add_wires(wire(n) for n in range(100))
    return path


def sql(path: Path, *statements: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        return [row for statement in statements for row in connection.execute(statement)]
    finally:
        connection.close()


def refused(path: Path, match: str, wait_s: float = 5.0) -> StoreError:
    with pytest.raises(StoreError, match=match) as caught:
        open_store(url_of(path), wait_s=wait_s)
    assert caught.value.hint
    assert str(path) in str(caught.value)
    return caught.value


def test_the_file_is_for_its_owner_alone_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "archive.db"
    before = os.umask(0)
    try:
        with open_store(url_of(path)) as store:
            store.add_wires([wire()])
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert len(modes) == 4  # the database, its journal and shared memory, the lock of its making
    assert set(modes.values()) == {0o600}


def test_settings_of_the_database(archive: Path) -> None:
    with open_store(url_of(archive)) as store, store._read() as connection:
        pragmas = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in pragmas}
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30_000}


def test_the_migrations_make_what_the_schema_says(archive: Path) -> None:
    assert sql(archive, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    for table in metadata.sorted_tables:
        found = {str(row[1]): (str(row[2]), row[3]) for row in sql(archive, f"PRAGMA table_info({table.name})")}
        wanted = {c.name: (str(c.type), int(not c.nullable)) for c in table.columns}
        assert found == wanted, table.name
        indexes = {str(row[1]) for row in sql(archive, f"PRAGMA index_list({table.name})")}
        assert {str(index.name) for index in table.indexes} <= indexes


def test_alembic_names_the_same_newest_revision() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    import briefing.store

    config = Config()
    config.set_main_option("script_location", str(Path(briefing.store.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_importing_the_package_and_opening_load_no_more_than_needed(archive: Path) -> None:
    code = """if True:
        import sys
        from briefing.store import open_store, run_lock, EditionRow
        assert not {"sqlalchemy", "alembic", "filelock"} & set(sys.modules)
        with open_store(sys.argv[1]) as store:
            assert store.count_wires() == 100
        assert "sqlalchemy.orm" not in sys.modules
        assert not {"alembic", "filelock", "psycopg", "sqlalchemy.dialects.postgresql"} & set(sys.modules)
    """
    assert finish(start(code, url_of(archive))) == (0, "", "")


def test_a_newer_store_is_refused_and_left_alone(archive: Path) -> None:
    sql(archive, "UPDATE alembic_version SET version_num = '0999'")
    before = archive.read_bytes()
    error = refused(archive, "written by a newer version")
    assert "0999" in error.message
    assert archive.read_bytes() == before


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    sql(path, "CREATE TABLE bookmarks (url TEXT)")
    refused(path, "another program .it holds bookmarks")
    assert sql(path, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.touch()
    with open_store(url_of(path)) as store:
        assert store.add_wires([wire()]).new


def test_a_copy_brought_back_is_in_wal_mode_again(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    sql(archive, f"VACUUM INTO '{copy}'")
    assert sql(copy, "PRAGMA journal_mode") == [("delete",)]
    with open_store(url_of(copy)) as store:
        assert store.count_wires() == 100
    assert sql(copy, "PRAGMA journal_mode") == [("wal",)]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(b"Dear diary, " * 500)
    refused(path, "not a SQLite database")
    assert path.read_bytes().startswith(b"Dear diary")


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, "is a folder")


def test_a_file_in_the_place_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    refused(tmp_path / "out" / "archive.db", "a file stands where a folder")


def test_damage_is_told_when_it_is_met(archive: Path) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    with pytest.raises(StoreError, match="is damaged") as caught, open_store(url_of(archive)) as store:
        store.wires_by_id([wire(n).id for n in range(100)])
    assert "Move the file aside" in caught.value.hint


def test_a_database_held_by_another_program(archive: Path) -> None:
    holder = sqlite3.connect(archive, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(url_of(archive), wait_s=0.1) as store:
        assert store.count_wires() == 100  # reading goes on
        with pytest.raises(StoreError, match="is locked") as caught:
            store.add_wires([wire(200)])
        assert "Another program holds it" in str(caught.value)
        holder.execute("ROLLBACK")
        assert store.add_wires([wire(200)]).new
    holder.close()


ADD_ONE = """if True:
    import sys
    from briefing.errors import StoreError
    from briefing.store import open_store
    from store.builders import wire
    try:
        with open_store(sys.argv[1]) as store:
            store.add_wires([wire(999)])
        print("added")
    except StoreError as error:
        print(error)
"""


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o555), (0o000, 0o555), (0o444, 0o777), (0o600, 0o555)])
def test_a_store_without_rights(archive: Path, file_mode: int, folder_mode: int) -> None:
    before = without_root_rights()
    archive.chmod(file_mode)
    archive.parent.chmod(folder_mode)
    try:
        code, out, err = finish(start(ADD_ONE, url_of(archive), before=before))
    finally:
        archive.parent.chmod(0o755)
        archive.chmod(0o600)
    assert (code, err) == (0, "")
    assert re.search("cannot be written|cannot be opened|may not be", out), out
    assert "right to write" in out


@pytest.mark.parametrize(
    ("url", "match"),
    [
        ("", "not a store URL"),
        ("archive.db", "not a store URL"),
        ("sqlite://out/archive.db", "three slashes"),
        ("sqlite:///file:a.db?mode=ro", "file: form"),
        ("nodb:///x", "cannot be used as a store"),
        ("postgresql+nosuchdriver://me:secret@host/db", "cannot be used as a store"),
    ],
)
def test_urls_that_are_none(url: str, match: str) -> None:
    with pytest.raises(StoreError, match=match) as caught:
        open_store(url)
    assert caught.value.hint
    assert "secret" not in str(caught.value)


def test_a_home_folder_in_the_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with open_store("sqlite:///~/archive.db"):
        assert (tmp_path / "archive.db").exists()


def test_a_relative_url_with_odd_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///out 100%/a#b é.db") as store:
        store.add_wires([wire()])
    assert (tmp_path / "out 100%" / "a#b é.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
def test_a_full_disk_is_told_and_takes_nothing_that_was_kept(tmp_path: Path) -> None:
    code = """if True:
        import resource, sys
        from briefing.errors import StoreError
        from briefing.store import open_store
        from store.builders import wire
        with open_store(sys.argv[1]) as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))
            for n in range(0, 100_000, 50):
                try:
                    print(*store.add_wires(wire(i) for i in range(n, n + 50)).new, flush=True)
                except StoreError as error:
                    print(error, file=sys.stderr)
                    break
    """
    path = tmp_path / "archive.db"
    exit_code, out, err = finish(start(code, url_of(path)))
    assert exit_code == 0
    assert "Free some space on that disk" in err
    kept = out.split()
    assert len(kept) > 50
    with open_store(url_of(path)) as store:
        assert len(store.wires_by_id(kept)) == len(kept) == store.count_wires()
        assert store.add_wires([wire(100_001)]).new
    assert sql(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_really_full_disk(tmp_path: Path) -> None:
    """On a disk of one megabyte in a mount namespace of its own; the archive is read back before it goes."""
    unshare = shutil.which("unshare")
    private = [unshare or "", "--mount", "--map-root-user"]
    mount = ["sh", "-c", 'mount -t tmpfs -o size=1m none "$1" && shift && exec "$@"', "sh", str(tmp_path)]
    if unshare is None or subprocess.run([*private, *mount, "true"], capture_output=True).returncode != 0:
        pytest.skip("this system lets no program mount a small disk of its own")
    code = """if True:
        import sys
        from briefing.errors import StoreError
        from briefing.store import open_store
        from store.builders import wire
        kept = []
        try:
            with open_store(sys.argv[1]) as store:
                for n in range(0, 100_000, 50):
                    kept += store.add_wires(wire(i) for i in range(n, n + 50)).new
        except StoreError as error:
            print(error)
        with open_store(sys.argv[1]) as store:
            assert len(kept) > 100
            assert len(store.wires_by_id(kept)) == len(kept) == store.count_wires()
    """
    exit_code, out, err = finish(start(code, url_of(tmp_path / "archive.db"), before=[*private, *mount]))
    assert (exit_code, err) == (0, "")
    assert out.startswith(f"{tmp_path}/archive.db: the disk is full. Free some space on that disk")


def test_no_room_for_a_new_store(tmp_path: Path) -> None:
    code = """if True:
        import resource, sys
        from briefing.errors import StoreError
        from briefing.store import open_store
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
        try:
            open_store(sys.argv[1])
        except StoreError as error:
            print(error)
    """
    path = tmp_path / "archive.db"
    exit_code, out, err = finish(start(code, url_of(path)))
    assert (exit_code, err) == (0, "")
    assert "Free some space" in out
    with open_store(url_of(path)) as store:
        assert store.add_wires([wire()]).new


def test_a_row_that_this_version_cannot_read(archive: Path) -> None:
    sql(archive, "UPDATE wires SET data = '{\"id\":1}' WHERE seq = 7")
    with open_store(url_of(archive)) as store:
        assert len(store.search("geneva", 200)) == 99
        sql(archive, "INSERT INTO sources VALUES ('desk', '', '', '{}')")
        with pytest.raises(StoreError, match="cannot read: not a stored SourceState") as caught:
            store.source_states()
    assert "newer version" in caught.value.hint


def test_bytes_that_are_no_text_cost_one_row_and_no_query(archive: Path) -> None:
    sql(archive, "UPDATE wires SET data = CAST(X'7B22FF' AS TEXT) WHERE seq = 7")
    sql(archive, "UPDATE wires SET source = CAST(X'C328' AS TEXT) WHERE seq = 8")
    with open_store(url_of(archive)) as store:
        ids = [wire(n).id for n in range(100)]
        assert [one.id for one in store.wires_by_id(ids)] == [one for one in ids if one != wire(6).id]
        assert store.wire_sources([wire(6).id]) == {wire(6).id: "desk"}
        assert len(store.search("geneva", 200)) == 99
        assert len(store.wires_named("guid-7")) == 1


def test_a_store_that_is_being_set_up(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with FileLock(f"{path}.setup.lock"):
        refused(path, "being set up by another program", wait_s=0.1)


def test_many_threads_share_a_store(tmp_path: Path) -> None:
    with open_store(url_of(tmp_path / "archive.db")) as store, ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda n: store.add_wires([wire(n), wire(n + 1)]), range(40)))
        assert sum(len(result.new) for result in added) == store.count_wires() == 41


def test_every_table_can_be_made_in_postgresql() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateIndex, CreateTable

    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            assert "INDEX" in str(CreateIndex(index).compile(dialect=postgresql.dialect()))
