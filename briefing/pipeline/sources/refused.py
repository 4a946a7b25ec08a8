"""Files and messages that were refused, remembered for the editions whose period they fall into.

A broken file is moved away when it is found, often hours before an edition is made; the edition names it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model import SourceLine
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.collect.folder import Reading

KEPT_UNDER = "refused:"  # before the name of a source; no name holds a colon
MOST_NAMED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """One file or message that could not be read."""

    name: str
    at: datetime
    reason: str


def keep_refused(store: Store, refused: Mapping[str, Sequence[Reading]], at: datetime) -> None:
    """Remember what was refused now; a later one of the same name takes the place of an earlier one."""
    for source in refused:
        now = {one.path.name: f"{at.isoformat()} {one.error}" for one in refused.get(source, ())}
        store.mark_all_taken(f"{KEPT_UNDER}{source}", now)


def refused_of(store: Store, sources: Iterable[str]) -> dict[str, tuple[Refused, ...]]:
    """What is remembered of these sources, the oldest first."""
    found: dict[str, tuple[Refused, ...]] = {}
    for source in sources:
        rows = [
            Refused(name=name, at=datetime.fromisoformat(at), reason=reason)
            for name, mark in store.taken_files(f"{KEPT_UNDER}{source}").items()
            for at, _, reason in [mark.partition(" ")]
        ]
        if rows:
            found[source] = tuple(sorted(rows, key=lambda one: (one.at, one.name)))
    return found


def with_refused(line: SourceLine, refused: Sequence[Refused], from_at: datetime, until_at: datetime) -> SourceLine:
    """The line with what was refused in the period: how many, the first of them by name, with the reason."""
    mine = [one for one in refused if from_at < one.at <= until_at]
    if not mine:
        return line
    named = "; ".join(f"{one.name}: {one.reason.partition(' (moved to')[0].rstrip('.')}" for one in mine[:MOST_NAMED])
    more = f"; and {len(mine) - MOST_NAMED} more" if len(mine) > MOST_NAMED else ""
    words = f"{'1 file was' if len(mine) == 1 else f'{len(mine)} files were'} not read ({named}{more})"
    kept = "; ".join(t for t in line.reason.split("; ") if t and not t.endswith("could not be read"))
    return replace(line, refused=len(mine), reason="; ".join(t for t in (kept, words) if t))
