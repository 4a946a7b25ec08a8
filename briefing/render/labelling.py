"""Where the names of a small map stand: beside their dots, inside the frame, clear of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional, category

# Widths in thousandths of the type's size, rounded up; of the bundled sans.
_NARROW = dict.fromkeys("iljI.,'’|!:;() ", 285) | dict.fromkeys("frt-", 350) | dict.fromkeys("mwMW%", 850)
_CAPITAL, _OTHER = 620, 540
ASCENT, DESCENT = 0.72, 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A rectangle, in units down and to the right."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A name with the point where its base line begins."""

    text: str
    x: float
    y: float


def drawable(text: str) -> bool:
    """Can the PDF's engine set the text in a picture? It sets letter by letter there: what is written from right to
    left, or joins its letters, comes out wrong and is better left out."""
    return not any(bidirectional(c) in ("R", "AL") or category(c) in ("Mn", "Mc") for c in text)


def width_of(text: str, size: float) -> float:
    """About how wide a text is set, in the unit of ``size``; rather too wide than too narrow."""
    return sum(_NARROW.get(c, _CAPITAL if c.isupper() else _OTHER) for c in text) * size / 1000


def labels_for(
    spots: Sequence[tuple[str, float, float]],
    *,
    size: float,
    width: float,
    height: float,
    gap: float,
    taken: Iterable[Box] = (),
) -> list[Label]:
    """A label for each (name, x, y) that has room and can be drawn, the first ones first; the others stay unnamed.

    Tried are right, left, and the six places above and below. ``gap``: from a dot to its name. ``taken``: boxes that
    are not free.
    """
    dots = [Box(left=x - gap * 0.6, right=x + gap * 0.6, top=y - gap * 0.6, bottom=y + gap * 0.6) for _, x, y in spots]
    used, found = list(taken), []
    for at, (text, x, y) in enumerate(spots):
        if not drawable(text):
            continue
        others = [*used, *(dot for n, dot in enumerate(dots) if n != at)]
        for label, box in _places(text, x, y, size, gap):
            inside = (
                box.left >= size / 6
                and box.right <= width - size / 6
                and box.top >= size / 6
                and box.bottom <= height - size / 6
            )
            if inside and not any(box.meets(other) for other in others):
                used.append(box)
                found.append(label)
                break
    return found


def _places(text: str, x: float, y: float, size: float, gap: float) -> Iterable[tuple[Label, Box]]:
    wide = width_of(text, size)
    middle = size * (ASCENT - DESCENT) / 2
    up, down = -gap - size * DESCENT, gap + size * ASCENT
    for dx, dy in (
        (gap, middle),
        (-gap - wide, middle),
        (gap * 0.7, up * 0.8),
        (gap * 0.7, down * 0.8),
        (-gap * 0.7 - wide, up * 0.8),
        (-gap * 0.7 - wide, down * 0.8),
        (-wide / 2, up),
        (-wide / 2, down),
    ):
        left, base = x + dx, y + dy
        yield (
            Label(text=text, x=left, y=base),
            Box(left=left, right=left + wide, top=base - size * ASCENT, bottom=base + size * DESCENT),
        )
