"""The store's URL: which file it means, without importing the database library."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import StoreError

SQLITE = ("sqlite", "sqlite+pysqlite")


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite URL, ``~`` expanded; None for a database in memory and for other databases.

    ``sqlite:///out/briefing.db`` is relative to the working folder, ``sqlite:////var/lib/briefing.db`` is absolute.
    StoreError for what is no URL at all.
    """
    scheme, colon, rest = url.partition("://")
    if not colon or not scheme:
        raise StoreError(
            "not a store URL", subject=url or "store", hint="Write it like sqlite:///out/briefing.db in config.yaml."
        )
    if scheme not in SQLITE:
        return None
    name = rest.partition("?")[0]
    if name and not name.startswith("/"):
        raise StoreError(
            "a SQLite URL has three slashes before a relative path and four before an absolute one",
            subject=url,
            hint=f"Write {scheme}:///{name} in config.yaml.",
        )
    path = name[1:]
    if path.startswith("file:"):
        raise StoreError("SQLite's own file: form is not read here", subject=url, hint="Write sqlite:///PATH.")
    return None if path in ("", ":memory:") else Path(path).expanduser()
