"""Editions: numbered, kept once, told once; and the outbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.errors import StoreError
from briefing.model import Manifest, ToldPrint, WirePrint
from briefing.store import EditionRow, Store, open_store

from .builders import MINUTE, NOON, edition
from .conftest import Places

FILES = {"pdf": "out/amina/2022-01-06/amina-2022-01-06.pdf"}
FRIDAY = date(2022, 1, 7)


def save(store: Store, reader: str = "amina", day: int = 6, **changed: object) -> EditionRow:
    made = edition(reader, date(2022, 1, day), number=store.next_number(reader), **changed)
    return store.save_edition(made, files=FILES)


def test_an_edition_is_kept_as_it_was_made(store: Store) -> None:
    made = edition()
    row = store.save_edition(made, files=FILES)
    assert row.made_now
    assert (row.reader, row.on, row.slot, row.number, row.kind) == ("amina", made.on, "07:00", 1, "regular")
    assert (row.state, row.told_at, row.files) == ("made", None, FILES)
    assert (row.covers_from_at, row.covers_to_at) == (made.covers_from_at, made.covers_to_at)
    assert row.generated_at == made.generated_at
    assert store.load_edition(row.id) == made
    assert store.edition("amina", made.on, "07:00") == replace(row, made_now=False)
    assert store.edition("amina", made.on, "18:00") is None


def test_a_slot_has_one_edition(store: Store) -> None:
    first = save(store)
    second = save(store, title="Another one")
    assert (second.id, second.number, second.made_now) == (first.id, 1, False)
    assert store.load_edition(first.id).title == "Morning briefing"
    assert store.next_number("amina") == 2


def test_numbers_run_for_each_reader_without_gaps(store: Store) -> None:
    assert [save(store, day=day).number for day in (6, 7, 7, 8)] == [1, 2, 2, 3]
    assert [save(store, slot=slot).number for slot in ("18:00", "special")] == [4, 5]
    assert save(store, "boris").number == 1


def test_a_number_taken_meanwhile_gives_way_to_the_next(store: Store) -> None:
    late = edition(on=FRIDAY, number=store.next_number("amina"))
    save(store)
    row = store.save_edition(late, files={})
    assert row.number == 2
    assert store.load_edition(row.id) == replace(late, number=2)


def test_told_is_told_once(store: Store) -> None:
    row = save(store)
    store.mark_told("amina", row.on, row.slot, NOON)
    store.mark_told("amina", row.on, row.slot, NOON + MINUTE)
    told = store.last_told("amina")
    assert told == replace(row, state="told", told_at=NOON, made_now=False)


def test_the_next_period_begins_where_the_last_told_one_ended(store: Store) -> None:
    assert store.last_told("amina") is None
    for day in (6, 8, 7):
        row = save(store, day=day)
        store.mark_told("amina", row.on, row.slot, NOON)
    save(store, day=9)  # made, told to no one
    save(store, "boris", day=9)
    told = store.last_told("amina")
    assert told is not None
    assert told.on == date(2022, 1, 8)
    assert store.last_told("boris") is None


def test_the_last_one_out_may_be_limited_to_a_selection(store: Store) -> None:
    assert store.last_out("amina") is None
    for day, kind in ((6, "regular"), (7, "selected")):
        row = save(store, day=day, kind=kind)
        store.mark_told("amina", row.on, row.slot, NOON)
    found = (store.last_told("amina"), store.last_out("amina"))
    assert [row.number for row in found if row] == [1, 2]


def test_a_failed_edition_is_made_again_under_its_number(store: Store) -> None:
    row = save(store)
    store.mark_failed("amina", row.on, row.slot)
    save(store, day=7)
    assert store.last_told("amina") is None
    again = save(store, title="Made again")
    assert (again.id, again.number, again.state, again.made_now) == (row.id, 1, "made", True)
    assert store.load_edition(row.id).title == "Made again"
    assert store.load_edition(row.id).number == 1
    assert store.next_number("amina") == 3


def preview(store: Store, **changed: object) -> EditionRow:
    return save(store, kind="preview", **changed)


def test_a_preview_takes_no_number_and_gives_way_to_anything(store: Store) -> None:
    save(store)
    first = preview(store, day=7, title="First look")
    assert (first.number, store.next_number("amina")) == (2, 2)
    second = preview(store, day=7, title="Second look")
    assert (second.id, second.made_now) == (first.id, True)
    assert store.load_edition(first.id).title == "Second look"
    regular = save(store, day=7)
    assert (regular.id, regular.number, regular.kind, regular.made_now) == (first.id, 2, "regular", True)
    assert store.next_number("amina") == 3


def test_a_preview_never_takes_the_place_of_a_numbered_edition(store: Store) -> None:
    made = save(store)
    assert not preview(store).made_now
    store.mark_failed("amina", made.on, made.slot)
    save(store, day=7)
    assert not preview(store).made_now
    assert store.load_edition(made.id).kind == "regular"
    assert [row.number for row in store.editions("amina")] == [2, 1]


def test_previews_of_two_slots_show_the_same_number(store: Store) -> None:
    assert preview(store, day=7).number == preview(store, day=8).number == 1


def test_what_decided_an_edition_is_kept_with_it(store: Store) -> None:
    made = edition()
    row = store.save_edition(made, files={}, manifest="abc", cut_seq=17)
    assert (row.manifest, row.cut_seq) == ("abc", 17)
    store.mark_failed("amina", made.on, made.slot)
    assert store.save_edition(made, files={}, manifest="abd", cut_seq=18).cut_seq == 18


def test_marking_what_is_not_there(store: Store) -> None:
    for mark in (lambda: store.mark_told("x", FRIDAY, "07:00", NOON), lambda: store.mark_failed("x", FRIDAY, "07:00")):
        with pytest.raises(StoreError, match="no edition of x for 2022-01-07 07:00"):
            mark()


def test_the_list_of_editions(store: Store) -> None:
    for reader, day in (("amina", 6), ("boris", 6), ("amina", 7)):
        save(store, reader, day)
    assert [(row.reader, row.number) for row in store.editions()] == [("amina", 2), ("boris", 1), ("amina", 1)]
    assert [row.number for row in store.editions("amina")] == [2, 1]
    assert [row.reader for row in store.editions(limit=2)] == ["amina", "boris"]
    assert store.editions("nobody") == []


def test_files_may_be_noted_later(store: Store) -> None:
    row = save(store)
    store.set_files(row.id, {"html": "out/e.html"})
    found = store.edition("amina", row.on, row.slot)
    assert found is not None
    assert found.files == {"html": "out/e.html"}


def test_an_edition_that_cannot_be_loaded(store: Store, places: Places) -> None:
    with pytest.raises(StoreError, match="no edition with id 7"):
        store.load_edition(7)
    row = save(store)
    places.sql("UPDATE editions SET data = '{}'")
    with pytest.raises(StoreError, match="cannot be read by this version"):
        store.load_edition(row.id)


def test_a_damaged_row_is_left_out_of_the_list_and_named(places: Places) -> None:
    damage = "CAST(X'FFFE' AS TEXT)" if places.kind == "sqlite" else "'?'"
    with open_store(places()) as store:
        for day in (6, 7, 8):
            row = save(store, day=day)
            store.mark_told("amina", row.on, row.slot, NOON)
        places.sql(f"UPDATE editions SET covers_to = {damage} WHERE number = 2")
        places.sql(f"UPDATE editions SET files = {damage} WHERE number = 3")
        assert [(row.number, bool(row.files)) for row in store.editions("amina")] == [(3, False), (1, True)]
        assert list(store.unreadable_editions("amina")) == [2]
        told = store.last_told("amina")
        assert told
        assert told.number == 3


def test_the_record_of_an_edition_is_kept_and_replaced(store: Store) -> None:
    row = save(store)
    assert store.record(row.id) is None
    values = {"reader": "amina", "on": row.on, "slot": row.slot, "number": 1, "inputs": {"rules": "r1"}}
    period = {"covers_from_at": row.covers_from_at, "covers_to_at": row.covers_to_at}
    mark = WirePrint(id="w1", source="desk", version=2, hash="0f")
    record = Manifest(**values, **period, wires=(mark,), told=(ToldPrint(number=1, on=FRIDAY, hash="aa"),))
    store.set_files(row.id, FILES, record)
    assert store.record(row.id) == record
    store.set_files(row.id, FILES)
    assert store.record(row.id) == record
