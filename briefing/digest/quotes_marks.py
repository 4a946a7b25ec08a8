"""Where a text stands between quotation marks, of whatever kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Each opening mark with those that may close it.
_CLOSE = {"“": '”"', "„": '“”"', "«": "»", "»": "«", '"': '"”', "‘": "’'", "'": "'’", "”": "”"}
_SINGLE = "‘'"
LONGEST = 3_000  # letters of one pair; an unclosed mark is none
SHORT = 5  # words from which single marks without a stop before the closing one hold a quotation
_OPENS = re.compile(r"[“„«»\"‘'”]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """What stands between two marks of one paragraph: ``start`` is the first letter after the opening mark, ``end``
    the closing mark. ``open``: no mark closes it here, it goes on in the next paragraph."""

    start: int
    end: int
    open: bool = False

    @property
    def outer(self) -> tuple[int, int]:
        return self.start - 1, self.end + (0 if self.open else 1)


def spans_of(text: str, *, following: str = "") -> tuple[Span, ...]:
    """The outermost pairs of marks, left to right. ``following`` is the next paragraph: where it opens with a mark too,
    a last unclosed quotation goes on there. Time grows with the length of the text."""
    found: list[Span] = []
    place = 0
    while match := _OPENS.search(text, place):
        at, mark = match.start(), match.group()
        place = at + 1
        if not _opening(text, at, mark):
            continue
        end = _closing(text, at, mark)
        if end < 0:
            if following[:1] and following[0] in '“„«"' and mark not in _SINGLE and len(text) - at < LONGEST:
                found.append(Span(start=at + 1, end=len(text), open=True))
                break
            continue
        if mark not in _SINGLE or _weighty(text[at + 1 : end]):
            found.append(Span(start=at + 1, end=end))
            place = end + 1
    return tuple(found)


def _opening(text: str, at: int, mark: str) -> bool:
    """A mark that may open: before it white space, a bracket or nothing; after it a letter, figure, stop or bracket."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    if mark in "»”" and before and not before.isspace():
        return False
    return not before or before.isspace() or before in "([{—–-:,/" or (mark in "“„«" and not before.isalnum())


def _closing(text: str, at: int, mark: str) -> int:
    closers = _CLOSE[mark]
    for place in range(at + 2, min(len(text), at + LONGEST)):
        letter = text[place]
        if letter not in closers:
            continue
        before, after = text[place - 1], text[place + 1 : place + 2]
        if letter in "’'" and after.isalnum():
            continue  # an apostrophe
        if letter == '"' and before.isspace():
            return -1  # a second opening mark: the first one was never closed
        return place
    return -1


def _weighty(inner: str) -> bool:
    """Single marks around words or a title are no quotation; a sentence or a clause between them is."""
    return inner[-1:] in ",.!?…" or len(inner.split()) >= SHORT


def masked(text: str, spans: Sequence[Span]) -> str:
    """The text with everything between marks as private letters of the same length: marks "\\ue001" and "\\ue002",
    what they hold "\\ue000"; so that what is said never reads as what tells of it."""
    if not spans:
        return text
    pieces: list[str] = []
    last = 0
    for span in spans:
        low, high = span.outer
        close = "" if span.open else "\ue002"
        pieces += [text[last:low], "\ue001", "\ue000" * (span.end - span.start), close]
        last = high
    return "".join([*pieces, text[last:]])


def whole_sentences(cuts: Sequence[tuple[int, int]], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Sentences, those joined that a quotation spans."""
    held: tuple[int, int] | None = None
    for low, high in cuts:
        if held is None:
            held = (low, high)
        elif any(s.outer[0] < low and s.outer[1] > held[1] and s.outer[0] < held[1] for s in spans):
            held = (held[0], high)
        else:
            yield held
            held = (low, high)
    if held is not None:
        yield held
