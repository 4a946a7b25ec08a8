"""One sentence of a wire with its dates and mentions, as the event finder reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.digest.dates_found import Found
from briefing.model import Mention


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """One sentence with what is needed to judge its dates. Offsets of ``text`` and ``mentions`` are the sentence's."""

    text: str
    paragraph: int
    anchor: date
    mentions: tuple[Mention, ...]
    dates: tuple[Found, ...]
    language: str = "en"
    before: str = ""  # the sentence before it in the wire


def piece_of(
    text: str, low: int, high: int, paragraph: int, anchor: date, mentions: Sequence[Mention], found: Sequence[Found]
) -> Piece:
    """The sentence ``text[low:high]`` with what stands in it; offsets become the sentence's."""
    inside = tuple(replace(m, start=m.start - low, end=m.end - low) for m in mentions if low <= m.start < high)
    dates = tuple(replace(f, start=f.start - low, end=f.end - low) for f in _spans_whole(found))
    return Piece(text=text[low:high], paragraph=paragraph, anchor=anchor, mentions=inside, dates=dates)


def _spans_whole(found: Sequence[Found]) -> list[Found]:
    """A span told by two expressions reaches to the end of the second."""
    return [
        replace(f, end=after.end) if f.modifier == "span" and after is not None and after.modifier == "span-end" else f
        for f, after in zip(found, [*found[1:], None], strict=True)
    ]
