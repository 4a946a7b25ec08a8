"""Progress of long work: one line that is written over on a terminal, nothing at all in cron and pipes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class Progress:
    """Shows what is being done while it is done."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Show ``text`` with a spinner for as long as the block runs."""
        if not self._enabled:
            yield
            return
        from rich.console import Console

        with Console(file=sys.stderr).status(text):
            yield
