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


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_every_form_says_it(form: str) -> None:
    files = render_all(replace(edition(), daybook=(VISIT,)), formats=(form,)).files
    assert "under way" in files[form].decode()
