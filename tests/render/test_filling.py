"""Lines of plain text: none longer than its width, words whole where they fit, addresses whole always."""

from __future__ import annotations

import random

import pytest

from briefing.render.filling import titled, wrapped

LINK = "https://wires.example/" + "path/" * 20


@pytest.mark.parametrize(
    ("text", "first", "lines"),
    [
        ("", "- ", []),
        ("one two three", "- ", ["- one two", "  three"]),
        ("one-two three-four", "", ["one-two", "  three-four"]),
        ("北" * 20, "- ", ["- " + "北" * 10, "  " + "北" * 10]),
        ("ab " + "北" * 12, "- ", ["- ab " + "北" * 7, "  " + "北" * 5]),
        ("北" * 11 + " end", "- ", ["- " + "北" * 10, "  北 end"]),
        ("see https://wires.example/story now", "- ", ["- see", "  https://wires.example/story", "  now"]),
        ("write desk@wires.example today", "", ["write", "  desk@wires.example", "  today"]),
        ("e\u0301" * 7, "", ["e\u0301" * 6, "  e\u0301"]),
        ("\u0301" * 15, "", ["\u0301" * 12, "  " + "\u0301" * 3]),
        ("fits exactly", "", ["fits exactly"]),
    ],
)
def test_words_are_broken_only_where_no_line_holds_them(text: str, first: str, lines: list[str]) -> None:
    assert wrapped(text, "  ", first, width=12).splitlines() == lines


def test_nothing_is_lost_and_no_line_is_longer() -> None:
    chance = random.Random(7)
    for _ in range(2000):
        words = ["".join(chance.choices("aб北\u0301-", k=chance.choice((1, 3, 9, 40, 90)))) for _ in range(12)]
        indent, first = " " * chance.randrange(6), chance.choice((None, "- ", "12. "))
        told = wrapped(" ".join(words), indent, first)
        assert max(map(len, told.splitlines())) <= 72
        assert "".join(told.split()) == "".join([*(first or "").split(), *words])


def test_an_address_stays_in_one_piece_however_long() -> None:
    assert LINK in wrapped(f"{'北' * 100} {LINK} {'北' * 100}", "     ").split()


def test_a_long_title_has_a_rule_of_the_width() -> None:
    assert titled("北" * 100, "-").splitlines() == ["北" * 72, "北" * 28, "-" * 72]
