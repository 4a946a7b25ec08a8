"""Where the desk's notes on an edition lie, and what they order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from briefing.config import Config
from briefing.config.desk import read_notes
from briefing.errors import ConfigError
from briefing.model import SECTIONS, DeskComment, DeskOrders
from briefing.pipeline.slots.plan import Job
from briefing.pipeline.slots.special import AGAIN, REISSUE
from briefing.yamlfile import did_you_mean


def notes_path(config: Config, reader: str, on: date, slot: str = "") -> Path:
    """The notes file of an edition; one that names the hour goes before one for the whole date."""
    folder = Path(config.desk)
    of_slot = folder / f"{reader}-{on.isoformat()}-{slot.replace(':', '')}.yaml"
    return of_slot if slot and of_slot.exists() else folder / f"{reader}-{on.isoformat()}.yaml"


def orders_of(config: Config, reader: str, on: date, slot: str = "") -> DeskOrders:
    """What the notes say, nothing where there are none. ConfigError with every line at fault, and for a place to move
    a story to that nobody knows."""
    return _read(config, notes_path(config, reader, on, slot))


def orders_for(config: Config, job: Job) -> DeskOrders:
    """What the notes order for a job's edition. Those of a date are for its slots: an extra edition takes only notes
    that name its hour, and a reissue those of the edition whose place it takes.

    ConfigError as of ``orders_of``, and where the notes of a reissue name a story by its number: numbers were those of
    the list before it went out.
    """
    reader, slot = job.reader.name, job.slot.partition(AGAIN)[0]
    path = notes_path(config, reader, job.on, slot)
    if job.kind not in ("regular", REISSUE) and path == notes_path(config, reader, job.on):
        return DeskOrders()
    orders = _read(config, path)
    if job.kind == REISSUE:
        names = (*orders.pin, *orders.drop, *(name for name, _ in orders.move), *(one.story for one in orders.comments))
        numbers = [name for name in names if name.isdecimal()]
        if numbers:
            raise ConfigError(
                f"the desk's notes name stories by number ({', '.join(numbers)}), and numbers have changed since",
                subject=str(path),
                hint="Name them by words of their headlines, then reissue",
            )
    return orders


def _read(config: Config, path: Path) -> DeskOrders:
    notes = read_notes(path)
    _check_moves(config, path, [move.to for move in notes.move])
    return DeskOrders(
        pin=tuple(notes.pin),
        drop=tuple(notes.drop),
        move=tuple((move.story, move.to) for move in notes.move),
        comments=tuple(DeskComment(text=c.text, story=c.story or "", by=c.by or notes.by) for c in notes.comments),
    )


def _check_moves(config: Config, path: Path, places: Sequence[str]) -> None:
    if not places:
        return
    from briefing.digest.regions import load_regions
    from briefing.edition.desk import PLACES

    known = [*PLACES, *SECTIONS, "other", *load_regions(config.taxonomy.regions).order]
    wrong = [to for to in places if to not in known]
    if wrong:
        faults = tuple(
            f"{path}: move: there is no desk, region or place {to!r}{did_you_mean(to, known)}" for to in wrong
        )
        raise ConfigError("unknown places in the desk's notes", subject=str(path), faults=faults)
