"""What stories are made of, and what they are: values that pass within the grouping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.model import LineChange


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One affair of one wire, as stories are made of."""

    key: str
    wire_id: str
    part: int
    at: datetime
    headline: str
    text: str
    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    headline_places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topic: str = ""
    dates: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    round_up: bool = False
    link: str = ""
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Group:
    """Units on one event, in the order of (at, key). ``storyline`` is shared with the earlier and other stories of one
    running affair: the id of the first of them."""

    id: str
    keys: tuple[str, ...]
    why: tuple[str, ...]
    storyline: str
    changes: tuple[LineChange, ...] = ()  # of storylines, which show in this group
