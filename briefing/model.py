"""The values that pass between the stages: frozen, keyword-only, without behaviour beyond small look-ups.

    Wire -> Analysis -> Digest -> Edition

Instants are aware UTC and end in ``_at``; calendar dates end in ``_on``. Dates that a text states with less than a
day (a month) are kept as ISO text ("2026-03") in the fields named ``on`` and ``until``. Countries are ISO 3166-1
alpha-2 codes in upper case, with XK for Kosovo. Sections are "security-talks" and "regional-crises".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

SECTIONS = ("security-talks", "regional-crises")
TOPICS = (
    "diplomacy", "summit", "arms-control", "peace-process", "sanctions", "defence-cooperation", "nuclear",
    "armed-conflict", "terrorism", "unrest", "coup-or-political-crisis", "election", "humanitarian", "disaster",
    "cyber", "border-dispute", "human-rights", "migration", "crime", "economy", "other",
)  # fmt: skip


# ---------------------------------------------------------------- collect -> Wire


@dataclass(frozen=True, kw_only=True, slots=True)
class Dateline:
    """The place, date and agency that open a wire: "ANKARA, January 6. /TASS/." """

    place: str | None = None  # as printed: "ANKARA", "IGORA /Leningrad Region/", "WASHINGTON/GENEVA"
    on: date | None = None  # the dateline's own date, with the year taken from the wire's date
    agency: str | None = None  # "TASS", "Reuters", "AP"
    text: str = ""  # the dateline verbatim, cut from the first paragraph


@dataclass(frozen=True, kw_only=True, slots=True)
class Wire:
    """One version of one dispatch, as received. Texts are plain Unicode without markup, paragraphs in order.

    The first paragraph is the lede and does not repeat the dateline.
    """

    id: str  # names this version: hash of source, identity and text
    identity: str  # names the wire over its versions: guid, canonical link, slug or path, within its source
    source: str  # the source's name in config, or the feed's own title
    headline: str
    paragraphs: tuple[str, ...]
    received_at: datetime
    published_at: datetime | None = None  # as the wire states it, never clamped; None where it states none
    published_text: str = ""  # the same with its own offset, RFC 3339; "2022-01-06" where only a date is stated
    date_source: str = "stated"  # stated | dateline | first-seen
    headline_cut: bool = False  # the headline was cut from the lede
    dateline: Dateline | None = None
    language: str = "en"  # BCP 47 primary subtag, "und" where unknown
    publisher: str = ""  # who published it: "Al-Monitor"
    agency: str = ""  # whose wire it is: "Reuters"; empty for the publisher's own
    home: str | None = None  # the publisher's country
    licence: str = "excerpt"  # what may be printed: headline | lede | excerpt
    path: str = ""  # the file it was read from
    guid: str = ""  # verbatim
    link: str = ""  # verbatim
    canonical_link: str = ""  # without tracking parameters, fragment, "m." and AMP
    slug: str = ""
    byline: str = ""
    ednote: str = ""
    urgency: int | None = None  # 1 (highest) to 9
    version: int = 1
    pubstatus: str = "usable"  # usable | withheld | canceled
    embargo_at: datetime | None = None
    supersedes: str = ""  # identity, slug or link of what it replaces, corrects or kills
    kind: str = "wire"  # wire | correction | kill | writethru
    categories: tuple[str, ...] = ()  # the feed's or agency's own, verbatim
    marks: tuple[str, ...] = ()  # what is odd about it: "no-date", "future-date", "cut", "shared-guid"

    @property
    def at(self) -> datetime:
        """The instant the wire is filed under: stated, else received."""
        return self.published_at or self.received_at

    @property
    def anchor_on(self) -> date:
        """The day its "today" means: the dateline's, else the date as stated in its own zone, else received."""
        if self.dateline and self.dateline.on:
            return self.dateline.on
        if self.published_text:
            return date.fromisoformat(self.published_text[:10])
        return self.at.date()

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceReport:
    """What one source gave in one collection."""

    source: str
    status: str  # ok | unchanged | empty | failed
    wires: int = 0  # usable items read
    new: int = 0  # wire versions not seen before
    reason: str = ""  # for failed: what happened and what to do
    address: str = ""
    newest_at: datetime | None = None
    publisher: str = ""
    etag: str = ""  # what a conditional request needs next time
    last_modified: str = ""


