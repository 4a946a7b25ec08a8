"""A country that most of the news is about tells little of two wires."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.digest.stories import Unit, group_units
from briefing.digest.stories_crowd import CROWDED, FEWEST, Crowd
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
        ("Shells of northern army hit school", "Shells of the northern army hit a school in Kelm, teachers said."),
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
