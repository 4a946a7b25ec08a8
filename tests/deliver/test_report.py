"""The report of a run as a file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from briefing.deliver.report import report_json, write_report
from briefing.errors import DeliveryError
from briefing.model import SourceReport

AT = datetime(2022, 1, 6, 18, tzinfo=UTC)


def test_a_report_lies_under_runs_named_by_its_instant(tmp_path: Path) -> None:
    path = write_report(tmp_path / "out", {"ok": True}, AT)
    assert path == tmp_path / "out" / "runs" / "2022-01-06T180000Z.json"
    assert path.read_text(encoding="utf-8") == '{\n  "ok": true\n}\n'


def test_the_name_is_in_utc(tmp_path: Path) -> None:
    almaty = timezone(timedelta(hours=6))
    assert write_report(tmp_path, {}, AT.astimezone(almaty)).name == "2022-01-06T180000Z.json"


def test_reports_of_one_second_are_all_kept(tmp_path: Path) -> None:
    names = [write_report(tmp_path, {"n": n}, AT).name for n in range(3)]
    assert names == ["2022-01-06T180000Z.json", "2022-01-06T180000Z-2.json", "2022-01-06T180000Z-3.json"]
    assert [json.loads((tmp_path / "runs" / name).read_text())["n"] for name in names] == [0, 1, 2]


def test_whatever_a_report_holds_comes_out(tmp_path: Path) -> None:
    report = {
        "at": AT,
        "on": date(2022, 1, 6),
        "files": (Path("out/a.pdf"),),
        "sources": [SourceReport(source="desk", status="failed", reason="404", newest_at=AT)],
        "sections": {"b", "a"},
        7: None,
        "headline": "Жанаозен",
        "odd": ValueError("as text"),
    }
    text = write_report(tmp_path, report, AT).read_text(encoding="utf-8")  # type: ignore[arg-type]
    assert "Жанаозен" in text
    found = json.loads(text)
    assert found["at"] == "2022-01-06T18:00:00Z"
    assert (found["on"], found["files"], found["sections"]) == ("2022-01-06", ["out/a.pdf"], ["a", "b"])
    assert found["sources"][0]["newest_at"] == "2022-01-06T18:00:00Z"
    assert (found["7"], found["odd"]) == (None, "as text")


def test_a_name_that_is_no_valid_text() -> None:
    text = report_json({"path": "wires/\udce9.txt", "headline": "Жанаозен"})
    assert text.encode("utf-8")
    assert json.loads(text) == {"path": "wires/\udce9.txt", "headline": "Жанаозен"}


def test_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    with pytest.raises(DeliveryError, match="a file stands where"):
        write_report(tmp_path, {}, AT)
