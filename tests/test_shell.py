"""At the shell: completion as bash and zsh ask for it, how much a run says, colours."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.builders import House


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which `briefing` is this checkout's."""
    program = tmp_path / "bin" / "briefing"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom briefing.cli import main\n\nmain()\n", "utf-8")
    program.chmod(0o755)
    return f"{program.parent}:/usr/bin:/bin"


def said(*command: str, path: str) -> str:
    environment = {"PATH": path, "HOME": "/nowhere", "PYTHONPATH": os.getcwd()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_bash_completes_commands_and_what_is_below_them(path: str) -> None:
    """The script that the page names, sourced; then its function asked as bash would."""
    script = 'eval "$(_BRIEFING_COMPLETE=source_bash briefing)"; complete -p briefing; '
    ask = 'COMP_WORDS=({}); COMP_CWORD={}; _briefing_completion briefing; echo "${{COMPREPLY[@]}}"; '
    whole = (
        script + ask.format("briefing ru", 1) + ask.format('briefing feeds ""', 2) + ask.format("briefing run --rea", 2)
    )
    lines = said("bash", "--norc", "-c", whole, path=path).splitlines()
    assert lines[0] == "complete -o default -F _briefing_completion briefing"
    assert lines[1] == "run"
    assert lines[2].split() == ["list", "add", "remove", "packs", "import", "export"]
    assert "--reader" in lines[3].split()


def test_zsh_takes_the_script(path: str) -> None:
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed")
    script = (
        'autoload -U compinit; compinit -D -u; eval "$(_BRIEFING_COMPLETE=source_zsh briefing)"; echo $_comps[briefing]'
    )
    assert said("zsh", "-f", "-c", script, path=path).strip() == "_briefing_completion"


def run(house: House, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefing", *words, "-c", str(house.path)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, timeout=60)


def test_quiet_says_nothing_of_what_went_well_and_all_of_what_did_not(tmp_path: Path) -> None:
    house = House(tmp_path)
    assert (run(house, "--quiet", "collect").stdout, run(house, "-q", "collect").returncode) == ("", 0)
    assert "Sources: 1 answered" in run(house, "collect").stdout
    house.drop.rmdir()
    failed = run(house, "--quiet", "collect")
    assert failed.returncode == 3
    assert "failed:" in failed.stdout


def test_verbose_says_what_each_source_gave(tmp_path: Path) -> None:
    lines = run(House(tmp_path), "--verbose", "collect").stdout.splitlines()
    assert lines[0].startswith("  ")
    assert " read, " in lines[0]


@pytest.mark.parametrize("words", [("--help",), ("check",), ("collect",)])
def test_no_colour_where_nobody_looks(tmp_path: Path, words: tuple[str, ...]) -> None:
    house = House(tmp_path)
    told = run(house, *words, FORCE_COLOR="1", NO_COLOR="1") if words != ("--help",) else run(house, "run", "--help")
    assert "\x1b[" not in told.stdout + told.stderr


def test_the_version_names_what_a_report_of_a_fault_needs() -> None:
    done = subprocess.run([sys.executable, "-m", "briefing", "--version"], capture_output=True, text=True, timeout=60)
    words = {line.split()[0] for line in done.stdout.splitlines()}
    assert words >= {"briefing", "Python", "weasyprint", "jinja2", "feedparser", "apscheduler", "SQLAlchemy", "SQLite"}
    assert "pango" in words or "no Pango" in done.stdout
