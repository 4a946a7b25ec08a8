"""Told at once: a wire that the reader was told is withdrawn, a wire of urgency 1 or 2, a wire with a watch term.

An alert is put down first, once for a reader, a kind and a wire, with the mark up to which wires were looked at; then
what waits is sent together, not more often than the reader's throttle allows. A kill in between sends it again under
the same Message-ID, and loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from briefing.config import Config, Reader
from briefing.errors import BriefingError
from briefing.model import Alert, Analysis, Edition, Wire
from briefing.pipeline.post.letters import Note, send_note
from briefing.pipeline.post.outbox import targets
from briefing.pipeline.record.amended import amendments
from briefing.pipeline.tables.naming import Tables, load_tables
from briefing.store import Store
from briefing.text.counting import count_of

FRESH = timedelta(hours=24)  # what was published, or waits to be sent, longer ago is no alert any more
URGENT = (1, 2)
MOST_NEW = 5000  # wires of one look
TOLD_BACK = timedelta(hours=36)  # how far back a kill is looked for among what was received
EDITIONS = 10  # of a reader, in which a withdrawn wire is looked for
FOLDER = "alerts"
HEADS = {"kill": "WITHDRAWN", "urgent": "URGENT", "watch": "WATCH TERM"}


def alert_readers(config: Config, store: Store, out: Path, at: datetime) -> list[str]:
    """Look at the wires that came since the last look, and send what is due. Lines for the report: what went out, what
    could not. Never raises for one reader: an alert must not cost an edition."""
    readers = [reader for reader in config.readers if reader.alerts.kinds]
    if not readers:
        return []
    with store.claim("alerts", ["all"]) as mine:  # another program that has them sends them
        return _alerted(config, store, readers, out, at) if mine else []


def _alerted(config: Config, store: Store, readers: Sequence[Reader], out: Path, at: datetime) -> list[str]:
    last = store.last_seq()
    cut = store.alert_cut()
    # the first look is for what comes from now on; one after a long pause is for the latest
    new = store.wires_between(max(cut, last - MOST_NEW), last) if cut is not None else []
    fresh = [wire for wire in new if at - wire.at <= FRESH]
    found: list[Alert] = []
    tables = load_tables(config) if fresh else None
    for reader in readers:
        if tables is not None:
            found += _of_reader(store, reader, fresh, tables, at)
    store.keep_alerts(found, cut=last)
    lines: list[str] = []
    for reader in readers:
        try:
            lines += _send(config, store, reader, out, at)
        except BriefingError as fault:
            lines.append(f"{reader.name}: alerts could not be sent. {fault}")
    return lines


def _of_reader(store: Store, reader: Reader, wires: Sequence[Wire], tables: Tables, at: datetime) -> Iterator[Alert]:
    from briefing.digest.duplicates_notice import notice_kind
    from briefing.edition.score import watch_hits

    kinds = reader.alerts.kinds
    if "kill" in kinds:
        yield from _kills(store, reader, [wire for wire in wires if notice_kind(wire) == "kill"], at)
    open_now = [wire for wire in wires if _may_be_told(wire, reader, at)]
    if "watch" in kinds:
        for wire in open_now:
            if hits := watch_hits(reader, f"{wire.headline} {wire.text[:2000]}"):
                yield _alert(reader, "watch", wire, at, f"watch term: {', '.join(hits)}")
    if "urgent" in kinds:
        urgent = [wire for wire in open_now if wire.urgency in URGENT]
        analyses = _analyses(store, urgent, tables)
        regions = tables.wanted_regions(reader)
        for wire in urgent:
            if wire.id in analyses and _on_his_desks(analyses[wire.id], reader, regions):
                yield _alert(reader, "urgent", wire, at, f"urgency {wire.urgency}")


def _analyses(store: Store, wires: Sequence[Wire], tables: Tables) -> Mapping[str, Analysis]:
    from briefing.pipeline.making.analysing import analysed

    return analysed(store, wires, tables) if wires else {}


def _may_be_told(wire: Wire, reader: Reader, at: datetime) -> bool:
    from briefing.digest.duplicates_notice import notice_kind
    from briefing.edition.choose import excluded_by

    pick = reader.sources
    if (pick.only and wire.source not in pick.only) or wire.source in pick.without:
        return False
    if wire.pubstatus != "usable" or notice_kind(wire) or (wire.embargo_at and wire.embargo_at > at):
        return False
    return not excluded_by(reader, f"{wire.headline} {wire.text[:2000]}")


def _on_his_desks(analysis: Analysis, reader: Reader, regions: frozenset[str]) -> bool:
    everywhere = not reader.regions and not reader.countries
    return any(
        set(part.sections) & set(reader.sections)
        and (not reader.topics or part.topic in reader.topics)
        and (everywhere or part.region in regions or set(part.countries) & {*reader.countries, reader.home})
        for part in analysis.parts
    )


def _alert(reader: Reader, kind: str, wire: Wire, at: datetime, why: str) -> Alert:
    return Alert(
        reader=reader.name,
        kind=kind,
        wire_id=wire.id,
        at=at,
        headline=wire.headline,
        publisher=wire.publisher or wire.source,
        link=wire.link,
        published_at=wire.published_at,
        why=why,
    )


def _kills(store: Store, reader: Reader, kills: Sequence[Wire], at: datetime) -> Iterator[Alert]:
    """A withdrawal of what stands in one of his last editions, or of what he was alerted to. Of its words nothing."""
    if not kills:
        return
    earlier = _told(store, reader)
    for notice in amendments(store, kills, earlier, at, TOLD_BACK) if earlier else ():
        if notice.level == "withdrawn":
            for wire_id in notice.wires:
                yield Alert(reader=reader.name, kind="kill", wire_id=wire_id, at=at, why=notice.text)
    from briefing.digest.duplicates import find_duplicates

    recent = {wire.id: wire for wire in store.wires_received(at - TOLD_BACK, at)} | {wire.id: wire for wire in kills}
    found = find_duplicates([*recent.values()])
    gone = {found[wire.id].of for wire in kills if wire.id in found}
    for old in store.alerts(reader.name):
        if old.kind != "kill" and old.wire_id in gone:
            text = (
                f"Withdrawn by its agency: the wire ({old.publisher}) you were alerted to {old.at:%Y-%m-%d %H:%M} UTC."
            )
            yield Alert(reader=reader.name, kind="kill", wire_id=old.wire_id, at=at, why=text)


def _told(store: Store, reader: Reader) -> tuple[Edition, ...]:
    from briefing.pipeline.record.ledger import frozen

    rows = [row for row in store.editions(reader.name, limit=60) if row.state == "told"][:EDITIONS]
    return tuple(edition for row in rows if (edition := frozen(store, row)))


def _send(config: Config, store: Store, reader: Reader, out: Path, at: datetime) -> list[str]:
    """What waits, in one letter: to the folder, and through the reader's channels that carry words."""
    waiting = store.waiting_alerts(reader.name)
    last = store.alerted_at(reader.name)
    if not waiting or (last is not None and timedelta(0) <= at - last < timedelta(seconds=reader.alerts.every)):
        return []
    ids = [row_id for row_id, _ in waiting]
    kept = [alert for _, alert in waiting if at - alert.at <= FRESH]
    if not kept:
        store.mark_alerted(ids, at)
        return [f"{reader.name}: {count_of(len(ids), 'alert')} not sent within a day and given up"]
    from briefing.deliver.folder import write_files

    text = letter(reader, kept, at)
    name = f"{at:%Y-%m-%dT%H%M%SZ}.txt"
    write_files(out / reader.name / FOLDER, {name: text.encode("utf-8", "backslashreplace")})
    note = Note(
        reader=reader.name,
        kind="alert",
        subject=subject(kept),
        text=text,
        key=f"alert {ids[0]}-{ids[-1]}",
        at=at,
        mark=reader.mark,
    )
    done = send_note(note, targets(config, reader))
    faults = [f"{channel} {address}: {one.reason}".strip() for channel, address, one in done if one.state != "sent"]
    lines = [f"{reader.name}: an alert was not taken by {fault}" for fault in faults]
    if any(one.state == "later" for _, _, one in done) and not any(one.state == "sent" for _, _, one in done):
        return lines  # nobody has it yet: it waits for the next run
    store.mark_alerted(ids, at)
    return [*lines, f"{reader.name}: {count_of(len(kept), 'alert')} sent ({out / reader.name / FOLDER / name})"]


