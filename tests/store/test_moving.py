"""An archive moved whole into another database: every row, compared; nothing half done is taken for an archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from briefing.cli import app
from briefing.errors import StoreBusy, StoreError
from briefing.model import Alert
from briefing.store import TokenRow, open_store, run_lock
from briefing.store.moving import copy_store
from briefing.store.schema import HEAD, metadata

from .builders import MINUTE, NOON, analysis, edition, trace, url_of, wire
from .conftest import Places

MANY = 2300  # wires: more than two batches


def furnish(url: str, wires: int = MANY) -> None:
    """An archive with rows in tables of every kind."""
    with open_store(url) as store:
        store.add_wires(wire(n, headline=f"Talks {n} in 北京 and Erdoğan") for n in range(wires))
        store.save_analyses(analysis(wire(n, headline=f"Talks {n} in 北京 and Erdoğan").id) for n in range(30))
        for n in range(3):
            row = store.save_edition(edition(slot=f"0{n}:00"), files={"json": f"/out/{n}.json"})
            store.queue(row.id, "mail", "desk@example.org", at=NOON)
            store.save_run(f'{{"n": {n}}}', NOON + n * MINUTE)
        store.save_traces([trace("s1", NOON)], NOON)
        store.keep_alerts([Alert(reader="desk", kind="urgent", wire_id="w1", at=NOON)])
        store.add_token(TokenRow(id="t", role="monitor", reader="", label="", made_at=NOON), "0" * 64)


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of an archive, by table; without the index of words."""
    with open_store(url, read_only=True) as store, store._read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def stopped_copy(source: str, target: str, at: str) -> None:
    """What a copy leaves that ends as the table of this name has its turn."""
    furnish(source, wires=20)

    def stop(name: str) -> None:
        if name == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(source, target, on_table=stop)


def test_every_row_is_there_and_the_words_are_found(tmp_path: Path, places: Places) -> None:
    source, target = url_of(tmp_path / "a.db"), places("b")
    furnish(source)
    copied = copy_store(source, target)
    assert contents(target) == contents(source)
    assert copied.rows["wires"] == MANY
    assert copied.damaged == 0
    with open_store(target) as store:
        assert store.damage() == []
        assert store.row_counts() == copied.rows
        assert [found.headline for found in store.search("erdogan 北京 1234")] == ["Talks 1234 in 北京 and Erdoğan"]


def test_there_and_back_is_the_same_archive_and_goes_on_where_it_was(tmp_path: Path, places: Places) -> None:
    source, between, back = url_of(tmp_path / "first.db"), places("b"), url_of(tmp_path / "last.db")
    furnish(source, wires=5)
    copy_store(source, between)
    copy_store(between, back)
    assert contents(back) == contents(source)
    for url in (between, back):
        with open_store(url) as store:
            store.add_wires([wire(900)])
            assert store.last_seq() == 6
            assert store.save_edition(edition(slot="09:00"), files={}).id == 4
            assert store.next_number(edition().reader) == 5
            store.save_run("{}", NOON)


def test_what_holds_anything_is_no_target(tmp_path: Path, places: Places) -> None:
    source, target = url_of(tmp_path / "a.db"), places("b")
    furnish(source, wires=3)
    with open_store(target) as store:
        store.save_run("{}", NOON)
    before = contents(target)
    with pytest.raises(StoreError, match="not empty: there are rows in runs"):
        copy_store(source, target)
    assert contents(target) == before


@pytest.mark.parametrize("at", ["wires", "the index of words"])
def test_an_unfinished_copy_is_no_archive(tmp_path: Path, places: Places, at: str) -> None:
    source, target = url_of(tmp_path / "a.db"), places("b")
    stopped_copy(source, target, at)
    try:
        for read_only in (False, True):
            with pytest.raises(StoreError, match=r"not finished.*store copy"):
                open_store(target, read_only=read_only)
        with pytest.raises(StoreError, match="not finished"):
            copy_store(source, target)
        with pytest.raises(StoreError, match="not finished"):
            copy_store(target, url_of(tmp_path / "c.db"))
    finally:  # the server lends this database again
        places.sql(f"UPDATE alembic_version SET version_num = '{HEAD}'", name="b")


def test_a_row_that_changed_on_the_way_is_seen(tmp_path: Path, places: Places) -> None:
    source, target = url_of(tmp_path / "a.db"), places("b")
    furnish(source, wires=20)

    def meddle(name: str) -> None:
        if name == "the index of words":
            places.sql("UPDATE runs SET report = '{\"n\": 9}' WHERE id = 2", name="b")

    with pytest.raises(StoreError, match="runs has 3 rows for 3, or others"):
        copy_store(source, target, on_table=meddle)
    with pytest.raises(StoreError, match="not finished"):
        open_store(target)
    places.sql(f"UPDATE alembic_version SET version_num = '{HEAD}'", name="b")


def test_one_damaged_row_stops_no_copy(tmp_path: Path, places: Places) -> None:
    source, target = url_of(tmp_path / "a.db"), places("b")
    furnish(source, wires=3)
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE wires SET data = CAST(x'ff00fe' AS TEXT) WHERE seq = 2")
    assert copy_store(source, target).damaged == 1
    with open_store(target) as store:
        assert [found.identity for found in store.wires_between(0, 9)] == ["guid-0", "guid-2"]


def test_the_source_must_be_there_and_be_another(tmp_path: Path) -> None:
    here = url_of(tmp_path / "a.db")
    with pytest.raises(StoreError, match="is not there"):
        copy_store(here, url_of(tmp_path / "b.db"))
    assert not (tmp_path / "b.db").exists()
    furnish(here, wires=1)
    with pytest.raises(StoreError, match="onto itself"):
        copy_store(here, f"{here}?timeout=5")
    with pytest.raises(StoreError, match="in memory"):
        copy_store(here, "sqlite://")


def test_the_command_says_what_it_copied_and_waits_for_no_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = url_of(tmp_path / "a.db"), url_of(tmp_path / "b.db")
    furnish(source, wires=7)
    with run_lock(source), pytest.raises(StoreBusy):
        app(["store", "copy", source, target], standalone_mode=False)
    assert not (tmp_path / "b.db").exists()
    app(["store", "copy", source, target], standalone_mode=False)
    said = capsys.readouterr().out
    assert "7 wires" in said
    assert "read again there, they are the same" in said
