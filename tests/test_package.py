"""The built package, away from the checkout: everything it needs is inside, and nothing of the tests is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.pipeline.builders import LEDES

ROOT = Path(__file__).parents[1]


def run(*command: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(home / "package")}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked in ``package``."""
    folder = tmp_path_factory.mktemp("home")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "package")
    return folder


def test_the_wheel_holds_what_runs_need_and_no_more(home: Path) -> None:
    names = {str(path.relative_to(home / "package")) for path in (home / "package").rglob("*") if path.is_file()}
    for needed in ("briefing/py.typed", "briefing/templates/default/brief.html.j2", "briefing/data/fonts/fonts.conf"):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "out/")) or name.endswith(".pyc")]


def test_a_first_edition_out_of_the_wheel(home: Path) -> None:
    desk = home / "desk"
    desk.mkdir()
    where = run(sys.executable, "-c", "import briefing; print(briefing.__file__)", cwd=desk, home=home)
    assert where.stdout.startswith(str(home / "package"))
    made = run(sys.executable, "-m", "briefing", "init", "--yes", "--name", "morning", cwd=desk, home=home)
    assert made.returncode == 0, made.stderr
    for name, (headline, text) in LEDES.items():
        wire = f"Date: 2022-01-06T12:00:00Z\nHeadline: {headline}\n\n{text}\n"
        (desk / "incoming" / f"{name}.txt").write_text(wire, encoding="utf-8")
    done = run(sys.executable, "-m", "briefing", "run", "--as-of", "2022-01-06T18:00:00Z", cwd=desk, home=home)
    assert done.returncode == 0, done.stdout + done.stderr
    (paper,) = (desk / "out").rglob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
