"""What governments said of a big story: by country, in the wires' words, nobody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.edition.big import BIG_WIRES
from briefing.edition.make import make_edition
from briefing.edition.reactions import official, statement_of
from briefing.model import Digest, Edition, Quote, Reactions
from tests.edition.builders import analysis, brief, digest, story, wire
from tests.edition.test_big import TOLD, crisis


def quote(who: str, role: str, country: str | None, *parts: str, **more: object) -> Quote:
    evidence = f'"{" ".join(parts)}" {who} said.'
    return Quote(**({"who": who, "role": role, "country": country, "parts": parts, "evidence": evidence} | more))  # type: ignore[arg-type]


FRENCH = quote("Jean Dupont", "French Foreign Minister", "FR", "We will not recognise those who took power by force.")
RUSSIAN = quote("Ivan Petrov", "Kremlin spokesman", "RU", "Russia calls on all sides to come back to the talks soon.")
SAID = "Kenya's foreign ministry said its embassy would stay open for all Kenyans in the country."
KENYAN = Quote(
    who="Kenya's foreign ministry", parts=("its embassy would stay open",), country="KE", indirect=True, named=False,
    evidence=SAID,
)  # fmt: skip
AGAIN = quote("Dupont", "", "FR", "Those who hold the palace have to leave it before anything else.")
LATER = quote("Marie Blanc", "French Defence Minister", "FR", "Our aircraft are ready to bring our people home today.")
CEO = quote(
    "Ann Boss", "president of the Bank of Korvat", "GB", "We see no reason for panic at the counters this week."
)
SHORT = quote("Omar Ali", "Jordan's King", "JO", "We regret it.")
HALF = quote("Omar Ali", "Jordan's King", "JO", "and that those who did it should be brought to court at once.")


def made(*quotes: Quote, withheld: str = "", headline_only: bool = False) -> Edition:
    wires = crisis(BIG_WIRES + 5)
    if headline_only:
        wires = [replace(w, licence="headline") for w in wires]
    said = {wires[n].id: analysis(wires[n], quotes=(one,)) for n, one in enumerate(quotes)}
    found: Digest = digest([story("s", *wires, countries=("KZ", "RU"))], wires, analyses=said)
    if withheld:
        found = replace(found, withheld={withheld: "a kill notice"})
    return make_edition(found, brief())


def reactions(edition: Edition) -> tuple[Reactions, ...]:
    big = edition.cards()[0].big
    assert big is not None
    return big.reactions


def test_they_stand_by_country_those_of_the_story_first_with_their_notes() -> None:
    edition = made(FRENCH, RUSSIAN, KENYAN)
    found = reactions(edition)
    assert [block.country for block in found] == ["RU", "FR", "KE"]
    assert [(one.who, one.parts or one.text) for block in found for one in block.said] == [
        ("Ivan Petrov", RUSSIAN.parts),
        ("Jean Dupont", FRENCH.parts),
        ("Kenya's foreign ministry", SAID),
    ]
    wires = {note.number: note.wire_id for note in edition.notes}
    assert [wires[one.note] for block in found for one in block.said] == ["w1", "w0", "w2"]


def test_at_most_two_people_of_a_country_each_once() -> None:
    (block,) = reactions(made(FRENCH, AGAIN, LATER))
    assert [one.who for one in block.said] == ["Jean Dupont", "Marie Blanc"]
    (block,) = reactions(made(replace(AGAIN, who="Dupont"), replace(FRENCH, parts=("No.",))))
    assert block.said[0].role == "French Foreign Minister"  # another wire of the story names his office


@pytest.mark.parametrize(
    "one", [CEO, SHORT, HALF, quote("Lee", "", "GB", *FRENCH.parts)], ids=lambda q: q.role or q.who
)
def test_others_and_fragments_are_left_out(one: Quote) -> None:
    assert reactions(made(one)) == ()


def test_nothing_of_a_withheld_wire_or_against_a_licence() -> None:
    assert reactions(made(FRENCH, withheld="w0")) == ()
    assert reactions(made(FRENCH, headline_only=True)) == ()


def test_what_the_card_says_already_is_not_said_again() -> None:
    wires = crisis(BIG_WIRES + 5)
    text = f'"{FRENCH.parts[0]}" French Foreign Minister Jean Dupont said.'
    wires[0] = wire("w0", text, headline=TOLD[0], hours=1)
    said = {"w0": analysis(wires[0], quotes=(FRENCH,))}
    found = make_edition(digest([story("s", *wires)], wires, analyses=said), brief())
    assert FRENCH.parts[0] in " ".join(s.text for s in found.cards()[0].sentences)
    assert reactions(found) == ()


OFFICES = [
    ("Danish Prime Minister", True), ("Germany’s Defense Ministry", True), ("White House spokesperson", True),
    ("Iran’s deputy foreign minister", True), ("US Secretary of State", True), ("the Kremlin", True), ("PM", True),
    ("former Italian Prime Minister", False), ("UN Secretary-General", False), ("Milan Mayor", False),
    ("European Commission President", False), ("vice president of global policy at a firm", False),
    ("president of the National Union of Teachers", False), ("opposition leader", False), ("a judge", False),
    ("a New Delhi defence ministry source", False), ("Foreign Minister-elect", False), ("club president", False),
]  # fmt: skip


@pytest.mark.parametrize(("role", "is_one"), OFFICES)
def test_who_speaks_for_a_government(role: str, is_one: bool) -> None:
    assert official(role) is is_one


def test_an_indirect_statement_stands_alone() -> None:
    adrift = replace(KENYAN, evidence="It said its embassy would stay open for all Kenyans in the country.")
    assert (statement_of(KENYAN), statement_of(adrift)) == (SAID, "")
