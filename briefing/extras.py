"""How what an extra of the program needs is installed here. The program's own name on PyPI is another project's."""

from __future__ import annotations

import re
import shlex
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

# " ; extra == 'web'", alone or behind another condition
_ASKED = re.compile(r"""(?:\s*;\s*|\s+and\s+)extra\s*==\s*["'](?P<extra>[\w-]+)["']\s*$""")


def needs(extra: str) -> tuple[str, ...]:
    """The requirements of an extra, as the installed program states them; empty where it is not installed."""
    try:
        stated = requires("briefing") or []
    except PackageNotFoundError:
        return ()
    found = ((_ASKED.search(line), line) for line in stated)
    return tuple(line[: asked.start()].strip() for asked, line in found if asked and asked["extra"] == extra)


def install_line(extra: str) -> str:
    """The command that installs an extra's requirements beside the running program, whatever it was installed from.

    From the program's folder as README says, else by its requirements. Never ``pip install briefing[...]``: that would
    bring a stranger's package of the same name.
    """
    folder = _folder()
    if folder is not None:
        return f"{shlex.quote(_python())} -m pip install -e {_shown(f'{folder}[{extra}]')}"
    wanted = needs(extra)
    if not wanted:
        return f"in the program's folder: .venv/bin/pip install -e '.[{extra}]'"
    return " ".join((shlex.quote(_python()), "-m", "pip", "install", *map(_shown, wanted)))


def _folder() -> str | None:
    """Where the program's sources lie that run, "." where one stands in them; None where it was installed by itself."""
    home = Path(__file__).resolve().parent.parent
    try:
        if 'name = "briefing"' not in (home / "pyproject.toml").read_text("utf-8"):
            return None
    except OSError:
        return None
    try:
        return "." if home == Path.cwd() else str(home)
    except OSError:
        return str(home)


def _shown(word: str) -> str:
    """A word for the shell in quotes that a person can read: "b; sys_platform != 'win32'" keeps those within."""
    return f'"{word}"' if "'" in word and not set(word) & set('"$`\\') else shlex.quote(word)


def _python() -> str:
    """The running Python, from the folder one stands in where it lies there."""
    running = Path(sys.executable)
    try:
        return str(running.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(running)
