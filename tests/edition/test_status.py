"""What a story is to a reader who had an edition before: new, moved on, or told already."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from briefing.config import Reader
from briefing.edition.changes import figures_in, states_no_news
from briefing.edition.compare import compare
from briefing.edition.lines import lines_of
from briefing.edition.make import make_edition
from briefing.edition.status import status_of, told_of
from briefing.model import DatedEvent, Digest, Edition, LineChange, Story, Wire
from tests.edition.builders import NOW, analysis, brief, digest, story, wire

HARBOUR = ("Rebels besiege the port of Kesra, mayor says", "Rebels have besieged the port of Kesra since Monday.")


def edition_of(*told: tuple[str, str], line: str = "s") -> Edition:
    """An edition that told these wires (headline, lede) under one storyline."""
    wires = [wire(f"t{n}", lede, headline=head, hours=30) for n, (head, lede) in enumerate(told)]
    return make_edition(digest([story(line, *wires)], wires), brief())


def today(*fresh: tuple[str, str], line: str = "s", **more: Any) -> tuple[Story, Digest, dict[str, Wire]]:
    wires = [wire(f"w{n}", lede, headline=head) for n, (head, lede) in enumerate(fresh)]
    one = story(line, *wires, **more)
    return one, digest([one], wires), {w.id: w for w in wires}


def status(earlier: list[Edition], *fresh: tuple[str, str], line: str = "s") -> tuple[str, tuple[str, ...]]:
    one, found, wires = today(*fresh, line=line)
    now = status_of(one, found, told_of(earlier), wires)
    return now.status, now.what


def test_nothing_told_is_new() -> None:
    assert status([], HARBOUR) == ("NEW", ())


def test_another_affair_is_new_though_of_the_same_country() -> None:
    vote = ("Parliament passes the budget after a night's debate", "Members passed the budget at dawn.")
    assert status([edition_of(HARBOUR)], vote, line="t") == ("NEW", ())


REPEATS = [
    pytest.param(HARBOUR, id="the same words"),
    pytest.param(("Mayor says rebels besiege port of Kesra", HARBOUR[1]), id="the same in another order"),
    pytest.param(("Timeline: the siege of Kesra", "How the siege came about, day by day."), id="a timeline"),
    pytest.param(("Siege of Kesra: list of key events", "We look at the main developments."), id="a list"),
    pytest.param(("Rebels continue siege of Kesra", "The siege of the port of Kesra goes on."), id="goes on"),
    pytest.param(("Summary of the General Staff", "The staff released information on Kesra."), id="a bulletin"),
]


@pytest.mark.parametrize("fresh", REPEATS)
def test_what_only_repeats_moves_nothing(fresh: tuple[str, str]) -> None:
    assert status([edition_of(HARBOUR)], fresh) == ("CONTINUING", ())


MOVES = [
    pytest.param(
        "figure", ("Shelling of besieged Kesra kills 40", "Shells killed 40 in the port of Kesra."), id="figure"
    ),
    pytest.param("position", ("Rebels reject truce offer for Kesra", "Their council said no to it."), id="position"),
    pytest.param("fact", ("Aid convoy breaks through to Kesra hospital", "Lorries brought flour there."), id="fact"),
]


@pytest.mark.parametrize(("kind", "fresh"), MOVES)
def test_what_moved_is_named(kind: str, fresh: tuple[str, str]) -> None:
    found, what = status([edition_of(HARBOUR)], fresh)
    assert found == "UPDATED"
    assert kind in what


def test_a_new_date_a_new_place_and_a_new_actor_are_named() -> None:
    one, found, wires = today(("Envoys to meet on Kesra siege next week", "Envoy Tamar Ruell will go to Dorn."))
    said = replace(
        analysis(wires["w0"]),
        ahead=(DatedEvent(on="2022-01-12", what="envoys meet", evidence="", paragraph=0),),
        people=("Ruell",),
    )
    found = replace(found, analyses={"w0": said})
    assert {"date", "actor"} <= set(status_of(one, found, told_of([edition_of(HARBOUR)]), wires).what)


def test_figures_are_compared_as_values() -> None:
    told = edition_of(("Death toll of Kesra blast reaches 1,200", "The blast killed 1,200 people."))
    assert (
        status([told], ("Kesra blast death toll at 1200, ministry says", "It said 1200 were killed."))[0]
        == "CONTINUING"
    )
    assert "figure" in status([told], ("Kesra blast death toll at 1,250", "The toll rose to 1,250."))[1]


def test_what_any_earlier_edition_told_is_compared_not_only_the_last() -> None:
    toll = ("Forty killed in Kesra shelling", "Shells killed forty people in the port.")
    editions = [edition_of(HARBOUR), edition_of(toll)]
    assert status(editions, ("Kesra shelling killed 40", "Shells killed 40 people in the port.")) == ("CONTINUING", ())


def test_what_stood_below_the_cut_was_told_too() -> None:
    wires = [wire("a", HARBOUR[1], headline=HARBOUR[0], hours=30)]
    told = make_edition(digest([story("s", *wires, sections=())], wires), brief())
    assert not told.cards() or told.cards()[0].heard
    assert [card.heard for card in (*told.cards(), *told.brief, *told.below)] or told.off_topic


def test_an_affair_is_recognised_under_another_storyline() -> None:
    told = edition_of(("Two sides hold peace talks in Dorn", "Delegations met for peace talks in Dorn."), line="a")
    found, _ = status(
        [told], ("Peace talks resume in Dorn with a new offer", "Delegations came back to Dorn."), line="b"
    )
    assert found == "UPDATED"


def test_a_told_wire_and_a_copy_move_nothing() -> None:
    told = edition_of(HARBOUR)
    one, found, wires = today(("Army retakes Kesra airfield", "Soldiers took the airfield at dawn."))
    found = replace(found, repeats={"w0": "exact copy of another"})
    assert status_of(one, found, told_of([told]), wires).status == "CONTINUING"


LONG = (
    "Port of Kesra reopens after a week",
    "The port of Kesra reopened on Tuesday after a week of fighting. Dockers unloaded two ships with flour. "
    "A convoy of lorries then left for the hill towns. The harbour master thanked the crews.",
)


def test_the_same_sentences_in_another_order_repeat() -> None:
    first, second, third, last = (f"{part.strip(' .')}." for part in LONG[1].split(". "))
    assert status([edition_of(LONG)], (LONG[0], " ".join((third, last, second, first)))) == ("CONTINUING", ())


def test_a_sentence_of_its_own_below_a_told_opening_is_news() -> None:
    more = " Police arrested four suspects near the brewery and seized explosives."
    found, what = status([edition_of(LONG)], (LONG[0], LONG[1] + more))
    assert found == "UPDATED"
    assert "fact" in what


def test_told_stays_bounded() -> None:
    many = [(f"Shelling of district {n} of Kesra", f"Shells fell on district {n} at dawn.") for n in range(60)]
    assert len(told_of([edition_of(*many)]).heard) <= 12


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,119 civilians killed, 2.9 million displaced", {1119, 2_900_000}),
        ("Twelve killed as rocket hits hall", {12}),
        ("$8.3 bln plant", {8.3}),
        ("120 entities added on April 7, 2022 at 14:30", {120}),
        ("28.03.22 08:39 - forces shoot down missile", set()),
        ("a 3-year-old child; day 37 of the war; as of 06", set()),
        ("under 20% of forces", {20}),
    ],
)
def test_figures(text: str, values: set[float]) -> None:
    assert figures_in(text) == values


@pytest.mark.parametrize(
    ("headline", "none"),
    [
        ("Timeline: three weeks of unrest", True),
        ("Operational information as of 6:00 on the invasion", True),
        ("How one village kept an army at bay", True),
        ("List of key events, day 37", True),
        ("Army retakes the airfield", False),
        ("Death toll in Kesra rises to 28", False),
        ("General Staff: 40 soldiers freed", False),
    ],
)
def test_headlines_without_news(headline: str, none: bool) -> None:
    assert states_no_news(headline) is none


def test_a_story_of_another_name_has_the_past_of_the_affair_it_goes_on() -> None:
    told = edition_of(HARBOUR, line="s")
    fresh = wire(
        "w0", "Shells killed 40 in the besieged port of Kesra.", headline="Shelling of besieged Kesra kills 40"
    )
    second = make_edition(digest([story("t", fresh)], [fresh]), replace(brief(), earlier=(told,), number=2))
    (card,) = second.cards()
    assert (card.storyline, card.goes_on, card.status) == ("t", "s", "UPDATED")
    assert [one.number for one in card.carried] == [told.number]
    assert card.first_on == told.on
    third = make_edition(digest([story("t", fresh)], [fresh]), replace(brief(), earlier=(second, told), number=3))
    (card,) = third.cards()
    assert card.goes_on == ""
    assert [one.number for one in card.carried] == [told.number, second.number]
    assert [c.what for c in compare(told, second).changes if c.kind == "story"] == ["headline", "status"]


def next_edition(earlier: tuple[Edition, ...], *lines: tuple[str, str, str], **more: Any) -> Edition:
    """The edition after ``earlier``, newest first: of each storyline one wire (headline, lede)."""
    wires = [wire(f"{line}{len(earlier)}", lede, headline=head) for line, head, lede in lines]
    found = digest([story(line, one) for (line, *_), one in zip(lines, wires, strict=True)], wires)
    later = [replace(e, on=NOW.date() - timedelta(days=n), number=len(earlier) - n) for n, e in enumerate(earlier, 1)]
    return make_edition(found, replace(brief(**more), earlier=tuple(later), number=len(earlier) + 1))


SHELLED = ("Shelling of besieged Kesra kills 40", "Shells killed 40 in the besieged port of Kesra.")
TALKS = ("Kesra siege: rebels of the port reject truce", "Rebels who besiege the port of Kesra rejected a truce.")


def test_the_storyline_that_another_went_on_with_stays_part_of_it_on_later_days() -> None:
    told = edition_of(HARBOUR, line="s")
    second = next_edition((told,), ("t", *SHELLED))
    assert second.cards()[0].goes_on == "s"
    third = next_edition((second, told), ("t", *SHELLED))
    assert [(line.id, line.status) for line in third.storylines] == [("t", "CONTINUING")]
    assert third.since
    assert not [line for line in third.since.lines if line.kind == "quiet"]


def test_the_storyline_that_was_gone_on_with_may_speak_for_both() -> None:
    told = edition_of(HARBOUR, line="s")
    second = next_edition((told,), ("t", *SHELLED))
    third = next_edition((second, told), ("s", *HARBOUR))
    assert [(line.id, line.status) for line in third.storylines] == [("t", "CONTINUING")]
    assert [one.number for one in third.cards()[0].carried] == [0, 1]


def test_who_follows_a_storyline_follows_what_goes_on_with_it() -> None:
    told = edition_of(HARBOUR, line="s")
    second = next_edition((told,), ("t", *SHELLED))
    third = next_edition((second, told), ("t", *SHELLED), reader=Reader(name="desk", follow=["s"]))
    assert [line.mark for line in third.storylines] == ["follow"]


def test_a_storyline_is_compared_over_the_editions_between_in_which_another_went_on_with_it() -> None:
    told = edition_of(HARBOUR, line="s")
    second = next_edition((told,), ("t", *SHELLED))
    third = next_edition((second, told), ("t", *SHELLED))
    roots = lines_of((third, second, told), ()).roots
    assert [c.what for c in compare(told, third).changes if c.kind == "story"] == ["new", "gone"]
    assert [c.what for c in compare(told, third, roots).changes if c.kind == "story"] == ["headline", "status"]


def change(kind: str, line: str, other: str) -> LineChange:
    return LineChange(kind=kind, line=line, other=other, at=NOW, headline="", why="")


def test_links_of_cards_are_followed_with_joins_and_what_parted_stays_apart() -> None:
    told = edition_of(HARBOUR, line="s")
    second = next_edition((told,), ("t", *SHELLED))
    assert lines_of((second, told), ()).roots == {"s": "t"}
    assert lines_of((second, told), [change("joined", "s", "t")]).roots == {"t": "s"}
    assert lines_of((second, told), [change("joined", "u", "t")]).roots == {"s": "u", "t": "u"}
    assert lines_of((second, told), [change("parted", "t", "s")]).roots == {}


def test_of_two_cards_that_go_on_with_one_storyline_the_first_is_its_heir() -> None:
    told = edition_of(HARBOUR, line="s")
    second = next_edition((told,), ("t", *SHELLED), ("u", *TALKS))
    cards = second.cards()
    assert {card.goes_on for card in cards} == {"s"}
    assert lines_of((second, told), ()).roots == {"s": cards[0].storyline}


def test_what_is_new_has_no_past() -> None:
    vote = wire("w0", "Members passed the budget at dawn.", headline="Parliament passes the budget after a debate")
    fresh = make_edition(digest([story("t", vote)], [vote]), replace(brief(), earlier=(edition_of(HARBOUR),), number=2))
    (card,) = fresh.cards()
    assert (card.status, card.goes_on, card.day, card.carried) == ("NEW", "", 0, ())


BREACH = ("Shells breach the harbour wall of Kesra", "Shells breached the harbour wall of Kesra on Monday.")


def test_another_wording_of_a_day_that_was_told_of_moves_nothing() -> None:
    again = ("Kesra: stones of old pier in pieces", "Gunners smashed the old pier at Kesra on Monday, fishermen said.")
    assert status([edition_of(BREACH)], again)[0] == "CONTINUING"


def test_what_happened_on_a_day_after_it_moves() -> None:
    later = ("Kesra: stones of old pier in pieces", "Gunners smashed the old pier at Kesra on Wednesday.")
    assert status([edition_of(BREACH)], later)[0] == "UPDATED"


def test_a_figure_of_a_day_that_was_told_of_moves() -> None:
    more = ("Kesra counts 40 dead", "The shells at the harbour of Kesra on Monday killed 40.")
    assert "figure" in status([edition_of(BREACH)], more)[1]


def of_country(code: str, head: str, lede: str, *, line: str, others: int = 0) -> tuple[Story, Digest, dict[str, Wire]]:
    wires = [wire(f"{line}{n}", lede, headline=head) for n in range(1)]
    one = story(line, *wires, countries=(code,))
    return one, digest([one], wires), {w.id: w for w in wires}


def test_of_a_country_of_which_little_is_told_fewer_common_words_do() -> None:
    _, found, _ = of_country(
        "MR", "Mauritania's president sends deputies home", "The president dissolved parliament.", line="a"
    )
    told = make_edition(found, brief())
    heads = ("Bloc suspends Mauritania over parliament", "Neighbours took away its seat until deputies are back.")
    second, later, wires = of_country("MR", *heads, line="b")
    now = status_of(second, later, told_of([told]), wires)
    assert (now.status, now.goes_on) == ("UPDATED", "a")
    elsewhere, abroad, others = of_country("TD", *heads, line="b")
    assert status_of(elsewhere, abroad, told_of([told]), others).status == "NEW"
