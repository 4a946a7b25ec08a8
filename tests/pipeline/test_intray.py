"""Wires stored as they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.portions import AT_ONCE
from briefing.pipeline.options import RunOptions
from briefing.pipeline.progress import Progress
from briefing.pipeline.sources.gather import gather
from briefing.pipeline.sources.intray import Intray
from briefing.store import open_store
from tests.collect.test_portions import feed
from tests.pipeline.builders import House
from tests.store.builders import wire

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_many_are_stored_at_once_few_wait_and_all_are_counted(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        wires = [wire(n, source=f"desk-{n % 2}") for n in range(AT_ONCE + 3)]
        store.add_wires(wires[:4])
        tray = Intray(store)
        tray.take(wires[: AT_ONCE - 1])
        assert store.count_wires() == 4
        tray.take(wires[AT_ONCE - 1 : AT_ONCE + 1])
        assert store.count_wires() == AT_ONCE + 1
        tray.take([*wires[AT_ONCE + 1 :], wires[0]])
        tray.emptied()
        tray.emptied()
        assert [one.id for one in store.wires_between(0, store.last_seq())] == [one.id for one in wires]
        assert tray.new == {"desk-0": AT_ONCE // 2, "desk-1": AT_ONCE // 2 - 1}
        assert sum(report.wires for report in tray.reports.values()) == len(wires) + 1


def test_a_source_is_told_by_its_first_wire_and_its_newest(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        tray = Intray(store)
        first = replace(wire(1), path="/in/one.xml", publisher="Desk", published_at=NOON)
        tray.take([first, replace(first, id="b", path="/else/two.xml", published_at=NOON.replace(hour=9))])
        tray.emptied()
        (report,) = tray.reports.values()
        assert (report.source, report.address, report.publisher) == ("desk", "/in", "Desk")
        assert (report.wires, report.newest_at) == (2, NOON)


@pytest.mark.parametrize("given", [False, True], ids=["sources", "--from"])
def test_a_folder_of_very_many_wires_is_stored_whole_and_counted_once(tmp_path: Path, given: bool) -> None:
    house = House(tmp_path)
    half, count = AT_ONCE // 2 + 1, AT_ONCE + 7
    for n, size in enumerate((half, half, 5)):
        (house.drop / f"{n}.xml").write_text(feed("Desk", n * half, size))
    options = RunOptions(from_paths=(house.drop,) if given else ())
    with open_store(house.config.store) as store:
        first, again = (gather(house.config, store, options, NOON, Progress(enabled=False)) for _ in range(2))
        wires = store.wires_between(0, store.last_seq())
    assert [one.guid for one in wires] == [f"Desk-{n}" for n in range(count)]
    assert (first.new, again.new) == (count, 0)
    assert [(one.wires, one.new) for one in first.reports] == [(count, count)]
    assert [one.status for one in again.reports] == ["unchanged"]
