"""Each desk keeps its page."""

from __future__ import annotations

from briefing.edition.shares import with_shares
from briefing.model import Story
from tests.edition.builders import story, wire

DESKS = ("security-talks", "regional-crises")


def of(key: str, desk: str, region: str) -> Story:
    return story(key, wire(key), sections=(desk,), region=region)


def ids(stories: list[Story]) -> list[str]:
    return [one.id for one in stories]


TALKS = [of(f"t{n}", DESKS[0], f"region-{n}") for n in range(6)]
QUAKE = [of(f"q{n}", DESKS[1], "anatolia") for n in range(4)]
CRISES = [of("flood", DESKS[1], "sahel"), of("raid", DESKS[1], "andes")]


def test_a_day_of_talks_leaves_the_crises_two_cards() -> None:
    assert ids(with_shares(TALKS[:5], [*CRISES, TALKS[5]], DESKS)) == ["t0", "t1", "t2", "raid", "flood"]


def test_an_event_of_one_region_is_not_the_whole_desk() -> None:
    assert ids(with_shares([*TALKS[:2], *QUAKE], CRISES, DESKS)) == ["t0", "t1", "q0", "q1", "q2", "flood"]


def test_a_desk_with_cards_of_two_regions_takes_none() -> None:
    chosen = [*TALKS[:3], *CRISES]
    assert with_shares(chosen, [*TALKS[3:], *QUAKE], DESKS) == chosen


def test_nothing_is_taken_where_nothing_waits_or_the_edition_is_short_or_has_one_desk() -> None:
    assert with_shares(TALKS, [], DESKS) == TALKS
    assert with_shares(TALKS[:3], CRISES, DESKS) == TALKS[:3]
    assert with_shares(TALKS, CRISES, DESKS[:1]) == TALKS
