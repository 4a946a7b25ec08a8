"""Of lines that speak of a meeting and of something else that is called off or held, none changes the daybook."""

from __future__ import annotations

import pytest

from briefing.digest.regions import load_regions
from tests.benchmarks.first_sight import cases, judged


@pytest.mark.parametrize("name", [f"meetings_{n}" for n in ("fifth", "sixth", "seventh", "eighth")])
@pytest.mark.parametrize("kind", ["still_planned", "not_held"])
def test_a_line_about_something_else_leaves_the_meeting_as_it_was(kind: str, name: str) -> None:
    regions = load_regions(None)
    lines = [case for case in cases(name) if case.kind == kind]
    assert lines
    assert [case.headline for case in lines if not judged(case, regions)[0]] == []


@pytest.mark.parametrize("kind", ["moved", "cancelled", "postponed", "held"])
def test_what_is_told_of_the_meeting_itself_changes_it(kind: str) -> None:
    regions = load_regions(None)
    lines = [case for case in cases("meetings_sixth") if case.kind == kind]
    assert lines
    assert [case.headline for case in lines if not judged(case, regions)[0]] == []
