"""How often Python looks for rubbish while a run works."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A run holds hundreds of thousands of values that live until its end; looking through them for rubbish at Python's own
# rate (700 new ones) is a sixth of its time. At this rate the day of 1,000 wires takes 6 MB more.
AT_RISK = 200_000


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Let Python look for rubbish seldom inside the block, and at its own rate again after it."""
    before = gc.get_threshold()
    gc.set_threshold(AT_RISK, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
