"""The analyses of wires: what is kept of earlier runs, and the rest made, by several processes where it is much.

A wire over which workers die is set aside: it has no analysis, a line of the report and a notice of each edition name
it, and the others go on. It is not tried again by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial

from briefing.engine import Engine
from briefing.errors import WorkError
from briefing.model import Analysis, Wire
from briefing.pipeline.making.tallies import counts_of
from briefing.pipeline.tables.naming import Tables
from briefing.store import Store

LEAST = 1500  # wires that are worth the start of workers: they take some two seconds
BATCH = 50  # wires sent at once; their analyses come back as some 60 kB
SET_ASIDE = "unanalysed:"  # before the rules: under this the archive keeps the wires that workers died over


def analysed(
    store: Store, wires: Sequence[Wire], tables: Tables, *, keep: bool = True, work: Engine | None = None
) -> dict[str, Analysis]:
    """The analysis of each wire: the stored one where today's rules made it, else a new one, which ``keep`` stores.
    A wire that cannot be analysed is missing from it."""
    from briefing.digest.rules import rules_version

    rules = rules_version() + tables.regions.key
    found = store.analyses([w.id for w in wires], rules)
    if len(found) == len({w.id for w in wires}):
        return found
    with store.turn("analyses") if keep else nullcontext():  # each wire is looked at once, and counted once
        if store.shared and keep:
            found = store.analyses([w.id for w in wires], rules)
        aside = store.taken_files(f"{SET_ASIDE}{rules}")
        missing = [w for w in wires if w.id not in found and w.id not in aside]
        tried = dict(zip((w.id for w in missing), made(missing, tables, work or Engine()), strict=True))
        new = {wire_id: one for wire_id, one in tried.items() if one}
        if keep:
            store.mark_all_taken(
                f"{SET_ASIDE}{rules}", dict.fromkeys(tried.keys() - new.keys(), "workers died over it")
            )
            counted = store.analysed_before(new, tables.regions.key)  # by other rules: they are in the counts already
            counts = counts_of((w for w in missing if w.id in new and w.id not in counted), new, tables.regions.key)
            store.save_analyses(new.values(), counts)
        found.update(new)
    return found


def made(wires: Sequence[Wire], tables: Tables, work: Engine) -> Iterator[Analysis | None]:
    """A new analysis of each wire, in their order; None for one that workers died over."""
    from briefing.digest.analyse import analyse

    call = partial(analyse, regions=tables.regions)
    done, least = 0, LEAST
    while done < len(wires):
        try:
            for one in work.each(call, wires[done:], batch=BATCH, least=least):
                done += 1
                yield one
        except WorkError:  # over one of the next batch
            for wire in wires[done : done + BATCH]:
                yield _by_itself(call, wire, work)
            done, least = done + BATCH, 1  # what is left may hold another one, and must not be done here


def _by_itself(call: Callable[[Wire], Analysis], wire: Wire, work: Engine) -> Analysis | None:
    """The analysis of one wire by a worker; None, and a line for the report, where that dies over it."""
    try:
        (one,) = work.each(call, [wire], least=1)
    except WorkError as fault:
        work.say(f"wire {wire.id} of {wire.source} could not be analysed and was set aside ({fault.message})")
        return None
    return one
