"""Names of wires: the same version has the same id on any machine and any day."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from hashlib import sha256


def text_hash(*texts: str) -> str:
    """16 hex digits over texts as a reader sees them: white space folded, Unicode composed."""
    joined = "\x1f".join(" ".join(unicodedata.normalize("NFC", t).split()) for t in texts)
    return sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]


def version_id(source: str, identity: str, headline: str, paragraphs: Iterable[str]) -> str:
    """The id of one version: its source, which wire it is, and every word of it. Dates and order play no part."""
    return text_hash(source, identity, headline, *paragraphs)
