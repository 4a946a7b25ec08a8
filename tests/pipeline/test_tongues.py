"""An edition in another language decides as the English one does: only names and the program's own words differ."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing.text.gazetteer import country_name
from briefing.text.tongues import tables_in
from tests.pipeline.builders import House

WIRES = Path(__file__).parents[2] / "wires"
READERS = (
    "  - {name: en, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json]}\n"
    "  - {name: ru, extends: en, language: ru}\n"
    "  - {name: ar, extends: en, language: ar}\n"
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Two days: the second one's edition holds what the first announced against what came since."""
    made = House(tmp_path_factory.mktemp("tongues"), readers=READERS)
    for path in (*sorted(WIRES.glob("*-2022-01-06-[bmw]*.txt")), WIRES / "tass-2022-01-06-ankara.txt"):
        shutil.copy(path, made.drop)
    made.run("2022-01-06T18:00:00+00:00")
    made.wire(
        "geneva-moved",
        date="2022-01-07T10:00:00Z",
        headline="Russia and the United States put off Geneva talks",
        text="GENEVA, Jan 7 (EXW) - Talks between Russia and the United States on security guarantees, planned in "
        "Geneva for January 10, have been moved to January 11, a U.S. official said on Friday.",
    )
    made.run("2022-01-07T18:00:00+00:00")
    return made


def in_english(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: in_english(one, names) for key, one in value.items() if key not in {"uid", "id", "sequence"}}
    if isinstance(value, list):
        return [in_english(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("on", ["2022-01-06", "2022-01-07"])
@pytest.mark.parametrize("language", ["ru", "ar"])
def test_what_is_decided_does_not_hang_on_the_language(house: House, language: str, on: str) -> None:
    names = {name: country_name(code) for code, name in tables_in(language)["countries"].items()}
    one, other = house.edition(on, "en"), house.edition(on, language)
    for key in ("tracks", "daybook", "undated", "since"):
        told = in_english(other[key], names)
        assert json.dumps(told, ensure_ascii=False) == json.dumps(in_english(one[key], {}), ensure_ascii=False), key
    assert [s["parties"] for s in in_english(other["stories"], names)] == [s["parties"] for s in one["stories"]]
    assert [line["target"] for line in other["glance"]] == [line["target"] for line in one["glance"]]


def test_the_names_are_those_of_the_language(house: House) -> None:
    edition = house.edition("2022-01-06", "ru")
    said = {party for entry in edition["daybook"] for party in entry["parties"]}
    assert "Россия" in said
    assert {"Russia", "United States"} & said == set()
    assert ["Россия", "Соединенные Штаты"] in [track["parties"] for track in edition["tracks"]]


def test_a_meeting_moved_is_known_again_in_russian(house: House) -> None:
    (entry,) = [e for e in house.edition("2022-01-07", "ru")["daybook"] if e["where"] == "Geneva"]
    assert (entry["on"], entry["status"], entry["moved_from"]) == ("2022-01-11", "moved", "2022-01-10")


@pytest.mark.parametrize(("first", "then", "called"), [("ru", "en", "Russia"), ("ru", "de", "Russland")])
def test_a_meeting_is_known_again_where_the_reader_changed_his_language(
    tmp_path: Path, first: str, then: str, called: str
) -> None:
    desk = "  - {{name: desk, zone: UTC, slots: [{{at: '18:00'}}], period: 1d, formats: [json], language: {}}}\n"
    made = House(tmp_path, readers=desk.format(first))
    made.wire(
        "geneva",
        headline="Russia and the United States to meet in Geneva",
        text="GENEVA, Jan 6 (EXW) - Talks between Russia and the United States on security guarantees will be held in "
        "Geneva on January 10, a U.S. official said on Thursday.",
    )
    made.run("2022-01-06T18:00:00+00:00")
    made = House(tmp_path, readers=desk.format(then))
    made.run("2022-01-07T18:00:00+00:00")
    (entry,) = made.edition("2022-01-07")["daybook"]
    assert called in entry["parties"]
