"""Which sentences of a wire may stand alone on a page."""

from __future__ import annotations

import pytest

from briefing.digest.summary import summarise
from briefing.text.printable import printable
from tests.edition.builders import wire

LEDE = "Heavy shelling hit the market of Kesra on Wednesday."
TOLLS = ["Five people died.", "Ten were wounded.", "17 are missing.", "Dozens were hurt.", "No one was hurt."]
EMPTY = ["See below.", "He left.", "It goes on.", "Five came.", "Watch it here."]


@pytest.mark.parametrize("short", TOLLS)
def test_a_toll_is_printed_in_however_few_words(short: str) -> None:
    assert printable(wire("a", f"{LEDE} {short}"), (0,)) == [LEDE, short]


@pytest.mark.parametrize("short", EMPTY)
def test_other_scraps_are_left_out(short: str) -> None:
    assert printable(wire("a", f"{LEDE} {short}"), (0,)) == [LEDE]


@pytest.mark.parametrize("short", TOLLS)
def test_a_card_has_the_toll_where_there_is_room(short: str) -> None:
    rest = "Roads to the north are closed to lorries."
    one = wire("a", f"{LEDE} {short}", f"A hospital was damaged. {rest}", headline="Shelling hits Kesra market")
    assert [said.text for said in summarise([(one, (0, 1))])] == [LEDE, short, rest]


def test_a_toll_that_was_told_already_is_not_told_again() -> None:
    lede = "Shelling killed five people at the market of Kesra on Wednesday; five people died in all."
    assert [said.text for said in summarise([(wire("a", f"{lede} Five people died."), (0,))])] == [lede]
