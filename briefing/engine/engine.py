"""One engine: an executor, how many tasks it works on at once, and what is to be said of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from itertools import islice
from types import TracebackType
from typing import Any, TypeVar

from briefing.engine.cluster import Cluster
from briefing.engine.crew import Crew

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 3  # batches for each worker that are sent before the first answer is waited for


class Engine:
    """Spreads work over the workers of its executor, and does a little of it itself.

    ``executor`` None: all is done in this process. ``opened`` gives it when it is first needed, with lines to be said.
    A crew is started when the first task comes; ``start`` has it warm up before.
    """

    def __init__(
        self,
        executor: Crew | Cluster | None = None,
        *,
        opened: Callable[[], tuple[Crew | Cluster | None, list[str]]] | None = None,
    ) -> None:
        self._found = executor
        self._opened = opened
        self._said: list[str] = []

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(cancel=error is not None)

    @property
    def executor(self) -> Crew | Cluster | None:
        """The executor, for tasks one by one; None where there is one worker: this process."""
        if self._opened is not None:
            opened, self._opened = self._opened, None
            self._found, said = opened()
            self._said += said
        return self._found

    @property
    def workers(self) -> int:
        """How many tasks are worked on at once."""
        return self.executor.workers if self.executor else 1

    @property
    def said(self) -> tuple[str, ...]:
        """Lines on workers that were refused or died, and on a cluster that is not there."""
        died = self._found.died if isinstance(self._found, Crew) else 0
        lines = [*self._said, *(self._found.said if isinstance(self._found, Cluster) else ())]
        if died:
            lines.append(
                f"{died} worker process{'es' if died > 1 else ''} died and {'were' if died > 1 else 'was'} replaced"
            )
        return tuple(f"Engine: {line}." for line in lines)

    def say(self, line: str) -> None:
        """Put down a line for the report, once."""
        if line not in self._said:
            self._said.append(line)

    def start(self) -> None:
        """Have the workers of this machine warm up now."""
        if isinstance(self.executor, Crew):
            self.executor.start()

    def each(
        self, call: Callable[[Item], Result], items: Sequence[Item], *, batch: int = 1, least: int = 2
    ) -> Iterator[Result]:
        """``call`` of each item, in the order of the items; ``batch`` of them are sent as one task.

        Fewer than ``least`` items are not worth sending and are done here. At most a few batches a worker are under
        way, so that long work needs little memory. What a call raises is raised when its result is asked for; WorkError
        where the workers died over it.
        """
        executor = self.executor if len(items) >= least else None
        if executor is None:
            yield from map(call, items)
            return
        left, sent = iter(items), deque[Future[list[Result]]]()
        try:
            while True:
                while len(sent) < AHEAD * self.workers and (some := list(islice(left, batch))):
                    sent.append(executor.submit(all_of, call, some))
                if not sent:
                    return
                yield from sent.popleft().result()
        finally:
            for future in sent:
                future.cancel()

    def close(self, *, cancel: bool = False) -> None:
        """End the workers of this machine, or leave the cluster."""
        if self._found:
            self._found.shutdown(cancel_futures=cancel)


def all_of(call: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
    """The results of one batch, on a worker."""
    return [call(item) for item in items]
