"""Items of a list that was filled anew, under other ids and with the same words: nothing new, whatever their date.

A publisher whose system is changed or filled anew gives all its items new ids, straight quotes for curly ones, other
dashes and spaces. The archive knows a wire by its id and every word of it; here the words alone decide, compared with
the latest of the same source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from briefing.model import Wire
from briefing.store import Store

LATEST = 200  # of a source that a new wire of it is compared with; a feed lists a hundred at most
FEWEST = 2  # items of one look that tell a list filled anew from an item that was sent again
KINDS = frozenset(("wire", "writethru"))  # a kill or a correction that is sent again is looked at again
_SAME = str.maketrans({
    **dict.fromkeys("‘’‚‛ʼʹ´`′", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
})  # fmt: skip


def without_restamped(store: Store, wires: Iterable[Wire], listed: Collection[str]) -> list[Wire]:
    """The wires but those that are new to the archive by their id alone.

    ``listed`` are the sources that show their items anew at each look. Of a look at one of them items go only where at
    least ``FEWEST``, and half of all that seem new, were here in the same words: so a list looks that was filled anew.
    One that was sent again is a wire like any other, and so is each of a folder or a mailbox.
    """
    given = list(wires)
    asked = {wire.id for wire in given if wire.source in listed and wire.kind in KINDS and wire.paragraphs}
    fresh = asked - store.known_wires(asked) if asked else asked
    if len(fresh) < FEWEST:
        return given
    of_source: dict[str, dict[str, Wire]] = {}
    for wire in given:
        if wire.id in fresh:
            of_source.setdefault(wire.source, {})[wire.id] = wire
    again: set[str] = set()
    for source, mine in of_source.items():
        if len(mine) >= FEWEST:
            told = {words_of(head, paragraphs) for head, paragraphs in store.latest_texts(source, LATEST)}
            same = {key for key, wire in mine.items() if words_of(wire.headline, wire.paragraphs) in told}
            again |= same if len(same) >= max(FEWEST, len(mine) / 2) else set()
    return [wire for wire in given if wire.id not in again]


def words_of(headline: str, paragraphs: Sequence[str]) -> str:
    """A wire's words and figures in one line, as they sound: no marks of type, capitals or spaces."""
    text = unicodedata.normalize("NFKC", "\n".join((headline, *paragraphs)).translate(_SAME)).casefold()
    return " ".join(re.sub(r"\s+(?=[:;!?])", "", text).split())
