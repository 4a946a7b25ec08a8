"""A story whose own words name no desk is filed with the affair that it goes on with."""

from __future__ import annotations

import pytest

from briefing.config import Reader
from briefing.edition.filing import ITS_AFFAIR, filed
from briefing.edition.make import make_edition
from briefing.edition.status import told_of
from briefing.model import Edition
from tests.edition.builders import brief, digest, story, wire

TALKS, CRISIS = "security-talks", "regional-crises"
READER = Reader(name="desk", sections=[CRISIS])


def told(sections: tuple[str, ...] = (CRISIS,), countries: tuple[str, ...] = ("ML",)) -> Edition:
    first = wire("t0", "Gunmen took forty pupils from a school at Kesra.", headline="Gunmen take pupils", hours=30)
    return make_edition(digest([story("s", first, sections=sections, countries=countries)], [first]), brief())


@pytest.mark.parametrize(
    ("earlier", "line", "countries", "sections"),
    [
        pytest.param([told()], "s", ("ML",), (CRISIS,), id="its affair's desk"),
        pytest.param([told((TALKS, CRISIS))], "s", ("ML",), (TALKS, CRISIS), id="both of them"),
        pytest.param([told()], "s", ("NE",), (), id="first about another country"),
        pytest.param([told()], "other", ("ML",), (), id="another affair"),
        pytest.param([told(())], "s", ("ML",), (), id="an affair of no desk"),
        pytest.param([], "s", ("ML",), (), id="nothing told"),
    ],
)
def test_a_story_without_a_section_takes_that_of_its_affair(
    earlier: list[Edition], line: str, countries: tuple[str, ...], sections: tuple[str, ...]
) -> None:
    late = wire("w0", "Clerics had spoken for them all winter.", headline="Home at last")
    one = story(line, late, sections=(), countries=countries)
    got, standing = filed(one, digest([one], [late]), told_of(earlier), {"w0": late})
    assert got.sections == sections
    assert (standing is not None and ITS_AFFAIR in standing.why) == bool(sections)


def test_the_reader_of_that_desk_gets_it_and_is_told_why() -> None:
    late = wire("w0", "Clerics had spoken for them all winter.", headline="Home at last")
    one = story("s", late, sections=(), countries=("ML",))
    edition = make_edition(digest([one], [late]), brief(READER, earlier=(told(),), number=2))
    (card,) = edition.cards()
    assert (card.sections, card.headline) == ((CRISIS,), "Home at last")
    assert make_edition(digest([one], [late]), brief(READER)).cards() == ()


@pytest.mark.parametrize(
    ("headline", "lede", "topic"),
    [
        ("Mali football team names squad", "The coach of Mali named 23 players for the cup.", "other"),
        ("Cotton harvest of Mali grows", "Mali sold a tenth more cotton than last year.", "economy"),
        ("Thief caught in Mali", "Police in Mali caught a man who had taken bicycles.", "crime"),
    ],
)
def test_soft_news_of_the_country_is_not_on_the_desk_of_its_crisis(headline: str, lede: str, topic: str) -> None:
    late = wire("w0", lede, headline=headline)
    one = story("s", late, sections=(), countries=("ML",), topic=topic)
    got, standing = filed(one, digest([one], [late]), told_of([told()]), {"w0": late})
    assert got.sections == ()
    assert standing is not None
    assert ITS_AFFAIR not in standing.why


def test_a_disaster_is_not_filed_with_talks() -> None:
    late = wire("w0", "The pupils of the school at Kesra were freed by a flood.", headline="Flood at school")
    one = story("s", late, sections=(), countries=("ML",), topic="disaster")
    got, _ = filed(one, digest([one], [late]), told_of([told((TALKS,))]), {"w0": late})
    assert got.sections == ()
    got, _ = filed(one, digest([one], [late]), told_of([told((TALKS, CRISIS))]), {"w0": late})
    assert got.sections == (CRISIS,)
