"""Sentences of agency copy: text beside the sentences it holds."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from briefing.text.sentences import split_sentences

PAIRS = [
    ("", []),
    (" \n\t ", []),
    ("One. Two.", ["One.", "Two."]),
    ("Talks were held in the U.S. on Friday.", ["Talks were held in the U.S. on Friday."]),
    ("He left the U.S. The envoy stayed.", ["He left the U.S.", "The envoy stayed."]),
    ("Gen. Ali met Mr. Brown on Jan. 6 in St. Helier.", ["Gen. Ali met Mr. Brown on Jan. 6 in St. Helier."]),
    ("Article No. 5 applies. No. It does not.", ["Article No. 5 applies.", "No.", "It does not."]),
    ("George W. Grey spoke at 10 a.m. on Monday.", ["George W. Grey spoke at 10 a.m. on Monday."]),
    ("Growth was 2.5 per cent. Prices rose.", ["Growth was 2.5 per cent.", "Prices rose."]),
    ('"We agreed." The envoy left.', ['"We agreed."', "The envoy left."]),
    ("“It is over.” She said no more.", ["“It is over.”", "She said no more."]),
    ('"Is it over?" he asked. Nobody knew.', ['"Is it over?" he asked.', "Nobody knew."]),
    ("ANKARA, January 6. /EXW/. The ministers met.", ["ANKARA, January 6. /EXW/.", "The ministers met."]),
    ("Acme Inc. said it would appeal.", ["Acme Inc. said it would appeal."]),
    ("First line\nof one sentence.\n\nA headline without stop\n\nNext.",
     ["First line\nof one sentence.", "A headline without stop", "Next."]),
    ("双方会谈。会议将于周三举行！结束。", ["双方会谈。", "会议将于周三举行！", "结束。"]),
    ("هل انتهت المحادثات؟ قال الوزير نعم.", ["هل انتهت المحادثات؟", "قال الوزير نعم."]),
    ("Die Gespräche sind am 10. Januar in Genf. Danach ist Pause.",
     ["Die Gespräche sind am 10. Januar in Genf.", "Danach ist Pause."]),
    ("Переговоры пройдут в г. Минске. Потом перерыв.", ["Переговоры пройдут в г. Минске.", "Потом перерыв."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == expected


def test_spans_are_in_order_and_hold_all_that_is_not_blank() -> None:
    text = "A b. C d! E?  F... G “h.” I\n\n\nJ"
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    outside = "".join(
        text[a:b] for a, b in zip([0, *(b for _, b in spans)], [*(a for a, _ in spans), len(text)], strict=True)
    )
    assert not outside.strip()


@pytest.mark.parametrize("unit", ["a", ". ", "A. ", "\n", '"', "...", "No. ", "\x00\x01"])
def test_time_grows_with_length(unit: str) -> None:
    started = time.perf_counter()
    split_sentences(unit * (200_000 // len(unit)))
    assert time.perf_counter() - started < 2
