"""What was refused is named in the edition of its period, also where it was found and moved away hours before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from briefing.pipeline import collect_once
from tests.pipeline.builders import House


def test_refused_files_are_counted_and_named_in_the_edition_of_their_period(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("mali")
    (house.drop / "torn.xml").write_text("<nitf><body><p>Torn")
    (house.drop / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    collect_once(house.config, as_of_at=datetime(2022, 1, 6, 10, tzinfo=UTC))
    assert not (house.drop / "torn.xml").exists()
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    (line,) = house.edition("2022-01-06")["sources"]
    assert (line["status"], line["wires"], line["refused"]) == ("heard", 2, 2)
    assert "2 files were not read (" in line["reason"]
    assert "torn.xml: its XML is broken" in line["reason"]
    assert "photo.png: this is a picture, not a feed or a text wire" in line["reason"]
    page = next((house.out / "desk" / "2022-01-06").glob("*.html")).read_text(encoding="utf-8")
    assert "torn.xml: its XML is broken" in page
    house.wire("coup", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    (line,) = house.edition("2022-01-07")["sources"]
    assert (line["refused"], line["reason"]) == (0, "")
