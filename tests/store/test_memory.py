"""Analyses, traces and run reports."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from briefing.model import Mention
from briefing.store import Store, open_store

from .builders import MINUTE, NOON, analysis, trace
from .conftest import Places


def test_analyses_are_found_by_wire_and_rules(store: Store) -> None:
    place = Mention(text="Almaty", start=0, end=6, kind="city", name="Almaty", country="KZ", lat=43.25, lon=76.95)
    one, two, later = analysis("w1", places=(place,)), analysis("w2"), analysis("w1", rules="r2", severity=0.5)
    store.save_analyses([one, two])
    store.save_analyses([later])
    assert store.analyses(["w1", "w2", "w3"], "r1") == {"w1": one, "w2": two}
    assert store.analyses(["w1", "w2"], "r2") == {"w1": later}
    assert store.analyses([], "r1") == {}


def test_an_analysis_made_again_takes_the_place_of_the_old_one(store: Store) -> None:
    store.save_analyses([analysis("w1"), analysis("w1", severity=0.5)])
    store.save_analyses([analysis("w1", severity=0.75), analysis("w2")])
    assert store.analyses(["w1"], "r1")["w1"].severity == 0.75


def test_many_analyses(store: Store) -> None:
    many = {f"w{n}": analysis(f"w{n}") for n in range(1300)}
    store.save_analyses(many.values())
    assert store.analyses(many, "r1") == many


def test_an_analysis_that_cannot_be_read_any_more_is_made_again(store: Store, places: Places) -> None:
    store.save_analyses([analysis("w1"), analysis("w2")])
    places.sql("UPDATE analyses SET data = '{\"wire_id\":\"w1\"}' WHERE wire_id = 'w1'")
    assert set(store.analyses(["w1", "w2"], "r1")) == {"w2"}


def test_memory_is_bounded_in_time_and_number_the_latest_first(store: Store) -> None:
    days = [trace(f"s{n}", NOON - timedelta(days=n)) for n in range(5)]
    store.save_traces(days, NOON)
    assert store.memory(NOON - timedelta(days=2)).stories == tuple(days[:3])
    assert store.memory(NOON - timedelta(days=9), 2).stories == tuple(days[:2])
    assert store.memory(NOON + MINUTE).stories == ()


def test_a_story_seen_again_is_remembered_once_as_seen_last(store: Store) -> None:
    store.save_traces([trace("s", NOON - timedelta(days=3))], NOON)
    again = trace("s", NOON, headline="The story went on")
    store.save_traces([again], NOON)
    assert store.memory(NOON - timedelta(days=9)).stories == (again,)


def test_reports_of_runs_the_latest_first(store: Store) -> None:
    assert store.last_runs() == []
    store.save_run('{"n":2}', NOON + MINUTE)
    store.save_run('{"n":1}', NOON)
    store.save_run('{"n":3}', NOON + MINUTE)
    assert store.last_runs(2) == ['{"n":3}', '{"n":2}']


def test_what_was_remembered_at_an_earlier_time(store: Store) -> None:
    days = [NOON + timedelta(days=n) for n in range(4)]
    first = [trace("s1", days[0]), trace("s2", days[0]), trace("old", days[0] - timedelta(days=60))]
    store.save_traces(first, days[0])
    assert store.memory_of(days[0] + MINUTE, days[0] - timedelta(days=14)) is None, "nothing was replaced yet"
    store.save_traces([trace("s1", days[1], headline="Later"), trace("s3", days[1])], days[1])
    store.save_traces([trace("s1", days[2], headline="Latest"), trace("s1", days[2], headline="Latest")], days[2])
    store.save_traces([trace("s1", days[2], headline="Latest again")], days[2])

    def known(at: datetime) -> list[tuple[str, str]]:
        memory = store.memory_of(at, at - timedelta(days=14))
        assert memory
        return [(one.id, one.headline) for one in memory.stories]

    assert known(days[1]) == [("s1", "Story s1"), ("s2", "Story s2")]
    assert known(days[2]) == [("s1", "Later"), ("s3", "Story s3"), ("s2", "Story s2")]
    assert known(days[3]) == [("s1", "Latest again"), ("s3", "Story s3"), ("s2", "Story s2")]
    assert store.memory_of(days[3], days[3] - timedelta(days=14)) == store.memory(days[3] - timedelta(days=14))
    assert store.memory_of(days[0], days[0] - timedelta(days=14)) is None
    store.save_traces([trace("s9", days[3] + timedelta(days=60))], days[3] + timedelta(days=60))
    assert store.memory_of(days[2], days[2] - timedelta(days=14)) is None, "too long ago"


def test_what_is_done_together_is_kept_together_or_not_at_all(places: Places) -> None:
    one, gone = trace("s-1", NOON), {"w1": "a kill notice"}

    def work(store: Store) -> None:
        store.save_traces([one], NOON)
        store.mark_withdrawn(gone, NOON)
        assert store.memory(NOON).stories == (one,)  # it reads what it wrote

    def ended(store: Store) -> None:
        with store.together():
            work(store)
            raise KeyboardInterrupt

    with open_store(places()) as store:
        with pytest.raises(KeyboardInterrupt):
            ended(store)
        assert (store.memory(NOON).stories, store.withdrawn_of(["w1"])) == ((), {})
        with store.together(), store.together():
            work(store)
        assert (store.memory(NOON).stories, store.withdrawn_of(["w1"])) == ((one,), gone)
