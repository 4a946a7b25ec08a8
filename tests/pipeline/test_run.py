"""Whole runs over real files, a real database and the real renderer."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.cli import app
from briefing.config import load_config
from briefing.errors import ConfigError
from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions
from briefing.pipeline.slots.plan import plan_jobs
from briefing.store import open_store, run_lock
from tests.pipeline.builders import LEDES, House

ROOT = Path(__file__).parents[2]
EVENING = "2022-01-06T18:00:00+00:00"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def digests(folder: Path) -> dict[str, str]:
    return {p.suffix: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def withdraw_the_coup(house: House) -> None:
    """The next morning's kill of the wire on the coup."""
    keys = {"slug": "BISSAU-COUP", "kind": "kill", "supersedes": "BISSAU-COUP", "date": "2022-01-07T08:00:00Z"}
    text = "The wire BISSAU-COUP of January 6 is withdrawn. Do not use it."
    house.wire("kill", headline="KILL: BISSAU-COUP", text=text, **keys)


def test_one_run_makes_four_files_and_counts_every_wire(house: House) -> None:
    for name in LEDES:
        house.wire(name)
    result = house.run(EVENING)
    assert result.exit_code == 0
    assert sorted(p.name for p in (house.out / "desk" / "2022-01-06").iterdir()) == [
        f"desk-2022-01-06.{form}" for form in ("html", "ics", "json", "manifest.json", "pdf")
    ]
    edition = house.edition("2022-01-06")
    assert house.headlines("2022-01-06") == sorted(LEDES[k][0] for k in ("mali", "talks", "coup"))
    assert edition["counts"]["total"] == 4
    assert edition["counts"]["off_topic"] == 1
    assert [(e["on"], e["where"]) for e in edition["daybook"]] == [("2022-01-12", "Kampala")]


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    config = load_config(ROOT / "config.yaml")
    found = []
    for name in ("a", "b"):
        options = RunOptions(
            from_paths=(ROOT / "wires",), as_of_at=datetime(2022, 1, 6, 18, tzinfo=UTC), out=tmp_path / name
        )
        assert run_once(config, options).exit_code == 0
        found.append(digests(tmp_path / name / "desk" / "2022-01-06"))
    assert found[0] == found[1]
    assert set(found[0]) == {".pdf", ".html", ".json", ".ics"}


def test_a_second_run_of_a_slot_answers_with_the_first(house: House) -> None:
    house.wire("mali")
    first = house.run(EVENING)
    house.wire("coup")
    second = house.run("2022-01-06T18:10:00+00:00")
    assert [p.state for p in (*first.published, *second.published)] == ["told", "stands"]
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]
    third = house.run("2022-01-07T18:00:00+00:00")
    assert third.published[0].number == 2
    assert house.headlines("2022-01-07") == [LEDES["coup"][0]]


