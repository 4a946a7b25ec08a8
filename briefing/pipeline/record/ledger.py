"""What a reader was told, as the ledger has it; what cannot be read of ledger or archive is said, never hidden."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import StoreError
from briefing.model import Edition, Notice, Wire
from briefing.pipeline.slots.plan import Job
from briefing.pipeline.slots.special import counting
from briefing.store import EditionRow, Store
from briefing.text.counting import count_of

if TYPE_CHECKING:
    from briefing.store.roll import Roll

MOST_ROWS = 60
EARLIER_EDITIONS = 30  # how many told editions decide what is new to a reader; one takes 16 ms to read
MOST_NAMED = 5  # damaged wires that a notice names


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """Editions a reader was told, newest first, and a notice for each that cannot be read."""

    editions: tuple[Edition, ...] = ()
    notices: tuple[Notice, ...] = ()
    rows: tuple[EditionRow, ...] = ()  # of all of them, also of those that cannot be read


def told_before(store: Store | Roll, job: Job) -> list[EditionRow]:
    """The told editions that decide what is new to the reader of a job, the last told first.

    What he has in his hands, in the order in which wires were cut off for it: clocks do not matter, since one may have
    been set back. A preview looks back at its time, and knows nothing of what was told later.
    """
    rows = counting(row for row in store.editions(job.reader.name, limit=MOST_ROWS) if row.state == "told")
    if job.kind == "preview":
        rows = [row for row in rows if row.covers_to_at <= job.covers_from_at + timedelta(seconds=1)]
        return sorted(rows, key=lambda row: row.covers_to_at, reverse=True)[:EARLIER_EDITIONS]
    rows = [row for row in rows if (row.on, row.slot) != (job.on, job.slot)]
    if job.reissue:  # as if what it takes the place of, and all that came later, had not been told
        rows = [row for row in rows if row.number < job.reissue.number]
    return sorted(rows, key=lambda row: (row.cut_seq, row.number), reverse=True)[:EARLIER_EDITIONS]


def read_told(store: Store, rows: Sequence[EditionRow]) -> Told:
    """The editions of ``rows``. A damaged one is taken from its JSON in the out folder, else passed over."""
    found: list[Edition] = []
    notices: list[Notice] = []
    for row in rows:
        kept = whole = frozen(store, row)
        if whole is None:
            kept = _from_files(store, row)
            notices.append(Notice(level="warning", text=_lost(row, kept is not None)))
        found += [kept] if kept else []
    return Told(editions=tuple(found), notices=tuple(notices), rows=tuple(rows))


def told_to(store: Store, job: Job) -> Told:
    """What the reader of a job was told, with the editions whose rows are damaged or gone, as far as their frozen
    values or their files can be read."""
    told = read_told(store, told_before(store, job))
    torn = store.unreadable_editions(job.reader.name)
    found = {number: _loaded(store, row_id) for number, row_id in torn.items()}
    gone = _gone(store, job.reader.name, torn)
    found |= {number: _of_number(store, told.rows, job.reader.name, number) for number in gone}
    if not found:
        return told
    notices = tuple(Notice(level="warning", text=_torn(n, n in gone, found[n] is not None)) for n in sorted(found))
    back = (one for one in found.values() if one and (job.kind != "preview" or one.covers_to_at <= job.covers_from_at))
    editions = sorted((*told.editions, *back), key=lambda one: one.number, reverse=True)
    return replace(told, editions=tuple(editions), notices=(*told.notices, *notices))


def _torn(number: int, gone: bool, whole: bool) -> str:
    head = f"The ledger's row of edition no. {number} is {'gone' if gone else 'damaged'}; "
    if whole:
        return f"{head}what it told was taken from {'its JSON file' if gone else 'its frozen value'}."
    return f"{head}a story that it alone told may stand here as new."


def _gone(store: Store, reader: str, torn: Iterable[int]) -> list[int]:
    """Numbers between the reader's latest editions that no row has: numbers are given without gaps."""
    rows = store.editions(reader, limit=MOST_ROWS)
    there = {row.number for row in rows if row.kind != "preview"} | set(torn)
    missing = [number for number in range(min(there), max(there)) if number not in there] if there else []
    return missing[-MOST_NAMED:]


def _of_number(store: Store, rows: Sequence[EditionRow], reader: str, number: int) -> Edition | None:
    """The reader's edition of that number from its JSON, looked for beside the files of his others."""
    from briefing.pipeline.record.recovered import edition_of_json

    places = (Path(path).parent.parent for row in rows for path in row.files.values())
    folder = next(places, None)
    for path in sorted(folder.glob(f"*/{reader}-*.json"), reverse=True) if folder else ():
        if path.name.endswith(".manifest.json"):
            continue
        try:
            edition = edition_of_json(path.read_bytes(), store)
        except (OSError, StoreError):
            continue
        if edition.number == number and edition.kind not in ("preview", "selected"):
            return replace(edition, reader=reader)
    return None


def _loaded(store: Store, row_id: int) -> Edition | None:
    try:
        return store.load_edition(row_id)
    except StoreError:
        return None


def frozen(store: Store, row: EditionRow) -> Edition | None:
    """The edition of a row as it was frozen; None where the ledger cannot give it any more."""
    return _loaded(store, row.id)


def _from_files(store: Store, row: EditionRow) -> Edition | None:
    from briefing.pipeline.record.recovered import edition_of_json

    path = Path(row.files.get("json", ""))
    try:
        edition = edition_of_json(path.read_bytes(), store) if path.is_file() else None
    except (OSError, StoreError):
        return None
    if edition is None or (edition.on, edition.number) != (row.on, row.number):
        return None
    if edition.reader == row.reader:
        return edition
    return replace(edition, reader=row.reader, prepared_for=edition.reader) if row.kept else None


def _lost(row: EditionRow, kept: bool) -> str:
    head = f"Edition no. {row.number} of {row.on} cannot be read from the ledger; "
    if kept:
        return f"{head}what it told was taken from {Path(row.files['json']).name}."
    return f"{head}a story that it alone told may stand here as new."


def unread_wires(store: Store, ids: Sequence[str], wires: Sequence[Wire]) -> tuple[Notice, ...]:
    """A notice on the wires of a period (``ids``) that are in the archive and not among those that can be read."""
    known = {wire.id for wire in wires}
    lost = store.wire_sources(wire_id for wire_id in ids if wire_id not in known)
    if not lost:
        return ()
    return (_outside(lost, "cannot be read from the archive"),)


def unanalysed_wires(wires: Iterable[Wire], analyses: Container[str]) -> tuple[Notice, ...]:
    """A notice on the wires that could not be analysed, as each worker died over them."""
    lost = {wire.id: wire.source for wire in wires if wire.id not in analyses}
    return (_outside(lost, "cannot be analysed"),) if lost else ()


def _outside(lost: Mapping[str, str], why: str) -> Notice:
    """The notice on wires (id -> source) that are in no count."""
    names = [f"{wire_id} ({source})" for wire_id, source in lost.items()]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    verbs = "stands" if len(names) == 1 else "stand"
    text = (
        f"{count_of(len(names), 'wire')} received for this period {why} and {verbs} outside the counts: "
        f"{', '.join(names[:MOST_NAMED])}{more}."
    )
    return Notice(level="warning", text=text)
