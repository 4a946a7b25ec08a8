"""`briefing explain` of a text that states no date counts its days from today, and says so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.pipeline import clock
from briefing.pipeline.past.explain import explain_lines, explain_thing


def test_days_of_a_text_without_a_date_are_near_and_not_of_1970(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Words without a date\n\nTalks are planned in Geneva on Friday, the ministry said.\n")
    document = explain_thing(None, str(path))
    (event,) = document["wires"][0]["ahead"]
    today = clock.now().date()
    assert today <= date.fromisoformat(event["on"]) <= today + timedelta(days=8)
    said = "\n".join(explain_lines(document))
    assert f"no date; read as of {document['as_of'][:10]}" in said
    assert "1970" not in said


@pytest.mark.parametrize("day", ["2022-01-06", "1999-03-02"])
def test_a_stated_date_stands(tmp_path: Path, day: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"Date: {day}T12:00:00Z\nHeadline: Words\n\nTalks are planned in Geneva on January 10.\n")
    document = explain_thing(None, str(path))
    assert document["as_of"].startswith(day)
    assert "no date" not in "\n".join(explain_lines(document))
