"""A desk whose editions are told one after the other, and what tests of its promises ask of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefing.config import Reader
from briefing.digest.analyse import analyse
from briefing.digest.places import country_name
from briefing.digest.regions import Regions
from briefing.edition.make import make_edition
from briefing.model import CalendarEntry, Edition, SourceLine, Wire
from tests.edition.builders import NAMES, brief, digest, story

FIRST = date(2022, 1, 10)  # a Monday


def wire(day: int, headline: str, *paragraphs: str, source: str = "exw", hour: int = 9) -> Wire:
    at = datetime.combine(FIRST + timedelta(days=day), time(hour), tzinfo=UTC)
    key = f"{source}-{day}-{hour}-{len(headline)}-{len(' '.join(paragraphs))}"
    return Wire(
        id=key, identity=key, source=source, publisher=source, headline=headline, paragraphs=paragraphs,
        received_at=at, published_at=at, published_text=at.isoformat(),
    )  # fmt: skip


@dataclass
class Desk:
    """A reader who is told an edition each evening at 18:00 UTC; ``silent`` are sources not heard by day."""

    regions: Regions
    names: tuple[str, ...] = ("exw", "mpa")
    editions: tuple[Edition, ...] = ()
    zone: str = "UTC"
    calendar: tuple[CalendarEntry, ...] = ()

    def tell(self, day: int, *wires: Wire, silent: tuple[str, ...] = (), hour: int = 18) -> Edition:
        at = datetime.combine(FIRST + timedelta(days=day), time(hour), tzinfo=UTC)
        sources = tuple(
            SourceLine(name=n, publisher=n, status="silent" if n in silent else "heard", wires=0, newest_at=None)
            for n in self.names
        )
        stories = [story(w.id, w, sections=("security-talks",)) for w in wires]
        made = make_edition(
            digest(stories, list(wires), analyses={w.id: analyse(w, regions=self.regions) for w in wires}),
            brief(
                Reader(name="desk", zone=self.zone),
                on=at.astimezone(ZoneInfo(self.zone)).date(), covers_to_at=at,
                covers_from_at=at - timedelta(days=1),
                generated_at=at, number=len(self.editions) + 1, names=replace(NAMES, country=country_name),
                earlier=self.editions, sources=sources, calendar=self.calendar,
            ),
        )  # fmt: skip
        self.editions = (made, *self.editions)
        return made


def states(edition: Edition) -> list[tuple[str, str]]:
    return [(e.on, e.status) for e in edition.daybook]


PLAN = wire(
    0,
    "Delegations of Russia and the United States to meet in Geneva on January 12",
    "Delegations of Russia and the United States will hold talks in Geneva on January 12, the Foreign Ministry said.",
)
ELSEWHERE = "Shelling was reported in the Tigray region on Thursday, a doctor said."