# ---------------------------------------------------------------- analyse -> Analysis


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A place or body named in a text. Offsets count characters of that text."""

    text: str
    start: int
    end: int
    kind: str  # country | demonym | capital | city | admin | area | body
    name: str  # canonical English name: "Almaty", "NATO"
    country: str | None = None  # None for bodies and areas over several countries
    countries: tuple[str, ...] = ()  # for an area over several: its countries
    lat: float | None = None
    lon: float | None = None
    role: str = "event"  # event | party | venue | dateline | speaker | outlet | person


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceJudgement:
    """Which countries a text is about, most central first, at most four, and why."""

    countries: tuple[str, ...]
    mentions: tuple[tuple[Mention, ...], ...]  # [0] of the headline, [1:] of the paragraphs
    scores: Mapping[str, float]
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Timex:
    """A time expression with its TIMEX3 type and value (YYYY-MM-DD, YYYY-MM, YYYY-Www, P2D, PRESENT_REF ...)."""

    start: int
    end: int
    type: str  # DATE | TIME | DURATION | SET
    value: str
    until: str = ""  # last day of a span "January 12-13"
    text: str = ""
    clock: str = ""  # "HH:MM" where a clock time with it is stated


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedEvent:
    """A date with what, where and who, cut from its clause; every word of ``evidence`` is the wire's."""

    on: str  # YYYY-MM-DD or YYYY-MM
    until: str | None = None
    what: str
    where: str | None = None
    parties: tuple[str, ...] = ()  # ISO codes or a body's name
    status: str = "planned"  # ahead: planned | confirmed | expected | moved | cancelled; behind: held
    evidence: str = ""  # the sentence
    paragraph: int = 0  # index into Wire.paragraphs; -1 for the headline
    ahead: bool = True  # after the wire's own day, or on it and spoken of as coming
    clock: str = ""  # stated hour "14:00"
    moved_from: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicJudgement:
    """Sections and topic of a text with the words that decided."""

    sections: tuple[str, ...]  # in the order of SECTIONS
    topic: str  # one of TOPICS
    scores: Mapping[str, float]  # of sections and topics
    paragraphs: tuple[tuple[str, ...], ...]  # sections of each paragraph
    paragraph_topics: tuple[str, ...]  # topic of each paragraph, "" where it has no words of its own
    severity: float  # 0 (routine) to 1 (mass killing, war, nuclear, state of emergency)
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The paragraphs of a wire that treat one affair."""

    paragraphs: tuple[int, ...]
    countries: tuple[str, ...]
    region: str
    sections: tuple[str, ...]
    topic: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """What one wire says, without regard to any other. ``parts[0]`` is the main one."""

    wire_id: str
    rules: str  # version of the rules that decided
    countries: tuple[str, ...]
    region: str
    sections: tuple[str, ...]
    topic: str
    severity: float
    places: tuple[Mention, ...]  # distinct event places with coordinates, for maps and grouping
    bodies: tuple[str, ...]  # NATO, OSCE ...
    people: tuple[str, ...]  # surnames named with a title or in the headline
    parts: tuple[Part, ...]
    ahead: tuple[DatedEvent, ...]
    behind: tuple[DatedEvent, ...]
    why: tuple[str, ...]
    encounters: tuple[DatedEvent, ...] = ()  # meetings, calls, visits, votes told as held; corridors of the wire's day


# ---------------------------------------------------------------- group -> Digest


@dataclass(frozen=True, kw_only=True, slots=True)
class Duplicate:
    """How a wire repeats or replaces another."""

    of: str  # wire id of the first one
    kind: str  # exact | near | update | reprint | correction | kill
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryTrace:
    """What is remembered of an earlier story: enough to recognise it again."""

    id: str
    headline: str
    first_at: datetime
    last_at: datetime
    countries: tuple[str, ...]
    topic: str
    terms: Mapping[str, float]  # weighted terms of its text; towns and provinces as "@Name"
    wire_ids: tuple[str, ...]
    storyline: str = ""  # the line it belongs to; empty: the one that began with it


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """A bounded memory of earlier stories, read by the pipeline for one run; never the whole archive."""

    stories: tuple[StoryTrace, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One wire's part in a story."""

    wire_id: str
    part: int  # index into Analysis.parts


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A sentence taken from a wire, word for word."""

    text: str
    wire_id: str
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """Wires on one event. Members in the order of their instants."""

    id: str
    storyline: str  # the id it had when first seen
    headline: str
    region: str
    countries: tuple[str, ...]
    sections: tuple[str, ...]
    topic: str
    severity: float
    members: tuple[Member, ...]
    lead: str  # wire id of the member that heads it
    origins: tuple[str, ...]  # distinct origins, an agency's reprints counted once
    outlets: tuple[str, ...]
    first_at: datetime
    last_at: datetime
    why: tuple[str, ...]
    summary: tuple[Said, ...] = ()  # the lede, then what other members add


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """All that is known of a set of wires. Every wire has an analysis and at least one story."""

    as_of_at: datetime
    wires: tuple[Wire, ...]
    analyses: Mapping[str, Analysis]  # by wire id
    duplicates: Mapping[str, Duplicate]  # by wire id of the later one
    repeats: Mapping[str, str]  # wire ids that add nothing of their own (copies, superseded versions) -> reason
    withheld: Mapping[str, str]  # wire id -> reason: killed, embargoed, withheld
    stories: tuple[Story, ...]
    stories_of: Mapping[str, tuple[str, ...]]  # wire id -> story ids, that of the main part first


# ---------------------------------------------------------------- edition -> Edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A numbered source note: the wire that a sentence was taken from."""

    number: int
    wire_id: str
    headline: str
    publisher: str
    agency: str
    link: str  # canonical; http(s) or empty
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
    """A dated event behind."""

    on: str
    until: str | None
    what: str
    where: str | None
    notes: tuple[int, ...]
    story: str = ""


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
    clash: bool = False  # a party has another entry in another place that day
    sequence: int = 0  # grows when a later edition changes the entry
    sources: tuple[str, ...] = ()  # that announced it, over all editions
    overdue: int = 0  # editions in a row, this one included, that found no report of it
    heard: int = 0  # for "overdue": sources heard since its day, none of which told of it


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
    heard: tuple[str, ...] = ()  # how its wires open: what a later edition compares with; never printed


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A line that points to a card printed on another desk."""

    story: str
    headline: str
    desk: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionBlock:
    """One region of a desk. ``moved`` is the bold line: the lede of its first story."""

    key: str
    name: str
    moved: Sentence | None
    coverage: str  # "14 wires, 5 outlets, 3 origins"
    cards: tuple[StoryCard, ...]
    timeline: tuple[TimelineEntry, ...]
    references: tuple[Reference, ...] = ()


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A line in the masthead on what is wrong with this edition itself. ``level``: info | warning | error."""

    level: str
    text: str


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
    slot: str  # "07:00"; "now" for a special edition
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
    held: tuple[DaybookEntry, ...] = ()  # not announced, reported as held in the period; none in a first edition
    labels: Mapping[str, str] = field(default_factory=dict)

    def cards(self) -> tuple[StoryCard, ...]:
        """Every card of the desks, in printed order."""
        return tuple(card for desk in self.desks for region in desk.regions for card in region.cards)
