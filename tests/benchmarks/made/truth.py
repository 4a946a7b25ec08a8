"""What the made stream consists of, and what is true of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

FIRST = date(2022, 1, 3)
DAYS = 10
CUT = 18  # hour of the daily edition, UTC
BIG_DAYS = (5, 6, 7)  # days of which one event takes up 60 % of the wires
AGENCIES = ("EXW", "MPA", "SEVER", "NORA")
OUTLETS = (
    "Harbour Daily", "Capital Ledger", "Eastern Observer", "Lake Country Times", "The Meridian", "Northgate Post",
    "Delta Tribune", "Radio Sonder", "Valley Courier", "The Lantern", "Plain Dealer of Orsk", "Gazette Nouvelle",
)  # fmt: skip
# Outlets of which nothing but one announcement is heard: what they announced must not be called unreported.
MUTE = ("Outpost Bulletin", "Isthmus Review", "Steppe Herald")


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One wire. ``day``: of the edition that first can have it. ``origin``: whose text it truly is."""

    guid: str
    day: int
    at: datetime
    source: str  # an agency or outlet
    headline: str
    paragraphs: tuple[str, ...]
    origin: str = ""
    creator: str = ""  # credit field
    affair: str = ""
    meeting: str = ""
    says: str = ""  # of the meeting: announced | repeated | confirmed | moved | cancelled | held
    extra: tuple[tuple[str, str], ...] = ()  # header lines of a notice

    @property
    def link(self) -> str:
        return f"https://{self.source.lower().replace(' ', '-')}.example/{self.guid}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathering:
    """A meeting: the day it is announced for, and by edition what the daybook should say of it."""

    key: str
    place: str
    hours: float  # of its place from UTC
    on: date
    moved_to: date | None = None
    announced: int = 0  # day of the edition
    confirmed: int | None = None
    moved: int | None = None
    cancelled: int | None = None
    held: int | None = None  # day of the edition that has the first report
    muted: bool = False  # its only source falls silent
    sudden: bool = False  # nobody announced it

    def day_on(self, day: int) -> date:
        """Its date as known to the edition of ``day``."""
        return self.moved_to if self.moved_to and self.moved is not None and day >= self.moved else self.on

    def claim_from(self) -> int | None:
        """The day of the first edition that may say that no report was found; None where none may."""
        if self.cancelled is not None or self.sudden or self.muted:
            return None
        over = datetime.combine(self.moved_to or self.on, datetime.min.time(), UTC) + timedelta(days=1, hours=12)
        over -= timedelta(hours=self.hours)
        day = next((n for n in range(DAYS) if cut_of(n) >= over), None)
        return day if day is not None and (self.held is None or day < self.held) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Killed:
    """A withdrawn wire: its own word, which no edition from ``day`` on may print, and the wires that carry it."""

    word: str
    day: int
    guids: tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class Truth:
    """All that was planted."""

    items: list[Item] = field(default_factory=list)
    status: dict[tuple[str, int], str] = field(default_factory=dict)  # (affair, day) -> NEW | UPDATED | CONTINUING
    meetings: list[Gathering] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)  # guid of a reprint -> origin
    own: dict[str, str] = field(default_factory=dict)  # guid of an outlet's own report -> the outlet
    killed: list[Killed] = field(default_factory=list)
    corrected: dict[str, int] = field(default_factory=dict)  # guid of the corrected wire -> day of the correction
    late: list[str] = field(default_factory=list)
    noise: dict[int, int] = field(default_factory=dict)  # day -> wires of no known truth


def on_of(day: int) -> date:
    return FIRST + timedelta(days=day)


def cut_of(day: int) -> datetime:
    """The instant of the edition of a day."""
    return datetime.combine(on_of(day), datetime.min.time(), UTC).replace(hour=CUT)
