"""One wire, one affair or two: paragraphs on talks and paragraphs on a crisis elsewhere go to a desk each."""

from __future__ import annotations

import pytest

from briefing.digest.analyse import analyse
from briefing.digest.regions import load_regions
from briefing.model import Analysis
from tests.edition.builders import wire

TALKS = (
    "The foreign ministers of Russia and Turkey held talks on Thursday on the coming round of negotiations between "
    "Moscow and NATO, and agreed to continue consultations on security guarantees.",
    "Russia and the United States will hold talks on security guarantees in Geneva on January 10, the ministry said, "
    "and the NATO-Russia Council will meet in Brussels two days later.",
)
CRISIS = (
    "In Kazakhstan protesters stormed government buildings in Almaty on Thursday and 26 people were killed as troops "
    "opened fire, with clashes going on into the night.",
    "A state of emergency was declared in Kazakhstan, and unrest spread to towns where police and rioters fought.",
)
PLAIN = "The weather was mild, and people went about their affairs as on any other day of the week in the two towns."


def told(*paragraphs: str) -> Analysis:
    return analyse(wire("a", *paragraphs, headline="Ministers talk"), regions=load_regions())


def test_talks_and_a_crisis_elsewhere_are_two_affairs() -> None:
    first, second = told(*TALKS, *CRISIS).parts
    assert (first.sections, first.paragraphs) == (("security-talks",), (0, 1))
    assert (second.sections, second.paragraphs) == (("regional-crises",), (2, 3))
    assert (second.region, second.countries[0]) == ("central-asia", "KZ")
    assert "KZ" not in first.countries
    assert second.why == ("crisis in paragraphs 3, 4",)


def test_the_one_that_opens_the_wire_stands_first_and_takes_what_is_of_neither() -> None:
    found = told(PLAIN, *CRISIS, *TALKS)
    first, second = found.parts
    assert (first.sections, first.paragraphs) == (("regional-crises",), (0, 1, 2))
    assert (second.sections, second.paragraphs) == (("security-talks",), (3, 4))
    assert found.sections == ("security-talks", "regional-crises")
    assert found.region == "central-asia"


def test_a_paragraph_of_neither_goes_with_the_one_before() -> None:
    first, second = told(*TALKS, PLAIN, *CRISIS).parts
    assert (first.paragraphs, second.paragraphs) == ((0, 1, 2), (3, 4))


@pytest.mark.parametrize(
    "paragraphs",
    [
        (TALKS[0], CRISIS[0]),  # two paragraphs are no two halves
        (*TALKS, PLAIN),
        (*TALKS, "Clashes killed two in Kazakhstan."),  # in passing
        (TALKS[0], CRISIS[0], TALKS[1], CRISIS[1]),  # to and fro
        (  # the talks are about the crisis
            "Envoys of Kazakhstan and the rebels held talks in Almaty on Thursday on a ceasefire in Kazakhstan, and "
            "agreed to continue the negotiations of both sides next week.",
            *CRISIS,
        ),
    ],
)
def test_what_stays_one_affair(paragraphs: tuple[str, ...]) -> None:
    (part,) = told(*paragraphs).parts
    assert part.paragraphs == tuple(range(len(paragraphs)))
