"""Is a name a place? For datelines that carry neither a date nor an agency's sign."""

from __future__ import annotations

import gzip
import re
from functools import cache
from importlib.resources import files

_KINDS = frozenset(("country", "capital", "city", "admin", "area"))
_NO_NAMES: frozenset[str] = frozenset()
# spellings in datelines that the gazetteer lists under another name
_ALSO = frozenset(("occupied jerusalem", "gaza city", "united nations", "rio", "st petersburg", "the hague", "hague"))


def is_place(name: str) -> bool:
    """Does the gazetteer know the first of the names in "KHARTOUM" or "WASHINGTON/GENEVA"? Loads it at the "
    "first call."""
    first = re.split(r"[,/]", name)[0].strip().casefold()
    return first in _ALSO or first in _names()


@cache
def _names() -> frozenset[str]:
    """Names of places in lower case; none where the gazetteer is not there."""
    try:
        packed = (files("briefing.data") / "gazetteer" / "places.tsv.gz").read_bytes()
        text = gzip.decompress(packed).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError, gzip.BadGzipFile):
        return _NO_NAMES
    rows = (row.split("\t", 2) for row in text.split("\n"))
    return frozenset(row[0].casefold() for row in rows if len(row) > 1 and row[1] in _KINDS)
