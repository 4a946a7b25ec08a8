"""Calendars as sources of the daybook, through the whole pipe: provenance, one entry for one meeting, promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.builders import House

SOURCES = (
    "  - {name: drop, folder: drop, publisher: EXW}\n"
    "  - {name: own, file: daybook.yaml}\n"
    "  - {name: council, file: council.ics, publisher: The Council}\n"
)
OWN = """\
daybook:
  - title: Kenya-Uganda talks on the border
    date: 2022-01-12
    place: Kampala
    parties: [Kenya, Uganda]
    source: Note of the ministry
  - title: Round of talks between Peru and Chile
    date: 2022-01-08
    place: Lima
    parties: [Peru, Chile]
"""
COUNCIL = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:s1@council\r\n"
    "DTSTAMP:20220101T080000Z\r\nSUMMARY:OSCE Permanent Council session\r\nLOCATION:Vienna\\, Hofburg\r\n"
    "DTSTART;TZID=Europe/Vienna:{day}T100000\r\nURL:https://council.example/s1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path, sources=SOURCES)
    (tmp_path / "daybook.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "council.ics").write_text(COUNCIL.format(day="20220113"), encoding="utf-8")
    house.wire("mali")
    return house


def rows(document: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {row["what"]: (row["on"], row["status"]) for row in document["daybook"]}


def test_entries_stand_in_the_daybook_with_their_provenance(house: House) -> None:
    result = house.run("2022-01-06T18:00:00+00:00")
    assert "3 calendar entries read" in "\n".join(result.lines())
    document = house.edition("2022-01-06")
    assert rows(document) == {
        "Kenya-Uganda talks on the border": ("2022-01-12", "planned"),
        "Round of talks between Peru and Chile": ("2022-01-08", "planned"),
        "OSCE Permanent Council session": ("2022-01-13", "planned"),
    }
    by_name = {row["what"]: row for row in document["daybook"]}
    session = by_name["OSCE Permanent Council session"]
    assert (session["where"], session["parties"], session["clock"]) == ("Vienna", ["OSCE"], "10:00 GMT+1 (09:00 GMT)")
    assert session["at"] == "2022-01-13T09:00:00Z"
    notes = {note["number"]: note for note in document["notes"]}
    assert [(notes[n]["publisher"], notes[n]["link"]) for n in session["notes"]] == [
        ("The Council", "https://council.example/s1")
    ]
    assert [notes[n]["publisher"] for n in by_name["Kenya-Uganda talks on the border"]["notes"]] == [
        "Note of the ministry"
    ]
    lines = {line["name"]: (line["status"], line["wires"], line["entries"]) for line in document["sources"]}
    assert lines == {"drop": ("heard", 1, 0), "own": ("heard", 0, 2), "council": ("heard", 0, 1)}
    assert document["counts"]["total"] == 1


def test_the_same_meeting_from_a_wire_and_a_calendar_is_one(house: House) -> None:
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    document = house.edition("2022-01-06")
    (talks,) = [row for row in document["daybook"] if row["on"] == "2022-01-12"]
    assert set(talks["sources"]) == {"drop", "own"}
    assert len(talks["notes"]) == 2


def test_what_a_calendar_moves_is_moved_and_what_it_drops_leaves(house: House) -> None:
    house.run("2022-01-06T18:00:00+00:00")
    before = {row["what"]: row for row in house.edition("2022-01-06")["daybook"]}
    (house.root / "council.ics").write_text(COUNCIL.format(day="20220114"), encoding="utf-8")
    (house.root / "daybook.yaml").write_text("daybook: []\n", encoding="utf-8")
    house.run("2022-01-07T18:00:00+00:00")
    document = house.edition("2022-01-07")
    (session,) = document["daybook"]
    assert (session["uid"], session["on"], session["status"], session["moved_from"]) == (
        before["OSCE Permanent Council session"]["uid"], "2022-01-14", "moved", "2022-01-13",
    )  # fmt: skip
    assert session["sequence"] == 1
    house.run("2022-01-08T18:00:00+00:00")
    assert rows(house.edition("2022-01-08")) == {"OSCE Permanent Council session": ("2022-01-14", "moved")}


def test_no_report_is_never_said_of_a_place_that_no_wire_comes_from(house: House) -> None:
    for day in range(6, 12):
        house.wire(
            "coup", date=f"2022-01-{day:02d}T12:00:00Z", text=f"BISSAU, Jan {day} (EXW) - Day {day} of the coup."
        )
        house.run(f"2022-01-{day:02d}T18:00:00+00:00")
        assert "overdue" not in {row["status"] for row in house.edition(f"2022-01-{day:02d}")["daybook"]}


def test_it_is_said_where_wires_of_the_place_were_heard(house: House) -> None:
    said = []
    for day in range(6, 12):
        house.wire(
            "peru", date=f"2022-01-{day:02d}T12:00:00Z", headline=f"Peru miners strike on day {day}",
            text=f"LIMA, Jan {day} (EXW) - Miners in Peru stayed away from work for day {day} of a strike.",
        )  # fmt: skip
        house.run(f"2022-01-{day:02d}T18:00:00+00:00")
        said += [
            (day, row["heard"]) for row in house.edition(f"2022-01-{day:02d}")["daybook"] if row["status"] == "overdue"
        ]
    assert said == [(9, 1), (10, 1), (11, 1)]


def test_a_reader_gets_what_concerns_his_regions_and_sources(tmp_path: Path) -> None:
    readers = (
        "  - {name: africa, zone: UTC, slots: [{at: '18:00'}], period: 1d, countries: [KE]}\n"
        "  - {name: without, zone: UTC, slots: [{at: '18:00'}], period: 1d, sources: {without: [own]}}\n"
    )
    house = House(tmp_path, sources=SOURCES, readers=readers)
    (tmp_path / "daybook.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "council.ics").write_text(COUNCIL.format(day="20220113"), encoding="utf-8")
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    assert list(rows(house.edition("2022-01-06", "africa"))) == ["Kenya-Uganda talks on the border"]
    assert list(rows(house.edition("2022-01-06", "without"))) == ["OSCE Permanent Council session"]


def test_a_faulty_daybook_fails_its_source_alone(house: House) -> None:
    (house.root / "daybook.yaml").write_text("daybook:\n  - titel: Talks\n", encoding="utf-8")
    house.run("2022-01-06T18:00:00+00:00")
    document = house.edition("2022-01-06")
    lines = {line["name"]: line for line in document["sources"]}
    assert lines["own"]["status"] == "failed"
    assert "line 2" in lines["own"]["reason"]
    assert list(rows(document)) == ["OSCE Permanent Council session"]
