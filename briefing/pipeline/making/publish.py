"""From the archive to a reader: one job becomes one frozen edition, its files, and a row in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from briefing.config import Config
from briefing.edition.brief import Brief
from briefing.edition.make import make_edition
from briefing.errors import BriefingError, DeliveryError
from briefing.model import Analysis, CalendarEntry, Digest, Edition, Manifest, Memory, Notice, SourceLine, Wire
from briefing.pipeline.making.marks import marked
from briefing.pipeline.making.review import HELD, hold, orders_of, waits
from briefing.pipeline.making.tallies import counts_of, usual_regions
from briefing.pipeline.making.usual import usual_of
from briefing.pipeline.post.outbox import queue_edition
from briefing.pipeline.post.undelivered import undelivered
from briefing.pipeline.progress import Progress
from briefing.pipeline.record.amended import amendments, put_beside, released
from briefing.pipeline.record.ledger import Told, frozen, told_to, unread_wires
from briefing.pipeline.record.manifest import MANIFEST, bare, drawn_with, inputs_of, job_key, with_files
from briefing.pipeline.record.restore import restore_files
from briefing.pipeline.record.withdrawn import taken_back
from briefing.pipeline.slots.calendars import calendar_for, calendar_print
from briefing.pipeline.slots.plan import Job
from briefing.pipeline.slots.special import arrived, finished
from briefing.pipeline.sources.gather import Intake
from briefing.pipeline.tables.names import names_in
from briefing.pipeline.tables.naming import Tables, load_tables
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store

# A wire published so long before the period began still counts as its news when it arrives late; older ones are
# counted as "published before the period". A first edition takes no late wires: all that arrives is first seen.
LATE_GRACE = timedelta(hours=36)
MEMORY_REACH = timedelta(days=14)


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """What became of one job. ``state``: told, made (a preview), stands (was there already), failed."""

    reader: str
    on: date
    slot: str
    number: int
    state: str
    files: Mapping[str, str]
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # blemishes of a form that came out
    notices: tuple[str, ...] = ()
    counts: Mapping[str, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """An edition, what it is made of, and the digest that it was made from."""

    edition: Edition
    record: Manifest
    digest: Digest


class Press:
    """Makes the editions of one run. Digests are shared by readers of the same period.

    ``keep`` False: analyses that are missing are made and not kept, for a store that is read alone.
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
    ) -> None:
        self._keep = keep
        self._config, self._store, self._intake, self._out, self._progress = config, store, intake, out, progress
        self._engine = engine
        self._digests: dict[tuple[str, ...], tuple[Digest, Memory]] = {}
        self._kept: list[Digest] = []  # whose stories are remembered

    @cached_property
    def tables(self) -> Tables:
        return load_tables(self._config)

    def publish(self, job: Job) -> Published:
        """Make one edition. A fault of this reader's edition is in the result; it never stops the others."""
        try:
            return self._publish(job)
        except BriefingError as fault:
            return Published(
                reader=job.reader.name,
                on=job.on,
                slot=job.slot,
                number=0,
                state="failed",
                files={},
                faults=(str(fault),),
            )

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

    def _publish(self, job: Job) -> Published:
        job = replace(job, reader=self.tables.with_lost(marked(self._store, job.reader)))
        cut_seq, ids = arrived(self._store, job)
        failed = (f"{r.source} {r.status} {r.reason}" for r in self._intake.reports if r.status == "failed")
        manifest = job_key(self._config, job, ids, [*failed, *calendar_print(self._calendar(job))])
        standing = self._store.edition(job.reader.name, job.on, job.slot)
        if standing and _stands(standing, job, manifest):
            back = restore_files(self._config, self._store, standing, self._engine)
            result = _result(job, standing, "stands", standing.files, faults=back.faults)
            return replace(result, remarks=back.remarks)
        if standing and standing.state in ("held", "dropped"):  # the desk has it, or has decided
            return _result(job, standing, standing.state, {})
        if standing and standing.state == "made" and job.kind != "preview":
            # A run was stopped between freezing this edition and handing it over: the frozen one goes out.
            if kept := frozen(self._store, standing):
                return self._handed(job, kept, standing)
            # Nobody has it yet and it cannot be read: it is decided anew, under its number.
            self._store.mark_failed(standing.reader, standing.on, standing.slot)
        if job.kind != "preview" and not job.orders:
            job = replace(job, orders=orders_of(self._config, job.reader.name, job.on, job.slot))
        made = self.decided(job, ids)
        with self._store.together():  # a kill takes the edition and what is remembered of it, or neither
            row = self._store.save_edition(
                made.edition, files={}, manifest=manifest, cut_seq=cut_seq, record=made.record
            )
            if row.made_now and job.kind != "preview":
                self.remember(job, made, stories=not waits(self._store, job, row.id))
        return self._handed(job, replace(made.edition, number=row.number), row)

    def decided(self, job: Job, ids: Sequence[str]) -> Decided:
        """The edition of a job from the wires of ``ids``, and what it is made of; kept nowhere."""
        if "pdf" in job.reader.formats:
            self._engine.start()  # it warms up while this process decides
        with self._progress.step(f"{job.reader.name}: deciding on {len(ids)} wires"):
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

    def _handed(self, job: Job, edition: Edition, row: EditionRow) -> Published:
        """To the reader, or first to the desk where his editions wait there."""
        if not waits(self._store, job, row.id):
            return self._print(job, edition, row)
        return hold(self._store, job, row, self.proof(job, edition, row), job.covers_to_at)

    def proof(self, job: Job, edition: Edition, row: EditionRow) -> Published:
        """The files of an edition for the desk, in a folder of their own; the ledger knows nothing of them."""
        from briefing.deliver.folder import write_files
        from briefing.pipeline.looks.templates import draw

        rendered = draw(self._config, edition, job.reader.formats, self._engine)
        names = {file_name(job, form): data for form, data in rendered.files.items()}
        paths = write_files(self._out / job.reader.name / job.on.isoformat() / HELD, names)
        files = dict(zip(rendered.files, map(str, paths), strict=True))
        return _result(job, row, "held", files, faults=rendered.faults, counts=_counts(edition))

    def _edition(
        self, job: Job, wires: Sequence[Wire], earlier: tuple[Edition, ...], free: Set[str], said: tuple[Notice, ...]
    ) -> tuple[Edition, Digest, Memory]:
        """The edition, its digest, and what was remembered for it. ``free``: ids of wires whose embargo ended in the
        period; they count as its news, however old. ``said``: what could not be read."""
        from briefing.pipeline.looks.templates import length_in

        grace = LATE_GRACE if earlier else timedelta(0)
        fresh = [w for w in wires if w.id in free or ends_at(w) > job.covers_from_at - grace]
        kept = {w.id for w in fresh}
        digest, memory = self._digest(job, fresh)
        tables = self.tables
        brief = Brief(
            reader=job.reader,
            regions=tables.wanted_regions(job.reader),
            names=names_in(job.reader.language, tables.names),
            weights=tables.weights,
            publishers=tables.publishers,
            usual=usual_regions(
                self._store,
                fresh,
                digest.analyses,
                from_at=job.covers_from_at,
                until_at=job.covers_to_at,
                tree=tables.regions.key,
            ),
            on=job.on,
            slot=job.slot,
            kind=job.kind,
            number=self._store.next_number(job.reader.name),
            covers_from_at=job.covers_from_at,
            covers_to_at=job.covers_to_at,
            generated_at=job.covers_to_at,
            next_at=job.next_at,
            earlier=earlier,
            sources=self._sources(job, fresh),
            calendar=self._calendar(job),
            notices=(
                *amendments(self._store, wires, earlier, job.covers_to_at, LATE_GRACE),
                *said,
                *self._notices(job, wires),
            ),
            older=tuple(w for w in wires if w.id not in kept),
            length=length_in(self._config, job.reader.look),
            labels={},
            only=job.selection.stories if job.selection else (),
            orders=job.orders,
        )
        return make_edition(digest, brief), digest, memory

    def _earlier(self, job: Job) -> Told:
        if job.kind == "preview" and job.after_seq is None and not self._store.last_told(job.reader.name):
            return Told()
        return told_to(self._store, job)

    def _digest(self, job: Job, wires: Sequence[Wire]) -> tuple[Digest, Memory]:
        """The digest of those wires, and the memory that it was made with."""
        from briefing.digest.group import group

        key = tuple(sorted(w.id for w in wires))
        if key not in self._digests:
            analyses = analysed(self._store, wires, self.tables, keep=self._keep)
            memory = self._store.memory(job.covers_to_at - MEMORY_REACH)
            self._digests[key] = group(wires, analyses, memory=memory, as_of_at=job.covers_to_at), memory
        return self._digests[key]

    def _calendar(self, job: Job) -> tuple[CalendarEntry, ...]:
        """What stands in the reader's calendars at the cut-off."""
        tables = self.tables
        return calendar_for(self._store, job, tables.wanted_regions(job.reader), tables.names.countries)

    def _sources(self, job: Job, wires: Sequence[Wire]) -> tuple[SourceLine, ...]:
        lines = self._intake.source_lines(wires, job.covers_to_at)
        usual = usual_of(self._store, job.covers_from_at, job.covers_to_at)
        return tuple(replace(line, usual=usual.get(line.name, 0)) for line in lines)

    def _notices(self, job: Job, wires: Sequence[Wire]) -> tuple[Notice, ...]:
        notices = [Notice(level="warning", text=f"This edition is late: {job.late}.")] if job.late else []
        if job.missed:
            text = f"No edition was made for {', '.join(job.missed[-5:])}; this one covers that time too."
            notices.append(Notice(level="warning", text=text))
        failed = [r for r in self._intake.reports if r.status == "failed"]
        notices += [Notice(level="warning", text=f"Source {r.source} failed: {r.reason}") for r in failed[:5]]
        if len(failed) > 5:
            notices.append(Notice(level="warning", text=f"{len(failed) - 5} more sources failed; see Sources."))
        if not wires:
            notices.append(Notice(level="info", text="No wire was received in the period covered."))
        return tuple(notices)

    def _print(self, job: Job, edition: Edition, row: EditionRow) -> Published:
        from briefing.deliver.folder import write_files
        from briefing.pipeline.looks.templates import draw
        from briefing.render.manifest import render_manifest

        record = self._store.record(row.id) or bare(edition)
        with self._progress.step(f"{job.reader.name}: drawing edition no. {edition.number}"):
            record = drawn_with(record, self._config, edition, job.reader.formats, self._engine)
            rendered = draw(self._config, edition, job.reader.formats, self._engine, record)
        beside = "-preview" if job.kind == "preview" and self._told_files(job) else ""
        names = {file_name(job, form, beside): data for form, data in rendered.files.items()}
        folder = self._out / job.reader.name / job.on.isoformat()
        faults = list(rendered.faults)
        record = with_files(record, rendered.files)
        beside_them = {file_name(job, MANIFEST, beside): render_manifest(record)} if names else {}
        try:
            paths = write_files(folder, {**names, **beside_them})
        except DeliveryError:
            self._store.mark_failed(edition.reader, edition.on, edition.slot)
            raise
        if not names:
            self._store.mark_failed(edition.reader, edition.on, edition.slot)
            return _result(job, row, "failed", {}, faults=tuple(faults))
        files = dict(zip(rendered.files, map(str, paths), strict=False))
        self._store.set_files(row.id, files, record)
        state = "made"
        if job.kind != "preview":
            faults += queue_edition(self._config, self._store, job.reader, edition, row, job.covers_to_at)
            self._store.mark_told(edition.reader, edition.on, edition.slot, job.covers_to_at)
            faults += put_beside(self._store.editions(job.reader.name, limit=60), edition)
            state = "told"
        notices = tuple(n.text for n in edition.notices)
        result = _result(job, row, state, files, faults=tuple(faults), notices=notices, counts=_counts(edition))
        return replace(result, remarks=rendered.remarks)

    def _told_files(self, job: Job) -> bool:
        """Do files of an edition that the reader was told lie under this date? A preview must not take their place."""
        rows = self._store.editions(job.reader.name, limit=60)
        return any(row.state == "told" and row.on == job.on for row in rows)

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


