"""A calendar that takes in one edition after the other keeps each meeting once, as it stands now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar, Event

from briefing.digest.regions import load_regions
from briefing.model import CalendarEntry
from briefing.render.ics import render_ics
from tests.edition.promising import Desk, wire


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
def desk() -> Desk:
    return Desk(load_regions(None))


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


def test_what_one_sentence_puts_off_or_calls_off_is_cancelled_and_its_new_day_brings_it_back(
    told: tuple[Book, Desk],
) -> None:
    book, desk = told
    news = (
        "Talks between Russia and the United States scheduled for January 18 have been postponed, the ministry said.",
        "Armenia and Turkey called off the talks set for January 19 in Ankara, officials said.",
    )
    book.take_in(render_ics(desk.tell(1, *(wire(1, f"News {n}", text, hour=9 + n) for n, text in enumerate(news)))))
    states = {start.day: status for start, _, status in book.shown()}
    assert states == {18: "CANCELLED", 19: "CANCELLED", 20: "TENTATIVE", 21: "TENTATIVE"}
    anew = "Russia and the United States will hold the postponed talks in Geneva on January 25, the ministry said."
    book.take_in(render_ics(desk.tell(2, wire(2, "Geneva talks to be held after all", anew))))
    assert len(book.events) == 4
    assert {start.day: status for start, _, status in book.shown()}[25] in ("CONFIRMED", "TENTATIVE")


def test_a_meeting_without_a_day_comes_in_once_its_day_is_known_and_its_hour_is_one_moment(desk: Desk) -> None:
    book = Book()
    soon = "Chad and Niger will hold talks in Geneva in the coming days, officials said."
    book.take_in(render_ics(desk.tell(0, wire(0, "Chad, Niger to talk", soon))))
    assert book.events == {}
    named = "Chad and Niger will hold talks in Geneva on January 14 at 15:00 (14:00 GMT), officials said."
    book.take_in(render_ics(desk.tell(1, wire(1, "Chad, Niger set a day", named))))
    (event,) = book.events.values()
    assert event.start == datetime(2022, 1, 14, 14, tzinfo=UTC)
    moved = "Talks between Chad and Niger in Geneva have been postponed from January 14 to January 17, officials said."
    assert book.take_in(render_ics(desk.tell(2, wire(2, "Chad, Niger talks moved", moved)))) == 1
    assert [start.day for start, _, _ in book.shown()] == [17]


def test_what_another_calendar_moves_and_cancels_is_updated(desk: Desk) -> None:
    def entry(on: str, status: str = "planned") -> CalendarEntry:
        return CalendarEntry(
            key="s1", source="council", form="ics", on=on, what="Session of the council", where="Vienna",
            parties=("OSCE",), status=status, wire_id="calendar:s1", seen_at=datetime(2022, 1, 10, tzinfo=UTC),
        )  # fmt: skip

    book = Book()
    for day, one in enumerate((entry("2022-01-18"), entry("2022-01-19"), entry("2022-01-19", "cancelled"))):
        desk.calendar = (one,)
        assert book.take_in(render_ics(desk.tell(day))) == 1
    assert [(start.day, status) for start, _, status in book.shown()] == [(19, "CANCELLED")]
    assert [n.publisher for n in desk.editions[0].notes] == ["council"]
