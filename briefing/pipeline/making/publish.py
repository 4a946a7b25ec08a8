"""From the archive to a reader: one job becomes one frozen edition, its files, and a row in the ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.config import Config
from briefing.engine import Engine
from briefing.errors import BriefingError
from briefing.model import CalendarEntry, Digest, Edition, Manifest, Memory, Notice, SourceLine, Wire
from briefing.model.media import ON_PAPER
from briefing.pipeline.making.alike import Company, alike, companies, past_of
from briefing.pipeline.making.analysing import analysed
from briefing.pipeline.making.marks import marked
from briefing.pipeline.making.orders import orders_for
from briefing.pipeline.making.printing import Printer, Published, Sheet, fault_of, result_of
from briefing.pipeline.making.review import hold, waits
from briefing.pipeline.making.shortfalls import shortfalls
from briefing.pipeline.making.tallies import usual_regions
from briefing.pipeline.making.usual import usual_of
from briefing.pipeline.post.undelivered import undelivered
from briefing.pipeline.progress import Progress
from briefing.pipeline.record.amended import amendments, released
from briefing.pipeline.record.ledger import MOST_ROWS, Told, frozen, told_to, unanalysed_wires, unread_wires
from briefing.pipeline.record.manifest import inputs_of, job_key
from briefing.pipeline.record.restore import restore_files
from briefing.pipeline.record.withdrawn import taken_back
from briefing.pipeline.slots.calendars import calendar_for, calendar_print
from briefing.pipeline.slots.plan import Job
from briefing.pipeline.slots.special import arrived, check_found, finished
from briefing.pipeline.sources.gather import Intake
from briefing.pipeline.tables.names import names_in
from briefing.pipeline.tables.naming import Tables, load_tables
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store
from briefing.text.counting import count_of

if TYPE_CHECKING:
    from briefing.edition.brief import Brief
    from briefing.store.roll import Roll

# A wire published so long before the period began still counts as its news when it arrives late; older ones are
# counted as "published before the period". A first edition takes no late wires: all that arrives is first seen.
LATE_GRACE = timedelta(hours=36)
MEMORY_REACH = timedelta(days=14)
TOGETHER = 50  # rows of readers who get the same page that are written at once
MOST_ALIKE = 64  # decisions held for readers who get the same page


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """An edition, what it is made of, and the digest that it was made from."""

    edition: Edition
    record: Manifest
    digest: Digest
    shared: Edition | None = None  # the very value that other readers' rows stand for too


@dataclass(frozen=True, kw_only=True, slots=True)
class _Begun:
    """An edition under way, and the jobs of those who may get the same."""

    place: int
    job: Job
    sheet: Published | Sheet
    rest: Company


class Press:
    """Makes the editions of one run. Digests are shared by readers of the same period.

    ``keep`` False: analyses that are missing are made and not kept, for a store that is read alone. ``work``: what
    analysis and drawing are spread by.
    """

    def __init__(
        self,
        config: Config,
        store: Store,
        intake: Intake,
        out: Path,
        progress: Progress,
        engine: PdfEngine,
        *,
        keep: bool = True,
        work: Engine | None = None,
    ) -> None:
        self._keep = keep
        self._config, self._store, self._intake, self._out, self._progress = config, store, intake, out, progress
        self._engine, self._work = engine, work or Engine()
        self._printer = Printer(config, store, out, progress, engine, self._work)
        self._digests: dict[tuple[str, ...], tuple[Digest, Memory]] = {}
        self._kept: list[Digest] = []  # whose stories are remembered
        self._common: dict[Hashable, tuple[int, Sequence[str], str]] = {}  # of jobs that are alike
        self._alike: dict[Hashable, Decided] = {}  # of readers whose past is alike too
        self._past: dict[str, Hashable] = {}  # of readers who were just looked at

    @cached_property
    def tables(self) -> Tables:
        return load_tables(self._config)

    def publish(self, job: Job) -> Published:
        """Make one edition. A fault of this reader's edition is in the result; it never stops the others."""
        return self._finished(self._begun(job))

    def publish_all(
        self, jobs: Sequence[Job], going: Callable[[Iterable[Job]], Iterable[Job]] = iter
    ) -> tuple[Published, ...]:
        """Make the editions of several jobs: some are drawn while the next ones are decided. Results in their order.

        What a reader was told decides his next edition, so none of his is decided while another is drawn. ``going``
        gives those of some jobs that are still to be begun.
        """
        found: dict[int, Published] = {}
        waiting, under_way = companies(jobs), deque[_Begun]()
        with self._printer.hands(len(jobs)) as ahead:
            while waiting or under_way:
                name = waiting[0][0][1].reader.name if waiting else ""
                if not waiting or len(under_way) > ahead or any(one.job.reader.name == name for one in under_way):
                    waiting += self._settled(under_way.popleft(), found, going)
                    continue
                (place, job), *rest = waiting.popleft()
                for _ in going([job]):
                    under_way.append(_Begun(place=place, job=job, sheet=self._begun(job), rest=rest))
                    rest = []
                waiting.extend([one] for one in rest)
        return tuple(found[place] for place in sorted(found))

    def _settled(self, one: _Begun, found: dict[int, Published], going: Callable[..., Iterable[Job]]) -> list[Company]:
        """Finish an edition, then those of all who have the same, a few in one transaction; gives the others."""
        found[one.place] = self._finished(one.sheet)
        if not one.rest:
            return []
        known = self._store.roll([job.reader.name for _, job in one.rest], MOST_ROWS)
        lie = {place: self._lies(job, known) for place, job in one.rest}
        same = [(place, job) for place, job in one.rest if lie[place] is not None]
        for at in range(0, len(same), TOGETHER):
            some = [(place, job) for place, job in same[at : at + TOGETHER] for _ in going([job])]
            found |= self._given(some, lie)
            with self._store.together():
                for place, job in some:
                    if place not in found:
                        found[place] = self._finished(self._begun(job))
        left = [(place, job) for place, job in one.rest if lie[place] is None]
        return [left] if left else []

    def _given(self, some: Company, lie: Mapping[int, Hashable]) -> dict[int, Published]:
        """What became of those to whom an edition that lies could be given as it is."""
        given: dict[int, Published] = {}
        for key in dict.fromkeys(lie[place] for place, _ in some):
            mine = {job.reader.name: place for place, job in some if lie[place] == key}
            try:
                told = self._printer.tell(key, [job for place, job in some if lie[place] == key])
            except BriefingError:  # which telling each will say
                continue
            given |= {mine[name]: one for name, one in told.items()}
        return given

    def _lies(self, job: Job, known: Roll) -> Hashable | None:
        """What names the edition of this job where its files lie in another reader's folder already."""
        try:
            reader = self.tables.with_lost(marked(known, job.reader))
            orders = job.orders or orders_for(self._config, job)
            same, past = alike(replace(job, reader=reader)), past_of(known, job)
        except BriefingError:  # which making it will tell
            return None
        self._past[reader.name] = past
        key = (same, orders, past)
        return key if past is not None and self._printer.lies(key) else None

    def _begun(self, job: Job) -> Published | Sheet:
        try:
            return self._publish(job)
        except BriefingError as fault:
            return fault_of(job, fault)

    def _finished(self, one: Published | Sheet) -> Published:
        if isinstance(one, Published):
            return one
        try:
            return self._printer.finish(one)
        except BriefingError as fault:
            return fault_of(one.job, fault)

    def decide(self, job: Job) -> Edition:
        """The edition of a job, kept nowhere."""
        job = replace(job, reader=self.tables.with_lost(marked(self._store, job.reader)))
        ids = self._store.wire_ids(
            after_at=job.covers_from_at, until_at=job.covers_to_at, after_seq=job.after_seq, by_publication=False
        )
        wires = self._store.wires_by_id(ids)
        told = self._earlier(job)
        free = released(self._store, told, {wire.id for wire in wires}, job.covers_to_at)
        said = (*told.notices, *unread_wires(self._store, ids, wires))
        return self._edition(job, [*wires, *free], told.editions, {wire.id for wire in free}, said)[0]

    def _publish(self, job: Job) -> Published | Sheet:
        job = replace(job, reader=self.tables.with_lost(marked(self._store, job.reader)))
        same = alike(job)
        cut_seq, ids, manifest = self._inputs(job, same)
        standing = self._store.edition(job.reader.name, job.on, job.slot)
        if standing and _stands(standing, job, manifest):
            back = restore_files(self._config, self._store, standing, self._engine)
            result = result_of(job, standing, "stands", standing.files, faults=back.faults)
            return replace(result, remarks=back.remarks)
        if standing and standing.state in ("held", "dropped"):  # the desk has it, or has decided
            return result_of(job, standing, standing.state, {})
        if standing and standing.state == "made" and job.kind != "preview":
            # A run was stopped between freezing this edition and handing it over: the frozen one goes out.
            if kept := frozen(self._store, standing):
                return self._handed(job, kept, standing)
            # Nobody has it yet and it cannot be read: it is decided anew, under its number.
            self._store.mark_failed(standing.reader, standing.on, standing.slot)
        if job.kind != "preview" and not job.orders:
            job = replace(job, orders=orders_for(self._config, job))
        made, same = self._decided_once(job, ids, same)
        check_found(job, made.edition)
        with self._store.together():  # a kill takes the edition and what is remembered of it, or neither
            row = self._store.save_edition(
                made.edition, files={}, manifest=manifest, cut_seq=cut_seq, record=made.record, shared=made.shared
            )
            if row.made_now and job.kind != "preview":
                self.remember(job, made, stories=not waits(self._store, job, row.id))
        if row.number == made.edition.number:
            return self._handed(job, made.edition, row, same)
        return self._handed(job, replace(made.edition, number=row.number), row)

    def _inputs(self, job: Job, same: Hashable) -> tuple[int, Sequence[str], str]:
        """Up to which wire a job is cut off, the ids of its wires, and a hash of all that decides it."""
        if same in self._common:
            return self._common[same]
        cut_seq, ids = arrived(self._store, job)
        failed = (f"{r.source} {r.status} {r.reason}" for r in self._intake.reports if r.status == "failed")
        manifest = job_key(self._config, job, ids, [*failed, *calendar_print(self._calendar(job))])
        if same is not None:
            self._common[same] = cut_seq, ids, manifest
        return cut_seq, ids, manifest

    def _decided_once(self, job: Job, ids: Sequence[str], same: Hashable) -> tuple[Decided, Hashable]:
        """The edition of a job, and what it shares with others; one that was decided for an equal job is theirs too."""
        past = self._past.pop(job.reader.name, None)
        past = past or (past_of(self._store, job) if same is not None else None)
        if past is None:
            return self._sharable(job, self.decided(job, ids)), None
        same = (same, job.orders, past)
        if same not in self._alike:
            if len(self._alike) >= MOST_ALIKE:
                self._alike.pop(next(iter(self._alike)))
            self._alike[same] = self._sharable(job, self.decided(job, ids))
        made = self._alike[same]
        return replace(made, edition=replace(made.edition, reader=job.reader.name)), same

    def _sharable(self, job: Job, made: Decided) -> Decided:
        return replace(made, shared=made.edition) if job.reader.prepared_for else made

    def decided(self, job: Job, ids: Sequence[str]) -> Decided:
        """The edition of a job from the wires of ``ids``, and what it is made of; kept nowhere."""
        if ON_PAPER & set(job.reader.formats):
            self._printer.start()  # it warms up while this process decides
        with self._progress.step(f"{job.reader.name}: deciding on {count_of(len(ids), 'wire')}"):
            wires = self._store.wires_by_id(ids)
            told = self._earlier(job)
            earlier, said = told.editions, (*told.notices, *unread_wires(self._store, ids, wires))
            said += undelivered(self._store, job.reader.name, earlier)
            free = released(self._store, told, {wire.id for wire in wires}, job.covers_to_at)
            edition, digest, memory = self._edition(job, [*wires, *free], earlier, {wire.id for wire in free}, said)
            edition = finished(edition, job)
            record = inputs_of(
                self._config, job, edition, wires=[*wires, *free], told=told.rows, memory=memory,
                calendar=calendar_print(self._calendar(job)),
            )  # fmt: skip
        return Decided(edition=edition, record=record, digest=digest)

    def _handed(self, job: Job, edition: Edition, row: EditionRow, same: Hashable = None) -> Published | Sheet:
        """To the reader, or first to the desk where his editions wait there."""
        if not waits(self._store, job, row.id):
            return self._printer.begin(job, edition, row, same)
        return hold(self._store, job, row, self.proof(job, edition, row), job.covers_to_at)

    def proof(self, job: Job, edition: Edition, row: EditionRow) -> Published:
        """The files of an edition for the desk."""
        return self._printer.proof(job, edition, row)

    def _edition(
        self, job: Job, wires: Sequence[Wire], earlier: tuple[Edition, ...], free: Set[str], said: tuple[Notice, ...]
    ) -> tuple[Edition, Digest, Memory]:
        """The edition, its digest, and what was remembered for it. ``free``: ids of wires whose embargo ended in the
        period; they count as its news, however old. ``said``: what could not be read."""
        from briefing.edition.make import make_edition

        grace = LATE_GRACE if earlier else timedelta(0)
        fresh = [w for w in wires if w.id in free or ends_at(w) > job.covers_from_at - grace]
        kept = {w.id for w in fresh}
        digest, memory = self._digest(job, fresh)
        said = (*said, *unanalysed_wires(fresh, digest.analyses))
        fresh = [w for w in fresh if w.id in digest.analyses]
        brief = replace(
            self._brief(job, fresh, digest),
            earlier=earlier,
            notices=(
                *amendments(self._store, wires, earlier, job.covers_to_at, LATE_GRACE),
                *said,
                *shortfalls(job, self._intake.reports, wires),
            ),
            older=tuple(w for w in wires if w.id not in kept),
        )
        return make_edition(digest, brief), digest, memory

    def _brief(self, job: Job, fresh: Sequence[Wire], digest: Digest) -> Brief:
        """What is asked of an edition of those wires, but for what the reader was told before."""
        from briefing.edition.brief import Brief
        from briefing.pipeline.looks.templates import length_in

        tables, since_at, until_at = self.tables, job.covers_from_at, job.covers_to_at
        analyses, tree = digest.analyses, tables.regions.key
        return Brief(
            reader=job.reader,
            regions=tables.wanted_regions(job.reader),
            names=names_in(job.reader.language, tables.names),
            weights=tables.weights,
            publishers=tables.publishers,
            usual=usual_regions(self._store, fresh, analyses, from_at=since_at, until_at=until_at, tree=tree),
            on=job.on,
            slot=job.slot,
            kind=job.kind,
            number=self._store.next_number(job.reader.name),
            covers_from_at=since_at,
            covers_to_at=until_at,
            generated_at=until_at,
            next_at=job.next_at,
            sources=self._sources(job, fresh),
            calendar=self._calendar(job),
            length=length_in(self._config, job.reader.look),
            labels={},
            only=job.selection.stories if job.selection else (),
            orders=job.orders,
        )

    def _earlier(self, job: Job) -> Told:
        if job.kind == "preview" and job.after_seq is None and not self._store.last_told(job.reader.name):
            return Told()
        return told_to(self._store, job)

    def _digest(self, job: Job, wires: Sequence[Wire]) -> tuple[Digest, Memory]:
        """The digest of those wires, and the memory that it was made with."""
        from briefing.digest.group import group

        key = tuple(sorted(w.id for w in wires))
        if key not in self._digests:
            analyses = analysed(self._store, wires, self.tables, keep=self._keep, work=self._work)
            memory = self._store.memory(job.covers_to_at - MEMORY_REACH)
            clear = [wire for wire in wires if wire.id in analyses]
            self._digests[key] = group(clear, analyses, memory=memory, as_of_at=job.covers_to_at), memory
        return self._digests[key]

    def _calendar(self, job: Job) -> tuple[CalendarEntry, ...]:
        """What stands in the reader's calendars at the cut-off."""
        tables = self.tables
        return calendar_for(self._store, job, tables.wanted_regions(job.reader), tables.names.countries)

    def _sources(self, job: Job, wires: Sequence[Wire]) -> tuple[SourceLine, ...]:
        lines = self._intake.source_lines(wires, job.covers_from_at, job.covers_to_at)
        usual = usual_of(self._store, job.covers_from_at, job.covers_to_at)
        return tuple(replace(line, usual=usual.get(line.name, 0)) for line in lines)

    def remember(self, job: Job, made: Decided, *, stories: bool = True) -> None:
        """Keep what later runs need of a decision: which wires were taken back, and what its ``stories`` are recognised
        by tomorrow, once for each digest. Whoever prints the edition knows nothing of either."""
        from briefing.digest.group import traces

        digest = made.digest
        self._store.mark_withdrawn(taken_back(digest, made.edition), job.covers_to_at)
        if stories and not any(digest is one for one in self._kept):
            memory = self._store.memory(job.covers_to_at - MEMORY_REACH)
            self._store.save_traces(traces(digest, memory), job.covers_to_at)
            self._store.save_line_changes(digest.line_changes)
            self._kept.append(digest)


def ends_at(wire: Wire) -> datetime:
    """The last instant a wire can be of: a wire that states only its date may be of any hour of it."""
    if len(wire.published_text) == 10:
        return wire.at.replace(hour=23, minute=59, second=59)
    return wire.at


def _stands(row: EditionRow, job: Job, manifest: str) -> bool:
    """Is there an edition for the slot that answers this job? A preview must be of the same inputs."""
    whole = bool(row.files) and all(Path(path).exists() for path in row.files.values())
    if job.kind == "preview":
        whole = whole and set(job.reader.formats) <= set(row.files)
        return whole and row.manifest == manifest and row.state != "failed"
    return row.state == "told"
