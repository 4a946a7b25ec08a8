"""What a report says of a source's files: how many, which, and what of them looks wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from briefing.collect.naming import MISSPELT
from briefing.model import Wire


def misspelt(wires: Sequence[Wire]) -> list[str]:
    """A line for the header keys that look like known ones, with the first file that has one."""
    found = {m.removeprefix(MISSPELT): w.path for w in reversed(wires) for m in w.marks if m.startswith(MISSPELT)}
    keys = sorted(found)
    more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
    return [f"unknown header {keys[0]!r}{more} in {named([PurePath(found[keys[0]]).name])}"] if keys else []


def named(names: Sequence[str]) -> str:
    """One file by its name, more by their number and the first."""
    first = "".join(c if c.isprintable() else "_" for c in names[0])
    return first if len(names) == 1 else f"{counted(len(names))} ({first} ...)"


def counted(n: int, what: str = "file") -> str:
    """A number with its noun."""
    return f"1 {what}" if n == 1 else f"{n} {what}s"
