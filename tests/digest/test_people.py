"""People whom a wire names."""

from __future__ import annotations

import time

import pytest

from briefing.digest.people import find_people


@pytest.mark.parametrize(
    ("headline", "text", "wanted"),
    [
        ("Talks end", "President Kassym-Jomart Tokayev met Ingrid Solheim on Monday.", {"tokayev", "solheim"}),
        ("Tokayev sacks minister", "President Tokayev has sacked the minister, his office said.", {"tokayev"}),
        ("Minister quits", "Foreign Minister Abbas al-Araghchi resigned, a spokesman said.", {"araghchi"}),
        ("Vote in Lima", "José Jerí lost a vote of confidence. Jerí took office in October.", {"jerí"}),
        ("Talks", "George W. Bush and Nicolas van der Meer spoke.", {"bush", "meer"}),
        ("Визит", "Президент Касым-Жомарт Токаев встретил Игоря Иванова.", {"токаев", "иванова"}),
    ],
)
def test_full_names_and_names_after_a_title_give_surnames(headline: str, text: str, wanted: set[str]) -> None:
    assert wanted <= set(find_people(headline, [text]))


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council met in New York on Monday.",
        "The Foreign Ministry and the Supreme Court of the United States said no.",
        "Talks on the Black Sea began.",
    ],
)
def test_institutions_are_no_people(text: str) -> None:
    assert find_people("Talks begin", [text]) == ()


def test_a_headline_in_capitals_of_every_word_gives_no_names_of_its_own() -> None:
    assert find_people("Border Talks Begin Under Heavy Snow", ["Talks began under snow."]) == ()


def test_who_is_named_most_comes_first() -> None:
    text = "Ingrid Solheim met Anton Brask. Solheim said that Solheim would go on."
    assert find_people("Solheim to go on", [text])[0] == "solheim"


@pytest.mark.parametrize("text", ["", "A" * 100_000, "Aa " * 700_000, "\x00\ufeff", "王毅会见了外长", "Aa. " * 90_000])
def test_any_text_gets_an_answer_in_bounded_time(text: str) -> None:
    start = time.process_time()
    assert len(find_people(text, [text] * 20)) <= 16
    assert time.process_time() - start < 1