def test_where_nothing_was_to_do_cron_has_nothing_to_mail(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house.path.write_text(house.path.read_text().replace("slots: [{at: '18:00'}]", "slots: []"))
    for name in LEDES:
        house.wire(name)

    def said(*words: str, terminal: bool = False) -> str:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
        with pytest.raises(SystemExit) as ended:
            app([*words, "-c", str(house.path)])
        assert ended.value.code == 0
        return capsys.readouterr().out

    assert "4 wires read" in said("run")  # the first one takes the wires in
    assert '"event": "run"' in said("--log-json", "run")
    assert said("run") == ""
    assert "No edition is due" in said("run", terminal=True)
    assert json.loads(said("run", "--json"))["exit_code"] == 0


def test_a_fault_beside_an_idle_run_is_said(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2022, 1, 7, 3, tzinfo=UTC)
    house.run("2022-01-06T18:00:00+00:00")
    options = RunOptions()
    monkeypatch.setattr("briefing.pipeline.now", lambda: at)
    monkeypatch.setattr("briefing.pipeline.clock.now", lambda: at)
    assert run_once(house.config, options).quiet
    monkeypatch.setattr("briefing.pipeline.care.aftercare.ping", lambda *_: ("schedule.ping answered 500",))
    assert not run_once(house.config, options).quiet


def test_a_late_wire_is_in_the_next_edition_once(house: House) -> None:
    house.wire("mali", date="2022-01-06T17:50:00Z")
    house.run(EVENING)
    house.wire("coup", date="2022-01-06T09:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    house.wire("talks", date="2022-01-08T09:00:00Z")
    house.run("2022-01-08T18:00:00+00:00")
    found = [house.headlines(f"2022-01-0{day}") for day in (6, 7, 8)]
    assert found == [[LEDES["mali"][0]], [LEDES["coup"][0]], [LEDES["talks"][0]]]


def test_a_wire_stored_under_a_clock_set_back_is_not_lost(house: House) -> None:
    house.wire("mali")
    house.run(EVENING)
    house.wire("coup")
    run_once(house.config, RunOptions(as_of_at=datetime(2022, 1, 6, 12, tzinfo=UTC)))
    house.run("2022-01-07T18:00:00+00:00")
    assert LEDES["coup"][0] in house.headlines("2022-01-07")


def test_a_preview_delivers_nothing_and_takes_no_number(house: House) -> None:
    house.wire("mali")
    preview = house.run(EVENING, deliver=False)
    assert preview.published[0].state == "made"
    again = house.run(EVENING, deliver=False)
    assert again.published[0].state == "stands"
    real = house.run(EVENING)
    assert (real.published[0].state, real.published[0].number) == ("told", 1)
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]


def test_an_extra_edition_has_its_own_number(house: House) -> None:
    house.wire("mali")
    house.run(EVENING)
    house.wire("coup", date="2022-01-06T19:00:00Z")
    extra = house.run("2022-01-06T20:15:00+00:00", extra=True)
    assert extra.published[0].number == 2
    assert any(path.endswith("desk-2022-01-06-special.pdf") for path in extra.published[0].files.values())
    again = house.run("2022-01-06T20:15:00+00:00", extra=True)
    assert (again.published[0].slot, again.published[0].state) == ("special", "stands")
    house.wire("talks", date="2022-01-06T20:30:00Z")
    second = house.run("2022-01-06T21:00:00+00:00", extra=True)
    assert (second.published[0].slot, second.published[0].number) == ("special-2", 3)
    assert any(path.endswith("desk-2022-01-06-special-2.pdf") for path in second.published[0].files.values())


def test_a_day_without_wires_still_has_its_edition(house: House) -> None:
    result = house.run(EVENING)
    assert result.exit_code == 0
    assert any("No wire" in n["text"] for n in house.edition("2022-01-06")["notices"])


def test_a_missing_folder_is_said_in_report_and_edition(tmp_path: Path) -> None:
    house = House(tmp_path, sources="  - {name: drop, folder: drop}\n  - {name: gone, folder: nowhere}\n")
    house.wire("mali")
    result = house.run(EVENING)
    assert result.exit_code == 3
    assert any("failed: gone: there is no such folder" in line for line in result.lines())
    assert any("Source gone failed" in n["text"] for n in house.edition("2022-01-06")["notices"])
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]


def test_a_broken_file_goes_to_quarantine_and_the_rest_is_printed(house: House) -> None:
    house.wire("mali")
    (house.drop / "broken.xml").write_bytes(b"<!doctype html><html><body>Please log in</body></html>")
    result = house.run(EVENING)
    assert result.exit_code == 3
    assert any("not read:" in line and "broken.xml" in line for line in result.lines())
    assert (house.drop / ".quarantine" / "broken.xml").exists()
    assert (house.drop / ".quarantine" / "broken.xml.reason").read_text().strip()
    assert house.run("2022-01-07T18:00:00+00:00").exit_code == 0


def test_one_readers_broken_template_stops_nobody(tmp_path: Path) -> None:
    readers = (
        "  - {name: first, slots: [{at: '18:00'}]}\n"
        "  - {name: bad, extends: first, template: broken}\n"
        "  - {name: none, extends: first, template: missing}\n"
        "  - {name: last, extends: first}\n"
    )
    house = House(tmp_path, readers=readers)
    (tmp_path / "templates" / "broken").mkdir(parents=True)
    (tmp_path / "templates" / "broken" / "brief.html.j2").write_text("{% for x in %}")
    house.wire("mali")
    result = house.run(EVENING)
    assert result.exit_code == 3
    assert [p.state for p in result.published] == ["told"] * 4
    for name in ("first", "bad", "none", "last"):
        assert house.headlines("2022-01-06", name) == [LEDES["mali"][0]]
    assert [bool(p.faults) for p in result.published] == [False, True, True, False]
    assert "brief.html.j2" in result.published[1].faults[0]


def test_a_run_beside_another_says_so_and_does_nothing(house: House) -> None:
    house.wire("mali")
    with open_store(house.config.store), run_lock(house.config.store):
        result = house.run(EVENING)
    assert result.exit_code == 0
    assert "another run holds" in result.lines()[0]
    assert not (house.out / "desk").exists()


