"""A full disk, kill -9 in the middle, and the command line as a shell sees it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

ROOT = Path(__file__).parents[2]
LIMITED = (
    "import resource,sys;resource.setrlimit(resource.RLIMIT_FSIZE,({size},{size}));"
    "from briefing.cli import main;sys.argv=['briefing',*sys.argv[1:]];main()"
)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}


def shell(house: House, *arguments: str, program: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(program or ["-m", "briefing"]), *arguments]
    return subprocess.run(
        command, cwd=house.root, env=environment(), capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path)
    for name in LEDES:
        home.wire(name)
    return home


def test_a_full_disk_leaves_no_cut_file_and_the_next_run_prints_all(house: House) -> None:
    arguments = ("run", "--as-of", "2022-01-06T18:00:00Z", "--deliver")
    house.run("2022-01-06T17:00:00+00:00", deliver=False, out=house.root / "tried")
    (page,) = (house.root / "tried").glob("desk/*/*.html")
    limit = page.stat().st_size - 1000  # the archive fits under it, the page does not
    full = shell(house, *arguments, program=["-c", LIMITED.format(size=limit)])
    assert full.returncode == 1, full.stdout + full.stderr
    assert "the file is larger than this disk or user may have" in full.stdout
    folder = house.out / "desk" / "2022-01-06"
    assert not folder.exists() or list(folder.iterdir()) == []
    again = shell(house, *arguments)
    assert again.returncode == 0, again.stdout + again.stderr
    assert len(house.headlines("2022-01-06")) == 3


@pytest.mark.slow
def test_kill_9_anywhere_repeats_nothing_and_loses_nothing(house: House) -> None:
    chance = random.Random(7)
    arguments = [sys.executable, "-m", "briefing", "run", "--as-of", "2022-01-06T18:00:00Z", "--deliver"]
    for _ in range(8):
        process = subprocess.Popen(
            arguments, cwd=house.root, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.1, 2.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = shell(house, "run", "--as-of", "2022-01-06T18:00:00Z", "--deliver")
    assert done.returncode == 0, done.stdout + done.stderr
    with open_store(house.config.store) as store:
        assert store.count_wires() == len(LEDES)
        assert [(row.number, row.state) for row in store.editions("desk")] == [(1, "told")]
    assert len(house.headlines("2022-01-06")) == 3


def test_help_names_every_command(house: House) -> None:
    said = shell(house, "--help").stdout
    for command in ("run", "collect", "digest", "render", "check", "explain", "feeds", "editions", "schedule", "init"):
        assert f"  {command} " in said


def test_faults_of_the_configuration_end_with_2_and_name_lines(house: House) -> None:
    house.path.write_text("readers:\n  - {name: desk, zoen: UTC}\n", encoding="utf-8")
    done = shell(house, "run")
    assert done.returncode == 2
    assert "config.yaml:2: readers[0].zoen: unknown key; did you mean 'zone'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_ends_with_2(house: House) -> None:
    assert shell(house, "run", "--as-of", "yesterday").returncode == 2
    assert shell(house, "digest", "nowhere").returncode == 2
    assert shell(house, "rnu").returncode == 2


def test_nothing_due_ends_with_0_and_says_so(house: House) -> None:
    (house.root / "config.yaml").write_text(
        house.path.read_text().replace("slots: [{at: '18:00'}]", "slots: []"), encoding="utf-8"
    )
    done = shell(house, "run")
    assert done.returncode == 0
    assert "No edition is due" in done.stdout


def test_the_digest_answers_for_every_wire_and_names_what_it_cannot_read(house: House) -> None:
    (house.drop / "deep").mkdir()
    (house.drop / "deep" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    house.wire("again", headline=LEDES["mali"][0], text=LEDES["mali"][1])
    done = shell(house, "digest", "drop", "--as-of", "2022-01-06T18:00:00Z", "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert len(document["wires"]) == len(LEDES) + 1
    assert len({w["id"] for w in document["wires"]}) == len(document["wires"])
    stories = {s["id"] for s in document["stories"]}
    assert {w["story"] for w in document["wires"]} <= stories
    assert [e["path"].endswith("picture.txt") for e in document["errors"]] == [True]


def test_explain_a_file_a_wire_and_a_story(house: House) -> None:
    house.run("2022-01-06T18:00:00+00:00")
    story = house.edition("2022-01-06")["stories"][0]
    for name in ("drop/talks.txt", story["wires"][0]["id"], story["id"]):
        done = shell(house, "explain", name)
        assert done.returncode == 0, done.stderr
        assert "why" in done.stdout
    assert shell(house, "explain", "nothing-of-that-name").returncode == 2
    (house.root / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    done = shell(house, "explain", "photo.jpg")
    assert (done.returncode, "photo.jpg: this is a picture" in done.stderr) == (2, True)


def test_editions_are_listed_and_drawn_again(house: House) -> None:
    house.run("2022-01-06T18:00:00+00:00")
    listed = json.loads(shell(house, "editions", "--json").stdout)
    assert [(row["reader"], row["number"], row["state"]) for row in listed] == [("desk", 1, "told")]
    before = {p.name: p.read_bytes() for p in (house.out / "desk" / "2022-01-06").iterdir()}
    for path in (house.out / "desk" / "2022-01-06").iterdir():
        path.unlink()
    done = shell(house, "render", "--reader", "desk", "--on", "2022-01-06")
    assert done.returncode == 0, done.stderr
    assert {p.name: p.read_bytes() for p in (house.out / "desk" / "2022-01-06").iterdir()} == before


def test_init_writes_what_check_accepts(tmp_path: Path) -> None:
    home = House(tmp_path)
    made = shell(home, "init", "mine.yaml", "--name", "sahel", "--zone", "Africa/Dakar", "--regions", "sahel", "--yes")
    assert made.returncode == 0, made.stderr
    checked = shell(home, "check", "--config", "mine.yaml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Africa/Dakar" in checked.stdout
    assert shell(home, "init", "mine.yaml", "--yes").returncode == 2
    wrong = shell(home, "init", "other.yaml", "--zone", "Africa/Dakkar", "--yes")
    assert wrong.returncode == 2
    assert "did you mean 'Africa/Dakar'" in wrong.stderr
    assert not (tmp_path / "other.yaml").exists()


def test_feeds_are_added_once_and_comments_stay(tmp_path: Path) -> None:
    home = House(tmp_path)
    shell(home, "init", "mine.yaml", "--yes")
    for _ in range(2):
        done = shell(home, "feeds", "add", "https://news.example/world.xml", "--unseen", "--config", "mine.yaml")
        assert done.returncode == 0, done.stderr
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="Group"><outline text="Other, News" xmlUrl="https://b.example/rss"/>'
        '<outline text="Same" xmlUrl="https://news.example/world.xml"/></outline></body></opml>'
    )
    done = shell(home, "feeds", "import", "feeds.opml", "--config", "mine.yaml")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "mine.yaml").read_text()
    assert text.count("https://news.example/world.xml") == 2  # the example in a comment, and the one added
    assert "# Where wires come from" in text
    listed = json.loads(shell(home, "feeds", "list", "--json", "--config", "mine.yaml").stdout)
    assert [row["name"] for row in listed] == ["incoming", "news.example", "Other-News"]


def test_the_scheduler_makes_what_is_due_and_ends_on_sigterm(house: House) -> None:
    text = house.path.read_text().replace("slots: [{at: '18:00'}]", "slots: [{at: '00:00'}]")
    house.path.write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "schedule"],
        cwd=house.root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not list(house.out.glob("desk/*/*.pdf")):
            time.sleep(0.2)
        made = list(house.out.glob("desk/*/*.pdf"))
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    assert made, said
    assert process.returncode == 0, said
    assert "ending after the edition in hand" in said
