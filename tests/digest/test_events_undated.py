"""Appointments without a day: a plan with its parties is kept, a wish, a past and a day are not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from briefing.digest.events import find_events
from briefing.digest.events_undated import find_undated
from briefing.digest.places import judge_places
from briefing.model import UndatedEvent

THURSDAY = date(2022, 1, 6)


def found(*paragraphs: str, language: str = "en") -> tuple[UndatedEvent, ...]:
    mentions = judge_places(headline="Round-up", paragraphs=paragraphs).mentions
    dated = find_events(headline="Round-up", paragraphs=paragraphs, anchor=THURSDAY, mentions=mentions)
    return find_undated(
        headline="Round-up", paragraphs=paragraphs, anchor=THURSDAY, language=language, mentions=mentions, dated=dated
    )


@pytest.mark.parametrize(
    ("text", "when", "parties", "until"),
    [
        (
            "Russia and the United States will hold talks in Geneva in the coming days, the ministry said.",
            "in the coming days",
            {"RU", "US"},
            date(2022, 1, 16),
        ),
        (
            "Armenia and Azerbaijan will meet next week at the latest, a spokesman said.",
            "next week at the latest",
            {"AM", "AZ"},
            date(2022, 1, 16),
        ),
        ("The foreign ministers of Kenya and Ethiopia will meet soon.", "soon", {"KE", "ET"}, date(2022, 1, 20)),
        (
            "A new round of talks between Iran and the IAEA is expected in Vienna later this month.",
            "later this month",
            {"IR", "IAEA"},
            date(2022, 1, 31),
        ),
        ("Turkish President Erdogan will visit Saudi Arabia in the coming weeks.", "in the coming weeks",
         {"TR", "SA"}, date(2022, 2, 17)),
        ("Chad will hold elections in the coming months.", "in the coming months", {"TD"}, date(2022, 7, 8)),
        ("Macron will travel to Moscow shortly, the Kremlin said.", "shortly", {"FR"}, date(2022, 1, 20)),
    ],
)  # fmt: skip
def test_a_plan_keeps_the_words_of_its_time(text: str, when: str, parties: set[str], until: date) -> None:
    (event,) = found(text)
    assert (event.when, set(event.parties), event.until) == (when, parties, until)
    assert event.when in text
    assert all(word in text for word in event.what.split())
    assert event.evidence == text


@pytest.mark.parametrize(
    "text",
    [
        "They will meet again in the coming days.",
        "The two sides will meet in Geneva next week, US Secretary of State Blinken said.",
        "Russia and the United States could meet in the coming days.",
        "France called for talks between Russia and Ukraine in the coming days.",
        "Kenya hopes to hold talks with Ethiopia soon.",
        "Talks between Armenia and Azerbaijan will not resume soon.",
        "Talks between Russia and NATO will be held in Brussels next week, on January 12.",
        "The talks between Russia and NATO in Brussels next week were postponed.",
        "Sudan and Egypt held talks in Khartoum this week.",
        "Germany is ready to meet Poland soon.",
        "The army will send troops to Mali soon.",
        "If Russia agrees, the United States will meet it in Vienna in the coming days.",
        "Talks between Russia and NATO began in Brussels soon after the summit.",
    ],
)
def test_wishes_doubts_the_past_and_what_has_a_day_are_left_out(text: str) -> None:
    assert found(text) == ()


def test_one_appointment_told_twice_is_one() -> None:
    twice = found(
        "Kenya and Ethiopia will hold talks in Nairobi in the coming days.",
        "The talks between Kenya and Ethiopia will be held soon, a minister said.",
    )
    assert [e.when for e in twice] == ["in the coming days"]


def test_other_languages_and_hostile_text() -> None:
    assert found("Kenya and Ethiopia will hold talks in Nairobi soon.", language="fr") == ()
    started = time.perf_counter()
    found("Russia and NATO will meet soon " * 2_000, "in the coming days, " * 3_000)
    assert time.perf_counter() - started < 3
