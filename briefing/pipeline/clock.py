"""The clock of every run; nothing else in the pipeline reads one."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The one place where the clock is read: aware UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
