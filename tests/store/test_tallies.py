"""Counts of wires by hour: added once, read by hours, let go of when long past."""

from __future__ import annotations

from datetime import timedelta

from briefing.store import TallyKey, hour_of, open_store

from .builders import NOON, analysis
from .conftest import Places


def key(hours: int, source: str = "exw", region: str = "sahel") -> TallyKey:
    return TallyKey(
        hour=hour_of(NOON + timedelta(hours=hours)), region=region, section="regional-crises", source=source
    )


def test_counts_add_up_and_are_read_by_hours(places: Places) -> None:
    with open_store(places()) as store:
        store.save_analyses([analysis("w1")], {key(0): 2, key(1): 1})
        store.save_analyses([analysis("w2")], {key(1): 3, key(1, "other"): 1, key(5): 1})
        assert store.tallies(NOON, NOON + timedelta(hours=9)) == {
            key(0): 2, key(1): 4, key(1, "other"): 1, key(5): 1,
        }  # fmt: skip
        assert store.tallies(NOON + timedelta(hours=1), NOON + timedelta(hours=5)) == {key(1): 4, key(1, "other"): 1}


def test_counts_of_four_months_ago_are_let_go(places: Places) -> None:
    with open_store(places()) as store:
        store.save_analyses([analysis("w1")], {key(0): 2})
        store.save_analyses([analysis("w2")], {key(24 * 130): 1})
        assert set(store.tallies(NOON, NOON + timedelta(days=200))) == {key(24 * 130)}


def test_wires_analysed_before_are_known_by_their_regions(places: Places) -> None:
    with open_store(places()) as store:
        store.save_analyses([analysis("w1", "0123456789ab"), analysis("w2", "0123456789ab-1a2b3c4d")])
        assert store.analysed_before(["w1", "w2", "w3"], "") == {"w1"}
        assert store.analysed_before(["w1", "w2", "w3"], "-1a2b3c4d") == {"w2"}
