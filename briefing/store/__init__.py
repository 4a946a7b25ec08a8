"""Store: the archive of wires, analyses and editions.

Importing this package is cheap: the database library is loaded by ``open_store``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.store.lock import run_lock
from briefing.store.rows import (
    AddResult,
    EditionRow,
    OperatorNote,
    OutboxRow,
    PageRow,
    RunRow,
    SourceState,
    TallyKey,
    TokenRow,
    hour_of,
)

if TYPE_CHECKING:
    from briefing.store.archive import Store

__all__ = [
    "AddResult",
    "EditionRow",
    "OperatorNote",
    "OutboxRow",
    "PageRow",
    "RunRow",
    "SourceState",
    "Store",
    "TallyKey",
    "TokenRow",
    "hour_of",
    "open_store",
    "run_lock",
]


def open_store(url: str, *, wait_s: float = 30.0, read_only: bool = False) -> Store:
    """The archive at ``url`` (``sqlite:///out/briefing.db``; ``sqlite://`` keeps it in memory), made where missing.

    Brings the tables of an earlier version up to date. ``wait_s`` is how long a write waits for another program's.
    ``read_only``: a store that is there and up to date, whose reads wait for nobody and hold nobody up.
    StoreError, with what to do: no URL, no rights, full disk, damaged, locked, not ours, or of a newer version.
    """
    from briefing.store.archive import Store

    return Store(url, wait_s=wait_s, read_only=read_only)


def __getattr__(name: str) -> object:
    """``briefing.store.Store`` for whoever names it at run time; the library comes with it."""
    if name == "Store":
        from briefing.store.archive import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
