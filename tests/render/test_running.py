"""A visit that has begun and is not over is under way, not held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.render import render_all, stock_templates
from briefing.render.html import state, wording_for
from tests.render.builders import edition, entry

VISIT = replace(entry(1, "2022-01-05", "Three-day visit", "Delhi", "France", until="2022-01-07"), status="held")


@pytest.mark.parametrize(("until", "said"), [("2022-01-07", "under way"), ("2022-01-06", "held"), (None, "held")])
def test_the_last_day_decides(until: str | None, said: str) -> None:
    one = edition()
    assert one.on.isoformat() == "2022-01-06"
    assert state(replace(VISIT, until=until), one, wording_for(one, stock_templates())) == said


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("The three-day visit of France to Delhi began on Wednesday.", "under way"),
        ("The visit of France to Delhi ended a day early.", "held"),
        ("Talks in Delhi end without agreement.", "held"),
        ("France cut its visit to Delhi short on Wednesday.", "held"),
        ("France walked out of the talks in Delhi.", "held"),
        ("The talks to end the war opened in Delhi on Wednesday.", "under way"),
    ],
)
def test_what_is_reported_as_over_is_not_under_way(evidence: str, said: str) -> None:
    one = edition()
    assert state(replace(VISIT, evidence=evidence), one, wording_for(one, stock_templates())) == said


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_every_form_says_it(form: str) -> None:
    files = render_all(replace(edition(), daybook=(VISIT,)), formats=(form,)).files
    assert "under way" in files[form].decode()
