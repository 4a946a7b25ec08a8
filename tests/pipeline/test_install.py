"""Install: the crontab of a person, with other people's rows in it, and the units of systemd."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.pipeline.care import install


def test_the_crontab_line_starts_what_is_installed(tmp_path: Path) -> None:
    odd = tmp_path / "with blank & 100%"
    odd.mkdir()
    text = install.cron_text(odd / "config.yaml", ["/opt/b/briefing"])
    begin, line, end = text.splitlines()
    assert (begin, end) == (install.BEGIN, install.END)
    assert line.startswith("*/5 * * * * cd '")
    command = line.removeprefix("*/5 * * * * ").replace("\\%", "%").replace("/opt/b/briefing", "echo")
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == f"run --config {odd / 'config.yaml'}\n"


def test_a_crontab_keeps_the_lines_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, bin_folder = tmp_path / "table", tmp_path / "bin"
    bin_folder.mkdir()
    table.write_text("MAILTO=me\n0 1 * * * other\n")
    fake = bin_folder / "crontab"
    fake.write_text(
        f'#!/bin/sh\nif [ "$1" = -l ]; then cat {table}; else cat > {table}.new && mv {table}.new {table}; fi\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_folder}:{os.environ['PATH']}")
    for name in ("old.yaml", "new.yaml"):
        install.apply_cron(tmp_path / name, None)
    text = table.read_text()
    assert text.startswith("MAILTO=me\n0 1 * * * other\n# briefing: begin\n")
    assert text.count("briefing: begin") == 1
    assert "new.yaml" in text
    assert "old.yaml" not in text


def crontab_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: str) -> Path:
    """The file that a crontab command of our own writes; ``reading`` is what its -l does."""
    table, bin_folder = tmp_path / "table", tmp_path / "bin"
    bin_folder.mkdir()
    fake = bin_folder / "crontab"
    fake.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then {reading}; else cat > {table}; fi\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_folder}:{os.environ['PATH']}")
    return table


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ("echo 'crontab: cannot open your table: Permission denied' >&2; exit 1", "Permission denied"),
        ("exit 4", "ended with 4"),
        ("echo '0 1 * * * half'; echo 'read error' >&2; exit 1", "read error"),
    ],
)
def test_a_crontab_that_cannot_be_read_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: str, words: str
) -> None:
    table = crontab_of(tmp_path, monkeypatch, reading)
    with pytest.raises(ConfigError, match=words) as caught:
        install.apply_cron(tmp_path / "config.yaml", None)
    assert "Nothing was changed" in str(caught.value)
    assert not table.exists()


def test_who_has_no_crontab_gets_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = crontab_of(tmp_path, monkeypatch, "echo 'no crontab for jo' >&2; exit 1")
    install.apply_cron(tmp_path / "config.yaml", None)
    assert table.read_text().splitlines()[0] == install.BEGIN


def test_odd_bytes_of_a_crontab_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    was = b"# caf\xe9\x0c one \xe2\x80\xa8 row\n0 1 * * * other\n"
    (tmp_path / "was").write_bytes(was)
    table = crontab_of(tmp_path, monkeypatch, f"cat {tmp_path / 'was'}")
    install.apply_cron(tmp_path / "config.yaml", None)
    assert table.read_bytes().startswith(was + b"# briefing: begin\n")


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        (["MAILTO=jo", install.BEGIN, "*/5 * * * * old", "0 1 * * * other"], install.END),
        (["*/5 * * * * old", install.END, "0 1 * * * other"], install.BEGIN),
        ([install.BEGIN, "0 1 * * * other", install.BEGIN, "*/5 * * * * old", install.END], install.END),
    ],
)
def test_half_of_an_earlier_installation_takes_no_row_of_others(rows: list[str], missing: str) -> None:
    with pytest.raises(ConfigError, match=f"no line '{missing}'") as caught:
        install.merged("\n".join(rows) + "\n", "new\n")
    assert "crontab -e" in str(caught.value)


def test_a_machine_without_crontab_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="no crontab"):
        install.apply_cron(tmp_path / "config.yaml", None)


def test_a_file_of_cron_d_names_the_user(tmp_path: Path) -> None:
    install.apply_cron(tmp_path / "config.yaml", tmp_path / "cron.d" / "briefing")
    words = (tmp_path / "cron.d" / "briefing").read_text().splitlines()[1].split()
    assert words[:5] == ["*/5", "*", "*", "*", "*"]
    assert words[6] == "cd"


def test_units_go_to_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    lines = install.apply_systemd(tmp_path / "config.yaml", None)
    assert {p.name for p in (tmp_path / "xdg/systemd/user").iterdir()} == {"briefing.service", "briefing.timer"}
    assert any("systemctl --user daemon-reload" in line for line in lines)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    folder = tmp_path / "with blank 100%"
    folder.mkdir()
    for name, text in install.units(folder / "config.yaml", [sys.executable, "-m", "briefing"]).items():
        (tmp_path / name).write_text(text)
    command = [
        "systemd-analyze",
        "verify",
        "--man=no",
        str(tmp_path / "briefing.service"),
        str(tmp_path / "briefing.timer"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    mine = [line for line in (done.stdout + done.stderr).splitlines() if str(tmp_path) in line or "briefing." in line]
    assert mine == []
