"""Headlines cut from a lede end where a clause ends."""

from __future__ import annotations

import pytest

from briefing.text.headline import cut_headline, first_sentence


def test_a_short_first_sentence_is_the_headline_without_its_stop() -> None:
    assert cut_headline("Shops reopened in the capital. More follows.") == "Shops reopened in the capital"


def test_a_word_alone_takes_the_next_sentence_along() -> None:
    assert cut_headline("KILL. KILL. Editors: kill the item X-1. No more.") == "KILL. KILL. Editors: kill the item X-1"
    assert cut_headline("Yes.") == "Yes"
    assert cut_headline("") == ""


def test_a_long_sentence_ends_before_the_attribution() -> None:
    lede = (
        "The foreign ministers of the two neighbours held telephone talks on the border on Thursday, a source in one "
        "of the ministries told the agency."
    )
    assert (
        cut_headline(lede)
        == "The foreign ministers of the two neighbours held telephone talks on the border on Thursday"
    )


def test_no_clause_ends_in_time() -> None:
    lede = "Words " * 60
    cut = cut_headline(lede.strip() + ".")
    assert cut.endswith("Words…")
    assert len(cut) <= 121


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The U.S. said on Jan. 10 it would talk. Then it did.", "The U.S. said on Jan. 10 it would talk."),
        ("J. Doe came. He left.", "J. Doe came."),
        ("“No,” he said. Others agreed.", "“No,” he said."),
        ("Only one", "Only one"),
        ("Вопрос решён. Ответа нет.", "Вопрос решён."),
    ],
)
def test_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_nothing_dangles() -> None:
    lede = (
        "Envoys of five powers will meet in the lakeside city next week to discuss the draft of an agreement on the "
        "withdrawal of all heavy weapons from the line of contact and the return of observers."
    )
    cut = cut_headline(lede)
    assert cut.rstrip("…").split()[-1] not in {"of", "the", "an", "to", "on", "and"}
