"""The store's URL: which file it means, how it is written and how it is shown, without importing the database library.

``?`` begins the options of a URL. A path that holds one has it as ``%3F``, and ``%25`` is a percent sign; any other
percent sign stands for itself, so that ``sqlite:///out/100% sure/a%41.db`` is read as it is written.
"""

from __future__ import annotations

import re
from pathlib import Path

from briefing.errors import StoreError

SQLITE = ("sqlite", "sqlite+pysqlite")
SERVER = ("postgresql", "postgres")  # each is written before "+driver" too
DRIVER = "postgresql+psycopg"
QUOTED = re.compile(r"%25|%3f", re.IGNORECASE)
SIGNS = {"%25": "%", "%3f": "?"}
# scheme://user:password@ - the password reaches to the last @, so that one with such a sign in it is hidden too
LOGIN = re.compile(r"^([^:/]+:/*[^:/?]*):.*@", re.DOTALL)
SECRET = re.compile(r"(?i)([?&;][^=&;]*(?:pass|pwd|secret|token)[^=&;]*=)[^&]*")


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite URL, ``~`` expanded; None for a database in memory and for other databases.

    ``sqlite:///out/briefing.db`` is relative to the working folder, ``sqlite:////var/lib/briefing.db`` is absolute.
    StoreError for what is no URL at all.
    """
    scheme, colon, rest = url.partition("://")
    if not colon or not scheme:
        raise StoreError(
            "not a store URL",
            subject=without_password(url) or "store",
            hint="Write it like sqlite:///out/briefing.db in config.yaml.",
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
    path = QUOTED.sub(lambda found: SIGNS[found[0].lower()], name[1:])
    if path.startswith("file:"):
        raise StoreError("SQLite's own file: form is not read here", subject=url, hint="Write sqlite:///PATH.")
    if path in ("", ":memory:"):
        return None
    try:
        return Path(path).expanduser()
    except RuntimeError as fault:
        raise StoreError(
            "nobody knows the home folder that ~ means", subject=url, hint="Write the path from / in config.yaml."
        ) from fault


def sqlite_url(path: Path, options: str = "") -> str:
    """The URL of a file, whatever signs are in its path: ``sqlite_file`` finds the same again. ``options`` is what
    stands behind the ``?`` of a URL."""
    quoted = str(path.absolute()).replace("%", "%25").replace("?", "%3F")
    return f"sqlite:///{quoted}{f'?{options}' if options else ''}"


def settled(url: str, base: Path) -> str:
    """The same store by an absolute path, a relative one from the folder ``base``; other databases as they are."""
    path = sqlite_file(url)
    if path is None:
        return url
    return sqlite_url(path if path.is_absolute() else (base / path).resolve(), options_of(url))


def options_of(url: str) -> str:
    """What stands behind the ``?`` of a URL."""
    return url.partition("?")[2]


def is_sqlite(url: str) -> bool:
    """SQLite, in a file or in memory?"""
    return url.partition("://")[0] in SQLITE


def is_server(url: str) -> bool:
    """PostgreSQL, by whichever driver?"""
    return url.partition("://")[0].partition("+")[0] in SERVER


def driver_url(url: str) -> str:
    """The same database by the driver that comes with the extra "postgres", where the URL names none."""
    scheme, colon, rest = url.partition("://")
    return f"{DRIVER}{colon}{rest}" if scheme in SERVER else url


def is_there(url: str) -> bool:
    """Is there an archive already? Of a database that is no file only opening it can tell: True."""
    path = sqlite_file(url)
    return path is None or path.is_file()


def without_password(url: str) -> str:
    """The URL as it may be shown."""
    if is_sqlite(url):
        return SECRET.sub(r"\1***", url)
    shown = LOGIN.sub(r"\1@", url)
    if "://" not in url and shown == url and "@" in url:
        shown = f"***@{url.rpartition('@')[2]}"
    return SECRET.sub(r"\1***", shown)
