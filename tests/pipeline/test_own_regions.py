"""A region of the user's own takes nothing away from readers of the region that it was cut from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.builders import LEDES, House

AT = "2022-01-06T18:00:00+00:00"


@pytest.mark.parametrize("own", ["countries: [ML, NE]", "countries: [ML, UA]"], ids=["of one region", "of several"])
def test_a_reader_of_the_built_in_region_still_gets_its_countries(tmp_path: Path, own: str) -> None:
    line = "  - {{name: {0}, regions: [{1}], zone: UTC, slots: [{{at: '18:00'}}], period: 1d, formats: [json]}}\n"
    house = House(tmp_path, readers=line.format("africa", "africa") + line.format("asia", "asia"))
    with house.path.open("a", encoding="utf-8") as config:
        config.write(f"taxonomy:\n  regions:\n    my-desk: {{name: My Desk, {own}}}\n")
    house.wire("mali")
    house.run(AT)
    assert house.headlines("2022-01-06", "africa") == [LEDES["mali"][0]]
    assert house.edition("2022-01-06", "africa")["stories"][0]["region"] == "my-desk"
    assert house.headlines("2022-01-06", "asia") == []
