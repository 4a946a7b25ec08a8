"""The gate before the patterns: it may let too much through, never too little."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.acts import ACTS, acts_in
from briefing.text.gate import Gate, needed


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        (r"\b(?:peace|cease-?fire)\s(?:talks|deal)\b|\btruce\b", {"peac", "ceas", "truc"}),
        (r"(?<!hold\s)\btalks\b", {"talk"}),
        (r"\bgas\b|\bwars?\b", {"gas", "war", "wars"}),
        (r"\bgr[ae]y", {"gray", "grey"}),
        (r".{0,9}\bshell\w*", {"shel"}),
        (r"\bof\s\bsieges?", {"sieg"}),
        (r"siege", None),
        (r"\bun\w+", None),
        (r"\btruce\b|’s siege", None),
        (r"\b\d+\skilled", None),
        (r"\b(?:in|of)\sCity\b", None),
    ],
)
def test_the_words_that_a_pattern_needs(pattern: str, heads: set[str] | None) -> None:
    found = needed(re.compile(pattern, re.IGNORECASE))
    assert found == (frozenset(heads) if heads else None)


def test_most_acts_are_behind_the_gate_and_a_text_opens_few() -> None:
    assert sum(needed(act.words) is None for act in ACTS.values()) <= 5
    gate = Gate({name: act.words for name, act in ACTS.items()})
    assert len(gate.open_to("The two ministers sign a trade agreement in the spring")) <= 6


WORDS = sorted({word for act in ACTS.values() for word in re.findall(r"[A-Za-z]{3,}", act.words.pattern)})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(" -/’\n"), st.booleans())
def test_what_the_gate_leaves_out_matches_nowhere(words: list[str], sep: str, loud: bool) -> None:
    text = sep.join(words)
    text = text.upper() if loud else text
    plain = {name for name, act in ACTS.items() if act.words.search(text)}
    assert acts_in(text) == plain | ({"parley"} if "talks" in plain else set())
