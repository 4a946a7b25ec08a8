"""The analyses of wires: what is kept of earlier runs, and the rest made, by several processes where it is much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial

from briefing.engine import Engine
from briefing.model import Analysis, Wire
from briefing.pipeline.making.tallies import counts_of
from briefing.pipeline.tables.naming import Tables
from briefing.store import Store

LEAST = 1500  # wires that are worth the start of workers: they take some two seconds
BATCH = 50  # wires sent at once; their analyses come back as some 60 kB


def analysed(
    store: Store, wires: Sequence[Wire], tables: Tables, *, keep: bool = True, work: Engine | None = None
) -> dict[str, Analysis]:
    """The analysis of each wire: the stored one where today's rules made it, else a new one, which ``keep`` stores."""
    from briefing.digest.rules import rules_version

    rules = rules_version() + tables.regions.key
    found = store.analyses([w.id for w in wires], rules)
    if len(found) == len({w.id for w in wires}):
        return found
    with store.turn("analyses") if keep else nullcontext():  # each wire is looked at once, and counted once
        if store.shared and keep:
            found = store.analyses([w.id for w in wires], rules)
        missing = [w for w in wires if w.id not in found]
        new = dict(zip((w.id for w in missing), made(missing, tables, work or Engine()), strict=True))
        if keep:
            counted = store.analysed_before(new, tables.regions.key)  # by other rules: they are in the counts already
            counts = counts_of((w for w in missing if w.id not in counted), new, tables.regions.key)
            store.save_analyses(new.values(), counts)
        found.update(new)
    return found


def made(wires: Sequence[Wire], tables: Tables, work: Engine) -> Iterator[Analysis]:
    """A new analysis of each wire, in their order."""
    from briefing.digest.analyse import analyse

    return work.each(partial(analyse, regions=tables.regions), wires, batch=BATCH, least=LEAST)
