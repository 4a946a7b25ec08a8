"""How a source does, in one word with its reason: what lists of sources on the terminal and on the web agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from briefing.config import Source
from briefing.store import SourceState

WORDS = ("gone", "failing", "empty", "stale", "moved", "not asked", "ok", "inactive")  # those to look at first
HABIT_DAYS = 28  # days of the archive that tell how often a source speaks
LEAST_DAYS = 7  # days between its first and last wire below which no habit is known
PATIENCE = timedelta(days=2)  # silence that is never called stale
FACTOR = 2  # its longest silence of the last weeks, times this, is still its habit
GONE = "answered 410"


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """``word`` is one of WORDS; ``since_at`` since when it holds; ``reason`` what happened and what to do."""

    word: str
    since_at: datetime | None = None
    reason: str = ""


def health_of(source: Source, state: SourceState | None, days: Mapping[str, int], now_at: datetime) -> Health:
    """The health of a source by what is remembered of it and ``days``, its wires by ISO date over HABIT_DAYS.

    gone: it said that it is so for good. failing: the last tries gave nothing that can be read. empty: a feed without
    items. stale: no wire for longer than twice its own longest silence, and two days at least. moved: it answers from
    another address for good.
    """
    if not source.active:
        return Health(word="inactive")
    if state is None or state.last_try_at is None:
        return Health(word="not asked")
    if state.failing_since_at is not None:
        times = f", {state.failures} times in a row" if state.failures > 1 else ""
        word = "gone" if state.last_reason.startswith(GONE) else "failing"
        return Health(word=word, since_at=state.failing_since_at, reason=state.last_reason + times)
    if state.last_status == "empty":
        return Health(word="empty", since_at=state.last_heard_at, reason="its last answer held no items")
    habit = habit_of(days)
    heard = state.newest_at or state.last_heard_at
    if habit is not None and heard is not None and now_at - heard > max(PATIENCE, habit * FACTOR):
        usual = f"its longest silence of the last {HABIT_DAYS} days was {_days(habit)}"
        return Health(word="stale", since_at=heard, reason=f"no new wire; {usual}")
    if state.moved_to:
        return Health(word="moved", reason=f"it has moved to {state.moved_to}: change its address in config.yaml")
    return Health(word="ok")


def habit_of(days: Mapping[str, int]) -> timedelta | None:
    """The longest time between two days with wires; None for a source that is too young to have a habit."""
    dates = sorted(date.fromisoformat(day) for day, n in days.items() if n)
    if len(dates) < 2 or (dates[-1] - dates[0]).days < LEAST_DAYS:
        return None
    return max(later - earlier for earlier, later in pairwise(dates))


def _days(time: timedelta) -> str:
    return "a day" if time.days == 1 else f"{time.days} days"
