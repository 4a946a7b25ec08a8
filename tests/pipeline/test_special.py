"""Editions outside the slots: limited ones, which move no period, and reissues, which replace and keep."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import ConfigError
from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions
from briefing.pipeline.slots.special import Selection, replaced_slot
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

TEN_LATER = datetime(2022, 1, 6, 18, 10, tzinfo=UTC)
READER = "  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json, html], watch: {terms: [Kampala]}}\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = House(tmp_path, readers=READER)
    for name in LEDES:
        home.wire(name)
    return home


def special(house: House, at: str, **words: tuple[str, ...]) -> list[str]:
    """Headlines of a limited special edition made at ``at``."""
    import json

    result = house.run(at, extra=True, selection=Selection(**words))
    (one,) = result.published
    assert one.state == "told", one.faults
    found = json.loads(Path(one.files["json"]).read_text())
    assert found["kind"] == "selected"
    assert found["selection"] == Selection(**words).words()
    return sorted(story["headline"] for story in found["stories"])


def test_a_selection_holds_what_fits_and_nothing_else(house: House) -> None:
    mali, talks, coup = (LEDES[name][0] for name in ("mali", "talks", "coup"))
    assert special(house, "2022-01-06T13:00:00+00:00", regions=("sahel",)) == [mali]
    assert special(house, "2022-01-06T13:01:00+00:00", topics=("coup-or-political-crisis",)) == [coup]
    assert special(house, "2022-01-06T13:02:00+00:00", stories=("Kenya",)) == [talks]
    assert special(house, "2022-01-06T13:03:00+00:00", stories=("Rovers",)) == [LEDES["cup"][0]]
    assert special(house, "2022-01-06T13:04:00+00:00", regions=("sahel",), topics=("diplomacy",)) == []


def test_a_selection_takes_nothing_from_the_next_edition(house: House) -> None:
    special(house, "2022-01-06T13:00:00+00:00", regions=("sahel",))
    regular = house.run("2022-01-06T18:00:00+00:00").published[0]
    assert regular.number == 2
    with open_store(house.config.store) as store:
        row = store.edition("desk", regular.on, "18:00")
        assert row is not None
        found = store.load_edition(row.id)
    cards = (*found.cards(), *found.brief, *found.below)
    assert len(cards) == 3
    assert {card.status for card in cards} == {"NEW"}


def test_a_selection_of_a_name_nobody_knows(house: House) -> None:
    with pytest.raises(ConfigError, match=r"no region 'sahl'; did you mean 'sahel'.*check --regions"):
        house.run("2022-01-06T13:00:00+00:00", extra=True, selection=Selection(regions=("sahl",)))
    with pytest.raises(ConfigError, match="no topic 'war'") as told:
        house.run("2022-01-06T13:00:00+00:00", extra=True, selection=Selection(topics=("war",)))
    assert "armed-conflict, terrorism" in told.value.hint
    assert "--regions" not in told.value.hint


def test_a_story_that_nobody_tells_makes_no_edition(house: House) -> None:
    result = house.run("2022-01-06T13:00:00+00:00", extra=True, selection=Selection(stories=("nothing",)))
    assert result.exit_code == 2
    (said,) = [line for line in result.lines() if "no story since" in line]
    assert "'nothing'" in said
    assert "words of its headline" in said
    assert not any(one.files for one in result.published)
    with open_store(house.config.store) as store:
        assert store.editions("desk") == []
    assert special(house, "2022-01-06T13:02:00+00:00", stories=("nothing", "Kenya")) == [LEDES["talks"][0]]
    (regular,) = house.run("2022-01-06T18:00:00+00:00").published
    assert regular.number == 2


# ---------------------------------------------------------------- reissue

KILL = {
    "headline": "KILL: Soldiers seize power in Guinea-Bissau",
    "text": "Kill the wire Soldiers seize power in Guinea-Bissau of Jan 6. The report was false. EXW",
    "pubstatus": "canceled",
    "guid": "coup",
}


PARIS = (
    "Envoys of Chad and Sudan meet in Paris for talks",
    "PARIS (EXW) - Envoys of Chad and Sudan met in Paris for talks on their border, both governments said.",
)


def reissue(house: House, **more: str) -> object:
    return house.run(
        "2022-01-06T20:00:00+00:00", reissue_on=date(2022, 1, 6), reason="A wire was withdrawn", **more
    ).published[0]


def test_a_reissue_takes_a_new_number_and_keeps_the_old_bytes(house: House) -> None:
    house.run("2022-01-06T18:00:00+00:00")
    folder = house.out / "desk" / "2022-01-06"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    one = reissue(house)
    assert (one.state, one.number, one.slot) == ("told", 2, "18:00-r1")  # type: ignore[attr-defined]
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name: now[name] for name in before if name != "NOTICE.txt"} == before
    page = (folder / "desk-2022-01-06-1800-r1.html").read_text()
    assert "takes the place of no. 1 of 2022-01-06: A wire was withdrawn" in page
    assert "A wire was withdrawn" in (folder / "NOTICE.txt").read_text()
    with open_store(house.config.store) as store:
        rows = {row.number: row for row in store.editions("desk")}
        first, second = (store.load_edition(rows[n].id) for n in (1, 2))
    assert rows[2].kind == "reissue"
    assert (first.covers_from_at, first.covers_to_at) == (second.covers_from_at, second.covers_to_at)
    assert [c.headline for c in first.cards()] == [c.headline for c in second.cards()]
    assert second.reissue is not None
    assert {card.status for card in second.cards()} == {"NEW"}  # as if the first one had not been told


def test_a_wire_killed_since_is_not_in_the_reissue(house: House) -> None:
    house.wire("coup", guid="coup")
    house.run("2022-01-06T18:00:00+00:00")
    house.wire("kill", date="2022-01-06T19:00:00Z", **KILL)
    house.wire("late", date="2022-01-06T19:30:00Z", headline=PARIS[0], text=PARIS[1])
    reissue(house)
    with open_store(house.config.store) as store:
        again = store.load_edition(store.editions("desk", limit=1)[0].id)
    told = [card.headline for card in (*again.cards(), *again.brief, *again.below)]
    assert LEDES["mali"][0] in told
    assert not any("Guinea-Bissau" in headline for headline in told)
    assert not any("Paris" in headline for headline in told)  # it came after the cut-off: the next edition's


def test_the_edition_after_a_reissue_goes_on_from_it(house: House) -> None:
    house.run("2022-01-06T18:00:00+00:00")
    reissue(house)
    reissue(house)
    house.wire("late", date="2022-01-07T10:00:00Z", headline=PARIS[0], text=PARIS[1])
    result = house.run("2022-01-07T18:00:00+00:00").published[0]
    assert (result.number, result.counts["total"]) == (4, 1)
    with open_store(house.config.store) as store:
        row = store.edition("desk", result.on, "18:00")
        assert row is not None
        record = store.record(row.id)
        assert [(one.number) for one in record.told] == [3]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"deliver": False}, "does not go with --as-of or --from"),
        ({"deliver": False, "as_of_at": None, "from_paths": (Path("drop"),)}, "does not go with --as-of or --from"),
        ({"extra": True}, "--reissue does not go with --now"),
    ],
)
def test_a_reissue_is_no_preview_and_no_extra_edition(house: House, options: dict[str, Any], said: str) -> None:
    house.run("2022-01-06T18:00:00+00:00")
    asked = {"reissue_on": date(2022, 1, 6), "reason": "A wire was withdrawn", "as_of_at": TEN_LATER, "deliver": True}
    with pytest.raises(ConfigError, match=said):
        run_once(house.config, RunOptions(**(asked | options)))
    with open_store(house.config.store) as store:
        assert [row.number for row in store.editions("desk")] == [1]


def test_only_what_was_told_is_replaced(house: House) -> None:
    from datetime import date

    with pytest.raises(ConfigError, match="desk was told no edition of 2022-01-06"):
        house.run("2022-01-06T20:00:00+00:00", reissue_on=date(2022, 1, 6), reason="why")
    house.run("2022-01-06T18:00:00+00:00")
    with pytest.raises(ConfigError, match="of 2022-01-06 at 07:00"):
        house.run("2022-01-06T20:00:00+00:00", reissue_on=date(2022, 1, 6), reissue_slot="07:00", reason="why")


def test_names_of_slots() -> None:
    assert replaced_slot("07:00-r1") == "07:00"
    assert replaced_slot("07:00-r2") == "07:00-r1"
    assert replaced_slot("special-2-r11") == "special-2-r10"


def test_the_command_line_asks_for_what_belongs_together(house: House) -> None:
    from briefing.cli.special import asked_selection, reissue_date

    with pytest.raises(ConfigError, match="go with --now"):
        asked_selection(["sahel"], [], [], now=False)
    assert asked_selection([], [], [], now=False) is None
    with pytest.raises(ConfigError, match="needs its reason"):
        reissue_date("2022-01-06", " ", "")
    with pytest.raises(ConfigError, match="is no date"):
        reissue_date("yesterday", "why", "")
    with pytest.raises(ConfigError, match="go with --reissue"):
        reissue_date("", "why", "")
