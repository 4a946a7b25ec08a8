"""Several whole programs at once on one PostgreSQL: every source asked, every edition made and handed over once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.model import SourceReport
from briefing.pipeline import RunOptions, run_once
from briefing.pipeline.post.posting import drop, retry
from briefing.pipeline.progress import Progress
from briefing.pipeline.sources.gather import gather
from briefing.store import Store, open_store
from tests.pipeline.builders import House
from tests.postgres import Server

ROOT = Path(__file__).parents[2]
READERS = 9
AT = datetime(2100, 1, 1, tzinfo=UTC)  # when all that waits is due
RUN = [sys.executable, "-m", "briefing", "run", "--json", "--config"]


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    name = postgres.lend()
    yield postgres.url(name)
    postgres.back(name)


def house_on(root: Path, database: str) -> House:
    """Nine readers whose slot has just passed, each with a folder that editions are handed over to."""
    due = (datetime.now(UTC) - timedelta(minutes=2)).strftime("%H:%M")
    readers = "".join(
        f"  - {{name: r{n:02}, zone: UTC, slots: [{{at: '{due}'}}], period: 1d, formats: [json]}}\n"
        for n in range(READERS)
    )
    house = House(root, readers=readers)
    text = house.path.read_text(encoding="utf-8").replace("store: sqlite:///out/briefing.db", f"store: {database}")
    house.path.write_text(text + "delivery: {folder: share}\n", encoding="utf-8")
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("mali", "talks", "coup"):
        house.wire(name, date=now)
    return house


def begun(house: House, count: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen([*RUN, str(house.path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(count)
    ]


def reports(runs: list[subprocess.Popen[str]]) -> list[dict[str, object]]:
    found = []
    for run in runs:
        out, err = run.communicate(timeout=120)
        assert run.returncode == 0, (out, err)
        found.append(json.loads(out))
    return found


def check(house: House) -> None:
    """Every wire, edition and row of the outbox is there once, and no edition is empty."""
    with open_store(house.config.store) as store:
        rows = store.editions(limit=1000)
        assert Counter((row.reader, row.number, row.state) for row in rows) == {
            (f"r{n:02}", 1, "told"): 1 for n in range(READERS)
        }
        assert store.row_counts()["wires"] == 3
        assert store.outbox_counts() == {"sent": READERS}
        assert [row.tries for row in store.outbox_rows(limit=100)] == [1] * READERS
        counts = store.tallies(datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        assert set(counts.values()) == {1}  # each wire counted once
        assert store.orphans() == {}
        for row in rows:
            assert store.load_edition(row.id).counts.total == 3
    assert len(list((house.root / "share").rglob("*.json"))) >= READERS


def test_two_runs_share_the_readers_and_double_nothing(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    found = reports(begun(house, 2))
    made = [edition["reader"] for report in found for edition in report["editions"]]  # type: ignore[attr-defined]
    assert Counter(made) == {f"r{n:02}": 1 for n in range(READERS)}
    handed = [row["id"] for report in found for row in report.get("deliveries", ())]  # type: ignore[attr-defined]
    assert len(handed) == len(set(handed)) == READERS
    check(house)


def test_what_a_killed_run_had_in_hand_the_other_makes(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    first, second = begun(house, 2)
    until_s = time.monotonic() + 60
    with open_store(house.config.store) as store:
        while not store.editions() and time.monotonic() < until_s:
            time.sleep(0.02)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    reports([second])
    run_once(house.config, RunOptions())
    check(house)


def test_a_server_that_restarts_in_the_middle_of_a_run(postgres: Server, tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    (run,) = begun(house, 1)
    until_s = time.monotonic() + 60
    with open_store(house.config.store) as store:
        while not store.editions() and time.monotonic() < until_s:
            time.sleep(0.02)
    postgres.stop()
    out, err = run.communicate(timeout=120)
    postgres.start()
    assert run.returncode == 1, (out, err)
    assert "Traceback" not in err
    assert "server" in err
    assert "run" in err.lower()
    reports(begun(house, 1))
    check(house)


def test_a_source_that_another_asks_is_waited_for_and_told_as_that_found_it(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.pipeline.sources.gather.WAIT_S", 0.3)
    house = house_on(tmp_path, database)
    config, now_at = house.config, datetime.now(UTC)
    with open_store(database) as other, open_store(database) as store:
        failed = SourceReport(source="drop", status="failed", reason="no answer")
        other.record_reports([failed], now_at)
        with other.claim("source", ["drop"]):
            began_s = time.monotonic()
            looked = gather(config, store, RunOptions(), now_at, Progress(enabled=False), every=False)
            assert time.monotonic() - began_s < 0.3
            due = gather(config, store, RunOptions(), now_at, Progress(enabled=False), every=True)
            assert time.monotonic() - began_s >= 0.3
        for intake in (looked, due):
            assert [(one.source, one.status, one.reason) for one in intake.reports] == [("drop", "failed", "no answer")]
            assert (intake.new, intake.expected) == (0, ("drop",))
        assert store.count_wires() == 0
        assert gather(config, store, RunOptions(), now_at, Progress(enabled=False)).new == 3
        assert store.source_states()["drop"].failures == 0


def test_readers_that_another_run_has_in_hand_are_left_to_it(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    with open_store(database) as other, other.claim("reader", ["r00", "r01"]):
        usual = run_once(house.config, RunOptions())
        asked = run_once(house.config, RunOptions(readers=("r00",), extra=True))
    assert sorted({one.reader for one in usual.published}) == [f"r{n:02}" for n in range(2, READERS)]
    assert not any("another run" in line for line in usual.lines())
    assert "r00: another run is making his editions" in asked.lines()
    assert asked.published == ()
    run_once(house.config, RunOptions())
    check(house)


def test_a_row_of_the_outbox_that_another_has_in_hand_is_left_to_it(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    with open_store(database) as other:
        with other.claim("outbox", ["1", "2"]):
            handed = run_once(house.config, RunOptions()).report["deliveries"]
        assert sorted(row["id"] for row in handed) == list(range(3, READERS + 1))
        assert sorted(row.id for row in other.pending(datetime.now(UTC))) == [1, 2]
    run_once(house.config, RunOptions())
    check(house)


def test_a_row_that_a_run_is_sending_is_not_queued_again_nor_dropped_by_hand(tmp_path: Path, database: str) -> None:
    house = house_on(tmp_path, database)
    with open_store(database) as run, run.claim("outbox", ["1", "2"]):
        run_once(house.config, RunOptions())
        assert drop(house.config, [1, 3]) == [
            "1: another program is sending it just now; `briefing outbox list --all` tells what became of it",
            "3 is sent",
        ]
        run.mark_begun(2, AT)
        lines, code = retry(house.config, [], AT)
        assert (len(lines), code) == (2, 0)
        assert all("another program is sending it just now" in line for line in lines)
        found = [run.outbox_row(row_id) for row_id in (1, 2)]
        assert [(row.state, row.tries, row.begun_at) for row in found if row] == [
            ("queued", 0, None),
            ("queued", 0, AT),
        ]
    run_once(house.config, RunOptions())
    check(house)


def test_a_row_that_a_run_sent_between_the_look_and_the_claim_stays_sent(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = house_on(tmp_path, database)
    with open_store(database) as run, run.claim("outbox", ["1"]):
        run_once(house.config, RunOptions())
    claim = Store.claim

    def late(store: Store, kind: str, keys: Collection[str]) -> AbstractContextManager[frozenset[str]]:
        monkeypatch.setattr(Store, "claim", claim)
        with open_store(database) as run:
            run.mark_sent(1, AT)
        return claim(store, kind, keys)

    for act in (lambda: retry(house.config, [1], AT), lambda: drop(house.config, [1])):
        with open_store(database) as store, store._write() as connection:
            connection.exec_driver_sql("UPDATE outbox SET state = 'queued', tries = 0, sent_at = NULL WHERE id = 1")
        monkeypatch.setattr(Store, "claim", late)
        assert act() in ((["1 was sent already"], 0), ["1 is sent"])
        with open_store(database) as store:
            assert store.outbox_counts() == {"sent": READERS}
            assert [row.tries for row in store.outbox_rows(limit=100)] == [1] * READERS
