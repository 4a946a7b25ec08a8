"""What leads an edition: what was done before what was said, and one story of an affair before its second."""

from __future__ import annotations

import pytest

from briefing.config import Reader
from briefing.edition.choose import Choice, place, weigh
from briefing.edition.status import told_of
from briefing.pipeline.tables.naming import builtin_weights
from briefing.text.acts import ACTS, acts_in, consequence, main_act
from tests.edition.builders import NOW, digest, story, wire


def chosen(*headlines: str, regions: tuple[str, ...] = (), topic: str = "armed-conflict") -> Choice:
    """The choice among stories of one wire each, all alike but for their headlines."""
    wires = [wire(f"w{n}", "It happened in the port on Wednesday.", headline=h) for n, h in enumerate(headlines)]
    places = regions or ("central-asia",) * len(wires)
    stories = [story(w.id, w, region=r, topic=topic) for w, r in zip(wires, places, strict=True)]
    found, reader = digest(stories, wires), Reader(name="desk")
    weighed = weigh(
        found, reader=reader, regions=frozenset(), told=told_of(()), weights=builtin_weights(), until_at=NOW
    )
    return place(found, weighed, reader=reader, cards=12)


def order(choice: Choice) -> list[str]:
    return [c.story.headline for c in choice.stories]


PAIRS = [
    ("Peace talks between the two governments resume", "Minister praises the people's patience"),
    ("Army withdraws from the border province", "Army shows new drone at parade"),
    ("Shelling kills 60 in market", "Shells damage a school"),
    ("Besieged town runs out of bread", "Timeline: the siege of the town"),
    ("Rebels release 200 prisoners", "Residents recount escape from the valley"),
    ("Soldiers forcibly transfer thousands of civilians", "Fake video of soldiers, ministry says"),
    ("Inspectors reach nuclear plant under fire", "Fund pays for monuments damaged in the war"),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_was_done_comes_before_what_was_said_or_shown(first: str, second: str) -> None:
    assert order(chosen(second, first)) == [first, second]


def test_the_second_story_of_an_affair_steps_back_behind_another_affair() -> None:
    talks, again, deported = (
        "Peace talks open in Dorn",
        "Negotiators leave peace talks for the night",
        "Thousands deported from the valley",
    )
    found = chosen(talks, again, deported)
    assert order(found)[1] == deported
    last = found.stories[-1]
    assert last.score.terms["again"] == -builtin_weights()["again"]
    assert any(reason.startswith("again -") for reason in last.reasons)


def test_the_same_act_in_another_region_is_another_affair() -> None:
    found = chosen("Peace talks open in Dorn", "Peace talks open in Kesra", regions=("central-asia", "sahel"))
    assert all("again" not in c.score.terms for c in found.stories)


def test_the_score_is_the_sum_of_its_terms() -> None:
    for one in chosen("Peace talks open", "Peace talks go on", "Peace talks close", "Army retakes the town").stories:
        assert one.score.value == pytest.approx(sum(one.score.terms.values()), abs=0.001)


def test_words_of_war_in_other_news_weigh_nothing() -> None:
    sport = chosen("Late strike ends long siege of the home goal", topic="other").stories[0]
    war = chosen("Late strike ends long siege of the home goal").stories[0]
    assert sport.score.terms["consequence"] < war.score.terms["consequence"]


def test_ties_go_to_the_earlier_and_every_wire_has_a_bin() -> None:
    found = chosen("Army retakes the town", "Army retakes the town", "Army retakes the town")
    assert [c.story.id for c in found.stories] == ["w0", "w1", "w2"]
    assert set(found.bins) == {"w0", "w1", "w2"}


@pytest.mark.parametrize(
    ("headline", "at_least", "at_most"),
    [
        ("Blast kills 60 at wedding", 0.75, 0.75),
        ("144 children killed since the war began", 0.4, 0.4),  # the dead of a whole war are no event of the day
        ("Two civilians killed in shelling", 0.45, 0.45),  # no mass killing: as what caused it
        ("Refugee recounts escape from besieged town", 0.0, 0.4),
        ("Minister opens flower show", 0.2, 0.2),
        ("President ousted in coup", 0.8, 0.8),
    ],
)
def test_consequence(headline: str, at_least: float, at_most: float) -> None:
    assert at_least <= consequence(headline) <= at_most


def test_the_heaviest_act_of_most_wires_is_the_main_one() -> None:
    assert main_act(["Peace talks resume", "Talks on truce go on", "Shelling goes on"]) in ("talks", "parley")
    assert main_act(["Flower show opens"]) == ""
    assert all(0 < act.weight < 1 for act in ACTS.values())
    assert acts_in("Peace talks") == {"talks", "parley"}
