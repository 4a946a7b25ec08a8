"""`briefing replay`: past editions decided anew under today's rules, configuration and templates.

In a store and a folder of their own; the archive is only read. Each edition is given the wires that had come by its
cut-off and no later one, and remembers what the editions before it, as made anew, told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from briefing.config import Config, Reader
from briefing.config.delivery import Delivery, ReaderDelivery
from briefing.edition.compare import compare
from briefing.edition.due import several_a_day
from briefing.errors import ConfigError
from briefing.model import Change, Edition, Replay, Replayed, SourceLine, SourceReport, Wire
from briefing.pipeline.making.analysing import analysed
from briefing.pipeline.making.marks import marked
from briefing.pipeline.making.printing import Published
from briefing.pipeline.making.publish import MEMORY_REACH, Press
from briefing.pipeline.making.tallies import counts_of
from briefing.pipeline.making.usual import USUAL_DAYS
from briefing.pipeline.progress import Progress
from briefing.pipeline.record.ledger import EARLIER_EDITIONS, frozen
from briefing.pipeline.slots.plan import Job
from briefing.pipeline.sources.gather import Intake
from briefing.pipeline.tables.naming import Tables
from briefing.render import FORMATS as RENDERED
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store, open_store
from briefing.storeurl import sqlite_url

STORE = "replay.db"  # in the folder of a replay; it also marks the folder as one
EDITIONS = "editions"
REGROUPED = (
    "What was remembered before the first of these editions is not known any more; its stories were grouped anew."
)
FORMATS = ("html", "json")
BEHIND = timedelta(days=USUAL_DAYS + 3)  # how far before the first edition wires are taken along
KINDS = ("added", "gone", "status", "placement", "headline", "figures", "daybook_new", "daybook_gone",
         "daybook_changed", "sources")  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Recalled(Intake):
    """What the sources had given when an edition was made, as that edition had it."""

    lines: tuple[SourceLine, ...]

    def source_lines(self, wires: Sequence[Wire], from_at: datetime, until_at: datetime) -> tuple[SourceLine, ...]:
        del wires, from_at, until_at  # what a source gave is a fact of that day, and decided by no rule
        return self.lines


def replay(
    config: Config,
    *,
    days: int,
    out: Path,
    readers: Sequence[str] = (),
    formats: Sequence[str] = FORMATS,
    progress: Progress | None = None,
) -> Replay:
    """Decide the told editions of the last ``days`` before the newest one anew, and compare.

    Raises ConfigError for readers nobody has, for a form there is none of, for a folder that holds anything else, and
    where nothing was told yet.
    """
    unknown = [form for form in formats if form not in RENDERED]
    if unknown:
        raise ConfigError(f"there is no form {unknown[0]!r}", hint=f"There are: {', '.join(RENDERED)}")
    people = {reader.name: reader for reader in config.readers if not readers or reader.name in readers}
    for name in readers:
        config.reader(name)
    with open_store(config.store, read_only=True) as real:
        rows = _told(real, people)
        if not rows:
            raise ConfigError("no edition was told yet", hint="`briefing editions` lists those that were made")
        start_at = max(row.covers_to_at for row in rows) - timedelta(days=days)
        url = sqlite_url(_made_ready(config, out) / STORE)
        stage = config.model_copy(update={"store": url, "out": str(out / EDITIONS), "delivery": Delivery()})
        with open_store(url) as scratch, PdfEngine() as engine:
            work = Rehearsal(stage, real, scratch, engine, progress or Progress(enabled=False))
            before, window = (
                [r for r in rows if r.covers_to_at <= start_at],
                [r for r in rows if r.covers_to_at > start_at],
            )
            work.lead_in(before, window[0])
            found = tuple(work.each(window, {name: _quiet(r, formats) for name, r in people.items()}))
    totals = {kind: sum(one.tally.get(kind, 0) for one in found) for kind in KINDS}
    return Replay(
        editions=found, totals=totals, remarks=(*_left_out(rows, people), *((REGROUPED,) if work.grouped_anew else ()))
    )


def _made_ready(config: Config, out: Path) -> Path:
    """The folder, emptied where an earlier replay filled it; what anybody else put anywhere is never touched."""
    out = out.resolve()
    taken = {Path(config.out).resolve(), *Path(config.out).resolve().parents}
    if out in taken or (out.exists() and not out.is_dir()):
        raise ConfigError("is no folder for a replay", subject=str(out), hint="Name a new one with --out")
    if out.is_dir() and any(out.iterdir()) and not (out / STORE).is_file():
        raise ConfigError("holds other files", subject=str(out), hint="Name a new or an empty folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    for name in (STORE, f"{STORE}-wal", f"{STORE}-shm"):
        (out / name).unlink(missing_ok=True)
    return out


def _told(store: Store, people: Iterable[str]) -> list[EditionRow]:
    """The told editions of those readers in the order in which they were made, save those that a person ordered for a
    selection or in the place of another."""
    rows = [row for name in people for row in store.editions(name, limit=1000) if row.state == "told"]
    return sorted((row for row in rows if row.kind in ("regular", "special")), key=lambda row: (row.cut_seq, row.id))


def _quiet(reader: Reader, formats: Sequence[str]) -> Reader:
    """The reader of today, to whom nothing is sent and for whom nobody has to release anything."""
    nothing = {"addresses": [], "delivery": ReaderDelivery(), "review": "off"}
    return reader.model_copy(update={"formats": list(formats), **nothing})


def _left_out(rows: Sequence[EditionRow], people: Iterable[str]) -> tuple[str, ...]:
    silent = sorted(set(people) - {row.reader for row in rows})
    return tuple(f"{name}: was told no edition" for name in silent)


class Rehearsal:
    """One replay: where it reads, where it writes, and how far it has come in the order of arrival."""

    def __init__(self, stage: Config, real: Store, scratch: Store, engine: PdfEngine, progress: Progress) -> None:
        self._stage, self._real, self._scratch = stage, real, scratch
        self._engine, self._progress = engine, progress
        self.grouped_anew = False  # the stories before the first edition
        self._seq = 0
        self._tables: Tables | None = None

    def lead_in(self, before: Sequence[EditionRow], first: EditionRow) -> None:
        """What was there when the first edition was made: wires, what readers had been told, and the stories that were
        remembered; where that is no longer known, those of the two weeks before are grouped anew."""
        self._seq = self._real.seq_before(first.covers_from_at - BEHIND)
        from_at = first.covers_to_at - MEMORY_REACH
        known = self._real.memory_of(first.covers_to_at, from_at)
        self.grouped_anew = known is None and bool(before)
        cuts: dict[int, int] = {}
        for row in before:
            wires = self._carry(row.cut_seq)
            cuts[row.id] = self._scratch.last_seq()
            if known is None and wires and row.covers_to_at > from_at:
                self._group(wires, row.covers_to_at)
        if known is not None:
            self._scratch.save_traces(known.stories, first.covers_from_at)
            self._scratch.save_line_changes(known.changes)
        names = dict.fromkeys(row.reader for row in before)
        kept = [row for name in names for row in [r for r in before if r.reader == name][-EARLIER_EDITIONS:]]
        for row in kept:
            if edition := frozen(self._real, row):
                self._scratch.adopt(row, edition, cut_seq=cuts[row.id])

    def each(self, rows: Sequence[EditionRow], people: dict[str, Reader]) -> Iterator[Replayed]:
        """The editions of the window, decided anew one after the other."""
        for (cut_seq, _), same in groupby(rows, key=lambda row: (row.cut_seq, row.covers_to_at)):
            self._carry(cut_seq)
            press: Press | None = None
            for row in same:
                old = frozen(self._real, row)
                if old is None:
                    yield _nothing(row, "its ledger row cannot be read")
                    continue
                press = press or self._press(old)
                reader = marked(self._real, people[row.reader])
                with self._progress.step(f"{row.reader} no. {row.number}, {row.on}"):
                    made = press.publish(self._job(row, old, reader))
                yield self._held_against(row, old, made)

    def _press(self, old: Edition) -> Press:
        failed = [line for line in old.sources if line.status == "failed"]
        reports = tuple(SourceReport(source=line.name, status="failed", reason=line.reason) for line in failed)
        names = tuple(line.name for line in old.sources)
        intake = Recalled(reports=reports, unread=(), new=0, states={}, expected=names, lines=old.sources)
        quiet = Progress(enabled=False)
        press = Press(self._stage, self._scratch, intake, Path(self._stage.out), quiet, self._engine)
        self._tables = press.tables
        return press

    def _job(self, row: EditionRow, old: Edition, reader: Reader) -> Job:
        return Job(
            reader=reader,
            on=row.on,
            slot=row.slot,
            kind=row.kind,
            covers_from_at=row.covers_from_at,
            covers_to_at=row.covers_to_at,
            after_seq=self._scratch.last_cut(row.reader),
            next_at=old.next_at,
            several_slots=several_a_day(reader),
        )

    def _held_against(self, row: EditionRow, old: Edition, made: Published) -> Replayed:
        new_row = self._scratch.edition(row.reader, row.on, row.slot)
        new = frozen(self._scratch, new_row) if new_row and made.state == "told" else None
        if new is None:
            return _nothing(row, *(made.faults or ("it came to nothing",)))
        comparison = compare(old, new)
        page = made.files.get("html", "")
        return Replayed(
            reader=row.reader,
            number=row.number,
            on=row.on,
            slot=row.slot,
            comparison=comparison,
            tally=tally(comparison.changes),
            page=str(Path(page).relative_to(Path(self._stage.out).parent)) if page else "",
            faults=made.faults,
        )

    def _carry(self, cut_seq: int) -> list[Wire]:
        """Take over the wires up to that one, with the analyses that today's rules made."""
        from briefing.digest.rules import rules_version

        if cut_seq <= self._seq:
            return []
        wires = self._real.wires_between(self._seq, cut_seq)
        self._seq = cut_seq
        self._scratch.add_wires(wires)
        tables = self._table()
        known = self._real.analyses([wire.id for wire in wires], rules_version() + tables.regions.key)
        if known:
            counts = counts_of((wire for wire in wires if wire.id in known), known, tables.regions.key)
            self._scratch.save_analyses(known.values(), counts)
        return wires

    def _group(self, wires: Sequence[Wire], as_of_at: datetime) -> None:
        """Remember the stories of a period before the first edition, as today's rules see them."""
        from briefing.digest.group import group, traces

        memory = self._scratch.memory(as_of_at - MEMORY_REACH)
        analyses = analysed(self._scratch, wires, self._table())
        digest = group([w for w in wires if w.id in analyses], analyses, memory=memory, as_of_at=as_of_at)
        self._scratch.save_traces(traces(digest, memory), as_of_at)
        self._scratch.save_line_changes(digest.line_changes)

    def _table(self) -> Tables:
        from briefing.pipeline.tables.naming import load_tables

        self._tables = self._tables or load_tables(self._stage)
        return self._tables


def _nothing(row: EditionRow, *faults: str) -> Replayed:
    return Replayed(
        reader=row.reader, number=row.number, on=row.on, slot=row.slot, comparison=None, tally={}, faults=faults
    )


def tally(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each of KINDS; the counts of wires follow from the others and are left out."""
    found = dict.fromkeys(KINDS, 0)
    for one in changes:
        if key := _kind(one):
            found[key] += 1
    return found


def _kind(one: Change) -> str:
    match one.kind, one.what:
        case "story", "new":
            return "added"
        case "story", what:
            return what
        case "figure", _:
            return "figures"
        case "source", _:
            return "sources"
        case "daybook", "new" | "gone":
            return f"daybook_{one.what}"
        case "daybook", _:
            return "daybook_changed"
    return ""
