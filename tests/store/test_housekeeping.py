"""What age takes away, what never goes, and copies of an archive in use."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.model import Alert
from briefing.store import open_store

from .builders import MINUTE, NOON, analysis, edition, trace, url_of, wire
from .conftest import Places

LATER = NOON + timedelta(days=400)
DAY = timedelta(days=1)


def test_wires_go_by_age_and_come_back_neither_as_news_nor_in_the_search(places: Places) -> None:
    old = [wire(n, headline=f"Oldword {n}") for n in range(1200)]
    new = [wire(5000 + n, received_at=LATER) for n in range(3)]
    with open_store(places()) as store:
        store.add_wires([*old, *new])
        store.save_analyses([analysis(old[0].id), analysis(new[0].id)])
        last = store.last_seq()
        assert store.clear("wires", LATER - DAY, LATER) == 1200
        assert store.count_wires() == 3
        assert store.search("oldword") == []
        assert store.damage() == []
        assert store.orphans() == {}
        assert store.add_wires(old[:5]).new == ()
        assert store.last_seq() == last
        assert store.row_counts()["analyses"] == 1
        assert store.clear("wires", LATER - DAY, LATER) == 0


def test_the_last_wire_stays_so_that_no_number_of_arrival_is_given_twice(places: Places) -> None:
    with open_store(places()) as store:
        store.add_wires([wire(1), wire(2)])
        store.clear("wires", LATER, LATER)
        assert (store.count_wires(), store.last_seq()) == (1, 2)


def test_editions_go_but_for_the_last_of_each_reader(places: Places) -> None:
    with open_store(places()) as store:
        for n in range(4):
            row = store.save_edition(edition(on=date(2022, 1, 6 + n)), files={})
            store.queue(row.id, "mail", "desk@example.org", at=NOON)
        store.save_edition(replace(edition(), reader="other"), files={})
        assert store.clear("editions", LATER, LATER) == 3
        assert store.next_number(edition().reader) == 5
        assert store.next_number("other") == 2
        assert store.row_counts()["outbox"] == 1
        assert store.damage() == []


def test_runs_traces_alerts_and_analyses(places: Places) -> None:
    with open_store(places()) as store:
        store.add_wires([wire(1)])
        store.save_analyses([analysis(wire(1).id)])
        for n in range(3):
            store.save_run(f'{{"n": {n}}}', NOON + n * MINUTE)
        store.save_traces([trace("s1", NOON)], NOON)
        store.keep_alerts([Alert(reader="desk", kind="urgent", wire_id=f"w{n}", at=NOON) for n in range(2)])
        store.mark_alerted([1], NOON)
        gone = {table: store.clear(table, LATER, LATER) for table in ("runs", "traces", "alerts", "analyses", "outbox")}
        assert gone == {"runs": 2, "traces": 1, "alerts": 1, "analyses": 1, "outbox": 0}
        assert store.last_runs() == ['{"n": 2}']
        assert len(store.waiting_alerts("desk")) == 1


def test_a_copy_is_whole_while_others_write(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    stop = threading.Event()
    with open_store(url_of(path)) as store:
        store.add_wires(wire(n) for n in range(500))

        def write() -> None:
            n = 1000
            while not stop.is_set():
                store.add_wires([wire(n)])
                n += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            store.copy_into(copy)
        finally:
            stop.set()
            writer.join()
    with open_store(url_of(copy)) as store:
        assert store.damage() == []
        assert store.count_wires() >= 500


def test_damage_and_orphans_are_told_and_mended(places: Places) -> None:
    with open_store(places()) as store:
        store.add_wires(wire(n) for n in range(5))
        store.save_analyses([analysis(wire(1).id)])
    places.sql("DELETE FROM wires WHERE id = ?", [wire(1).id])
    with open_store(places()) as store:
        assert set(store.orphans()) == {"analyses of wires that are gone", "subjects of wires that are gone"}
        assert store.damage() == ["the index of words holds 5 wires, the archive 4"]
        assert store.clear_orphans() >= 2
        assert store.index_words_anew() == 4
        assert (store.damage(), store.orphans()) == ([], {})
        assert len(store.search("Geneva")) == 4


def test_rows_of_editions_that_are_gone_are_told_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(url_of(path)) as store:
        row = store.save_edition(edition(), files={})
        store.queue(row.id, "mail", "jo@example.org", at=LATER)
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO desk_log (edition_id, at, action, who, text) VALUES (?, '', 'held', 'jo', '')", (row.id,)
        )
        raw.execute("DELETE FROM editions")
    raw.close()
    with open_store(url_of(path)) as store:
        assert store.orphans() == {"outbox rows without an edition": 1, "notes of the desk without an edition": 1}
        assert len(store.damage()) == 2
        assert store.clear_orphans() == 2
        assert (store.damage(), store.orphans()) == ([], {})
        assert store.row_counts()["outbox"] == 0


@pytest.mark.parametrize("table", ["forgotten", "wires; drop table wires"])
def test_only_named_tables_are_cleared(places: Places, table: str) -> None:
    with open_store(places()) as store, pytest.raises(KeyError):
        store.clear(table, LATER, LATER)
