"""A running negotiation in one view: who with whom, last and next round, papers on the table, what each side says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.model.card import Sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One meeting of a track. ``what`` is the wire's; ``on`` a day or a month."""

    on: str
    until: str | None
    what: str
    where: str | None
    notes: tuple[int, ...]
    wires: tuple[str, ...]  # wire ids
    uid: str = ""  # of the daybook entry on the page, if it is one
    status: str = ""  # planned | confirmed | expected | moved | held


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """A party's latest statement. ``parts`` hold a quotation; for an indirect one, ``text`` is the wire's sentence."""

    party: str
    who: str
    role: str
    note: int
    at: datetime
    wire: str  # its id
    parts: tuple[str, ...] = ()
    text: str = ""
    to: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Track:
    """One running negotiation. ``changed`` names what differs from the edition of ``since_on``:
    next, last, document, statement."""

    id: str
    parties: tuple[str, ...]  # names for print
    format: str  # as printed: "NATO-Russia Council", "indirect talks"; empty where no wire says
    last: Round | None
    next: Round | None
    documents: tuple[Sentence, ...] = ()
    positions: tuple[Position, ...] = ()
    changed: tuple[str, ...] = ()
    since_on: str = ""  # day of the edition compared with
    stories: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
