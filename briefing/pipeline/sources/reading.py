"""Reading of what was fetched or lies in files, so that no input can end the program twice.

    items | what an earlier run died over: one by one, each in a worker that may die | the rest: here, or by the engine
          | names noted in the archive before, and taken out of it after

A run that dies while it reads leaves the names of what it was reading. The next one has each of these read by a worker
process with a limit of time; what a worker dies over is refused with a reason, as any broken file is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.engine import Crew, Engine
from briefing.errors import WorkError
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.collect import Spread

HEAVY_BYTES = 8 << 20  # of feeds and files whose reading is worth the start of workers: some three seconds
MOST_TASKS = 200  # that one look at the sources is cut into
MOST_SECONDS = 60.0  # of one item that an earlier run died over
NOTED = "reading:"  # under this name the archive keeps what is being read


def spread_by(work: Engine | None, store: Store | None = None) -> Spread:
    """What reads items in their order: here where they are few, by the workers of the engine where they are much."""
    left = _noted(store)

    def spread(call: Callable[[Any], Any], items: Sequence[Any]) -> Iterable[Any]:
        if not items:
            return
        _note(store, [item.name for item in items])
        suspects = left & {item.name for item in items}
        found = dict(_by_one_each(call, [item for item in items if item.name in suspects])) if suspects else {}
        read = iter(_all(work, call, [item for item in items if item.name not in suspects]))
        for item in items:
            yield found[item.name] if item.name in suspects else next(read)
        _note(store, [])

    return spread


def _all(work: Engine | None, call: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
    """The results in order. A batch that workers die over is read again item by item."""
    heavy = sum(len(getattr(item, "data", b"")) for item in items) >= HEAVY_BYTES
    if work is None or not heavy or work.executor is None:
        yield from map(call, items)
        return
    done = 0
    try:
        for result in work.each(call, items, batch=1 + len(items) // MOST_TASKS):
            done += 1
            yield result
    except WorkError:
        for _, result in _by_one_each(call, items[done:]):
            yield result


def _by_one_each(call: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """(name, result) of each, read in a worker of its own; ``item.lost`` says what comes of one that it dies over."""
    crew = Crew(1, seconds=MOST_SECONDS)
    try:
        for item in items:
            try:
                yield item.name, crew.submit(call, item).result()
            except WorkError as lost:
                yield item.name, item.lost(f"reading it ended the program that read it ({lost.message})")
    finally:
        crew.shutdown()


def _noted(store: Store | None) -> set[str]:
    """What a run that did not come to its end was reading."""
    if store is None:
        return set()
    try:
        names = json.loads(store.taken_files(NOTED).get("now", "") or "[]")
    except ValueError:
        return set()
    return set(names) if isinstance(names, list) else set()


def _note(store: Store | None, names: Sequence[str]) -> None:
    if store is not None:
        store.mark_taken(NOTED, "now", json.dumps(list(names)) if names else "")
