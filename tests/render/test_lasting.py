"""What goes on since a day stands in a timeline with that word, in every form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.render import render_all
from tests.render.builders import behind
from tests.render.samples import sample


@pytest.mark.parametrize(("language", "said"), [("en", "since Tue 4 Jan"), ("de", "seit Di"), ("fr", "depuis")])
def test_since_stands_before_the_day(language: str, said: str) -> None:
    one = sample()
    desk = one.desks[1]
    entry = behind("2022-01-04", "The harbour has been shut since Tuesday", 11, lasting=True)
    regions = (replace(desk.regions[0], timeline=(entry,), cards=desk.regions[0].cards[:1]), *desk.regions[1:])
    made = replace(one, language=language, desks=(one.desks[0], replace(desk, regions=regions)))
    files = render_all(made, formats=("html", "md", "txt")).files
    for form, data in files.items():
        assert said in " ".join(data.decode().split()).replace("\\", ""), form
