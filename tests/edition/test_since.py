"""What opens an edition: what moved since the reader's last, and what fell silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest

from briefing.config import Budget, Reader, Watch
from briefing.edition.make import make_edition
from briefing.model import DaybookEntry, Edition, Notice, Since, SourceLine
from tests.edition.builders import NOW, brief, digest, story, wire

HEARD = (SourceLine(name="exw", publisher="EXW", status="heard", wires=1, newest_at=NOW),)
SIEGE = ("Rebels besiege the port of Kesra", "Rebels have besieged the port of Kesra since Monday, the mayor said.")


def told(*wires: tuple[str, str], days: int = 1, number: int = 1, **more: Any) -> Edition:
    """An edition of ``days`` ago, each wire a story of its own: "s0", "s1" and so on."""
    made = [wire(f"t{n}", text, headline=head, hours=24 * days + 4) for n, (head, text) in enumerate(wires)]
    stories = [story(f"s{n}", one) for n, one in enumerate(made)]
    back = timedelta(days=days)
    return make_edition(
        digest(stories, made),
        brief(on=(NOW - back).date(), covers_to_at=NOW - back, number=number, sources=HEARD, **more),
    )


def running(*wires: tuple[str, str], days: int = 1) -> tuple[Edition, ...]:
    """Two editions with the same storylines, the second one of ``days`` ago; newest first."""
    first = told(*wires, days=days + 1)
    return (told(*wires, days=days, number=2, earlier=(first,)), first)


def today(*wires: tuple[str, str, str], earlier: tuple[Edition, ...] = (), **more: Any) -> Edition:
    """Today's edition of wires (story, headline, text)."""
    made = [wire(f"w{n}", text, headline=head) for n, (_, head, text) in enumerate(wires)]
    stories = [story(key, one) for (key, _, _), one in zip(wires, made, strict=True)]
    return make_edition(digest(stories, made), brief(number=2, earlier=earlier, **({"sources": HEARD} | more)))


def since(edition: Edition) -> Since:
    assert edition.since is not None
    return edition.since


def kinds(edition: Edition) -> list[str]:
    return [line.kind for line in since(edition).lines]


def entry(**more: Any) -> DaybookEntry:
    values: dict[str, Any] = {
        "uid": "u1", "on": "2022-01-06", "until": None, "days": 0, "what": "talks on the border", "where": "Kampala",
        "parties": ("Kenya", "Uganda"), "status": "planned", "clock": "", "moved_from": None, "evidence": "",
        "notes": (), "wires": ("t0",),
    }  # fmt: skip
    return DaybookEntry(**(values | more))


def test_a_first_edition_has_none() -> None:
    assert today(("s0", *SIEGE)).since is None


def test_new_and_updated_are_counted_and_named() -> None:
    found = today(
        ("s0", "Rebels kill 40 in attack on the port of Kesra", "The rebels killed 40 people on Wednesday."),
        ("n", "Parliament dissolved in Astana", "The president dissolved parliament on Thursday, his office said."),
        earlier=(told(SIEGE),),
    )
    assert (since(found).number, since(found).on) == (1, date(2022, 1, 5))
    assert (since(found).new, since(found).updated, since(found).continuing) == (1, 1, 0)
    assert (since(found).new_stories, since(found).updated_stories) == (("n",), ("s0",))
    glance = {line.target: line for line in found.glance}
    assert "figure" in glance["s0"].what
    assert kinds(found) == []  # both headlines stand at a glance, and once is enough


def test_what_does_not_stand_at_a_glance_has_its_line_also_where_it_is_no_card() -> None:
    reader = Reader(name="desk", budget=Budget(cards=0, brief=9))
    found = today(
        ("s0", "Rebels kill 40 in attack on the port of Kesra", "The rebels killed 40 people on Wednesday."),
        ("n", "Parliament dissolved in Astana", "The president dissolved parliament on Thursday, his office said."),
        earlier=(told(SIEGE),),
        reader=reader,
    )
    assert kinds(found) == ["updated", "new"]
    assert "figure" in since(found).lines[0].what
    assert {line.target for line in since(found).lines} == {"s0", "n"}
    assert since(found).new_stories == ("n",)


def test_what_is_silent_is_said_with_the_days_and_its_note() -> None:
    found = today(
        ("n", "Parliament dissolved in Astana", "The president dissolved it."), earlier=running(SIEGE, days=2)
    )
    (line,) = [line for line in since(found).lines if line.kind == "quiet"]
    assert (line.text, line.days, line.number) == (SIEGE[0], 2, 2)
    assert [n.headline for n in found.notes if n.number in line.notes] in ([SIEGE[0]], [])


NOT_QUIET = [
    pytest.param({"sources": ()}, id="none of its sources was heard"),
    pytest.param({"reader": Reader(name="desk", mute=["Kesra"])}, id="the reader muted it since"),
    pytest.param({"reader": Reader(name="desk", watch=Watch(exclude=["Kesra"]))}, id="he excluded its matter"),
    pytest.param({"notices": (Notice(level="withdrawn", text="", wires=("t0",)),)}, id="its wire was withdrawn"),
]


