"""Every kind of fault has a code of its own, which the page on messages lists with its remedy, and the reverse."""

from __future__ import annotations

import inspect
import json
import re
import sys
from pathlib import Path

import pytest

from briefing import errors
from briefing.cli import main
from briefing.errors import BriefingError

PAGE = (Path(__file__).parents[1] / "docs" / "messages.md").read_text("utf-8")
KINDS = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, BriefingError)]
ROWS = {row[0]: row[1:] for row in re.findall(r"^\| `(BR-[A-Z]+)` \| ([^|]+) \| (\d*) ?\| (.+) \|$", PAGE, re.M)}


def test_every_kind_has_a_code_of_its_own() -> None:
    codes = [one.__dict__.get("code") for one in KINDS]
    assert None not in codes
    assert len(set(codes)) == len(KINDS)


def test_the_page_lists_the_codes_there_are() -> None:
    assert set(ROWS) == {one.code for one in KINDS}


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["briefing", *words])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0), capsys.readouterr().err


def test_a_fault_of_the_configuration_says_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, text = said(capsys, monkeypatch, "check", "-c", str(tmp_path / "none.yaml"))
    assert (str(code), text.strip()[-11:]) == (ROWS["BR-CONFIG"][1], "[BR-CONFIG]")
    path = tmp_path / "my.yaml"
    path.write_text("sorces: []\nout: [1]\n", "utf-8")
    code, text = said(capsys, monkeypatch, "check", "-c", str(path))
    assert [line.endswith("[BR-CONFIG]") for line in text.splitlines()] == [False, False, True]


def test_a_fault_of_the_archive_says_its_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("store: sqlite:///config.yaml\nreaders: [{name: desk}]\n", "utf-8")
    code, text = said(capsys, monkeypatch, "editions", "-c", str(path))
    assert (str(code), text.strip()[-10:]) == (ROWS["BR-STORE"][1], "[BR-STORE]")
    code, text = said(capsys, monkeypatch, "--log-json", "editions", "-c", str(path))
    assert json.loads(text)["code"] == "BR-STORE"


def test_a_search_for_nothing_is_no_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("store: sqlite:///out/briefing.db\nreaders: [{name: desk}]\n", "utf-8")
    code, text = said(capsys, monkeypatch, "search", "-c", str(path))
    assert code == 2
    assert "Write words to look for" in text
