"""What a replay found: lines for a terminal, a document for programs, a page for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from briefing.config import Config
from briefing.model import Replay, Replayed
from briefing.text.counting import count_of

WORDS = {  # of one, of several
    "added": ("story added", "stories added"),
    "gone": ("story gone", "stories gone"),
    "status": ("status changed", "statuses changed"),
    "placement": ("moved in the edition", "moved in the edition"),
    "headline": ("headline changed", "headlines changed"),
    "figures": ("figure changed", "figures changed"),
    "daybook_new": ("daybook entry added", "daybook entries added"),
    "daybook_gone": ("daybook entry gone", "daybook entries gone"),
    "daybook_changed": ("daybook entry changed", "daybook entries changed"),
    "sources": ("source changed", "sources changed"),
}


def replay_lines(found: Replay) -> list[str]:
    """A line an edition, and the sums."""
    lines = [f"{_name(one)}: {_said(one)}" for one in found.editions]
    failed = sum(one.comparison is None for one in found.editions)
    made = len(found.editions) - failed
    if made:
        lines.append(f"{count_of(made, 'edition')} decided anew, {found.same} as before. In all: {_sum(found.totals)}")
    lines += [f"{count_of(failed, 'edition')} came to nothing."] if failed else []
    return [*lines, *found.remarks]


def _name(one: Replayed) -> str:
    return f"{one.reader} no. {one.number}, {one.on} {one.slot}"


def _said(one: Replayed) -> str:
    faults = "; ".join(one.faults)
    if one.comparison is None:
        return f"not made: {faults}"
    return f"{_sum(one.tally)}{f' ({faults})' if faults else ''}"


def _sum(tally: Mapping[str, int]) -> str:
    told = [count_of(n, *WORDS[kind]) for kind, n in tally.items() if n]
    return f"{', '.join(told)}." if told else "nothing differs."


def replay_document(found: Replay) -> dict[str, Any]:
    """The replay as JSON types, with every change."""
    return {
        "editions": [_plain(one) for one in found.editions],
        "same": found.same,
        "totals": dict(found.totals),
        "remarks": list(found.remarks),
    }


def _plain(one: Replayed) -> dict[str, Any]:
    changes = [asdict(change) for change in one.comparison.changes] if one.comparison else []
    return {
        "reader": one.reader,
        "number": one.number,
        "on": one.on.isoformat(),
        "slot": one.slot,
        "made": one.comparison is not None,
        "differs": dict(one.tally),
        "changes": changes,
        "page": one.page,
        "faults": list(one.faults),
    }


def write_replay(config: Config, found: Replay, out: Path) -> list[Path]:
    """Write replay.json and replay.html into the folder. Raises RenderError, DeliveryError."""
    from briefing.deliver.folder import write_files
    from briefing.pipeline.looks.templates import templates_of
    from briefing.render.replay import render_replay

    names = dict.fromkeys(one.reader for one in found.editions)
    template = next((reader.look for reader in config.readers if reader.name in names), "default")
    page = render_replay(found, templates=templates_of(config, template)[0])
    data = json.dumps(replay_document(found), ensure_ascii=False, indent=2).encode() + b"\n"
    return list(write_files(out, {"replay.html": page.encode(), "replay.json": data}))
