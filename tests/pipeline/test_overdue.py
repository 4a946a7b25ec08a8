"""What is late, said the same way by status and by the web archive."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.pipeline.care.status import status_of
from briefing.pipeline.slots.overdue import overdue
from briefing.store import open_store
from briefing.web.archive import Archive
from briefing.web.standing import standing
from tests.pipeline.builders import House

READER = "  - {name: desk, zone: UTC, slots: ['06:00', '18:00'], formats: [json]}\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path, readers=READER)
    home.wire("mali")
    return home


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2022, 1, day, hour, minute, tzinfo=UTC)


def said(house: House, now_at: datetime, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is overdue, and a check that nobody says otherwise."""
    with open_store(house.config.store) as store:
        found = overdue(store, house.config.reader("desk"), now_at)
    assert status_of(house.config, now_at)["readers"][0]["overdue"] == found
    archive = Archive(house.config, opened="always")
    monkeypatch.setattr(archive, "now", lambda: now_at)
    assert standing(archive)["late"] == (["desk"] if found else [])
    archive.close()
    return found


@pytest.mark.parametrize(
    ("now_at", "late"),
    [
        (at(6, 18, 29), []),
        (at(6, 18, 31), ["2022-01-06 18:00"]),
        (at(7, 7), ["2022-01-06 18:00", "2022-01-07 06:00"]),
    ],
)
def test_a_slot_is_late_half_an_hour_after_its_hour(
    house: House, now_at: datetime, late: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.run(at(6, 6).isoformat())
    assert said(house, now_at, monkeypatch) == late


@pytest.mark.parametrize(
    ("began", "now_at", "late"),
    [
        pytest.param(at(6, 7), at(6, 12), [], id="the slot of the morning was before the archive was there"),
        pytest.param(at(6, 7), at(6, 19), ["2022-01-06 18:00"], id="a first edition that did not come"),
        pytest.param(at(5, 7), at(6, 5), [], id="the slots of yesterday come no more"),
    ],
)
def test_nothing_is_late_before_a_first_edition_was_due(
    house: House, began: datetime, now_at: datetime, late: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.run(began.isoformat())
    with open_store(house.config.store) as store:  # the edition of that run came to nothing
        for row in store.editions("desk"):
            store.mark_failed("desk", row.on, row.slot)
    assert said(house, now_at, monkeypatch) == late


@pytest.mark.parametrize("state", ["held", "dropped"])
def test_what_the_desk_has_is_not_late_and_covers_the_slots_before(
    tmp_path: Path, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(tmp_path, readers=READER.replace("json]", "json], review: hold"))
    house.wire("mali")
    house.run(at(5, 18).isoformat())
    house.run(at(6, 18).isoformat())  # covers the slot of the morning too
    with open_store(house.config.store) as store:
        for row in store.held_editions("desk") if state == "dropped" else ():
            store.drop_edition(row.id, at(6, 18), who="Ada", text="")
        assert store.editions("desk", limit=1)[0].state == state
    assert said(house, at(6, 19), monkeypatch) == []
