"""An edition as it is handed over: its files, and the letters that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Enclosure:
    """A form of the edition as a letter speaks of it. ``link`` is where it lies on the web, "" for nowhere."""

    form: str  # pdf | html | json | ics
    name: str  # "desk-2022-01-06.pdf"
    size_bytes: int
    attached: bool
    link: str = ""
    made: bool = True  # False: the reader was to have it, and it could not be drawn


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What a mail says. ``attached`` names the forms that go with it; the text speaks of them."""

    subject: str  # one line
    text: str
    html: str
    attached: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PackedFile:
    """One file of an edition."""

    name: str
    content: bytes
    link: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """One edition, packed for channels. ``letters`` begin with the one that has most attached."""

    reader: str
    title: str
    number: int
    kind: str  # regular | special
    on: date
    slot: str
    mark: str
    headline: str  # of what stands first; "" where nothing does
    language: str
    made_at: datetime  # in the edition's zone
    covers_from_at: datetime
    covers_to_at: datetime
    message_id: str  # "<...@...>", the same at every try
    files: Mapping[str, PackedFile]  # by form
    letters: tuple[Letter, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)  # form -> where it lies on the web
    remark: str = ""  # a blemish of the letters, for the report


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one try. ``state``: sent | refused (for good) | later.

    ``after_s``: the other side asked to be left alone for so long.
    """

    state: str
    reason: str = ""
    after_s: float = 0.0