def test_an_unknown_reader_is_named_with_the_nearest(house: House) -> None:
    with pytest.raises(ConfigError, match="did you mean 'desk'"):
        house.run(EVENING, readers=("deks",))


def test_unknown_regions_are_refused_before_any_work(tmp_path: Path) -> None:
    house = House(tmp_path, readers="  - {name: desk, regions: [central-asai]}\n")
    with pytest.raises(ConfigError) as caught:
        house.run(EVENING)
    assert "did you mean 'central-asia'" in caught.value.faults[0]
    assert not house.out.exists()


def test_a_kill_after_printing_keeps_the_wire_out_of_the_next_edition(house: House) -> None:
    house.wire("coup", slug="BISSAU-COUP", link="https://exw.example/coup")
    house.run(EVENING)
    withdraw_the_coup(house)
    house.run("2022-01-07T18:00:00+00:00")
    edition = house.edition("2022-01-07")
    assert "Guinea-Bissau" not in json.dumps(edition["stories"])
    assert any("withdrawn" in n["text"] for n in edition["notices"])


def test_the_report_is_a_file_that_says_the_same(house: House) -> None:
    house.wire("mali")
    result = house.run(EVENING)
    (path,) = (house.out / "runs").glob("*.json")
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert saved["editions"][0]["counts"]["total"] == 1
    assert saved["exit_code"] == result.exit_code == 0


def test_a_wire_dated_after_the_cut_off_is_not_printed_as_todays(house: House) -> None:
    house.wire("mali")
    house.wire("coup", date="2022-11-20T12:00:00Z")
    house.run(EVENING)
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]
    edition = house.edition("2022-01-06")
    assert edition["counts"]["withheld"] == 1
    assert any("dated after the cut-off" in n["text"] for n in edition["notices"])


def test_what_a_preview_collected_is_still_news_to_the_first_edition(house: House) -> None:
    house.wire("mali", date="2022-01-06T12:00:00Z")
    house.run("2022-01-04T18:00:00+00:00", deliver=False)
    house.run(EVENING)
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]


def test_a_preview_never_takes_the_place_of_a_told_editions_files(house: House) -> None:
    house.wire("mali")
    house.run(EVENING)
    told = digests(house.out / "desk" / "2022-01-06")
    house.run("2022-01-06T12:00:00+00:00", deliver=False)
    kept = [p for p in (house.out / "desk" / "2022-01-06").iterdir() if "preview" not in p.name]
    assert {p.suffix: hashlib.sha256(p.read_bytes()).hexdigest() for p in kept} == told
    names = sorted(p.name for p in (house.out / "desk" / "2022-01-06").glob("*.pdf"))
    assert names == ["desk-2022-01-06-preview.pdf", "desk-2022-01-06.pdf"]


def test_a_new_reader_is_not_owed_yesterdays_slot(house: House) -> None:
    house.wire("mali")
    with open_store(house.config.store) as store:
        noon = datetime(2022, 1, 6, 12, tzinfo=UTC)
        assert plan_jobs(house.config, store, list(house.config.readers), RunOptions(), noon) == []
        evening = plan_jobs(house.config, store, list(house.config.readers), RunOptions(), noon.replace(hour=19))
    assert [(job.on.isoformat(), job.slot, job.late) for job in evening] == [("2022-01-06", "18:00", "")]


def test_a_look_that_finds_nothing_to_do_leaves_no_report(tmp_path: Path) -> None:
    home = House(tmp_path, readers="  - {name: desk, slots: []}\n")
    assert run_once(home.config, RunOptions()).exit_code == 0
    assert not (home.out / "runs").exists()


def test_an_edition_that_was_frozen_and_not_handed_over_goes_out_first(house: House) -> None:
    house.wire("mali")
    house.run(EVENING)
    with sqlite3.connect(house.out / "briefing.db") as db:  # as if the run had been killed after freezing
        db.execute("UPDATE editions SET state = 'made', told_at = NULL")
    shutil.rmtree(house.out / "desk")
    house.wire("coup", date="2022-01-07T12:00:00Z")
    result = house.run("2022-01-07T18:00:00+00:00")
    assert [(p.on.isoformat(), p.number, p.state) for p in result.published] == [
        ("2022-01-06", 1, "told"),
        ("2022-01-07", 2, "told"),
    ]
    assert house.headlines("2022-01-06") == [LEDES["mali"][0]]
    assert house.headlines("2022-01-07") == [LEDES["coup"][0]]


