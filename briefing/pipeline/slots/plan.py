"""Which editions this run makes: the slots that are due by the ledger, or what the command line asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from briefing.config import Config, Reader
from briefing.edition.due import (
    Due,
    coming_slots,
    due_now,
    instant,
    next_slot,
    several_a_day,
    slots_between,
    zone_of,
)
from briefing.model import DeskOrders, Reissue
from briefing.pipeline.options import Selection
from briefing.pipeline.slots.special import REISSUE, SELECTED, next_slot_name, reissued, to_replace

if TYPE_CHECKING:
    from briefing.pipeline.options import RunOptions
    from briefing.store import EditionRow, Store
    from briefing.store.roll import Roll

# A run that starts up to so late after its hour is on time: cron wakes it every five minutes, collecting takes some.
ON_TIME = timedelta(minutes=30)
LATEST = 20  # editions of a reader that planning mostly needs
ANSWERED = ("told", "held", "dropped")  # states of an edition whose slot is not due again
LONGEST_PERIOD = timedelta(days=31)


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One edition to make."""

    reader: Reader
    on: date
    slot: str
    kind: str  # regular | special | selected | reissue | preview
    covers_from_at: datetime
    covers_to_at: datetime
    after_seq: int | None  # wires stored later than this belong to it; None: by time alone
    next_at: datetime | None
    missed: tuple[str, ...] = ()  # slots of the gap without an edition of their own: "2022-01-05 07:00"
    late: str = ""  # "due at 07:00, made at 09:20", "" when on time
    several_slots: bool = False  # the reader has more than one a day: file names carry the hour
    selection: Selection | None = None  # what a special edition is limited to
    reissue: Reissue | None = None  # what this edition takes the place of
    ids: tuple[str, ...] | None = None  # of the wires that a reissue decides on again, and where it is cut off
    cut_seq: int = 0
    orders: DeskOrders = field(default_factory=DeskOrders)  # what the desk wants of it


def plan_jobs(
    config: Config, store: Store, readers: Sequence[Reader], options: RunOptions, now_at: datetime
) -> list[Job]:
    """The jobs of this run, in the order of config."""
    if options.reissue_on:
        return _reissue_jobs(store, readers, options, options.reissue_on)
    jobs: list[Job] = []
    known = store.roll([reader.name for reader in readers], LATEST) if len(readers) > 1 else store
    for reader in readers:
        jobs += _jobs_of(config, known, reader, options, now_at)
    return jobs


def _jobs_of(config: Config, store: Store | Roll, reader: Reader, options: RunOptions, now_at: datetime) -> list[Job]:
    """The jobs of one reader."""
    if options.preview:
        return [_job(store, reader, _preview(reader, now_at), "preview", now_at)]
    if options.extra and options.selection:
        limited = options.selection.reader(reader)
        job = _job(store, limited, _extra(store, reader, now_at), SELECTED, now_at)
        return [replace(job, selection=options.selection)]
    if options.extra:
        return [_job(store, reader, _extra(store, reader, now_at), "special", now_at)]
    if options.as_of_at or options.from_paths:
        today = _slot_of_today(reader, now_at)
        due, kind = (today, "regular") if today else (_extra(store, reader, now_at), "special")
        missed = _passed_over(config, store, reader, now_at, due) if options.deliver and today else []
        return [_job(store, reader, due, kind, now_at, missed)]
    waiting, missed = _waiting(config, store, reader, now_at)
    return [_job(store, reader, due, "regular", now_at, missed) for due in waiting]


def _reissue_jobs(store: Store, readers: Sequence[Reader], options: RunOptions, on: date) -> list[Job]:
    """For each reader who was told an edition of that date. ConfigError where a reader that was named has none, or
    nobody has."""
    had = [reader for reader in readers if options.readers or store.editions_on(reader.name, on)]
    return [_reissue_job(store, reader, options, on) for reader in had or readers[:1]]


def _reissue_job(store: Store, reader: Reader, options: RunOptions, on: date) -> Job:
    """An edition of the same period, in the place of one that is out."""
    row = to_replace(store, reader, on, options.reissue_slot)
    after_seq, ids = reissued(store, row)
    upcoming = next_slot(reader, after_at=row.covers_to_at)
    return Job(
        reader=reader,
        on=row.on,
        slot=next_slot_name(row),
        kind=REISSUE,
        covers_from_at=row.covers_from_at,
        covers_to_at=row.covers_to_at,
        after_seq=after_seq,
        next_at=upcoming.due_at if upcoming else None,
        several_slots=several_a_day(reader),
        reissue=Reissue(number=row.number, on=row.on, reason=options.reason),
        ids=ids,
        cut_seq=row.cut_seq,
    )


