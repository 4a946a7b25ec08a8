"""The outbox: an edition goes to an address once, is tried again, given up, dropped; and the operator's lines."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.store import EditionRow, Store, open_store

from .builders import MINUTE, NOON, edition
from .conftest import Places
from .test_upgrade import at_revision

DAY = timedelta(days=1)


def told(store: Store, reader: str = "amina", day: int = 6) -> EditionRow:
    row = store.save_edition(edition(reader, date(2022, 1, day), number=store.next_number(reader)), files={})
    store.mark_told(reader, row.on, row.slot, NOON)
    return row


def test_an_edition_goes_to_an_address_once(store: Store) -> None:
    row = told(store)
    assert store.queue(row.id, "mail", "desk@example.org", at=NOON, message_id="<1@example.org>")
    assert not store.queue(row.id, "mail", "desk@example.org", at=NOON)
    assert store.queue(row.id, "share", "", at=NOON + MINUTE)
    assert [due.channel for due in store.pending(NOON)] == ["mail"]
    due = store.pending(NOON + MINUTE)
    assert [(d.channel, d.tries, d.state, d.reader, d.number) for d in due] == [
        ("mail", 0, "queued", "amina", 1),
        ("share", 0, "queued", "amina", 1),
    ]
    store.mark_sent(due[0].id, NOON)
    assert [d.channel for d in store.pending(NOON + MINUTE)] == ["share"]
    assert not store.queue(row.id, "mail", "desk@example.org", at=NOON)


def test_what_was_not_taken_is_tried_again_until_given_up(store: Store) -> None:
    store.queue(told(store).id, "mail", "desk@example.org", at=NOON)
    (due,) = store.pending(NOON)
    store.mark_tried(due.id, "421 try later \ud800", NOON + 5 * MINUTE)
    assert store.pending(NOON) == []
    (again,) = store.pending(NOON + timedelta(hours=1))
    assert (again.tries, again.state, again.message_id, again.queued_at) == (1, "queued", "", NOON)
    assert again.last_reason.startswith("421 try later")
    store.mark_tried(due.id, "450 still not", None)
    assert store.pending(NOON + DAY) == []
    assert [row.state for row in store.outbox_rows(states=["given-up"])] == ["given-up"]


def test_an_edition_that_is_not_told_waits(store: Store) -> None:
    row = store.save_edition(edition(), files={})
    store.queue(row.id, "mail", "desk@example.org", at=NOON)
    assert store.pending(NOON + DAY) == []
    store.mark_told("amina", row.on, row.slot, NOON)
    assert len(store.pending(NOON + DAY)) == 1


def test_a_try_that_nobody_ended_shows(store: Store) -> None:
    store.queue(told(store).id, "mail", "desk@example.org", at=NOON)
    (due,) = store.pending(NOON)
    assert due.begun_at is None
    store.mark_begun(due.id, NOON)
    (again,) = store.pending(NOON)
    assert again.begun_at == NOON
    store.mark_sent(again.id, NOON, reason="may be doubled")
    found = store.outbox_row(due.id)
    assert found is not None
    assert (found.state, found.begun_at, found.last_reason) == ("sent", None, "may be doubled")


def test_refused_dropped_and_queued_again(store: Store) -> None:
    row = told(store)
    store.queue(row.id, "mail", "a@example.org", at=NOON, refused="TLP:RED is above its limit")
    store.queue(row.id, "mail", "b@example.org", at=NOON)
    assert [due.address for due in store.pending(NOON)] == ["b@example.org"]
    second, first = store.outbox_rows(reader="amina")
    assert (first.state, first.next_try_at) == ("refused", None)
    store.mark_tried(second.id, "550 no such user", None, state="refused")
    assert store.outbox_rows(reader="amina", states=["refused"]) == store.outbox_rows(edition_id=row.id)
    assert store.requeue(second.id, NOON + DAY)
    assert [found.last_reason for found in [store.outbox_row(second.id)] if found] == [""]
    assert [(due.address, due.tries) for due in store.pending(NOON + DAY)] == [("b@example.org", 0)]
    store.drop(second.id, "dropped by hand")
    assert store.pending(NOON + 2 * DAY) == []
    assert store.outbox_rows(reader="boris") == []
    assert store.outbox_row(99) is None


def test_what_is_over_is_neither_queued_again_nor_dropped(store: Store) -> None:
    row = told(store)
    for name in ("a", "b"):
        store.queue(row.id, "mail", f"{name}@example.org", at=NOON)
    sent, gone = (due.id for due in store.pending(NOON))
    store.mark_sent(sent, NOON, reason="may be doubled")
    assert store.drop(gone, "dropped by hand")
    before = store.outbox_rows()
    assert {one.state for one in before} == {"sent", "dropped"}
    for row_id in (sent, gone, 99):
        assert not store.requeue(row_id, NOON + DAY)
        assert not store.drop(row_id, "dropped again")
    assert store.outbox_rows() == before


def test_named_rows_are_given_whatever_waits_before_them(store: Store) -> None:
    row = told(store)
    for n in range(12):
        store.queue(row.id, "mail", f"{n}@example.org", at=NOON)
    late = [store.outbox_rows(limit=1)[0].id, 2]
    store.requeue(late[0], NOON + MINUTE)
    assert len(store.pending(NOON + DAY, limit=5)) == 5
    assert [due.id for due in store.pending(NOON + DAY, limit=5, only=late)] == [2, late[0]]
    assert [due.id for due in store.pending(NOON, limit=5, only=late)] == [2]
    assert store.pending(NOON + DAY, only=[]) == []
    assert len(store.pending(NOON + DAY, only=range(5000))) == 12


def test_the_operators_lines_are_counted_not_repeated(store: Store) -> None:
    for n in range(3):
        store.note_for_operator("run", f"no edition came out, try {n}", NOON + n * MINUTE)
    store.note_for_operator("mail", "given up", NOON)
    notes = store.operator_notes()
    assert [(note.key, note.text, note.times) for note in notes] == [
        ("run", "no edition came out, try 2", 3),
        ("mail", "given up", 1),
    ]
    assert store.operator_told_at() is None
    store.mark_operator_told([note.id for note in notes], NOON + DAY)
    assert (store.operator_notes(), store.operator_told_at()) == ([], NOON + DAY)
    store.note_for_operator("run", "again", NOON + 2 * DAY)
    assert [note.times for note in store.operator_notes()] == [1]


def test_rows_of_an_earlier_version_are_kept(places: Places) -> None:
    at_revision(places.bare("old"), "0003")
    with open_store(places("now")) as store:
        told(store)
    places.carry("editions", "now", "old")
    places.sql(
        "INSERT INTO outbox (edition_id, channel, address, state, tries, next_try_at, message_id, last_reason) "
        "VALUES (1, 'mail', 'a@example.org', 'queued', 2, '2022-01-06T12:00:00.000000Z', '<1@x>', '421')",
        name="old",
    )
    with open_store(places("old")) as store:
        (row,) = store.pending(NOON)
    assert (row.address, row.tries, row.queued_at, row.begun_at) == ("a@example.org", 2, None, None)
