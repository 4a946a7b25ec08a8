"""An archive moved whole into another database: every row, compared; nothing half done is taken for an archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.model import Alert
from briefing.store import TokenRow, open_store
from briefing.store.moving import copy_store

from .builders import MINUTE, NOON, analysis, edition, trace, url_of, wire

MANY = 2300  # wires: more than two batches


def furnish(path: Path, wires: int = MANY) -> None:
    """An archive with rows in tables of every kind."""
    with open_store(url_of(path)) as store:
        store.add_wires(wire(n, headline=f"Talks {n} in 北京 and Erdoğan") for n in range(wires))
        store.save_analyses(analysis(wire(n, headline=f"Talks {n} in 北京 and Erdoğan").id) for n in range(30))
        for n in range(3):
            row = store.save_edition(edition(slot=f"0{n}:00"), files={"json": f"/out/{n}.json"})
            store.queue(row.id, "mail", "desk@example.org", at=NOON)
            store.save_run(f'{{"n": {n}}}', NOON + n * MINUTE)
        store.save_traces([trace("s1", NOON)], NOON)
        store.keep_alerts([Alert(reader="desk", kind="urgent", wire_id="w1", at=NOON)])
        store.add_token(TokenRow(id="t", role="monitor", reader="", label="", made_at=NOON), "0" * 64)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of an archive, by table, as SQLite itself gives them; without the index of words."""
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        mine = [name for name in names if not name.startswith(("wire_search", "sqlite_"))]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in mine}


def stopped_copy(tmp_path: Path, at: str = "editions") -> Path:
    """What a copy leaves that ends as the table of this name has its turn."""
    source, target = tmp_path / "a.db", tmp_path / "b.db"
    furnish(source, wires=20)

    def stop(name: str) -> None:
        if name == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_store(url_of(source), url_of(target), on_table=stop)
    return target


def test_every_row_is_there_and_the_words_are_found(tmp_path: Path) -> None:
    furnish(tmp_path / "a.db")
    copied = copy_store(url_of(tmp_path / "a.db"), url_of(tmp_path / "b.db"))
    assert contents(tmp_path / "b.db") == contents(tmp_path / "a.db")
    assert copied.rows["wires"] == MANY
    assert copied.damaged == 0
    with open_store(url_of(tmp_path / "b.db")) as store:
        assert store.damage() == []
        assert store.row_counts() == copied.rows
        assert [found.headline for found in store.search("erdogan 北京 1234")] == ["Talks 1234 in 北京 and Erdoğan"]


def test_there_and_back_is_the_same_archive_and_goes_on_where_it_was(tmp_path: Path) -> None:
    furnish(tmp_path / "a.db", wires=5)
    copy_store(url_of(tmp_path / "a.db"), url_of(tmp_path / "b.db"))
    copy_store(url_of(tmp_path / "b.db"), url_of(tmp_path / "c.db"))
    assert contents(tmp_path / "c.db") == contents(tmp_path / "a.db")
    with open_store(url_of(tmp_path / "c.db")) as store:
        store.add_wires([wire(900)])
        assert store.last_seq() == 6
        assert store.save_edition(edition(slot="09:00"), files={}).id == 4
        assert store.next_number(edition().reader) == 5


def test_what_holds_anything_is_no_target(tmp_path: Path) -> None:
    furnish(tmp_path / "a.db", wires=3)
    with open_store(url_of(tmp_path / "b.db")) as store:
        store.save_run("{}", NOON)
    before = contents(tmp_path / "b.db")
    with pytest.raises(StoreError, match="not empty: there are rows in runs"):
        copy_store(url_of(tmp_path / "a.db"), url_of(tmp_path / "b.db"))
    assert contents(tmp_path / "b.db") == before


@pytest.mark.parametrize("at", ["wires", "editions", "the index of words"])
def test_an_unfinished_copy_is_no_archive(tmp_path: Path, at: str) -> None:
    target = stopped_copy(tmp_path, at)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"not finished.*store copy"):
            open_store(url_of(target), read_only=read_only)
    with pytest.raises(StoreError, match="not finished"):
        copy_store(url_of(tmp_path / "a.db"), url_of(target))
    with pytest.raises(StoreError, match="not finished"):
        copy_store(url_of(target), url_of(tmp_path / "c.db"))


def test_a_row_that_changed_on_the_way_is_seen(tmp_path: Path) -> None:
    source, target = tmp_path / "a.db", tmp_path / "b.db"
    furnish(source, wires=20)

    def meddle(name: str) -> None:
        if name == "the index of words":
            with sqlite3.connect(target) as connection:
                connection.execute("UPDATE runs SET report = '{\"n\": 9}' WHERE id = 2")

    with pytest.raises(StoreError, match="runs has 3 rows for 3, or others"):
        copy_store(url_of(source), url_of(target), on_table=meddle)
    with pytest.raises(StoreError, match="not finished"):
        open_store(url_of(target))


def test_one_damaged_row_stops_no_copy(tmp_path: Path) -> None:
    source = tmp_path / "a.db"
    furnish(source, wires=3)
    with sqlite3.connect(source) as connection:
        connection.execute("UPDATE wires SET data = CAST(x'ff00fe' AS TEXT) WHERE seq = 2")
    copied = copy_store(url_of(source), url_of(tmp_path / "b.db"))
    assert copied.damaged == 1
    with open_store(url_of(tmp_path / "b.db")) as store:
        assert [found.identity for found in store.wires_between(0, 9)] == ["guid-0", "guid-2"]


def test_the_source_must_be_there_and_be_another(tmp_path: Path) -> None:
    here = url_of(tmp_path / "a.db")
    with pytest.raises(StoreError, match="not there yet"):
        copy_store(here, url_of(tmp_path / "b.db"))
    assert not (tmp_path / "b.db").exists()
    furnish(tmp_path / "a.db", wires=1)
    with pytest.raises(StoreError, match="onto itself"):
        copy_store(here, f"{here}?timeout=5")
    with pytest.raises(StoreError, match="in memory"):
        copy_store(here, "sqlite://")
