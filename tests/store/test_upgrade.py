"""A store of an earlier revision is brought up to date with all that it holds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

import briefing.store
from briefing.store import open_store
from briefing.store.schema import HEAD
from briefing.storeurl import driver_url

from .builders import MINUTE, NOON, analysis, trace, wire
from .conftest import Places


def at_revision(url: str, revision: str) -> None:
    """An empty store as that revision of the tables had it."""
    config = Config()
    config.set_main_option("script_location", str(Path(briefing.store.__file__).with_name("migrations")))
    engine = create_engine(driver_url(url))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


@pytest.mark.parametrize("revision", ["0001", "0002", "0006", "0007"])
def test_an_earlier_store_keeps_its_rows(places: Places, revision: str) -> None:
    at_revision(places.bare("old"), revision)
    with open_store(places("now")) as store:  # rows of the tables that the earlier revision had
        store.add_wires([*(wire(n) for n in range(4)), wire(4, embargo_at=NOON + 9 * MINUTE)])
        store.save_analyses([analysis("w1")])
        store.save_traces([trace("s1", NOON)], NOON)
    for table in ("wires", "analyses", "traces"):
        places.carry(table, "now", "old")
    with open_store(places("old")) as store:
        assert store.count_wires() == 5
        assert set(store.analyses(["w1"], "r1")) == {"w1"}
        assert [one.id for one in store.memory(NOON).stories] == ["s1"]
        last, day = store.last_seq(), timedelta(days=1)
        due = store.wires_due(after_at=NOON, until_at=NOON + 9 * MINUTE, ahead=day, cut_seq=last)
        assert [one.id for one in due] == [wire(4).id]
        assert places.kind == "sqlite" or len(store.search("geneva")) == 5
    assert places.sql("SELECT version_num FROM alembic_version", name="old") == [(HEAD,)]
