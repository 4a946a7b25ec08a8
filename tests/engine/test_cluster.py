"""A Dask cluster of real worker processes on this machine: death, versions, a scheduler that is gone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, as_completed
from pathlib import Path
from typing import Any

import pytest

from briefing.config.engine import engine_choice
from briefing.engine import Engine, cluster, open_engine
from briefing.engine.cluster import Cluster, ClusterMissing
from briefing.engine.crew import Crew
from briefing.engine.version import differences, versions
from briefing.errors import RenderError, WorkError
from tests.engine import tasks

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def cluster_of(workers: int) -> Any:
    """Worker processes with one thread each."""
    return distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    )


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    with cluster_of(2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def engine(local: Any) -> Iterator[Engine]:
    with open_engine(engine_choice(f"dask: {local.scheduler_address}")) as engine:
        assert engine.said == ()
        yield engine


def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    assert engine.workers == 2
    assert list(engine.each(tasks.square, range(50), batch=4)) == [n * n for n in range(50)]
    pids = {pid for _, pid in engine.each(tasks.named, range(40))}
    assert os.getpid() not in pids


def test_what_a_task_raises_comes_back_whole(engine: Engine) -> None:
    with pytest.raises(RenderError, match="1 cannot be drawn"):
        list(engine.each(tasks.refused, [1, 2]))


def test_a_worker_that_is_killed_in_the_middle_costs_a_retry(engine: Engine) -> None:
    executor = engine.executor
    assert executor is not None
    pids = sorted({pid for _, pid in engine.each(tasks.named, range(40))})
    futures = [executor.submit(tasks.slow, n) for n in range(30)]
    next(as_completed(futures))
    os.kill(pids[0], signal.SIGKILL)
    assert [future.result(timeout=60) for future in futures] == list(range(30))
    assert engine.said == ()


def test_nobody_at_the_address_is_a_line_and_this_machine_works() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with open_engine(engine_choice(f"dask: {address}")) as engine:
        assert list(engine.each(tasks.square, range(1))) == [0]
        assert engine.said == (), "nobody is asked for work that is done here anyway"
        assert list(engine.each(tasks.square, range(9))) == [n * n for n in range(9)]
        (line,) = engine.said
        assert line.startswith(f"Engine: no cluster at {address}: nobody answers there")
        assert line.endswith("; this machine works alone.")
        assert list(engine.each(tasks.square, range(9))) == [n * n for n in range(9)]


def test_a_scheduler_without_workers_is_no_cluster() -> None:
    with cluster_of(0) as empty, pytest.raises(ClusterMissing, match=r"^no worker has joined it$"):
        Cluster(empty.scheduler_address, Crew(1), connect_s=0.5)


def test_a_scheduler_that_goes_away_leaves_the_rest_to_this_machine() -> None:
    cluster = cluster_of(1)
    with Cluster(cluster.scheduler_address, Crew(2), patience_s=1.0) as executor:
        futures = [executor.submit(tasks.slow, n) for n in range(40)]
        next(as_completed(futures))
        cluster.close()
        assert [future.result(timeout=60) for future in futures] == list(range(40))
        (line,) = executor.said
        assert line.startswith("the cluster is gone")
        assert executor.submit(tasks.square, 4).result(timeout=30) == 16


def test_a_worker_of_another_version_is_left_out_with_a_line(local: Any, tmp_path: Path) -> None:
    """A worker whose program differs: the same package with one more file, first on its path."""
    with _other_worker(local.scheduler_address, tmp_path), Cluster(local.scheduler_address, Crew(1)) as executor:
        (line,) = executor.said
        assert line.startswith("worker tcp://127.0.0.1:")
        assert f"is left out: briefing {versions()['briefing'][:6]}" in line
        assert line.endswith(f", here {versions()['briefing']}")
        assert executor.workers == 2
        assert list(Engine(executor).each(tasks.square, range(30))) == [n * n for n in range(30)]


def test_only_workers_of_another_version_leave_the_work_to_this_machine(tmp_path: Path) -> None:
    with (
        cluster_of(0) as empty,
        _other_worker(empty.scheduler_address, tmp_path),
        open_engine(engine_choice(f"dask: {empty.scheduler_address}")) as engine,
    ):
        assert list(engine.each(tasks.square, range(9))) == [n * n for n in range(9)]
        (line,) = engine.said
        assert ": its worker is of another version: briefing " in line


def test_a_task_that_kills_each_worker_is_given_up() -> None:
    with cluster_of(1) as cluster, Cluster(cluster.scheduler_address, Crew(1)) as executor:
        with pytest.raises(WorkError, match="its workers died over it again and again"):
            executor.submit(tasks.dies, 3).result(timeout=60)
        assert executor.submit(tasks.square, 4).result(timeout=60) == 16


def test_an_answer_that_cannot_be_read_is_a_fault_of_its_task(engine: Engine) -> None:
    assert engine.executor is not None
    with pytest.raises(WorkError, match="its answer cannot be read"):
        engine.executor.submit(tasks.unreadable, 1).result(timeout=30)
    assert engine.executor.submit(tasks.square, 4).result(timeout=30) == 16


def test_a_task_that_is_sent_while_the_cluster_is_lost_is_done_here(
    local: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class LostMeanwhile(Future[Any]):
        def set_running_or_notify_cancel(self) -> bool:
            executor._lose("no worker is there")
            return super().set_running_or_notify_cancel()

    with Cluster(local.scheduler_address, Crew(1)) as executor:
        with monkeypatch.context() as changed:
            changed.setattr(cluster, "Future", LostMeanwhile)
            future = executor.submit(tasks.square, 4)
        assert future.result(timeout=30) == 16
        assert executor.said == ["the cluster is gone (no worker is there); this machine goes on alone"]


def test_a_worker_that_stands_still_is_left_out(local: Any) -> None:
    with distributed.Client(local.scheduler_address, set_as_default=False) as client:
        (pid, *_) = client.run(os.getpid).values()
    os.kill(pid, signal.SIGSTOP)
    try:
        with Cluster(local.scheduler_address, Crew(1), answer_s=2.0) as executor:
            (line,) = executor.said
            assert line.endswith(" is left out: no answer within 2 s")
            assert [executor.submit(tasks.square, n).result(timeout=30) for n in range(4)] == [0, 1, 4, 9]
    finally:
        os.kill(pid, signal.SIGCONT)


def test_tasks_that_do_not_come_back_are_done_here_within_the_limits_of_this_machine(local: Any) -> None:
    with distributed.Client(local.scheduler_address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    left = Cluster(local.scheduler_address, Crew(1))
    with Cluster(local.scheduler_address, Crew(1), seconds=1.0) as executor:
        assert executor.submit(tasks.square, 3).result(timeout=30) == 9
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            assert executor.submit(tasks.square, 4).result(timeout=30) == 16
            future = left.submit(tasks.square, 4)
            left.shutdown()
            with pytest.raises(WorkError, match="the cluster was left before it was done"):
                future.result(timeout=10)
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)
        assert executor.said == ["the cluster is gone (no task came back for 1 s); this machine goes on alone"]


def test_differences_are_told_by_name() -> None:
    mine = dict(versions())
    assert differences(mine) == ""
    assert differences(mine | {"weasyprint": "1.0"}) == f"weasyprint 1.0, here {mine['weasyprint']}"
    for name in (
        "trafilatura",
        "lxml",
        "lxml_html_clean",
    ):  # without them pages are refused, with others read otherwise
        assert differences(mine | {name: "none"}) == f"{name} none, here {mine[name]}"
    assert differences(ModuleNotFoundError("briefing")) == "the program is not installed there, or is older"


class _other_worker:  # noqa: N801 - a context manager
    def __init__(self, scheduler: str, folder: Path) -> None:
        self.scheduler, self.folder = scheduler, folder

    def __enter__(self) -> None:
        import shutil

        import briefing

        place = self.folder / "briefing"
        shutil.copytree(Path(briefing.__file__).parent, place, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.scheduler, "--no-nanny", "--no-dashboard",
                   "--nthreads", "1", "--host", "127.0.0.1", "--name", "other"]  # fmt: skip
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        self.log = (self.folder / "log").open("wb")
        self.process = subprocess.Popen(command, env=environment, cwd=self.folder, stdout=self.log, stderr=self.log)
        with distributed.Client(self.scheduler, set_as_default=False) as client:
            for _ in range(200):
                if any(one["id"] == "other" for one in client.scheduler_info(n_workers=-1)["workers"].values()):
                    return
                time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.log.close()
