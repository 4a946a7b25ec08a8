"""Wires that a source sends again under another id, with the same words: nothing new, whatever their date and marks.

A publisher whose system is changed or filled anew gives all its items new ids, straight quotes for curly ones, other
dashes and spaces. The archive knows a wire by its id and every word of it; here the words alone decide, compared with
the latest of the same source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from briefing.model import Wire
from briefing.store import Store

LATEST = 200  # of a source that a new wire of it is compared with; a feed lists a hundred at most
KINDS = frozenset(("wire", "writethru"))  # a kill or a correction that is sent again is looked at again
_SAME = str.maketrans({
    **dict.fromkeys("‘’‚‛ʼʹ´`′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
})  # fmt: skip


def without_restamped(store: Store, wires: Iterable[Wire]) -> list[Wire]:
    """The wires but those that are new to the archive by their id alone."""
    given = list(wires)
    asked = {wire.id for wire in given if wire.kind in KINDS and wire.paragraphs}
    fresh = asked - store.known_wires(asked) if asked else asked
    if not fresh:
        return given
    told: dict[str, set[str]] = {}
    for source in {wire.source for wire in given if wire.id in fresh}:
        told[source] = {words_of(head, paragraphs) for head, paragraphs in store.latest_texts(source, LATEST)}
    return [
        wire
        for wire in given
        if wire.id not in fresh or words_of(wire.headline, wire.paragraphs) not in told[wire.source]
    ]


def words_of(headline: str, paragraphs: Sequence[str]) -> str:
    """A wire's words and figures in one line, as they sound: no marks of type, capitals or spaces."""
    text = unicodedata.normalize("NFKC", "\n".join((headline, *paragraphs)).translate(_SAME)).casefold()
    return " ".join(re.sub(r"\s+(?=[:;!?])", "", text).split())
