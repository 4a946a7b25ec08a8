"""`briefing feeds remove`: one source taken out of a config file; every other line of it stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from briefing.config import load_config
from briefing.errors import ConfigError
from briefing.pipeline.sources.feeds import replace_checked
from briefing.yamlfile import did_you_mean, read_yaml


def remove_source(path: Path, name: str) -> list[str]:
    """Take the source called ``name`` out, with the comments among its own lines. The new file is checked before it
    takes the old one's place. ConfigError where there is no such source, or its lines cannot be told apart."""
    load_config(path)
    sources: Any = (read_yaml(path) or {}).get("sources") or []
    names = [str(source.get("name")) for source in sources]
    if name not in names:
        near = did_you_mean(name, names)
        hint = "" if near else "`briefing feeds list` shows the names"
        raise ConfigError(f"there is no source {name!r}{near}", subject=str(path), hint=hint)
    if sources.fa.flow_style():
        hint = "Take it out by hand, or write each on lines of its own, begun with a dash"
        raise ConfigError("its sources stand in brackets, which this command does not rewrite", hint=hint)
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    first, end = _rows_of(rows, sources.lc.item(names.index(name))[0])
    left = [*rows[:first], *rows[end:]]
    if len(names) == 1:
        left = ["sources: []" if row.split("#")[0].rstrip() == "sources:" else row for row in left]
    replace_checked(path, "\n".join(left) + "\n")
    return [f"removed {name}; the wires it gave stay in the archive"]


def _rows_of(rows: list[str], row: int) -> tuple[int, int]:
    """The first row of a list's entry, and the one after its last: those that stand further right than its dash."""
    while not rows[row].lstrip().startswith("-"):
        row -= 1
    dash = len(rows[row]) - len(rows[row].lstrip())
    end = row + 1
    for n in range(row + 1, len(rows)):
        text = rows[n].strip()
        if text and len(rows[n]) - len(rows[n].lstrip()) <= dash:
            break
        end = n + 1 if text else end
    return row, end
