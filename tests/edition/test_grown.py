"""The timeline of a storyline grows over the editions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefing.edition.chronicle import grown, with_earlier
from briefing.model import Note, TimelineEntry
from tests.pipeline.builders import LEDES, House

TODAY = date(2022, 1, 6)
PALACE = "Soldiers seized the palace of the president in Bissau"
RADIO = "The radio building was shelled by gunboats on the river"


def note(number: int, wire: str) -> Note:
    return Note(
        number=number, wire_id=wire, headline=f"H {wire}", publisher="EXW", agency="", link="", published_at=None,
        stated=True,
    )  # fmt: skip


def entry(on: str, what: str, *notes: int) -> TimelineEntry:
    return TimelineEntry(on=on, until=None, what=what, where=None, notes=notes, story="old")


def test_tellings_become_one_timeline_with_notes_numbered_anew() -> None:
    first = ([entry("2022-01-03", PALACE, 9)], [note(9, "a")])
    second = ([entry("2022-01-02", RADIO, 4), entry("2022-01-03", PALACE, 7)], [note(4, "b"), note(7, "c")])
    entries, notes = grown([first, second])
    assert [(e.on, e.what, e.notes) for e in entries] == [("2022-01-02", RADIO, (1,)), ("2022-01-03", PALACE, (2, 3))]
    assert [(n.number, n.wire_id) for n in notes] == [(1, "b"), (2, "c"), (3, "a")]


def test_other_figures_of_one_event_stand_as_told_last() -> None:
    first = ([entry("2022-01-03", "Gunmen killed 12 people in Gao", 1)], [note(1, "a")])
    second = ([entry("2022-01-03", "Gunmen killed 40 people in Gao", 2)], [note(2, "b")])
    entries, notes = grown([first, second])
    assert [(e.what, e.notes) for e in entries] == [("Gunmen killed 40 people in Gao", (1,))]
    assert [n.wire_id for n in notes] == ["b"]


def test_what_rests_on_a_withdrawn_wire_is_gone() -> None:
    told = ([entry("2022-01-03", PALACE, 1), entry("2022-01-02", RADIO, 1, 2)], [note(1, "a"), note(2, "b")])
    entries, notes = grown([told], {"a"})
    assert [e.what for e in entries] == [RADIO]
    assert [n.wire_id for n in notes] == ["b"]


def test_a_card_has_its_own_events_then_the_newest_earlier_ones() -> None:
    days = [f"2022-01-0{n}" for n in range(1, 5)]
    told = ([entry(on, f"{PALACE} {n} {on}" * n, 1) for n, on in enumerate(days, 1)], [note(1, "a")])
    old = ([entry("2021-06-01", RADIO, 1)], [note(1, "a")])
    found = with_earlier(
        (entry("2022-01-05", RADIO, 8),), [old, told], number=lambda wire: 3, known=lambda wire: True, gone=(),
        today=TODAY, most=3, story="new",
    )  # fmt: skip
    assert [(e.on, e.notes) for e in found] == [("2022-01-03", (3,)), ("2022-01-04", (3,)), ("2022-01-05", (8,))]
    assert {e.story for e in found} == {"old", "new"}


def test_the_page_of_the_second_day_still_tells_what_led_to_it(tmp_path: Path) -> None:
    house = House(
        tmp_path, readers="  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json]}\n"
    )
    old = "On January 3, gunmen attacked a market in Gao in northern Mali."
    house.wire("mali", text=f"{LEDES['mali'][1]}\n\n{old}")
    house.run("2022-01-06T18:00:00+00:00")
    more = LEDES["mali"][1].replace("12", "40").replace("Jan 6", "Jan 7")
    house.wire("more", headline=LEDES["mali"][0].replace("12", "40"), text=more, date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    found = house.edition("2022-01-07")
    told = {event["on"]: event for event in found["timeline"]}
    assert "attacked a market" in told["2022-01-03"]["what"]
    notes = {n["number"]: n["headline"] for n in found["notes"]}
    assert [notes[n] for n in told["2022-01-03"]["notes"]] == [LEDES["mali"][0]]
