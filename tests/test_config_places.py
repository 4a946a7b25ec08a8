"""A watched folder that holds what the program lives on is refused before anything is moved away from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.errors import ConfigError


def loaded(tmp_path: Path, text: str) -> list[str]:
    """The faults of such a configuration in tmp_path/home."""
    home = tmp_path / "home"
    for name in ("home/out", "wires", "home/in"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
    path = home / "config.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        load_config(path)
    except ConfigError as fault:
        return list(fault.faults)
    return []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("sources: [{name: a, folder: .}]", "the configuration, the archive, out, templates, desk"),
        ("sources: [{name: a, folder: ../link}]", "the configuration, the archive, out, templates, desk"),
        ("sources: [{name: a, folder: out}]", "the archive, out"),
        ("sources: [{name: a, folder: ../wires}]\nstore: sqlite:///../wires/b.db", "the archive"),
        ("sources: [{name: a, folder: in}]\nout: in/editions", "out"),
        ("sources: [{name: a, folder: in}]\ndelivery: {folder: in}", "delivery.folder"),
    ],
)
def test_a_folder_that_holds_the_programs_own_files(tmp_path: Path, text: str, held: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "home")
    (fault,) = loaded(tmp_path, text)
    assert f"config.yaml:1: sources[0].folder: this folder holds {held}: " in fault
    assert "Name one that holds wires alone" in fault


@pytest.mark.parametrize(
    "text",
    [
        "sources: [{name: a, folder: in}]",
        "sources: [{name: a, folder: ../wires}]",
        "sources: [{name: a, folder: out/in}]",
        "sources: [{name: a, folder: ., active: false}]",
        "sources: [{name: a, folder: ../wires}]\nstore: sqlite:///../wires/.archive/b.db",
    ],
)
def test_a_folder_of_wires_alone(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == []
