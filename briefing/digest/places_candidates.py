"""A name found in a text, with the words around it that tell what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.digest.places_words import words
from briefing.text.gazetteer import Hit, Place, Sense, fold, load

LOCATIVES, BEFORE_PRONOUN = words("locatives"), words("before_pronoun")
# Short forms that are everyday words in a text of capitals: "CAR BOMB", "ICE STORM".
WORDS_IN_CAPITALS = frozenset(f"={word}" for word in words("in_capitals"))
# What is written with capitals throughout.
NAMED = frozenset({"office", "body", "group", "leader", "firm", "outlet"})
_BEFORE = re.compile(r"([^\W\d_][\w’'-]*\.?)([ \u00a0]+|[ ]?[-–][ ]?)$")
_AFTER = re.compile(r"(['’]s?\b)?([ \u00a0]+|-)([^\W\d_]\w*)")
_SMALL = re.compile(r"(?:['’]s)? [a-z]")
_INITIAL = re.compile(r"[A-Z]\.$")


@dataclass(slots=True)
class Candidate:
    hit: Hit
    text: str
    senses: tuple[Sense, ...]
    before: str = ""
    after: str = ""
    cased_before: bool = False  # the word before begins with a capital
    cased_after: bool = False
    possessive: bool = False
    opens: bool = False  # first word of a sentence
    local: bool = False  # a word of place before it
    sentence: bool = False  # a small letter follows the word after it: no headline of capitals
    joined: bool = False  # a hyphen joins it to the word before
    held: bool = False  # "Paris, Texas"
    person: bool = False
    place: Place | None = None
    form: str = ""


def is_loud(text: str) -> bool:
    """Whether the text is written in capitals throughout."""
    head = text[:1200]
    if not head[:40].isupper() and not head.isupper():
        return False
    capitals = sum(map(str.isupper, head))
    return capitals > 12 and capitals > 4 * sum(map(str.islower, head))


def candidate_of(text: str, hit: Hit, language: str, loud: bool) -> Candidate | None:
    """The name with its surroundings; None where it is written as no name is."""
    written = text[hit.start : hit.end]
    first = written[0]
    senses = tuple(s for s in hit.senses if not s.language or s.language == language)
    if first.islower() and first < "\u0250":
        senses = tuple(s for s in senses if s.form == "d" and s.language)
    elif first.islower() and not ("\u0370" <= first <= "\u1fff"):
        return None
    if first.islower() and "\u0400" <= first <= "\u052f":
        senses = tuple(s for s in senses if s.form == "d")
    if len(written) < 5 and not loud and hit.key[0] != "=" and written.isupper() and written.isascii():
        # "HIV", "AIDS" are no towns; datelines write longer names in capitals
        senses = tuple(s for s in senses if load().place(s.place).kind == "country")
    if not senses:
        return None
    made = Candidate(hit, written, senses)
    _look_around(made, text)
    if loud and hit.key in WORDS_IN_CAPITALS:
        return None
    if made.opens and hit.words > 1 and not loud and _only_opens(made):
        return None
    if hit.key == "=US" and loud and made.before in BEFORE_PRONOUN:
        return None
    return made


def _only_opens(made: Candidate) -> bool:
    """Whether a sentence begins with the words of a name by chance: "Move forward", "New democracy"."""
    last = made.text.rsplit(" ", 1)[-1]
    return last[:1].islower() and load().place(made.senses[0].place).kind in NAMED


def _look_around(made: Candidate, text: str) -> None:
    """Fill in what stands right before and right after the name."""
    hit = made.hit
    before = _BEFORE.search(text, max(0, hit.start - 30), hit.start)
    if before:
        made.before, made.cased_before = fold(before.group(1).rstrip(".")), before.group(1)[0].isupper()
        made.local = made.before in LOCATIVES
        made.joined = not before.group(2).isspace()
        if _INITIAL.search(before.group(1)):
            made.before = "."
    else:
        made.opens = True
    after = _AFTER.match(text, hit.end)
    if after:
        made.possessive = bool(after.group(1))
        made.sentence = _SMALL.match(text, after.end()) is not None
        made.after, made.cased_after = fold(after.group(3)), after.group(3)[0].isupper()
