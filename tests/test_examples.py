"""The complete set-ups of docs/examples, each run from its folder: checked, fed, made, looked at, handed over."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.deliver.servers import hook_server, mail_server

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
FRIDAY = "2022-01-07T05:30:00Z"  # 06:30 in Vienna, the minister's slot
LOGIN = ("briefing", "the password")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def settled(home: Path, name: str) -> Path:
    """The example's folder copied, checked as it stands, and the sample wires dropped in."""
    folder = home / name
    shutil.copytree(EXAMPLES / name, folder)
    for wire in (ROOT / "wires").glob("*.*"):
        if wire.name != "README.md":
            shutil.copy2(wire, folder / "incoming")
            os.utime(folder / "incoming" / wire.name, (1_641_400_000, 1_641_400_000))
    assert briefing(folder, "check").rstrip().endswith("No fault found.")
    return folder


def mended(folder: Path, *pairs: tuple[str, str]) -> None:
    path = folder / "config.yaml"
    text = path.read_text("utf-8")
    for pattern, new in pairs:
        text, found = re.subn(pattern, new, text, flags=re.M)
        assert found, f"{pattern} is gone from the configuration"
    path.write_text(text, "utf-8")


def to_server(port: int) -> tuple[tuple[str, str], ...]:
    """Mail to a server of the test's, on this machine and without TLS."""
    return ((r"server: smtp[.\w-]+", f"server: 127.0.0.1\n      security: none\n      port: {port}"),)


def briefing(folder: Path, *words: str, code: int = 0, **environment: str) -> str:
    """A command in the folder of its configuration, as a person or cron starts it; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *words], cwd=folder, env=os.environ | environment,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def edition(folder: Path, reader: str) -> dict[str, Any]:
    found = (folder / "editions" / reader).rglob(f"{reader}-????-??-??*.json")
    (path,) = [one for one in found if "manifest" not in one.name and one.parent.name != "held"]
    whole: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return whole


def test_the_ministry(home: Path) -> None:
    folder = settled(home, "ministry")
    with mail_server(login=LOGIN) as box:
        mended(folder, (r"\n +port: 587\n +security: starttls", ""), *to_server(box.port))
        secret = {"BRIEFING_MAIL_PASSWORD": LOGIN[1]}
        briefing(folder, "run", "--as-of", FRIDAY, "--deliver", "-r", "minister", "-r", "embassy-astana", **secret)
        assert box.addresses() == ["astana@ministry.example"], "of the minister's an officer looks first"
        assert "minister no. 1 of 2022-01-07 06:30 waits" in briefing(folder, "review", **secret)
        notes = 'by: Duty officer\ncomments:\n  - {text: "Our post in Astana has left the building."}\n'
        (folder / "notes").mkdir(exist_ok=True)
        (folder / "notes" / "minister-2022-01-07.yaml").write_text(notes, "utf-8")
        briefing(folder, "review", "-r", "minister", "--release", "--by", "A. Officer", **secret)
    assert set(box.addresses()) == {"office@ministry.example", "duty@ministry.example", "astana@ministry.example"}
    (letter,) = box.to("office@ministry.example")
    assert str(letter["subject"]).startswith("[TLP:AMBER] Morning Briefing No. 1")
    (paper,) = [part for part in letter.iter_attachments() if part.get_content_type() == "application/pdf"]
    assert paper.get_content().startswith(b"%PDF")
    (page,) = (folder / "editions" / "minister").glob("*/*.html")
    text = page.read_text("utf-8")
    for word in ("SITUATION CENTRE", "Office of minister", "Our post in Astana", "Note of the duty officer"):
        assert word in text
    whole = edition(folder, "minister")
    assert "Consultations on border crossings with the Kyrgyz delegation" in [row["what"] for row in whole["daybook"]]
    assert list((folder / "registry" / "minister" / "2022").glob("*.pdf"))
    (russian,) = (folder / "editions" / "embassy-astana").rglob("*.html")
    assert '<html lang="ru"' in russian.read_text("utf-8")


def test_the_newsroom(home: Path) -> None:
    folder = settled(home, "newsroom")
    with hook_server() as (address, calls):
        mended(folder, (r"https://planning\.newsroom\.example", address))
        secrets = {"BRIEFING_HOOK_SECRET": "s", "BRIEFING_PHONES": address.replace("http://", "json://") + "/phones"}
        said = briefing(folder, "run", "--as-of", "2022-01-07T08:15:00Z", "--deliver", "-r", "conference", **secrets)
    assert "conference 2022-01-07: edition no. 1 is out" in said
    assert {call.path for call in calls} >= {"/briefing", "/phones"}
    sent = [json.loads(call.body) for call in calls if call.path == "/briefing"]
    (hook,) = [row for row in sent if row["event"] == "edition"]
    assert [row["form"] for row in hook["files"] if "content" in row] == ["json"]
    (page,) = (folder / "editions" / "conference").rglob("*.html")
    text = page.read_text("utf-8")
    assert "Who takes what" in text
    assert "Diary" in text
    assert {""} < {"".join(story["sections"]) for story in edition(folder, "conference")["stories"]}


def test_one_person_by_the_line_of_the_crontab(home: Path) -> None:
    """The line is run as cron runs it: by sh, with an almost empty environment."""
    folder = settled(home / "briefing", "one-person")
    folder = folder.rename(folder.with_name("mine"))
    program = home / "briefing" / ".venv" / "bin" / "briefing"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n', "utf-8")
    program.chmod(0o755)
    at = datetime.now(UTC) - timedelta(days=1, hours=1)
    (wire,) = (folder / "incoming").glob("sever-2022-01-06-almaty-casualties.txt")
    fresh = folder / "incoming" / "fresh.txt"
    head = f"Source: EXW\nDate: {at:%Y-%m-%dT%H:%MZ}\nHeadline: Police fire tear gas at protesters in Aktau\n\n"
    fresh.write_text(
        f"{head}AKTAU (EXW) - Police fired tear gas at hundreds of protesters in Aktau, Kazakhstan.\n", "utf-8"
    )
    os.utime(fresh, (wire.stat().st_mtime,) * 2)
    (home / ".briefing-secrets").write_text("BRIEFING_MAIL_PASSWORD='the password'\n", "utf-8")
    lines = [row for row in (folder / "crontab").read_text("utf-8").splitlines() if re.match(r"[\d*]", row)]
    commands = [row.split(None, 5)[5].replace("\\%", "%") for row in lines]
    with mail_server(login=("me@example.org", "the password")) as box:
        mended(folder, *to_server(box.port))
        environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
        for command in commands:
            done = subprocess.run(
                ["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, timeout=120
            )
            assert done.returncode == 0, done.stdout + done.stderr
    (letter,) = box.to("me@example.org")
    assert "My Morning" in str(letter["subject"])
    assert [part.get_content_type() for part in letter.iter_attachments()] == ["application/pdf", "text/calendar"]
    assert len(list((folder / "backups").glob("*.db"))) == 1


def test_the_page_shows_each_set_up_and_every_set_up_is_run() -> None:
    page = (ROOT / "docs" / "examples.md").read_text("utf-8")
    names = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
    assert names == ["ministry", "newsroom", "one-person"]
    assert [name for name in names if f"(examples/{name}/config.yaml)" not in page] == []
