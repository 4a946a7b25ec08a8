"""What an operator gets wrong or the machine takes away: a clear line, the right exit code, and nothing lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.rights import without_root_rights

ROOT = Path(__file__).parents[2]
READER = "  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json]}\n"
NOW = ("--as-of", "2022-01-06T18:00Z", "--deliver")


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path, readers=READER)
    for name in LEDES:
        home.wire(name)
    return home


def shell(house: House, *words: str, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    command = [*before, sys.executable, "-m", "briefing", *words]
    done = subprocess.run(
        command, cwd=house.root, env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("zone: UTC", "zone: Europe/Berln", "readers[0].zone: 'Europe/Berln' is no time zone"),
        ("slots: ['18:00']", "slots: ['25:00']", 'slots[0].at: an hour between "00:00" and "23:59" is expected'),
        ("slots: ['18:00']", "slots: [{at: '7:60'}]", 'slots[0].at: an hour between "00:00" and "23:59"'),
        ("slots: ['18:00']", "slots: ['0 7 * * 8']", "slots[0].cron: weekday: a number from 0 to 7"),
        ("slots: ['18:00']", "slots: [{}]", "slots[0]: a slot needs either an hour"),
        ("slots: ['18:00']", "slots: [{at: '18:00', cron: '@daily'}]", "slots[0]: a slot needs either an hour"),
        ("formats: [json]", "addresses: [desk.example.org]", "'desk.example.org' is no mail address"),
        ("formats: [json]", "review: perhaps", 'review: "off", "hold" or "auto-after 20m" is expected'),
        ("formats: [json]", "alerts: {kinds: [all]}", "'all' is no kind of alert"),
        ("formats: [json]", "alerts: {every: soon}", "alerts.every: a duration such as"),
    ],
)
def test_faults_of_the_configuration(house: House, before: str, after: str, said: str) -> None:
    house.path.write_text(house.path.read_text().replace(before, after))
    done = shell(house, "run")
    assert done.returncode == 2
    assert said in done.stderr
    assert not house.out.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("retention: {wires: 3d}", "retention.wires: 60d at least"),
        ("retention: {wire: 3d}", "unknown key; did you mean 'wires'"),
        ("schedule: {ping: hc.example/x}", "schedule.ping: an address that begins with"),
        ("schedule: {catch_up: never}", "schedule.catch_up"),
    ],
)
def test_faults_of_the_rest(house: House, line: str, said: str) -> None:
    house.path.write_text(house.path.read_text() + line + "\n")
    done = shell(house, "run")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_database_of_a_newer_version_is_left_alone(house: House) -> None:
    shell(house, "run", *NOW)
    path = house.out / "briefing.db"
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = path.read_bytes()
    for words in (("run", "--now"), ("status",), ("collect",), ("editions",), ("backup", "copy.db"), ("review",)):
        done = shell(house, *words)
        assert done.returncode == 1, words
        assert "was written by a newer version of briefing" in done.stderr
    assert path.read_bytes() == before


def test_a_database_that_another_program_holds(house: House) -> None:
    shell(house, "run", *NOW)
    holder = sqlite3.connect(house.out / "briefing.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    house.wire(
        "late", headline="Talks on the border end", text="NAIROBI (EXW) - Talks on the border ended on Thursday."
    )
    try:
        code = (
            "import briefing.store.door as d; d.WAIT_S = 0.2\n"
            "import briefing.store as s; o = s.open_store; s.open_store = lambda u, **k: o(u, wait_s=0.2)\n"
            "import sys; sys.argv = ['briefing', 'collect']\n"
            "from briefing.cli import main; main()\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=house.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1, done.stdout + done.stderr
        assert "is locked. Another program holds it" in done.stderr
    finally:
        holder.rollback()
        holder.close()
    assert shell(house, "collect").returncode == 0
    with open_store(house.config.store) as store:
        assert store.count_wires() == len(LEDES) + 1


def test_folders_that_may_not_be_written(house: House) -> None:
    before = without_root_rights()
    shell(house, "run", *NOW)
    said = {
        house.out / "desk": "may not be written",
        house.out: "briefing.db: cannot be written. Give this user the right",
    }
    for folder, words in said.items():
        mode = folder.stat().st_mode
        folder.chmod(0o555)
        try:
            done = shell(house, "run", "--now", before=before)
            assert done.returncode == 1
            assert words in done.stdout + done.stderr
        finally:
            folder.chmod(mode)
    assert shell(house, "run", "--now").returncode == 0


def test_a_file_in_the_place_of_the_out_folder(house: House) -> None:
    house.path.write_text(house.path.read_text().replace("out: out", "out: taken"))
    (house.root / "taken").write_text("mine")
    done = shell(house, "run", "--now")
    assert done.returncode == 1
    assert "a file stands where" in done.stdout
    with open_store(house.config.store) as store:
        assert store.count_wires() == len(LEDES)
        assert store.last_told("desk") is None
    (house.root / "taken").unlink()
    assert shell(house, "run", "--now").returncode == 0


def test_two_runs_at_once_are_one(house: House) -> None:
    """Cron looks while a run is at work: it says so, ends with 0, and nothing is made twice."""
    from briefing.store import run_lock

    with run_lock(house.config.store):
        done = shell(house, "run", "--now")
    assert done.returncode == 0
    assert f"another run holds briefing.db; pid {os.getpid()}" in done.stdout
    assert not list(house.out.glob("desk"))


@pytest.mark.parametrize("given", ["drop", "drop/p.png"])
def test_what_was_refused_of_given_paths_is_named_each_time_until_it_is_touched(house: House, given: str) -> None:
    (house.drop / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    words = ("run", "--from", given, "--as-of", "2022-01-06T18:00Z")
    assert "failed: p.png: this is a picture" in shell(house, *words).stdout
    told = "refused before and passed over: "
    again = shell(house, *words).stdout
    assert told in again
    assert "p.png; touch it to try again" in again
    os.utime(house.drop / "p.png")
    third = shell(house, *words).stdout
    assert told not in third
    assert "failed: p.png: this is a picture" in third
