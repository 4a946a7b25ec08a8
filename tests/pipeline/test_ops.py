"""Status, doctor, backup, restore, install and what age takes away, on a house that has run."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.pipeline.care.doctor import doctor_lines, examine
from briefing.pipeline.care.retention import clear_by_age, cleared_lines
from briefing.pipeline.care.status import status_lines, status_of
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.pipeline.posting import FIRST, Post

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path, readers="  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json]}\n")
    for name in LEDES:
        home.wire(name)
    return home


def at(day: int, hour: int = 18, minute: int = 0) -> str:
    return datetime(2022, 1, day, hour, minute, tzinfo=UTC).isoformat()


# ---------------------------------------------------------------- status


def test_status_before_the_first_run_makes_no_archive(house: House) -> None:
    found = status_of(house.config, NOW)
    assert (found["exit_code"], found["readers"][0]["last"]) == (0, None)
    assert found["readers"][0]["next"] == "Fri 2022-01-07 18:00 UTC"
    assert not house.out.exists()
    assert "last   none yet" in "\n".join(status_lines(found))


def test_status_tells_last_next_late_and_missed(house: House) -> None:
    house.run(at(6))
    house.run(at(9, 20, 30))  # the slots of the 7th and 8th are covered by the one of the 9th
    found = status_of(house.config, datetime(2022, 1, 9, 21, tzinfo=UTC))
    (reader,) = found["readers"]
    assert (reader["last"]["number"], reader["last"]["slot"], reader["last"]["late_s"]) == (2, "18:00", 9000.0)
    assert reader["missed"] == ["2022-01-07 18:00", "2022-01-08 18:00"]
    assert reader["overdue"] == []
    text = "\n".join(status_lines(found))
    assert "150 minutes late" in text
    assert "missed 2022-01-07 18:00, 2022-01-08 18:00" in text
    assert found["size"]["rows"]["wires"] == len(LEDES)
    json.dumps(found)


def test_a_slot_that_nobody_made_and_a_failing_source_need_a_look(house: House) -> None:
    house.path.write_text(
        house.path.read_text().replace(
            "readers:", "  - {name: net, feed: 'http://127.0.0.1:9/x', deadline: 1s}\nreaders:"
        )
    )
    for minute in range(3):
        house.run(at(6, 18, minute))
    found = status_of(house.config, datetime(2022, 1, 7, 19, tzinfo=UTC))
    assert found["exit_code"] == 3
    assert found["problems"][0] == "desk: due 2022-01-07 18:00 and not made yet"
    assert found["problems"][1].startswith("source net failed 3 times in a row: it leads into a network of our own")


def test_a_delivery_that_was_refused_or_given_up_needs_a_look(tmp_path: Path) -> None:
    post = Post(tmp_path, "    - {name: share, kind: folder, path: share}\n", addresses="")
    with post.open() as store:
        post.told(store)
        post.told(store, FIRST + timedelta(days=1), number=2)
        store.mark_tried(1, "550 no such user", None, state="refused")
        now_at = datetime(2022, 1, 7, 19, tzinfo=UTC)
        found = status_of(post.config, now_at)
        assert (found["problems"], found["exit_code"]) == (["1 delivery refused; `briefing outbox list` lists them"], 3)
        assert "Outbox: 1 queued, 1 refused, 0 given up" in status_lines(found)
        store.mark_tried(2, "no answer", None)
        assert "1 delivery given up; `briefing outbox list` lists them" in status_of(post.config, now_at)["problems"]
        store.drop(1, "by hand")
        store.drop(2, "by hand")
        found = status_of(post.config, now_at)
    assert (found["problems"], found["outbox"], found["exit_code"]) == ([], {}, 0)


# ---------------------------------------------------------------- doctor


def test_a_house_in_order(house: House) -> None:
    house.run(at(6))
    assert {one.level for one in examine(house.config, NOW)} == {"ok"}


def test_what_is_out_of_order_is_told_with_what_to_do_and_mended(house: House) -> None:
    house.run(at(6))
    (page,) = (house.out / "desk" / "2022-01-06").glob("desk-2022-01-06.json")
    page.unlink()
    store = house.out / "briefing.db"
    store.chmod(0o644)
    with sqlite3.connect(store) as raw:
        raw.execute("DELETE FROM wires WHERE seq = 1")
    raw.close()
    found = examine(house.config, NOW - timedelta(days=2))
    text = "\n".join(doctor_lines(found))
    for words in ("can be read by others (mode 0644): chmod 600", "the clock went back", "48.0 hours ahead",
                  "1 file of told", "the index of words holds 4 wires, the archive 3",
                  "analyses of wires that are gone"):  # fmt: skip
        assert words in text, text
    examine(house.config, NOW, mend=True)
    assert {one.level for one in examine(house.config, NOW)} == {"ok"}
    assert page.exists()


def test_rows_without_an_edition_are_told_with_what_to_do_and_removed(house: House) -> None:
    house.run(at(6))
    with open_store(house.config.store) as store:
        store.queue(1, "mail", "jo@example.org", at=NOW)
    with sqlite3.connect(house.out / "briefing.db") as raw:
        raw.execute("UPDATE outbox SET edition_id = 77")
    raw.close()
    found = {one.text: one.do for one in examine(house.config, NOW)}
    assert found["1 outbox rows without an edition"] == "briefing doctor --mend"
    (damage,) = [text for text in found if "names a row of editions" in text]
    assert found[damage] == "briefing doctor --mend"
    mended = doctor_lines(examine(house.config, NOW, mend=True))
    assert "warning  1 outbox rows without an edition: removed" in mended
    assert not any(line.startswith("fault") for line in mended)
    assert {one.level for one in examine(house.config, NOW)} == {"ok"}


def test_an_archive_of_noise_is_a_fault_and_no_traceback(house: House) -> None:
    house.out.mkdir()
    (house.out / "briefing.db").write_bytes(os.urandom(9000))
    found = examine(house.config, NOW)
    assert [one.level for one in found if "is not a SQLite database" in one.text] == ["fault"]


# ---------------------------------------------------------------- what age takes away


def test_by_default_no_wire_and_no_edition_goes(house: House) -> None:
    house.run(at(6))
    with open_store(house.config.store) as store:
        assert clear_by_age(house.config, store, NOW + timedelta(days=5000)) == {"analyses": 4, "reports": 1}
        assert (store.count_wires(), len(store.editions())) == (4, 1)


def test_reports_and_rows_go_by_their_age_and_are_told(house: House) -> None:
    house.path.write_text(house.path.read_text() + "retention: {wires: 60d, editions: 90d, reports: 10d}\n")
    for day in (6, 7):
        house.run(at(day))
    other = house.out / "runs" / "notes.txt"
    other.write_text("mine")
    with open_store(house.config.store) as store:
        gone = clear_by_age(house.config, store, datetime.now(UTC) + timedelta(days=5000))
        assert gone == {"wires": 3, "analyses": 1, "editions": 1, "runs": 1, "reports": 2}
        assert [row.number for row in store.editions()] == [2]
    assert [p.name for p in (house.out / "runs").iterdir()] == ["notes.txt"]
    assert cleared_lines(gone)[0].startswith("Removed by age: 3 of wires, 1 of analyses")


def test_the_commands_end_with_their_codes(house: House) -> None:
    house.run(at(6))

    def shell(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "briefing", *words]
        return subprocess.run(
            command, cwd=house.root, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    assert shell("doctor").returncode == 0
    assert shell("status", "--as-of", "2022-01-06T18:10Z").returncode == 0
    assert json.loads(shell("status", "--json", "--as-of", "2022-02-06").stdout)["exit_code"] == 3
    assert shell("backup", "copy.db").returncode == 0
    assert shell("backup", "copy.db").returncode == 2
    assert shell("restore", "nowhere.db").returncode == 2
    assert shell("restore", "config.yaml").returncode == 1
    assert shell("restore", "copy.db").returncode == 0
    assert shell("install").returncode == 2
    assert shell("install", "--cron").stdout.startswith("# briefing: begin")


# ---------------------------------------------------------------- a watch elsewhere


def test_good_runs_ask_the_watch_and_bad_ones_do_not(house: House) -> None:
    from briefing.pipeline import run_once
    from briefing.pipeline.options import RunOptions
    from tests.servers import Answer, serve

    with serve({"/beat": Answer(body=b"ok"), "/gone": Answer(status=404)}) as site:
        house.path.write_text(house.path.read_text() + f"schedule: {{ping: '{site.url('/beat')}'}}\n")
        run_once(house.config, RunOptions())
        run_once(house.config, RunOptions())  # nothing due: alive all the same
        house.run(at(6))  # a look at another day is none
        assert [seen.path for seen in site.seen] == ["/beat", "/beat"]
        house.out.joinpath("desk").rename(house.out / "was")
        (house.out / "desk").write_text("in the way")
        assert run_once(house.config, RunOptions(extra=True)).exit_code == 1
        assert len(site.seen) == 2
        (house.out / "desk").unlink()
        house.path.write_text(house.path.read_text().replace("/beat", "/gone"))
        result = run_once(house.config, RunOptions(extra=True))
        assert result.exit_code == 0
        assert "schedule.ping answered 404" in result.lines()
