"""The values that pass between the stages: frozen, keyword-only, without behaviour beyond small look-ups.

    Wire -> Analysis -> Digest -> Edition

Instants are aware UTC and end in ``_at``; calendar dates end in ``_on``. Dates that a text states with less than a
day (a month) are kept as ISO text ("2026-03") in the fields named ``on`` and ``until``. Countries are ISO 3166-1
alpha-2 codes in upper case, with XK for Kosovo. Sections are "security-talks" and "regional-crises".
"""

from __future__ import annotations

from briefing.model.analysis import Analysis, DatedEvent, Mention, Part, PlaceJudgement, Timex, TopicJudgement
from briefing.model.big import BigStory, Closure, Dispatch, Reaction, Reactions
from briefing.model.calendar import CalendarEntry, CalendarFile
from briefing.model.card import DaybookEntry, Note, Saying, Sentence, StoryCard, TimelineEntry, WireRef
from briefing.model.claims import Claim, FigureRow, FigureTable
from briefing.model.comparison import Change, Comparison, Issue
from briefing.model.coverage import RegionUsual
from briefing.model.desk import Alert, DeskComment, DeskOrders, Reissue
from briefing.model.edition import Counts, Desk, Edition, GlanceLine, Notice, Piece, Reference, RegionBlock, SourceLine
from briefing.model.manifest import Manifest, ToldPrint, WirePrint
from briefing.model.maps import RegionMap, Spot
from briefing.model.publishers import FirstReport, OutletMark, Publisher
from briefing.model.quotes import CardQuote, Quote, Speaker
from briefing.model.replayed import Replay, Replayed
from briefing.model.since import Carried, Since, SinceLine
from briefing.model.story import Digest, Duplicate, Member, Memory, Said, Story, StoryTrace
from briefing.model.storyline import LineChange, Storyline
from briefing.model.tracks import Position, Round, Track
from briefing.model.undated import UndatedEntry, UndatedEvent
from briefing.model.wire import Dateline, SourceReport, Wire

SECTIONS = ("security-talks", "regional-crises")
TOPICS = (
    "diplomacy", "summit", "arms-control", "peace-process", "sanctions", "defence-cooperation", "nuclear",
    "armed-conflict", "terrorism", "unrest", "coup-or-political-crisis", "election", "humanitarian", "disaster",
    "cyber", "border-dispute", "human-rights", "migration", "crime", "economy", "other",
)  # fmt: skip

__all__ = [
    "SECTIONS",
    "TOPICS",
    "Alert",
    "Analysis",
    "BigStory",
    "CalendarEntry",
    "CalendarFile",
    "CardQuote",
    "Carried",
    "Change",
    "Claim",
    "Closure",
    "Comparison",
    "Counts",
    "DatedEvent",
    "Dateline",
    "DaybookEntry",
    "Desk",
    "DeskComment",
    "DeskOrders",
    "Digest",
    "Dispatch",
    "Duplicate",
    "Edition",
    "FigureRow",
    "FigureTable",
    "FirstReport",
    "GlanceLine",
    "Issue",
    "LineChange",
    "Manifest",
    "Member",
    "Memory",
    "Mention",
    "Note",
    "Notice",
    "OutletMark",
    "Part",
    "Piece",
    "PlaceJudgement",
    "Position",
    "Publisher",
    "Quote",
    "Reaction",
    "Reactions",
    "Reference",
    "RegionBlock",
    "RegionMap",
    "RegionUsual",
    "Reissue",
    "Replay",
    "Replayed",
    "Round",
    "Said",
    "Saying",
    "Sentence",
    "Since",
    "SinceLine",
    "SourceLine",
    "SourceReport",
    "Speaker",
    "Spot",
    "Story",
    "StoryCard",
    "StoryTrace",
    "Storyline",
    "TimelineEntry",
    "Timex",
    "ToldPrint",
    "TopicJudgement",
    "Track",
    "UndatedEntry",
    "UndatedEvent",
    "Wire",
    "WirePrint",
    "WireRef",
]