def analysed(store: Store, wires: Sequence[Wire], tables: Tables, *, keep: bool = True) -> dict[str, Analysis]:
    """The analysis of each wire: the stored one where today's rules made it, else a new one, which ``keep`` stores."""
    from briefing.digest.rules import rules_version

    found = store.analyses([w.id for w in wires], rules_version() + tables.regions.key)
    missing = [w for w in wires if w.id not in found]
    if missing:
        from briefing.digest.analyse import analyse

        new = {wire.id: analyse(wire, regions=tables.regions) for wire in missing}
        if keep:
            counted = store.analysed_before(new, tables.regions.key)  # by other rules: they are in the counts already
            counts = counts_of((w for w in missing if w.id not in counted), new, tables.regions.key)
            store.save_analyses(new.values(), counts)
        found.update(new)
    return found


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


def file_name(job: Job, form: str, beside: str = "") -> str:
    """ "desk-2022-01-06.pdf"; with the hour where a reader has several slots a day; "desk-2022-01-06-special-2.pdf"."""
    hour = job.slot.replace(":", "") if job.several_slots or job.kind not in ("regular", "preview") else ""
    stem = f"{job.reader.name}-{job.on.isoformat()}"
    if job.slot == "preview" or not hour:
        return f"{stem}{beside}.{form}"
    return f"{stem}-{hour}.{form}"


def _result(
    job: Job,
    row: EditionRow,
    state: str,
    files: Mapping[str, str],
    *,
    faults: tuple[str, ...] = (),
    notices: tuple[str, ...] = (),
    counts: Mapping[str, int] | None = None,
) -> Published:
    return Published(
        reader=job.reader.name,
        on=job.on,
        slot=job.slot,
        number=row.number,
        state=state,
        files=dict(files),
        faults=faults,
        notices=notices,
        counts=counts,
    )


def _counts(edition: Edition) -> dict[str, int]:
    from dataclasses import asdict

    return {key: int(value) for key, value in asdict(edition.counts).items()}
