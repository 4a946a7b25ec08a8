"""A house whose editions wait for the desk, and what tests ask of it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefing.pipeline.making.review import desk_run
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

HOLD = "  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json, html], review: %s}\n"
ON = date(2022, 1, 6)


def house_of(tmp_path: Path, review: str) -> House:
    home = House(tmp_path, readers=HOLD % review)
    for name in LEDES:
        home.wire(name)
    return home


def at(day: int, hour: int = 18, minute: int = 0) -> datetime:
    return datetime(2022, 1, day, hour, minute, tzinfo=UTC)


def run(house: House, day: int, hour: int = 18, minute: int = 0, **more: Any) -> Any:
    return house.run(at(day, hour, minute).isoformat(), **more)


def act(house: House, action: str, **more: Any) -> tuple[list[str], int]:
    options = {"reader": "desk", "on": None, "who": "ana", "reason": "", "at": at(6, 19)} | more
    return desk_run(house.config, action=action, **options)


def note(house: House, text: str, on: date = ON) -> Path:
    folder = house.root / "desk"
    folder.mkdir(exist_ok=True)
    path = folder / f"desk-{on}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def states(house: House) -> list[tuple[int, str]]:
    with open_store(house.config.store) as store:
        return sorted((row.number, row.state) for row in store.editions("desk"))


def remembered(house: House) -> tuple[int, dict[str, str]]:
    """How many stories later runs know, and the wires that were taken back."""
    with open_store(house.config.store) as store:
        ids = [wire.id for wire in store.wires_between(0, store.last_seq())]
        return len(store.memory(at(1)).stories), store.withdrawn_of(ids)


def told(house: House, on: str = "2022-01-06") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((house.out / "desk" / on / f"desk-{on}.json").read_text())
    return found
