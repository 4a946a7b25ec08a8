"""Backup and restore: a copy is whole, and at every moment an archive lies in its place."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import ConfigError, StoreBusy, StoreError
from briefing.pipeline.care import backup
from briefing.pipeline.care.backup import back_up, bring_back
from briefing.store import open_store, run_lock
from tests.pipeline.builders import LEDES, House

NOW = datetime(2022, 1, 6, 18, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path, readers="  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json]}\n")
    for name in LEDES:
        home.wire(name)
    return home


def at(day: int) -> str:
    return datetime(2022, 1, day, 18, tzinfo=UTC).isoformat()


def test_a_copy_comes_back_whole_and_what_stood_there_is_kept(house: House, tmp_path: Path) -> None:
    house.run(at(6))
    copy = tmp_path / "copies" / "monday.db"
    said = back_up(house.config, copy)
    assert "4 wires, whole" in said[0]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in copy.parent.iterdir()) == ["monday.db"]
    house.run(at(7))
    lines = bring_back(house.config, copy, NOW)
    assert lines[-1].endswith("the last edition is no. 1 of desk, 2022-01-06.")
    with open_store(house.config.store) as store:
        assert [row.number for row in store.editions("desk")] == [1]
        assert store.damage() == []
    (aside,) = house.out.glob("briefing.db.before-20220106T180000")
    with open_store(f"sqlite:///{aside}") as store:
        assert len(store.editions("desk")) == 2
    again = house.run(at(7))
    assert again.published[0].number == 2


def test_a_copy_while_a_run_holds_the_archive_and_no_restore_then(house: House, tmp_path: Path) -> None:
    house.run(at(6))
    copy = tmp_path / "copy.db"
    with run_lock(house.config.store):
        back_up(house.config, copy)
        with pytest.raises(StoreBusy):
            bring_back(house.config, copy, NOW)


@pytest.mark.parametrize(
    ("fill", "words"),
    [(b"", "is no archive of briefing"), (os.urandom(5000), "is no archive of briefing"), (None, "is damaged")],
)
def test_what_is_no_whole_copy_is_refused_and_the_archive_stays(
    house: House, tmp_path: Path, fill: bytes | None, words: str
) -> None:
    house.run(at(6))
    copy = tmp_path / "copy.db"
    if fill is None:
        back_up(house.config, copy)
        data = bytearray(copy.read_bytes())
        page = int.from_bytes(data[16:18], "big")
        data[page * 6 : -page] = os.urandom(len(data) - page * 7)
        copy.write_bytes(bytes(data))
    else:
        copy.write_bytes(fill)
    before = (house.out / "briefing.db").read_bytes()
    with pytest.raises(StoreError, match=f"{words}|is no archive"):
        bring_back(house.config, copy, NOW)
    assert (house.out / "briefing.db").read_bytes() == before


def test_a_copy_of_a_newer_version_is_refused(house: House, tmp_path: Path) -> None:
    house.run(at(6))
    back_up(house.config, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match="newer version"):
        bring_back(house.config, tmp_path / "copy.db", NOW)


def test_a_backup_writes_over_nothing_and_leaves_nothing_behind(house: House, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no archive yet"):
        back_up(house.config, tmp_path / "copy.db")
    house.run(at(6))
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(ConfigError, match="is there already"):
        back_up(house.config, tmp_path / "copy.db")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        back_up(house.config, tmp_path / "file" / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


@pytest.fixture
def two(house: House) -> House:
    """An archive with two editions, and a copy with one."""
    house.run(at(6))
    back_up(house.config, house.root / "copy.db")
    house.run(at(7))
    return house


def numbers(url: str) -> list[int]:
    with open_store(url) as store:
        assert store.damage() == []
        return sorted(row.number for row in store.editions("desk"))


def failing(real: Callable[..., None], times: int) -> Callable[..., None]:
    """The call, but that its time number ``times`` meets a full disk."""
    seen = [0]

    def call(*given: object, **more: object) -> None:
        seen[0] += 1
        if seen[0] == times:
            raise OSError(28, "No space left on device")
        real(*given, **more)

    return call


def unfolded(house: House) -> sqlite3.Connection:
    """A program that reads the archive, so that its journal stays where it is, with a wire in it."""
    reader = sqlite3.connect(house.out / "briefing.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM wires").fetchone()
    with open_store(house.config.store) as store:
        store.set_mark("desk", "harbour", "follow", NOW)
    assert (house.out / "briefing.db-wal").stat().st_size > 0
    return reader


STEPS = [("link", 1), ("link", 2), ("link", 3), ("unlink", 1), ("unlink", 2), ("replace", 1)]


@pytest.mark.parametrize(("name", "times"), STEPS)
def test_where_the_system_refuses_all_stands_as_before(
    two: House, monkeypatch: pytest.MonkeyPatch, name: str, times: int
) -> None:
    reader = unfolded(two)
    before = {path.name for path in two.out.iterdir()}
    with monkeypatch.context() as broken:
        if name == "link":
            broken.setattr(backup, "_second_name", failing(backup._second_name, times))
        else:
            broken.setattr(os, name, failing(getattr(os, name), times))
        with pytest.raises(StoreError, match="No space left"):
            bring_back(two.config, two.root / "copy.db", NOW)
    assert {path.name for path in two.out.iterdir()} == before
    with open_store(two.config.store) as store:
        assert store.marks("desk") == {"harbour": "follow"}
    reader.close()
    assert numbers(two.config.store) == [1, 2]


def test_a_disk_without_second_names_and_an_archive_that_is_read(two: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*given: object) -> None:
        raise OSError(1, "Operation not permitted")

    reader = unfolded(two)
    monkeypatch.setattr(os, "link", none)
    bring_back(two.config, two.root / "copy.db", NOW)
    reader.close()
    assert numbers(two.config.store) == [1]
    aside = two.out / "briefing.db.before-20220106T180000"
    assert aside.stat().st_mode & 0o777 == 0o600
    assert numbers(f"sqlite:///{aside}") == [1, 2]
    with open_store(f"sqlite:///{aside}") as store:
        assert store.marks("desk") == {"harbour": "follow"}


KILLED = """\
import os, sys, datetime
from pathlib import Path
from briefing.config import load_config
from briefing.pipeline.care import backup
name, times = sys.argv[2], int(sys.argv[3])
real, seen = getattr(os, name), [0]
def call(*given, **more):
    if str(given[-1]).startswith(sys.argv[1]):
        seen[0] += 1
        if seen[0] == times:
            os.kill(os.getpid(), 9)
    return real(*given, **more)
setattr(os, name, call)
root = Path(sys.argv[1])
backup.bring_back(load_config(root / "config.yaml"), root / "copy.db", datetime.datetime(2022, 1, 6, 18))
"""


@pytest.mark.parametrize(("name", "times"), STEPS)
def test_killed_at_any_step_an_archive_lies_in_its_place(two: House, name: str, times: int) -> None:
    reader = unfolded(two)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(two.root), name, str(times)],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    reader.close()
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert numbers(two.config.store) == [1, 2]
    bring_back(two.config, two.root / "copy.db", NOW)
    assert numbers(two.config.store) == [1]
