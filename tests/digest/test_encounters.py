"""What a wire reports as having taken place: found with its parties and day, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.digest.encounters import find_encounters
from briefing.digest.places import judge_places
from briefing.model import DatedEvent

ON = date(2022, 1, 12)  # a Wednesday


def found(headline: str, *paragraphs: str, on: date = ON) -> list[DatedEvent]:
    mentions = judge_places(headline=headline, paragraphs=paragraphs).mentions
    return list(find_encounters(headline=headline, paragraphs=paragraphs, anchor=on, language="en", mentions=mentions))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Macron meets Scholz in Berlin", {"FR", "DE"}),
        ("Kenyan Foreign Minister Omamo met her Ethiopian counterpart in Moyale", {"KE", "ET"}),
        ("The foreign ministers of Japan and Vietnam discussed fishing rights", {"JP", "VN"}),
        (
            "Turkish President Erdogan held a phone call with the leaders of Serbia, Croatia and Bosnia",
            {"TR", "RS", "HR", "BA"},
        ),
        ("Indian and Chinese negotiators meet in Dushanbe", {"IN", "CN"}),
        ("Tehran and Riyadh held a fourth round of talks", {"IR", "SA"}),
        ("Armenia and Azerbaijan wrap up talks on their border", {"AM", "AZ"}),
        ("Modi tells the Bhutanese parliament that India will build two bridges", {"IN", "BT"}),
        ("The U.N. Security Council met on the shelling of the camp", {"UN"}),
        ("Scholz arrives in Poland", {"DE", "PL"}),
        ("IAEA chief makes a short visit to Iran", {"IAEA", "IR"}),
        ("Chad's parliament voted to extend the transition", {"TD"}),
        ("An exchange of prisoners between Armenia and Azerbaijan has taken place near the border", {"AM", "AZ"}),
        ("Macron assured his support for the mission, Estonian PM says", {"FR", "EE"}),
    ],
)
def test_encounters_of_the_wires_own_day(text: str, parties: set[str]) -> None:
    events = found(text)
    assert [(e.on, e.status, e.ahead) for e in events] == [("2022-01-12", "held", False)]
    assert set(events[0].parties) == parties
    assert events[0].evidence == text


@pytest.mark.parametrize(
    "text",
    [
        "Macron to meet Scholz in Berlin",
        "Macron will meet Scholz in Berlin on Friday",
        "Macron refuses to meet Scholz",
        "Kenya and Ethiopia have not held talks on the border",
        "Kenya calls for talks with Ethiopia",
        "Macron met Scholz in Berlin last month",
        "Macron hopes to visit Poland",
        "Talks between Armenia and Azerbaijan are expected to resume",
        "Erdogan says talks between Armenia and Azerbaijan must continue",
        "Scholz visited a hospital in Munich",
        "Tourists arrived in Poland from Germany",
        "The minister discussed Russia in an interview",
        "Sudan's army met resistance in Kosti",
        "The talks on the price of gas left Germany cold",
    ],
)
def test_plans_wishes_refusals_and_the_past_report_nothing(text: str) -> None:
    assert found(text) == []


def test_the_day_that_the_sentence_names_counts() -> None:
    assert [e.on for e in found("Round-up", "Macron met Scholz in Berlin on Monday.")] == ["2022-01-10"]
    assert found("Round-up", "Macron met Scholz in Berlin on 3 December.") == []


def test_a_year_of_the_meeting_is_not_that_of_what_it_is_about() -> None:
    assert found("Macron held talks with Scholz in Berlin in 2019, he said on Tuesday") == []
    for text in (
        "Macron met Scholz in Berlin on Tuesday to revive a deal signed in 2019",
        "Macron held talks with Scholz in Berlin on Tuesday over a war that began in 2014",
    ):
        assert [event.on for event in found(text)] == ["2022-01-11"]


def test_far_down_only_what_names_its_day_is_news() -> None:
    plain = ["The army spoke.", "Rain fell.", "Macron met Scholz in Berlin."]
    assert found("Round-up", *plain) == []
    assert [e.on for e in found("Round-up", *plain[:2], "Macron met Scholz in Berlin on Tuesday.")] == ["2022-01-11"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Two humanitarian corridors out of Mekelle were agreed for Wednesday", "confirmed"),
        ("Three evacuation corridors will open in Sudan today", "planned"),
        ("The humanitarian corridor in Sudan failed on Wednesday", "cancelled"),
    ],
)
def test_corridors_of_the_day_are_announced_or_failed(text: str, status: str) -> None:
    assert [(e.on, e.status, e.ahead) for e in found(text)] == [("2022-01-12", status, status != "cancelled")]


def test_a_corridor_of_another_day_is_left_to_the_dated_events() -> None:
    assert found("Two humanitarian corridors out of Mekelle will open on Friday") == []


def test_stamps_and_names_of_sites_are_not_part_of_what_took_place() -> None:
    events = found("Macron meets Scholz (12.01.22 10:50) « World | The Desk")
    assert [e.what for e in events] == ["Macron meets Scholz"]


def test_other_languages_are_left_alone_and_hostile_text_does_no_harm() -> None:
    mentions = judge_places(headline="Macron meets Scholz", paragraphs=()).mentions
    assert (
        find_encounters(headline="Macron meets Scholz", paragraphs=(), anchor=ON, language="fr", mentions=mentions)
        == ()
    )
    for text in ("met " * 5_000, "Macron met, " * 2_000, "a corridor " * 3_000, ""):
        found(text, text)
