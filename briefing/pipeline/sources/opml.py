"""Lists of feeds as other programs keep them: OPML in and out."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from briefing.config import Config
from briefing.errors import ConfigError
from briefing.pipeline.sources.feeds import named, source_name


def read_opml(path: Path) -> list[dict[str, str]]:
    """Every feed of an OPML file with its title. Raises ConfigError where it is none."""
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
    from briefing.collect.links import is_web

    found = []
    for outline in root.iter("outline"):
        address = outline.get("xmlUrl") or outline.get("xmlurl") or ""
        if is_web(address):
            title = outline.get("title") or outline.get("text") or ""
            entry = named(address, source_name(title) if title else "")
            found.append({**entry, "publisher": title} if title else entry)
    if not found:
        raise ConfigError("names no feed", subject=str(path), hint="Each feed needs an outline with an xmlUrl")
    return found


def opml_of(config: Config) -> str:
    """The feeds of a configuration as OPML 2.0, in its order, inactive ones too; folders and files have no place in it.

    Other programs show the title, so that is the publisher's name where one is given. The same configuration gives the
    same text: it carries no date.
    """
    rows = [
        f'    <outline type="rss" text={_attribute(source.publisher or source.name)} '
        f"title={_attribute(source.publisher or source.name)} xmlUrl={_attribute(source.feed)}/>"
        for source in config.sources
        if source.feed
    ]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>briefing</title></head>\n  <body>'
    )
    return "\n".join([head, *rows, "  </body>", "</opml>", ""])


def write_opml(config: Config, path: Path) -> str:
    """Write the list to ``path`` and say so. Raises ConfigError where it cannot be written."""
    text = opml_of(config)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise ConfigError(
            f"cannot be written ({fault.strerror})", subject=str(path), hint="Name a file in a folder that is there"
        ) from fault
    written = text.count("<outline ")
    return f"{written} {'feed' if written == 1 else 'feeds'} written to {path}"


def _attribute(text: str) -> str:
    return quoteattr(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text))
