"""What is usual of a source, counted from a real archive."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.model import Wire
from briefing.pipeline.making.usual import usual_of
from briefing.store import Store, open_store

END = datetime(2026, 3, 30, 6, tzinfo=UTC)


def filled(store: Store, days: int, a_day: int, *, source: str = "exw", skip: tuple[int, ...] = ()) -> None:
    store.add_wires(
        Wire(id=f"{source}{day}-{n}", identity=f"{source}{day}-{n}", source=source, headline="Headline",
             paragraphs=("A bridge was opened at noon. " * 40,), received_at=END - timedelta(days=day, minutes=n % 200))
        for day in range(1, days + 1) if day not in skip for n in range(a_day)
    )  # fmt: skip


def asked(store: Store, hours: float = 24) -> dict[str, int]:
    return usual_of(store, END - timedelta(hours=hours), END)


def test_the_usual_is_the_median_day_and_silent_days_count(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        filled(store, 20, 5)
        filled(store, 20, 4, source="quiet", skip=tuple(range(3, 19)))
        assert asked(store) == {"exw": 5}


def test_a_young_source_and_a_period_of_another_length_have_none(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        filled(store, 6, 5)
        assert asked(store) == {}
        filled(store, 20, 5, source="old")
        assert asked(store) == {"old": 5}
        assert asked(store, hours=72) == {}


def test_thirty_thousand_wires_are_counted_soon(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as store:
        filled(store, 30, 1000)
        start = time.process_time()
        assert asked(store) == {"exw": 1000}
        assert time.process_time() - start < 0.3
