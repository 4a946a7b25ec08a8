"""A ledger with damaged rows, deleted files and a clock that was set back: the edition still leaves and says so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

READER = "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [html, json]}\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, readers=READER)


def damage(house: House, table: str, where: str, value: str = "{") -> None:
    with sqlite3.connect(house.out / "briefing.db") as connection:
        done = connection.execute(f"UPDATE {table} SET data = ? WHERE {where}", (value,))
        assert done.rowcount == 1
    connection.close()


def two_days(house: House) -> None:
    house.wire("coup")
    house.run("2022-01-06T18:00:00+00:00")
    house.wire("mali", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")


def statuses(house: House, on: str) -> dict[str, str]:
    return {story["headline"]: story["status"] for story in house.edition(on)["stories"]}


def test_what_a_damaged_edition_told_is_taken_from_its_json(house: House) -> None:
    two_days(house)
    damage(house, "editions", "number = 1")
    house.wire("coup2", date="2022-01-08T12:00:00Z", headline=LEDES["coup"][0], text=LEDES["coup"][1])
    done = house.run("2022-01-08T18:00:00+00:00")
    assert [p.state for p in done.published] == ["told"]
    said = (
        "Edition no. 1 of 2022-01-06 cannot be read from the ledger; what it told was taken from desk-2022-01-06.json."
    )
    assert said in [notice["text"] for notice in house.edition("2022-01-08")["notices"]]
    assert f"  {said}" in done.lines()
    assert statuses(house, "2022-01-08") == {LEDES["coup"][0]: "CONTINUING"}


def test_a_row_with_a_damaged_cell_costs_no_query_and_no_memory(house: House) -> None:
    two_days(house)
    with sqlite3.connect(house.out / "briefing.db") as connection:
        connection.execute("UPDATE editions SET covers_to = CAST(X'FFFE' AS TEXT) WHERE number = 1")
    connection.close()
    house.wire("coup2", date="2022-01-08T12:00:00Z", headline=LEDES["coup"][0], text=LEDES["coup"][1])
    done = house.run("2022-01-08T18:00:00+00:00")
    assert [(p.state, p.number) for p in done.published] == [("told", 3)]
    said = "The ledger's row of edition no. 1 is damaged; what it told was taken from its frozen value."
    assert said in done.published[0].notices
    assert statuses(house, "2022-01-08") == {LEDES["coup"][0]: "CONTINUING"}


@pytest.mark.parametrize("files", [True, False])
def test_a_row_that_is_gone_is_told_and_taken_from_its_file(house: House, files: bool) -> None:
    two_days(house)
    house.wire("talks", date="2022-01-08T08:00:00Z")
    house.run("2022-01-08T18:00:00+00:00")
    with sqlite3.connect(house.out / "briefing.db") as connection:
        connection.execute("DELETE FROM editions WHERE number = 2")
    connection.close()
    if not files:
        (house.out / "desk" / "2022-01-07" / "desk-2022-01-07.json").unlink()
    house.wire("mali2", date="2022-01-09T12:00:00Z", headline=LEDES["mali"][0], text=LEDES["mali"][1])
    done = house.run("2022-01-09T18:00:00+00:00")
    assert [(p.state, p.number) for p in done.published] == [("told", 4)]
    (said,) = [text for text in done.published[0].notices if "no. 2" in text]
    assert said.endswith("from its JSON file." if files else "may stand here as new.")
    assert statuses(house, "2022-01-09")[LEDES["mali"][0]] == ("CONTINUING" if files else "NEW")


def test_a_wire_whose_bytes_are_no_text_is_named_and_costs_no_other(house: House) -> None:
    house.wire("coup")
    house.wire("mali")
    house.run("2022-01-06T12:00:00+00:00", deliver=False)
    with sqlite3.connect(house.out / "briefing.db") as connection:
        connection.execute("UPDATE wires SET data = CAST(X'7B22C328' AS TEXT) WHERE seq = 1")
    connection.close()
    done = house.run("2022-01-06T18:00:00+00:00")
    assert [p.state for p in done.published] == ["told"]
    assert len(house.headlines("2022-01-06")) == 1
    assert any("1 wire received for this period cannot be read" in text for text in done.published[0].notices)


def test_without_its_files_the_notice_says_what_may_stand_as_new(house: House) -> None:
    two_days(house)
    damage(house, "editions", "number = 1", '{"reader": 7}')
    (house.out / "desk" / "2022-01-06" / "desk-2022-01-06.json").unlink()
    done = house.run("2022-01-08T18:00:00+00:00")
    assert [p.state for p in done.published] == ["told"]
    (notice,) = [n for n in done.published[0].notices if "cannot be read" in n]
    assert notice.startswith("Edition no. 1 of 2022-01-06 cannot be read from the ledger")
    assert "may stand here as new" in notice


def test_a_file_of_another_edition_is_not_taken_for_the_damaged_one(house: House) -> None:
    two_days(house)
    damage(house, "editions", "number = 1")
    folder = house.out / "desk"
    later = (folder / "2022-01-07" / "desk-2022-01-07.json").read_bytes()
    (folder / "2022-01-06" / "desk-2022-01-06.json").write_bytes(later)
    done = house.run("2022-01-08T18:00:00+00:00")
    assert any("may stand here as new" in n for n in done.published[0].notices)


def test_a_frozen_edition_that_was_never_told_and_cannot_be_read_is_decided_anew(house: House) -> None:
    two_days(house)
    damage(house, "editions", "number = 2")
    with sqlite3.connect(house.out / "briefing.db") as connection:
        connection.execute("UPDATE editions SET state = 'made', told_at = NULL WHERE number = 2")
    connection.close()
    done = house.run("2022-01-07T18:00:00+00:00")
    assert [(p.number, p.state) for p in done.published] == [(2, "told")]
    assert LEDES["mali"][0] in house.headlines("2022-01-07")


def test_a_damaged_wire_is_named_and_the_sums_hold(house: House) -> None:
    house.wire("coup")
    house.wire("mali")
    house.run("2022-01-06T17:00:00+00:00", deliver=False)
    with open_store(house.config.store) as store:
        (wire,) = [w for w in store.search("Guinea-Bissau") if "power" in w.headline]
    damage(house, "wires", f"id = '{wire.id}'")
    done = house.run("2022-01-06T18:00:00+00:00")
    assert [p.state for p in done.published] == ["told"]
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]
    counts = house.edition("2022-01-06")["counts"]
    assert counts["total"] == 1
    said = (
        f"1 wire received for this period cannot be read from the archive and stands outside the counts: {wire.id} "
        "(drop)."
    )
    assert said in done.published[0].notices
    assert f"  {said}" in done.lines()


def test_a_damaged_trace_is_passed_over(house: House) -> None:
    two_days(house)
    with sqlite3.connect(house.out / "briefing.db") as connection:
        connection.execute("UPDATE traces SET data = '{'")
    connection.close()
    done = house.run("2022-01-08T18:00:00+00:00")
    assert [p.state for p in done.published] == ["told"]


def test_files_that_were_deleted_come_back_with_the_same_bytes_and_nobody_is_told_twice(house: House) -> None:
    two_days(house)
    folder = house.out / "desk" / "2022-01-07"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "desk-2022-01-07.html").unlink()
    house.wire("talks", date="2022-01-07T13:00:00Z")  # what came since is not in it
    done = house.run("2022-01-07T18:00:00+00:00")
    assert [(p.number, p.state) for p in done.published] == [(2, "stands")]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert "  note: desk-2022-01-07.html was gone and was drawn again from the ledger" in done.lines()
    with open_store(house.config.store) as store:
        assert [(row.number, row.state) for row in store.editions("desk")] == [(2, "told"), (1, "told")]


def test_deleted_files_of_a_damaged_edition_are_said_to_be_lost(house: House) -> None:
    two_days(house)
    damage(house, "editions", "number = 2")
    page = house.out / "desk" / "2022-01-07" / "desk-2022-01-07.html"
    page.unlink()
    done = house.run("2022-01-07T18:00:00+00:00")
    assert [(p.number, p.state) for p in done.published] == [(2, "stands")]
    assert not page.exists()
    assert "its ledger row cannot be read" in done.published[0].faults[0]
    assert done.exit_code == 3


def test_other_days_deleted_on_purpose_stay_deleted(house: House) -> None:
    two_days(house)
    folder = house.out / "desk" / "2022-01-06"
    for path in folder.iterdir():
        path.unlink()
    house.run("2022-01-08T18:00:00+00:00")
    assert not list(folder.iterdir())


def test_a_clock_that_was_set_back_makes_nothing_told_new(house: House) -> None:
    house.wire("coup", date="2022-01-08T12:00:00Z")
    house.run("2022-01-08T18:00:00+00:00")
    house.wire("coup2", date="2022-01-06T12:00:00Z", headline=LEDES["coup"][0], text=LEDES["coup"][1])
    house.wire("mali")
    done = house.run("2022-01-06T18:00:00+00:00")
    assert [(p.number, p.state) for p in done.published] == [(2, "told")]
    assert statuses(house, "2022-01-06") == {LEDES["coup"][0]: "CONTINUING", LEDES["mali"][0]: "NEW"}
    house.wire("talks", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    assert statuses(house, "2022-01-07") == {LEDES["talks"][0]: "NEW"}  # no wire of no. 2 stands in no. 3 again


def test_a_look_back_knows_nothing_of_what_was_told_later(house: House) -> None:
    two_days(house)
    house.run("2022-01-07T17:00:00+00:00", deliver=False)
    page = (house.out / "desk" / "2022-01-07" / "desk-2022-01-07-preview.json").read_text(encoding="utf-8")
    assert '"status": "NEW"' in page


def test_a_second_edition_for_a_slot_is_the_first(house: House) -> None:
    house.wire("coup")
    house.run("2022-01-06T18:00:00+00:00")
    before = {path.name: path.read_bytes() for path in (house.out / "desk" / "2022-01-06").iterdir()}
    house.wire("mali")
    done = house.run("2022-01-06T19:00:00+00:00")
    assert [(p.slot, p.number, p.state) for p in done.published] == [("18:00", 1, "stands")]
    assert {path.name: path.read_bytes() for path in (house.out / "desk" / "2022-01-06").iterdir()} == before
    house.run("2022-01-07T18:00:00+00:00")
    assert LEDES["mali"][0] in house.headlines("2022-01-07")  # it waited for the next one
