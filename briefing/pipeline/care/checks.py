"""What `briefing check` and `briefing --version` say."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefing.config import Config, Source, mark_rank
from briefing.config.delivery import MARKS
from briefing.errors import BriefingError
from briefing.pipeline.making.marks import unknown_ids
from briefing.pipeline.sources.feeds import is_ours
from briefing.pipeline.sources.gather import password_of
from briefing.pipeline.tables.known import check_readers
from briefing.text.counting import count_of


def region_rows(config: Config) -> dict[str, dict[str, Any]]:
    """The region tree by key, in the order of print: name, the region above ("" at the top), its own countries."""
    from briefing.digest.regions import load_regions

    regions = load_regions(config.taxonomy.regions)
    return {
        key: {
            "name": regions.name(key),
            "parent": regions.parents.get(key, ""),
            "countries": list(regions.leaves.get(key, ())),
        }
        for key in regions.order
    }


def region_lines(config: Config) -> list[str]:
    """The same for a terminal, indented: a key and its name a line, with its countries below."""
    from briefing.text.gazetteer import country_name

    lines: list[str] = []
    rows = region_rows(config)
    for key in rows:
        above, depth = rows[key]["parent"], 0
        while above:
            above, depth = rows[above]["parent"], depth + 1
        named = ", ".join(f"{country_name(code)} ({code})" for code in rows[key]["countries"])
        lines.append(f"{'  ' * depth}{key:<24} {rows[key]['name']}")
        lines += [f"{'  ' * depth}    {named}"] if named else []
    return lines


def check_all(config: Config, *, connecting: bool = False) -> dict[str, Any]:
    """Check what can be checked without asking anybody: templates, local sources, regions, the archive's folder.

    With ``connecting`` every channel of delivery is asked for an answer too.
    """
    from briefing.pipeline.post.channels import channel_faults, channel_lines, connect

    faults: list[str] = []
    lines: list[str] = []
    check_readers(config)
    faults += _template_faults(config)
    faults += channel_faults(config)
    for source in config.sources:
        local = source.folder or source.file
        if source.active and local and not Path(local).exists():
            faults.append(f"source {source.name}: there is no {local}; make it or mend its path")
        if source.active and (closed := _closed(source)):
            faults.append(closed)
        if source.active and (missing := password_of(source).get("fault")):
            faults.append(f"source {source.name}: {missing}")
    active = sum(source.active for source in config.sources)
    lines.append(
        f"{active} of {count_of(len(config.sources), 'source')} active, {count_of(len(config.readers), 'reader')}."
    )
    if not active:
        lines.append("No source is active: set active: true on one, or `briefing feeds add ADDRESS`.")
    lines += _next_slots(config)
    lines += _gaps(config)
    lines += channel_lines(config)
    if connecting:
        answers, silent = connect(config)
        lines += answers
        faults += silent
    lines += [f"warning: {line}" for line in unknown_ids(config)]
    lines += _template_warnings(config)
    lines += _mark_warnings(config)
    engine = _engine_line()
    if engine:
        lines.append(engine)
    lines += [f"fault: {fault}" for fault in faults]
    lines.append(f"{count_of(len(faults), 'fault')}." if faults else "No fault found.")
    return {"faults": faults, "lines": lines}


def _closed(source: Source) -> str:
    """Why a source in a network of one's own would not be asked; "" where it is. Names are looked up by runs alone."""
    host = urlsplit(source.feed or source.mailbox or "").hostname or ""
    if source.allow_private or not host or not is_ours(host):
        return ""
    return (
        f"source {source.name}: {host} is this machine or in a private network, which is not asked; "
        "add allow_private: true where it is yours"
    )


def _gaps(config: Config) -> list[str]:
    """What is no fault and still leaves somebody without his edition."""
    lines = [] if config.readers else ["No reader: add one under readers:, or nobody gets an edition."]
    lines += [f"{r.name}: no slots; only `briefing run --now` makes his edition" for r in config.readers if not r.slots]
    out = Path(config.out)
    if out.exists() and not out.is_dir():
        lines.append(f"fault to come: out is {out}, which is a file; name a folder")
    return lines


def _template_faults(config: Config) -> list[str]:
    from briefing.pipeline.looks.templates import template_faults
    from briefing.render.shapes import load_shapes

    found: list[str] = []
    for name in dict.fromkeys(reader.look for reader in config.readers):
        found += [f"template {name}: {fault}" for fault in template_faults(config, name)]
    if config.taxonomy.shapes:
        try:
            load_shapes(config.taxonomy.shapes)
        except BriefingError as fault:
            found.append(f"maps: {fault}")
    return found


def _template_warnings(config: Config) -> list[str]:
    from briefing.pipeline.looks.templates import odd_in

    looks = dict.fromkeys(reader.look for reader in config.readers)
    return list(dict.fromkeys(f"warning: {line}" for look in looks for line in odd_in(config, look)))


def _mark_warnings(config: Config) -> list[str]:
    """Handling marks that begin like one of the Traffic Light Protocol and are none; other words are the reader's."""
    known = f"TLP:{', TLP:'.join(MARKS)} are"
    return [
        f"warning: reader {reader.name}: {reader.mark!r} is no mark of the Traffic Light Protocol; {known}"
        for reader in config.readers
        if reader.mark.strip().upper().startswith("TLP") and mark_rank(reader.mark) is None
    ]


def _engine_line() -> str:
    from datetime import UTC, datetime

    from briefing.errors import RenderError
    from briefing.render.pdf import render_pdf

    try:
        render_pdf(
            "<!doctype html><html lang=en><title>check</title><p>check", created_at=datetime(2022, 1, 6, tzinfo=UTC)
        )
    except RenderError as fault:
        return f"No PDF: {str(fault).removeprefix('pdf: ')}"
    return ""


def _next_slots(config: Config) -> list[str]:
    from briefing.pipeline.clock import now
    from briefing.pipeline.slots.plan import slot_words

    return [line for reader in config.readers for line in slot_words(reader, now(), 1)]


def version_lines() -> list[str]:
    """The program, its rules, the system and the libraries that matter for a report of a fault."""
    import platform
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    from briefing import __version__
    from briefing.digest.rules import rules_version

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = [f"briefing {__version__}, rules {rules_version()}", f"Python {platform.python_version()}, {system}"]
    for name in ("weasyprint", "jinja2", "feedparser", "apscheduler", "SQLAlchemy", "httpx"):
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} is not installed")
    return [*lines, f"SQLite {sqlite3.sqlite_version}", *_engine_lines()]


def _engine_lines() -> list[str]:
    """The libraries of the system that draw the PDF."""
    try:
        from briefing.render.pdf_child import versions

        found = versions()
    except OSError:  # Pango is not there
        return ["no Pango: editions come out without a PDF"]
    return [f"{name} {found[name] or 'does not tell its version'}" for name in ("pango", "harfbuzz", "fontconfig")]
