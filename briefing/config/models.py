"""What config.yaml may hold, as checked values. Unknown keys are refused; values do not change."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from briefing.config.base import Model
from briefing.config.delivery import Delivery, ReaderDelivery, Variable
from briefing.config.desk import Review
from briefing.config.engine import EngineText
from briefing.config.running import Alerts, Retention, Schedule, Slot, no_slot_twice
from briefing.config.web import Web
from briefing.errors import ConfigError
from briefing.model import SECTIONS, TOPICS
from briefing.model.media import FORMS, USUAL
from briefing.units import (
    Address,
    Bytes,
    Country,
    FeedAddress,
    Language,
    MailboxAddress,
    Name,
    Seconds,
    Zone,
    one_of,
    read_seconds,
)
from briefing.yamlfile import did_you_mean

SOURCE_KINDS: tuple[Literal["feed", "folder", "file", "mailbox"], ...] = (
    "feed",
    "folder",
    "file",
    "mailbox",
)  # a source is exactly one of them
FORMATS = FORMS


class Source(Model):
    """One place that wires come from: a feed's address, a folder, a single file, or a mailbox."""

    name: Name
    feed: FeedAddress = ""
    folder: str = ""
    file: str = ""
    mailbox: MailboxAddress = ""
    password_env: Variable = ""  # where a mailbox's password is found
    password_file: str = ""
    publisher: str = ""
    agency: str = ""
    home: Country | None = None
    licence: Literal["headline", "lede", "excerpt"] = "excerpt"
    interval: Seconds = 900.0
    zone: Zone = "UTC"
    deadline: Seconds = 20.0
    max_size: Bytes = 20 << 20
    fulltext: bool = False  # fetch the pages behind a feed's links, and take their text
    allow_private: bool = False  # may the feed lie on this machine or in its own networks?
    active: bool = True

    @property
    def address(self) -> str:
        """What it is asked by, whatever kind it is."""
        return self.feed or self.mailbox or self.folder or self.file

    @property
    def asked(self) -> str:
        """The address of one that is asked over the network; "" for files."""
        return self.feed or self.mailbox


class Watch(Model):
    """Terms that lift a story (people, bodies, terms) or keep it out (exclude)."""

    people: list[str] = []
    bodies: list[str] = []
    terms: list[str] = []
    exclude: list[str] = []


class Pick(Model):
    """Sources by name: only those in ``only``, none of those in ``without``."""

    only: list[str] = []
    without: list[str] = []


class Budget(Model):
    """How much is printed. ``cards`` are stories in full, ``brief`` are lines; the rest is listed by headline."""

    pages: Annotated[int, Field(ge=1, le=60)] = 8
    minutes: Annotated[int, Field(ge=2, le=120)] | None = None  # of reading, in place of the pages
    cards: Annotated[int, Field(ge=0, le=200)] | None = None
    brief: Annotated[int, Field(ge=0, le=500)] | None = None  # three for each page

    @property
    def lines(self) -> int:
        """How many stories are printed in brief."""
        if self.brief is not None:
            return self.brief
        return self.pages * 3 if self.held_pages else (self.minutes or 0) * 3

    @property
    def held_pages(self) -> int | None:
        """The pages that the length is held to: none where minutes are given."""
        return self.pages if self.minutes is None else None


class Pdf(Model):
    """What kind of PDF is written: one for everybody's eyes and ears (PDF/UA), or one for an archive (PDF/A)."""

    variant: Literal["pdf/ua-1", "pdf/a-3u"] = "pdf/ua-1"


class Reader(Model):
    """Who receives an edition, and which."""

    name: Name
    extends: str | None = None
    title: str = "Security and Crisis Briefing"
    regions: list[str] = []
    countries: list[Country] = []
    sections: Annotated[list[str], one_of((*SECTIONS, "other"), "section")] = list(SECTIONS)
    topics: Annotated[list[str], one_of(TOPICS, "topic")] = []
    watch: Watch = Watch()
    follow: list[str] = []  # storyline ids or words: such a story is never below the cut
    mute: list[str] = []  # the same: such a story is off this reader's subjects
    sources: Pick = Pick()
    home: Country | None = None
    reads: list[Language] = ["en"]
    language: Literal["en", "ar", "de", "es", "fr", "kk", "ru", "tr", "zh"] = (
        "en"  # of the document's own words; wires stay as they are
    )
    zone: Zone = "UTC"
    slots: Annotated[list[Slot], AfterValidator(no_slot_twice)] = [Slot(at="07:00")]
    review: Review = "off"  # does his edition wait for a person?
    alerts: Alerts = Alerts()
    period: Seconds = 86400.0
    budget: Budget = Budget()
    template: str = "default"
    theme: str = ""  # a look under the template: broadsheet, situation, compact, or a folder of one's own
    mark: str = ""
    prepared_for: str = ""  # printed in place of his name: readers who have all of it alike share the page
    paper: Literal["A4", "Letter"] = "A4"
    pictures: bool = True  # maps and strips
    formats: Annotated[list[str], one_of(FORMATS, "format")] = list(USUAL)
    pdf: Pdf = Pdf()
    addresses: list[Address] = []
    delivery: ReaderDelivery = ReaderDelivery()

    @property
    def look(self) -> str:
        """His template with his theme, by the name that templates are found under: "ministry+compact"."""
        return f"{self.template}+{self.theme}" if self.theme else self.template


class Collect(Model):
    """How sources are asked."""

    parallel: Annotated[int, Field(ge=1, le=200)] = 16
    per_host: Annotated[int, Field(ge=1, le=20)] = 2
    tries: Annotated[int, Field(ge=1, le=10)] = 2
    settle: Annotated[float, BeforeValidator(read_seconds), Field(ge=0)] = 5.0
    user_agent: str = ""


class Taxonomy(Model):
    """A user's own additions: YAML files that are laid over the built-in ones."""

    regions: dict[str, Any] = {}
    score: dict[str, float] = {}
    publishers: dict[str, Any] = {}
    shapes: str = ""  # a TopoJSON or GeoJSON file in place of the built-in countries and borders


class Config(Model):
    """The whole of config.yaml. Paths are absolute once loaded."""

    store: str = "sqlite:///out/briefing.db"
    out: str = "out"
    templates: str = "templates"
    desk: str = "desk"
    sources: list[Source] = []
    readers: list[Reader] = []
    collect: Collect = Collect()
    schedule: Schedule = Schedule()
    retention: Retention = Retention()
    delivery: Delivery = Delivery()
    taxonomy: Taxonomy = Taxonomy()
    web: Web = Web()
    engine: EngineText = "local"  # where work is done: see briefing.config.engine

    def reader(self, name: str) -> Reader:
        """The reader of that name. Raises ConfigError with the nearest name."""
        for reader in self.readers:
            if reader.name == name:
                return reader
        known = [reader.name for reader in self.readers]
        raise ConfigError(
            f"there is no reader {name!r}{did_you_mean(name, known)}", hint=f"Known: {', '.join(known) or 'none'}"
        )
