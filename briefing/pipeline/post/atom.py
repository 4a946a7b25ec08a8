"""The feed of a reader's editions, written beside his folders after each edition that he was told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from briefing.config import Config
from briefing.deliver.feed import FeedEntry, write_feed
from briefing.errors import BriefingError, StoreError
from briefing.pipeline.post.parcels import link_of, web_base
from briefing.store import EditionRow, Store

MOST = 14  # entries; an edition takes 16 ms to read


def write_feeds(config: Config, store: Store, out: Path, readers: Sequence[str]) -> list[str]:
    """Write out/<reader>/editions.atom for each of ``readers``; gives a line for each that could not be written."""
    faults: list[str] = []
    told: dict[str, tuple[str, str]] = {}
    for reader in dict.fromkeys(readers):
        try:
            _write(config, store, out, reader, told)
        except BriefingError as fault:
            faults.append(f"The feed of {reader} could not be written. {fault}")
    return faults


def _write(config: Config, store: Store, out: Path, reader: str, told: dict[str, tuple[str, str]]) -> None:
    entries: list[FeedEntry] = []
    title = ""
    for row in store.editions_of(reader, MOST):
        if row.state != "told":
            continue
        try:
            own, headline = told.get(row.kept) or _title_and_lead(store, row)
        except StoreError:  # a damaged row costs its entry, not the feed
            continue
        if row.kept:  # what other readers have alike is read once
            told[row.kept] = own, headline
        title = title or own
        entries.append(
            FeedEntry(
                id=f"{reader}/{row.on.isoformat()}/{row.slot}/{row.number}",
                title=f"{own} {row.number}, {row.on.isoformat()}",
                headline=headline,
                made_at=row.generated_at,
                links=_links(config, out / reader, row),
            )
        )
    base = f"{web_base(config)}{quote(reader)}/" if config.delivery.link else ""
    write_feed(out / reader, reader, title or reader, entries, base)


def _title_and_lead(store: Store, row: EditionRow) -> tuple[str, str]:
    from briefing.render.mail import lead

    edition = store.load_edition(row.id)
    return edition.title, lead(edition)


def _links(config: Config, folder: Path, row: EditionRow) -> dict[str, str]:
    """Form -> address where the editions are on the web, else the path from the reader's folder, where the feed lies;
    files elsewhere are left out."""
    if config.web.url and not config.delivery.link:
        return {form: link_of(config, row, form) for form in row.files}
    paths = {form: Path(path) for form, path in row.files.items()}
    return {
        form: quote(path.relative_to(folder).as_posix()) for form, path in paths.items() if path.is_relative_to(folder)
    }
