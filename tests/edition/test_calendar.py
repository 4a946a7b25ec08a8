"""A calendar that takes in one edition after the other keeps each meeting once, as it stands now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from icalendar import Calendar, Event

from briefing.digest.regions import load_regions
from briefing.render.ics import render_ics
from tests.edition.test_promises import Desk, wire


@dataclass
class Book:
    """A reader's calendar. Events are keyed by UID (RFC 5545, 3.8.4.7); one that comes again takes the place of the
    old one only where its SEQUENCE is higher, or the same with a later DTSTAMP (RFC 5546, 2.1.5)."""

    events: dict[str, Event] = field(default_factory=dict)

    def take_in(self, ics: bytes) -> int:
        """Imports a file; comes out with the number of its events that changed something."""
        changed = 0
        for event in Calendar.from_ical(ics).walk("VEVENT"):
            uid = str(event["UID"])
            old = self.events.get(uid)
            newer = old is None or int(event["SEQUENCE"]) > int(old["SEQUENCE"])
            self.events[uid] = event if newer else old
            changed += newer
        return changed

    def shown(self) -> list[tuple[date, str, str]]:
        return sorted((e.start, str(e["SUMMARY"]), str(e["STATUS"])) for e in self.events.values())


GENEVA = "Delegations of Russia and the United States will hold talks in Geneva on January 18, the ministry said."
ANKARA = "Armenia and Turkey will hold talks in Ankara on January 19, officials said."
BATKEN = "Kyrgyzstan and Tajikistan will hold talks in Batken on January 20, officials said."
NAIROBI = "Kenya and Ethiopia will hold talks in Nairobi on January 21, officials said."


@pytest.fixture
def told() -> tuple[Book, Desk]:
    desk = Desk(load_regions(None))
    plans = (GENEVA, ANKARA, BATKEN, NAIROBI)
    desk.tell(0, *(wire(0, f"Talks announced {n}", text, hour=9 + n) for n, text in enumerate(plans)))
    book = Book()
    assert book.take_in(render_ics(desk.editions[0])) == len(plans)
    return book, desk


def test_the_same_edition_twice_changes_nothing(told: tuple[Book, Desk]) -> None:
    book, desk = told
    before = book.shown()
    assert book.take_in(render_ics(desk.editions[0])) == 0
    assert book.take_in(render_ics(desk.tell(1))) == 0
    assert book.shown() == before


def test_moved_cancelled_put_off_and_renamed_meetings_are_updated_and_not_doubled(told: tuple[Book, Desk]) -> None:
    book, desk = told
    names = {start: summary for start, summary, _ in book.shown()}
    news = (
        "Talks between Russia and the United States in Geneva have been postponed from January 18 to January 25.",
        "Talks between Armenia and Turkey in Ankara have been cancelled, officials said.",
        "Talks between Kyrgyzstan and Tajikistan in Batken have been postponed, officials said.",
        "Kenya and Ethiopia will hold a round of negotiations on water in Nairobi on January 21, officials said.",
    )
    edition = desk.tell(1, *(wire(1, f"News of talks {n}", text, hour=9 + n) for n, text in enumerate(news)))
    assert book.take_in(render_ics(edition)) == len(news)
    shown = {start.day: (summary, status) for start, summary, status in book.shown()}
    assert len(book.events) == len(shown) == len(news)
    assert {day: status for day, (_, status) in shown.items()} == {
        25: "CONFIRMED", 19: "CANCELLED", 20: "CANCELLED", 21: "TENTATIVE",
    }  # fmt: skip
    assert shown[21][0] != names[date(2022, 1, 21)]
    assert "water" in shown[21][0]
