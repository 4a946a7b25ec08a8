"""The feed of a reader's editions, written beside his folders after each edition that he was told."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from briefing.config import Config
from briefing.deliver.feed import FeedEntry, write_feed
from briefing.errors import BriefingError, StoreError
from briefing.pipeline.post.parcels import link_of, web_base
from briefing.store import EditionRow, Store

MOST = 14  # entries; an edition takes 16 ms to read
HANDS = 8  # that write feeds: nearly all of a feed's time is waiting for its disk


def write_feeds(config: Config, store: Store, out: Path, readers: Sequence[str]) -> list[str]:
    """Write out/<reader>/editions.atom for each of ``readers``; gives a line for each that could not be written."""
    told: dict[str, tuple[str, str]] = {}
    names = list(dict.fromkeys(readers))
    rows = store.latest_of(names, MOST)
    with ThreadPoolExecutor(max_workers=HANDS) as hands:
        written = [_begun(hands, config, store, out, reader, rows[reader], told) for reader in names]
    faults = zip(names, (one.exception() for one in written), strict=True)
    return [f"The feed of {reader} could not be written. {fault}" for reader, fault in faults if _told(fault)]


def _told(fault: BaseException | None) -> bool:
    """Is it one that a line tells? A fault of the program passes through."""
    if fault is not None and not isinstance(fault, BriefingError):
        raise fault
    return fault is not None


def _begun(
    hands: ThreadPoolExecutor,
    config: Config,
    store: Store,
    out: Path,
    reader: str,
    rows: Sequence[EditionRow],
    told: dict[str, tuple[str, str]],
) -> Future[Path]:
    """A feed that is being written, from what is read of the archive here."""
    try:
        title, entries = _entries(config, store, out, reader, rows, told)
    except BriefingError as fault:
        failed: Future[Path] = Future()
        failed.set_exception(fault)
        return failed
    base = f"{web_base(config)}{quote(reader)}/" if config.delivery.link else ""
    return hands.submit(write_feed, out / reader, reader, title or reader, entries, base)


def _entries(
    config: Config,
    store: Store,
    out: Path,
    reader: str,
    rows: Sequence[EditionRow],
    told: dict[str, tuple[str, str]],
) -> tuple[str, list[FeedEntry]]:
    """The feed's title and its entries. ``told``: the title and the first headline of editions that several have."""
    entries: list[FeedEntry] = []
    title = ""
    for row in rows:
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
    return title, entries


def _title_and_lead(store: Store, row: EditionRow) -> tuple[str, str]:
    from briefing.render.mail import lead

    edition = store.load_edition(row.id)
    return edition.title, lead(edition)


def _links(config: Config, folder: Path, row: EditionRow) -> dict[str, str]:
    """Form -> address where the editions are on the web, else the path from the reader's folder, where the feed lies;
    files elsewhere are left out."""
    if config.web.url and not config.delivery.link:
        return {form: link_of(config, row, form) for form in row.files}
    before = f"{folder}/"
    return {form: quote(path.removeprefix(before)) for form, path in row.files.items() if path.startswith(before)}
