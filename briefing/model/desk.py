"""What people add to an edition, and what is told outside of one: desk comments, reissues, alerts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskComment:
    """Words of a person at the desk, printed boxed and signed, apart from what wires said. ``story`` is the id of the
    card that it stands at, empty for the whole edition."""

    text: str
    story: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskOrders:
    """What a person wants of an edition. Stories are named by id, storyline or words of the headline; ``move`` pairs
    them with a desk, a region, or card, brief, below."""

    pin: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    move: tuple[tuple[str, str], ...] = ()
    comments: tuple[DeskComment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pin or self.drop or self.move or self.comments)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reissue:
    """What edition this one takes the place of, and why. The earlier one keeps its files and its number."""

    number: int
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One thing told at once. ``kind``: kill (a wire that the reader was told was withdrawn) | urgent (urgency 1 or 2)
    | watch (a watch term stands in it). Of a kill nothing of the wire's words is kept."""

    reader: str
    kind: str
    wire_id: str
    at: datetime
    headline: str = ""  # the wire's own words
    publisher: str = ""
    link: str = ""
    published_at: datetime | None = None
    why: str = ""  # "urgency 1", "watch term: OSCE", "stood as story 3 in no. 12 of 2022-01-06"
