"""Reprints planted in the ways outlets make them, and reports that only look like reprints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from briefing.digest.duplicates import find_duplicates, origin_of, origins
from briefing.model import Wire

START = datetime(2026, 3, 4, 6, tzinfo=UTC)
RIGHT = 0.95  # of the planted reprints
WIRES = {
    "Reuters": (
        "Two brigades left the ridge above Harlan on Monday, the first such move since the armistice, observers said.",
        "Trucks with generators and bridging gear followed them along the valley road under escort of the mission, "
        "which counted forty vehicles before nightfall.",
        '"We shall not come back before the mines are lifted," Colonel Ilan Dorsey told villagers at the bridge.',
        "The defence ministry said that the withdrawal follows the plan agreed in Oslo and that a second step depends "
        "on the exchange of prisoners, which has been put off twice since the autumn.",
        "Harlan was shelled for eleven weeks last year and half of its houses stand without a roof.",
    ),
    "AFP": (
        "Fishermen from three islands blocked the port of Sarrat on Tuesday in protest at a treaty on the strait.",
        "They tied some sixty boats together across the harbour mouth and hung a banner from the customs house while "
        "coast guards looked on from the pier.",
        'The treaty "sells the sea by the bucket", said Mara Quell, who leads the guild of the outer islands.',
        "Under the accord trawlers of both states may work within twelve miles of the reef from May, with a joint "
        "patrol to check the size of their nets and the weight of each catch.",
        "Parliament votes on the accord next week and the government lacks two seats for a majority of its own.",
    ),
    "dpa": (
        "Envoys of the river states left Batumi on Sunday without a word on when they will meet again.",
        "Talks broke off shortly after midnight when one delegation asked for the minutes of the spring round to be "
        "read aloud and another refused to stay in the room.",
        '"There is a text, and there is a will to spoil it," the host, Tamar Lomidze, said on the steps.',
        "Engineers had drawn up quotas for the autumn flow, gauges at eleven weirs and a rule by which any state may "
        "ask for a review once the snow has melted in the upper valleys.",
        "Farmers downstream have sown a third less than in the year before for want of water.",
    ),
    "TASS": (
        "A patrol boat and a freighter collided in the northern roads on Friday, the harbour master reported.",
        "Nobody was hurt, though the freighter took in water and was towed to the coal quay with a list that divers "
        "put at nine degrees when they went down in the evening.",
        "The captain had asked for a pilot twice and was told to wait until the ice breaker had passed the outer buoy "
        "with its convoy of six ships from the fuel terminal.",
        '"It was dark and it was narrow," said the harbour master, Oleg Brandt.',
        "An inquiry has begun, and the roads are closed to all vessels over two thousand tonnes until further notice.",
    ),
}


def wire(name: str, publisher: str, paragraphs: tuple[str, ...], *, minutes: int = 0, **more: object) -> Wire:
    values: dict[str, object] = {
        "id": name, "identity": name, "source": publisher, "publisher": publisher, "headline": f"Headline of {name}",
        "paragraphs": paragraphs, "received_at": START + timedelta(minutes=minutes),
    }  # fmt: skip
    return Wire(**(values | more))  # type: ignore[arg-type]


def counted(*wires: Wire) -> tuple[str, ...]:
    return origins(wires, find_duplicates(wires))


Text = tuple[str, ...]
OWN_LEDE = "Our readers in the north will remember the summer of smoke and ash; this is how the week began over there."
REPRINTS: dict[str, Callable[[str, Text], tuple[Text, dict[str, object]]]] = {
    "whole, a new headline": lambda a, t: (t, {}),
    "cut from the bottom": lambda a, t: (t[:4], {}),
    "cut in the middle": lambda a, t: (t[:2] + t[3:], {}),
    "an own lede before it": lambda a, t: ((OWN_LEDE, *t), {}),
    "an own lede in place of the wire's": lambda a, t: ((OWN_LEDE, *t[1:]), {}),
    "half rewritten, two passages kept": lambda a, t: (
        (OWN_LEDE, t[1], "What that means for trade is anyone's guess, our desk finds.", t[3]),
        {},
    ),
    "other quotation marks": lambda a, t: (tuple(p.replace('"', "”") for p in t), {}),
    "credit at the end": lambda a, t: ((OWN_LEDE, t[0], f"({a})"), {}),
    "credit in the head": lambda a, t: ((f"HARLAN, March 4 ({a}) - {OWN_LEDE}", "All was calm by noon."), {}),
    "contributed": lambda a, t: ((OWN_LEDE, "All was calm by noon.", f"{a} contributed to this report."), {}),
    "with": lambda a, t: ((OWN_LEDE, "All was calm by noon.", f"With reporting from {a}."), {}),
    "additional reporting": lambda a, t: ((OWN_LEDE, "Calm.", f"Additional reporting by {a}."), {}),
    "first published": lambda a, t: ((OWN_LEDE, "Calm.", f"This story was first published by {a}."), {}),
    "copyright": lambda a, t: ((OWN_LEDE, "Calm.", f"© 2026 {a}. All rights reserved."), {}),
    "credit in German": lambda a, t: (("Der Hafen blieb zu.", "Es blieb ruhig.", f"Quelle: {a}"), {"language": "de"}),
    "credit in French": lambda a, t: (("Le port est fermé.", "Tout est calme.", f"(avec {a})"), {"language": "fr"}),
    "credit in Spanish": lambda a, t: (
        ("El puerto cerró.", "Hay calma.", f"Con información de {a}"),
        {"language": "es"},
    ),
    "credit in Russian": lambda a, t: (("Порт закрыт.", "Тихо.", f"По материалам {a}"), {"language": "ru"}),
    "byline": lambda a, t: ((OWN_LEDE, t[0]), {"byline": f"{a} staff"}),
    "reporter and agency": lambda a, t: ((OWN_LEDE, t[0]), {"byline": f"By Jane Doe, {a}"}),
    "feed source": lambda a, t: ((OWN_LEDE, t[0]), {"agency": a}),
}


def test_planted_reprints_have_the_origin_of_their_wire() -> None:
    wrong, n = [], 0
    for agency, text in WIRES.items():
        first = wire("first", agency, text)
        for way, made in REPRINTS.items():
            paragraphs, more = made(agency, text)
            found = counted(first, wire("copy", "Valley Post", paragraphs, minutes=40, **more))
            n += 1
            wrong += [f"{agency}, {way}: {found}"] if found != (agency,) else []
    assert 1 - len(wrong) / n >= RIGHT, wrong


def test_two_outlets_that_print_one_agency_are_one_origin_without_the_agency_itself() -> None:
    text = WIRES["AFP"]
    a = wire("a", "Valley Post", (OWN_LEDE, text[1], text[3], "Calm returned by noon, the mayor wrote to us."))
    b = wire("b", "Coast Mail", (*text, "(AFP)"), minutes=30)
    assert counted(a, b) == ("AFP",)
    assert len(counted(a, wire("c", "Coast Mail", text, minutes=30))) == 1


STATEMENT = (
    "The two governments have agreed to open the crossing at Harlan for eight hours a day from the first of April, to "
    "let the wounded pass at any hour, and to name a joint commission that shall meet each week at the bridge."
)
QUOTE = '"We shall not come back before the mines are lifted and the last of our men has been handed over to us," '
FIRST = (
    "A crossing that has been shut for a year is to open again in April, a sign that the armistice is holding.",
    "Shopkeepers near the customs house swept their steps on Monday as if guests were due the same night.",
)
SECOND = (
    "Harlan's bridge will be passable in spring after both capitals signed a paper on Monday evening.",
    "The price of flour fell by a tenth on the market within hours, traders told our correspondent by telephone.",
)
DISTRACTORS = {
    "a statement in quotes": ((f'"{STATEMENT}"',), (f'"{STATEMENT}"',)),
    "a statement after a colon": (("The text of the statement:", STATEMENT), ("It said in a statement:", STATEMENT)),
    "a statement without marks": ((STATEMENT,), (STATEMENT,)),
    "a long quote": ((QUOTE + "said Colonel Dorsey.",), (QUOTE + "the colonel, Ilan Dorsey, told reporters.",)),
    "an agency quoted": (("A guard told Reuters so.",), ("He told AFP the opposite, and Reuters heard it too.",)),
    "one sentence of background": ((WIRES["Reuters"][4],), (WIRES["Reuters"][4],)),
}


@pytest.mark.parametrize("kind", DISTRACTORS)
def test_two_reports_that_share_what_was_handed_out_stay_two_origins(kind: str) -> None:
    one, other = DISTRACTORS[kind]
    a = wire("a", "Valley Post", (*FIRST, *one))
    b = wire("b", "Coast Mail", (*SECOND, *other), minutes=20)
    assert counted(a, b) == ("Valley Post", "Coast Mail")


def test_two_agencies_and_an_outlet_with_a_text_of_its_own_are_never_joined() -> None:
    text = WIRES["dpa"]
    a, b = wire("a", "dpa", text, agency="dpa"), wire("b", "AFP", (OWN_LEDE, text[1], text[3]), minutes=5, agency="AFP")
    assert counted(a, b) == ("dpa", "AFP")
    copy, own = wire("c", "Valley Post", (OWN_LEDE, text[1], text[3]), minutes=9), wire("d", "Valley Post", SECOND)
    assert "Valley Post" in counted(a, copy, own)


@pytest.mark.parametrize(
    "line",
    [
        "He spoke with Reuters.",
        "The figures were provided by Reuters.",
        "The blast was first reported by AP.",
        "Photo: © AFP",
        "The source: a guard with AP on his cap said nothing.",
    ],
)
def test_a_mere_mention_is_no_credit(line: str) -> None:
    assert origin_of(wire("a", "Valley Post", (*FIRST, line))) == "Valley Post"
