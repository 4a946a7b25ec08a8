"""A reader's editions as an Atom feed (RFC 4287), beside his folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from briefing.deliver.folder import write_files
from briefing.model.media import MEDIA

NAME = "editions.atom"
RELATIONS = {"html": "alternate"}


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEntry:
    """One edition. ``links``: form -> address, absolute or relative to the feed's own."""

    id: str  # of the edition, the same for ever
    title: str
    headline: str
    made_at: datetime
    links: dict[str, str]


def write_feed(folder: Path, reader: str, title: str, entries: Sequence[FeedEntry], base: str) -> Path:
    """Write the feed of ``entries``, newest first, and give its path. DeliveryError where it cannot be written."""
    text = feed_text(reader, title, entries, base)
    return write_files(folder, {NAME: text.encode("utf-8")})[0]


def feed_text(reader: str, title: str, entries: Sequence[FeedEntry], base: str) -> str:
    """The feed as XML; ``base`` is the web address of the reader's folder, "" for none."""
    updated = max((entry.made_at for entry in entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_urn(reader)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_at(updated)}</updated>",
        f"<author><name>{_text(title)}</name></author>",
    ]
    if base:
        lines.append(f'<link rel="self" type="application/atom+xml" href={quoteattr(base + NAME)}/>')
    for entry in entries:
        lines += _entry(entry, base)
    return "\n".join([*lines, "</feed>", ""])


def _entry(entry: FeedEntry, base: str) -> list[str]:
    links = [
        f'<link rel="{RELATIONS.get(form, "enclosure")}" type="{MEDIA[form]}" href={quoteattr(base + link)}/>'
        for form, link in entry.links.items()
        if form in MEDIA
    ]
    return [
        "<entry>",
        f"<id>{_urn(entry.id)}</id>",
        f"<title>{_text(entry.title)}</title>",
        f"<updated>{_at(entry.made_at)}</updated>",
        f"<published>{_at(entry.made_at)}</published>",
        *links,
        f"<summary>{_text(entry.headline)}</summary>",
        "</entry>",
    ]


def _urn(name: str) -> str:
    """An id that is the same for ever, made of what names the thing."""
    return uuid5(NAMESPACE_URL, f"briefing:{name}").urn


def _text(text: str) -> str:
    """Escaped, and without what XML cannot hold."""
    return escape("".join(c for c in " ".join(text.split()) if c.isprintable()))


def _at(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
