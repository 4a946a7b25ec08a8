"""How many wires a source gives on a usual day, by the archive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from statistics import median

from briefing.store import Store

USUAL_DAYS = 28  # days before the period that tell what is usual
USUAL_LEAST = 7  # days of a source in the archive below which nothing is said
ONE_DAY = (timedelta(hours=20), timedelta(hours=28))  # a period of another length has no usual day to be held against


def usual_of(store: Store, from_at: datetime, until_at: datetime) -> dict[str, int]:
    """Each source's median of wires a day over up to 28 whole UTC days before the period; none for a young source.

    A source is counted from the first day on which it gave anything; days on which it gave nothing count as zero.
    """
    if not ONE_DAY[0] <= until_at - from_at <= ONE_DAY[1]:
        return {}
    end = from_at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    counts = store.daily_counts(end - timedelta(days=USUAL_DAYS, microseconds=1), end - timedelta(microseconds=1))
    return {name: n for name, days in counts.items() if (n := _median(days, end.date()))}


def _median(days: Mapping[str, int], end: date) -> int:
    first = date.fromisoformat(min(days))
    span = (end - first).days
    if span < USUAL_LEAST:
        return 0
    return round(median(days.get((first + timedelta(days=n)).isoformat(), 0) for n in range(span)))
