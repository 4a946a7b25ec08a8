"""A story told in sentences its wires said: the lede, what later or other wires add, one quote with its speaker.

By extraction alone: every sentence stands word for word in a wire. A sentence that hangs in the air by itself
("He added that ...") is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from briefing.model import Said, Wire
from briefing.text.sentences import split_sentences

MOST_SENTENCES = 4
LONGEST = 420  # letters of a sentence that is still printed
SHORTEST = 30
SHORTEST_OF_ALL = 8
ELLIPSIS = re.compile(r"(\.\.\.|…|\[…\]|\[\.\.\.\])\W*$")
# Token-set ratio (0 to 100) from which a sentence says nothing that is not said already; read off the sample wires:
# reworded ledes of one event score 70 and more, ledes with a new fact 35 to 65.
SAID_ALREADY = 68
# Or this share of the shorter one's content words: "said both sides had agreed on guiding principles" after a lede
# that says so has .6 and more, a lede with a new fact under .45.
SHARED_WORDS = 0.55
HANGING = re.compile(
    r"^(he|she|it|they|his|her|their|its|this|these|those|that|such|there|but|and|or|so|also|however|meanwhile|"
    r"moreover|then|in addition|additionally|according to (him|her|them)|the (two|former|latter|same|source|sources|"
    r"official|spokesman|spokesperson|spokeswoman|minister|president|diplomat|statement|document|man|woman|report|"
    r"company|move|decision|parties|sides|politician|agency))\b",
    re.IGNORECASE,
)
SPEAKER = re.compile(r"\b(said|says|told|stated|announced|noted|stressed|warned|added|wrote)\b")
NAMED = re.compile(r"\b[A-Z][\w'’-]+ [A-Z][\w'’-]+|\b(president|minister|ministry|spokes\w+|ambassador|envoy)\b", re.I)
QUOTE = re.compile(r"[\"“«][^\"”»]{25,}[\"”»]")
NOISE = re.compile(
    r"(click here|subscribe|sign up|read more|follow us|all rights reserved|getty images|photo by|listen to|"
    r"newsletter|advertisement|file photo|this (article|story|is a developing))",
    re.IGNORECASE,
)


def summarise(
    members: Sequence[tuple[Wire, Sequence[int]]], *, dates: Sequence[tuple[str, str]] = (), most: int = MOST_SENTENCES
) -> tuple[Said, ...]:
    """Up to ``most`` sentences of a story, in this order: the head of its lead wire, what other wires add, newest
    first, the sentence that announces the next date, one quote with its speaker.

    ``members`` are wires with the rows of the paragraphs that treat the story, the lead first, the others newest
    first; ``dates`` are (wire id, sentence) of what is announced, soonest first. A wire whose licence allows only its
    headline gives nothing, "lede" its first paragraph.
    """
    taken: list[Said] = []
    alone = len(members) == 1
    for rank, (wire, rows) in enumerate(members):
        room = 1 if rank else (3 if alone else 2)
        left = most - len(taken) - (1 if rank == 0 and (dates or not alone) else 0)
        taken += _head(wire, rows[: 1 if rank else 3 if alone else 2], taken, min(room, left))
    if len(taken) < most:
        taken += _next_date(members, dates, taken)
    quote = _quote(members, taken) if len(taken) < most else None
    return (*taken, quote) if quote else tuple(taken)


def _head(wire: Wire, rows: Sequence[int], taken: Sequence[Said], room: int) -> list[Said]:
    """The first sentences of a wire that are worth printing. One that hangs on the sentence before it ("He added")
    is taken where that one was."""
    found: list[Said] = []
    follows = False
    for text in _sentences(wire, rows):
        if len(found) >= room:
            break
        follows = _worth(text, [*taken, *found], follows=follows)
        if follows:
            found.append(Said(text=text, wire_id=wire.id, language=wire.language))
    return found


def _next_date(
    members: Sequence[tuple[Wire, Sequence[int]]], dates: Sequence[tuple[str, str]], taken: Sequence[Said]
) -> list[Said]:
    """The first announcement that stands by itself and is not said yet."""
    wires = {wire.id: wire for wire, _ in members}
    for wire_id, text in dates:
        wire = wires.get(wire_id)
        if wire is None or wire.licence != "excerpt" or not SHORTEST <= len(text) <= LONGEST or _cut(text):
            continue
        if _worth(text, taken):
            return [Said(text=text, wire_id=wire_id, language=wire.language)]
    return []


def _rows(wire: Wire, rows: Sequence[int]) -> Sequence[int]:
    if wire.licence == "headline":
        return ()
    return [row for row in rows if row == 0] if wire.licence == "lede" else rows


def _sentences(wire: Wire, rows: Sequence[int]) -> list[str]:
    """Whole sentences of those paragraphs; a sentence cut off by the feed ("...") is left out."""
    found: list[str] = []
    for row in _rows(wire, rows):
        text = wire.paragraphs[row][:4000] if row < len(wire.paragraphs) else ""
        found += [text[a:b].strip() for a, b in split_sentences(text)]
    whole = [s for s in found if SHORTEST <= len(s) <= LONGEST and not NOISE.search(s) and not _cut(s)]
    # A wire of a few words, or one whose feed leaves the full stop off, is printed as it is rather than not at all.
    return whole or [s for s in found if SHORTEST_OF_ALL <= len(s) <= LONGEST and not ELLIPSIS.search(s)]


def _cut(sentence: str) -> bool:
    return bool(ELLIPSIS.search(sentence)) or not re.search(r"[.!?。؟।\"”»')]$", sentence)


def _worth(sentence: str, taken: Sequence[Said], *, follows: bool = False) -> bool:
    if (HANGING.match(sentence) and not follows) or (sentence[:1] in '"“«' and not SPEAKER.search(sentence)):
        return False
    folded, words = sentence.casefold(), content_words(sentence)
    for said in taken:
        if fuzz.token_set_ratio(folded, said.text.casefold()) >= SAID_ALREADY:
            return False
        other = content_words(said.text)
        if len(words & other) >= SHARED_WORDS * min(len(words), len(other)):
            return False
    return True


def content_words(text: str) -> frozenset[str]:
    """The first five letters of each word of four and more: "talks" and "talking" count as one."""
    return frozenset(word[:5] for word in re.findall(r"[^\W_]{4,}", text.casefold()))


def _quote(members: Sequence[tuple[Wire, Sequence[int]]], taken: Sequence[Said]) -> Said | None:
    """The first quotation with a named speaker that is not in the summary yet."""
    for wire, rows in members[:4]:
        for text in _sentences(wire, rows[:8]):
            if (
                QUOTE.search(text)
                and SPEAKER.search(text)
                and NAMED.search(QUOTE.sub("", text))
                and _worth(text, taken)
            ):
                return Said(text=text, wire_id=wire.id, language=wire.language)
    return None
