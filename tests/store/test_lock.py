"""One run at a time."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefing.errors import StoreError
from briefing.store import open_store, run_lock

from .builders import start, url_of

HOLD = """if True:
    import sys, time
    from briefing.store import run_lock
    with run_lock(sys.argv[1]):
        print("held", flush=True)
        time.sleep(60)
"""


def test_a_second_run_is_refused_until_the_first_is_gone_even_by_a_kill(tmp_path: Path) -> None:
    url = url_of(tmp_path / "archive.db")
    first = start(HOLD, url)
    assert first.stdout is not None
    try:
        assert first.stdout.readline() == "held\n"
        for _ in range(2):  # being refused changes nothing for the next one
            with pytest.raises(StoreError, match=r"another run holds archive\.db") as caught, run_lock(url):
                pass
            assert f"pid {first.pid}" in str(caught.value)
            assert "Wait for it to end" in caught.value.hint
    finally:
        first.kill()
        first.communicate()
    with run_lock(url):
        pass


def test_a_run_that_waits_gets_its_turn(tmp_path: Path) -> None:
    url = url_of(tmp_path / "archive.db")
    first = start(HOLD.replace("time.sleep(60)", "time.sleep(0.2)"), url)
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    with run_lock(url, wait_s=30):
        first.communicate()


def test_the_same_program_too_is_refused_and_the_lock_goes_with_a_fault(tmp_path: Path) -> None:
    url = url_of(tmp_path / "archive.db")

    def second() -> None:
        with run_lock(url), pytest.raises(StoreError, match=f"pid {os.getpid()}"), run_lock(url):
            pass

    second()
    with pytest.raises(KeyError), run_lock(url):
        raise KeyError("a bug of ours passes through")
    second()


def test_the_store_opens_under_the_lock_and_beside_it(tmp_path: Path) -> None:
    url = url_of(tmp_path / "new" / "archive.db")
    with run_lock(url), open_store(url) as one, open_store(url) as other:
        assert one.count_wires() == other.count_wires() == 0
    assert stat.S_IMODE((tmp_path / "new" / "archive.db.lock").stat().st_mode) == 0o600


def test_another_database_has_another_lock(tmp_path: Path) -> None:
    with run_lock(url_of(tmp_path / "a.db")), run_lock(url_of(tmp_path / "b.db")):
        pass
    with run_lock("sqlite://"), run_lock("sqlite://"):
        pass


def test_a_lock_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(StoreError, match="cannot be locked"), run_lock(url_of(tmp_path / "out" / "archive.db")):
        pass
