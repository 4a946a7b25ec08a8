"""Files and messages that were refused, remembered for the editions whose period they fall into.

A broken file is moved away when it is found, often hours before an edition is made; the edition names it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.model import SourceLine
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.collect.folder import Reading

KEPT_UNDER = "refused:"  # before the name of a source; no name holds a colon
MOST_NAMED = 3
MOVED = " (moved to"  # in the reason of one that is not there any more
AGAIN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """One file or message that could not be read."""

    name: str
    at: datetime
    reason: str


def keep_refused(store: Store, refused: Mapping[str, Sequence[Reading]], at: datetime) -> None:
    """Remember what was refused now, each by its path within its folder and its time: what is refused later takes no
    row of an earlier day away. A file that stays is found at every look, and remembered once an hour."""
    if not refused:
        return
    told = at.astimezone(UTC).isoformat()
    states = store.source_states()
    for source, readings in refused.items():
        top = states[source].address if source in states else ""
        before = {(one.name, one.reason): one.at for one in refused_of(store, [source]).get(source, ())}
        rows = {}
        for reading in readings:
            name = _within(reading.path, top)
            last = before.get((name, reading.error))
            if last is None or MOVED in reading.error or abs(at - last) >= AGAIN:
                rows[f"{told} {name}"] = f"{told} {reading.error}"
        store.mark_all_taken(f"{KEPT_UNDER}{source}", rows)


def _within(path: Path, top: str) -> str:
    """A file by its path within the folder of its source, anything else by its name."""
    if top and path.is_relative_to(top) and path != Path(top):
        return str(path.relative_to(top))
    return path.name


def refused_of(store: Store, sources: Iterable[str]) -> dict[str, tuple[Refused, ...]]:
    """What is remembered of these sources, the oldest first."""
    found: dict[str, tuple[Refused, ...]] = {}
    for source in sources:
        rows = [
            # an older archive has rows by their names alone
            Refused(name=name.removeprefix(f"{at} "), at=datetime.fromisoformat(at), reason=reason)
            for name, mark in store.taken_files(f"{KEPT_UNDER}{source}").items()
            for at, _, reason in [mark.partition(" ")]
        ]
        if rows:
            found[source] = tuple(sorted(rows, key=lambda one: (one.at, one.name)))
    return found


def _each(refused: Iterable[Refused]) -> list[Refused]:
    """Each that was moved away, and each that stays once, as it was found first."""
    found: dict[object, Refused] = {}
    for one in refused:
        found.setdefault((one.name, one.at) if MOVED in one.reason else one.name, one)
    return list(found.values())


def with_refused(line: SourceLine, refused: Sequence[Refused], from_at: datetime, until_at: datetime) -> SourceLine:
    """The line with what was refused in the period: how many, the first of them by name, with the reason."""
    mine = _each(one for one in refused if from_at < one.at <= until_at)
    if not mine:
        return line
    named = "; ".join(f"{one.name}: {one.reason.partition(MOVED)[0].rstrip('.')}" for one in mine[:MOST_NAMED])
    more = f"; and {len(mine) - MOST_NAMED} more" if len(mine) > MOST_NAMED else ""
    words = f"{'1 file was' if len(mine) == 1 else f'{len(mine)} files were'} not read ({named}{more})"
    kept = "; ".join(t for t in line.reason.split("; ") if t and not t.endswith("could not be read"))
    return replace(line, refused=len(mine), reason="; ".join(t for t in (kept, words) if t))