def unfinished_jobs(store: Store, readers: Sequence[Reader], now_at: datetime) -> list[Job]:
    """Editions that a run froze and did not hand over before it was stopped. They go out before anything is planned,
    as they were frozen: the next period begins where they end."""
    some = store.with_unfinished()
    return [job for reader in readers if reader.name in some for job in _unfinished(store, reader, now_at)]


def _unfinished(store: Store, reader: Reader, now_at: datetime) -> list[Job]:
    rows = [r for r in store.editions(reader.name, limit=20) if r.state == "made" and r.kind != "preview"]
    return [
        Job(
            reader=reader,
            on=row.on,
            slot=row.slot,
            kind=row.kind,
            covers_from_at=row.covers_from_at,
            covers_to_at=row.covers_to_at,
            after_seq=None,
            next_at=None,
            several_slots=several_a_day(reader),
        )
        for row in sorted(rows, key=lambda r: r.number)
        if row.covers_to_at < now_at
    ]


def _waiting(config: Config, store: Store | Roll, reader: Reader, now_at: datetime) -> tuple[list[Due], list[Due]]:
    """The slots to make now, and those of the gap that get no edition of their own."""
    rows = _answered(store, reader)
    last, done = _last_due(reader, rows), [(row.on, row.slot) for row in rows]
    waiting = due_now(reader, now_at=now_at, last_due_at=last, done=done, catch_up=config.schedule.catch_up)
    if last is None:
        return _first_slot(reader, waiting, store, now_at), []
    # what the desk dropped, or still holds when the next one is due, was no edition to the reader
    told = [row for row in rows if row.state == "told"]
    since = _last_due(reader, told) or min(_dues(reader, rows)) - timedelta(seconds=1)
    had = [(row.on, row.slot) for row in told]
    every = due_now(reader, now_at=now_at, last_due_at=since, done=had, catch_up="all")
    return waiting, [due for due in every if due not in waiting]


def _answered(store: Store | Roll, reader: Reader) -> list[EditionRow]:
    """His regular editions whose slots are not due again, as far back as one that he was told: mostly a few rows."""
    for limit in (20, 400):
        rows = [
            row for row in store.editions(reader.name, limit=limit) if row.kind == "regular" and row.state in ANSWERED
        ]
        if any(row.state == "told" and is_clock(row.slot) for row in rows):
            break
    return rows


def _dues(reader: Reader, rows: Sequence[EditionRow]) -> list[datetime]:
    return [instant(row.on, row.slot, zone_of(reader, row.slot)) for row in rows if is_clock(row.slot)]


def _last_due(reader: Reader, rows: Sequence[EditionRow]) -> datetime | None:
    return max(_dues(reader, rows), default=None)


def _passed_over(config: Config, store: Store | Roll, reader: Reader, now_at: datetime, due: Due) -> list[Due]:
    """The slots before ``due`` that had no edition: what a delivered edition of a stated instant covers as well."""
    waiting, missed = _waiting(config, store, reader, now_at)
    return [one for one in (*missed, *waiting) if one.due_at < due.due_at]


def _first_slot(reader: Reader, waiting: list[Due], store: Store | Roll, now_at: datetime) -> list[Due]:
    """For a reader without a regular edition: today's newest slot, unless an extra edition has covered it. Slots of
    the days before he was set up are not his."""
    today = now_at.astimezone(ZoneInfo(reader.zone)).date()
    told = store.last_told(reader.name)
    return [d for d in waiting if d.on >= today and (told is None or told.covers_to_at < d.due_at)]


def is_clock(slot: str) -> bool:
    """Is it the name of a slot of the clock, "07:00", and none of a special edition?"""
    return len(slot) == 5 and slot[2] == ":"


def _preview(reader: Reader, now_at: datetime) -> Due:
    """What the reader would get at ``now_at``, under his local date."""
    on = now_at.astimezone(ZoneInfo(reader.zone)).date()
    return Due(reader=reader.name, on=on, slot="preview", zone=reader.zone, due_at=now_at)


