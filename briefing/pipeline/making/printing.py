"""From a frozen edition to its files: drawn, written, noted and queued; drawing may go on while others are decided."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from briefing.config import Config
from briefing.engine import Engine
from briefing.errors import BriefingError, DeliveryError
from briefing.model import Edition, Manifest
from briefing.model.media import ending
from briefing.pipeline.looks.spread import SpreadPdf
from briefing.pipeline.making.review import HELD
from briefing.pipeline.post.outbox import not_carried, queue_edition, queue_lines
from briefing.pipeline.progress import Progress
from briefing.pipeline.record.amended import put_beside
from briefing.pipeline.record.manifest import MANIFEST, bare, drawn_with, with_files
from briefing.pipeline.slots.plan import Job
from briefing.pipeline.slots.special import NoStory
from briefing.render import Rendered
from briefing.render.pdf import PdfEngine
from briefing.store import EditionRow, Store
from briefing.store.roll import Told

LEAST = 3  # editions that are worth the start of workers


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """What became of one job. ``state``: told, made (a preview), stands (was there already), failed, none (no story is
    the one asked for)."""

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
class Sheet:
    """A frozen edition that is being drawn."""

    job: Job
    edition: Edition
    row: EditionRow
    drawing: Future[tuple[Rendered, Manifest]]
    same: Hashable = None  # equal for editions whose files are the same


@dataclass(frozen=True, kw_only=True, slots=True)
class Lain:
    """Where the files of an edition lie that others have too, and what is to be said of them."""

    files: Mapping[str, Path]  # form, or MANIFEST, -> path
    row: EditionRow
    edition: Edition
    record: Manifest
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


class Printer:
    """Draws editions and brings them to their readers. Within ``hands`` several are drawn at once."""

    def __init__(
        self, config: Config, store: Store, out: Path, progress: Progress, engine: PdfEngine, work: Engine
    ) -> None:
        self._config, self._store, self._out, self._progress = config, store, out, progress
        self._engine, self._work = engine, work
        self._hands: ThreadPoolExecutor | None = None
        self._drawings: dict[Hashable, Future[tuple[Rendered, Manifest]]] = {}
        self._lain: dict[Hashable, Lain] = {}

    @contextmanager
    def hands(self, editions: int) -> Iterator[int]:
        """For so many editions: workers draw them where that is worth it. Gives how many may be under way."""
        workers = self._work.workers if editions >= LEAST else 1
        if workers < 2:
            yield 0
            return
        own, self._engine = self._engine, SpreadPdf(self._work, self._engine)
        self._hands = ThreadPoolExecutor(workers + 1, thread_name_prefix="briefing-draw")
        try:
            yield 2 * workers
        finally:
            self._hands.shutdown(cancel_futures=True)
            self._hands, self._engine = None, own

    def start(self) -> None:
        """Have what draws PDFs warm up."""
        self._engine.start()

    def begin(self, job: Job, edition: Edition, row: EditionRow, same: Hashable = None) -> Sheet:
        """Have an edition drawn: at once, or by one of the hands; of those that are the ``same`` the first one."""
        if same in self._drawings:
            return Sheet(job=job, edition=edition, row=row, drawing=self._drawings[same], same=same)
        record = self._store.record(row.id) or bare(edition)
        drawing: Future[tuple[Rendered, Manifest]] = Future()
        if self._hands is not None:
            drawing = self._hands.submit(self._drawn, job, edition, record)
        else:
            with self._progress.step(f"{job.reader.name}: drawing edition no. {edition.number}"):
                drawing.set_result(self._drawn(job, edition, record))
        if same is not None:
            self._drawings[same] = drawing
        return Sheet(job=job, edition=edition, row=row, drawing=drawing, same=same)

    def lies(self, same: Hashable) -> bool:
        """Were the files of such an edition written in this run?"""
        return same in self._lain

    def _drawn(self, job: Job, edition: Edition, record: Manifest) -> tuple[Rendered, Manifest]:
        from briefing.pipeline.looks.templates import draw

        record = drawn_with(record, self._config, edition, job.reader.formats, self._engine)
        rendered = draw(self._config, edition, job.reader.formats, self._engine, record)
        return rendered, with_files(record, rendered.files)

    def finish(self, sheet: Sheet) -> Published:
        """Write the files of an edition, note them, queue it for its channels, and count the reader as told."""
        from briefing.deliver.folder import write_files
        from briefing.render.manifest import render_manifest

        job, edition, row = sheet.job, sheet.edition, sheet.row
        if sheet.same in self._lain:
            return self._linked(sheet, self._lain[sheet.same])
        if sheet.drawing.done():
            rendered, record = sheet.drawing.result()
        else:
            with self._progress.step(f"{job.reader.name}: drawing edition no. {edition.number}"):
                rendered, record = sheet.drawing.result()
        beside = "-preview" if job.kind == "preview" and self._told_files(job) else ""
        names = {file_name(job, form, beside): data for form, data in rendered.files.items()}
        folder = self._out / job.reader.name / job.on.isoformat()
        faults = list(rendered.faults)
        beside_them = {file_name(job, MANIFEST, beside): render_manifest(record)} if names else {}
        try:
            paths = write_files(folder, {**names, **beside_them})
        except DeliveryError:
            self._store.mark_failed(edition.reader, edition.on, edition.slot)
            raise
        if not names:
            self._store.mark_failed(edition.reader, edition.on, edition.slot)
            return result_of(job, row, "failed", {}, faults=tuple(faults))
        files = dict(zip(rendered.files, map(str, paths), strict=False))
        if sheet.same is not None:
            lie = dict(zip((*rendered.files, MANIFEST), paths, strict=True))
            self._lain[sheet.same] = Lain(
                files=lie, row=row, edition=edition, record=record, faults=rendered.faults, remarks=rendered.remarks
            )
            self._drawings[sheet.same] = Future()  # nobody needs its bytes any more
        self._store.set_files(row.id, files, record)
        state = "made"
        if job.kind != "preview":
            faults += self._told(job, edition, row)
            clear_drafts(self._out, job)
            state = "told"
        notices = tuple(n.text for n in edition.notices)
        result = result_of(job, row, state, files, faults=tuple(faults), notices=notices, counts=_counts(edition))
        return replace(result, remarks=rendered.remarks)

    def _told(self, job: Job, edition: Edition, row: EditionRow) -> list[str]:
        """Queue an edition for its channels, count the reader as told, and note what it says of earlier ones."""
        faults = queue_edition(self._config, self._store, job.reader, edition, row, job.covers_to_at)
        self._store.mark_told(edition.reader, edition.on, edition.slot, job.covers_to_at)
        if any(notice.number for notice in edition.notices):
            faults += put_beside(self._store.editions(job.reader.name, limit=60), edition)
        return faults

    def _linked(self, sheet: Sheet, lain: Lain) -> Published:
        """An edition whose files another reader has already: they are one content on the disk under many names."""
        from briefing.deliver.folder import link_files

        job, edition, row = sheet.job, sheet.edition, sheet.row
        folder = self._out / job.reader.name / job.on.isoformat()
        try:
            paths = link_files(folder, {file_name(job, form): path for form, path in lain.files.items()})
        except DeliveryError:
            self._store.mark_failed(edition.reader, edition.on, edition.slot)
            raise
        files = {form: str(path) for form, path in zip(lain.files, paths, strict=True) if form != MANIFEST}
        with self._store.together():
            self._store.set_files(row.id, files, lain.record)
            faults = (*lain.faults, *self._told(job, edition, row))
        notices = tuple(n.text for n in edition.notices)
        result = result_of(job, row, "told", files, faults=faults, notices=notices, counts=_counts(edition))
        return replace(result, remarks=lain.remarks)

    def tell(self, same: Hashable, jobs: Sequence[Job]) -> dict[str, Published]:
        """Give an edition that was told to one reader to others who have the same, all in one transaction once their
        files are there. Reader -> what became of it; left out are those for whom it takes more than that."""
        from briefing.deliver.folder import link_all

        lain = self._lain.get(same)
        if lain is None or not jobs or any(notice.number for notice in lain.edition.notices):
            return {}
        wanted = [
            (
                self._out / job.reader.name / job.on.isoformat(),
                {file_name(job, form): path for form, path in lain.files.items()},
            )
            for job in jobs
        ]
        forms, mine = [form for form in lain.files if form != MANIFEST], {job.reader.name: job for job in jobs}
        others: list[Told] = []
        for job, paths in zip(jobs, link_all(wanted), strict=True):
            if not isinstance(paths, DeliveryError):
                where = dict(zip(lain.files, map(str, paths), strict=True))
                queue = queue_lines(self._config, job.reader, replace(lain.edition, reader=job.reader.name))
                files = {form: where[form] for form in forms}
                others.append(Told(reader=job.reader.name, files=files, queue=queue))
        rows = self._store.tell_alike(lain.row.id, others, jobs[0].covers_to_at)
        notices, counts = tuple(n.text for n in lain.edition.notices), _counts(lain.edition)
        found: dict[str, Published] = {}
        for one in others:
            if row := rows.get(one.reader):
                faults = (*lain.faults, *not_carried(one.queue))
                told = result_of(
                    mine[one.reader], row, "told", row.files, faults=faults, notices=notices, counts=counts
                )
                found[one.reader] = replace(told, remarks=lain.remarks)
        return found

    def proof(self, job: Job, edition: Edition, row: EditionRow) -> Published:
        """The files of an edition for the desk, in a folder of their own; the ledger knows nothing of them."""
        from briefing.deliver.folder import write_files
        from briefing.pipeline.looks.templates import draw

        rendered = draw(self._config, edition, job.reader.formats, self._engine)
        names = {file_name(job, form): data for form, data in rendered.files.items()}
        paths = write_files(self._out / job.reader.name / job.on.isoformat() / HELD, names)
        files = dict(zip(rendered.files, map(str, paths), strict=True))
        return result_of(job, row, "held", files, faults=rendered.faults, counts=_counts(edition))

    def _told_files(self, job: Job) -> bool:
        """Do files of an edition that the reader was told lie under this date? A preview must not take their place."""
        rows = self._store.editions(job.reader.name, limit=60)
        return any(row.state == "told" and row.on == job.on for row in rows)


def clear_drafts(out: Path, job: Job) -> None:
    """Take away what the desk had of an edition that waits no longer; other drafts of its day stay."""
    folder = out / job.reader.name / job.on.isoformat() / HELD
    for form in job.reader.formats:
        (folder / file_name(job, form)).unlink(missing_ok=True)
    with suppress(OSError):  # not there, or not empty
        folder.rmdir()


def file_name(job: Job, form: str, beside: str = "") -> str:
    """ "desk-2022-01-06.pdf"; with the hour where a reader has several slots a day; "desk-2022-01-06-special-2.pdf"."""
    hour = job.slot.replace(":", "") if job.several_slots or job.kind not in ("regular", "preview") else ""
    stem = f"{job.reader.name}-{job.on.isoformat()}"
    if job.slot == "preview" or not hour:
        return f"{stem}{beside}.{ending(form)}"
    return f"{stem}-{hour}.{ending(form)}"


def fault_of(job: Job, fault: BriefingError) -> Published:
    """What became of a job that came to nothing."""
    state = "none" if isinstance(fault, NoStory) else "failed"
    return Published(
        reader=job.reader.name, on=job.on, slot=job.slot, number=0, state=state, files={}, faults=(str(fault),)
    )


def result_of(
    job: Job,
    row: EditionRow,
    state: str,
    files: Mapping[str, str],
    *,
    faults: tuple[str, ...] = (),
    notices: tuple[str, ...] = (),
    counts: Mapping[str, int] | None = None,
) -> Published:
    """What became of a job whose edition is in the ledger."""
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
    return {key: int(value) for key, value in asdict(edition.counts).items()}