@pytest.mark.parametrize("more", NOT_QUIET)
def test_nothing_is_called_silent(more: dict[str, Any]) -> None:
    assert "quiet" in kinds(today(earlier=running(SIEGE)))
    assert "quiet" not in kinds(today(earlier=running(SIEGE), **more))


def test_a_story_of_one_day_is_over_by_itself() -> None:
    assert "quiet" not in kinds(today(earlier=(told(SIEGE),)))


def test_an_affair_told_under_another_storyline_is_not_called_silent() -> None:
    found = today(("x", "Port of Kesra shelled as rebels tighten siege", "Shells fell."), earlier=running(SIEGE))
    assert "quiet" not in kinds(found)


def test_eight_days_of_silence_are_not_spoken_of() -> None:
    assert kinds(today(earlier=running(SIEGE, days=8))) == []


CLOSED = [
    pytest.param("The siege of the port of Kesra was lifted on Thursday, the mayor said.", True, id="was lifted"),
    pytest.param("The rebels lifted their siege of the port on Thursday, the mayor said.", True, id="lifted"),
    pytest.param("The two sides signed a ceasefire in the port on Thursday, the mayor said.", True, id="signed"),
    pytest.param("All 40 hostages were freed at the port on Thursday, the mayor said.", True, id="all hostages"),
    pytest.param("The rebels have not lifted their siege of the port, the mayor said.", False, id="not"),
    pytest.param("The mayor said the rebels would have signed a ceasefire on Thursday.", False, id="would"),
    pytest.param("The mayor called for the siege of the port, which was lifted in 1994.", False, id="long ago"),
    pytest.param("Some of the hostages were freed at the port on Thursday.", False, id="some"),
]


@pytest.mark.parametrize(("sentence", "ends"), CLOSED)
def test_closed_only_where_a_wire_says_so(sentence: str, ends: bool) -> None:
    found = today(("s0", "Kesra breathes again after 40 days", sentence), earlier=(told(SIEGE),))
    closed = [line for line in since(found).lines if line.kind == "closed"]
    assert [line.text for line in closed] == ([sentence] if ends else [])
    assert all(line.notes for line in closed)


def test_a_new_story_never_closes() -> None:
    sentence = "The two sides signed a ceasefire in Gao on Thursday, the army said."
    assert "closed" not in kinds(today(("n", "Ceasefire in Gao", sentence), earlier=(told(SIEGE),)))


EXPECTED = [
    pytest.param({"status": "held"}, "held", id="held"),
    pytest.param({"status": "cancelled"}, "cancelled", id="cancelled"),
    pytest.param({"status": "overdue", "heard": 3}, "overdue", id="overdue"),
    pytest.param({"status": "moved", "on": "2022-01-09"}, "moved", id="moved"),
    pytest.param({}, None, id="still planned"),
]


@pytest.mark.parametrize(("now", "kind"), EXPECTED)
def test_what_became_of_a_promise(now: dict[str, Any], kind: str | None) -> None:
    from briefing.edition.since import _expected

    before = replace(told(SIEGE), daybook=(entry(),))
    lines = _expected([entry(**now)], before)
    assert [line.kind for line in lines] == ([kind] if kind else [])
    assert [(line.was, line.now) for line in lines if kind == "moved"] == (
        [("2022-01-06", "2022-01-09")] * (kind == "moved")
    )


def test_a_meeting_moved_to_another_place_on_its_day_names_no_days() -> None:
    from briefing.edition.since import _expected

    before = replace(told(SIEGE), daybook=(entry(),))
    now = entry(where="Accra", status="moved", what="talks moved from Kampala to Accra")
    (line,) = _expected([now], before)
    assert (line.kind, line.text, line.was, line.now) == ("moved", "talks moved from Kampala to Accra", "", "")


@pytest.mark.parametrize("old", [None, "Uganda", "Kampala"])
def test_a_place_that_was_learnt_is_no_new_move(old: str | None) -> None:
    from briefing.edition.since import _expected

    before = replace(told(SIEGE), daybook=(entry(where=old, status="moved"),))
    assert _expected([entry(where="Kampala", status="moved")], before) == []


def test_a_promise_settled_before_is_not_said_again() -> None:
    from briefing.edition.since import _expected

    assert _expected([entry(status="held")], replace(told(SIEGE), daybook=(entry(status="held"),))) == []


def test_never_more_than_eight_lines() -> None:
    many = [(f"n{n}", f"Headline of matter {n}", f"Matter {n} came about.") for n in range(12)]
    assert len(since(today(*many, earlier=(told(SIEGE),))).lines) <= 8


def test_a_card_counts_the_days_of_our_coverage() -> None:
    first = told(SIEGE, days=4)
    second = replace(told(SIEGE, days=1, number=2, earlier=(first,)))
    found = today(("s0", *SIEGE), earlier=(second, first))
    (card,) = found.cards()
    assert (card.day, card.first_on) == (5, date(2022, 1, 2))
    assert [one.number for one in card.carried] == [1, 2]
    assert NOW.tzinfo is UTC
    later = today(("s0", *SIEGE), earlier=(second,))
    assert later.cards()[0].day == 5, "the first day is remembered though that edition is out of reach"
