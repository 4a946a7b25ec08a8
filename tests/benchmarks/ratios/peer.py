"""goosepaper on the same files: a newspaper of feeds, held beside the world desks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.ratios.timing import Took, run


def find(folder: Path) -> str:
    """The command of goosepaper: on the path, or installed by pip into an environment in ``folder``; "" for none."""
    if found := shutil.which("goosepaper"):
        return found
    home = folder / "goosepaper"
    command = home / "bin" / "goosepaper"
    if not home.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        pip = [str(home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "goosepaper"]
        subprocess.run(pip, check=False, capture_output=True, timeout=600)
    return str(command) if command.exists() else ""


def goosepaper(command: str, feeds: Path, folder: Path) -> Callable[[], Took]:
    """A run of it over every feed file, its own limit of five items a feed, to PDF. It asks no other site for more:
    "Academy" is the style of its own that takes no fonts from the network."""
    sources = [
        {"type": "rss", "url": str(path), "limit": 5, "body_source": "summary"} for path in sorted(feeds.glob("*.xml"))
    ]
    paper = folder / "goosepaper.json"
    paper.write_text(json.dumps({"version": 2, "paper": {"style": "Academy"}, "sources": sources}), encoding="utf-8")
    return lambda: run([command, "-c", str(paper), "-o", str(folder / "goosepaper.pdf")], cwd=folder)
