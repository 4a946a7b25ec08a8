"""What is known of many readers at once is what the archive says of each; an edition is told to many as to one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefing.store import Store
from briefing.store.roll import Told

from .builders import NOON, edition
from .conftest import Places
from .test_kept import RECORD, SHARED

NAMES = ("amina", "boris", "chloe", "nobody")


def furnish(store: Store, editions: int = 40, seed: int = 5) -> None:
    """Editions of all kinds and states, of three readers; a clock that was set back now and then."""
    chance = random.Random(seed)
    for n in range(editions):
        reader, on = chance.choice(NAMES[:3]), date(2022, 1, 1) + timedelta(days=n % 25)
        kind = chance.choice(("regular", "regular", "special", "selected", "preview"))
        cut_off = NOON + timedelta(days=chance.choice((n, n, n - 9)))
        made = edition(reader, on, f"{n:02}:00", kind=kind, covers_from_at=cut_off, covers_to_at=cut_off)
        row = store.save_edition(made, files={"pdf": f"{n}.pdf"}, cut_seq=chance.randint(0, 50))
        if kind != "preview" and chance.random() < 0.7:
            store.mark_told(reader, row.on, row.slot, NOON)
        elif chance.random() < 0.5:
            store.mark_failed(reader, row.on, row.slot)
    store.set_mark("boris", "Mali", "mute", NOON)
    store.set_mark("boris", "s-1", "follow", NOON + timedelta(hours=1))


def same(store: Store, latest: int) -> None:
    roll = store.roll([*NAMES, "amina"], latest)
    for name in (*NAMES, "stranger"):
        for limit in (1, 5, 60):
            assert roll.editions(name, limit) == store.editions(name, limit)
        assert roll.last_told(name) == store.last_told(name)
        assert roll.last_cut(name) == store.last_cut(name)
        assert roll.next_number(name) == store.next_number(name)
        assert roll.unreadable_editions(name) == store.unreadable_editions(name)
        assert list(roll.marks(name).items()) == list(store.marks(name).items())
        lost = store.outbox_rows(reader=name, states=("given-up",), limit=1)
        assert roll.outbox_rows(reader=name, states=("given-up",), limit=1) == lost
        assert store.latest_of([name, "amina"], 7)[name] == store.editions_of(name, 7)


@pytest.mark.parametrize("latest", [3, 60])
@pytest.mark.parametrize("seed", [5, 6, 7])
def test_it_answers_as_the_archive_does(store: Store, latest: int, seed: int) -> None:
    furnish(store, seed=seed)
    row = next(row for row in store.editions("chloe") if row.state == "told")
    store.queue(row.id, "mail", "a@example.org", at=NOON)
    store.mark_tried(store.outbox_rows()[0].id, "no", None)
    same(store, latest)
    unfinished = {
        name for name in NAMES for row in store.editions(name) if row.state == "made" and row.kind != "preview"
    }
    assert store.with_unfinished() == unfinished


@pytest.mark.parametrize("cell", ["covers_to", "told_at", "on_date", "generated_at", "covers_from"])
@pytest.mark.parametrize("latest", [1, 60])
def test_a_damaged_row_is_seen_as_the_archive_sees_it(places: Places, cell: str, latest: int) -> None:
    from briefing.store import open_store

    with open_store(places()) as store:
        furnish(store)
        row = [row for row in store.editions("amina") if row.state == "told"][-1]
    places.sql(f"UPDATE editions SET {cell} = ? WHERE id = ?", ["noon", row.id])
    with open_store(places()) as store:
        assert store.unreadable_editions("amina")
        same(store, latest)


def test_a_damaged_end_of_the_right_length_is_no_last_end(places: Places) -> None:
    from briefing.store import open_store

    with open_store(places()) as store:
        furnish(store)
        row = [row for row in store.editions("amina") if row.state == "told"][-1]
    places.sql("UPDATE editions SET covers_to = ? WHERE id = ?", ["9" * 27, row.id])
    with open_store(places()) as store:
        assert store.roll(["amina", "boris"], 1).last_told("amina") == store.last_told("amina")


def told(store: Store) -> int:
    row = store.save_edition(
        replace(SHARED, reader="amina"), files={"pdf": "amina.pdf"}, record=RECORD, shared=SHARED, cut_seq=4
    )
    store.mark_told("amina", row.on, row.slot, NOON)
    return row.id


def test_an_edition_is_told_to_others_as_it_was_to_the_first(store: Store) -> None:
    first = told(store)
    others = [
        Told(reader=name, files={"pdf": f"{name}.pdf"}, queue=[("mail", f"{name}@example.org", f"<{name}>", "")])
        for name in ("boris", "chloe")
    ]
    found = store.tell_alike(first, others, NOON)
    assert list(found) == ["boris", "chloe"]
    (one,) = store.editions("amina")
    for name, row in found.items():
        assert store.editions(name) == [row]
        assert row == replace(one, id=row.id, reader=name, files={"pdf": f"{name}.pdf"})
        assert store.record(row.id) == RECORD
        assert store.load_edition(row.id).reader == name
        (queued,) = store.outbox_rows(reader=name)
        assert (queued.state, queued.address, queued.message_id) == ("queued", f"{name}@example.org", f"<{name}>")
        assert queued.next_try_at == queued.queued_at == NOON
    assert len(store.pending(NOON)) == 2
    assert store.tell_alike(first, others, NOON) == {}, "once is enough"


def test_who_has_another_number_or_the_slot_is_left_out(store: Store) -> None:
    first = told(store)
    store.save_edition(edition("boris", SHARED.on - timedelta(days=1)), files={})
    store.save_edition(edition("chloe", SHARED.on, SHARED.slot), files={})
    names = ("boris", "chloe", "dario")
    found = store.tell_alike(first, [Told(reader=name, files={}) for name in names], NOON)
    assert list(found) == ["dario"]


def test_what_a_channel_does_not_carry_is_put_down_as_refused(store: Store) -> None:
    refused = Told(reader="boris", files={}, queue=[("mail", "b@example.org", "<b>", "too secret")])
    store.tell_alike(told(store), [refused], NOON)
    (row,) = store.outbox_rows(reader="boris")
    assert (row.state, row.last_reason, row.next_try_at) == ("refused", "too secret", None)


def test_what_is_not_told_or_not_kept_for_several_is_given_to_nobody(store: Store) -> None:
    row = store.save_edition(replace(SHARED, reader="amina"), files={}, record=RECORD, shared=SHARED)
    assert store.tell_alike(row.id, [Told(reader="boris", files={})], NOON) == {}
    own = store.save_edition(edition("chloe"), files={})
    store.mark_told("chloe", own.on, own.slot, NOON)
    assert store.tell_alike(own.id, [Told(reader="boris", files={})], NOON) == {}
    assert store.tell_alike(99, [Told(reader="boris", files={})], NOON) == {}
