"""`briefing feeds`: sources listed, added and imported; the configuration keeps its comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefing.config import Config, load_config
from briefing.errors import ConfigError
from briefing.pipeline.checks import check_readers
from briefing.yamlfile import read_yaml


def source_rows(config: Config) -> list[dict[str, Any]]:
    """Each source of the configuration with what it last gave, as JSON types."""
    from briefing.store import open_store

    with open_store(config.store) as store:
        states = store.source_states()
    rows = []
    for source in config.sources:
        state = states.get(source.name)
        if not source.active:
            word, reason = "inactive", ""
        elif state is None:
            word, reason = "not asked", ""
        elif state.failing_since_at:
            word, reason = "failing", f"since {state.failing_since_at:%Y-%m-%d %H:%M} UTC: {state.last_reason}"
        else:
            word, reason = "ok", ""
        rows.append(
            {
                "name": source.name,
                "address": source.feed or source.folder or source.file,
                "state": word,
                "reason": reason,
                "newest_at": state.newest_at.isoformat() if state and state.newest_at else None,
                "last_heard_at": state.last_heard_at.isoformat() if state and state.last_heard_at else None,
            }
        )
    return rows


def named(address: str, name: str = "") -> dict[str, str]:
    """The config entry of an address: a feed for http(s), else a folder or a file."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        host = (parts.hostname or "feed").removeprefix("www.").removeprefix("rss.").removeprefix("feeds.")
        mine = {"allow_private": "true"} if _is_ours(parts.hostname or "") else {}
        return {"name": name or _name(host), "feed": address, **mine}
    path = Path(address)
    if not path.exists():
        raise ConfigError(
            f"{address!r} is no http(s) address, folder or file",
            hint="Write the whole address, with https:// before it",
        )
    return {"name": name or _name(path.stem), "folder" if path.is_dir() else "file": str(path.resolve())}


def _is_ours(host: str) -> bool:
    """Does the person name this machine or an address of its own networks, by number or as localhost?"""
    from briefing.collect.guard import is_private

    return host == "localhost" or host.endswith(".localhost") or is_private(host)


def _name(text: str) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:64]
    return name or "source"


def read_opml(path: Path) -> list[dict[str, str]]:
    """Every feed of an OPML file with its title. Raises ConfigError where it is none."""
    from xml.etree import ElementTree

    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as fault:
        raise ConfigError(f"cannot be read ({fault.strerror})", subject=str(path), hint="Look at its path") from fault
    if "<!ENTITY" in text:
        raise ConfigError("defines entities, which an OPML file has no need of", subject=str(path))
    try:
        root = ElementTree.fromstring(text.lstrip())
    except ElementTree.ParseError as fault:
        raise ConfigError(f"is not OPML: {fault}", subject=str(path), hint="Export it again as OPML 2.0") from fault
    found = []
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl") or outline.get("xmlurl") or ""
        if urlsplit(address).scheme in ("http", "https"):
            title = outline.get("title") or outline.get("text") or ""
            entry = named(address, _name(title) if title else "")
            found.append({**entry, "publisher": title} if title else entry)
    if not found:
        raise ConfigError("names no feed", subject=str(path), hint="Each feed needs an outline with an xmlUrl")
    return found


def add_sources(path: Path, entries: Sequence[dict[str, str]]) -> list[str]:
    """Add entries after the last source of a config file; every other line of it stays as it is. What is there
    already is left alone. The new file is checked before it takes the old one's place.
    """
    load_config(path)
    document = read_yaml(path) or {}
    sources = document.get("sources") or []
    addresses = {s.get("feed") or s.get("folder") or s.get("file") for s in sources}
    names = {s.get("name") for s in sources}
    new: list[dict[str, str]] = []
    lines = []
    for entry in entries:
        address = entry.get("feed") or entry.get("folder") or entry.get("file")
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
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    try:
        check_readers(load_config(new))
        new.replace(path)
    except ConfigError as fault:
        lines = tuple(line.replace(str(new), str(path)) for line in fault.faults)
        subject = fault.subject.replace(str(new), str(path))
        raise ConfigError(fault.message, subject=subject, hint=fault.hint, faults=lines) from fault
    finally:
        new.unlink(missing_ok=True)
