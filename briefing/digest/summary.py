"""A story told in sentences its wires said: the lede, what later or other wires add, one quote with its speaker.

By extraction alone: every sentence stands word for word in a wire. A sentence that hangs in the air by itself
("He added that ...") is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from briefing.digest.sentences import split_sentences
from briefing.model import Said, Wire

MOST_SENTENCES = 4
LONGEST = 420  # letters of a sentence that is still printed
SHORTEST = 30
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


def summarise(members: Sequence[tuple[Wire, Sequence[int]]], *, most: int = MOST_SENTENCES) -> tuple[Said, ...]:
    """Up to ``most`` sentences of a story.

    ``members`` are wires with the rows of the paragraphs that treat the story; the first one heads it, the others
    follow newest first. A wire whose licence allows only its headline gives nothing, "lede" its first paragraph.
    """
    taken: list[Said] = []
    for rank, (wire, rows) in enumerate(members):
        room = 2 if rank == 0 else 1
        for text in _sentences(wire, rows[:2] if rank == 0 else rows[:1]):
            if len(taken) >= most - (rank == 0) or room == 0:
                break
            if _worth(text, taken):
                taken.append(Said(text=text, wire_id=wire.id, language=wire.language))
                room -= 1
    quote = _quote(members, taken) if len(taken) < most else None
    return (*taken, quote) if quote else tuple(taken)


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
    return [s for s in found if SHORTEST <= len(s) <= LONGEST and not NOISE.search(s) and not _cut(s)]


def _cut(sentence: str) -> bool:
    return bool(re.search(r"(\.\.\.|…|\[…\]|\[\.\.\.\])\W*$", sentence)) or not re.search(r"[.!?。؟।\"”»')]$", sentence)


def _worth(sentence: str, taken: Sequence[Said]) -> bool:
    if HANGING.match(sentence) or (sentence[:1] in '"“«' and not SPEAKER.search(sentence)):
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
