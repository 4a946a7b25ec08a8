"""The forms of an edition in the out folder: their names, and that those that are gone come back as they were."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from briefing.pipeline.looks.templates import template_faults
from briefing.pipeline.record.rebuild import rebuild
from tests.pipeline.builders import House

FORMS = "pocket, epub, md, txt, json, ics, pdf"
AT = "2022-01-06T18:00:00+00:00"
KEYS = f"slots: [{{at: '18:00'}}], period: 1d, formats: [{FORMS}], pdf: {{variant: pdf/a-3u}}"
READER = f"  - {{name: desk, zone: UTC, {KEYS}}}\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    house = House(tmp_path_factory.mktemp("forms"), readers=READER)
    for name in ("mali", "talks"):
        house.wire(name)
    done = house.run(AT)
    assert [(p.state, p.faults, p.remarks) for p in done.published] == [("told", (), ())]
    return house


def files(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (house.out / "desk" / "2022-01-06").iterdir()}


def test_each_form_has_a_name_that_says_what_it_is(house: House) -> None:
    endings = ("pocket.pdf", "epub", "md", "txt", "json", "ics", "pdf", "manifest.json")
    assert set(files(house)) == {f"desk-2022-01-06.{ending}" for ending in endings}


def test_an_archives_pdf_carries_manifest_data_and_calendar(house: House) -> None:
    inside = PdfReader(BytesIO(files(house)["desk-2022-01-06.pdf"])).attachments
    assert set(inside) == {"manifest.json", "edition.json", "daybook.ics"}
    assert inside["edition.json"][0] == files(house)["desk-2022-01-06.json"]


def test_forms_that_are_gone_come_back_with_the_same_bytes(house: House) -> None:
    before = files(house)
    for ending in ("pocket.pdf", "epub", "md", "manifest.json"):
        (house.out / "desk" / "2022-01-06" / f"desk-2022-01-06.{ending}").unlink()
    done = house.run(AT)
    assert [(p.state, p.faults) for p in done.published] == [("stands", ())]
    assert files(house) == before


def test_every_form_is_drawn_again_from_the_ledger_with_the_same_bytes(house: House, tmp_path: Path) -> None:
    before = files(house)
    rebuild(house.config, reader="desk", on="2022-01-06", out=tmp_path / "again")
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").rglob("*") if path.is_file()}
    shared = set(before) & set(again)
    assert {"desk-2022-01-06.pocket.pdf", "desk-2022-01-06.epub", "desk-2022-01-06.md"} <= shared
    assert [name for name in shared if before[name] != again[name]] == []


@pytest.mark.parametrize("file", ["edition.md.j2", "epub.html.j2", "pocket.html.j2"])
def test_a_check_finds_a_fault_in_the_template_of_any_form(tmp_path: Path, file: str) -> None:
    house = House(tmp_path)
    (tmp_path / "templates" / "own").mkdir(parents=True)
    (tmp_path / "templates" / "own" / file).write_text("{{ edition.titel }}", encoding="utf-8")
    (fault,) = template_faults(house.config, "own")
    assert f'own/{file}:1: unknown name "titel"' in fault


def test_a_check_tells_the_first_fault_of_each_file(tmp_path: Path) -> None:
    house = House(tmp_path)
    own = tmp_path / "templates" / "own"
    own.mkdir(parents=True)
    (own / "theme.yaml").write_text("papr: A5\n", encoding="utf-8")
    (own / "card.html.j2").write_text("{% if card.headline %}\n{{ card.headline }}", encoding="utf-8")
    (own / "notes.html.j2").write_text("<p>\n{{ edition.nodes }}</p>", encoding="utf-8")
    (own / "mail.html.j2").write_text("{{ edition.titel }}", encoding="utf-8")
    faults = template_faults(house.config, "own")
    assert sorted(fault.partition(":")[0] for fault in faults) == [
        "own/card.html.j2",
        "own/mail.html.j2",
        "own/notes.html.j2",
        "own/theme.yaml",
    ]
    assert (own / "theme.yaml").is_file()
    assert template_faults(house.config, "default") == []
