"""Which edition the desk's notes are for: the slots of their date, the hour that they name, and what replaces it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.pipeline.desk import HOLD, at, note

NOTES = "comments: [{text: Read with care.}]\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path, readers=HOLD % "off")
    for name in LEDES:
        home.wire(name)
    return home


def comments(house: House, number: int) -> list[str]:
    with open_store(house.config.store) as store:
        row = next(row for row in store.editions("desk") if row.number == number)
        return [one.text for one in store.load_edition(row.id).desk_comments]


def reissue(house: House) -> Any:
    return house.run(at(6, 20).isoformat(), reissue_on=date(2022, 1, 6), reason="Again").published[0]


def test_notes_of_a_date_are_for_its_slots_and_not_for_extra_editions(house: House) -> None:
    path = note(house, NOTES)
    house.run(at(6).isoformat())
    house.run(at(6, 19).isoformat(), extra=True)
    path.with_stem(f"{path.stem}-special-2").write_text("comments: [{text: For this one.}]\n", encoding="utf-8")
    house.run(at(6, 20).isoformat(), extra=True)
    assert [comments(house, n) for n in (1, 2, 3)] == [["Read with care."], [], ["For this one."]]


def test_a_reissue_takes_the_notes_of_what_it_replaces(house: House) -> None:
    path = note(house, NOTES)
    path.with_stem(f"{path.stem}-1800").write_text(
        f"pin: ['{LEDES['talks'][0]}']\ncomments: [{{text: At six.}}]\n", encoding="utf-8"
    )
    house.run(at(6).isoformat())
    one = reissue(house)
    assert (one.state, one.slot) == ("told", "18:00-r1")
    assert comments(house, 2) == ["At six."]
    with open_store(house.config.store) as store:
        edition = store.load_edition(store.editions("desk")[0].id)
    assert edition.desk_changes == ("1 story pinned",)
    assert edition.cards()[0].headline == LEDES["talks"][0]


def test_a_reissue_refuses_numbers_that_have_changed(house: House) -> None:
    note(house, "pin: [2]\n")
    house.run(at(6).isoformat())
    one = reissue(house)
    assert one.state == "failed"
    assert "numbers have changed since" in " ".join(one.faults)
