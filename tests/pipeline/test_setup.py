"""`briefing init` on a terminal: each question until its answer fits."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.pipeline.care.setup import Answers, fault_of


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, ""),
        ({"zone": "EAT"}, "'EAT' is no time zone of the IANA list, such as Europe/Berlin; EAT may be Africa/Nairobi"),
        ({"regions": "Horn of Africa"}, "did you mean 'horn-of-africa'"),
        ({"at": "25:00"}, "an hour between"),
        ({"topics": "peace"}, "peace"),
    ],
)
def test_what_does_not_fit_is_told_without_its_place(more: dict[str, str], told: str) -> None:
    given = {"name": "desk", "zone": "UTC", "at": "07:00", "regions": "", "topics": ""}
    fault = fault_of(Answers(**(given | more)))
    assert told in fault
    assert bool(told) == bool(fault)
    assert "config.yaml" not in fault


def test_a_wrong_answer_is_asked_for_again_and_the_others_are_kept(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "briefing", "init", "mine.yaml"],
        cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, b"horn\nEAT\nAfrica/Nairobi\n\nHorn of Africa\nhorn-of-africa\n\n")
    _said, errors = done.communicate(timeout=60)
    os.close(ours)
    assert done.returncode == 0, errors
    assert "EAT may be Africa/Nairobi" in errors
    (reader,) = load_config(tmp_path / "mine.yaml").readers
    assert (reader.name, reader.zone, reader.regions) == ("horn", "Africa/Nairobi", ["horn-of-africa"])
