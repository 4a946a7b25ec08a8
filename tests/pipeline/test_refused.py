"""What was refused is named in the edition of its period, also where it was found and moved away hours before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.collect.folder import Reading
from briefing.model import SourceLine
from briefing.pipeline import collect_once
from briefing.pipeline.sources.refused import keep_refused, refused_of, with_refused
from briefing.store import open_store
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


def test_files_of_one_name_count_each_and_later_ones_take_no_earlier_away(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.wire("mali")
    for name in ("a", "b"):
        (house.drop / name).mkdir()
        (house.drop / name / "x.xml").write_text(f"<nitf><body><p>Torn {name}")
    collect_once(house.config, as_of_at=datetime(2022, 1, 6, 10, tzinfo=UTC))
    (house.drop / "a" / "x.xml").write_text("<nitf><body><p>Torn anew")
    collect_once(house.config, as_of_at=datetime(2022, 1, 7, 10, tzinfo=UTC))
    house.run("2022-01-06T18:00:00+00:00")
    (line,) = house.edition("2022-01-06")["sources"]
    assert line["refused"] == 2
    assert "a/x.xml: its XML is broken" in line["reason"]
    assert "b/x.xml: its XML is broken" in line["reason"]
    house.run("2022-01-07T18:00:00+00:00")
    (line,) = house.edition("2022-01-07")["sources"]
    assert line["refused"] == 1


def test_a_file_that_stays_counts_once_and_age_takes_it_away(tmp_path: Path) -> None:
    at = datetime(2022, 1, 6, 10, tzinfo=UTC)
    stays = Reading(path=Path("/in/a.txt"), error="cannot be read: Permission denied", stays=True)
    with open_store(f"sqlite:///{tmp_path}/b.db") as store:
        for minutes in range(0, 180, 5):
            keep_refused(store, {"desk": [stays]}, at + timedelta(minutes=minutes))
        found = refused_of(store, ["desk"])["desk"]
        assert len(found) == 3
        line = SourceLine(name="desk", publisher="desk", status="heard", wires=1, newest_at=None)
        assert with_refused(line, found, at - timedelta(1), at + timedelta(1)).refused == 1
        store.clear("runs", at + timedelta(hours=1, minutes=30), at + timedelta(days=400))
        assert [one.at.hour for one in refused_of(store, ["desk"])["desk"]] == [12]
