"""The parts of an edition that carry what wires said: sentences with their notes, cards, daybook and timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from briefing.model.big import BigStory
from briefing.model.claims import FigureTable
from briefing.model.publishers import FirstReport, OutletMark
from briefing.model.quotes import CardQuote
from briefing.model.since import Carried
from briefing.model.storyline import LineChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A numbered source note: the wire that a sentence was taken from."""

    number: int
    wire_id: str
    headline: str
    publisher: str
    agency: str
    link: str  # as the source gave it, without tracking parameters; http(s) or empty
    published_at: datetime | None
    stated: bool  # False: the time is when we first saw it
    day_only: bool = False  # the wire states its date without an hour
    guid: str = ""
    source: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence a wire said, with the number of its note."""

    text: str
    note: int
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineEntry:
    """A dated event behind. ``lasting``: it goes on since that day."""

    on: str
    until: str | None
    what: str
    where: str | None
    notes: tuple[int, ...]
    story: str = ""
    lasting: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """What one wire said of a dated event: so that what is left can be told where another wire of it is withdrawn."""

    wire: str
    on: str
    until: str | None
    what: str
    where: str | None
    status: str
    clock: str
    moved_from: str | None
    evidence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DaybookEntry:
    """A dated event ahead, or one whose day has come. ``days`` counts from the edition's day: 0 is today."""

    uid: str  # stable over editions
    on: str
    until: str | None
    days: int | None  # None for a month
    what: str
    where: str | None
    parties: tuple[str, ...]  # names for print
    status: str
    clock: str
    moved_from: str | None
    evidence: str
    notes: tuple[int, ...]
    wires: tuple[str, ...]  # wire ids
    story: str = ""  # story id of the card it belongs to
    clash: bool = False  # just these parties have another entry in another place that day
    sequence: int = 0  # grows when a later edition changes the entry
    sources: tuple[str, ...] = ()  # that announced it, over all editions
    overdue: int = 0  # editions in a row, this one included, that found no report of it
    heard: int = 0  # for "overdue": sources heard since its day, none of which told of it
    at: datetime | None = None  # the instant of the stated hour, where its zone is known
    same_hour: bool = False  # just these parties have another entry in another place at that hour
    doubt: bool = False  # a wire since its day may be the report of it, though none was read as one
    sayings: tuple[Saying, ...] = ()  # of each wire that announced it the last, over all editions; never printed


@dataclass(frozen=True, kw_only=True, slots=True)
class WireRef:
    """A wire as the edition's JSON names it."""

    id: str
    guid: str
    link: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryCard:
    """One story as printed. ``placement`` tells where: card, brief (one line) or below (headline at the back)."""

    id: str
    storyline: str
    number: int  # rank by score, from 1; printed beside it
    headline: str
    language: str
    direction: str  # ltr | rtl
    region: str
    region_name: str
    sections: tuple[str, ...]
    topic: str
    topic_name: str
    status: str  # NEW | UPDATED | CONTINUING
    what: tuple[str, ...]  # for UPDATED: fact, figure, date, actor, place
    placement: str
    sentences: tuple[Sentence, ...]
    countries: tuple[str, ...]  # codes
    country_names: tuple[str, ...]
    places: tuple[str, ...]
    parties: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    single_origin: bool
    ahead: tuple[str, ...]  # uids of daybook entries
    timeline: tuple[TimelineEntry, ...]
    notes: tuple[int, ...]
    wires: tuple[WireRef, ...]
    latest_at: datetime
    score: float
    why: tuple[str, ...]  # why it is here, in words for print
    reasons: tuple[str, ...] = ()  # the whole account: rule, every term of the score, why its wires were joined
    also_in: tuple[str, ...] = ()  # other desks that refer to it
    marked_language: str = ""  # the language of its words, where the reader does not read it
    day_only: bool = False  # the latest wire states its date without an hour
    day: int = 0  # of our coverage of the storyline: the first edition that carried it is day 1; 0: not told before
    first_on: date | None = None  # of the first edition that carried it
    carried: tuple[Carried, ...] = ()  # earlier editions that did
    goes_on: str = ""  # another storyline, told before, that its wires were found to go on
    heard: tuple[str, ...] = ()  # how its wires open: what a later edition compares with; never printed
    quotes: tuple[CardQuote, ...] = ()
    outlet_marks: tuple[OutletMark, ...] = ()  # what the registry of publishers says of its outlets
    state_origins: int = 0  # origins that are state media; those the registry does not know are not counted
    first: FirstReport | None = None  # who had a new story first, where every wire states its hour
    figures: tuple[FigureTable, ...] = ()  # one thing counted, as each source counts it
    changes: tuple[LineChange, ...] = ()  # storylines that joined this one, or the one that it parted from
    ended: Sentence | None = None  # the sentence that tells the end of its affair
    big: BigStory | None = None  # further matter, where the story is too big for a card
