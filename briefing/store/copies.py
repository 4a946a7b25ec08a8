"""Copies of an archive as files: whether one is whole, and how it is written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from briefing.errors import StoreError


def judge_copy(path: Path) -> int:
    """How many wires a copy holds. StoreError where it is no whole archive that this version reads."""
    from briefing.store.schema import HEAD

    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            (wires,) = connection.execute("SELECT count(*) FROM wires").fetchone()
        finally:
            connection.close()
    except (sqlite3.Error, TypeError) as fault:
        raise StoreError(f"is no archive of briefing: {fault}", subject=str(path), hint="Name another copy") from fault
    if found != "ok":
        raise StoreError(f"is damaged: {found}", subject=str(path), hint="Name another copy")
    if revision > HEAD:
        raise StoreError("was written by a newer version of briefing", subject=str(path), hint="Install that version")
    return int(wires)


def settle_copy(path: Path) -> None:
    """All on the disk, in one file: a copy needs nothing beside it."""
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        finally:
            connection.close()
    except sqlite3.Error as fault:
        raise StoreError(f"cannot be written: {fault}", subject=str(path)) from fault
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def fold_journal(path: Path) -> None:
    """Write into the file what lies in its journal, as far as that can be done: a damaged file stays as it is."""
    with suppress(sqlite3.Error):
        connection = sqlite3.connect(path, timeout=5)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()


def copy_database(source: Path, target: Path) -> None:
    """Write the database of one file into another. StoreError where it cannot be read or written."""
    try:
        read, write = sqlite3.connect(source), sqlite3.connect(target)
        try:
            read.backup(write)
        finally:
            read.close()
            write.close()
    except sqlite3.Error as fault:
        raise StoreError(f"cannot be copied: {fault}", subject=str(source), hint="Is the disk full?") from fault
