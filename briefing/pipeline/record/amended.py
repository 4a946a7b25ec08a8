"""Corrections and kills of what a reader was told: notices in the next edition, and a note beside the old one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from pathlib import Path

from briefing.model import Duplicate, Edition, Notice, StoryCard, Wire
from briefing.pipeline.record.ledger import Told
from briefing.store import EditionRow, Store

NOTICE_FILE = "NOTICE.txt"
_SAID_IN = re.compile(r"Said in no\. \d+ of [\d-]+\.$")  # the end of each entry of a note: where it was announced


def amendments(
    store: Store, wires: Sequence[Wire], earlier: Sequence[Edition], until_at: datetime, grace: timedelta
) -> tuple[Notice, ...]:
    """A notice for each story of ``earlier`` editions one of whose wires was withdrawn or corrected by ``wires``.

    Of a kill it says that it happened and where the story stood, never what it claimed; of a correction it shows the
    sentence before and after. A correction that may not be printed yet says nothing. Withdrawals come first.
    """
    from briefing.digest.duplicates import find_duplicates
    from briefing.digest.duplicates_notice import notice_kind

    kinds = {wire.id: kind for wire in wires if (kind := notice_kind(wire))}
    news = [wire for wire in wires if wire.id in kinds and _printable(wire, kinds[wire.id], until_at)]
    if not news or not earlier:
        return ()
    first_at = min(edition.covers_from_at for edition in earlier) - grace
    before = store.wires_received(first_at, max(wire.received_at for wire in news))
    known = {wire.id: wire for wire in [*before, *news]}
    found = find_duplicates([*known.values()])
    carried = [(e, c) for e in earlier for c in (*e.cards(), *e.brief, *e.below)]
    kills = _named(news, kinds, found, "kill")
    killed = set(kills)
    corrections = {old: new for old, new in _named(news, kinds, found, "correction").items() if old not in killed}
    return (
        *(_withdrawn(e, c, hit, known) for e, c in carried if (hit := killed & {w.id for w in c.wires})),
        *(
            _corrected(e, c, known[ref.id], known[corrections[ref.id]])
            for e, c in _once(carried)
            for ref in c.wires
            if ref.id in corrections and ref.id in known and not killed & {w.id for w in c.wires}
        ),
    )


def _printable(wire: Wire, kind: str, until_at: datetime) -> bool:
    if kind == "kill":
        return True
    return wire.pubstatus == "usable" and (wire.embargo_at is None or wire.embargo_at <= until_at)


def _named(news: Iterable[Wire], kinds: Mapping[str, str], found: Mapping[str, Duplicate], kind: str) -> dict[str, str]:
    """Wire id -> id of the notice of this kind that speaks of it; copies of a killed wire are killed with it."""
    named = {found[w.id].of: w.id for w in news if kinds[w.id] == kind and w.id in found}
    if kind == "kill":
        named |= {copy: named[dup.of] for copy, dup in found.items() if dup.of in named and copy not in kinds}
    return named


def _once(carried: Sequence[tuple[Edition, StoryCard]]) -> list[tuple[Edition, StoryCard]]:
    """Each wire's newest edition alone: a correction is said once, however often the story was told."""
    seen: set[str] = set()
    found = []
    for edition, card in carried:
        fresh = [ref for ref in card.wires if ref.id not in seen]
        if fresh:
            found.append((edition, card))
        seen.update(ref.id for ref in fresh)
    return found


def _withdrawn(edition: Edition, card: StoryCard, wires: Collection[str], known: Mapping[str, Wire]) -> Notice:
    values = _values(edition, card, [known[wire] for wire in sorted(wires) if wire in known])
    text = f"Withdrawn by its agency: the report on {_stood(values)}"
    return Notice(
        level="withdrawn", text=text, number=edition.number, on=edition.on, wires=tuple(sorted(wires)),
        key="said_withdrawn", values=values,
    )  # fmt: skip


def _corrected(edition: Edition, card: StoryCard, old: Wire, new: Wire) -> Notice:
    from briefing.edition.corrected import words_changed

    was, now = words_changed(old, new)
    values = _values(edition, card, [old])
    text = f"Corrected by its agency: the report on {_stood(values)}"
    return Notice(
        level="corrected", text=text, number=edition.number, on=edition.on, wires=(old.id, new.id), was=was, now=now,
        key="said_corrected", values=values,
    )  # fmt: skip


