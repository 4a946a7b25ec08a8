"""Paths as they are asked for and shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.errors import ConfigError


def shown(path: Path) -> str:
    """A path as a person wants to see it: from the folder he stands in where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def missing_paths(paths: Sequence[Path]) -> None:
    """Raise ConfigError naming every path that is not there."""
    gone = [str(p) for p in paths if not p.exists()]
    if gone:
        raise ConfigError(f"no such file or folder: {', '.join(gone)}", hint="Look at the path's spelling")
