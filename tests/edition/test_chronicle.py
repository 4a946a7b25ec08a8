"""The timeline: one entry an event, in words that stand by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.edition.chronicle import Record, build_timeline, wording
from briefing.model import DatedEvent, TimelineEntry

TODAY = date(2022, 1, 6)


def record(on: str, what: str, evidence: str = "", wire: str = "w1", wire_on: date = TODAY) -> Record:
    event = DatedEvent(on=on, what=what, evidence=evidence or "", status="held", ahead=False)
    return Record(event=event, wire_id=wire, wire_on=wire_on, story="s")


def timeline(*records: Record, most: int = 60) -> tuple[TimelineEntry, ...]:
    return build_timeline(records, today=TODAY, note_of=lambda w: int(w[1:]), most=most)


def test_one_event_from_two_wires_is_one_entry_with_two_notes() -> None:
    found = timeline(
        record("2022-01-02", "protests over fuel prices began in Zhanaozen", wire="w1"),
        record("2022-01-02", "protesters in Zhanaozen demanded lower fuel prices", wire="w2"),
    )
    assert [(e.on, e.notes) for e in found] == [("2022-01-02", (1, 2))]


def test_two_events_of_one_day_stay_two_in_order() -> None:
    found = timeline(
        record("2022-01-05", "the government of Kazakhstan resigned"),
        record("2022-01-02", "crowds took to the streets in Aktau"),
        record("2022-01-05", "a separate summit of the monetary union was called"),
    )
    assert [e.on for e in found] == ["2022-01-02", "2022-01-05", "2022-01-05"]


def test_the_wires_own_day_months_and_the_far_past_are_left_out() -> None:
    found = timeline(
        record("2022-01-06", "the two ministers held telephone talks"),
        record("2021-12", "the army announced a withdrawal there"),
        record("2019-03-19", "the first president of the country resigned"),
    )
    assert found == ()


@pytest.mark.parametrize(
    ("what", "evidence", "said"),
    [
        ("visited Hungary", "The minister visited Hungary on Monday.", "The minister visited Hungary on Monday"),
        ("They were handed over to the US envoy", "They were handed over on Friday.", ""),
        (
            "least nine miners were trapped",
            "They said that at least nine miners were trapped in the pit of Norby on Monday.",
            "at least nine miners were trapped",
        ),
        (
            'boards was written "Sea',
            'On one of the boards was written "Sea of ours."',
            'On one of the boards was written "Sea of ours"',
        ),
        ('gates was written "Sea of', 'Its gates, it said, bore "Sea of ours."', ""),
        ("deal with the guards who had seized him", "He was freed by a deal with the guards who had seized him.", ""),
        ("Ministers of five states said in a joint statement", "They and ministers of five states said so.", ""),
        (
            "harbour of Sudport was shut",
            "The harbour of Sudport was shut on Monday, when "
            + "two ships, one of them a tanker, ran aground " * 4
            + ".",
            "The harbour of Sudport was shut",
        ),
        (
            "crowd set the hall on fire",
            "Two days later, the crowd set the hall on fire.",
            "the crowd set the hall on fire",
        ),
        ("its assembly voted to leave the union", "On December 10 its assembly voted to leave the union.", ""),
        ("Israeli", "It said Israeli forces had come on Sunday.", ""),
        ("Speaking during a visit to Hungary", "", ""),
        (
            "He endorsed the plan",
            "The minister endorsed the plan of four states,…",
            "The minister endorsed the plan of four states…",
        ),
        (
            "guest was welcomed and was presented",
            "They said the guest was welcomed and was presented with a flag on Monday.",
            "",
        ),
    ],
)
def test_the_words_stand_by_themselves(what: str, evidence: str, said: str) -> None:
    assert wording(record("2022-01-03", what, evidence)) == said


def test_a_sentence_that_hangs_on_the_one_before_stands_with_it() -> None:
    hanging = record(
        "2022-01-03", "They were handed over to the envoy", "They were handed over to the envoy on Monday."
    )
    said = "The ministry published two drafts. They were handed over to the envoy on Monday"
    assert wording(replace(hanging, before="The ministry published two drafts.")) == said
    assert wording(replace(hanging, before="It had published two drafts.")) == ""
    assert wording(replace(hanging, before="A ministry " + "of the state " * 40 + "spoke.")) == ""


@pytest.mark.parametrize(
    "evidence",
    [
        "The strike on Sudport was the deadliest since Monday.",
        "The strike on Sudport was the heaviest since January 3, when shells hit the port.",
        "Shells hit Sudport for the first time since January 3.",
    ],
)
def test_a_day_that_only_measures_is_the_day_of_nothing(evidence: str) -> None:
    assert timeline(record("2022-01-03", evidence.rstrip("."), evidence)) == ()


def test_a_clause_between_one_side_and_no_other_is_a_fragment() -> None:
    said = "The president said that he would be involved in talks between Iran"
    whole = f"{said} and the United States" + " of which much was told" * 9 + "."
    assert timeline(record("2022-01-03", said, whole)) == ()
    assert timeline(record("2022-01-03", f"{said} and the United States", whole)) != ()


@pytest.mark.parametrize(
    ("evidence", "lasting"),
    [
        ("The harbour of Sudport has been shut since Monday.", True),
        ("The harbour of Sudport has been shut since January 3.", True),
        ("The harbour of Sudport has been shut since early on Jan. 3.", False),
        ("The harbour of Sudport has been shut since 3 January.", True),
        ("The harbour of Sudport was shut on Monday, the first time since 2019.", False),
        ("The harbour of Sudport has been shut since Sunday.", False),
    ],
)
def test_what_goes_on_since_a_day_says_so(evidence: str, lasting: bool) -> None:
    (entry,) = timeline(record("2022-01-03", "harbour of Sudport has been shut", evidence))
    assert entry.lasting == lasting


def test_what_several_wires_tell_is_kept_first() -> None:
    records = [record(f"2022-01-0{n}", f"event number{n} happened in the place{n}", wire=f"w{n}") for n in range(1, 6)]
    records.append(record("2022-01-01", "event number1 happened in the place1", wire="w9"))
    assert [e.on for e in timeline(*records, most=2)] == ["2022-01-01", "2022-01-05"]
