"""Storylines that join, and stories that part."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.digest.stories import Group, Unit, group_units, trace
from briefing.digest.stories_lines import rooted
from briefing.model import LineChange, Memory, StoryTrace
from briefing.model.storyline import roots_of
from tests.digest.test_stories import AT, unit

KORVAT = {"countries": ("ML",), "places": ("Korvat",), "topic": "armed-conflict"}
# Six steps of one affair, told by two desks in their own words.
STEPS = [
    ("Rebels seize the bridge at Korvat", "The Northern Front seized the bridge at Korvat from the army before dawn."),
    ("Army shells the bridge at Korvat", "Army guns shelled the bridge at Korvat which the Northern Front holds."),
    (
        "Northern Front digs in at Korvat bridge",
        "Fighters of the Northern Front dig in at the Korvat bridge.",
    ),
    (
        "Korvat bridge: army sends columns",
        "Army columns set out for the Korvat bridge which the Northern Front holds.",
    ),
    ("Battle for the Korvat bridge goes on", "The army and the Northern Front fight for the bridge at Korvat."),
    ("Korvat bridge damaged by army guns", "Army guns damaged the bridge at Korvat held by the Northern Front."),
]
OTHERS = [
    ("Ministers talk on fish quotas in Reyk", "Ministers of four states talked on quotas of cod and herring.", "Reyk"),
    ("Quake shakes the coast of Palu", "A quake of magnitude six shook houses on the coast; none was hurt.", "Palu"),
    (
        "Strike closes the port of Lagos",
        "Dockers closed the port in a strike for higher pay, their union said.",
        "Lagos",
    ),
    (
        "Parliament of Chisinau votes on budget",
        "Parliament voted on the budget after a debate of two days.",
        "Chisinau",
    ),
]


def kept(n: int, line: str, headline: str, text: str, **more: object) -> StoryTrace:
    """A remembered story of ``n`` days ago in a storyline."""
    one = unit(f"m{n}", headline, text, hours=-24 * (n + 1), **more)
    made = trace(Group(id=f"s-m{n}", keys=(one.key,), why=(), storyline=f"s-m{n}"), [one])
    return replace(made, storyline="" if line == made.id else line)


def memory() -> Memory:
    """Two storylines of one affair, "s-m5" the older and "s-m2", beside other news."""
    lines = ["s-m2"] * 3 + ["s-m5"] * 3
    mine = [kept(n, lines[n], *STEPS[n], **KORVAT) for n in range(6)]
    rest = [kept(10 + n, f"s-m{10 + n}", h, t, places=(p,), countries=("XX",)) for n, (h, t, p) in enumerate(OTHERS)]
    return Memory(stories=(*mine, *rest))


def today() -> Unit:
    return unit("t", "Army guns hit Korvat bridge", "Army guns hit the Korvat bridge of the Northern Front.", **KORVAT)


def test_two_storylines_of_one_affair_join_under_the_older_one() -> None:
    (group,) = group_units([today()], memory=memory(), as_of_at=AT)
    (change,) = group.changes
    assert (change.kind, change.line, change.other, change.at) == ("joined", "s-m5", "s-m2", AT)
    assert change.headline == STEPS[0][0]
    assert "mean likeness" in change.why
    assert group.storyline == "s-m5"


def test_what_joined_stays_together_on_later_days() -> None:
    (change,) = group_units([today()], memory=memory(), as_of_at=AT)[0].changes
    after = replace(memory(), changes=(change,))
    later = replace(today(), at=AT + timedelta(days=1))
    (group,) = group_units([later], memory=after, as_of_at=later.at)
    assert (group.storyline, group.changes) == ("s-m5", ())
    before = replace(memory(), changes=(replace(change, at=AT + timedelta(days=9)),))
    assert group_units([today()], memory=before, as_of_at=AT)[0].changes  # decided anew, it is not known yet


def test_short_storylines_and_unlike_ones_do_not_join() -> None:
    short = replace(memory(), stories=tuple(s for s in memory().stories if s.id != "s-m1"))
    assert group_units([today()], memory=short, as_of_at=AT)[0].changes == ()
    apart = [
        replace(s, terms={f"{t}x": v for t, v in s.terms.items()}) if s.storyline == "s-m5" or s.id == "s-m5" else s
        for s in memory().stories
    ]
    assert group_units([today()], memory=Memory(stories=tuple(apart)), as_of_at=AT)[0].changes == ()


def test_a_story_that_another_goes_on_with_parts_into_its_own_line() -> None:
    text = "Dockers closed the port in a strike for higher pay, their union said."
    old = kept(
        1, "s-m1", "Strike closes the port of Lagos", text, places=("Lagos",), countries=("NG",), topic="economy"
    )
    old = replace(old, wire_ids=("a", "b"))
    first = unit("a", "Strike closes the port of Lagos", text, places=("Lagos",), countries=("NG",))
    other = unit("b", "Coup in Bissau", "Soldiers took the palace in Bissau.", places=("Bissau",), countries=("GW",))
    found = {g.keys[0]: g for g in group_units([first, other], memory=Memory(stories=(old,)), as_of_at=AT)}
    assert found["a#0"].storyline == "s-m1"
    (change,) = found["b#0"].changes
    assert (change.kind, change.line, change.other) == ("parted", found["b#0"].id, "s-m1")
    assert change.headline == "Strike closes the port of Lagos"


@pytest.mark.parametrize("chain", [["a>b", "b>c"], ["b>c", "a>b"]])
def test_joins_are_followed_over_chains_and_circles_end(chain: list[str]) -> None:
    def change(pair: str) -> LineChange:
        other, line = pair.split(">")
        return LineChange(kind="joined", line=line, other=other, at=AT, headline="", why="")

    one = kept(1, "a", *STEPS[0])
    assert [s.storyline for s in rooted([one], [change(pair) for pair in chain])] == ["c"]
    assert [s.storyline for s in rooted([one], [change("a>b"), change("b>a")])] == [one.storyline]


def test_what_leads_into_a_circle_has_no_root() -> None:
    assert roots_of({"c": "a", "a": "b", "b": "a", "x": "y"}) == {"x": "y"}
