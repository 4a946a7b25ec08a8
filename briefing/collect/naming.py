"""Names of wires: the same version has the same id on any machine and any day."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

MISSPELT = "misspelt-header:"  # begins a mark of a wire; the header's key as written follows


def storable(text: str) -> str:
    """A text as stated, without the control characters and lone surrogates that archives and files refuse."""
    return text if text.isprintable() else _UNSTORABLE.sub("", text)


def text_hash(*texts: str) -> str:
    """16 hex digits over texts as a reader sees them: white space folded, Unicode composed."""
    joined = "\x1f".join(" ".join(unicodedata.normalize("NFC", t).split()) for t in texts)
    return sha256(joined.encode("utf-8", "replace")).hexdigest()[:16]


def version_id(source: str, identity: str, headline: str, paragraphs: Iterable[str]) -> str:
    """The id of one version: its source, which wire it is, and every word of it. Dates and order play no part."""
    return text_hash(source, identity, headline, *paragraphs)
