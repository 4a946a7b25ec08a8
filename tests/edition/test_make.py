"""An edition accounts for every wire, prints a story once, and puts the reader's own first."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Budget, Reader, Watch
from briefing.edition.make import check_sums, make_edition
from briefing.errors import EditionError
from briefing.model import DatedEvent
from tests.edition.builders import NOW, analysis, brief, digest, story, wire


@given(
    st.lists(st.sampled_from(["regional-crises", "security-talks", ""]), min_size=0, max_size=40),
    st.integers(0, 6),
    st.integers(0, 6),
    st.randoms(use_true_random=False),
)
def test_every_wire_stands_in_exactly_one_bin(sections: list[str], cards: int, lines: int, random: Random) -> None:
    wires = [wire(f"w{n}") for n in range(len(sections))]
    stories = [
        story(f"s{n}", w, sections=(s,) if s else ()) for n, (w, s) in enumerate(zip(wires, sections, strict=True))
    ]
    repeats = {w.id: "exact" for w in wires if random.random() < 0.2}
    withheld = {w.id: "killed" for w in wires if random.random() < 0.1}
    found = make_edition(
        digest(stories, wires, repeats=repeats, withheld=withheld),
        brief(Reader(name="desk", budget=Budget(cards=cards, brief=lines))),
    )
    assert found.counts.total == len(wires)
    assert found.counts.adds_up()
    printed = [w.id for card in (*found.cards(), *found.brief, *found.below) for w in card.wires]
    counted = {*printed, *(r.id for r in (*found.off_topic, *found.duplicate, *found.withheld))}
    assert counted == {w.id for w in wires}
    assert not {*printed} & {*withheld}


def test_sums_that_do_not_add_up_are_a_fault() -> None:
    one = wire("a")
    edition = make_edition(digest([story("s", one)], [one]), brief())
    with pytest.raises(EditionError, match="do not add up"):
        check_sums(replace(edition, counts=replace(edition.counts, total=2)))


def test_a_story_of_both_sections_prints_once_and_is_referred_to() -> None:
    one, two = wire("a"), wire("b")
    both = story("s", one, sections=("security-talks", "regional-crises"), topic="armed-conflict")
    talks = story("t", two, sections=("security-talks",), topic="diplomacy")
    edition = make_edition(digest([both, talks], [one, two]), brief())
    desks = {desk.key: desk for desk in edition.desks}
    assert [c.id for r in desks["regional-crises"].regions for c in r.cards] == ["s"]
    assert [ref.story for r in desks["security-talks"].regions for ref in r.references] == ["s"]


def test_watch_terms_lift_and_exclusions_drop() -> None:
    wires = [
        wire(k, f"{text} on Wednesday, the army said.")
        for k, text in (("a", "Clashes"), ("b", "Lavrov spoke"), ("c", "Football riot"))
    ]
    stories = [story(w.id, w, severity=0.9 if w.id == "a" else 0.2) for w in wires]
    reader = Reader(name="desk", watch=Watch(people=["Lavrov"], exclude=["football"]))
    edition = make_edition(digest(stories, wires), brief(reader))
    assert [c.id for c in edition.cards()] == ["b", "a"]
    assert edition.counts.off_topic == 1
    assert any("watch term: Lavrov" in why for why in edition.cards()[0].why)


def test_origins_rank_and_outlets_do_not() -> None:
    reprints = [wire(f"r{n}", agency="EXW", publisher=f"Paper {n}") for n in range(6)]
    own = [wire(f"o{n}", agency="", publisher=f"Desk {n}") for n in range(2)]
    stories = [story("many-outlets", *reprints), story("two-origins", *own)]
    edition = make_edition(digest(stories, [*reprints, *own]), brief())
    assert [c.id for c in edition.cards()] == ["two-origins", "many-outlets"]
    assert [c.single_origin for c in edition.cards()] == [False, True]


def test_one_region_does_not_take_all_the_cards() -> None:
    wires = [wire(f"w{n}") for n in range(9)] + [wire("m")]
    stories = [story(w.id, w, severity=0.6) for w in wires[:9]] + [story("m", wires[9], region="sahel", severity=0.35)]
    edition = make_edition(digest(stories, wires), brief(Reader(name="desk", budget=Budget(cards=4))))
    assert "m" in [c.id for c in edition.cards()]


def test_a_named_region_keeps_the_others_out() -> None:
    one, two = wire("a"), wire("b")
    stories = [story("a", one), story("b", two, region="sahel")]
    edition = make_edition(
        digest(stories, [one, two]),
        brief(
            Reader(name="desk", regions=["central-asia", "sahel"], countries=[]), regions=frozenset({"central-asia"})
        ),
    )
    assert [c.id for c in edition.cards()] == ["a"]
    assert edition.counts.off_topic == 1


def test_a_killed_wire_is_told_as_withdrawn_and_its_dates_are_gone() -> None:
    killed, kill, good = wire("k"), wire("n", kind="kill"), wire("g")
    event = DatedEvent(on="2022-01-10", what="a meeting", evidence="A meeting.")
    found = digest(
        [story("k", killed), story("n", kill), story("g", good)],
        [killed, kill, good],
        withheld={"k": "withdrawn by its agency", "n": "a kill notice"},
        analyses={"k": analysis(killed, ahead=(event,))},
    )
    edition = make_edition(found, brief())
    assert [c.id for c in edition.cards()] == ["g"]
    assert edition.daybook == ()
    assert edition.counts.withheld == 2
    assert any("1 wire withdrawn" in n.text for n in edition.notices)


def test_a_wire_dated_ahead_of_its_time_is_named_by_its_source_and_hour() -> None:
    early, good = wire("e", source="Nairobi Wire"), wire("g")
    found = digest(
        [story("e", early), story("g", good)],
        [early, good],
        withheld={"e": "dated 2022-03-01 10:00 UTC, after the cut-off"},
    )
    (said,) = [n.text for n in make_edition(found, brief()).notices if "after the cut-off" in n.text]
    assert said.startswith(f"1 wire dated after the cut-off and not printed ({early.publisher or early.source}, ")
    assert said.endswith(f"{early.at:%Y-%m-%d %H:%M} UTC).")


def test_a_note_links_the_page_under_the_address_that_its_source_gave() -> None:
    given = "http://www.exw.example/a/?id=7&utm_source=rss"
    one = wire("a", link=given, canonical_link="https://exw.example/a?id=7")
    edition = make_edition(digest([story("s", one)], [one]), brief())
    assert [note.link for note in edition.notes] == ["http://www.exw.example/a/?id=7"]


def test_what_was_told_is_not_new_again() -> None:
    one = wire("a")
    first = make_edition(digest([story("s", one)], [one]), brief())
    assert first.cards()[0].status == "NEW"
    again = wire("b", one.paragraphs[0])
    second = make_edition(digest([story("s", again)], [again]), brief(earlier=(first,), number=2))
    assert second.cards()[0].status == "CONTINUING"
    more = wire("c", "Soldiers closed the airport and 40 flights were cancelled, the ministry said.")
    third = make_edition(digest([story("s", more)], [more]), brief(earlier=(first,), number=2))
    assert third.cards()[0].status == "UPDATED"
    assert "figure" in third.cards()[0].what


def test_nothing_received_still_makes_an_edition() -> None:
    edition = make_edition(digest([], []), brief())
    assert edition.counts.total == 0
    assert edition.glance == ()


def test_every_entry_due_today_stands_in_the_glance_beside_three_stories_at_least() -> None:
    wires = [wire(f"w{n}") for n in range(9)]
    towns = ("Geneva", "Vienna", "Batken", "Ankara", "Nairobi", "Accra")
    due = {
        w.id: analysis(w, ahead=(DatedEvent(on=NOW.date().isoformat(), what=f"talks in {t}", where=t, evidence=""),))
        for w, t in zip(wires, towns, strict=False)
    }
    edition = make_edition(
        digest(
            [story(f"s{n}", w) for n, w in enumerate(wires)],
            wires,
            analyses=due | {w.id: analysis(w) for w in wires[6:]},
        ),
        brief(),
    )
    kinds = [line.kind for line in edition.glance]
    assert (kinds.count("daybook"), kinds.count("story")) == (len(towns), 3)


def test_the_glance_has_at_most_seven_lines_and_points_to_cards() -> None:
    wires = [wire(f"w{n}") for n in range(12)]
    edition = make_edition(digest([story(w.id, w) for w in wires], wires), brief())
    assert len(edition.glance) == 7
    assert {line.target for line in edition.glance} <= {c.id for c in edition.cards()}
