"""The desk when a wire is taken back meanwhile, and when a held edition cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from briefing.cli import app
from briefing.errors import ConfigError, StoreError
from briefing.pipeline.making.review import held_editions, review_lines, review_rows
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.pipeline.desk import HOLD, act, at, house_of, note, remembered, run, states, told
from tests.pipeline.posting import mail


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_of(tmp_path, "hold")


def test_a_kill_while_it_waits_takes_the_story_out(house: House) -> None:
    house.wire("coup", guid="coup")
    run(house, 6)
    kill = {"headline": f"KILL: {LEDES['coup'][0]}", "text": "Kill the wire of Jan 6. It was false. EXW"}
    house.wire("kill", date="2022-01-06T18:20:00Z", guid="coup", pubstatus="canceled", **kill)
    from briefing.pipeline import collect_once

    collect_once(house.config, as_of_at=at(6, 18, 30))
    act(house, "release")
    assert not any("Guinea-Bissau" in story["headline"] for story in told(house)["stories"])


def test_what_the_desk_releases_is_remembered_and_what_was_killed_stays_out_of_sight(house: House) -> None:
    house.wire("coup", guid="coup")
    kill = {"headline": f"KILL: {LEDES['coup'][0]}", "text": "Kill the wire of Jan 6. It was false. EXW"}
    run(house, 6)
    assert remembered(house) == (0, {})
    house.wire("kill", date="2022-01-06T18:20:00Z", guid="coup", pubstatus="canceled", **kill)
    from briefing.pipeline import collect_once

    collect_once(house.config, as_of_at=at(6, 18, 30))
    act(house, "release")
    stories, gone = remembered(house)
    assert stories == len(LEDES) - 1
    assert set(gone.values()) == {"a kill notice", "withdrawn by its agency"}


def test_a_kill_is_remembered_while_its_edition_still_waits(house: House) -> None:
    house.wire("coup", guid="coup")
    kill = {"headline": f"KILL: {LEDES['coup'][0]}", "text": "Kill the wire of Jan 6. It was false. EXW"}
    house.wire("kill", date="2022-01-06T13:00:00Z", guid="coup", pubstatus="canceled", **kill)
    run(house, 6)
    assert states(house) == [(1, "held")]
    assert len(remembered(house)[1]) == 2
    act(house, "drop")
    run(house, 7)
    act(house, "release", at=at(7, 19))
    assert remembered(house)[0] == len(LEDES) - 1


def test_notes_at_fault_cost_the_memory_nothing(tmp_path: Path) -> None:
    from briefing.pipeline import run_once
    from briefing.pipeline.options import RunOptions

    house = house_of(tmp_path, "auto-after 20m")
    run(house, 6)
    note(house, "pinn: [x]\n")
    run_once(house.config, RunOptions())
    with open_store(house.config.store) as store:
        assert len(store.memory(at(1)).stories) == len(LEDES)


def tear(house: House) -> None:
    """The value of every held edition becomes unreadable."""
    with open_store(house.config.store) as store, store._write() as connection:
        connection.exec_driver_sql("UPDATE editions SET data = '{}' WHERE state = 'held'")


def test_a_held_edition_that_cannot_be_read_is_listed_and_dropped(house: House) -> None:
    run(house, 6)
    tear(house)
    with open_store(house.config.store) as store:
        (row,) = review_rows(held_editions(house.config, store))
    assert (row["readable"], row["stories"]) == (False, [])
    assert "cannot be read from the ledger" in "\n".join(review_lines([row]))
    for action in ("release", "proof"):
        with pytest.raises(StoreError, match=r"desk no\. 1 of 2022-01-06 cannot be read"):
            act(house, action)
    assert states(house) == [(1, "held")]
    assert act(house, "drop", reason="torn") == (["desk no. 1 of 2022-01-06 will not go out."], 0)
    run(house, 7)
    act(house, "release", at=at(7, 19))
    assert len(told(house, "2022-01-07")["stories"]) == 3


@pytest.mark.parametrize("review", ["hold", "auto-after 20m"])
def test_a_held_edition_that_cannot_be_read_stops_nobody(tmp_path: Path, review: str) -> None:
    from briefing.pipeline import anything_due

    other = f"  - {{name: other, zone: UTC, slots: ['18:00', '18:40'], formats: [json], review: {review}}}\n"
    third = "  - {name: third, zone: UTC, slots: ['18:40'], formats: [json]}\n"
    house = House(tmp_path, readers=HOLD % review + other + third)
    for name in LEDES:
        house.wire(name)
    run(house, 6)
    with open_store(house.config.store) as store, store._write() as connection:
        connection.exec_driver_sql("UPDATE editions SET data = '{}' WHERE reader = 'desk'")
    assert anything_due(house.config)
    result = run(house, 6, 18, 40)
    states = {(one.reader, one.slot): one.state for one in result.published}
    assert states[("third", "18:40")] == "told"
    if review != "hold":
        assert states[("other", "18:00")] == "told"
        assert any("desk no. 1 of 2022-01-06 cannot be read" in line for line in result.lines())
    lines, code = act(house, "release", reader="")
    assert code == 3, lines
    assert any("fault: desk no. 1" in line for line in lines)
    assert run(house, 7, 18, 0).exit_code == 0


@pytest.mark.parametrize("words", [(), ("--json",), ("--drop",)])
def test_a_date_limits_what_is_listed_and_what_is_done(house: House, words: tuple[str, ...]) -> None:
    run(house, 6)

    def review(*more: str) -> Any:
        return CliRunner().invoke(app, ["review", *more, "-c", str(house.path)])

    refused = review("--on", "rubbish", *words)
    assert isinstance(refused.exception, ConfigError)
    assert "is no date" in str(refused.exception)
    assert "no. 1" not in review("--on", "1999-01-01", *words).stdout
    assert states(house) == [(1, "held")]
    assert "2022-01-06" in review("--on", "2022-01-06", *words).stdout


def test_the_operator_hears_of_what_cannot_go_out(tmp_path: Path) -> None:
    house = house_of(tmp_path, "auto-after 20m")
    with house.path.open("a") as config:
        config.write(f"delivery:\n  operator: {{addresses: [ops@example.org]}}\n  channels:\n{mail(9)}")
    run(house, 6)
    tear(house)
    for minute in (30, 35):
        run(house, 6, 18, minute)
    with open_store(house.config.store) as store:
        (note,) = store.operator_notes()
    assert note.times == 2
    assert "desk no. 1 of 2022-01-06 cannot be read" in note.text
