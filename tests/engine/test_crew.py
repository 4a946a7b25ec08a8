"""Worker processes of this machine: order, faults, death, limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import as_completed
from pathlib import Path

import pytest

from briefing.engine import Crew, Engine
from briefing.errors import RenderError, WorkError
from tests.engine import tasks

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(2) as crew:
        yield crew


def test_results_come_in_the_order_of_the_items(crew: Crew) -> None:
    engine = Engine(crew)
    assert list(engine.each(tasks.square, range(100), batch=7)) == [n * n for n in range(100)]
    assert list(crew.map(tasks.square, range(5))) == [0, 1, 4, 9, 16], "it is an Executor like any other"


def test_both_workers_work(crew: Crew) -> None:
    found = list(Engine(crew).each(tasks.slow, range(12)))
    pids = {pid for _, pid in Engine(crew).each(tasks.named, range(40))}
    assert found == list(range(12))
    assert os.getpid() not in pids
    assert pids <= set(crew.pids())


def test_little_work_is_done_here(crew: Crew) -> None:
    found = list(Engine(crew).each(tasks.named, range(3), least=4))
    assert found == [(n, os.getpid()) for n in range(3)]
    assert list(Engine().each(tasks.named, range(3))) == found, "without an executor all of it is"


def test_what_a_task_raises_comes_back_whole(crew: Crew) -> None:
    with pytest.raises(RenderError) as found:
        list(Engine(crew).each(tasks.refused, [1, 2]))
    assert str(found.value) == "pdf: 1 cannot be drawn. Ask again"
    with pytest.raises(RuntimeError, match="Own: number 5"):
        crew.submit(tasks.own_fault, 5).result()
    assert crew.submit(tasks.square, 3).result() == 9


def test_what_a_task_prints_does_not_get_into_its_answer(crew: Crew, capfd: pytest.CaptureFixture[str]) -> None:
    assert list(Engine(crew).each(tasks.chatty, [1, 2])) == [1, 2]
    assert capfd.readouterr().out == ""


def test_a_worker_that_dies_costs_one_retry(tmp_path: Path) -> None:
    with Crew(2) as crew, Engine(crew) as engine:
        given = [(n, str(tmp_path)) for n in range(20)]
        assert list(engine.each(tasks.dies_once, given, batch=2)) == list(range(20))
        assert crew.died == 1
        assert engine.said == ("Engine: 1 worker process died and was replaced.",)


def test_a_worker_that_is_killed_from_outside_costs_one_retry() -> None:
    with Crew(2) as crew:
        futures = [crew.submit(tasks.slow, n) for n in range(12)]
        next(as_completed(futures))
        os.kill(crew.pids()[0], signal.SIGKILL)
        assert [future.result() for future in futures] == list(range(12))


def test_a_task_that_kills_each_worker_is_given_up_and_the_others_are_done() -> None:
    with Crew(2) as crew:
        futures = [crew.submit(tasks.dies, n) for n in range(8)]
        with pytest.raises(WorkError, match=r"dies: its worker process ended 3 times, the last time with code -9"):
            futures[3].result()
        assert [f.result() for n, f in enumerate(futures) if n != 3] == [0, 1, 2, 4, 5, 6, 7]


def test_a_task_that_takes_too_long_is_stopped() -> None:
    with Crew(1, seconds=0.5) as crew, pytest.raises(WorkError, match="took longer than 0 s and was stopped"):
        crew.submit(tasks.very_slow, 1).result()


def test_a_task_that_eats_memory_is_a_fault_of_its_own(crew: Crew) -> None:
    with pytest.raises(WorkError, match="it needs more memory than a worker may have"):
        crew.submit(tasks.hungry, 6).result()
    assert crew.submit(tasks.square, 4).result() == 16
    with Crew(1, memory_bytes=1 << 30) as small:
        assert small.submit(tasks.square, 4).result() == 16
        with pytest.raises(WorkError, match="more memory"):
            small.submit(tasks.hungry, 1).result()


def test_an_answer_that_cannot_be_read_is_a_fault_of_its_task(crew: Crew) -> None:
    with pytest.raises(WorkError, match=r"its answer cannot be read \(ValueError: invalid literal"):
        crew.submit(tasks.unreadable, 1).result(timeout=30)
    assert [crew.submit(tasks.square, n).result(timeout=30) for n in range(4)] == [0, 1, 4, 9]


KILLED = """
import os, sys, time
from briefing.engine import Crew
from tests.engine import tasks
crew = Crew(1)
crew.submit(tasks.square, 2).result()
(pid,) = crew.pids()
crew.submit(tasks.very_slow, 1)
time.sleep(0.2)
print(pid, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_worker_in_the_middle_of_a_task_ends_with_a_run_that_is_killed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    until = time.monotonic() + 5
    while _is_there(int(done.stdout)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _is_there(int(done.stdout))


def _is_there(pid: int) -> bool:
    """Does the process run? One that ended and was not yet asked for does not."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_signals_to_the_group_are_the_parents_affair(crew: Crew) -> None:
    assert crew.submit(tasks.square, 2).result() == 4
    before = crew.pids()
    for number in (signal.SIGINT, signal.SIGTERM):
        for pid in before:
            os.kill(pid, number)
    assert list(Engine(crew).each(tasks.square, range(10))) == [n * n for n in range(10)]
    assert crew.pids() == before


def test_workers_end_with_the_crew() -> None:
    crew = Crew(2)
    assert crew.submit(tasks.square, 2).result() == 4
    pids = crew.pids()
    crew.shutdown()
    assert crew.pids() == []
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    with pytest.raises(RuntimeError):
        crew.submit(tasks.square, 2)
