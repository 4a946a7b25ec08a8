"""Cases beside the project on hours, templates, the machine and its disk, played through the whole pipe."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.pipeline.record.rebuild import list_editions
from tests.cases.playing import CASES, Play, case

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases is not beside the project"),
]
MORNING = "2026-03-04T07:00:00+00:00"
NEXT = "2026-03-05T07:00:00+00:00"


def test_a_night_of_missed_hours_is_one_late_edition(tmp_path: Path) -> None:
    play = Play(tmp_path)
    play.put(case("12") / "wire.txt")
    play.run("2026-03-03T07:00:00+00:00")
    late = play.run("2026-03-04T09:20:00+00:00")
    assert "late" in str(play.edition("2026-03-04")["notices"])
    assert "late" in " ".join(late.lines())
    play.run("2026-03-05T07:00:00+00:00")
    again = play.run("2026-03-08T07:00:00+00:00")
    notices = str(play.edition("2026-03-08")["notices"])
    assert "6 Mar" in notices or "2026-03-06" in notices
    assert [e["state"] for e in again.report["editions"]] == ["told"]


def test_one_readers_template_stops_nobody(tmp_path: Path) -> None:
    folder = case("33") / "templates"
    names = {"first": "", "r2": "syntax", "middle": "", "r4": "missing", "r5": "undefined-filter", "r6": "loop",
             "r7": "include", "last": ""}  # fmt: skip
    readers = ""
    for name, file in names.items():
        readers += f"  - {{name: {name}, zone: UTC, slots: [{{at: '07:00'}}], period: 1d, formats: [html, json]"
        readers += f", template: {name}}}\n" if file else "}\n"
        if file:
            (tmp_path / "templates" / name).mkdir(parents=True)
            text = (folder / f"{file}.html").read_text("utf-8").replace("in stories", "in stories.values()")
            (tmp_path / "templates" / name / "brief.html.j2").write_text(text, "utf-8")
    play = Play(tmp_path, readers=readers)
    play.put(case("12") / "wire.txt")
    result = play.run(MORNING)
    assert result.exit_code == 3
    for name, file in names.items():
        page = play.html("2026-03-04", name)
        assert "Tashkent" in page
        (row,) = [e for e in result.report["editions"] if e["reader"] == name]
        assert bool(row["faults"]) == bool(file), name
        if file:
            assert re.search(r"brief\.html\.j2:\d+", str(row["faults"])), name


@needs_poppler
def test_the_machines_locale_changes_nothing(tmp_path: Path) -> None:
    readers = "".join(
        f"  - {{name: {name}, language: {name}, zone: UTC, slots: [{{at: '07:00'}}], period: 1d,"
        " sections: [security-talks, regional-crises, other]}\n"
        for name in ("en", "ru", "kk")
    )
    told = []
    for n, env in enumerate(({"LC_ALL": "C"}, {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}, {})):
        root = tmp_path / str(n)
        root.mkdir()
        play = Play(root, "feed", readers=readers)
        play.give("feed", case("53") / "feed.xml")
        command = [sys.executable, "-m", "briefing", "run", "--as-of", MORNING, "-c", str(play.path)]
        subprocess.run(command, env={"PATH": "/usr/bin:/bin", **env}, check=True, timeout=120, capture_output=True)
        told.append({name: play.paper("2026-03-04", name).read_bytes() for name in ("en", "ru", "kk")})
    assert told[0] == told[1] == told[2]
    assert "4 марта 2026 г." in play.paper_text("2026-03-04", "ru")
    assert "4 March 2026" in play.paper_text("2026-03-04", "en")
    assert "4 наурыз" in play.paper_text("2026-03-04", "kk")


def test_two_runs_on_one_store_make_each_edition_once(tmp_path: Path) -> None:
    play = Play(tmp_path)
    play.put(case("12") / "wire.txt")
    command = [sys.executable, "-m", "briefing", "run", "-c", str(play.path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) for _ in range(2)]
    said = [run.communicate(timeout=120)[0] for run in both]
    assert [run.returncode for run in both] == [0, 0]
    numbers = [row["number"] for row in list_editions(play.config, reader="", limit=10)]
    assert len(numbers) == len(set(numbers)) <= 1, said


def test_a_disk_without_room_leaves_the_former_edition(tmp_path: Path) -> None:
    play = Play(tmp_path)
    play.put(case("12") / "wire.txt")
    play.run("2026-03-03T07:00:00+00:00")
    before = play.paper("2026-03-03").read_bytes()
    command = [sys.executable, "-m", "briefing", "run", "--as-of", MORNING, "--deliver", "-c", str(play.path)]
    small = subprocess.run(
        ["bash", "-c", 'ulimit -f 20; exec "$@"', "bash", *command], capture_output=True, text=True, timeout=120
    )
    assert small.returncode != 0
    assert re.search(r"space|too large|room", small.stdout + small.stderr)
    assert play.paper("2026-03-03").read_bytes() == before
    assert not list(play.out.rglob("*.part")) + list(play.out.rglob("*.tmp"))
    again = play.run(MORNING)
    assert again.exit_code == 0
    assert "Tashkent" in play.page("2026-03-04")
