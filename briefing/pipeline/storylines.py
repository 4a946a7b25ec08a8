"""The storylines that readers' last editions carried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.config import Config
from briefing.model import Edition

LOOK_BACK = 14  # told editions of a reader that are read


def list_storylines(config: Config, *, reader: str) -> list[dict[str, Any]]:
    """Storylines by reader, the latest told first, as JSON types: id, first and last date of the editions that carried
    it, the status and headline it had there, and how many editions that were."""
    from briefing.store import open_store

    names = [config.reader(reader).name] if reader else [person.name for person in config.readers]
    found: list[dict[str, Any]] = []
    with open_store(config.store) as store:
        for name in names:
            rows = [row for row in store.editions(name, limit=60) if row.state == "told"]
            rows.sort(key=lambda row: row.covers_to_at, reverse=True)
            found += _lines(name, [store.load_edition(row.id) for row in rows[:LOOK_BACK]])
    return found


def _lines(reader: str, editions: list[Edition]) -> list[dict[str, Any]]:
    """``editions`` newest first."""
    notices = [n for edition in editions for n in edition.notices if n.level == "withdrawn"]
    gone = {wire for notice in notices for wire in notice.wires}
    lines: dict[str, dict[str, Any]] = {}
    for edition in editions:
        for card in (*edition.cards(), *edition.brief):
            if gone.intersection(wire.id for wire in card.wires):
                continue  # its agency took it back: its headline is not said again
            first = (card.first_on or edition.on).isoformat()
            line = lines.setdefault(
                card.storyline,
                {
                    "id": card.storyline,
                    "reader": reader,
                    "first": first,
                    "last": edition.on.isoformat(),
                    "status": card.status,
                    "headline": card.headline,
                    "editions": [],
                },
            )
            line["first"] = min(line["first"], first)
            if edition.number not in line["editions"]:
                line["editions"].append(edition.number)
    return list(lines.values())


def storyline_line(row: Mapping[str, Any]) -> str:
    """One row of the list for a terminal."""
    return f"{row['id']}  {row['first']} to {row['last']}  {row['status']:<10} {row['reader']:<12} {row['headline']}"
