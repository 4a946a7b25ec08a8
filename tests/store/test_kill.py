"""Kill -9 at any moment: nothing acknowledged is lost, the store opens, and a half-done thing is not done."""

from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path

import pytest

from briefing.store import open_store
from tests.postgres import Server

from .builders import finish, start, url_of, wire
from .conftest import Places

ADD_FOR_EVER = """if True:
    import sys
    from briefing.store import open_store
    from store.builders import wire
    with open_store(sys.argv[1]) as store:
        for n in range(int(sys.argv[2]), 10**9, 7):
            added = store.add_wires(wire(i) for i in range(n, n + 7))
            store.save_run("{}", wire(n).received_at)
            print(*added.new, flush=True)
"""

KILLED_AT = """if True:
    import os, signal, sys
    from sqlalchemy import Engine, event
    from briefing.store import open_store
    from store.builders import edition, wire

    words, times = sys.argv[2], int(sys.argv[3])

    @event.listens_for(Engine, "after_cursor_execute")
    def after(connection, cursor, statement, *rest):
        global times
        if words in statement:
            times -= 1
            if times == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    with open_store(sys.argv[1]) as store:
        store.add_wires(wire(n) for n in range(20))
        store.save_edition(edition(), files={})
"""


def check(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        # the index of words holds one row for each wire and agrees with itself
        connection.execute("INSERT INTO wire_search (wire_search) VALUES ('integrity-check')")
        indexed = connection.execute("SELECT count(*) FROM wire_search_docsize").fetchone()
        assert indexed == connection.execute("SELECT count(*) FROM wires").fetchone()
    finally:
        connection.close()


def test_killed_while_adding_again_and_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with open_store(url_of(path)):
        pass
    chance = random.Random(6)
    kept: list[str] = []
    for turn in range(6):
        process = start(ADD_FOR_EVER, url_of(path), turn * 1_000_000)
        assert process.stdout is not None
        lines = [process.stdout.readline()]  # it has begun
        time.sleep(chance.uniform(0.0, 0.15))
        process.kill()
        out = process.stdout.read()  # communicate() would pass over what readline() left in its buffer
        process.wait(timeout=30)
        process.stdout.close()
        assert process.stderr is not None
        process.stderr.close()
        whole = (lines[0] + out).rpartition("\n")[0]
        kept += whole.split()
        with open_store(url_of(path)) as store:
            assert len(store.wires_by_id(kept)) == len(kept)
            assert store.count_wires() % 7 == 0  # a batch is kept whole or not at all
            assert store.count_wires() - len(kept) <= 7 * (turn + 1)  # and at most one more than was told, each turn
    assert len(kept) >= 6 * 7
    check(path)


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("CREATE TABLE", 6),
        ("INSERT INTO alembic_version", 1),
        ("INSERT INTO wires", 1),
        ("INSERT INTO wire_", 1),  # the index of words
        ("INSERT INTO editions", 1),
    ],
)
def test_killed_right_after_a_statement(tmp_path: Path, words: str, times: int) -> None:
    killed_after(url_of(tmp_path / "archive.db"), words, times)


def test_killed_right_after_a_statement_on_a_server(postgres: Server) -> None:
    for words in ("INSERT INTO alembic_version", "INSERT INTO wire_words"):
        name = postgres.bare()
        killed_after(postgres.url(name), words, 1)
        postgres.drop(name)


def killed_after(url: str, words: str, times: int) -> None:
    code, _, err = finish(start(KILLED_AT, url, words, times))
    assert (code, err) == (-9, "")
    with open_store(url) as store:
        assert store.count_wires() == (20 if "editions" in words else 0)
        assert store.next_number("amina") == 1
        store.add_wires(wire(n) for n in range(20))
        assert store.count_wires() == 20
        assert len(store.search("geneva", 100)) == 20
        assert store.damage() == []


WRITE_BESIDE = """if True:
    import sys
    from datetime import date, timedelta
    from briefing.store import open_store
    from store.builders import edition, wire
    base = int(sys.argv[2])
    with open_store(sys.argv[1]) as store:
        for n in range(12):
            store.add_wires(wire(i) for i in range(n * 10, n * 10 + 15))
            store.add_wires(wire(base + i) for i in range(n * 5, n * 5 + 5))
            on = date(2022, 1, 1) + timedelta(days=n)
            row = store.save_edition(edition(on=on, slot=f"{base}", number=store.next_number("amina")), files={})
            store.mark_told("amina", on, f"{base}", wire(n).received_at)
"""


def test_two_programs_open_a_new_store_and_write_at_once(places: Places) -> None:
    url = places.bare("archive")
    beside = [start(WRITE_BESIDE, url, base) for base in (10_000, 20_000)]
    assert [finish(process) for process in beside] == [(0, "", "")] * 2
    with open_store(url) as store:
        assert store.count_wires() == store.last_seq() == 125 + 2 * 60
        numbers = [row.number for row in store.editions("amina", limit=100)]
        assert sorted(numbers) == list(range(1, 25))
        assert store.damage() == []
