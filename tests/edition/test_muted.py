"""No line of an edition rests on a wire of a story that the reader muted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.pipeline.making.marks import set_mark
from tests.pipeline.builders import LEDES, House

READER = "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json]}\n"
AHEAD = (
    "NAIROBI, Jan 6 (EXW) - Kenya and Uganda will hold talks on their common border in Kampala on January 7, the two "
    "foreign ministries said on Thursday."
)
HELD = (
    "KAMPALA, Jan 7 (EXW) - Kenya and Uganda held talks on their common border in Kampala on Friday, the two foreign "
    "ministries said."
)
FIRST, SECOND, THIRD = (f"2022-01-0{day}T18:00:00+00:00" for day in (6, 7, 8))


@pytest.mark.parametrize(("mute", "states"), [("", ["held"]), ("Patrols", [])])
def test_what_only_a_muted_story_tells_is_no_report(tmp_path: Path, mute: str, states: list[str]) -> None:
    house = House(tmp_path, readers=READER)
    house.wire("talks", text=AHEAD)
    house.run(FIRST)
    if mute:
        set_mark(house.config, reader="", what=mute, mark="mute")
    house.wire("held", headline="Patrols on the border of Kenya and Uganda", text=HELD, date="2022-01-07T12:00:00Z")
    house.run(SECOND)
    found = house.edition("2022-01-07")
    daybook = [e for e in found["daybook"] if e["on"] == "2022-01-07"]
    assert [e["status"] for e in daybook] == states
    cited = {n["number"]: n["headline"] for n in found["notes"]}
    assert ("Patrols on the border of Kenya and Uganda" in cited.values()) is (not mute)
    house.wire("mali", date="2022-01-08T12:00:00Z")
    house.run(THIRD)  # nor is it said then that no report was found
    assert not any(e["status"] == "overdue" for e in house.edition("2022-01-08")["daybook"])


def test_an_entry_that_only_a_story_muted_since_announced_is_gone(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READER)
    house.wire("talks")
    house.run(FIRST)
    assert house.edition("2022-01-06")["daybook"]
    set_mark(house.config, reader="", what=house.edition("2022-01-06")["stories"][0]["storyline"], mark="mute")
    house.wire("mali", date="2022-01-07T12:00:00Z")
    house.run(SECOND)
    found = house.edition("2022-01-07")
    assert found["daybook"] == []
    assert LEDES["talks"][0] not in {n["headline"] for n in found["notes"]}
