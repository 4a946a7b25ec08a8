"""What is remembered of sources."""

from __future__ import annotations

from typing import Any

from briefing.model import SourceReport
from briefing.store import SourceState, Store

from .builders import MINUTE, NOON


def ok(**changed: Any) -> SourceReport:
    values = {"source": "desk", "status": "ok", "wires": 3, "new": 2, "address": "http://a/", "etag": '"1"'}
    return SourceReport(**values | {"newest_at": NOON} | changed)


def failed(reason: str = "no answer in 10 s", **changed: Any) -> SourceReport:
    return SourceReport(**{"source": "desk", "status": "failed", "reason": reason, "address": "http://a/"} | changed)


def after(store: Store, *reports: SourceReport) -> SourceState:
    """The state after one collection a minute."""
    for n, report in enumerate(reports):
        store.record_reports([report], NOON + n * MINUTE)
    return store.source_states()["desk"]


def test_a_good_answer(store: Store) -> None:
    state = after(store, ok())
    assert (state.last_ok_at, state.last_heard_at, state.newest_at, state.last_try_at) == (NOON, NOON, NOON, NOON)
    assert (state.failing_since_at, state.failures, state.last_reason, state.last_status) == (None, 0, "", "ok")
    assert store.validators() == {"desk": ('"1"', "")}


def test_a_streak_of_failures_keeps_its_first_instant_and_last_reason(store: Store) -> None:
    state = after(store, ok(), failed("a"), failed("b"), failed("c"))
    assert state.failing_since_at == NOON + MINUTE
    assert (state.failures, state.last_reason) == (3, "c")
    assert (state.last_ok_at, state.last_heard_at) == (NOON, NOON)
    assert store.validators() == {"desk": ('"1"', "")}


def test_a_streak_ends_with_any_answer_that_can_be_read(store: Store) -> None:
    for status in ("ok", "unchanged", "empty"):
        state = after(store, failed(), failed(), ok(status=status, wires=0, new=0, newest_at=None))
        assert (state.failing_since_at, state.failures, state.last_reason) == (None, 0, "")
        assert state.last_ok_at == NOON + 2 * MINUTE


def test_a_source_that_failed_from_the_start(store: Store) -> None:
    state = after(store, failed())
    assert (state.last_ok_at, state.last_heard_at, state.failing_since_at) == (None, None, NOON)
    assert store.validators() == {}


def test_answering_with_old_wires_only_is_not_being_heard(store: Store) -> None:
    state = after(store, ok(), ok(new=0), ok(status="unchanged", wires=0, new=0, newest_at=None))
    assert (state.last_ok_at, state.last_heard_at) == (NOON + 2 * MINUTE, NOON)
    assert state.newest_at == NOON


def test_a_newer_wire_is_being_heard_also_where_no_one_counted_the_new_ones(store: Store) -> None:
    state = after(store, ok(new=0), ok(new=0, newest_at=NOON + MINUTE), ok(new=0, newest_at=NOON - MINUTE))
    assert (state.last_heard_at, state.newest_at) == (NOON + MINUTE, NOON + MINUTE)


def test_validators_follow_the_last_answer(store: Store) -> None:
    after(store, ok(), ok(etag="", last_modified="Thu, 06 Jan 2022 12:00:00 GMT"))
    assert store.validators() == {"desk": ("", "Thu, 06 Jan 2022 12:00:00 GMT")}
    after(store, ok(status="unchanged", etag=""))  # a 304 may leave them out
    assert store.validators() == {"desk": ("", "Thu, 06 Jan 2022 12:00:00 GMT")}
    after(store, ok(etag=""))
    assert store.validators() == {}


def test_a_source_that_moved_is_asked_without_validators(store: Store) -> None:
    after(store, ok())
    assert store.validators({"desk": "http://a/"}) == {"desk": ('"1"', "")}
    assert store.validators({"desk": "http://b/"}) == {}
    assert store.validators({}) == {}
    after(store, failed(address="http://b/"))
    assert store.validators({"desk": "http://b/"}) == {}


def test_many_sources_in_one_collection(store: Store) -> None:
    store.record_reports([ok(source=f"s{n}") for n in range(30)] + [failed(source="bad")], NOON)
    store.record_reports([], NOON)
    states = store.source_states()
    assert len(states) == 31
    assert [name for name, state in states.items() if state.failing_since_at] == ["bad"]


def test_files_taken_are_known_again_whatever_their_names(store: Store) -> None:
    names = ["wires/a.txt", "json:x", "é\udce9.txt", "a\nb", "", "通信.xml"]
    for name in names:
        store.mark_taken("folder\udcff", name, f"mark of {name!r}")
    store.mark_taken("folder\udcff", "wires/a.txt", "changed")
    store.mark_all_taken("other", {"wires/a.txt": "theirs", "b": "b"})
    store.mark_all_taken("other", {})
    found = store.taken_files("folder\udcff")
    assert found == {name: f"mark of {name!r}" for name in names} | {"wires/a.txt": "changed"}
    assert store.taken_files("other") == {"wires/a.txt": "theirs", "b": "b"}
    assert store.taken_files("none") == {}
