"""The desk's notes written for a person: each change is one of his own file, whose comments and other lines stay."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from briefing.config.desk import read_notes
from briefing.errors import ConfigError, StoreBusy

LOCK_S = 5.0


def place_story(path: Path, story: str, where: str, *, meant: Callable[[str], bool]) -> None:
    """Note where a story goes: "pin", "drop", another place, desk or region, or "" for where the rules have it.

    ``story`` is the name that is written; ``meant`` tells whether another name means this story: what was noted on its
    place before is taken away. Raises as ``_open`` does.
    """
    with _open(path) as notes:
        for key in ("pin", "drop"):
            if key in notes:
                notes[key][:] = [name for name in notes[key] if not meant(str(name))]
        if "move" in notes:
            notes["move"][:] = [move for move in notes["move"] if not meant(str(move["story"]))]
        if where in ("pin", "drop"):
            notes.setdefault(where, []).append(story)
        elif where:
            notes.setdefault("move", []).append({"story": story, "to": where})


def add_comment(path: Path, text: str, *, story: str = "", by: str = "") -> None:
    """Note a comment of the desk on a story, or on the whole edition. Raises as ``_open`` does."""
    said = {"text": text} | ({"story": story} if story else {}) | ({"by": by} if by else {})
    with _open(path) as notes:
        notes.setdefault("comments", []).append(said)


def take_comment(path: Path, text: str, *, story: str = "", by: str = "") -> None:
    """Take away the comment of these words on that story, as the notes name it, by that person; nothing where there is
    none. Raises as ``_open`` does."""
    with _open(path) as notes:
        if "comments" in notes:
            notes["comments"][:] = [one for one in notes["comments"] if _said(one) != (text.strip(), story, by)]


def _said(comment: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(comment["text"]).strip(), str(comment.get("story") or ""), str(comment.get("by") or "")


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    """The notes to be changed; written whole when the block ends, if they are right, and otherwise left as they were.

    ConfigError for a file at fault before or after, or one that cannot be written; StoreBusy where another writes it.
    """
    from filelock import FileLock, Timeout
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    from briefing.yamlfile import read_yaml

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.parent / ".notes.lock", timeout=LOCK_S):
            read_notes(path)  # a file at fault is for its writer to mend
            notes = (read_yaml(path) if path.exists() else None) or CommentedMap()
            yield notes
            for key in [key for key, value in notes.items() if value in ([], None)]:
                del notes[key]
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".notes-", suffix=".yaml")
            part = Path(name)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    YAML().dump(notes, file)
                _check(part, path)
                part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
                part.replace(path)
            finally:
                with suppress(FileNotFoundError):
                    part.unlink()
    except Timeout:
        raise StoreBusy("somebody else is changing the desk's notes", hint="Try again in a moment") from None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise ConfigError(f"the desk's notes cannot be written: {reason}", subject=str(path)) from fault


def _check(part: Path, path: Path) -> None:
    """Raise ConfigError for notes at fault, told of the file that they would have been."""
    try:
        read_notes(part)
    except ConfigError as error:
        faults = tuple(fault.replace(str(part), str(path)) for fault in error.faults)
        raise ConfigError(error.message, subject=str(path), faults=faults) from error
