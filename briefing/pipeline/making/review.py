"""The desk: editions that wait for a person, his notes, and what becomes of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.config import Config, Reader
from briefing.config.desk import review_delay_s
from briefing.errors import BriefingError, ConfigError, StoreError
from briefing.model import DeskOrders, Edition, SourceReport, StoryCard
from briefing.pipeline.making.orders import notes_path, orders_of
from briefing.pipeline.record.ledger import frozen
from briefing.pipeline.record.manifest import edition_print
from briefing.pipeline.slots.plan import Job, held_job, unfinished_jobs
from briefing.store import EditionRow, Store

if TYPE_CHECKING:
    from briefing.pipeline.making.printing import Published
    from briefing.pipeline.making.publish import Decided, Press
    from briefing.render.pdf import PdfEngine

HELD = "held"  # the folder beside an edition's files in which the desk finds what waits
CLOCK = "the clock"
WAIT_S = 120.0  # a person waits so long for a run that is at work


def waits(store: Store, job: Job, row_id: int) -> bool:
    """Does the edition of a job wait for a person: a regular one of a reader with a desk, not released yet?"""
    if job.kind != "regular" or review_delay_s(job.reader.review) == 0.0:
        return False
    return all(act.action != "released" for act in store.desk_acts(row_id))


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A row of the ledger that waits. It needs no edition that can be read."""

    row: EditionRow
    since_at: datetime
    ends_at: datetime | None  # when it goes out by itself
    notes: Path

    def over(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at

    def __str__(self) -> str:
        return f"{self.row.reader} no. {self.row.number} of {self.row.on}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held(Waiting):
    """An edition that waits, None where the archive cannot give it any more, with what its notes say now, and what is
    wrong with them."""

    edition: Edition | None
    orders: DeskOrders = field(default_factory=DeskOrders)
    fault: str = ""


def held_rows(
    config: Config, store: Store, reader: str = "", on: date | None = None, number: int | None = None
) -> list[Waiting]:
    """All that wait, of one reader, date and number or of all, the oldest first."""
    found = []
    for row in store.held_editions(reader):
        if (on is not None and row.on != on) or (number is not None and row.number != number):
            continue
        since = next((act.at for act in store.desk_acts(row.id) if act.action == "held"), row.generated_at)
        person = next((r for r in config.readers if r.name == row.reader), None)
        delay = review_delay_s(person.review) if person else None
        ends_at = None if delay is None else since + timedelta(seconds=delay)
        notes = notes_path(config, row.reader, row.on, row.slot)
        found.append(Waiting(row=row, since_at=since, ends_at=ends_at, notes=notes))
    return found


def held_editions(
    config: Config, store: Store, reader: str = "", on: date | None = None, number: int | None = None
) -> list[Held]:
    """The same with their editions and what their notes say."""
    return [_noted(config, _opened(store, one)) for one in held_rows(config, store, reader, on, number)]


def _noted(config: Config, held: Held) -> Held:
    from briefing.edition.desk import resolved

    try:
        orders = orders_of(config, held.row.reader, held.row.on, held.row.slot)
    except ConfigError as fault:
        return replace(held, fault="; ".join(fault.faults) or str(fault))
    if held.edition is None:
        return replace(held, orders=orders)
    known, unknown = resolved(orders, held.edition)
    said = f"no story is called {', '.join(map(repr, unknown))}" if unknown else ""
    return replace(held, orders=known, fault=said)


def _opened(store: Store, one: Waiting) -> Held:
    edition = frozen(store, one.row)
    return Held(row=one.row, since_at=one.since_at, ends_at=one.ends_at, notes=one.notes, edition=edition)


def readable_edition(held: Held) -> Edition:
    """Its edition. StoreError where it cannot be read, with what a person can do."""
    if held.edition is None:
        hint = f"`briefing review --drop --reader {held.row.reader} --on {held.row.on}`: the next one covers its time"
        raise StoreError(f"{held} cannot be read from the ledger and cannot go out", hint=hint)
    return held.edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Bench:
    """What the desk works with: the archive, where files go, and the engine that draws them."""

    config: Config
    store: Store
    out: Path
    engine: PdfEngine

    def press(self, edition: Edition) -> Press:
        """A press to which the sources are as they were for a held edition."""
        from briefing.pipeline.making.publish import Press
        from briefing.pipeline.making.replay import Recalled
        from briefing.pipeline.progress import Progress

        failed = [line for line in edition.sources if line.status == "failed"]
        reports = tuple(SourceReport(source=line.name, status="failed", reason=line.reason) for line in failed)
        names = tuple(line.name for line in edition.sources)
        intake = Recalled(reports=reports, unread=(), new=0, states={}, expected=names, lines=edition.sources)
        return Press(self.config, self.store, intake, self.out, Progress(enabled=False), self.engine)


def release_due(bench: Bench, readers: Sequence[Reader], at: datetime) -> list[str]:
    """Release what has waited for its time, with the notes as they are; a note at fault is told and passed over.
    Lines on what could not be done: one edition that cannot go out stops no other."""
    lines: list[str] = []
    waiting = held_rows(bench.config, bench.store) if readers else []
    for reader in readers:
        for one in waiting:
            if one.row.reader == reader.name and one.over(at):
                try:
                    lines += _released_by_clock(bench, _opened(bench.store, one), at)
                except BriefingError as fault:
                    lines.append(f"{reader.name}: {fault}")
                    if bench.config.delivery.operator.addresses:
                        bench.store.note_for_operator(f"held:{one.row.id}", lines[-1], at)
    return lines


def _released_by_clock(bench: Bench, held: Held, at: datetime) -> list[str]:
    try:
        orders = noted(bench, held)
    except ConfigError as fault:
        _release(bench, held, at, DeskOrders(), who=CLOCK, text="its notes are at fault")
        return [f"{line} (passed over)" for line in fault.faults or (str(fault),)]
    unknown = _release(bench, held, at, orders, who=CLOCK)
    return [f"{held.notes}: no story is called {name!r}" for name in unknown]


def release(bench: Bench, held: Held, at: datetime, *, who: str) -> None:
    """Decide the held edition anew with its notes and let it go out; the next step of the run prints it. ConfigError
    for notes at fault and for a name in them that means no story: then nothing is done."""
    _release(bench, held, at, noted(bench, held), who=who, strict=True)


def noted(bench: Bench, held: Held) -> DeskOrders:
    """What the notes of a held edition say."""
    return orders_of(bench.config, held.row.reader, held.row.on, held.row.slot)


def _release(
    bench: Bench, held: Held, at: datetime, orders: DeskOrders, *, who: str, text: str = "", strict: bool = False
) -> tuple[str, ...]:
    """The names that mean no story."""
    press = bench.press(readable_edition(held))
    job, made, unknown = reviewed(bench, press, held, orders)
    if unknown and strict:
        names = ", ".join(repr(name) for name in unknown)
        raise ConfigError(f"no story is called {names}", subject=str(held.notes), hint="`briefing review` lists them")
    said = text or ", ".join((*made.edition.desk_changes, *_commented(made.edition))) or "as it was"
    with bench.store.together():  # a kill takes the release and what is remembered of it, or neither
        press.remember(job, made)
        bench.store.release(held.row.id, made.edition, at, who=who, text=said, record=made.record)
    return unknown


def reviewed(bench: Bench, press: Press, held: Held, orders: DeskOrders) -> tuple[Job, Decided, tuple[str, ...]]:
    """The held edition with what the desk wants of it: its job, what was decided, the names that mean no story."""
    from briefing.edition.desk import card_named, resolved

    row = held.row
    orders, unknown = resolved(orders, readable_edition(held))
    job = replace(held_job(bench.store, bench.config.reader(row.reader), row), orders=orders)
    made = press.decided(job, list(job.ids or ()))
    edition = replace(made.edition, number=row.number)
    record = replace(made.record, number=row.number, edition=edition_print(edition))
    missing = [name for name in orders.pin if card_named(edition, name) is None]
    return job, replace(made, edition=edition, record=record), tuple(dict.fromkeys((*unknown, *missing)))


def desk_run(
    config: Config,
    *,
    reader: str,
    on: date | None,
    action: str,
    who: str,
    reason: str,
    at: datetime,
    number: int | None = None,
) -> tuple[list[str], int]:
    """Do one thing with what waits: release, drop, or proof (draw it again with the notes as they are). Lines for a
    person, and the exit code.

    ConfigError where nothing of the kind waits, or the notes are at fault; StoreBusy while a run is at work.
    """
    from briefing.pipeline.tables.known import check_readers
    from briefing.render.pdf import PdfEngine
    from briefing.store import open_store, run_lock

    check_readers(config)
    with run_lock(config.store, wait_s=WAIT_S), open_store(config.store) as store, PdfEngine() as engine:
        bench = Bench(config=config, store=store, out=Path(config.out), engine=engine)
        rows = held_rows(config, store, reader, on, number)
        if not rows:
            of = f"{'' if number is None else f' no. {number}'}{f' of {reader}' if reader else ''}"
            raise ConfigError(f"no edition{of}{f' of {on}' if on else ''} waits", hint="`briefing review` lists them")
        if action == "drop":
            from briefing.pipeline.making.printing import clear_drafts

            for row in rows:
                store.drop_edition(row.row.id, at, who=who, text=reason)
                clear_drafts(bench.out, held_job(store, config.reader(row.row.reader), row.row))
            return [f"{row} will not go out." for row in rows], 0
        found = [_opened(store, row) for row in rows]
        whole = [one for one in found if one.edition is not None]
        if not whole:
            readable_edition(found[0])
        torn = [
            f"fault: {one} cannot be read from the ledger; --drop takes it away" for one in found if not one.edition
        ]
        if action == "proof":
            return [line for one in whole for line in _proof(bench, one)] + torn, 1 if torn else 0
        for one in whole:
            release(bench, one, at, who=who)
        lines, code = _sent(bench, whole, at)
        return lines + torn, code or (3 if torn else 0)


def _proof(bench: Bench, held: Held) -> list[str]:
    press = bench.press(readable_edition(held))
    job, made, unknown = reviewed(bench, press, held, noted(bench, held))
    drawn = press.proof(job, made.edition, held.row)
    lines = [f"{held} as its notes have it:", *(f"  {path}" for path in drawn.files.values())]
    lines += [f"  fault: no story is called {name!r}" for name in unknown]
    return lines + [f"  fault: {fault}" for fault in drawn.faults]


def _sent(bench: Bench, found: Sequence[Held], at: datetime) -> tuple[list[str], int]:
    """Print and hand over what was released."""
    from briefing.pipeline.making.report import edition_lines
    from briefing.pipeline.post.outbox import deliver_due, handed_lines

    readers = [bench.config.reader(name) for name in dict.fromkeys(one.row.reader for one in found)]
    press = bench.press(readable_edition(found[0]))
    made = [press.publish(job) for job in unfinished_jobs(bench.store, readers, at)]
    handed = deliver_due(bench.config, bench.store, at)
    bad = any(one.state == "failed" for one in made)
    code = 1 if bad else 3 if any(one.faults for one in made) or any(one.state != "sent" for one in handed) else 0
    return [*edition_lines(made), *handed_lines(handed)], code


def _commented(edition: Edition) -> list[str]:
    n = len(edition.desk_comments)
    return [f"{n} {'comment' if n == 1 else 'comments'}"] if n else []


def overtaken(store: Store, jobs: Sequence[Job], at: datetime) -> list[str]:
    """Where a later slot of the reader is due, what still waits gives way to it: the later one covers its time too."""
    lines = []
    regular = [job for job in jobs if job.kind == "regular"]
    waiting = {row.id: row for row in store.held_editions()} if regular else {}
    for job in regular:
        for row in list(waiting.values()):
            if row.reader == job.reader.name and (row.on, row.slot) != (job.on, job.slot):
                del waiting[row.id]
                store.drop_edition(
                    row.id, at, who=CLOCK, text=f"the edition of {job.on} {job.slot} came", action="overtaken"
                )
                lines.append(
                    f"{row.reader}: no. {row.number} of {row.on} {row.slot} was not released; "
                    f"the edition of {job.on} {job.slot} covers its time."
                )
    return lines


def hold(store: Store, job: Job, row: EditionRow, published: Published, at: datetime) -> Published:
    """The edition waits: in the ledger, and in words."""
    store.hold(row.id, at)
    delay = review_delay_s(job.reader.review)
    until = f", or by itself after {job.reader.review.partition(' ')[2]}" if delay else ""
    return replace(published, remarks=(*published.remarks, f"`briefing review --release` lets it go out{until}"))


def review_rows(found: Sequence[Held]) -> list[dict[str, Any]]:
    """What waits, as JSON types, with every story that may be named."""
    return [
        {
            "reader": one.row.reader,
            "on": one.row.on.isoformat(),
            "slot": one.row.slot,
            "number": one.row.number,
            "since": one.since_at.isoformat(),
            "goes_out": one.ends_at.isoformat() if one.ends_at else None,
            "notes": str(one.notes),
            "has_notes": one.notes.exists(),
            "notes_fault": one.fault,
            "comments": sum(not comment.story for comment in one.orders.comments),
            "readable": one.edition is not None,
            "stories": [
                {
                    "number": c.number,
                    "id": c.id,
                    "storyline": c.storyline,
                    "placement": c.placement,
                    "headline": c.headline,
                    "noted": _said_of(c, one.orders),
                }
                for c in sorted(_all(one.edition) if one.edition else (), key=lambda card: card.number)
            ],
        }
        for one in found
    ]


def _said_of(card: StoryCard, orders: DeskOrders) -> list[str]:
    """What the notes order for a story: pinned, left out, moved to a place, with a comment."""
    said = ["pinned"] if card.id in orders.pin else []
    said += ["left out"] if card.id in orders.drop else []
    said += [f"to {to}" for name, to in orders.move if name == card.id]
    count = sum(comment.story == card.id for comment in orders.comments)
    return [*said, *(["a comment" if count == 1 else f"{count} comments"] if count else [])]


def _all(edition: Edition) -> tuple[StoryCard, ...]:
    return (*edition.cards(), *edition.brief, *edition.below)


def review_lines(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The same for a person."""
    lines: list[str] = []
    for row in rows:
        out = f", goes out by itself {row['goes_out'][:16].replace('T', ' ')} UTC" if row["goes_out"] else ""
        lines.append(f"{row['reader']} no. {row['number']} of {row['on']} {row['slot']} waits{out}")
        lines.append(f"  notes: {row['notes']}{'' if row['has_notes'] else ' (not there yet)'}")
        if not row["readable"]:
            lines.append("  it cannot be read from the ledger and cannot go out; --drop takes it away")
        lines += [f"  notes at fault: {row['notes_fault']}"] if row["notes_fault"] else []
        lines += [f"  comments on the whole edition: {row['comments']}"] if row["comments"] else []
        lines += [_story_line(story) for story in row["stories"]]
    return lines or ["Nothing waits for the desk."]


def _story_line(story: dict[str, Any]) -> str:
    noted = f" [{', '.join(story['noted'])}]" if story["noted"] else ""
    return f"  {story['number']:>3} {story['placement']:<6} {story['id']}{noted}  {story['headline']}"
