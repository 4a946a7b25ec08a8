"""What a regular wire says of itself is no news, and joins no two of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefing.digest.analyse import analyse
from briefing.digest.group import group
from briefing.digest.regions import load_regions
from briefing.edition.changes import opening
from briefing.model import Memory, Wire
from briefing.text.forms import is_form, news_headline, without_form

MONDAY = datetime(2022, 1, 10, 6, tzinfo=UTC)
ITSELF = "This is the daily situation report of the office. It is issued at 06:00 each morning."


@pytest.mark.parametrize(
    ("headline", "left"),
    [
        ("SITREP 12", ""),
        ("SITREP No. 12, January 10, 2022", ""),
        ("Situation report 12: Sudan", "Sudan"),
        ("Morning roundup", ""),
        ("Daily security brief: Mali", "Mali"),
        ("Kesra war: list of key events, day 1,455", "Kesra war"),
        ("Security council meets on Mali", "Security council meets on Mali"),
        ("Report: Army kills 12 in Kesra", "Report: Army kills 12 in Kesra"),
        ("Day of mourning in Kesra", "Day of mourning in Kesra"),
        ("Talks in Kesra on January 12", "Talks in Kesra on January 12"),
    ],
)
def test_of_a_headline_the_form_goes_and_the_news_stays(headline: str, left: str) -> None:
    assert news_headline(headline) == left
    assert is_form(headline) == (headline != left)


def test_of_a_text_the_sentences_about_the_wire_itself_go() -> None:
    assert without_form([ITSELF, "Shelling hit Kesra. For details call the desk.", "Rain fell."]) == [
        "Shelling hit Kesra.", "Rain fell.",
    ]  # fmt: skip
    assert without_form(["The report says that 12 people died.", "It was the first attack."]) == [
        "The report says that 12 people died.", "It was the first attack.",
    ]  # fmt: skip


def wire(day: int, headline: str, *paragraphs: str) -> Wire:
    at = MONDAY + timedelta(days=day)
    return Wire(
        id=f"w{day}", identity=f"w{day}", source="ocx", publisher="OCX", headline=headline, paragraphs=paragraphs,
        received_at=at, published_at=at, published_text=at.isoformat(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headlines", "news", "stories"),
    [
        (
            ("SITREP 12: Sudan", "SITREP 13: Sudan"),
            ("Heavy rain cut the road from Khartoum.", "Cholera cases rose in camps near Kassala in Sudan."),
            2,
        ),
        (
            ("Daily security brief: Mali", "Daily security brief: Mali"),
            ("Gunmen attacked a convoy near Gao, killing five.", "The army opened a new base at Kayes."),
            2,
        ),
        (
            ("SITREP 12: Sudan", "SITREP 13: Sudan"),
            ("Cholera cases rose in camps near Kassala.", "Cholera cases in camps near Kassala rose again."),
            1,
        ),
    ],
)
def test_two_wires_of_one_form_are_one_story_only_by_their_news(
    headlines: tuple[str, str], news: tuple[str, str], stories: int
) -> None:
    regions = load_regions(None)
    wires = tuple(wire(day, headlines[day], ITSELF, news[day]) for day in range(2))
    found = group(
        wires, {w.id: analyse(w, regions=regions) for w in wires}, memory=Memory(), as_of_at=MONDAY + timedelta(days=2)
    )
    assert len(found.stories) == stories


def test_what_is_compared_with_what_was_told_is_the_news_alone() -> None:
    regions = load_regions(None)
    one = wire(0, "SITREP 12", ITSELF, "Shelling hit Kesra.")
    analysis = analyse(one, regions=regions)
    found = group((one,), {one.id: analysis}, memory=Memory(), as_of_at=MONDAY + timedelta(days=1))
    assert opening(one, analysis, found.stories[0].members[0]) == "Shelling hit Kesra."