def _extra(store: Store | Roll, reader: Reader, now_at: datetime) -> Due:
    """An edition outside the slots: "special", the next one of that day "special-2". Asked for again at the same
    instant it is the same one."""
    on = now_at.astimezone(ZoneInfo(reader.zone)).date()
    rows = [row for row in store.editions_on(reader.name, on) if row.kind in ("special", SELECTED)]
    same = [row.slot for row in rows if row.covers_to_at == now_at]
    slot = same[0] if same else f"special-{len(rows) + 1}" if rows else "special"
    return Due(reader=reader.name, on=on, slot=slot, zone=reader.zone, due_at=now_at)


def _slot_of_today(reader: Reader, now_at: datetime) -> Due | None:
    """The newest slot of the local date that has passed at ``now_at``."""
    today = now_at.astimezone(ZoneInfo(reader.zone)).date()
    passed = slots_between(reader, after_at=now_at - timedelta(days=1), until_at=now_at)
    mine = [due for due in passed if due.on == today]
    return mine[-1] if mine else None


def _job(store: Store | Roll, reader: Reader, due: Due, kind: str, now_at: datetime, missed: Sequence[Due] = ()) -> Job:
    last = store.last_told(reader.name)
    first_from = now_at - timedelta(seconds=reader.period)
    if last is None:  # a first edition that the desk kept to itself told nothing: the next one is his first
        kept = [row.covers_from_at for row in store.editions(reader.name, limit=60) if row.state in ("held", "dropped")]
        first_from = min([first_from, *kept])
    told = last is not None and last.covers_to_at < now_at
    covers_from = max(last.covers_to_at, now_at - LONGEST_PERIOD) if last and told else first_from
    upcoming = next_slot(reader, after_at=max(now_at, due.due_at))
    lateness = now_at - due.due_at
    local = due.due_at.astimezone(ZoneInfo(due.zone))
    made = now_at.astimezone(ZoneInfo(due.zone))
    late = f"due {local:%Y-%m-%d %H:%M}, made {made:%Y-%m-%d %H:%M} ({due.zone})" if lateness > ON_TIME else ""
    return Job(
        reader=reader,
        on=due.on,
        slot=due.slot,
        kind=kind,
        covers_from_at=covers_from,
        covers_to_at=now_at,
        after_seq=store.last_cut(reader.name) if kind != "preview" else None,
        next_at=upcoming.due_at if upcoming else None,
        late=late if kind == "regular" and last is not None else "",
        missed=tuple(f"{m.on:%Y-%m-%d} {m.slot}" for m in missed),
        several_slots=several_a_day(reader),
    )


def coming_job(store: Store, reader: Reader, now_at: datetime) -> Job:
    """The reader's next edition as a preview: under the date of his next slot, with what has come by ``now_at``."""
    due = next_slot(reader, after_at=now_at) or _preview(reader, now_at)
    return replace(_job(store, reader, due, "regular", now_at), kind="preview", slot="preview", late="")


def held_job(store: Store, reader: Reader, row: EditionRow) -> Job:
    """The job of an edition that waits for the desk, as it was, with the kills and corrections that came since."""
    zone = zone_of(reader, row.slot)
    due = Due(reader=reader.name, on=row.on, slot=row.slot, zone=zone, due_at=instant(row.on, row.slot, zone))
    rows = [one for one in store.editions(reader.name, limit=400) if one.kind == "regular" and one.state == "told"]
    last = _last_due(reader, rows)
    passed = slots_between(reader, after_at=last, until_at=due.due_at) if last else []
    missed = [one for one in passed if (one.on, one.slot) != (row.on, row.slot)]
    after_seq, ids = reissued(store, row)
    job = _job(store, reader, due, "regular", row.covers_to_at, missed)
    return replace(job, covers_from_at=row.covers_from_at, after_seq=after_seq, ids=ids, cut_seq=row.cut_seq)


def slot_words(reader: Reader, now_at: datetime, most: int) -> list[str]:
    """The reader's next slots in words, weekday and zone included."""
    lines = []
    for due in coming_slots(reader, after_at=now_at, most=most):
        local = due.due_at.astimezone(ZoneInfo(due.zone))
        lines.append(f"{reader.name}: next edition {local:%A} {local.day} {local:%B %Y}, {local:%H:%M} {due.zone}")
    return lines or [f"{reader.name}: no slot in the coming years"]
