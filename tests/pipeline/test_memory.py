"""Editions that remember what their reader was told: corrections, kills, embargoes, gaps, late wires, rebuilds."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.pipeline.record.ledger import EARLIER_EDITIONS
from briefing.pipeline.record.rebuild import draw_again, list_editions, rebuild
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

FIRST, SECOND, THIRD = (f"2022-01-0{day}T18:00:00+00:00" for day in (6, 7, 8))
MALI = "BAMAKO, Jan 7 (EXW) - Fighting between soldiers and armed men killed {} people near Gao in northern Mali on "
MALI += "Wednesday, the army said."


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, readers="  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json]}\n")


def told_the_mali_wire(house: House) -> None:
    house.wire("mali", slug="MALI-CLASH")
    house.run(FIRST)


def correct_it(house: House, **more: str) -> None:
    keys = {"slug": "MALI-CLASH-CORR", "kind": "correction", "supersedes": "MALI-CLASH", "date": "2022-01-07T08:00:00Z"}
    head = "CORRECTION: Clashes in northern Mali kill 21, army says"
    house.wire("fixed", headline=head, text=MALI.format(21), **(keys | more))


def kill_it(house: House, date: str = "2022-01-07T08:00:00Z") -> None:
    keys = {"slug": "MALI-KILL", "kind": "kill", "supersedes": "MALI-CLASH", "date": date}
    house.wire("kill", headline="KILL: MALI-CLASH", text="The wire MALI-CLASH is withdrawn. Do not use it.", **keys)


def notices(house: House, on: str, level: str) -> list[dict[str, Any]]:
    return [n for n in house.edition(on)["notices"] if n["level"] == level]


def said(pieces: list[dict[str, Any]]) -> str:
    return "".join(piece["text"] for piece in pieces)


def test_a_correction_shows_old_and_new_words_to_who_had_the_old(house: House) -> None:
    told_the_mali_wire(house)
    correct_it(house)
    house.run(SECOND)
    (notice,) = notices(house, "2022-01-07", "corrected")
    assert notice["number"] == 1
    assert "that stood as story 1 in no. 1 of 2022-01-06" in notice["text"]
    assert said(notice["was"]).startswith("Fighting between soldiers and armed men killed 12 people")
    assert said(notice["now"]).startswith("Fighting between soldiers and armed men killed 21 people")
    assert [p["text"] for p in notice["was"] if p["changed"]] == ["12"]
    assert [p["text"] for p in notice["now"] if p["changed"]] == ["21"]
    assert house.edition("2022-01-07")["notices"][0] == notice
    house.run(THIRD)
    assert notices(house, "2022-01-08", "corrected") == [], "a correction is said once"


def test_who_never_had_the_old_words_hears_of_no_correction(house: House) -> None:
    house.wire("coup")
    house.run(FIRST)
    house.wire("mali", slug="MALI-CLASH", date="2022-01-07T07:00:00Z")
    correct_it(house)
    house.run(SECOND)
    assert notices(house, "2022-01-07", "corrected") == []


def test_an_embargoed_correction_prints_no_word(house: House) -> None:
    told_the_mali_wire(house)
    correct_it(house, embargo="2022-01-09T06:00:00Z")
    house.run(SECOND)
    assert notices(house, "2022-01-07", "corrected") == []


def test_a_kill_stands_first_and_the_old_edition_keeps_its_bytes_with_a_note_beside_it(house: House) -> None:
    told_the_mali_wire(house)
    (old,) = (house.out / "desk" / "2022-01-06").glob("*06.json")
    before = hashlib.sha256(old.read_bytes()).hexdigest()
    kill_it(house)
    house.run(SECOND)
    assert house.edition("2022-01-07")["notices"][0]["level"] == "withdrawn"
    assert hashlib.sha256(old.read_bytes()).hexdigest() == before
    note = old.parent / "NOTICE.txt"
    assert "Withdrawn by its agency" in note.read_text("utf-8")
    rows = {row["number"]: row["notice"] for row in list_editions(house.config, reader="desk", limit=9)}
    assert {n: Path(found).name for n, found in rows.items()} == {1: "NOTICE.txt", 2: ""}


def test_a_note_beside_two_editions_is_of_the_one_that_told_of_the_wire(tmp_path: Path) -> None:
    readers = "  - {name: desk, zone: UTC, slots: [{at: '12:00'}, {at: '18:00'}], period: 1d, formats: [json]}\n"
    house = House(tmp_path, readers=readers)
    house.wire("mali", slug="MALI-CLASH")
    house.run("2022-01-06T12:00:00+00:00")
    kill_it(house, date="2022-01-06T14:00:00Z")
    house.run(FIRST)
    rows = {row["number"]: row["notice"] for row in list_editions(house.config, reader="desk", limit=9)}
    assert {n: Path(found).name for n, found in rows.items()} == {1: "NOTICE.txt", 2: ""}
    first, second = rebuild(house.config, reader="desk", on="2022-01-06")
    assert any("withdrawn since" in line for line in first.lines())
    assert not any("withdrawn since" in line for line in second.lines())


def test_what_was_killed_is_never_printed_again(house: House) -> None:
    told_the_mali_wire(house)
    kill_it(house)
    house.wire("coup", date="2022-01-07T09:00:00Z")
    house.run(SECOND)
    house.wire("talks", date="2022-01-08T09:00:00Z")
    house.run(THIRD)
    for on in ("2022-01-07", "2022-01-08"):
        edition = house.edition(on)
        printed = [edition["since"], edition["stories"], edition["daybook"], edition["timeline"]]
        assert "Gao" not in str(printed)
        assert LEDES["mali"][0] not in str(printed)


def test_a_wire_dated_after_the_cut_off_waits_for_its_day(house: House) -> None:
    house.wire("coup", date="2022-01-08T06:00:00Z")
    house.run(FIRST)
    assert house.headlines("2022-01-06") == []
    house.run(SECOND)
    house.run(THIRD)
    told = [house.headlines(on) for on in ("2022-01-07", "2022-01-08")]
    assert sorted(map(len, told)) == [0, 1]
    counts = [house.edition(on)["counts"] for on in ("2022-01-06", "2022-01-07", "2022-01-08")]
    assert sum(c["cards"] for c in counts) == 1


def test_a_note_that_cannot_be_written_stops_nothing(house: House) -> None:
    told_the_mali_wire(house)
    (old,) = (house.out / "desk" / "2022-01-06").glob("*06.json")
    (old.parent / "NOTICE.txt").mkdir()
    kill_it(house)
    house.run(SECOND)
    assert house.edition("2022-01-07")["notices"][0]["level"] == "withdrawn"


def test_an_embargoed_wire_waits_for_the_first_edition_after_its_hour(house: House) -> None:
    house.wire("coup", embargo="2022-01-07T06:00:00Z")
    house.run(FIRST)
    assert house.headlines("2022-01-06") == []
    house.run(SECOND)
    assert house.headlines("2022-01-07") == [LEDES["coup"][0]]
    house.run(THIRD)
    assert house.headlines("2022-01-08") == []


def told_daily(house: House, days: int) -> datetime:
    """Tell the reader so many further editions like his last one, a day apart; the cut-off of the last of them."""
    with open_store(house.config.store) as store:
        row = store.editions("desk")[0]
        edition = store.load_edition(row.id)
        for _ in range(days):
            day = timedelta(days=1)
            edition = replace(
                edition,
                on=edition.on + day,
                number=edition.number + 1,
                covers_from_at=edition.covers_to_at,
                covers_to_at=edition.covers_to_at + day,
                withheld=(),
            )
            store.save_edition(edition, files={}, cut_seq=store.last_seq())
            store.mark_told("desk", edition.on, edition.slot, edition.covers_to_at)
    return edition.covers_to_at


@pytest.mark.parametrize("killed", [False, True])
def test_an_embargo_may_outlast_any_number_of_editions(house: House, killed: bool) -> None:
    house.wire("coup", embargo="2022-02-20T06:00:00Z", slug="BISSAU-COUP")
    house.run(FIRST)
    last_at = told_daily(house, EARLIER_EDITIONS + 14)
    assert last_at.isoformat() == "2022-02-19T18:00:00+00:00"
    if killed:
        with open_store(house.config.store) as store:
            (held,) = store.wires_named("BISSAU-COUP") or store.search("Guinea")
            notice = replace(
                held,
                id="kill",
                identity="kill",
                headline="KILL: BISSAU-COUP",
                paragraphs=("The wire BISSAU-COUP is withdrawn. Do not use it.",),
                kind="kill",
                supersedes="BISSAU-COUP",
                received_at=last_at - timedelta(days=5),
                embargo_at=None,
                slug="BISSAU-KILL",
            )
            store.add_wires([notice])
            last = store.editions("desk")[0]
            with sqlite3.connect(house.out / "briefing.db") as other:
                other.execute("UPDATE editions SET cut_seq = ? WHERE id = ?", (store.last_seq(), last.id))
            other.close()
    house.run("2022-02-20T18:00:00+00:00")
    assert house.headlines("2022-02-20") == ([] if killed else [LEDES["coup"][0]])
    house.run("2022-02-21T18:00:00+00:00")
    assert house.headlines("2022-02-21") == []


def test_a_version_that_was_replaced_under_its_embargo_is_not_printed_after_it(house: House) -> None:
    held = "2022-01-08T06:00:00Z"
    house.wire("first", headline=LEDES["coup"][0], text=LEDES["coup"][1], slug="BISSAU-COUP", embargo=held)
    house.run(FIRST)
    head = "Soldiers seize power in Guinea-Bissau, president safe"
    text = LEDES["coup"][1] + " The president was safe in an embassy, his office said."
    keys = {"slug": "BISSAU-COUP", "version": "2", "date": "2022-01-07T08:00:00Z"}
    house.wire("second", headline=head, text=text, **keys)
    house.run(SECOND)
    assert house.headlines("2022-01-07") == [head]
    house.run(THIRD)
    assert house.headlines("2022-01-08") == []


def test_a_withheld_wire_never_prints(house: House) -> None:
    house.wire("coup", pubstatus="withheld")
    for at, on in ((FIRST, "2022-01-06"), (SECOND, "2022-01-07")):
        house.run(at)
        assert house.headlines(on) == []


def test_mondays_edition_includes_the_weekend(tmp_path: Path) -> None:
    days = "[mon, tue, wed, thu, fri]"
    house = House(
        tmp_path, readers=f"  - {{name: desk, zone: UTC, slots: [{{at: '18:00', days: {days}}}], formats: [json]}}\n"
    )
    house.wire("mali", date="2022-01-07T12:00:00Z")
    house.run(SECOND)
    house.wire("coup", date="2022-01-08T12:00:00Z")
    house.run("2022-01-08T20:00:00+00:00", deliver=False)
    house.wire("talks", date="2022-01-09T12:00:00Z")
    house.run("2022-01-10T18:00:00+00:00")
    assert house.headlines("2022-01-10") == sorted(LEDES[k][0] for k in ("coup", "talks"))
    assert house.edition("2022-01-10")["since"]["number"] == 1


def test_a_preview_is_not_told(house: House) -> None:
    house.wire("mali")
    house.run(FIRST)
    house.wire("coup", date="2022-01-07T07:00:00Z")
    house.run("2022-01-07T12:00:00+00:00", deliver=False)
    house.run(SECOND)
    assert house.headlines("2022-01-07") == [LEDES["coup"][0]]
    assert house.edition("2022-01-07")["since"]["new"] == 1


def test_an_old_edition_is_drawn_again_undisturbed_by_what_came_later(house: House) -> None:
    told_the_mali_wire(house)
    (old,) = (house.out / "desk" / "2022-01-06").glob("*06.json")
    before = old.read_bytes()
    correct_it(house)
    house.wire("coup", date="2022-01-07T09:00:00Z")
    house.run(SECOND)
    old.unlink()
    draw_again(house.config, reader="desk", on="2022-01-06", out=None)
    assert old.read_bytes() == before


def test_a_told_file_keeps_its_bytes_unless_it_is_to_be_replaced(house: House) -> None:
    told_the_mali_wire(house)
    folder = house.out / "desk" / "2022-01-06"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    page = folder / "desk-2022-01-06.json"
    page.write_bytes(told := page.read_bytes() + b"\n")
    redrawn = draw_again(house.config, reader="desk", on="2022-01-06", out=None)
    assert page.read_bytes() == told
    assert folder / "redrawn" / page.name in redrawn
    assert (folder / "redrawn" / page.name).read_bytes() == before[page.name]
    assert page in draw_again(house.config, reader="desk", on="2022-01-06", out=None, replace_told=True)
    assert page.read_bytes() == before[page.name]


def test_the_second_edition_opens_with_what_changed(house: House) -> None:
    told_the_mali_wire(house)
    assert house.edition("2022-01-06")["since"] is None
    house.wire("coup", date="2022-01-07T09:00:00Z")
    house.run(SECOND)
    since = house.edition("2022-01-07")["since"]
    assert (since["number"], since["on"], since["new"]) == (1, "2022-01-06", 1)
    stories = {story["id"]: story["headline"] for story in house.edition("2022-01-07")["stories"]}
    assert [stories[one] for one in since["new_stories"]] == [LEDES["coup"][0]]
    assert since["lines"] == []  # its headline stands at a glance


def test_a_meeting_that_only_a_killed_wire_announced_leaves_the_daybook(house: House) -> None:
    house.wire("talks", slug="BORDER")
    house.run(FIRST)
    keys = {"slug": "BORDER-KILL", "kind": "kill", "supersedes": "BORDER", "date": "2022-01-07T08:00:00Z"}
    house.wire("kill", headline="KILL: BORDER", text="The wire BORDER is withdrawn. Do not use it.", **keys)
    for at, on in ((SECOND, "2022-01-07"), (THIRD, "2022-01-08")):
        house.run(at)
        assert house.edition(on)["daybook"] == []
        assert "Kampala" not in str(house.edition(on)["stories"])


@pytest.mark.parametrize("killed", ["first", "second"])
def test_of_a_meeting_that_another_wire_announced_too_nothing_of_the_killed_one_stays(
    house: House, killed: str
) -> None:
    said = {
        "first": "Sudan and Chad will hold talks on the border in Nairobi on January 12, officials in Khartoum said.",
        "second": "Talks between Sudan and Chad on the border are to be held in Nairobi on January 12, N'Djamena said.",
    }
    for key, text in said.items():
        house.wire(key, headline=f"Border talks set, {key} report", text=f"NAIROBI (EXW) - {text}", slug=key.upper())
    house.run(FIRST)
    (entry,) = house.edition("2022-01-06")["daybook"]
    assert len(entry["wires"]) == 2
    keys = {
        "slug": f"{killed.upper()}-KILL",
        "kind": "kill",
        "supersedes": killed.upper(),
        "date": "2022-01-07T08:00:00Z",
    }
    house.wire(
        "kill",
        headline=f"KILL: {killed.upper()}",
        text=f"The wire {killed.upper()} is withdrawn. Do not use it.",
        **keys,
    )
    for at, on in ((SECOND, "2022-01-07"), (THIRD, "2022-01-08")):
        house.run(at)
        edition = house.edition(on)
        (left,) = edition["daybook"]
        assert len(left["wires"]) == 1
        assert left["on"] == "2022-01-12"
        assert left["uid"] == entry["uid"]
        printed = "".join(path.read_text("utf-8") for path in (house.out / "desk" / on).glob("*.json"))
        for text in (str(edition["daybook"]), str(edition["sources"]), printed):
            assert said[killed][:40] not in text
            assert f"{killed} report" not in text


def test_a_notice_names_the_outlets_that_withdrew_and_no_others(house: House) -> None:
    told = {
        "EXW": "Twelve soldiers and armed men fought near Gao in northern Mali on Wednesday, the army said.",
        "MPA": "The Malian army said that fighting broke out near Gao in the north of Mali, and that a patrol was hit.",
    }
    for who, text in told.items():
        body = f"BAMAKO, Jan 6 ({who}) - {text}"
        house.wire(who, headline=f"Clashes near Gao in Mali, {who} says", text=body, slug=f"GAO-{who}", publisher=who)
    house.run(FIRST)
    (story,) = house.edition("2022-01-06")["stories"]
    assert len(story["outlets"]) == 2
    keys = {"slug": "GAO-KILL", "kind": "kill", "supersedes": "GAO-EXW", "date": "2022-01-07T08:00:00Z"}
    house.wire("kill", headline="KILL: GAO-EXW", text="The wire GAO-EXW is withdrawn.", publisher="EXW", **keys)
    house.run(SECOND)
    (text,) = [one["text"] for one in house.edition("2022-01-07")["notices"] if one["level"] == "withdrawn"]
    assert "(EXW)" in text
