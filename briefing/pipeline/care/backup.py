"""A copy of the archive while runs go on, and its way back."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from briefing.config import Config
from briefing.errors import ConfigError, StoreError
from briefing.store import open_store, run_lock
from briefing.store.copies import copy_database, fold_journal, judge_copy, settle_copy
from briefing.storeurl import sqlite_file, without_password
from briefing.text.counting import count_of

BESIDE = ("-wal", "-shm")  # SQLite's own files beside a database


def back_up(config: Config, target: Path) -> list[str]:
    """Write a whole copy to ``target``, readable by its owner alone. ConfigError where a file is there already,
    StoreError where the copy cannot be written or is not whole; nothing is left of it then."""
    source = _file(config)
    if not source.is_file():
        raise ConfigError("there is no archive yet", subject=str(source), hint="`briefing run` makes it")
    if target.is_dir():
        raise ConfigError("is a folder", subject=str(target), hint="Name a file in it, such as briefing-2022-01-06.db")
    if target.exists():
        raise ConfigError("is there already", subject=str(target), hint="Name another file: no copy is written over")
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        with open_store(config.store) as store:
            store.copy_into(part)
        settle_copy(part)
        wires = judge_copy(part)
        part.replace(target)
    except OSError as fault:
        raise StoreError(
            f"cannot be written: {fault.strerror}", subject=str(target), hint="Name another place"
        ) from fault
    finally:
        for path in (part, *(part.with_name(part.name + end) for end in BESIDE)):
            with suppress(OSError):
                path.unlink()
    return [f"Wrote {target}: {target.stat().st_size / (1 << 20):.1f} MB, {count_of(wires, 'wire')}, whole."]


def bring_back(config: Config, copy: Path, at: datetime) -> list[str]:
    """Put a copy in the place of the archive. What stood there is kept beside it under the hour of ``at``.

    ConfigError where the copy is not there; StoreError where it is not whole, of another program or of a newer version,
    or where a run is at work (StoreBusy); the archive is untouched then.
    """
    place = _file(config)
    if not copy.is_file():
        raise ConfigError("there is no such file", subject=str(copy), hint="Name a file that `briefing backup` wrote")
    if place.exists() and copy.samefile(place):
        raise ConfigError("is the archive itself", subject=str(copy), hint="Name a copy of it")
    wires = judge_copy(copy)
    new = place.with_name(f".{place.name}.restoring")
    lines = []
    with run_lock(config.store):
        try:
            os.close(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
            copy_database(copy, new)
            if aside := _swap(new, place, at):
                lines.append(f"What stood there is now {aside}.")
        except OSError as fault:
            raise StoreError(f"cannot be written: {fault.strerror}", subject=str(place)) from fault
        finally:
            new.unlink(missing_ok=True)
    with open_store(config.store) as store:  # brings the tables of an earlier version up to date
        rows = store.editions(limit=1)
    last = f"; the last edition is no. {rows[0].number} of {rows[0].reader}, {rows[0].on}" if rows else ""
    return [*lines, f"Brought back {count_of(wires, 'wire')} from {copy}{last}."]


def _file(config: Config) -> Path:
    path = sqlite_file(config.store)
    if path is None:
        raise ConfigError(
            "the store is no file",
            subject=without_password(config.store),
            hint="A server's database is copied by pg_dump and brought back by pg_restore: see docs/postgresql.md",
        )
    return path


def _swap(new: Path, place: Path, at: datetime) -> Path | None:
    """Put ``new`` in the place of the archive; where what stood there is kept, None where nothing did.

    At every moment a whole archive lies in its place, the old one or the new: the old gets its second name first, and
    one replacement takes the first name from it. Where the system refuses a step, all stands as before.
    """
    if not place.exists():
        new.replace(place)
        return None
    fold_journal(place)  # so that nothing of it is in the files beside it, where that can be done
    aside = _free(place, at)
    pairs = [(place.with_name(place.name + end), aside.with_name(aside.name + end)) for end in ("", *BESIDE)]
    pairs = [(old, kept) for old, kept in pairs if old.exists()]
    try:
        for old, kept in pairs:
            _second_name(old, kept)
        for old, _ in pairs[1:]:
            old.unlink()  # a journal of the old must not lie beside the new: it would be played into it
        new.replace(place)
    except OSError:
        with suppress(OSError):
            for old, kept in pairs[1:]:
                if kept.exists() and not old.exists():
                    kept.replace(old)
            for _, kept in pairs:
                kept.unlink(missing_ok=True)
        raise
    return aside


def _second_name(old: Path, kept: Path) -> None:
    """The same file under another name; a copy where the disk gives a file but one."""
    try:
        os.link(old, kept)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(old, kept)


def _free(place: Path, at: datetime) -> Path:
    """A name beside the archive that nothing has yet."""
    stem = f"{place.name}.before-{at:%Y%m%dT%H%M%S}"
    names = chain((stem,), (f"{stem}-{n}" for n in count(2)))
    return next(aside for name in names if not (aside := place.with_name(name)).exists())
