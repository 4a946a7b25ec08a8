"""Full texts for the sources that ask for them (``fulltext: true``): which pages to ask for, and what becomes of each.

Asked for once and kept, under the id of the wire as its feed gave it. What failed for a reason that passes is tried
again at later looks, MOST_TRIES times at most, and what a look left over comes at the next, whether or not the feed
lists those wires again: the archive has them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from briefing.config import Source
from briefing.model import SourceReport, Wire
from briefing.store import PageRow, Store

if TYPE_CHECKING:
    from briefing.collect import Limits, Spread

MOST_PAGES = 40  # of one source at one look, the newest first
MOST_TRIES = 3
TOTAL_S = 60.0  # of the pages of all sources at one look; what one leaves of its share is the next ones'
RECENT = timedelta(days=3)  # what is older is asked for no more
ROBOTS_KEPT = timedelta(hours=24)  # RFC 9309: rules should not be used longer without asking again
ROBOTS = "robots:"
AGAIN = ", to be tried again"  # after a reason that passes by itself


def with_pages(
    store: Store,
    sources: Sequence[Source],
    wires: Sequence[Wire],
    reports: Sequence[SourceReport],
    now_at: datetime,
    limits: Limits,
    *,
    offline: bool,
    spread: Spread = map,
) -> tuple[tuple[Wire, ...], tuple[SourceReport, ...]]:
    """The wires with the texts of their pages, which ``spread`` reads, where these could be read; the reports say of
    how many they could not."""
    from briefing.collect.links import is_web

    asking = {source.name: source for source in sources if source.fulltext and source.feed}
    mine = [wire for wire in wires if wire.source in asking and is_web(wire.link)]
    earlier = () if offline else _earlier(store, asking, mine, reports, now_at)
    if not mine and not earlier:
        return tuple(wires), tuple(reports)
    kept = store.pages([wire.id for wire in (*mine, *earlier)])
    if not offline:
        wanted = {
            name: some
            for name in asking
            if (some := _wanted([wire for wire in (*mine, *earlier) if wire.source == name], kept, now_at))
        }
        until_s = time.monotonic() + TOTAL_S
        for n, (name, some) in enumerate(wanted.items()):
            share_s = max(0.0, until_s - time.monotonic()) / (len(wanted) - n)
            rows = _asked(store, asking[name], some, kept, now_at, limits, share_s, spread)
            store.keep_pages(rows.values())
            kept |= {key: row for key, row in rows.items() if not key.startswith(ROBOTS)}
    failed = [wire for wire in earlier if wire.id in kept and not kept[wire.id].text and kept[wire.id].at == now_at]
    told, noted = _told((*wires, *failed), reports, {wire.id for wire in (*mine, *failed)}, kept)
    return (*told[: len(wires)], *_late(earlier, kept, now_at)), noted


def _earlier(
    store: Store, asking: Mapping[str, Source], mine: Sequence[Wire], reports: Sequence[SourceReport], now_at: datetime
) -> list[Wire]:
    """Wires of earlier looks without their page, of sources that answered now and do not list them in this answer (an
    unchanged feed lists none). Notices of withdrawal are left as they came."""
    from briefing.collect.links import is_web

    answered = [report.source for report in reports if report.status != "failed" and report.source in asking]
    if not answered:
        return []
    listed = {(wire.source, wire.identity) for wire in mine}
    return [
        wire
        for wire in store.newest_of(answered, now_at - RECENT, now_at)
        if "page" not in wire.marks
        and wire.kind != "kill"
        and is_web(wire.link)
        and (wire.source, wire.identity) not in listed
    ]


def _late(earlier: Sequence[Wire], kept: Mapping[str, PageRow], now_at: datetime) -> list[Wire]:
    """Those whose page was read after all, as versions that come now."""
    from briefing.collect.fulltext import with_page

    read = [(wire, with_page(wire, kept[wire.id].text)) for wire in earlier if wire.id in kept and kept[wire.id].text]
    return [replace(late, received_at=now_at) for wire, late in read if late is not wire]


def _wanted(wires: Sequence[Wire], kept: Mapping[str, PageRow], now_at: datetime) -> list[Wire]:
    """The wires whose pages are to be asked for now."""

    def open_(wire: Wire) -> bool:
        row = kept.get(wire.id)
        return row is None or (row.reason.endswith(AGAIN) and row.tries < MOST_TRIES)

    fresh = [wire for wire in wires if wire.at >= now_at - RECENT and open_(wire)]
    return sorted(fresh, key=lambda wire: (wire.at, wire.id), reverse=True)[:MOST_PAGES]


def _asked(
    store: Store,
    source: Source,
    wires: Sequence[Wire],
    kept: Mapping[str, PageRow],
    now_at: datetime,
    limits: Limits,
    total_s: float,
    spread: Spread,
) -> dict[str, PageRow]:
    """Rows of the pages asked for now, and of the rules for robots met on the way."""
    from briefing.collect.fulltext import Manners, read_pages, site_of

    known = store.pages([f"{ROBOTS}{site_of(wire.link)}" for wire in wires])
    robots = {
        key.removeprefix(ROBOTS): row.text
        for key, row in known.items()
        if timedelta(0) <= now_at - row.at <= ROBOTS_KEPT
    }
    manners = Manners(deadline_s=source.deadline, total_s=total_s, allow_private=source.allow_private)
    read = read_pages(wires, robots=robots, limits=limits, manners=manners, spread=spread)
    rows = {
        f"{ROBOTS}{site}": PageRow(key=f"{ROBOTS}{site}", at=now_at, text=text) for site, text in read.robots.items()
    }
    for page in read.pages:
        before = kept.get(page.key)
        reason = page.reason + (AGAIN if page.passes else "")
        rows[page.key] = PageRow(
            key=page.key, at=now_at, text=page.text, reason=reason, tries=1 + (before.tries if before else 0)
        )
    return rows


def _told(
    wires: Sequence[Wire], reports: Sequence[SourceReport], asking: set[str], kept: Mapping[str, PageRow]
) -> tuple[tuple[Wire, ...], tuple[SourceReport, ...]]:
    from briefing.collect.fulltext import with_page

    out: list[Wire] = []
    failed: dict[str, Counter[str]] = {}
    for wire in wires:
        row = kept.get(wire.id) if wire.id in asking else None
        if row and row.text:
            wire = with_page(wire, row.text)
        elif row:
            failed.setdefault(wire.source, Counter())[row.reason.removesuffix(AGAIN)] += 1
            wire = replace(wire, marks=(*wire.marks, "page-unread"))
        out.append(wire)
    told = tuple(_noted(report, failed.get(report.source)) for report in reports)
    return tuple(out), told


def _noted(report: SourceReport, failed: Counter[str] | None) -> SourceReport:
    """The report with a line on the pages that could not be read."""
    if not failed:
        return report
    count, reason = sum(failed.values()), failed.most_common(1)[0][0]
    pages = "1 page was" if count == 1 else f"{count} pages were"
    words = f"{pages} not read and the feed's own text stands ({reason})"
    return replace(report, reason="; ".join(t for t in (report.reason, words) if t))
