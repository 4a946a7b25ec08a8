"""What one wire says, without regard to any other: places, dates, topics, affairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.claims import Claim
from briefing.model.quotes import Quote
from briefing.model.undated import UndatedEvent


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
    status: str = "planned"  # ahead: planned | confirmed | expected | moved | postponed | cancelled; behind: held
    evidence: str = ""  # the sentence
    paragraph: int = 0  # index into Wire.paragraphs; -1 for the headline
    ahead: bool = True  # after the wire's own day, or on it and spoken of as coming
    clock: str = ""  # stated hour with the words for its zone: "14:00", "14:00 Moscow time"
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
    undated: tuple[UndatedEvent, ...] = ()  # appointments whose day it leaves open
    quotes: tuple[Quote, ...] = ()  # who said what
    claims: tuple[Claim, ...] = ()  # figures, and who gives each
