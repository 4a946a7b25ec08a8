"""What the wires of a period say together: copies, stories, and what is remembered of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from briefing.model.analysis import Analysis
from briefing.model.storyline import LineChange
from briefing.model.wire import Wire


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
    changes: tuple[LineChange, ...] = ()  # how storylines joined and parted before


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
    line_changes: tuple[LineChange, ...] = ()  # how storylines joined and parted, remembered ones first
