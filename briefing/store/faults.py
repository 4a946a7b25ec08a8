"""Foreign errors mapped at the door: what the database or the disk says becomes a StoreError with what to do next."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError, TimeoutError

from briefing.errors import StoreError
from briefing.store.codec import CodecError
from briefing.store.faults_server import is_no_bug, judge_server

DISK = "Free some space on that disk and run again: what was stored before is whole."
RIGHTS = "Give this user the right to write the file and its folder, or set another store in config.yaml."
DAMAGE = "Move the file aside and put the last copy in its place; `sqlite3 FILE .recover` saves what can be read."
BUSY = "Another program holds it. End that program (a database browser?) and run again."
ELSEWHERE = "Keep the store on a local disk: network folders do not lock files well enough."

# SQLite's primary result codes (www.sqlite.org/rescode.html): message, hint
SQLITE = {
    3: ("may not be opened", RIGHTS),  # PERM
    5: ("is locked", BUSY),  # BUSY
    6: ("is locked", BUSY),  # LOCKED
    8: ("cannot be written", RIGHTS),  # READONLY
    10: ("the disk refuses to read or write it", DISK + " If space is not the cause: " + ELSEWHERE),  # IOERR
    11: ("is damaged", DAMAGE),  # CORRUPT
    13: ("the disk is full", DISK),  # FULL
    14: ("cannot be opened", RIGHTS),  # CANTOPEN
    15: ("cannot be locked", ELSEWHERE),  # PROTOCOL
    26: ("is not a SQLite database", "Set another store in config.yaml, or move that file aside."),  # NOTADB
}
ERRNO = {
    errno.ENOSPC: ("the disk is full", DISK),
    errno.EDQUOT: ("the disk quota is used up", DISK),
    errno.EACCES: ("may not be written", RIGHTS),
    errno.EPERM: ("may not be written", RIGHTS),
    errno.EROFS: ("lies on a disk that cannot be written", RIGHTS),
    errno.ENOTDIR: ("a file stands where a folder of its path should be", "Set another store in config.yaml."),
    errno.EEXIST: ("a file stands where a folder of its path should be", "Set another store in config.yaml."),
    errno.EISDIR: ("is a folder", "Name a file inside it as the store in config.yaml."),
}


@contextmanager
def at_the_door(subject: str) -> Iterator[None]:
    """Map what SQLAlchemy, the driver and the system raise; a broken constraint or statement is our bug and passes."""
    try:
        yield
    except (IntegrityError, ProgrammingError) as error:
        if not is_no_bug(error.orig):
            raise
        message, hint = judge_server(error.orig)
        raise StoreError(message, subject=subject, hint=hint) from error
    except CodecError as error:
        hint = "Was it written by a newer version? Install that one, or move the file aside to begin a new archive."
        raise StoreError(f"holds what this version cannot read: {error}", subject=subject, hint=hint) from error
    except (DBAPIError, TimeoutError, sqlite3.Error) as error:
        message, hint = _judge(error)
        raise StoreError(message, subject=subject, hint=hint) from error
    except OSError as error:
        message, hint = ERRNO.get(error.errno or 0, (error.strerror or str(error), ""))
        raise StoreError(message, subject=subject, hint=hint) from error


def _judge(error: Exception) -> tuple[str, str]:
    """Message and hint for a driver's error."""
    cause = getattr(error, "orig", None) or error
    if type(cause).__module__.partition(".")[0] == "psycopg":
        return judge_server(cause)
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF in SQLITE:
        return SQLITE[code & 0xFF]
    if "fts5" in str(cause):
        return "this Python's SQLite has no full-text search (FTS5)", "Use a Python built with a full SQLite."
    if isinstance(cause, TimeoutError):
        return "no connection to the server was free", "Raise max_connections, or end programs that hold some."
    return f"the database refuses: {cause}", "If it is a server: is it running, and are user and password right?"
