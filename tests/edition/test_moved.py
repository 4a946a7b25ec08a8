"""The bold line of a region is its newest report that stands nowhere below."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.edition.make import make_edition
from briefing.model import Edition, Said
from tests.edition.builders import brief, digest, story, wire

LEDE = "Miners blocked the road to the port of Kesra on Wednesday, the provincial governor said."
NEWS = "The army flew two companies of paratroopers into the airfield of Kesra on Thursday morning."
OLDER = "Dockers in Kesra laid down their tools for higher wages on Tuesday evening, their union said."


def region(newest: str, *, licence: str = "excerpt", told: tuple[Edition, ...] = (), **more: Any) -> Edition:
    wires = [
        wire("a", LEDE, hours=6, headline="Miners block road to port"),
        wire("b", newest, hours=1, headline="Paratroopers land at airfield", licence=licence),
        wire("c", OLDER, hours=9, headline="Dockers lay down tools"),
    ]
    one = story("s", wires[0], wires[1], wires[2], summary=(Said(text=LEDE, wire_id="a"),))
    return make_edition(digest([one], wires, **more), brief(earlier=told))


def line(edition: Edition) -> str:
    moved = edition.desks[0].regions[0].moved
    if moved is None:
        return ""
    (headline,) = [n.headline for n in edition.notes if n.number == moved.note]
    return f"{headline}: {moved.text}"


def test_the_newest_report_is_said_with_its_note() -> None:
    assert line(region(NEWS)) == f"Paratroopers land at airfield: {NEWS}"


@pytest.mark.parametrize(
    ("newest", "more"),
    [
        pytest.param(LEDE.replace("Wednesday", "Thursday"), {}, id="it says what the card says"),
        pytest.param("He said that the companies would stay at the airfield until the road is open.", {}, id="adrift"),
        pytest.param(NEWS, {"licence": "headline"}, id="its licence gives the headline alone"),
        pytest.param(NEWS, {"withheld": {"b": "a kill notice"}}, id="withheld"),
        pytest.param(NEWS, {"repeats": {"b": "exact: the same"}}, id="a copy"),
        pytest.param(f"{NEWS[:-1]}, and {'much more of the same, ' * 10}and so on.", {}, id="too long"),
    ],
)
def test_else_the_next_one_is(newest: str, more: dict[str, Any]) -> None:
    assert line(region(newest, **more)) == f"Dockers lay down tools: {OLDER}"


def test_where_nothing_more_is_told_the_first_lede_is_the_line() -> None:
    one = wire("a", LEDE, headline="Miners block road to port")
    assert line(make_edition(digest([story("s", one)], [one]), brief())) == f"Miners block road to port: {LEDE}"


def test_nothing_is_said_of_stories_that_only_go_on() -> None:
    told = region(NEWS)
    again = region(NEWS, told=(told,))
    assert [card.status for card in again.cards()] == ["CONTINUING"]
    assert line(again) == ""
