"""Several programs on one server: nothing is done twice, nothing is left out, and a killed one holds nothing."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Connection

from briefing.errors import StoreBusy, StoreError
from briefing.store import claims, leading, open_store, run_lock
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


def test_who_wants_the_archive_alone_finds_his_turn_beside_runs_that_overlap(url: str) -> None:
    over = threading.Event()

    def runs() -> None:
        while not over.is_set():
            with suppress(StoreBusy), run_lock(url, shared=True):
                time.sleep(0.3)

    beside = [threading.Thread(target=runs) for _ in range(3)]
    try:
        for one in beside:
            one.start()
            time.sleep(0.1)  # at no moment is there none of them
        with run_lock(url, wait_s=5), pytest.raises(StoreBusy), run_lock(url, shared=True):
            pass
    finally:
        over.set()
        for one in beside:
            one.join()


def test_who_waits_to_have_it_alone_gives_up_in_his_time_and_is_named_to_those_after_him(url: str) -> None:
    said: list[str] = []

    def alone() -> None:
        held = pytest.raises(StoreBusy, match=r"another run holds the archive; briefing \d+@")
        with held as caught, run_lock(url, wait_s=1):
            pass
        said.append(str(caught.value))

    def refused() -> bool:
        try:
            with run_lock(url, shared=True):
                return False
        except StoreBusy as busy:
            return f"another program waits to have the archive alone; briefing {os.getpid()}@" in str(busy)

    with run_lock(url, shared=True):
        began_s = time.monotonic()
        waiting = threading.Thread(target=alone)
        waiting.start()
        assert within_s(0.9, refused)
        waiting.join()
        assert 1 <= time.monotonic() - began_s < 3
        with run_lock(url, shared=True):
            assert said  # and nobody is in the way any more


# ---------------------------------------------------------------- a machine that falls off the network

SERVERS = "tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout"
OURS = socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_USER_TIMEOUT
MINUTE = [30, 10, 3, 60_000]


def noticed(connection: Connection) -> tuple[list[int], list[int]]:
    """After how long the server and this machine take each other for gone, as both systems have it."""
    on_server = [connection.exec_driver_sql(f"SELECT current_setting('{one}')").scalar_one() for one in SERVERS]
    assert connection.connection.driver_connection is not None
    with socket.socket(fileno=os.dup(connection.connection.driver_connection.fileno())) as ours:
        here = [ours.getsockopt(socket.IPPROTO_TCP, one) for one in OURS]
        assert ours.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    return [int(str(one).removesuffix("min").removesuffix("s")) for one in on_server], here


def test_both_sides_take_the_other_for_gone_after_a_minute(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, tuple[list[int], list[int]]] = {}
    locked = claims._locked

    def seen(holder: Connection, kind: str, keys: list[str]) -> frozenset[str]:
        found["claim"] = noticed(holder)
        return locked(holder, kind, keys)

    monkeypatch.setattr(claims, "_locked", seen)
    with open_store(url) as store:
        with store.claim("slot", ["a"]):
            pass
        with store._write() as connection:
            found["writing turn"] = noticed(connection)
        with store._read() as connection:
            found["reader"] = noticed(connection)
    lock = leading._connected(url, "archive")
    found["lock"] = noticed(lock)
    leading._closed(lock)
    assert found == dict.fromkeys(("claim", "writing turn", "reader", "lock"), (MINUTE, MINUTE))


def test_who_stands_still_in_his_writing_turn_loses_it_and_a_claim_is_kept(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.store.server.STILL_MS", 200)
    with open_store(url) as still, open_store(url, wait_s=5) as other:

        def stands() -> None:
            with still.together():
                still.add_wires([wire(1)])
                other.add_wires([wire(2)])  # waits for the turn, and has it once the server has ended ours
                still.add_wires([wire(3)])

        with pytest.raises(StoreError, match=r"transaction that was idle|ended the connection|was lost"):
            stands()
        assert [one for one in (1, 2, 3) if still.wires_by_id([wire(one).id])] == [2]
        with still.claim("slot", ["a"]) as mine, other.claim("slot", ["a"]) as none:
            time.sleep(0.5)
            assert mine == {"a"}
            assert none == frozenset()
            with other.claim("slot", ["a"]) as none:
                assert none == frozenset()


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
    assert within_s(5, third.leads)  # the server hears of a closed connection a moment later
    third.close()
    assert Leadership("sqlite:///out/briefing.db").leads()
