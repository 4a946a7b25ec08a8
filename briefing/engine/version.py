"""What a process works with: equal here and on a worker, or its results could differ."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefing import __version__

PACKAGE = Path(__file__).resolve().parents[1]
# libraries that have a part in what wires say or in the bytes of a page
LIBRARIES = (
    "feedparser", "trafilatura", "lxml", "lxml_html_clean", "charset-normalizer", "nh3", "rapidfuzz",
    "python-dateutil", "icalendar", "weasyprint", "pydyf", "fonttools",
)  # fmt: skip


@cache
def versions() -> Mapping[str, str]:
    """Name -> version of the program (its number and a hash over modules and data), Python and libraries."""
    found = {"briefing": f"{__version__} {_print()}", "Python": ".".join(platform.python_version_tuple()[:2])}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


def differences(theirs: object) -> str:
    """What a worker's ``versions`` have otherwise, in words: "weasyprint 69.0, here 70.0"; "" where all is the same."""
    mine = versions()
    if not isinstance(theirs, Mapping):
        return "the program is not installed there, or is older"
    return "; ".join(
        f"{name} {theirs.get(name, 'none')}, here {mine[name]}" for name in mine if theirs.get(name) != mine[name]
    )


def _print() -> str:
    digest = sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(PACKAGE).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
