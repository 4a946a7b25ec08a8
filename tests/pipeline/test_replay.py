"""Past editions decided anew, in a folder and a store of their own."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.errors import ConfigError
from briefing.pipeline.making.replay import REGROUPED, replay
from briefing.pipeline.making.replay_report import replay_document, replay_lines, write_replay
from briefing.render import stock_templates
from briefing.render.pdf import draw_pdf
from briefing.render.replay import render_replay
from tests.pipeline.builders import LEDES, House

READERS = (
    "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [html, json]}\n"
    "  - {name: west, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json], countries: [ML, GW]}\n"
)
MALI = LEDES["mali"][1].replace("killed 12", "killed {}")


def days(house: House) -> None:
    """Four days: a first one, news of a told story and an extra edition, a withdrawal, a quiet day."""
    house.wire("mali", slug="MALI-CLASH")
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    house.wire("more", date="2022-01-07T08:00:00Z", headline="Mali clashes kill 15, army says", text=MALI.format(15))
    house.wire("coup", date="2022-01-07T09:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    house.wire("cup", date="2022-01-07T19:00:00Z")
    house.run("2022-01-07T20:00:00+00:00", extra=True, readers=("desk",))
    text = "The wire MALI-CLASH is withdrawn. Do not use it."
    keys = {"slug": "MALI-KILL", "kind": "kill", "supersedes": "MALI-CLASH", "date": "2022-01-08T08:00:00Z"}
    house.wire("kill", headline="KILL: MALI-CLASH", text=text, **keys)
    house.run("2022-01-08T18:00:00+00:00")
    house.run("2022-01-09T18:00:00+00:00")


def bytes_of(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm")))
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    home = House(tmp_path_factory.mktemp("house"), readers=READERS)
    days(home)
    return home


@pytest.mark.parametrize(("back", "editions"), [(30, 9), (2, 5), (1, 2)])
def test_under_the_same_rules_nothing_differs(house: House, tmp_path: Path, back: int, editions: int) -> None:
    before = bytes_of(house.out)
    found = replay(house.config, days=back, out=tmp_path / "again")
    assert [one.tally for one in found.editions if any(one.tally.values())] == []
    assert len(found.editions) == editions
    assert found.same == editions
    assert all(not one.faults for one in found.editions)
    assert bytes_of(house.out) == before, "the archive and the out folder are only read"
    assert "nothing differs" in replay_lines(found)[-1]


def test_another_configuration_is_told_edition_by_edition(house: House, tmp_path: Path) -> None:
    readers = READERS.replace("formats: [html, json]}", "formats: [html, json], mute: [guinea-bissau]}")
    other = House(tmp_path, readers=readers)
    config = house.config.model_copy(update={"readers": other.config.readers})
    out = tmp_path / "again"
    found = replay(config, days=30, out=out, readers=("desk",))
    gone = {one.on.isoformat(): one.tally["gone"] for one in found.editions if one.tally["gone"]}
    assert gone == {"2022-01-07": 1}
    assert found.totals["gone"] == 1
    assert any(": 1 story gone" in line for line in replay_lines(found))
    written = write_replay(config, found, out)
    assert [path.name for path in written] == ["replay.html", "replay.json"]
    page = (out / "replay.html").read_text(encoding="utf-8")
    assert LEDES["coup"][0] in page
    document = json.loads((out / "replay.json").read_text(encoding="utf-8"))
    assert document == json.loads(json.dumps(replay_document(found)))
    (changed,) = (one for one in document["editions"] if one["differs"]["gone"])
    assert (out / changed["page"]).is_file()
    assert LEDES["coup"][0] not in (out / changed["page"]).read_text(encoding="utf-8")
    again = replay(config, days=30, out=out, readers=("desk",))
    assert again.totals == found.totals, "the folder of a replay may be used again"


def test_a_folder_with_other_files_is_refused(house: House, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    for folder in (tmp_path, house.out, house.root, tmp_path / "letter.txt"):
        with pytest.raises(ConfigError, match=r"holds other files|no folder"):
            replay(house.config, days=30, out=folder)
    assert (tmp_path / "letter.txt").read_text() == "mine"
    with pytest.raises(ConfigError, match="nobody"):
        replay(house.config, days=30, out=tmp_path / "new", readers=("nobody",))
    assert not (tmp_path / "new").exists()


def test_the_page_of_a_replay_draws_without_a_complaint(house: House, tmp_path: Path) -> None:
    found = replay(house.config, days=2, out=tmp_path / "again")
    drawn = draw_pdf(render_replay(found, templates=stock_templates()), created_at=datetime(2022, 1, 9, tzinfo=UTC))
    assert drawn.warnings == ()
    assert drawn.pages >= 1


def test_a_storyline_older_than_the_memory_keeps_its_name(tmp_path: Path) -> None:
    home = House(tmp_path, readers=READERS.splitlines()[0] + "\n")
    for n, day in enumerate((6, 15, 24, 25)):
        head = f"Clashes in northern Mali kill {12 + n}, army says"
        home.wire(f"mali{n}", date=f"2022-01-{day:02}T12:00:00Z", headline=head, text=MALI.format(12 + n))
        home.run(f"2022-01-{day:02}T18:00:00+00:00")
    lines = {home.edition(f"2022-01-{day:02}")["stories"][0]["storyline"] for day in (6, 15, 24, 25)}
    assert len(lines) == 1
    found = replay(home.config, days=1, out=tmp_path / "again", formats=("json",))
    assert (len(found.editions), found.same, found.remarks) == (1, 1, ())
    again = json.loads((tmp_path / "again/editions/desk/2022-01-25/desk-2022-01-25.json").read_text(encoding="utf-8"))
    assert {again["stories"][0]["storyline"]} == lines
    with sqlite3.connect(home.out / "briefing.db") as other:
        other.execute("DELETE FROM traces_before")
    other.close()
    found = replay(home.config, days=1, out=tmp_path / "again", formats=("json",))
    assert found.remarks == (REGROUPED.strip(),)
