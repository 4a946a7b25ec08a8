"""Which editions decide what is new to a reader, and what is said of those that cannot be read: by rows alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.config import Reader
from briefing.model import Reissue
from briefing.pipeline.record.ledger import read_told, told_before, told_to, unanalysed_wires, unread_wires
from briefing.pipeline.slots.plan import Job
from briefing.render.jsonform import render_json
from briefing.store import Store, open_store
from tests.store.builders import NOON, edition, wire


class Ledger:
    """A ledger with an edition a day for one reader, and its files beside it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.store: Store = open_store(f"sqlite:///{root}/briefing.db")

    def tell(self, day: int, slot: str = "07:00", *, cut: int | None = None, told: bool = True, **changed: Any) -> int:
        """The number of one more edition, with its JSON under the out folder."""
        reader = changed.pop("reader", "amina")
        made = edition(reader, date(2022, 1, day), slot, number=self.store.next_number(reader), **changed)
        path = self.path(day, reader)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render_json(made))
        row = self.store.save_edition(made, files={"json": str(path)}, cut_seq=day if cut is None else cut)
        if told:
            self.store.mark_told(reader, row.on, row.slot, NOON)
        return row.number

    def path(self, day: int, reader: str = "amina") -> Path:
        return self.root / "out" / reader / f"2022-01-{day:02}" / f"{reader}-2022-01-{day:02}.json"

    def sql(self, statement: str) -> None:
        with sqlite3.connect(self.root / "briefing.db") as connection:
            connection.execute(statement)
        connection.close()

    def before(self, job: Job) -> list[int]:
        return [row.number for row in told_before(self.store, job)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.store.close()


def job(day: int = 20, **changed: Any) -> Job:
    made = edition(on=date(2022, 1, day))
    values: dict[str, Any] = {
        "reader": Reader(name="amina"), "on": made.on, "slot": "07:00", "kind": "regular", "after_seq": None,
        "covers_from_at": made.covers_from_at, "covers_to_at": made.covers_to_at, "next_at": None,
    }  # fmt: skip
    return Job(**(values | changed))


def test_the_last_cut_off_comes_first_whatever_the_clock_said(ledger: Ledger) -> None:
    for day, cut in ((6, 5), (9, 7), (8, 9), (7, 9)):
        ledger.tell(day, cut=cut)
    ledger.tell(10, told=False)
    ledger.tell(11, reader="boris")
    assert ledger.before(job()) == [4, 3, 2, 1]


def test_the_edition_itself_is_none_of_those_before_it(ledger: Ledger) -> None:
    ledger.tell(6)
    ledger.tell(7)
    ledger.tell(7, "18:00")
    assert ledger.before(job(7)) == [3, 1]
    assert ledger.before(job(7, slot="18:00")) == [2, 1]
    assert ledger.before(job(6, slot="18:00")) == [3, 2, 1]


def test_thirty_editions_are_looked_back_on(ledger: Ledger) -> None:
    for day in range(1, 32):
        ledger.tell(day)
    assert ledger.before(job(1, on=date(2022, 2, 1))) == list(range(31, 1, -1))
    late = edition(on=date(2022, 1, 31)).covers_to_at
    assert ledger.before(job(kind="preview", covers_from_at=late)) == list(range(31, 1, -1))


def test_a_preview_knows_what_was_told_by_its_beginning_and_a_second_after(ledger: Ledger) -> None:
    for day in (6, 8, 7):
        ledger.tell(day, cut=20 - day)
    begins = edition(on=date(2022, 1, 8)).covers_to_at
    assert ledger.before(job(kind="preview", covers_from_at=begins)) == [2, 3, 1]
    assert ledger.before(job(kind="preview", covers_from_at=begins - timedelta(seconds=1))) == [2, 3, 1]
    assert ledger.before(job(kind="preview", covers_from_at=begins - timedelta(seconds=2))) == [3, 1]
    assert ledger.before(job(8, kind="preview", covers_from_at=begins)) == [2, 3, 1]  # also of its own slot


def test_a_reissue_knows_nothing_of_what_it_replaces_nor_of_what_came_later(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day)
    again = Reissue(number=2, on=date(2022, 1, 7), reason="a wrong name")
    assert ledger.before(job(7, slot="07:00-r1", kind="reissue", reissue=again)) == [1]


def test_a_damaged_edition_is_read_from_its_file_and_the_notice_names_it(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day, title=f"Of the {day}th")
    ledger.sql("UPDATE editions SET data = '{' WHERE number < 3")
    ledger.path(6).unlink()
    rows = told_before(ledger.store, job())
    told = read_told(ledger.store, rows)
    assert [(one.number, one.title) for one in told.editions] == [(3, "Of the 8th"), (2, "Of the 7th")]
    assert told.rows == tuple(rows)
    assert [(notice.level, notice.text) for notice in told.notices] == [
        (
            "warning",
            "Edition no. 2 of 2022-01-07 cannot be read from the ledger; what it told was taken from "
            "amina-2022-01-07.json.",
        ),
        (
            "warning",
            "Edition no. 1 of 2022-01-06 cannot be read from the ledger; a story that it alone told may stand here "
            "as new.",
        ),
    ]


@pytest.mark.parametrize("changed", [{"number": 7}, {"on": date(2022, 1, 5)}, {"reader": "boris"}])
def test_a_file_of_another_number_date_or_reader_is_not_taken(ledger: Ledger, changed: dict[str, Any]) -> None:
    ledger.tell(6)
    ledger.sql("UPDATE editions SET data = '{'")
    ledger.path(6).write_bytes(render_json(replace(edition(), **changed)))
    told = read_told(ledger.store, told_before(ledger.store, job()))
    assert told.editions == ()
    assert told.notices[0].text.endswith("may stand here as new.")


def test_a_page_that_readers_share_is_his_and_keeps_the_name_it_is_prepared_for(ledger: Ledger) -> None:
    made = edition(title="For all of them")
    path = ledger.path(6)
    path.parent.mkdir(parents=True)
    path.write_bytes(render_json(replace(made, reader="Subscribers")))
    ledger.store.save_edition(made, files={"json": str(path)}, shared=replace(made, reader=""))
    ledger.store.mark_told("amina", made.on, made.slot, NOON)
    ledger.sql("UPDATE kept SET data = '{'")
    with open_store(f"sqlite:///{ledger.root}/briefing.db") as store:
        (found,) = read_told(store, told_before(store, job())).editions
    assert (found.title, found.reader, found.prepared_for) == ("For all of them", "amina", "Subscribers")


def torn(ledger: Ledger, number: int) -> None:
    ledger.sql(f"UPDATE editions SET covers_to = CAST(X'FFFE' AS TEXT) WHERE number = {number}")


def test_a_torn_row_and_one_that_is_gone_are_named_by_number(ledger: Ledger) -> None:
    for day in (6, 7, 8, 9, 10):
        ledger.tell(day, title=f"Of the {day}th")
    torn(ledger, 4)
    ledger.sql("DELETE FROM editions WHERE number IN (2, 3)")
    ledger.path(8).unlink()
    told = told_to(ledger.store, job())
    assert [(one.number, one.title, one.reader) for one in told.editions] == [
        (5, "Of the 10th", "amina"),
        (4, "Of the 9th", "amina"),
        (2, "Of the 7th", "amina"),
        (1, "Of the 6th", "amina"),
    ]
    assert [(notice.level, notice.text) for notice in told.notices] == [
        ("warning", "The ledger's row of edition no. 2 is gone; what it told was taken from its JSON file."),
        ("warning", "The ledger's row of edition no. 3 is gone; a story that it alone told may stand here as new."),
        ("warning", "The ledger's row of edition no. 4 is damaged; what it told was taken from its frozen value."),
    ]


def test_a_row_of_another_reader_stands_in_for_none(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day)
        ledger.tell(day, reader="boris")
    ledger.sql("DELETE FROM editions WHERE number = 2 AND reader = 'amina'")
    assert [one.number for one in told_to(ledger.store, job()).editions] == [3, 2, 1]


def test_of_rows_that_are_gone_the_last_five_are_named(ledger: Ledger) -> None:
    for day in range(1, 10):
        ledger.tell(day)
    ledger.sql("DELETE FROM editions WHERE number BETWEEN 2 AND 8")
    told = told_to(ledger.store, job())
    assert [one.number for one in told.editions] == [9, 8, 7, 6, 5, 4, 1]
    assert len(told.notices) == 5


def test_a_preview_has_no_number_that_could_be_missed(ledger: Ledger) -> None:
    ledger.tell(6)
    ledger.tell(7)
    ledger.sql("UPDATE editions SET number = 4, kind = 'preview' WHERE number = 2")
    assert told_to(ledger.store, job()).notices == ()


def test_a_preview_is_told_of_torn_rows_but_not_what_they_told_later(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day)
    torn(ledger, 2)  # cut off at the very instant at which the preview begins
    torn(ledger, 3)
    begins = edition(on=date(2022, 1, 7)).covers_to_at
    told = told_to(ledger.store, job(kind="preview", covers_from_at=begins))
    assert [one.number for one in told.editions] == [2, 1]
    assert [one.number for one in told_to(ledger.store, job()).editions] == [3, 2, 1]


def test_a_preview_s_file_is_not_taken_for_the_edition_that_is_gone(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day)
    ledger.sql("DELETE FROM editions WHERE number = 2")
    preview = ledger.path(8).with_name("amina-2022-01-08-preview.json")
    preview.write_bytes(render_json(edition(number=2, kind="preview", title="A preview")))
    ledger.path(8).with_name("amina-2022-01-08-x.manifest.json").write_bytes(render_json(edition(number=2)))
    ledger.path(8).with_name("amina-2022-01-08-y.json").write_bytes(b"{")
    (found,) = [one for one in told_to(ledger.store, job()).editions if one.number == 2]
    assert (found.title, found.on) == ("Morning briefing", date(2022, 1, 7))


def test_of_two_files_of_a_number_the_later_date_is_taken(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day)
    ledger.sql("DELETE FROM editions WHERE number = 2")
    earlier = ledger.path(5)
    earlier.parent.mkdir()
    earlier.write_bytes(render_json(edition(number=2, on=date(2022, 1, 5), title="A stray copy")))
    (found,) = [one for one in told_to(ledger.store, job()).editions if one.number == 2]
    assert found.on == date(2022, 1, 7)


def test_without_any_file_a_row_that_is_gone_is_said_to_be_lost(ledger: Ledger) -> None:
    for day in (6, 7, 8):
        ledger.tell(day)
    ledger.sql("DELETE FROM editions WHERE number = 2")
    ledger.sql("UPDATE editions SET files = '{}'")
    told = told_to(ledger.store, job())
    assert [one.number for one in told.editions] == [3, 1]
    assert told.notices[0].text.endswith("may stand here as new.")


def test_wires_that_cannot_be_read_are_counted_and_five_are_named(ledger: Ledger) -> None:
    wires = [wire(n) for n in range(1, 8)]
    ledger.store.add_wires(wires)
    ids = [one.id for one in wires]
    assert unread_wires(ledger.store, ids, wires) == ()
    assert unread_wires(ledger.store, [*ids, "nowhere"], wires) == ()
    (one,) = unread_wires(ledger.store, ids, wires[1:])
    assert (one.level, one.text) == (
        "warning",
        "1 wire received for this period cannot be read from the archive and stands outside the counts: "
        f"{ids[0]} (desk).",
    )
    (five,) = unread_wires(ledger.store, ids, wires[:2])
    assert five.text.startswith("5 wires received for this period cannot be read from the archive and stand outside")
    assert " more" not in five.text
    (seven,) = unread_wires(ledger.store, ids, [])
    assert seven.text.count("(desk)") == 5
    assert seven.text.endswith(" and 2 more.")


def test_wires_that_cannot_be_analysed_are_said(ledger: Ledger) -> None:
    wires = [wire(1), wire(2)]
    assert unanalysed_wires(wires, {one.id for one in wires}) == ()
    (said,) = unanalysed_wires(wires, {wires[0].id})
    assert said.text == (
        f"1 wire received for this period cannot be analysed and stands outside the counts: {wires[1].id} (desk)."
    )
