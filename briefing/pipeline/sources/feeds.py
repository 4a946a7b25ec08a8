"""`briefing feeds`: sources listed, added and imported; the configuration keeps its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefing.config import Config, load_config
from briefing.errors import ConfigError
from briefing.pipeline.tables.known import check_readers
from briefing.units import LOGIN_STANDS, with_login
from briefing.yamlfile import read_yaml


def source_rows(config: Config, now_at: datetime) -> list[dict[str, Any]]:
    """Each source of the configuration with its health and what it last gave, as JSON types."""
    from briefing.pipeline.sources.health import HABIT_DAYS, health_of
    from briefing.store import open_store

    with open_store(config.store) as store:
        states = store.source_states()
        days = store.daily_counts(now_at - timedelta(days=HABIT_DAYS), now_at)
    rows = []
    for source in config.sources:
        state = states.get(source.name)
        health = health_of(source, state, days.get(source.name, {}), now_at)
        since = f"since {health.since_at:%Y-%m-%d %H:%M} UTC: " if health.since_at else ""
        rows.append(
            {
                "name": source.name,
                "address": source.address,
                "state": health.word,
                "reason": since + health.reason if health.reason else "",
                "newest_at": state.newest_at.isoformat() if state and state.newest_at else None,
                "last_heard_at": state.last_heard_at.isoformat() if state and state.last_heard_at else None,
                "wires": sum(days.get(source.name, {}).values()),
            }
        )
    return rows


def named(address: str, name: str = "") -> dict[str, str]:
    """The config entry of an address: a feed for http(s), else a folder or a file."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        refuse_login(address)
        host = (parts.hostname or "feed").removeprefix("www.").removeprefix("rss.").removeprefix("feeds.")
        mine = {"allow_private": "true"} if is_ours(parts.hostname or "") else {}
        return {"name": name or source_name(host), "feed": address, **mine}
    path = Path(address)
    if not path.exists():
        raise ConfigError(f"{address!r} is no folder or file, nor an http(s) address", hint=_to_write(address))
    return {"name": name or source_name(path.stem), "folder" if path.is_dir() else "file": str(path.resolve())}


def _to_write(address: str) -> str:
    """What to do about an address that is nothing yet: a path is made, a web address lacks its beginning."""
    if address.startswith((".", "/", "~")) or "." not in address.partition("/")[0]:
        return "Mend its path, or make the folder first"
    return "Write a web address whole, with https:// before it; a folder is made first"


def found_feed(config: Config, address: str, name: str = "") -> tuple[dict[str, str], list[str]]:
    """The config entry of the feed behind a web address, named after its title, and lines that show what it gives.

    Raises FetchError where nobody answers, SourceError where something answers that is no feed and names none.
    """
    from briefing.pipeline.sources.discover import feed_lines, find_feed
    from briefing.pipeline.tables.naming import load_tables

    refuse_login(address)
    ours = is_ours(urlsplit(address).hostname or "")
    feed = find_feed(address, allow_private=ours)
    entry = named(feed.address, name or (source_name(feed.title) if feed.title else ""))
    lines = feed_lines(feed, load_tables(config))
    return (entry | {"publisher": feed.title} if feed.title else entry), lines


def refuse_login(address: str) -> None:
    """ConfigError, which quotes nothing of it, for an address that holds a name or password."""
    if with_login(address):
        raise ConfigError(LOGIN_STANDS)


def is_ours(host: str) -> bool:
    """Does the person name this machine or an address of its own networks, by number or as localhost?"""
    from briefing.collect.guard import is_private

    return host == "localhost" or host.endswith(".localhost") or is_private(host)


def source_name(text: str) -> str:
    """Any title as the name of a source: letters, digits, dot, dash and underline, at most 64."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:64]
    return name or "source"


def add_sources(path: Path, entries: Sequence[dict[str, str]]) -> list[str]:
    """Add entries after the last source of a config file; every other line of it stays as it is. What is there
    already is left alone. The new file is checked before it takes the old one's place.
    """
    config = load_config(path)
    document = read_yaml(path) or {}
    sources = document.get("sources") or []
    addresses = {source.address for source in config.sources}  # absolute, as new ones are
    names = {s.get("name") for s in sources}
    new: list[dict[str, str]] = []
    lines = []
    for entry in entries:
        address = entry.get("feed") or entry.get("folder") or entry.get("file") or ""
        if address in addresses:
            lines.append(f"{address} is there already")
            continue
        name, n = entry["name"], 1
        while name in names:
            n += 1
            name = f"{entry['name'][:60]}-{n}"
        new.append({**entry, "name": name})
        addresses.add(address)
        names.add(name)
        lines.append(f"added {name}: {address}")
    if new:
        replace_checked(path, _with_sources(path.read_text(encoding="utf-8-sig"), document, new))
    return lines


def _with_sources(text: str, document: Any, new: Sequence[dict[str, str]]) -> str:
    """The text of a config with entries written after its last source."""
    rows = text.splitlines()
    sources = document.get("sources")
    if sources and sources.fa.flow_style():
        hint = "Write each on lines of its own, begun with a dash; then this command adds to them"
        raise ConfigError("its sources stand in brackets, which this command does not rewrite", hint=hint)
    if sources:
        indent = sources.lc.item(len(sources) - 1)[1] - 2
        at = _last_row(sources[-1]) + 1
    elif "sources" in document:
        at, indent = document.lc.key("sources")[0] + 1, 2
        rows[at - 1] = "sources:"
    else:
        at, indent = len(rows) + 1, 2
        rows.append("sources:")
    added = []
    for entry in new:
        keys = [f"{key}: {value if key == 'allow_private' else quoted(value)}" for key, value in entry.items()]
        added += [" " * indent + "- " + keys[0], *(" " * (indent + 2) + key for key in keys[1:])]
    return "\n".join([*rows[:at], *added, *rows[at:]]) + "\n"


def _last_row(node: Any) -> int:
    """The row, from 0, on which a mapping's last value begins."""
    rows = [node.lc.line]
    for key, value in node.items():
        rows.append(node.lc.value(key)[0])
        if hasattr(value, "lc") and hasattr(value, "items"):
            rows.append(_last_row(value))
    return int(max(rows))


def quoted(value: str) -> str:
    """A YAML scalar that is read as the text it is, whatever it holds."""
    import json

    return json.dumps(value, ensure_ascii=False)


def replace_checked(path: Path, text: str) -> None:
    """Write a config file, but only if it is without fault: ConfigError names the lines as those of ``path``."""
    real = path.resolve()  # where a symbolic link leads, which stays
    new = real.with_name(f".{real.name}.new")
    new.unlink(missing_ok=True)
    mode = real.stat().st_mode & 0o777 if real.exists() else None
    new.touch(mode=0o666 if mode is None else 0o600)
    new.write_text(text, encoding="utf-8")
    try:
        check_readers(load_config(new))
        if mode is not None:
            new.chmod(mode)  # one that others may not read stays so
        new.replace(real)
    except ConfigError as fault:
        lines = tuple(line.replace(str(new), str(path)) for line in fault.faults)
        subject = fault.subject.replace(str(new), str(path))
        raise ConfigError(fault.message, subject=subject, hint=fault.hint, faults=lines) from fault
    finally:
        new.unlink(missing_ok=True)