def _stood(told: Mapping[str, str]) -> str:
    stood = f"stood as story {told['story']} in no. {told['number']} of {told['on']}."
    return f"{told['where']} ({told['outlets']}) that {stood}"


def _values(edition: Edition, card: StoryCard, wires: Sequence[Wire]) -> Mapping[str, str]:
    """Of which report a notice speaks, for the labels: of the outlets of ``wires`` alone, not of all that told it."""
    where = ", ".join(card.country_names) or card.region_name
    outlets = dict.fromkeys(wire.publisher or wire.agency or wire.source for wire in wires)
    return {
        "where": where,
        "outlets": ", ".join(list(outlets)[:2]),
        "story": str(card.number),
        "number": str(edition.number),
        "on": str(edition.on),
    }


def put_beside(rows: Iterable[EditionRow], edition: Edition) -> list[str]:
    """Write what ``edition`` withdraws, corrects or replaces into a note beside the files of the one that told of it.

    The files themselves keep their bytes. A note says each thing once; an edition whose folder is gone gets none.
    Gives a line for each note that could not be written.
    """
    faults = []
    told_rows = [row for row in rows if row.files and row.state == "told"]
    folders = {row.number: Path(next(iter(row.files.values()))).parent for row in told_rows}
    for notice in edition.notices:
        folder = folders.get(notice.number) if notice.number else None
        if folder is None or not folder.is_dir():
            continue
        path = folder / NOTICE_FILE
        lines = [f"{notice.text} Said in no. {edition.number} of {edition.on}."]
        for name, pieces in (("Was", notice.was), ("Is", notice.now)):
            lines += [f"  {name}: {''.join(piece.text for piece in pieces)}"] if pieces else []
        entry = "\n".join(lines) + "\n"
        try:
            told = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            if entry not in told:
                with path.open("a", encoding="utf-8") as note:
                    note.write(entry)
        except OSError as error:
            said = error.strerror or str(error)
            faults.append(f"{path}: the note on a withdrawn or corrected wire was not written: {said}")
    return faults


def noted(path: Path, number: int, on: date) -> bool:
    """Does the note at ``path`` speak of the edition of that number and date? One folder holds all editions of a date,
    and the one that announces a kill is not the one that told of the wire."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    name = re.compile(rf"\bno\. {number} of {on}\b")
    return any(name.search(_SAID_IN.sub("", line)) for line in lines if not line.startswith("  "))


def released(store: Store, told: Told, known: Set[str], until_at: datetime) -> list[Wire]:
    """Wires that came before the last edition told and could not be printed until now: under an embargo that has ended
    since, however long it was, or dated so far after that edition's cut-off, and no longer.

    Not those that were killed, corrected or replaced by a later version meanwhile, and none that an edition told all
    the same.
    """
    from briefing.digest.group import AHEAD_OF_TIME

    if not told.rows:
        return []
    last = told.rows[0]
    found = store.wires_due(after_at=last.covers_to_at, until_at=until_at, ahead=AHEAD_OF_TIME, cut_seq=last.cut_seq)
    carried = {ref.id for e in told.editions for c in (*e.cards(), *e.brief, *e.below) for ref in c.wires}
    free = [wire for wire in found if wire.id not in known and wire.id not in carried]
    gone = _overtaken(store, free, known, until_at)
    return [wire for wire in free if wire.id not in gone]


def _overtaken(store: Store, free: Sequence[Wire], known: Set[str], until_at: datetime) -> set[str]:
    """Ids of those wires that a later one, which an earlier edition had, withdrew, corrected or replaced."""
    from briefing.digest.duplicates import find_duplicates
    from briefing.digest.duplicates_notice import notice_kind

    if not free:
        return set()
    names, ids = {name for wire in free for name in _names(wire)}, {wire.id for wire in free} | known
    since = store.wires_received(min(wire.received_at for wire in free) - timedelta(seconds=1), until_at)
    later = [
        wire
        for wire in since
        if wire.id not in ids
        and ((kind := notice_kind(wire)) or wire.supersedes or names & _names(wire))
        and _printable(wire, kind, until_at)
    ]
    found = find_duplicates([*free, *later]) if later else {}
    return {found[w.id].of for w in later if w.id in found and found[w.id].kind in ("kill", "correction", "update")}


def _names(wire: Wire) -> set[str]:
    """All that versions of one wire may have in common."""
    return {wire.identity, wire.guid, wire.canonical_link, wire.slug} - {""}
