"""Reading of feeds and files, so that none of them can end the program twice.

    items | what an earlier run died over: one by one, each in a worker that may die | the rest: here, or by the engine
          | their places noted in the archive before, and taken out of it after

A run that dies while it reads leaves the places of what it was reading. The next one has each of these read by a worker
process with limits of time and memory; what that dies over twice is refused with a reason, as any broken file is, and
stays noted until a worker has read it. Several programs on one archive have their sources for themselves, so none of
them notes or takes out what another is reading.
Messages of mailboxes and pages behind links are such items as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from briefing.engine import Crew, Engine
from briefing.errors import WorkError
from briefing.store import Store

if TYPE_CHECKING:
    from briefing.collect import Spread

HEAVY_BYTES = 8 << 20  # of feeds and files whose reading is worth the start of workers: some three seconds
MOST_TASKS = 200  # that one look at the sources is cut into
MOST_SECONDS = 60.0  # of one item that an earlier run died over
MOST_TRIES = 2  # workers that may die over one such item
MEMORY_BYTES = 2 << 30  # that one such worker may use
NOTED = "reading:"  # under this name the archive keeps what is being read
MOST_NOTED = 5000  # places that are remembered, the latest: what is gone is never read again, nor taken out


def spread_by(work: Engine | None, store: Store | None = None) -> Spread:
    """What reads items in their order: here where they are few, by the workers of the engine where they are much."""
    left = set(_noted(store))

    def spread(call: Callable[[Any], Any], items: Sequence[Any]) -> Iterable[Any]:
        if not items:
            return
        places = [item.place for item in items]
        _note(store, add=places)
        lost: set[str] = set()
        suspects = [item for item in items if item.place in left]
        found = {item.place: result for item, result in _by_one_each(call, suspects, lost)} if suspects else {}
        read = _all(work, call, [item for item in items if item.place not in found], lost)
        for n, place in enumerate(places, 1):
            result = found[place] if place in found else next(read)
            if n == len(places):  # before the last is handed out: whoever asked for it may ask no more
                _note(store, drop=set(places) - lost)
            yield result

    return spread


def _all(work: Engine | None, call: Callable[[Any], Any], items: Sequence[Any], lost: set[str]) -> Iterator[Any]:
    """The results in order. A batch that workers die over is read again item by item."""
    heavy = sum(len(getattr(item, "data", b"") or b"") for item in items) >= HEAVY_BYTES
    if work is None or not heavy or work.executor is None:
        yield from map(call, items)
        return
    done = 0
    try:
        for result in work.each(call, items, batch=1 + len(items) // MOST_TASKS):
            done += 1
            yield result
    except WorkError:
        for _, result in _by_one_each(call, items[done:], lost):
            yield result


def _by_one_each(call: Callable[[Any], Any], items: Sequence[Any], lost: set[str]) -> Iterator[tuple[Any, Any]]:
    """(item, result) of each, read in a worker of its own; ``item.lost`` says what comes of one that it dies over, and
    its place is put into ``lost``."""
    crew = Crew(1, seconds=MOST_SECONDS, tries=MOST_TRIES, memory_bytes=MEMORY_BYTES)
    try:
        for item in items:
            try:
                yield item, crew.submit(call, item).result()
            except WorkError as fault:
                lost.add(item.place)
                yield item, item.lost(f"reading it ended the program that read it ({fault.message})")
    finally:
        crew.shutdown()


def _noted(store: Store | None) -> list[str]:
    """What runs that did not come to their end were reading, and others are; the latest last."""
    if store is None:
        return []
    try:
        places = json.loads(store.taken_files(NOTED).get("now", "") or "[]")
    except ValueError:
        return []
    return [place for place in places if isinstance(place, str)] if isinstance(places, list) else []


def _note(store: Store | None, *, add: Sequence[str] = (), drop: Collection[str] = ()) -> None:
    """Change what stands there by what this program reads; what others read stays."""
    if store is None:
        return
    with store.turn("reading"):
        places = dict.fromkeys([*(place for place in _noted(store) if place not in drop), *add])
        store.mark_taken(NOTED, "now", json.dumps(list(places)[-MOST_NOTED:]) if places else "")
