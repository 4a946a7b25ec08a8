"""The foreground scheduler: whom it wakes for, and the configuration it goes by."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefing import schedule
from briefing.config import Config, load_config
from briefing.schedule import Lead, Watch, collect_every_s
from tests.deliver.servers import mail_server
from tests.pipeline.posting import mail
from tests.postgres import Server

SOURCES = """\
sources:
  - {name: fast, feed: "https://a.example/x", interval: 2m}
  - {name: slow, feed: "https://b.example/x", interval: 1h}
  - {name: off, feed: "https://c.example/x", interval: 20s, active: false}
  - {name: drop, folder: drop}
"""


def config(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("more", "expected"),
    [("", 120.0), ("schedule: {collect_every: 30s}\n", 30.0), ("schedule: {collect_every: 1s}\n", 10.0)],
)
def test_it_wakes_for_the_most_eager_source(tmp_path: Path, more: str, expected: float) -> None:
    assert collect_every_s(load_config(config(tmp_path, SOURCES + more))) == expected
    assert collect_every_s(Config()) == 900.0


def test_a_changed_configuration_is_taken_up_and_a_faulty_one_is_not(tmp_path: Path) -> None:
    said: list[str] = []
    path = config(tmp_path, "readers: [{name: one}]\n")
    watch = Watch(path, said.append)
    assert not watch.refresh()
    path.write_text("readers: [{name: two}]\n")
    os.utime(path, ns=(1, 1))
    assert watch.refresh()
    assert [reader.name for reader in watch.config.readers] == ["two"]
    path.write_text("readers: [{nmae: three}]\n")
    os.utime(path, ns=(2, 2))
    assert not watch.refresh()
    assert [reader.name for reader in watch.config.readers] == ["two"]
    assert any("did you mean 'name'" in line and "stays in use" in line for line in said)
    count = len(said)
    assert not watch.refresh()
    assert len(said) == count


def test_work_that_is_asked_to_end_is_waited_for(tmp_path: Path) -> None:
    """A program in the place of ours that takes a while to end."""
    said: list[str] = []
    watch = Watch(config(tmp_path, "readers: []\n"), said.append)
    script = tmp_path / "briefing" / "__main__.py"
    script.parent.mkdir()
    (script.parent / "__init__.py").write_text("")
    script.write_text(
        "import pathlib, signal, sys, time\n"
        "def end(*_): time.sleep(0.3); pathlib.Path('ended').touch(); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\npathlib.Path('began').touch()\ntime.sleep(30)\n"
    )
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        worker = threading.Thread(target=watch.collect)
        worker.start()
        until = time.monotonic() + 20
        while not (tmp_path / "began").exists() and time.monotonic() < until:
            time.sleep(0.02)
        watch.stop()
        watch.wait()
        assert (tmp_path / "ended").exists()
        worker.join(5)
        watch.collect()  # nothing is started any more
    finally:
        os.chdir(here)
    assert said == []
    assert signal.getsignal(signal.SIGTERM) is not None


STUBBORN = """\
import pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path("began").write_text(str(child.pid))
time.sleep(60)
"""


def test_work_that_does_not_end_is_ended_and_the_operator_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "LONGEST_S", 1.0)
    monkeypatch.setattr(schedule, "END_S", 0.2)
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "briefing"
    place.mkdir()
    (place / "__init__.py").write_text("")
    (place / "__main__.py").write_text(STUBBORN)
    said: list[str] = []
    with mail_server() as box:
        ways = f"{mail(box.port)}  operator: {{addresses: [ops@example.org]}}\n"
        watch = Watch(
            config(tmp_path, f"store: sqlite:///a.db\nout: out\nreaders: []\ndelivery:\n  channels:\n{ways}"),
            said.append,
        )
        watch.collect()
        (letter,) = box.to("ops@example.org")
    assert "briefing collect: took longer than" in str(letter.get_content())
    assert said[0].startswith("briefing: briefing collect: took longer than")
    assert said[1:] == ["briefing: collect ended with -9"]
    until = time.monotonic() + 5
    worker = Path("/proc", (tmp_path / "began").read_text(), "stat")
    while worker.exists() and ") Z" not in worker.read_text() and time.monotonic() < until:
        time.sleep(0.02)
    assert not worker.exists() or ") Z" in worker.read_text(), "its workers ended with it"


BEGIN = """\
import os, signal, sys
from pathlib import Path
from apscheduler.schedulers.base import BaseScheduler
from briefing.schedule import serve_schedule

moment, begin = sys.argv[2], BaseScheduler.start

def end():
    for _ in range(int(sys.argv[3])):
        os.kill(os.getpid(), signal.SIGTERM)

def start(self, *given):
    if moment == "beginning":
        end()
    begin(self, *given)
    if moment == "begun":
        end()

def say(line):
    print(line, flush=True)
    if moment == "before" and "SIGTERM ends it" in line:
        end()

BaseScheduler.start = start
serve_schedule(Path(sys.argv[1]), say=say)
"""


@pytest.mark.parametrize("times", ["1", "3"])
@pytest.mark.parametrize("moment", ["before", "beginning", "begun"])
def test_it_ends_whenever_it_is_asked_to(tmp_path: Path, moment: str, times: str) -> None:
    path = config(tmp_path, "store: sqlite:///a.db\nreaders: []\n")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN, str(path), moment, times],
        capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[-1] == "briefing: ended"
    assert "briefing: SIGTERM received; ending after the edition in hand" in said


def test_of_two_schedules_on_one_server_one_leads(postgres: Server) -> None:
    name = postgres.lend()
    url, said, other = postgres.url(name), list[str](), list[str]()
    first, second = Lead(url, said.append), Lead(url, other.append)
    assert (first.ours(), second.ours(), second.ours(), first.ours()) == (True, False, False, True)
    assert (said, other) == ([], ["briefing: another schedule leads; standing by"])
    first.close()
    assert second.ours()
    assert other[1:] == ["briefing: this schedule leads now"]
    postgres.stop()
    assert (second.ours(), second.ours()) == (False, False)
    assert "no server answers there" in other[-1]
    postgres.start()
    assert second.ours()
    assert len(other) == 4
    second.move("sqlite:///elsewhere.db")
    assert second.ours()
    assert first.ours()
    first.close()
    postgres.back(name)
