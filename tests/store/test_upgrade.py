"""A store of an earlier revision is brought up to date with all that it holds."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import briefing.store
from briefing.store import open_store
from briefing.store.schema import HEAD

from .builders import MINUTE, NOON, analysis, trace, url_of, wire


def at_revision(path: Path, revision: str) -> None:
    """An empty store as that revision of the tables had it."""
    config = Config()
    config.set_main_option("script_location", str(Path(briefing.store.__file__).with_name("migrations")))
    engine = create_engine(url_of(path))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


@pytest.mark.parametrize("revision", ["0001", "0002", "0006", "0007"])
def test_an_earlier_store_keeps_its_rows(tmp_path: Path, revision: str) -> None:
    path, now = tmp_path / "old.db", tmp_path / "now.db"
    at_revision(path, revision)
    with open_store(url_of(now)) as store:  # rows of the tables that the earlier revision had
        store.add_wires([*(wire(n) for n in range(4)), wire(4, embargo_at=NOON + 9 * MINUTE)])
        store.save_analyses([analysis("w1")])
        store.save_traces([trace("s1", NOON)], NOON)
    with sqlite3.connect(path) as old:
        old.execute("ATTACH DATABASE ? AS now", (str(now),))
        for table in ("wires", "analyses", "traces"):
            columns = ", ".join(str(row[1]) for row in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}")
    old.close()
    with open_store(url_of(path)) as store:
        assert store.count_wires() == 5
        assert set(store.analyses(["w1"], "r1")) == {"w1"}
        assert [one.id for one in store.memory(NOON).stories] == ["s1"]
        last, day = store.last_seq(), timedelta(days=1)
        due = store.wires_due(after_at=NOON, until_at=NOON + 9 * MINUTE, ahead=day, cut_seq=last)
        assert [one.id for one in due] == [wire(4).id]
    with sqlite3.connect(path) as found:
        assert found.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    found.close()
