"""Editions of the past, drawn again from what was frozen."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefing import __version__
from briefing.edition.compare import compare
from briefing.errors import ConfigError
from briefing.pipeline.past.diff import diff_editions
from briefing.pipeline.record.rebuild import draw_again, rebuild
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

EVENING = "2022-01-06T18:00:00+00:00"
READER = "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [html, json]}\n"


def test_the_edition_of_a_reader_who_was_renamed_is_drawn_again_with_the_same_bytes(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    for name in LEDES:
        house.wire(name)
    house.run(EVENING)
    folder = house.out / "desk" / "2022-01-06"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(before) == [f"desk-2022-01-06.{form}" for form in ("html", "json", "manifest.json")]
    for path in folder.iterdir():
        path.unlink()
    renamed = House(tmp_path, readers=READER.replace("desk", "night"))
    draw_again(renamed.config, reader="desk", on="2022-01-06", out=None)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_name_that_nobody_ever_had_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="desq"):
        draw_again(House(tmp_path, readers=READER).config, reader="desq", on="", out=None)


def test_two_days_beside_each_other_name_what_came_and_what_went(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    house.wire("coup")
    house.run(EVENING)
    house.wire("mali", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    changes = diff_editions(house.config, reader="desk", before="2022-01-06", after="2022-01-07").changes
    stories = {(c.what, c.name) for c in changes if c.kind == "story"}
    assert stories == {("new", LEDES["mali"][0]), ("gone", LEDES["coup"][0])}
    assert not diff_editions(house.config, reader="desk", before="2022-01-07", after="2022-01-07").changes
    house.wire("talks", date="2022-01-08T12:00:00Z")
    house.run("2022-01-08T18:00:00+00:00")
    changes = diff_editions(house.config, reader="desk", before="2022-01-06", after="2022-01-08").changes
    assert {(c.what, c.name) for c in changes if c.kind == "story"} == {
        ("new", LEDES["talks"][0]),
        ("gone", LEDES["coup"][0]),
    }
    with pytest.raises(ConfigError, match="2022-01-09"):
        diff_editions(house.config, reader="desk", before="2022-01-06", after="2022-01-09")


def test_a_story_under_another_id_is_known_by_its_storyline(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    house.wire("coup")
    house.run(EVENING)
    with open_store(house.config.store) as store:
        before = store.load_edition(store.editions("desk")[0].id)
    (card,) = before.cards()
    region = before.desks[0].regions[0]
    moved = replace(card, id="s-other", status="UPDATED")
    desk = replace(before.desks[0], regions=(replace(region, cards=(moved,)),))
    changes = compare(before, replace(before, desks=(desk,))).changes
    assert [(c.kind, c.what, c.before, c.after) for c in changes] == [("story", "status", "NEW", "UPDATED")]
    parted = replace(moved, storyline="l-other")
    desk = replace(desk, regions=(replace(region, cards=(parted,)),))
    assert {c.what for c in compare(before, replace(before, desks=(desk,))).changes} == {"new", "gone"}


ALL = READER.replace("[html, json]", "[pdf, html, json, ics]")


def told(house: House) -> Path:
    for name in LEDES:
        house.wire(name)
    house.run(EVENING)
    return house.out / "desk" / "2022-01-06"


def manifest_of(folder: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / "desk-2022-01-06.manifest.json").read_text(encoding="utf-8"))
    return document


def test_the_manifest_lies_beside_the_files_and_inside_the_pdf(tmp_path: Path) -> None:
    house = House(tmp_path, readers=ALL)
    folder = told(house)
    beside = manifest_of(folder)
    assert len(beside["wires"]) == len(LEDES)
    assert {one["source"] for one in beside["wires"]} == {"drop"}
    decided = {"rules", "reader", "sources", "memory", "taxonomy"}
    assert decided | {"templates", "data", "code", "forms"} == set(beside["inputs"])
    wanted = {"program", "python", "jinja2", "tzdata", "weasyprint", "pango", "harfbuzz", "fontconfig"}
    assert wanted <= set(beside["versions"])
    hashes = {form: sha256((folder / f"desk-2022-01-06.{form}").read_bytes()).hexdigest() for form in beside["files"]}
    assert hashes == beside["files"]
    assert set(hashes) == {"pdf", "html", "json", "ics"}
    pdf = PdfReader(folder / "desk-2022-01-06.pdf")
    inside = json.loads(pdf.attachments["manifest.json"][0])
    assert inside == {key: value for key, value in beside.items() if key != "files"}
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/manifest.schema.json").read_text(encoding="utf-8"))
    assert set(schema["properties"]) == set(beside)
    assert str(tmp_path) not in (folder / "desk-2022-01-06.manifest.json").read_text(encoding="utf-8")


def test_the_same_inputs_give_the_same_bytes_in_another_place(tmp_path: Path) -> None:
    forms = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder = told(House(tmp_path / name, readers=ALL))
        forms.append({path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()})
    assert forms[0] == forms[1]


def test_an_edition_is_rebuilt_with_the_same_bytes_whatever_came_later(tmp_path: Path) -> None:
    house = House(tmp_path, readers=ALL)
    folder = told(house)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    house.wire("late", date="2022-01-06T13:00:00Z", headline="Mali army revises toll", text=LEDES["mali"][1])
    house.run("2022-01-07T18:00:00+00:00")
    for name in ("pdf", "json", "manifest.json"):
        (folder / f"desk-2022-01-06.{name}").unlink()
    (one,) = rebuild(house.config, reader="desk", on="2022-01-06")
    assert set(one.same) == {"pdf", "html", "json", "ics"}
    assert (one.other, one.differences, one.faults) == ((), (), ())
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert "same bytes" in one.lines()[0]


def test_what_draws_otherwise_now_is_named_and_what_was_told_stays(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    folder = told(house)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with open_store(house.config.store) as store:
        (row,) = store.editions("desk")
        record = store.record(row.id)
        assert record
        page = "0" * 64  # as another program of another version had drawn it
        versions = {**record.versions, "program": "0.0.9", "jinja2": "3.1.0"}
        store.set_files(row.id, row.files, replace(record, versions=versions, files={**record.files, "html": page}))
    (one,) = rebuild(house.config, reader="desk", on="2022-01-06", out=tmp_path / "again")
    assert one.same == ("json",)
    assert one.other == ("html",)
    assert f"program 0.0.9 -> {__version__}" in one.differences
    assert len(one.differences) == 2
    assert not one.faults
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert sorted(path.name for path in (tmp_path / "again" / "desk" / "2022-01-06").iterdir()) == sorted(before)
    (folder / "desk-2022-01-06.html").write_bytes(b"what was told")
    rebuild(house.config, reader="desk", on="2022-01-06")
    assert (folder / "desk-2022-01-06.html").read_bytes() == b"what was told"
    assert (folder / "rebuilt" / "desk-2022-01-06.html").read_bytes() == before["desk-2022-01-06.html"]


def test_a_frozen_edition_that_was_changed_is_a_fault(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    told(house)
    with sqlite3.connect(house.out / "briefing.db") as other:
        other.execute("UPDATE editions SET data = replace(data, 'kill 12', 'kill 21')")
    other.close()
    (one,) = rebuild(house.config, reader="desk", on="2022-01-06", out=tmp_path / "again")
    assert one.other
    assert "its row was changed" in one.faults[0]
    with pytest.raises(ConfigError, match="at 07:00"):
        rebuild(house.config, reader="desk", on="2022-01-06", slot="07:00")
