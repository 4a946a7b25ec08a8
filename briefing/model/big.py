"""A story too big for a card: its latest reports, and what is shut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispatch:
    """One wire of a big story in one sentence, with its time. ``day_only``: the wire states no hour."""

    at: datetime
    day_only: bool
    text: str
    note: int
    language: str
    publisher: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Closure:
    """A sentence that tells of something shut or open again. ``what``: airport | airspace | border | embassy ..."""

    what: str
    text: str
    note: int
    language: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Reaction:
    """A statement of a government. ``parts`` hold a quotation; for an indirect one, ``text`` is the wire's sentence."""

    who: str  # as printed
    role: str
    note: int
    language: str
    at: datetime
    parts: tuple[str, ...] = ()
    text: str = ""
    to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reactions:
    """What the government of one country said."""

    country: str  # code
    name: str
    said: tuple[Reaction, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BigStory:
    """What a story of many wires prints besides its card. Both lists are newest first."""

    wires: int  # of the story in the period, copies counted
    dispatches: tuple[Dispatch, ...]
    more: int  # further wires of the story that no dispatch stands for
    closures: tuple[Closure, ...] = ()
    reactions: tuple[Reactions, ...] = ()
