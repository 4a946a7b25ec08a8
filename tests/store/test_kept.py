"""What many readers have alike is kept once, and each of them has his own edition of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefing.model import Manifest, Notice
from briefing.store import EditionRow, Store

from .builders import NOON, edition

SHARED = edition("", title="For all of them")
RECORD = Manifest(
    reader="Subscribers", on=SHARED.on, slot=SHARED.slot, number=1, covers_from_at=SHARED.covers_from_at,
    covers_to_at=SHARED.covers_to_at, inputs={"rules": "abc"}, wires=(),
)  # fmt: skip


def save(store: Store, reader: str, number: int = 1) -> EditionRow:
    made = replace(SHARED, reader=reader, number=number)
    return store.save_edition(made, files={}, record=RECORD, shared=replace(SHARED, number=number))


def test_one_value_serves_many_readers(store: Store) -> None:
    found = [save(store, name) for name in ("amina", "boris", "chloe")]
    assert store.row_counts()["kept"] == 2, "the edition and the record"
    assert len({row.kept for row in found}) == 1
    assert [store.load_edition(row.id) for row in found] == [replace(SHARED, reader=row.reader) for row in found]
    assert [store.record(row.id) for row in found] == [RECORD] * 3
    assert store.edition("boris", SHARED.on, SHARED.slot) == replace(found[1], made_now=False)


def test_another_number_is_another_value(store: Store) -> None:
    save(store, "amina")
    later = replace(SHARED, on=SHARED.on + timedelta(days=1))
    row = store.save_edition(replace(later, reader="amina"), files={}, shared=later)
    assert row.number == 2
    assert store.load_edition(row.id) == replace(later, reader="amina", number=2)


def test_a_record_that_is_noted_later_is_shared_too(store: Store) -> None:
    first, second = save(store, "amina"), save(store, "boris")
    drawn = replace(RECORD, files={"pdf": "00"})
    for row in (first, second):
        store.set_files(row.id, {"pdf": f"{row.reader}.pdf"}, drawn)
    assert store.record(first.id) == store.record(second.id) == drawn
    assert store.row_counts()["kept"] == 3


def test_an_edition_of_ones_own_is_kept_in_its_row(store: Store) -> None:
    row = store.save_edition(edition("amina"), files={}, record=RECORD)
    assert row.kept == ""
    assert store.row_counts()["kept"] == 0
    assert store.load_edition(row.id) == edition("amina")


def test_what_no_edition_refers_to_goes_with_its_last_one(store: Store) -> None:
    for name in ("amina", "boris"):
        save(store, name)
    later = replace(SHARED, on=SHARED.on + timedelta(days=400), generated_at=SHARED.generated_at + timedelta(days=400))
    for name in ("amina", "boris"):
        store.save_edition(replace(later, reader=name), files={}, record=RECORD, shared=later)
    assert store.row_counts()["kept"] == 3
    assert store.clear("editions", NOON + timedelta(days=100), NOON + timedelta(days=401)) == 2
    assert store.row_counts()["kept"] == 2
    assert store.load_edition(store.editions("boris")[0].id).reader == "boris"


def test_a_notice_of_a_shared_edition_is_found(store: Store) -> None:
    save(store, "amina")
    later = replace(SHARED, on=SHARED.on + timedelta(days=1), notices=(Notice(level="withdrawn", text="Taken back"),))
    store.save_edition(replace(later, reader="amina"), files={}, shared=later)
    assert [row.number for row in store.editions_that_amend("amina", 1)] == [2]
