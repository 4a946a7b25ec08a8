"""A promise is held, called off, or said to be without report only where nothing speaks against saying so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from briefing.config import Reader
from briefing.digest.analyse import analyse
from briefing.digest.places import country_name
from briefing.digest.regions import Regions, load_regions
from briefing.edition.make import make_edition
from briefing.edition.promises import MOST_OVERDUE
from briefing.model import CalendarEntry, Edition, SourceLine, Wire
from briefing.render.ics import render_ics
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


@pytest.fixture
def desk() -> Desk:
    return Desk(load_regions(None))


def states(edition: Edition) -> list[tuple[str, str]]:
    return [(e.on, e.status) for e in edition.daybook]


PLAN = wire(
    0,
    "Delegations of Russia and the United States to meet in Geneva on January 12",
    "Delegations of Russia and the United States will hold talks in Geneva on January 12, the Foreign Ministry said.",
)
ELSEWHERE = "Shelling was reported in the Tigray region on Thursday, a doctor said."


def test_a_report_of_the_day_makes_it_held_for_one_edition_with_the_note_of_that_wire(desk: Desk) -> None:
    assert states(desk.tell(0, PLAN)) == [("2022-01-12", "planned")]
    uid = desk.editions[0].daybook[0].uid
    desk.tell(1)
    report = wire(
        2, "Russia and United States hold security talks in Geneva",
        "Russia and the United States held talks in Geneva on Wednesday that lasted eight hours, diplomats said.",
    )  # fmt: skip
    held = desk.tell(2, report).daybook[0]
    assert (held.uid, held.status, held.sequence, held.days) == (uid, "held", 1, 0)
    assert {n.wire_id for n in desk.editions[0].notes if n.number in held.notes} == {report.id}
    assert desk.tell(3).daybook == ()


def test_a_report_that_comes_the_next_morning_still_counts(desk: Desk) -> None:
    desk.tell(0, PLAN)
    desk.tell(2)
    late = wire(
        3, "Talks in Geneva end", "Talks between Russia and the United States in Geneva ended on Wednesday night."
    )
    assert states(desk.tell(3, late, hour=7)) == [("2022-01-12", "held")]


def test_no_report_waits_for_twelve_hours_after_the_local_day_and_leaves_after_three_editions(desk: Desk) -> None:
    desk.tell(0, PLAN)
    away = [wire(d, "Shelling in Tigray", ELSEWHERE, source="mpa") for d in range(2, 8)]
    assert states(desk.tell(2, away[0])) == [("2022-01-12", "planned")]
    assert states(desk.tell(3, away[1], hour=10)) == [("2022-01-12", "planned")]
    first = desk.tell(3, away[1], hour=11).daybook[0]
    assert (first.status, first.heard, first.days, first.sequence) == ("overdue", 2, -1, 1)
    opening = desk.editions[0]
    assert opening.since is not None
    assert [line.kind for line in opening.since.lines if line.target == first.uid] == ["overdue"]
    assert all(line.target != first.uid for line in opening.glance)  # the page says it once
    for day in range(4, 3 + MOST_OVERDUE):
        assert states(desk.tell(day, away[day - 2])) == [("2022-01-12", "overdue")]
    assert desk.tell(6, away[4]).daybook == ()
    assert [(line.kind, line.status) for line in desk.editions[1].glance][-1] == ("daybook", "overdue")
    assert all(line.kind != "daybook" for line in desk.editions[0].glance)


@pytest.mark.parametrize("quiet", [2, 3])
def test_no_claim_where_a_source_that_announced_it_was_silent_since(desk: Desk, quiet: int) -> None:
    desk.tell(0, PLAN)
    for day in (1, 2, 3, 4, 5):
        edition = desk.tell(day, silent=("exw",) if day == quiet else ())
        assert "overdue" not in {e.status for e in edition.daybook}
    assert desk.editions[0].daybook[0].status == "planned"
    assert desk.tell(6).daybook == ()


def test_another_source_that_is_silent_withholds_nothing(desk: Desk) -> None:
    desk.tell(0, PLAN)
    assert states(desk.tell(3, silent=("mpa",))) == [("2022-01-12", "overdue")]


@pytest.mark.parametrize(
    "words",
    [
        "Ryabkov says the exchange with the Americans in Geneva was difficult, Russia and the United States differ.",
        "The United States gave Russia a paper at the meeting in Geneva, a senior official said.",
    ],
)
def test_no_claim_where_a_wire_could_be_about_it(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    edition = desk.tell(3, wire(3, words, words, source="mpa"))
    assert "overdue" not in {e.status for e in edition.daybook}


def test_a_mere_possibility_is_no_promise(desk: Desk) -> None:
    maybe = "Delegations of Russia and the United States may hold talks in Geneva on January 12, a diplomat said."
    desk.tell(0, wire(0, "Russia and US may talk", maybe))
    for day in (2, 3, 4):
        assert "overdue" not in {e.status for e in desk.tell(day).daybook}


def test_a_plan_called_off_is_cancelled_and_never_overdue(desk: Desk) -> None:
    desk.tell(0, PLAN)
    off = "Talks between Russia and the United States in Geneva have been cancelled, the Swiss hosts said."
    assert states(desk.tell(1, wire(1, "Geneva talks cancelled", off, source="mpa"))) == [("2022-01-12", "cancelled")]
    assert states(desk.tell(2)) == [("2022-01-12", "cancelled")]
    assert desk.tell(3).daybook == ()


def test_a_plan_moved_keeps_its_uid_and_is_checked_on_its_new_day(desk: Desk) -> None:
    uid = desk.tell(0, PLAN).daybook[0].uid
    move = (
        "Talks between Russia and the United States in Geneva have been postponed from January 12 to January 14, "
        "the Foreign Ministry said."
    )
    moved = desk.tell(1, wire(1, "Geneva talks postponed to January 14", move)).daybook
    assert [(e.uid, e.on, e.status, e.moved_from, e.sequence) for e in moved] == [
        (uid, "2022-01-14", "moved", "2022-01-12", 1)
    ]
    assert states(desk.tell(3)) == [("2022-01-14", "moved")]
    report = "Delegations of Russia and the United States met in Geneva on Friday, diplomats said."
    held = desk.tell(4, wire(4, "Russia and US meet in Geneva", report)).daybook
    assert [(e.uid, e.status, e.sequence) for e in held] == [(uid, "held", 2)]


def test_a_plan_put_off_without_a_new_day_stands_as_put_off_until_one_is_named(desk: Desk) -> None:
    uid = desk.tell(0, PLAN).daybook[0].uid
    off = "Talks between Russia and the United States in Geneva have been postponed, the Foreign Ministry said."
    edition = desk.tell(1, wire(1, "Geneva talks postponed", off))
    assert [(e.uid, e.on, e.status, e.sequence) for e in edition.daybook] == [(uid, "2022-01-12", "postponed", 1)]
    assert edition.since is not None
    assert [line.kind for line in edition.since.lines][:1] == ["postponed"]
    assert b"STATUS:CANCELLED" in render_ics(edition)
    assert all(line.kind != "daybook" for line in edition.glance)
    new = "Talks between Russia and the United States in Geneva have been postponed from January 12 to January 14."
    moved = desk.tell(2, wire(2, "Geneva talks on January 14", new)).daybook
    assert [(e.uid, e.on, e.status, e.sequence) for e in moved] == [(uid, "2022-01-14", "moved", 2)]
    assert b"STATUS:CONFIRMED" in render_ics(desk.editions[0])


def test_a_plan_put_off_is_never_without_a_report(desk: Desk) -> None:
    desk.tell(0, PLAN)
    off = "Talks between Russia and the United States in Geneva have been postponed, the Foreign Ministry said."
    desk.tell(1, wire(1, "Geneva talks postponed", off))
    assert states(desk.tell(2)) == [("2022-01-12", "postponed")]
    assert desk.tell(3).daybook == ()


def test_the_planned_words_of_the_day_itself_are_no_report(desk: Desk) -> None:
    desk.tell(0, PLAN)
    ahead = "Delegations of Russia and the United States are to meet in Geneva on Wednesday, Lavrov said on Wednesday."
    assert states(desk.tell(2, wire(2, "Lavrov speaks of Geneva talks", ahead))) == [("2022-01-12", "planned")]


def test_a_second_calendar_updates_and_does_not_double(desk: Desk) -> None:
    desk.tell(0, PLAN)
    move = "Talks between Russia and the United States in Geneva have been moved from January 12 to January 14."
    desk.tell(1, wire(1, "Geneva talks moved", move))
    first, second = (
        {str(e["UID"]): int(e["SEQUENCE"]) for e in Calendar.from_ical(render_ics(x)).walk("VEVENT")}
        for x in reversed(desk.editions)
    )
    assert first.keys() == second.keys()
    assert len(second) == 1
    assert all(second[uid] > first[uid] for uid in first)


# ---- what took place unannounced

CALL = wire(
    1, "Kenyan, Ethiopian ministers discuss border",
    "Kenyan Foreign Minister Raychelle Omamo held a phone call with her Ethiopian counterpart on the border crossing.",
)  # fmt: skip


def test_a_call_nobody_announced_is_recorded_but_not_in_a_first_edition(desk: Desk) -> None:
    assert desk.tell(1, CALL).held == ()
    other = Desk(desk.regions)
    other.tell(0)
    held = other.tell(1, CALL)
    assert [(e.on, e.status, set(e.parties)) for e in held.held] == [("2022-01-11", "held", {"Kenya", "Ethiopia"})]
    assert held.daybook == ()
    assert b"VEVENT" not in render_ics(held)
    assert other.tell(2, CALL).held == ()


def test_a_meeting_of_the_daybook_is_not_recorded_twice(desk: Desk) -> None:
    desk.tell(0, PLAN)
    report = "Russia and the United States held talks in Geneva on Wednesday, diplomats said."
    edition = desk.tell(2, wire(2, "Russia and United States hold talks in Geneva", report))
    assert (states(edition), edition.held) == ([("2022-01-12", "held")], ())


def test_a_second_edition_of_the_day_neither_doubles_nor_claims(desk: Desk) -> None:
    desk.tell(0, PLAN)
    report = wire(
        2, "Russia, US hold talks in Geneva", "Russia and the United States held talks in Geneva on Wednesday."
    )
    uid = desk.tell(2, report, hour=12).daybook[0].uid
    assert [(e.uid, e.status, e.sequence) for e in desk.tell(2, hour=18).daybook] == [(uid, "held", 1)]
    assert desk.tell(3).daybook == ()


def test_talks_of_two_are_not_held_by_an_exchange_of_their_prisoners(desk: Desk) -> None:
    plan = "Talks between Armenia and Azerbaijan on the border are scheduled for January 12, officials said."
    desk.tell(0, wire(0, "Armenia and Azerbaijan to talk", plan))
    swap = "An exchange of prisoners between Armenia and Azerbaijan took place on Wednesday."
    edition = desk.tell(2, wire(2, "Armenia and Azerbaijan exchange prisoners", swap))
    assert states(edition) == [("2022-01-12", "planned")]
    assert [e.status for e in edition.held] == ["held"]


def test_who_only_arrived_for_the_talks_has_not_held_them(desk: Desk) -> None:
    desk.tell(0, PLAN)
    came = "The Russian delegation arrived in Geneva on Wednesday for talks with the United States."
    assert states(desk.tell(2, wire(2, "Russian delegation in Geneva", came))) == [("2022-01-12", "planned")]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "UTC", "Pacific/Honolulu"])
def test_the_day_of_the_place_counts_and_not_the_reader_s(zone: str) -> None:
    there = Desk(load_regions(None), zone=zone)
    there.tell(0, PLAN)
    assert states(there.tell(3, hour=10)) == [("2022-01-12", "planned")]
    assert states(there.tell(3, hour=11)) == [("2022-01-12", "overdue")]


def test_in_a_place_that_is_not_known_the_day_ends_with_the_last_zone_on_earth(desk: Desk) -> None:
    desk.tell(0, wire(0, "Russia and US to talk", "Russia and the United States will hold talks on January 12."))
    assert states(desk.tell(3, hour=23)) == [("2022-01-12", "planned")]
    assert states(desk.tell(4, hour=0)) == [("2022-01-12", "overdue")]


def test_a_call_told_again_the_next_day_without_its_day_is_not_a_second_one(desk: Desk) -> None:
    desk.tell(0)
    assert len(desk.tell(1, CALL).held) == 1
    again = "After a phone call between the Kenyan and Ethiopian foreign ministers the crossing stays shut."
    assert desk.tell(2, wire(2, "Crossing stays shut", again)).held == ()
    new = "The Kenyan and Ethiopian foreign ministers held another phone call on Thursday."
    assert [e.on for e in desk.tell(3, wire(3, "Ministers speak again", new)).held] == ["2022-01-13"]


def test_a_meeting_called_off_and_held_all_the_same_is_held(desk: Desk) -> None:
    desk.tell(0, PLAN)
    off = "Talks between Russia and the United States in Geneva have been cancelled, the Swiss hosts said."
    desk.tell(1, wire(1, "Geneva talks cancelled", off, source="mpa"))
    report = "Russia and the United States held talks in Geneva on Wednesday after all, diplomats said."
    assert states(desk.tell(2, wire(2, "Russia and US talk in Geneva", report))) == [("2022-01-12", "held")]


def test_what_else_is_suspended_or_delayed_calls_nothing_off(desk: Desk) -> None:
    desk.tell(0, PLAN)
    other = "Russia was suspended from a council in Geneva, and the United States delayed its own vote."
    assert states(desk.tell(1, wire(1, "Russia suspended from council in Geneva", other))) == [
        ("2022-01-12", "planned")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Russia is ready to discuss missiles with the United States at talks in Geneva on January 12, a source said.",
        "Russia and the United States may meet in Geneva on January 12 if the text is ready, a source said.",
        "Reports that Russia and the United States met in Geneva on January 12 are false, a source said.",
    ],
)
def test_readiness_conditions_and_denials_hold_nothing(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    edition = desk.tell(2, wire(2, "Russia, United States and the talks in Geneva", words))
    assert [state for state in states(edition) if state[1] == "held"] == []
    assert edition.held == ()


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("The talks scheduled for January 12 have been postponed, the Russian ministry said.", "postponed"),
        ("The talks set for Wednesday were called off, the Russian ministry said.", "cancelled"),
    ],
)
def test_a_line_that_calls_off_the_talks_of_a_day_is_given_to_that_day_s_entry(
    desk: Desk, words: str, state: str
) -> None:
    desk.tell(0, PLAN)
    uid = desk.editions[0].daybook[0].uid
    edition = desk.tell(1, wire(1, "Russia, United States: no missiles yet", words))
    assert [(e.uid, e.on, e.status) for e in edition.daybook] == [(uid, "2022-01-12", state)]


def test_a_line_that_calls_off_another_occasion_of_the_day_is_given_to_none(desk: Desk) -> None:
    desk.tell(0, PLAN)
    words = "The trip planned for January 12 was called off, the Russian ministry said."
    edition = desk.tell(1, wire(1, "Russia, United States: no trip", words))
    assert states(edition) == [("2022-01-12", "planned")]


@pytest.mark.parametrize(
    "words",
    [
        "Talks between Russia and the United States in Geneva could be cancelled, officials said.",
        "Russia and the United States denied that the talks in Geneva were cancelled.",
    ],
)
def test_what_may_be_called_off_is_not(desk: Desk, words: str) -> None:
    desk.tell(0, PLAN)
    assert states(desk.tell(1, wire(1, "The talks in Geneva", words, source="mpa"))) == [("2022-01-12", "planned")]


def test_a_town_is_not_found_in_the_name_of_a_country(desk: Desk) -> None:
    plan = wire(
        0, "Chile and Tunisia to meet",
        "The foreign ministers of Tunisia and Chile plan a meeting on January 12 in Tunis.",
    )  # fmt: skip
    desk.tell(0, plan)
    other = "Thailand cancelled the talks with Tunisia in Bangkok on fishing, saying that it had been insulted."
    assert states(desk.tell(1, wire(1, "Thailand cancels talks", other))) == [("2022-01-12", "planned")]


def test_a_report_on_another_pair_makes_nothing_held(desk: Desk) -> None:
    desk.tell(0, PLAN)
    report = wire(
        2, "Russia and Switzerland hold talks in Geneva",
        "Russia and Switzerland held talks in Geneva on Wednesday, the Swiss ministry said.",
    )  # fmt: skip
    assert (date(2022, 1, 12).isoformat(), "planned") in states(desk.tell(2, report))


@pytest.mark.parametrize(
    ("hint", "claimed"), [("Russia, the United States and their talks in Geneva.", False), ("", True)]
)
def test_a_wire_that_may_have_been_the_report_is_remembered(desk: Desk, hint: str, claimed: bool) -> None:
    desk.tell(0, PLAN)
    desk.tell(1)
    desk.tell(2, *([wire(2, "In pictures", hint, hour=17)] if hint else []))
    desk.tell(3, wire(3, "Elsewhere", ELSEWHERE))
    later = desk.tell(4, wire(4, "Elsewhere", ELSEWHERE))
    assert any(e.status == "overdue" for e in later.daybook) == claimed


@pytest.mark.parametrize(
    ("other", "claimed"),
    [
        pytest.param(
            ("Kenya and Ghana to hold summit", "Kenya and Ghana will hold a summit in Accra on January 20."),
            True,
            id="other states, both a summit",
        ),
        pytest.param(
            ("Talks on trade", "Talks between Russia and Turkey in Ankara open on January 20, officials said."),
            True,
            id="another pair with one of the two",
        ),
        pytest.param(
            ("Leaders gather", "A summit on artificial intelligence opens in New Delhi on January 20."),
            True,
            id="a summit of nobody named",
        ),
        pytest.param(
            ("Russia, US summit", "The summit of Russia and the United States in Geneva opens on January 20."),
            False,
            id="the same two, for another day",
        ),
    ],
)
def test_what_is_announced_for_another_day_is_a_doubt_only_where_it_may_be_the_same_meeting(
    desk: Desk, other: tuple[str, str], claimed: bool
) -> None:
    plan = wire(
        0, "Summit of Russia and United States",
        "The leaders of Russia and the United States will hold a summit in Geneva on January 12, the Kremlin said.",
    )  # fmt: skip
    desk.tell(0, plan)
    away = [wire(d, "Shelling in Tigray", ELSEWHERE, source="mpa") for d in (2, 3)]
    desk.tell(2, away[0])
    told = desk.tell(3, away[1], wire(3, *other)).daybook
    assert ("2022-01-12", "overdue") in [(e.on, e.status) for e in told] or not claimed
    assert claimed or "overdue" not in [e.status for e in told]


def test_a_moved_meeting_of_which_no_report_comes_on_its_new_day_is_said_to_be_without(desk: Desk) -> None:
    desk.tell(0, PLAN)
    put = wire(
        1, "Geneva talks put off",
        "Talks between Russia and the United States in Geneva were postponed from January 12 to January 13.",
    )  # fmt: skip
    assert states(desk.tell(1, put)) == [("2022-01-13", "moved")]
    away = [wire(d, "Shelling in Tigray", ELSEWHERE, source="mpa") for d in (2, 3, 4)]
    desk.tell(2, away[0])
    desk.tell(3, away[1])
    assert states(desk.tell(4, away[2])) == [("2022-01-13", "overdue")]


def test_one_side_that_met_its_host_while_the_other_had_not_come_is_no_meeting_of_both(desk: Desk) -> None:
    desk.tell(0, PLAN)
    host = wire(
        2, "Russian envoy sees host",
        "The Russian envoy met the host's foreign minister in Geneva on Wednesday; the United States was away.",
    )  # fmt: skip
    assert states(desk.tell(2, host)) == [("2022-01-12", "planned")]


@pytest.mark.parametrize(
    ("lede", "state"),
    [
        pytest.param("Delegations of both will meet in Geneva on January 12 as planned.", "planned", id="still to be"),
        pytest.param("Delegations of both were to meet in Geneva on January 12.", "cancelled", id="no more"),
    ],
)
def test_a_headline_calls_off_no_meeting_that_its_own_text_plans(desk: Desk, lede: str, state: str) -> None:
    desk.tell(0, PLAN)
    off = wire(1, "Russia, United States cancel talks in Geneva", f"{lede} Trade talks were not resumed.")
    assert [e.status for e in desk.tell(1, off).daybook if e.on == "2022-01-12"] == [state]


def test_both_sides_and_the_place_in_one_line_are_a_doubt_in_whatever_words(desk: Desk) -> None:
    desk.tell(0, PLAN)
    odd = wire(2, "Five hours", "Russia and the United States sat as one for five hours in Geneva on Wednesday.")
    desk.tell(2, odd)
    away = wire(3, "Shelling in Tigray", ELSEWHERE, source="mpa")
    assert "overdue" not in [e.status for e in desk.tell(3, away).daybook]
