"""The built-in tables say the same in YAML, which people edit, and in JSON, which runs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing import yamlfile
from briefing.yamlfile import builtin, parsed
from scripts.pack_data import DATA, NAMES, twins


def test_every_twin_is_of_its_file() -> None:
    stale = [p.name for p, text in twins().items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    assert stale == [], "run `python scripts/pack_data.py`"


@pytest.mark.parametrize("name", NAMES)
def test_a_twin_says_what_the_file_says(name: str) -> None:
    assert builtin(name) == parsed((DATA / name).read_text(encoding="utf-8"))


def test_a_file_that_was_edited_counts_and_not_its_twin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "packed").mkdir(parents=True)
    (tmp_path / "data" / "score.yaml").write_text("new: 2\n", encoding="utf-8")
    twin = {"sha256": "0" * 64, "data": {"old": 1}}
    (tmp_path / "data" / "packed" / "score.yaml.json").write_text(json.dumps(twin), encoding="utf-8")
    monkeypatch.setattr(yamlfile, "files", lambda _package: tmp_path)
    assert builtin("score.yaml") == {"new": 2}
