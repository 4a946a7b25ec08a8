"""A Dask cluster behind one ``concurrent.futures.Executor``. Only this module knows Dask.

The cluster moves bytes alone: a task and its outcome are pickled here, so that whatever Dask raises is a fault of the
cluster and never of the task. A worker that dies costs its task another one, which the scheduler sees to. Where the
cluster itself is gone, what is open is done by a crew on this machine, and so is all that comes after it. A scheduler
and workers that do not answer hold nothing up for ever: each question has a limit of time, and so has their silence.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from typing import Any
from urllib.parse import urlsplit

from briefing.engine.child import answer, called, outcome_of
from briefing.engine.crew import SECONDS, Crew
from briefing.engine.version import differences, versions
from briefing.errors import WorkError
from briefing.extras import install_line

CONNECT_S = 5.0
PATIENCE_S = 30.0  # without a worker that may take a task
ANSWER_S = 30.0  # a worker says in so long what it works with
ASK_S = 5.0  # and the scheduler, who is there
LOOK_S = 0.5


class ClusterMissing(Exception):
    """There is no cluster that could take a task; the text says why."""


class OtherVersion(Exception):
    """Raised on a worker that works with other versions than those who sent the task."""


def answered(expected: Mapping[str, str], message: bytes) -> bytes:
    """The outcome of a task, on a worker. OtherVersion where the worker is not what the sender is."""
    mine = versions()
    if mine != expected:
        raise OtherVersion("; ".join(f"{name} {mine.get(name)}" for name in mine if mine[name] != expected.get(name)))
    return answer(message)


class Cluster(Executor):
    """The workers of the scheduler at ``address``, as many as join it; ``local`` takes over where they are gone.

    Workers of other versions, and those that do not say theirs within ``answer_s``, are left out, each with a line in
    ``said``. Where no task comes back for ``seconds`` while some are open, or nobody is there for ``patience_s``, the
    cluster is given up. Raises ClusterMissing where nobody answers or no worker is left.
    """

    def __init__(
        self,
        address: str,
        local: Crew,
        *,
        connect_s: float = CONNECT_S,
        patience_s: float = PATIENCE_S,
        answer_s: float = ANSWER_S,
        seconds: float = SECONDS,
    ) -> None:
        self.said: list[str] = []
        self._local = local
        self._patience_s, self._answer_s, self._seconds = patience_s, answer_s, seconds
        self._heard_s = time.monotonic()  # when a task came back, or was sent while none was open
        self._lock = threading.Lock()
        self._open: dict[Future[Any], tuple[Callable[..., Any], tuple[Any, ...]]] = {}
        self._lost = threading.Event()
        self._client = _client(address, connect_s)
        try:
            self._good, everyone = self._checked(connect_s)
        except BaseException:
            self._client.close()
            raise
        # named only where some are refused: one that is started anew has another address
        named = {} if everyone else {"workers": sorted(self._good), "allow_other_workers": False}
        self._restricted = not everyone
        self._dask: Executor = self._client.get_executor(pure=False, **named)
        self._watch = threading.Thread(target=self._look, daemon=True, name="briefing-cluster")
        self._watch.start()

    @property
    def workers(self) -> int:
        """How many tasks are worked on at once."""
        if self._lost.is_set():
            return self._local.workers
        found = self._there() or {}
        return max(1, sum(int(one.get("nthreads", 1)) for name, one in found.items() if self._may(name)))

    def submit(self, call: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """The future of ``call(*given)``, on the cluster or, where that is gone, on this machine."""
        if named:
            raise TypeError("a task takes no arguments by name")
        message = called(call, given)
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # what the cluster works on is not taken back
        with self._lock:  # either it is among what _lose finds open, or it is known here that all is lost
            lost = self._lost.is_set()
            if not lost:
                self._heard_s = self._heard_s if self._open else time.monotonic()
                self._open[future] = (call, given)
        if lost:
            return self._local.submit(call, *given)
        try:
            inner = self._dask.submit(answered, dict(versions()), message)
        except Exception as fault:
            self._lose(f"{type(fault).__name__}: {fault}")
            return future
        inner.add_done_callback(lambda done: self._done(future, done))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; its workers stay as they are."""
        with self._lock:
            self._lost.set()
            left = list(self._open)
        for future in left:
            self._settle(future, None, WorkError("the cluster was left before it was done", subject="cluster"))
        with contextlib.suppress(Exception):
            self._dask.shutdown(wait=False)
        with contextlib.suppress(Exception):
            self._client.close(timeout=CONNECT_S)
        self._local.shutdown(wait, cancel_futures=cancel_futures)

    def _done(self, future: Future[Any], inner: Future[Any]) -> None:
        """What came of a task: its outcome, or what is done about a fault of the cluster."""
        if inner.cancelled():
            self._lose("the task was cancelled")
            return
        fault = inner.exception()
        if fault is None:
            good, value = outcome_of(inner.result())
            self._settle(future, value if good else None, None if good else value)
        elif isinstance(fault, OtherVersion):
            self._say(f"a worker that joined later has another version ({fault}); its task was done here")
            self._here(future)
        elif type(fault).__name__ == "KilledWorker":
            self._settle(future, None, WorkError("its workers died over it again and again", subject="cluster"))
        else:
            self._lose(f"{type(fault).__name__}: {fault}")

    def _settle(self, future: Future[Any], value: Any, fault: BaseException | None) -> None:
        with self._lock:
            if self._open.pop(future, None) is None:
                return  # another was faster
            self._heard_s = time.monotonic()
        if fault is not None:
            future.set_exception(fault)
        else:
            future.set_result(value)

    def _here(self, future: Future[Any]) -> None:
        """Have an open task done on this machine."""
        with self._lock:
            task = self._open.get(future)
        if task is None:
            return

        def settle(done: Future[Any]) -> None:
            fault = done.exception()
            self._settle(future, None if fault else done.result(), fault)

        try:
            self._local.submit(task[0], *task[1]).add_done_callback(settle)
        except Exception as fault:  # the crew was sent home, or the task cannot be sent
            self._settle(future, None, fault)

    def _lose(self, reason: str) -> None:
        """From now on this machine works alone, also on what is open."""
        with self._lock:
            if self._lost.is_set():
                return
            self._lost.set()
            left = list(self._open)
        self._say(f"the cluster is gone ({reason[:200]}); this machine goes on alone")
        for future in left:
            self._here(future)

    def _say(self, line: str) -> None:
        if line not in self.said:
            self.said.append(line)

    def _look(self) -> None:
        """Notice a scheduler that is gone, workers that do not come back, and tasks that do not."""
        seen_s = time.monotonic()
        while not self._lost.wait(LOOK_S):
            there = self._client.status == "running"
            found = self._there() if there else None
            now_s = time.monotonic()
            if found and any(map(self._may, found)):
                seen_s = now_s
            with self._lock:
                silent = bool(self._open) and now_s - self._heard_s >= self._seconds
            if now_s - seen_s >= self._patience_s:
                self._lose("its scheduler does not answer" if found is None else "no worker is there")
            elif silent:
                self._lose(f"no task came back for {self._seconds:.0f} s")

    def _may(self, name: str) -> bool:
        return not self._restricted or name in self._good

    def _there(self) -> Mapping[str, Mapping[str, Any]] | None:
        """The workers by address, with what the scheduler says of each; None where it does not answer."""

        async def asked() -> Any:
            return await self._client.scheduler.identity(n_workers=-1)

        try:
            found: Mapping[str, Mapping[str, Any]] = self._client.sync(asked, callback_timeout=ASK_S)["workers"]
        except Exception:  # a client that lost its scheduler raises what it likes
            return None
        return found

    def _versions(self) -> dict[str, object]:
        """What each worker works with, or what it raised; None of one that did not answer in time."""

        async def one(name: str) -> object:
            try:
                asked = self._client.run(versions, workers=[name], on_error="return")
                return (await asyncio.wait_for(asked, self._answer_s)).get(name)
            except TimeoutError:
                return None

        async def each(names: list[str]) -> list[object]:
            return list(await asyncio.gather(*map(one, names)))

        names = sorted(self._there() or {})
        told = self._client.sync(each, names, callback_timeout=self._answer_s + ASK_S)
        return dict(zip(names, told, strict=True))

    def _checked(self, connect_s: float) -> tuple[frozenset[str], bool]:
        """The workers of this very version, and whether that is all of them."""
        with contextlib.suppress(Exception):
            self._client.wait_for_workers(1, timeout=connect_s)
        try:
            found = self._versions()
        except Exception as fault:  # of Dask, or it took too long
            raise ClusterMissing(f"its workers could not be asked ({type(fault).__name__}: {fault})"[:300]) from fault
        if not found:
            raise ClusterMissing("no worker has joined it")
        late = f"no answer within {self._answer_s:g} s"
        wrong = {name: said for name, its in found.items() if (said := late if its is None else differences(its))}
        for name, said in wrong.items():
            self._say(f"worker {name} is left out: {said}")
        good = frozenset(found) - frozenset(wrong)
        if not good:
            kind = "silent or of another version" if None in found.values() else "of another version"
            whose = "worker is" if len(wrong) == 1 else f"{len(wrong)} workers are"
            raise ClusterMissing(f"its {whose} {kind}: {next(iter(wrong.values()))}")
        return good, not wrong


def _client(address: str, connect_s: float) -> Any:
    """A client of the scheduler. ClusterMissing where Dask is not installed or nobody answers."""
    try:
        import warnings

        from distributed import Client
    except ImportError as error:
        raise ClusterMissing(f"Dask is not installed ({error}). Install it: {install_line('cluster')}") from error
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), connect_s).close()
    except OSError as error:  # Dask would try for as long as it may
        raise ClusterMissing(f"nobody answers there ({error.strerror or error})") from error
    for name in ("distributed.client", "distributed.core", "distributed.comm", "distributed.batched"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they would say stands in the report
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared here
            client: Any = Client
            return client(address, timeout=connect_s, set_as_default=False, name="briefing")
    except Exception as error:
        said = str(error).split("\n")[0][:200] or type(error).__name__
        raise ClusterMissing(f"nobody answers there ({said})") from error