def test_a_withdrawal_after_print_says_where_the_story_stood(house: House) -> None:
    house.wire("coup", slug="BISSAU-COUP", link="https://exw.example/coup")
    house.run(EVENING)
    withdraw_the_coup(house)
    house.run("2022-01-07T18:00:00+00:00")
    notices = " ".join(n["text"] for n in house.edition("2022-01-07")["notices"])
    assert "that stood as story 1 in no. 1 of 2022-01-06" in notices
    assert "seize" not in notices


def test_a_gap_is_one_edition_that_names_the_slots_it_covers(house: House) -> None:
    house.wire("mali")
    with open_store(house.config.store) as store:
        house.run(EVENING)
        later = datetime(2022, 1, 9, 20, tzinfo=UTC)
        (job,) = plan_jobs(house.config, store, list(house.config.readers), RunOptions(), later)
    assert job.missed == ("2022-01-07 18:00", "2022-01-08 18:00")
    assert job.late.startswith("due 2022-01-09 18:00")


def test_a_version_nobody_may_print_does_not_take_the_printable_one_away(house: House) -> None:
    house.wire("talks", slug="BORDER-TALKS", version="1")
    text = LEDES["talks"][1] + " They will also speak of trade."
    house.wire(
        "later", headline=LEDES["talks"][0], text=text, slug="BORDER-TALKS", version="2", embargo="2022-01-07T06:00:00Z"
    )
    house.run(EVENING)
    edition = house.edition("2022-01-06")
    assert (edition["counts"]["cards"], edition["counts"]["withheld"], edition["counts"]["duplicate"]) == (1, 1, 0)
    assert [e["on"] for e in edition["daybook"]] == ["2022-01-12"]
    assert "trade" not in json.dumps(edition)


def test_a_licence_for_headlines_prints_no_word_of_the_body(tmp_path: Path) -> None:
    house = House(tmp_path, sources="  - {name: drop, folder: drop, publisher: EXW, licence: headline}\n")
    text = LEDES["talks"][1] + " On January 3 a secretive convoy crossed the border near Busia."
    house.wire("talks", text=text)
    house.run(EVENING)
    folder = house.out / "desk" / "2022-01-06"
    for form in ("html", "json", "ics"):
        page = (folder / f"desk-2022-01-06.{form}").read_text(encoding="utf-8")
        assert "foreign ministries" not in page
        assert "secretive" not in page
        assert "2022-01-12" in page or "20220112" in page or "12 Jan" in page


def test_no_source_withdraws_anothers_wire(house: House) -> None:
    house.wire("coup", link="https://exw.example/coup", agency="EXW")
    house.wire(
        "foreign",
        headline="KILL: a false alarm",
        text="Withdraw https://exw.example/coup at once.",
        agency="Somebody",
        publisher="Somebody Else",
        kind="kill",
    )
    house.run(EVENING)
    assert house.headlines("2022-01-06") == [LEDES["coup"][0]]


def test_the_same_inputs_give_the_same_decisions_under_another_hash_seed(house: House) -> None:
    house.path.write_text(house.path.read_text().replace("{name: desk,", "{name: desk, countries: [ML, GW, KE, UG],"))
    for name in LEDES:
        house.wire(name)
    found = set()
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-m", "briefing", "run", "--as-of", EVENING, "--out", f"out{seed}"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=house.root, env=environment, check=True, capture_output=True)
        with sqlite3.connect(house.out / "briefing.db") as db:
            found.add(db.execute("SELECT data FROM editions").fetchone()[0])
            db.execute("DELETE FROM editions")
    assert len(found) == 1


def test_a_look_back_does_not_rewrite_when_the_archive_received_a_wire(house: House) -> None:
    house.wire("mali")
    house.run(EVENING)
    house.wire("coup", date="2022-01-06T09:00:00Z")
    house.run("2022-01-05T18:00:00+00:00", deliver=False)
    with open_store(house.config.store) as store:
        received = {w.headline: w.received_at.year for w in store.wires_by_id(store.wire_ids(
            after_at=datetime(2000, 1, 1, tzinfo=UTC), until_at=datetime(2100, 1, 1, tzinfo=UTC)
        ))}  # fmt: skip
    assert received[LEDES["mali"][0]] == 2022
    assert received[LEDES["coup"][0]] > 2022
