"""A country that most of the news is about tells little of two wires."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.digest.stories import Unit, group_units
from briefing.digest.stories_crowd import CROWDED, FEWEST, LEAST, Crowd
from briefing.model import Memory, StoryTrace

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)


def remembered(n: int, *countries: str) -> tuple[StoryTrace, ...]:
    return tuple(
        StoryTrace(
            id=f"s-{k:012}", headline=f"Matter {k}", first_at=AT, last_at=AT, countries=countries, topic="", terms={},
            wire_ids=(f"old{k}",),
        )
        for k in range(n)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wires", "memory", "a", "b", "left"),
    [
        pytest.param([("ML",)] * 20, [], ("ML",), ("ML",), 1.0, id="one country fills one day: perhaps one event"),
        pytest.param(
            [("RU", "UA")] * 20, [], ("RU", "UA"), ("UA", "RU"), 1 - CROWDED / 2, id="two that stand together"
        ),
        pytest.param([("ML",)] * 20, [("ML",)] * FEWEST, ("ML",), ("ML", "NE"), 1 - CROWDED / 2, id="remembered"),
        pytest.param([("ML",)] * 20, [("ML",)] * 500, ("ML",), ("ML",), LEAST, id="the desk of one country"),
        pytest.param([("SY", "TR")] * 60, [("ML",)] * 40, ("SY", "TR"), ("TR", "SY"), 1.0, id="a great event of two"),
        pytest.param([("RU", "UA")] * 20, [("RU", "UA")] * 80, ("ML",), ("ML",), 1.0, id="another country"),
        pytest.param([("RU", "UA")] * 20, [("RU", "UA")] * 80, ("RU",), ("ML",), 1.0, id="none in common"),
        pytest.param([], [], (), (), 1.0, id="nothing known"),
    ],
)
def test_the_share_of_the_news_about_the_shared_countries_is_taken(
    wires: list[tuple[str, ...]],
    memory: list[tuple[str, ...]],
    a: tuple[str, ...],
    b: tuple[str, ...],
    left: float,
) -> None:
    assert Crowd(wires, memory).factor(a, b) == pytest.approx(left)


def test_two_wires_that_share_a_wars_common_words_are_one_story_only_while_little_is_told_of_it() -> None:
    texts = [
        (
            "Shells hit depot near Orvana",
            "Shells of the northern army hit a fuel depot near Orvana, the governor said.",
        ),
        ("School in Kelm hit", "Shells of the northern army hit a school in Kelm at noon, and teachers left the town."),
    ]
    units = [
        Unit(
            key=f"w{n}#0", wire_id=f"w{n}", part=0, at=AT, headline=headline, text=text, countries=("ML", "NE"),
            topic="armed-conflict",
        )
        for n, (headline, text) in enumerate(texts)
    ]  # fmt: skip

    def groups(stories: tuple[StoryTrace, ...]) -> int:
        return len(group_units(units, memory=Memory(stories=stories), as_of_at=AT))

    assert groups(()) == 1
    assert groups(remembered(60, "TD", "SD")) == 1
    assert groups(remembered(60, "ML", "NE")) == 2


@pytest.mark.parametrize("stories", [0, 60, 500])
def test_the_desk_of_one_country_still_groups_its_events(stories: int) -> None:
    texts = [
        ("Fire at Orvana power plant kills two", "A fire at the Orvana power plant killed two workers, rescuers said."),
        (
            "Two die in fire at power plant in Orvana",
            "Two workers died in a fire at the power plant in Orvana on Monday.",
        ),
        ("Parliament passes budget for next year", "Parliament passed the budget for next year by a wide margin."),
        ("Budget for next year passed by parliament", "The budget for next year was passed by parliament on Monday."),
    ]
    units = [
        Unit(
            key=f"w{n}#0", wire_id=f"w{n}", part=0, at=AT, headline=headline, text=text, countries=("ML",), topic="",
        )
        for n, (headline, text) in enumerate(texts)
    ]  # fmt: skip
    memory = Memory(stories=remembered(stories, "ML"))
    groups = sorted([key[:2] for key in group.keys] for group in group_units(units, memory=memory, as_of_at=AT))
    assert groups == [["w0", "w1"], ["w2", "w3"]]
