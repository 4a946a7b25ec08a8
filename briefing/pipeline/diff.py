"""`briefing diff`: two stored editions of a reader beside each other."""

from __future__ import annotations

from briefing.config import Config
from briefing.edition.compare import Change, compare
from briefing.errors import ConfigError
from briefing.store import open_store


def diff_editions(config: Config, *, reader: str, before: str, after: str) -> tuple[Change, ...]:
    """What changed between the last editions of two dates, previews aside. Raises ConfigError where one is missing."""
    with open_store(config.store) as store:
        rows = [row for row in store.editions(reader, limit=1000) if row.kind != "preview"]
        found = []
        for on in (before, after):
            row = max((r for r in rows if r.on.isoformat() == on), key=lambda r: r.covers_to_at, default=None)
            if row is None:
                raise ConfigError(f"there is no edition of {reader} on {on}", hint="`briefing editions` lists them")
            found.append(store.load_edition(row.id))
    return compare(*found)


def diff_lines(changes: tuple[Change, ...]) -> list[str]:
    """The differences as a person reads them."""
    lines = []
    for one in changes:
        values = " -> ".join(v or "-" for v in (one.before, one.after)) if one.before or one.after else ""
        lines.append(f"{one.kind:<8} {one.what:<10} {one.name}{f': {values}' if values else ''}")
    return lines or ["Nothing changed."]