def subject(alerts: Sequence[Alert]) -> str:
    """One line: the gravest alert, and how many more there are."""
    first = min(alerts, key=lambda one: list(HEADS).index(one.kind))
    said = first.headline or "a report that you were told"
    more = f" (and {len(alerts) - 1} more)" if len(alerts) > 1 else ""
    return " ".join(f"{HEADS[first.kind]}: {said}{more}".split())


def letter(reader: Reader, alerts: Sequence[Alert], at: datetime) -> str:
    """The text: withdrawals first; the words are those of the wires, all else is labels."""
    order = sorted(alerts, key=lambda one: (list(HEADS).index(one.kind), one.at, one.wire_id))
    lines = [f"Alert for {reader.name}, {at:%Y-%m-%d %H:%M} UTC", *([reader.mark] if reader.mark else []), ""]
    for one in order[: reader.alerts.most]:
        lines += _block(one)
    if len(order) > reader.alerts.most:
        lines.append(f"and {len(order) - reader.alerts.most} more; `briefing alerts` lists them")
    return "\n".join(lines).rstrip() + "\n"


def _block(one: Alert) -> list[str]:
    if one.kind == "kill":
        said = one.why.removeprefix("Withdrawn ")  # the head says it
        return [f"{HEADS['kill']}{'' if said != one.why else ':'} {said}", ""]
    when = f", {one.published_at:%Y-%m-%d %H:%M} UTC" if one.published_at else ""
    rows = [f"{HEADS[one.kind]} ({one.why}): {one.headline}", f"  {one.publisher}{when}"]
    return [*rows, *([f"  {one.link}"] if one.link else []), ""]


def alert_rows(alerts: Sequence[Alert]) -> list[dict[str, object]]:
    """Alerts as JSON types."""
    return [
        {
            "reader": one.reader,
            "kind": one.kind,
            "at": one.at.isoformat(),
            "wire": one.wire_id,
            "headline": one.headline,
            "publisher": one.publisher,
            "link": one.link,
            "why": one.why,
        }
        for one in alerts
    ]
