"""What a story is to this reader: new, moved on, or the same again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from briefing.model import Digest, Edition, Story

# A sentence is told already from this token-set ratio (0 to 100) to one that was printed.
TOLD_ALREADY = 70


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What this reader was told of a storyline: the wires, sentences, figures and dates of the cards he had."""

    wires: frozenset[str]
    sentences: tuple[str, ...]
    figures: frozenset[str]
    dates: frozenset[str]
    places: frozenset[str]


def told_of(editions: Sequence[Edition]) -> dict[str, Told]:
    """Storyline -> what those editions told of it, over all of them."""
    out: dict[str, Told] = {}
    for edition in editions:
        on = {entry.uid: entry.on for entry in edition.daybook}
        for card in (*edition.cards(), *edition.brief, *edition.below):
            old = out.get(card.storyline)
            said = (card.headline, *(s.text for s in card.sentences))
            out[card.storyline] = Told(
                wires=frozenset({w.id for w in card.wires} | (old.wires if old else frozenset())),
                sentences=(*(old.sentences if old else ()), *said),
                figures=figures_in(" ".join(said)) | (old.figures if old else frozenset()),
                dates=frozenset({on[uid] for uid in card.ahead if uid in on} | (old.dates if old else frozenset())),
                places=frozenset({*card.places, *(old.places if old else ())}),
            )
    return out


def status_of(story: Story, digest: Digest, told: Told | None) -> tuple[str, tuple[str, ...]]:
    """NEW, UPDATED with what moved (fact, figure, date, place), or CONTINUING."""
    if told is None:
        return "NEW", ()
    fresh = [m.wire_id for m in story.members if m.wire_id not in told.wires and m.wire_id not in digest.repeats]
    if not fresh:
        return "CONTINUING", ()
    new = [s.text for s in story.summary if s.wire_id in fresh and not _told(s.text, told)]
    what: list[str] = ["fact"] if new else []
    if figures_in(" ".join(new)) - told.figures:
        what.append("figure")
    if {e.on for w in fresh for e in digest.analyses[w].ahead} - told.dates and new:
        what.append("date")
    if {m.name for w in fresh for m in digest.analyses[w].places if m.kind == "city"} - told.places and new:
        what.append("place")
    return ("UPDATED", tuple(what)) if what else ("CONTINUING", ())


def _told(sentence: str, told: Told) -> bool:
    return any(fuzz.token_set_ratio(sentence.casefold(), old.casefold()) >= TOLD_ALREADY for old in told.sentences)


def figures_in(text: str) -> frozenset[str]:
    """Numbers of a text that can be counts: no years, no days of a month beside its name."""
    found = re.findall(r"(?<![\w.,])\d{1,3}(?:,\d{3})+|(?<![\w.,])\d+(?:\.\d+)?(?![\w])", text)
    return frozenset(n.replace(",", "") for n in found if not re.fullmatch(r"(19|20)\d\d", n))


def carried(told: Mapping[str, Told]) -> frozenset[str]:
    """All wire ids the reader has been told."""
    return frozenset(w for t in told.values() for w in t.wires)
