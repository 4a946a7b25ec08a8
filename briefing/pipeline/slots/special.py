"""Editions outside the slots: limited to a selection, or in the place of one that is out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefing.config import Config, Reader
from briefing.errors import ConfigError
from briefing.model import TOPICS, Edition, Notice
from briefing.pipeline.options import RunOptions, Selection
from briefing.pipeline.tables.known import TOPICS_KNOWN
from briefing.store import EditionRow, Store
from briefing.yamlfile import did_you_mean

if TYPE_CHECKING:
    from briefing.pipeline.slots.plan import Job

SELECTED, REISSUE = "selected", "reissue"  # kinds of editions
AGAIN = "-r"  # in the name of a reissue's slot, before its number: "07:00-r1"


class NoStory(ConfigError):
    """No story of the period is one of those asked for."""


def check_selection(config: Config, selection: Selection | None) -> None:
    """Raise ConfigError for a region or topic that nobody knows, with the nearest one."""
    if selection is None:
        return
    from briefing.digest.regions import load_regions

    known = list(load_regions(config.taxonomy.regions).order) if selection.regions else []
    faults = [f"there is no region {key!r}{did_you_mean(key, known)}" for key in selection.regions if key not in known]
    hints = ["`briefing check --regions` lists the regions"] if faults else []
    wrong = [f"there is no topic {key!r}{did_you_mean(key, TOPICS)}" for key in selection.topics if key not in TOPICS]
    hints += [TOPICS_KNOWN] if wrong else []
    if faults or wrong:
        raise ConfigError("; ".join((*faults, *wrong)), hint="; ".join(hints))


def check_found(job: Job, edition: Edition) -> None:
    """Raise NoStory where the edition was to be of certain stories and its period has none of them: it is numbered and
    delivered for nobody. A region or a topic without news is told as such."""
    named = job.selection.stories if job.selection else ()
    if named and not (*edition.cards(), *edition.brief, *edition.below):
        told = " or ".join(repr(name) for name in named)
        raise NoStory(
            f"no story since {edition.covers_from_at:%Y-%m-%d %H:%M} UTC is called {told}",
            hint="Name a story or storyline by its id in an edition's JSON, or by words of its headline",
        )


def check_reissue(options: RunOptions) -> None:
    """Raise ConfigError for what does not go with a reissue: it has the period and the cut-off of the edition that it
    replaces, and counts as told."""
    if options.reissue_on is None:
        return
    if options.extra:
        raise ConfigError("--reissue does not go with --now", hint="One makes an edition anew, the other an extra one")
    if options.preview:
        raise ConfigError(
            "--reissue counts as told and is delivered; it does not go with --as-of or --from alone",
            hint="Leave them away, or add --deliver",
        )


def counting(rows: Iterable[EditionRow]) -> list[EditionRow]:
    """Of a reader's editions those that decide what he was told: not what is limited to a selection, since his next
    regular edition covers its time as well, and not what a reissue has taken the place of."""
    kept = [row for row in rows if row.kind != SELECTED]
    gone = {(row.on, replaced_slot(row.slot)) for row in kept if row.kind == REISSUE and row.state == "told"}
    return [row for row in kept if (row.on, row.slot) not in gone]


def replaced_slot(slot: str) -> str:
    """The slot whose edition a reissue takes the place of: "07:00" of "07:00-r1", "07:00-r1" of "07:00-r2"."""
    stem, _, n = slot.rpartition(AGAIN)
    return stem if n == "1" else f"{stem}{AGAIN}{int(n) - 1}"


def to_replace(store: Store, reader: Reader, on: date, slot: str) -> EditionRow:
    """The told edition of that date that a reissue takes the place of: of the slot, else the last of the date, and of
    its own reissues the last. ConfigError where there is none."""
    rows = [row for row in store.editions_on(reader.name, on) if row.state == "told" and row.kind != "preview"]
    rows = [row for row in rows if not slot or slot in (row.slot, row.slot.partition(AGAIN)[0])]
    if not rows:
        at = f" at {slot}" if slot else ""
        raise ConfigError(
            f"{reader.name} was told no edition of {on}{at}", hint="`briefing editions` lists those that are out"
        )
    return max(rows, key=lambda row: row.number)


def next_slot_name(row: EditionRow) -> str:
    """The slot of the edition that takes the place of ``row``."""
    stem, mark, n = row.slot.rpartition(AGAIN)
    return f"{stem}{AGAIN}{int(n) + 1}" if mark else f"{row.slot}{AGAIN}1"


def reissued(store: Store, row: EditionRow) -> tuple[int | None, tuple[str, ...]]:
    """After which wire the period of ``row`` began (None for a first edition), and the ids of what is decided on again:
    its own wires, and the kills and corrections that came since."""
    from briefing.digest.duplicates_notice import notice_kind

    stem = row.slot.partition(AGAIN)[0]
    rows = [one for one in store.editions(row.reader, limit=400) if one.state == "told" and one.kind != SELECTED]
    before = [
        one for one in rows if one.number < row.number and (one.on, one.slot.partition(AGAIN)[0]) != (row.on, stem)
    ]
    after_seq = max((one.cut_seq for one in before), default=None)
    record = store.record(row.id)
    if after_seq is not None or record is None:
        own = [wire.id for wire in store.wires_between(after_seq or 0, row.cut_seq)]
    else:
        own = [one.id for one in record.wires]
    later = [wire.id for wire in store.wires_between(row.cut_seq, store.last_seq()) if notice_kind(wire)]
    return after_seq, (*own, *later)


def arrived(store: Store, job: Job) -> tuple[int, list[str]]:
    """Up to which wire a job's edition is cut off, and the ids of the wires of its period."""
    if job.ids is not None:
        return job.cut_seq, list(job.ids)
    cut_seq = store.last_seq()  # before the ids are read: a wire that comes in between is the next edition's
    ids = store.wire_ids(
        after_at=job.covers_from_at,
        until_at=job.covers_to_at,
        after_seq=job.after_seq,
        by_publication=job.after_seq is None,
    )
    return cut_seq, ids


def finished(edition: Edition, job: Job) -> Edition:
    """The edition with what makes it special: its selection, what it takes the place of, the desk's comments."""
    from briefing.edition.desk import with_comments

    edition = with_comments(edition, job.orders)
    if job.selection:
        return replace(edition, selection=job.selection.words())
    if job.reissue:
        one = job.reissue
        text = f"This edition takes the place of no. {one.number} of {one.on}: {one.reason}"
        values = {"number": str(one.number), "on": str(one.on), "reason": one.reason}
        notice = Notice(level="info", text=text, number=one.number, on=one.on, key="said_replaces", values=values)
        return replace(edition, reissue=one, notices=(notice, *edition.notices))
    return edition
