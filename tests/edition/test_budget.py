"""An edition takes as many stories in full as its pages hold, by an estimate made before it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.config import Budget, Reader
from briefing.edition.budget import FACTORS, SPARE, fill, heights, pages_of, share_of
from briefing.edition.make import make_edition
from briefing.edition.reading import CHARACTERS_A_MINUTE, WORDS_A_MINUTE, minutes_of
from briefing.model import Edition
from tests.edition.builders import brief, digest, story, wire

LONG = "The governor of the northern province told a packed hall that the bridge would stay shut until the water fell. "


def edition(cards: int, pages: int = 8) -> Edition:
    """Of forty stories with long texts, so many of them as cards; by the pages where ``cards`` is -1."""
    wires = [wire(f"w{n}", LONG * 4, hours=1 + n / 10) for n in range(40)]
    stories = [story(f"s{n}", w) for n, w in enumerate(wires)]
    budget = Budget(pages=pages, cards=None if cards < 0 else cards)
    return make_edition(digest(stories, wires), brief(Reader(name="desk", budget=budget)))


def test_more_cards_are_more_pages() -> None:
    lengths = [pages_of(edition(n)) for n in (1, 4, 8, 16)]
    assert lengths == sorted(lengths)
    assert lengths[-1] > lengths[0] + 1


@pytest.mark.parametrize("pages", [4, 6, 8])
def test_the_pages_decide_how_many_cards(pages: int) -> None:
    found = edition(-1, pages)
    cards = len(found.cards())
    assert pages_of(found) <= pages
    assert cards == 40 or pages_of(edition(cards + 2, pages)) > pages


def test_a_number_of_cards_given_is_kept_whatever_the_pages() -> None:
    assert len(edition(20, pages=2).cards()) == 20


def test_one_card_stands_where_nothing_fits() -> None:
    assert len(edition(-1, pages=1).cards()) == 1


def test_lines_in_brief_give_way_to_the_first_story_in_full_where_the_pages_are_few() -> None:
    wires = [wire(f"w{n}", LONG * 6, hours=1 + n / 10) for n in range(40)]
    of = digest([story(f"s{n}", w) for n, w in enumerate(wires)], wires)

    def made(pages: int, brief_lines: int | None = None) -> Edition:
        return make_edition(of, brief(Reader(name="desk", budget=Budget(pages=pages, brief=brief_lines))))

    assert pages_of(made(1, 30)) > 1  # a number given is kept
    found = made(1)
    assert len(found.brief) < Budget(pages=1).lines
    assert pages_of(found) < pages_of(made(1, Budget(pages=1).lines))
    assert len(found.cards()) + len(found.brief) + len(found.below) == 40


def test_some_of_the_last_page_stays_free() -> None:
    assert share_of(edition(4), pages=pages_of(edition(4)), minutes=None) > 1
    assert share_of(edition(4), pages=pages_of(edition(4)) + SPARE, minutes=None) == pytest.approx(1)


def test_a_day_without_stories_is_an_edition_too() -> None:
    assert make_edition(digest([], []), brief()).cards() == ()


def test_it_takes_few_tries() -> None:
    tries: list[int] = []

    def made(cards: int) -> Edition:
        tries.append(cards)
        return edition(cards)

    fill(made, pages=6, most=40)
    assert len(tries) <= 6


def test_every_part_has_a_factor() -> None:
    assert heights(edition(3)).keys() == FACTORS.keys()


def in_minutes(**budget: int) -> Edition:
    wires = [wire(f"w{n}", LONG * 4, hours=1 + n / 10) for n in range(40)]
    stories = [story(f"s{n}", w) for n, w in enumerate(wires)]
    return make_edition(digest(stories, wires), brief(Reader(name="desk", budget=Budget(**budget))))


@pytest.mark.parametrize("minutes", [2, 3, 5])
def test_minutes_of_reading_decide_in_place_of_pages(minutes: int) -> None:
    found = in_minutes(minutes=minutes)
    assert 0.85 * minutes <= minutes_of(found) <= minutes
    assert len(found.brief) <= 3 * minutes


def test_minutes_hold_whatever_the_pages_are() -> None:
    assert minutes_of(in_minutes(minutes=2, pages=60)) <= 2
    assert len(in_minutes(minutes=100, pages=1).cards()) == 40


def test_words_are_counted_as_they_are_read() -> None:
    one = wire("w", " ".join(["word"] * WORDS_A_MINUTE) + ".", headline="Headline")
    with_story = minutes_of(make_edition(digest([story("s", one)], [one]), brief()))
    alone = minutes_of(make_edition(digest([], []), brief()))
    assert with_story - alone == pytest.approx(1, abs=0.02)  # the headline stands on the card and at a glance
    chinese = replace(with_chinese(), glance=())
    assert minutes_of(chinese) == pytest.approx(1, abs=0.02)


def with_chinese() -> Edition:
    one = wire("w", "字" * CHARACTERS_A_MINUTE, headline="题", language="zh")
    return make_edition(digest([story("s", one)], [one]), brief())
