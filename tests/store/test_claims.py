"""Several programs on one server: nothing is done twice, nothing is left out, and a killed one holds nothing."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from briefing.errors import StoreBusy
from briefing.store import open_store, run_lock
from briefing.store.leading import Leadership
from tests.postgres import Server

from .builders import NOON, finish, start, wire

WORK = """if True:
    import sys, time
    from briefing.store import open_store, run_lock
    from store.builders import NOON
    url, me = sys.argv[1], sys.argv[2]
    with run_lock(url, shared=True), open_store(url) as store:
        for n in range(100):
            with store.claim("slot", [f"reader-{n}"]) as mine:
                for key in mine:
                    if key in {report for report in store.last_runs(1000)}:
                        continue  # done by the other between our look and our claim
                    time.sleep(0.002)
                    store.save_run(key, NOON)
                    print(key, flush=True)
"""

HOLD = """if True:
    import sys, time
    from briefing.store import open_store, run_lock
    from briefing.store.leading import Leadership
    url, what = sys.argv[1:]
    if what == "claim":
        with open_store(url) as store, store.claim("source", ["a", "b"]) as mine:
            print(*sorted(mine), flush=True)
            time.sleep(60)
    if what == "run":
        with run_lock(url):
            print("held", flush=True)
            time.sleep(60)
    if what == "lead":
        assert Leadership(url).leads()
        print("leads", flush=True)
        time.sleep(60)
"""


@pytest.fixture
def url(postgres: Server) -> Iterator[str]:
    name = postgres.lend()
    yield postgres.url(name)
    postgres.back(name)


def holding(url: str, what: str) -> tuple[subprocess.Popen[str], str]:
    process = start(HOLD, url, what)
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def killed(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def within_s(seconds: float, question: object) -> bool:
    """Does it become true in that time?"""
    until_s = time.monotonic() + seconds
    while time.monotonic() < until_s:
        if question():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def test_two_programs_share_the_work_without_doubling_or_losing_any(url: str) -> None:
    beside = [start(WORK, url, name) for name in ("one", "two")]
    done = [finish(process) for process in beside]
    assert [code for code, _, _ in done] == [0, 0], done
    assert all(out for _, out, _ in done)  # both had some
    assert Counter(word for _, out, _ in done for word in out.split()) == {f"reader-{n}": 1 for n in range(100)}


def test_what_one_has_the_other_does_not_get_until_it_is_killed(url: str) -> None:
    first, said = holding(url, "claim")
    try:
        assert said == "a b"
        with open_store(url) as store:
            with store.claim("source", ["a", "b", "c"]) as mine:
                assert mine == {"c"}
            with store.claim("slot", ["a"]) as mine:
                assert mine == {"a"}  # of another kind
            began_s = time.monotonic()
            store.wait_for("source", ["c"], 5)
            store.wait_for("source", ["a", "c"], 0.2)
            assert 0.2 <= time.monotonic() - began_s < 5
            store.add_wires([wire(1)])  # nothing is held up by it
    finally:
        killed(first)

    def both() -> bool:
        with open_store(url) as store, store.claim("source", ["a", "b"]) as mine:
            return mine == {"a", "b"}

    assert within_s(5, both)


def test_claims_leave_nothing_behind(postgres: Server, url: str) -> None:
    with open_store(url) as store:
        with store.claim("slot", ["a", "b"]) as mine, store.turn("analyses"):
            assert mine == {"a", "b"}
            store.save_run("{}", NOON)
        with pytest.raises(KeyError), store.claim("slot", ["a"]):
            raise KeyError("a bug of ours passes through")
        with store.claim("slot", ["a"]) as mine:
            assert mine == {"a"}
        with store.claim("slot", []) as none:
            assert none == frozenset()
    name = url.rpartition("/")[2]
    assert postgres.sql("SELECT count(*) FROM claims", name=name) == [(0,)]


def test_a_restart_in_the_middle_of_a_claim_ends_it_quietly(postgres: Server, url: str) -> None:
    with open_store(url) as store:
        with store.claim("slot", ["a"]) as mine:
            assert mine
            postgres.stop()
            postgres.start()
        with store.claim("slot", ["a"]) as mine:
            assert mine == {"a"}


def test_a_file_has_one_run_at_a_time_and_grants_every_claim() -> None:
    with open_store("sqlite://") as store, store.claim("slot", ["a"]) as mine, store.turn("analyses"):
        assert (mine, store.shared) == ({"a"}, False)


def test_runs_beside_each_other_and_one_alone(url: str) -> None:
    beside = pytest.raises(StoreBusy, match="another run holds the archive")
    with run_lock(url, shared=True), run_lock(url, shared=True), beside, run_lock(url):
        pass
    first, said = holding(url, "run")
    try:
        assert said == "held"
        for shared in (True, False):
            named = pytest.raises(StoreBusy, match=rf"holds the archive; briefing {first.pid}@")
            with named as caught, run_lock(url, shared=shared):
                pass
            assert "Wait for it to end" in caught.value.hint
    finally:
        killed(first)
    with run_lock(url, wait_s=5):
        pass


def test_one_schedule_leads_and_the_next_takes_over_from_a_killed_one(postgres: Server, url: str) -> None:
    first, said = holding(url, "lead")
    second = Leadership(url)
    try:
        assert said == "leads"
        assert not second.leads()
    finally:
        killed(first)
    assert within_s(5, second.leads)
    assert second.leads()
    assert not Leadership(url).leads()
    postgres.stop()
    postgres.start()
    assert second.leads()  # taken anew
    second.close()
    third = Leadership(url)
    assert third.leads()
    third.close()
    assert Leadership("sqlite:///out/briefing.db").leads()
