"""A block is stopped for the work it does, not for the time it waits on a busy machine."""

from __future__ import annotations

import time

import pytest

from briefing.render.drawtime import TooSlowError, stopped_after

HAS_CLOCK = hasattr(time, "pthread_getcpuclockid")


@pytest.mark.skipif(not HAS_CLOCK, reason="this system does not tell the work of a thread")
def test_waiting_is_no_work() -> None:
    with stopped_after(0.1) as is_over:
        time.sleep(0.4)
        assert not is_over()


def works() -> None:
    began = time.thread_time()
    with stopped_after(0.1):
        while time.thread_time() - began < 30:
            pass


def waits() -> None:
    with stopped_after(0.05):
        for _ in range(1000):
            time.sleep(0.02)


def test_work_without_end_is_stopped() -> None:
    began = time.thread_time()
    with pytest.raises(TooSlowError):
        works()
    assert 0.1 <= time.thread_time() - began < 20


def test_waiting_without_end_is_stopped_by_the_clock() -> None:
    with pytest.raises(TooSlowError):
        waits()
