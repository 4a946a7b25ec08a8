"""Held editions and alerts as the store keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.errors import StoreError
from briefing.model import Alert, DeskComment
from briefing.store import open_store

from .builders import MINUTE, NOON, edition
from .conftest import Places


def test_a_held_edition_is_released_with_what_the_desk_changed(places: Places) -> None:
    with open_store(places()) as store:
        row = store.save_edition(edition(), files={})
        store.hold(row.id, NOON)
        assert [held.id for held in store.held_editions()] == [row.id]
        assert store.held_editions("nobody") == []
        changed = replace(store.load_edition(row.id), title="As the desk wants it")
        store.release(row.id, changed, NOON + MINUTE, who="ana", text="1 comment")
        assert store.held_editions() == []
        assert store.load_edition(row.id) == changed
        assert [(act.action, act.who) for act in store.desk_acts(row.id)] == [("held", ""), ("released", "ana")]
        with pytest.raises(StoreError, match="in state held"):
            store.release(row.id, changed, NOON + MINUTE, who="ana", text="twice")


def test_a_dropped_edition_keeps_its_number(places: Places) -> None:
    with open_store(places()) as store:
        row = store.save_edition(edition(), files={})
        store.hold(row.id, NOON)
        store.drop_edition(row.id, NOON, who="ana", text="a test")
        later = store.save_edition(edition(on=date(2022, 1, 7)), files={})
        assert (row.number, later.number) == (1, 2)
        assert store.last_told(edition().reader) is None
        with pytest.raises(StoreError):
            store.hold(row.id, NOON)


def test_an_alert_is_kept_and_sent_once(places: Places) -> None:
    one = Alert(reader="desk", kind="urgent", wire_id="w1", at=NOON, headline="Talks end", why="urgency 1")
    with open_store(places()) as store:
        assert store.keep_alerts([one, replace(one, kind="watch"), replace(one, reader="other")]) == 3
        assert store.keep_alerts([replace(one, at=NOON + MINUTE)]) == 0
        waiting = store.waiting_alerts("desk")
        assert [alert.kind for _, alert in waiting] == ["urgent", "watch"]
        assert store.alerted_at("desk") is None
        store.mark_alerted([row for row, _ in waiting], NOON + MINUTE)
        assert store.waiting_alerts("desk") == []
        assert store.alerted_at("desk") == NOON + MINUTE
        assert store.keep_alerts([one]) == 0
        assert [alert.reader for alert in store.alerts()] == ["other", "desk", "desk"]


def test_comments_are_frozen_with_the_edition(places: Places) -> None:
    with open_store(places()) as store:
        said = (DeskComment(text="Read with care", by="Ana"),)
        row = store.save_edition(replace(edition(), desk_comments=said), files={})
        assert store.load_edition(row.id).desk_comments == said
