"""One reader's briefing: desks, opening, sources, counts, all frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from briefing.model.card import DaybookEntry, Note, Sentence, StoryCard, TimelineEntry, WireRef
from briefing.model.coverage import RegionUsual
from briefing.model.desk import DeskComment, Reissue
from briefing.model.maps import RegionMap
from briefing.model.quotes import Speaker
from briefing.model.since import Since
from briefing.model.storyline import Storyline
from briefing.model.tracks import Track
from briefing.model.undated import UndatedEntry


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A line that points to a card printed on another desk."""

    story: str
    headline: str
    desk: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionBlock:
    """One region of a desk. ``moved`` is the bold line: its newest report not on its cards, or the first lede."""

    key: str
    name: str
    moved: Sentence | None
    coverage: str  # "14 wires, 5 outlets, 3 origins"; in English until it is drawn
    cards: tuple[StoryCard, ...]
    timeline: tuple[TimelineEntry, ...]
    references: tuple[Reference, ...] = ()
    usual: RegionUsual | None = None  # None: the archive is too young to say, or the period is not of a day
    map: RegionMap | None = None  # None: no pictures


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """A section of the edition: "security-talks" or "regional-crises"."""

    key: str
    name: str
    regions: tuple[RegionBlock, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GlanceLine:
    """One line of the opening, a link to a card or a daybook entry."""

    text: str
    target: str  # story id or daybook uid
    kind: str  # story | daybook
    status: str = ""
    what: tuple[str, ...] = ()  # for an UPDATED story: fact, figure, date, place, actor, position


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A run of words of a corrected sentence; ``changed``: the other version has it otherwise."""

    text: str
    changed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A line in the masthead on what is wrong with this edition, or with an earlier one.

    ``level``: info | warning | error; withdrawn | corrected stand first, boxed, and speak of edition ``number``. A
    correction shows the sentence as the old wire and as the new one had it. ``text`` is English; ``key`` names the
    label that says the same in other languages, with ``values`` for its {places}; "n" is what it counts.
    """

    level: str
    text: str
    number: int = 0
    on: date | None = None  # of the edition that it speaks of
    wires: tuple[str, ...] = ()  # ids of the wires withdrawn or corrected
    was: tuple[Piece, ...] = ()
    now: tuple[Piece, ...] = ()
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceLine:
    """What one source gave in the period. ``status``: heard | silent | failed | unread."""

    name: str
    publisher: str
    status: str
    wires: int  # of the period
    newest_at: datetime | None
    reason: str = ""
    since_at: datetime | None = None  # silent or failing since
    usual: int = 0  # its median of wires a day before this period; 0 where the archive is too young to say
    entries: int = 0  # that stand in it, where it is a calendar
    refused: int = 0  # files or messages of the period that could not be read; ``reason`` names them


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """Every wire received for the period in exactly one bin: ``total`` is the sum of the other wire counts."""

    total: int
    cards: int  # in a story printed as a card
    brief: int
    below: int
    duplicate: int
    off_topic: int  # no section, or outside the reader's selection
    withheld: int
    older: int = 0  # arrived in the period, but published before it began
    stories: int = 0
    sources_expected: int = 0
    sources_heard: int = 0

    def adds_up(self) -> bool:
        return (
            self.total
            == self.cards + self.brief + self.below + self.duplicate + self.off_topic + self.withheld + self.older
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One reader's briefing, frozen: all its forms are drawn from this value and from nothing else."""

    reader: str
    title: str
    number: int
    kind: str  # regular | special | preview
    on: date  # the reader's local date
    slot: str  # "07:00"; "special", "special-2" for one outside the slots
    zone: str
    covers_from_at: datetime
    covers_to_at: datetime  # the cut-off
    generated_at: datetime
    next_at: datetime | None
    mark: str  # handling mark, "" for none
    language: str
    template: str
    paper: str
    notices: tuple[Notice, ...]
    glance: tuple[GlanceLine, ...]
    daybook: tuple[DaybookEntry, ...]
    desks: tuple[Desk, ...]
    brief: tuple[StoryCard, ...]
    below: tuple[StoryCard, ...]
    timeline: tuple[TimelineEntry, ...]
    sources: tuple[SourceLine, ...]
    counts: Counts
    notes: tuple[Note, ...]
    off_topic: tuple[WireRef, ...] = ()
    duplicate: tuple[WireRef, ...] = ()
    withheld: tuple[WireRef, ...] = ()
    older: tuple[WireRef, ...] = ()
    quiet: tuple[str, ...] = ()  # names of watched regions without a story
    quiet_usual: Mapping[str, RegionUsual] = field(default_factory=dict)  # of those, by name, what is usual there
    held: tuple[DaybookEntry, ...] = ()  # not announced, reported as held in the period; none in a first edition
    undated: tuple[UndatedEntry, ...] = ()  # announced without a day
    daybook_back: tuple[str, ...] = ()  # uids of the daybook's entries that are printed at the back of the page
    tracks: tuple[Track, ...] = ()  # running negotiations, printed at the head of the talks desk
    speakers: tuple[Speaker, ...] = ()  # the index of those whose words stand on the page
    since: Since | None = None  # what changed since the edition before; none in a first one
    storylines: tuple[Storyline, ...] = ()  # those told of late, today's and the silent ones
    pictures: bool = False  # maps and strips are drawn
    variant: str = ""  # of its PDFs: "pdf/a-3u" for an archive; "" for PDF/UA-1
    labels: Mapping[str, str] = field(default_factory=dict)
    desk_comments: tuple[DeskComment, ...] = ()  # words of people, never of wires
    desk_changes: tuple[str, ...] = ()  # what the desk pinned, dropped and moved
    reissue: Reissue | None = None  # the edition that this one takes the place of
    selection: str = ""  # what a special edition is limited to
    prepared_for: str = ""  # printed in place of the reader's name

    def printed(self) -> Edition:
        """The edition as it is printed: under what it is prepared for, where that is said, and no reader's name."""
        return replace(self, reader=self.prepared_for) if self.prepared_for else self

    def cards(self) -> tuple[StoryCard, ...]:
        """Every card of the desks, in printed order."""
        return tuple(card for desk in self.desks for region in desk.regions for card in region.cards)
