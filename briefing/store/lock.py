"""One run at a time on one store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import StoreBusy, StoreError
from briefing.storeurl import is_server, sqlite_file


@contextmanager
def run_lock(url: str, *, wait_s: float = 0.0, shared: bool = False) -> Iterator[None]:
    """Hold the store of ``url`` for one run; StoreBusy where another run holds it after ``wait_s`` seconds.

    The lock is the system's own (flock) on a file beside the database: it goes with the process, also after kill -9.
    A database in memory needs none. For a server's database it is the server's, on every machine, and goes with the
    connection; there ``shared`` lets others in that ask for the same, since they take their work by ``Store.claim``.
    """
    if is_server(url):
        from briefing.store.leading import server_lock

        with server_lock(url, wait_s=wait_s, shared=shared):
            yield
        return
    path = _lock_file(url)
    if path is None:
        yield
        return
    from filelock import FileLock, Timeout

    holder = _holder(path)
    lock = FileLock(path, timeout=wait_s, mode=0o600)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        held = f"another run holds {path.stem}" + (f"; pid {holder}" if holder else "")
        raise StoreBusy(held, subject=str(path), hint="Wait for it to end, or end it, then run again.") from error
    except OSError as error:
        hint = "Give this user the right to write in that folder, or set another store in config.yaml."
        raise StoreError(f"cannot be locked: {error.strerror}", subject=str(path), hint=hint) from error
    try:
        _sign(path)
        yield
    finally:
        lock.release()


def _lock_file(url: str) -> Path | None:
    path = sqlite_file(url)
    if path is not None:
        return path.with_name(path.name + ".lock")
    return None


def _holder(path: Path) -> str:
    """The process id in the lock file, or empty. Read before trying: older filelocks empty the file on trying."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return text if text.isdigit() else ""


def _sign(path: Path) -> None:
    """Write our process id for the message of whoever comes second; a full disk must not stop a run here."""
    try:
        path.write_text(f"{os.getpid()}\n", encoding="ascii")
    except OSError:
        return
