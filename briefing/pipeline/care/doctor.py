"""`briefing doctor`: is everything whole, and what is to be done where it is not."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from briefing.config import Config
from briefing.errors import StoreError
from briefing.store import Store, open_store
from briefing.storeurl import sqlite_file
from briefing.text.counting import count_of

AHEAD = timedelta(minutes=10)  # what the archive may lie ahead of the clock: servers' clocks differ by less
LOW_BYTES = 200 << 20  # an edition with its PDF takes one or two megabytes, a year of wires some hundred
LOOKED_AT = 400  # editions whose files are looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that was looked at. ``level``: ok | warning | fault; ``do`` is what mends it."""

    level: str
    text: str
    do: str = ""


def examine(config: Config, now_at: datetime, *, mend: bool = False) -> list[Finding]:
    """Look at everything. With ``mend`` what can be mended without loss is: index, orphans, modes, deleted files.

    A store that cannot be opened is a fault and ends the look.
    """
    path = sqlite_file(config.store)
    if path is not None and not path.exists():
        return [Finding(level="ok", text="there is no archive yet; the first run makes it"), *_room(config)]
    found = list(_modes(config, path, mend=mend))
    try:
        with open_store(config.store) as store:
            found += _archive(store, mend=mend)
            found += _clock(store, now_at)
            found += _files(config, store, mend=mend)
            found += _names(config, store)
    except StoreError as fault:
        return [*found, Finding(level="fault", text=str(fault))]
    return [*found, *_room(config)]


def doctor_lines(found: list[Finding]) -> list[str]:
    """For a person: one line a finding, faults last, so that they stand above the prompt."""
    order = {"ok": 0, "warning": 1, "fault": 2}
    rows = sorted(found, key=lambda one: order[one.level])
    return [f"{one.level:<8} {one.text}{f': {one.do}' if one.do else ''}" for one in rows]


def _archive(store: Store, *, mend: bool) -> Iterator[Finding]:
    orphans = store.orphans()
    if orphans and mend:  # first: the database calls them damage too
        store.clear_orphans()
    damage = store.damage()
    words = [line for line in damage if line.startswith("the index of words")]
    lost = [line for line in damage if orphans and line.endswith("names a row of editions that is not there")]
    if words and mend:
        n = store.index_words_anew()
        yield Finding(level="warning", text=f"{words[0]}; made anew from {count_of(n, 'wire')}")
        damage = store.damage()
    for line in damage:
        do = (
            "briefing doctor --mend" if line in (*words, *lost) else "bring back the last backup: briefing restore FILE"
        )
        yield Finding(level="fault", text=f"the archive is damaged, {line}", do=do)
    if not damage:
        said = "answers; pg_amcheck looks into the files of a server" if store.shared else "is whole"
        yield Finding(level="ok", text=f"the archive {said}; its tables are of revision {store.revision()}")
    for name, n in orphans.items():
        yield Finding(level="warning", text=f"{n} {name}", do="removed" if mend else "briefing doctor --mend")


def _clock(store: Store, now_at: datetime) -> Iterator[Finding]:
    newest = store.newest_at()
    if newest is None:
        return
    ahead = datetime.fromisoformat(newest) - now_at
    if ahead > AHEAD:
        yield Finding(
            level="fault",
            text=f"the clock went back: the archive holds what came or was made {newest[:16]}, {_hours(ahead)} ahead",
            do="set this machine's clock right; nothing is lost, editions are cut by order of arrival",
        )
    else:
        yield Finding(level="ok", text="the clock has not gone back")


def _hours(ahead: timedelta) -> str:
    hours = ahead.total_seconds() / 3600
    return f"{hours:.1f} hours" if hours < 72 else f"{hours / 24:.0f} days"


def _files(config: Config, store: Store, *, mend: bool) -> Iterator[Finding]:
    """Files of told editions that are gone; drawn again where that is asked for."""
    gone = 0
    for row in store.editions(limit=LOOKED_AT):
        if row.state != "told":
            continue
        missing = [path for path in row.files.values() if not Path(path).exists()]
        gone += len(missing)
        if missing and mend:
            from briefing.pipeline.record.restore import restore_files

            faults = restore_files(config, store, row, None).faults
            yield from (Finding(level="fault", text=fault) for fault in faults)
    if gone:
        do = "drawn again" if mend else "briefing doctor --mend draws them again, if they are wanted"
        yield Finding(level="warning", text=f"{count_of(gone, 'file')} of told editions gone", do=do)
    else:
        yield Finding(level="ok", text="every file of the told editions is there")
    readers = {row.reader for row in store.editions(limit=LOOKED_AT)} | {reader.name for reader in config.readers}
    for name in sorted(readers):
        for number in store.unreadable_editions(name):
            yield Finding(
                level="warning",
                text=f"edition no. {number} of {name} cannot be read from the archive",
                do="its files stay as they are; a backup may still hold it",
            )


def _names(config: Config, store: Store) -> Iterator[Finding]:
    """Sources and editions of names that the configuration has no more."""
    sources = sorted(store.source_states().keys() - {source.name for source in config.sources} - {"--from"})
    if sources and config.sources:
        some = ", ".join(sources[:5])
        yield Finding(level="ok", text=f"{count_of(len(sources), 'source')} no longer configured, kept: {some}")
    unfinished = [row for row in store.editions(limit=LOOKED_AT) if row.state == "made" and row.kind != "preview"]
    for row in unfinished:
        yield Finding(
            level="warning", text=f"no. {row.number} of {row.reader} was frozen and not handed over", do="briefing run"
        )


def _modes(config: Config, path: Path | None, *, mend: bool) -> Iterator[Finding]:
    """The archive, and files of secrets that the configuration names, are for their owner alone."""
    beside = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")] if path else []
    for one in (p for p in (*beside, *secret_files(config)) if p.exists()):
        mode = stat.S_IMODE(one.stat().st_mode)
        if mode & 0o077:
            do = f"chmod 600 {one}"
            if mend:
                os.chmod(one, mode & 0o700)
                do = "set to 0600"
            yield Finding(level="fault", text=f"{one} can be read by others (mode {mode:04o})", do=do)


def secret_files(config: Config) -> list[Path]:
    """The files that keys ending in ``_file`` of the configuration name as holding a secret."""
    found: list[Path] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if str(key).endswith("_file") and isinstance(inner, str) and inner:
                    found.append(Path(inner))
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(config.delivery.model_dump())
    return found


def _room(config: Config) -> Iterator[Finding]:
    for name, place in {"out": Path(config.out), "the archive": sqlite_file(config.store)}.items():
        folder = next((one for one in (place, *place.parents) if one.is_dir()), None) if place else None
        if folder is None:
            continue
        free = shutil.disk_usage(folder).free
        if free < LOW_BYTES:
            text = f"{free >> 20} MB free on the disk of {name}"
            yield Finding(level="fault", text=text, do="free some space; a run that finds none loses nothing")
        else:
            yield Finding(level="ok", text=f"{free >> 20} MB free on the disk of {name}")
        if not os.access(folder, os.W_OK):
            yield Finding(level="fault", text=f"{folder} cannot be written", do="give this user the right to")
