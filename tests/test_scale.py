"""The played day of docs/scale.md: queues that behave as queues do; and wires made in any number for the benchmarks."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from tests.benchmarks.ratios.scaled import feed, made
from tests.benchmarks.scale import COSTS, FEEDS, INTERVAL_S, Work, arrivals, play


def test_work_waits_only_while_all_cores_are_busy() -> None:
    work = [Work(0, 10), Work(0, 10), Work(0, 10), Work(40, 5)]
    alone, two = play(work, 1), play(work, 2)
    assert (alone.longest_s, list(alone.done)) == (20, [10, 20, 30, 45])
    assert (two.longest_s, list(two.done)) == (10, [10, 10, 20, 45])


def test_a_station_that_gets_more_than_it_can_do_falls_ever_farther_behind() -> None:
    work = [Work(float(n), 2) for n in range(1000)]
    assert play(work, 1).longest_s == pytest.approx(999)
    assert play(work, 2).longest_s == 0


def test_the_day_has_all_the_work() -> None:
    looks = sum(one.takes_s for one in arrivals(Random(1))["collect"])
    asked = FEEDS * 86_400 / INTERVAL_S * COSTS["look"]
    assert looks == pytest.approx(asked + 1_000_000 * (COSTS["wire"] + COSTS["read"]), rel=0.05)


def test_made_wires_are_as_many_as_asked_and_the_same_each_time() -> None:
    at = datetime(2022, 1, 6, 18, tzinfo=UTC)
    wires = list(made(300, until_at=at))
    assert wires == list(made(300, until_at=at))
    assert len({wire.id for wire in wires}) == 300
    assert all(wire.at <= at for wire in wires)
    assert 20 <= len({wire.headline for wire in wires}) <= 80  # several reports of one affair
    assert feed(wires).count("<item>") == 300
