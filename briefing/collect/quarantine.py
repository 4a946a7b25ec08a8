"""Files that were refused: moved out of a watched folder with the reason, and read again when they are put back."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from briefing.collect.atrest import MOVED, REFUSED, Seen

QUARANTINE = ".quarantine"


def refused(path: Path, seen: Seen, *, before: int) -> Seen:
    """What is remembered of a file that was refused: not that it was read, so that it is read when somebody puts it
    back (what was lacking may be installed by then). ``before``: the version of what was taken before it."""
    kind = REFUSED if os.path.lexists(path) else MOVED
    return replace(seen, version=before, digest=f"{kind}{seen.digest}")


def put_away(top: Path, path: Path, reason: str) -> str:
    """Move a broken file to the quarantine folder with its reason beside it; it stays where it is if that fails.

    Gives the reason with what became of the file.
    """
    safe = path.relative_to(top).as_posix().replace("/", "__")
    safe = "".join(c if c.isprintable() else "_" for c in safe)[-180:]
    home = top / QUARANTINE
    target = home / safe
    try:
        home.mkdir(exist_ok=True)
        n = 1
        while target.exists():
            n += 1
            target = home / f"{safe}.{n}"
        target.with_name(target.name + ".reason").write_text(f"{reason}\n", encoding="utf-8")
        os.replace(path, target)
    except OSError as fault:
        return f"{reason} (and it could not be moved away: {fault.strerror or fault})"
    return f"{reason} (moved to {QUARANTINE}/{target.name})"
