"""A story of many wires gets a page of its own form: latest first, what is shut, nothing twice."""

from __future__ import annotations

import pytest

from briefing.edition.big import BIG_WIRES, MOST_CLOSURES, MOST_DISPATCHES, closure_in
from briefing.edition.make import make_edition
from tests.edition.builders import brief, digest, story, wire

TOLD = (
    "Soldiers took the radio building in the north of the capital at dawn.",
    "Shops in the harbour quarter stayed empty after a night of gunfire.",
    "The central bank froze transfers abroad until further notice.",
    "Doctors at the main hospital asked for blood of every group.",
    "A convoy of lorries left the barracks towards the eastern suburbs.",
    "Judges of the constitutional court met behind locked doors.",
    "Fishermen reported warships off the southern cape.",
    "Teachers' unions told their members to stay at home on Thursday.",
    "The television tower went dark shortly before the noon bulletin.",
    "Villagers upstream heard explosions near the dam for an hour.",
    "The ombudsman published a list of ninety detained people.",
    "Two former ministers appeared in a video recorded at a farm.",
    "Bakeries rationed bread to one loaf a customer.",
    "Miners blocked the pit entrance and demanded their wages.",
)


def crisis(count: int, **more: object) -> list:
    return [
        wire(f"w{n}", TOLD[n % len(TOLD)] if n < len(TOLD) else f"{TOLD[n % len(TOLD)]}", hours=1 + n / 10, **more)
        for n in range(count)
    ]


def test_above_the_line_a_story_is_big_and_below_it_is_not() -> None:
    for count, big in ((BIG_WIRES, False), (BIG_WIRES + 1, True)):
        wires = crisis(count)
        card = make_edition(digest([story("s", *wires)], wires), brief()).cards()[0]
        assert (card.big is not None) is big


def test_nine_origins_make_it_big_and_copies_do_not() -> None:
    apart = [wire(f"o{n}", TOLD[n], publisher=f"Paper {n}") for n in range(9)]
    assert make_edition(digest([story("s", *apart)], apart), brief()).cards()[0].big
    copies = crisis(BIG_WIRES + 5)
    repeats = {w.id: "exact: same text" for w in copies[3:]}
    assert make_edition(digest([story("s", *copies)], copies, repeats=repeats), brief()).cards()[0].big is None


def test_latest_first_and_nothing_said_twice() -> None:
    wires = crisis(BIG_WIRES + 5)
    card = make_edition(digest([story("s", *wires)], wires), brief()).cards()[0]
    assert card.big
    times = [d.at for d in card.big.dispatches]
    assert times == sorted(times, reverse=True)
    said = (
        [d.text for d in card.big.dispatches] + [s.text for s in card.sentences] + [c.text for c in card.big.closures]
    )
    assert len(said) == len(set(said))
    assert 8 <= len(card.big.dispatches) <= MOST_DISPATCHES
    assert card.big.more == len(wires) - len(
        {d.note for d in card.big.dispatches} | {c.note for c in card.big.closures}
    )


def test_a_question_and_a_speaker_without_a_name_are_no_dispatch() -> None:
    odd = [
        wire("q", "What will the garrison do when the river rises again this weekend?", hours=0.5),
        wire("h", '"The granaries hold nothing but dust and broken tools," he added on the steps.', hours=0.6),
    ]
    wires = [*odd, *crisis(BIG_WIRES + 1)]
    big = make_edition(digest([story("s", *reversed(wires))], wires), brief()).cards()[0].big
    assert big
    assert not {p for w in odd for p in w.paragraphs} & {d.text for d in big.dispatches}


def test_a_killed_wire_gives_no_dispatch() -> None:
    wires = crisis(BIG_WIRES + 5)
    edition = make_edition(digest([story("s", *wires)], wires, withheld={"w3": "withdrawn by its agency"}), brief())
    big = edition.cards()[0].big
    assert big
    assert TOLD[3] not in [d.text for d in big.dispatches[:3]]
    assert "w3" not in {n.wire_id for n in edition.notes}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The airport was closed to civilian traffic at noon.", "airport"),
        ("Neighbouring states shut their borders on Wednesday night.", "border"),
        ("The country closed its airspace to all flights.", "airspace"),
        ("Three embassies evacuated their staff.", "embassy"),
        ("The border crossing reopened after two days.", "border"),
        ("Mobile networks were cut off across the province.", "network"),
        ("The curfew was lifted on Thursday, a day after the shooting.", "curfew"),
        ("A curfew was imposed in three districts on Wednesday night.", "curfew"),
        ("A state of emergency was declared in the south.", "emergency"),
        ("The blockade of the port was lifted at dawn.", "siege"),
        ("The evacuation of the valley was completed on Thursday.", "evacuation"),
        ("Residents were allowed to return home on Thursday.", "evacuation"),
        ("The curfew may be lifted on Friday.", ""),
        ("The minister called for the border to be closed.", ""),
        ("The ministry may close its embassy.", ""),
        ("The airport was not closed, the operator said.", ""),
        ("Talks on the border dispute opened in the capital.", ""),
        ("The shop closed early.", ""),
        ("The ministry denied that the border was closed.", ""),
        ("Troops closed in on the border.", ""),
        ("Talks on border disputes were suspended.", ""),
    ],
)
def test_what_is_shut(text: str, what: str) -> None:
    assert closure_in(text) == what


def test_closures_stand_apart_newest_first() -> None:
    shut = [
        wire("c1", "The airport was closed to civilian traffic at noon.", hours=3),
        wire("c2", "Neighbouring states shut their borders on Wednesday night.", hours=1),
    ]
    wires = [*crisis(BIG_WIRES), *shut]
    big = make_edition(digest([story("s", *wires)], wires), brief()).cards()[0].big
    assert big
    assert [c.what for c in big.closures] == ["border", "airport"]
    assert len(big.closures) <= MOST_CLOSURES
    assert not {c.text for c in big.closures} & {d.text for d in big.dispatches}
