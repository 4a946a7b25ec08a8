"""Marks of readers, and the changes of storylines."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefing.model import LineChange
from briefing.store import open_store

from .builders import MINUTE, NOON
from .conftest import Places

JOIN = LineChange(kind="joined", line="s-a", other="s-b", at=NOON, headline="Bridge closed", why="words", wire="w1")


def test_a_mark_takes_the_place_of_another_and_can_be_taken_back(places: Places) -> None:
    with open_store(places()) as store:
        store.set_mark("amina", "s-a", "follow", NOON)
        store.set_mark("amina", "Kampala", "mute", NOON + MINUTE)
        store.set_mark("boris", "s-a", "mute", NOON)
        assert list(store.marks("amina").items()) == [("s-a", "follow"), ("Kampala", "mute")]
        store.set_mark("amina", "s-a", "mute", NOON + 2 * MINUTE)
        assert store.marks("amina") == {"Kampala": "mute", "s-a": "mute"}
        assert store.drop_mark("amina", "s-a")
        assert not store.drop_mark("amina", "s-a")
        assert (store.marks("amina"), store.marks("boris")) == ({"Kampala": "mute"}, {"s-a": "mute"})


def test_a_change_of_storylines_keeps_its_first_day(places: Places) -> None:
    late = replace(JOIN, at=NOON + timedelta(days=3))
    other = replace(JOIN, kind="parted", at=NOON - timedelta(days=9))
    with open_store(places()) as store:
        store.save_line_changes([JOIN])
        store.save_line_changes([late, other])
        assert store.line_changes() == (other, JOIN)
        assert store.line_changes(NOON) == (JOIN,)
