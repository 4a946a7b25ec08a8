"""The desk: what waits, what its notes change, and that nothing is lost or told twice for it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from briefing.cli import app
from briefing.config import load_config
from briefing.config.desk import read_notes, review_delay_s
from briefing.errors import ConfigError, StoreError
from briefing.pipeline.review import desk_run, held_editions, review_lines, review_rows
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.pipeline.posting import mail

HOLD = "  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json, html], review: %s}\n"
ON = date(2022, 1, 6)


def house_of(tmp_path: Path, review: str) -> House:
    home = House(tmp_path, readers=HOLD % review)
    for name in LEDES:
        home.wire(name)
    return home


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_of(tmp_path, "hold")


def at(day: int, hour: int = 18, minute: int = 0) -> datetime:
    return datetime(2022, 1, day, hour, minute, tzinfo=UTC)


def run(house: House, day: int, hour: int = 18, minute: int = 0, **more: Any) -> Any:
    return house.run(at(day, hour, minute).isoformat(), **more)


def act(house: House, action: str, **more: Any) -> tuple[list[str], int]:
    options = {"reader": "desk", "on": None, "who": "ana", "reason": "", "at": at(6, 19)} | more
    return desk_run(house.config, action=action, **options)


def note(house: House, text: str, on: date = ON) -> Path:
    folder = house.root / "desk"
    folder.mkdir(exist_ok=True)
    path = folder / f"desk-{on}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def states(house: House) -> list[tuple[int, str]]:
    with open_store(house.config.store) as store:
        return sorted((row.number, row.state) for row in store.editions("desk"))


def remembered(house: House) -> tuple[int, dict[str, str]]:
    """How many stories later runs know, and the wires that were taken back."""
    with open_store(house.config.store) as store:
        ids = [wire.id for wire in store.wires_between(0, store.last_seq())]
        return len(store.memory(at(1)).stories), store.withdrawn_of(ids)


def told(house: House, on: str = "2022-01-06") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((house.out / "desk" / on / f"desk-{on}.json").read_text())
    return found


def test_a_held_edition_waits_and_is_shown_to_the_desk_alone(house: House) -> None:
    result = run(house, 6)
    assert (result.published[0].state, result.exit_code) == ("held", 0)
    assert any("waits" in line for line in result.lines())
    folder = house.out / "desk" / "2022-01-06"
    assert [path.name for path in folder.iterdir()] == ["held"]
    assert sorted(path.name for path in (folder / "held").iterdir()) == ["desk-2022-01-06.html", "desk-2022-01-06.json"]
    assert states(house) == [(1, "held")]
    again = run(house, 6, 18, 30)
    assert states(house) == [(1, "held")]
    assert all(one.state == "held" for one in again.published)
    with open_store(house.config.store) as store:
        rows = review_rows(held_editions(house.config, store))
    assert [story["number"] for story in rows[0]["stories"]] == [1, 2, 3]
    assert LEDES["mali"][0] in "\n".join(review_lines(rows))


def test_released_it_goes_out_as_it_was_once(house: House) -> None:
    run(house, 6)
    lines, code = act(house, "release")
    assert code == 0, lines
    assert states(house) == [(1, "told")]
    assert sorted(story["headline"] for story in told(house)["stories"]) == sorted(
        LEDES[n][0] for n in LEDES if n != "cup"
    )
    assert told(house)["desk_comments"] == []
    with pytest.raises(ConfigError, match="no edition of desk waits"):
        act(house, "release")
    result = run(house, 7)
    assert result.published[0].state == "held"
    act(house, "release", at=at(7, 19))
    assert told(house, "2022-01-07")["counts"]["total"] == 0  # nothing is told twice


def test_notes_pin_drop_move_and_comment(house: House) -> None:
    run(house, 6)
    note(
        house,
        "by: Ana\n"
        f'pin: ["{LEDES["talks"][0]}"]\n'
        "drop: [Guinea-Bissau]\n"
        "move: [{story: northern Mali, to: brief}]\n"
        "comments:\n"
        "  - {story: Kenya, text: 'Our office in <Nairobi> doubts the date.'}\n"
        "  - {text: Read with care., by: The editor}\n",
    )
    lines, code = act(house, "release")
    assert code == 0, lines
    found = told(house)
    stories = {story["headline"]: story for story in found["stories"]}
    assert set(stories) == {LEDES["talks"][0], LEDES["mali"][0]}
    pinned = stories[LEDES["talks"][0]]
    assert (pinned["number"], pinned["placement"]) == (1, "card")
    assert "pinned by the desk" in pinned["why"]
    assert stories[LEDES["mali"][0]]["placement"] == "brief"
    assert found["counts"]["total"] == 4
    assert found["counts"]["off_topic"] == 2
    assert found["desk_changes"] == ["1 story pinned", "1 story left out", "1 story moved"]
    assert [(c["story"], c["by"]) for c in found["desk_comments"]] == [(pinned["id"], "Ana"), ("", "The editor")]
    page = (house.out / "desk" / "2022-01-06" / "desk-2022-01-06.html").read_text()
    assert page.count('class="desk-comment"') == 2
    assert "Our office in &lt;Nairobi&gt; doubts the date." in page
    assert "Desk comment, Ana" in page
    assert "Guinea-Bissau" not in page
    with open_store(house.config.store) as store:
        row = store.editions("desk")[0]
        assert [(act.action, act.who) for act in store.desk_acts(row.id)] == [("held", ""), ("released", "ana")]


def test_a_story_may_be_moved_to_another_region_and_desk(house: House) -> None:
    run(house, 6)
    note(house, "move: [{story: Kenya, to: regional-crises}, {story: Kenya, to: sahel}]\n")
    act(house, "release")
    (story,) = [story for story in told(house)["stories"] if story["headline"] == LEDES["talks"][0]]
    assert (story["region"], story["sections"]) == ("sahel", ["regional-crises"])


def test_numbers_mean_the_stories_that_the_desk_has_before_it(house: House) -> None:
    run(house, 6)
    with open_store(house.config.store) as store:
        second = review_rows(held_editions(house.config, store))[0]["stories"][1]
    note(house, "drop: [1]\npin: [2]\n")
    act(house, "release")
    assert next(story for story in told(house)["stories"] if story["number"] == 1)["headline"] == second["headline"]
    assert len(told(house)["stories"]) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drop: [Atlantis]\n", "no story is called 'Atlantis'"),
        ("drop: [9]\n", "no story is called '9'"),
        ("comments: [{text: ok, story: Atlantis}]\n", "no story is called 'Atlantis'"),
        ("pin: [Atlantis]\n", "no story is called 'Atlantis'"),
    ],
)
def test_a_name_that_means_no_story_stops_the_release(house: House, text: str, said: str) -> None:
    run(house, 6)
    note(house, text)
    with pytest.raises(ConfigError, match=said):
        act(house, "release")
    assert states(house) == [(1, "held")]
    lines, _ = act(house, "proof")
    assert any(said in line for line in lines)


def test_a_pin_brings_in_what_was_left_out(house: House) -> None:
    run(house, 6)
    note(house, f"pin: ['{LEDES['cup'][0]}']\n")
    act(house, "release")
    assert next(s for s in told(house)["stories"] if s["number"] == 1)["headline"] == LEDES["cup"][0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pinn: [x]\n", r":1: pinn: unknown key; did you mean 'pin'"),
        ("comments:\n  - {text: ''}\n", r":2: comments\[0\].text: words are expected"),
        ("comments:\n  - {txt: a}\n", r"did you mean 'text'"),
        ("move: [{story: Kenya, to: sahl}]\n", "no desk, region or place 'sahl'; did you mean 'sahel'"),
        ("- a\n- b\n", "desk-2022-01-06.yaml"),
        ("pin: [\n", "desk-2022-01-06.yaml"),
    ],
)
def test_faults_of_the_notes_name_their_line(house: House, text: str, said: str) -> None:
    run(house, 6)
    note(house, text)
    with pytest.raises(ConfigError) as caught:
        act(house, "release")
    import re

    assert re.search(said, "\n".join(caught.value.faults) + str(caught.value))
    assert states(house) == [(1, "held")]


def test_dropped_it_never_goes_out_and_the_next_one_covers_its_time(house: House) -> None:
    run(house, 6)
    act(house, "drop", reason="a test")
    assert states(house) == [(1, "dropped")]
    assert run(house, 6, 18, 30).published == () or states(house) == [(1, "dropped")]
    run(house, 7)
    act(house, "release", at=at(7, 19))
    assert states(house) == [(1, "dropped"), (2, "told")]
    assert len(told(house, "2022-01-07")["stories"]) == 3


def test_what_is_not_released_gives_way_to_the_next_slot(house: House) -> None:
    run(house, 6)
    result = run(house, 7)
    assert states(house) == [(1, "dropped"), (2, "held")]
    assert any("was not released" in line for line in result.lines())
    act(house, "release", at=at(7, 19))
    found = told(house, "2022-01-07")
    assert len(found["stories"]) == 3


def test_after_its_time_it_goes_out_by_itself(tmp_path: Path) -> None:
    house = house_of(tmp_path, "auto-after 20m")
    run(house, 6)
    assert states(house) == [(1, "held")]
    from briefing.pipeline import RunOptions, run_once

    assert review_delay_s(house.config.readers[0].review) == 1200.0
    note(house, "drop: [Atlantis, Guinea-Bissau]\n")
    result = run_once(house.config, RunOptions())  # the real clock: years later
    assert any("no story is called 'Atlantis'" in line for line in result.lines())
    assert (1, "told") in states(house)
    assert sorted(s["headline"] for s in told(house)["stories"]) == sorted(LEDES[n][0] for n in ("mali", "talks"))


def test_notes_at_fault_do_not_keep_an_edition_from_going_out_by_itself(tmp_path: Path) -> None:
    from briefing.pipeline import RunOptions, run_once

    house = house_of(tmp_path, "auto-after 20m")
    run(house, 6)
    note(house, "pinn: [x]\n")
    result = run_once(house.config, RunOptions())
    assert any("did you mean 'pin'" in line for line in result.lines())
    assert (1, "told") in states(house)
    assert len(told(house)["stories"]) == 3


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
    from briefing.pipeline import RunOptions, run_once

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


def test_notes_count_without_a_desk_too(tmp_path: Path) -> None:
    house = house_of(tmp_path, "off")
    note(house, "comments: [{text: Read with care.}]\ndrop: [Guinea-Bissau]\n")
    run(house, 6)
    assert states(house) == [(1, "told")]
    assert [c["text"] for c in told(house)["desk_comments"]] == ["Read with care."]
    assert len(told(house)["stories"]) == 2


def test_a_run_that_was_killed_before_the_hold_does_not_send_it(house: House) -> None:
    run(house, 6)
    with open_store(house.config.store) as store:
        row = store.editions("desk")[0]
        with store._write() as connection:  # as a kill between freezing and holding leaves it
            connection.exec_driver_sql("DELETE FROM desk_log")
            connection.exec_driver_sql("UPDATE editions SET state = 'made'")
    run(house, 6, 18, 10)
    assert states(house) == [(1, "held")]
    assert row.number == 1


@pytest.mark.parametrize(
    ("value", "expected"), [("off", "off"), ("hold", "hold"), ("'Auto-after  20m'", "auto-after 20m"), ("false", "off")]
)
def test_the_words_of_the_configuration(tmp_path: Path, value: str, expected: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"readers: [{{name: desk, review: {value}}}]\n")
    assert load_config(path).readers[0].review == expected


@pytest.mark.parametrize("value", ["maybe", "auto-after", "auto-after soon", "auto-after 0m", "auto 20m"])
def test_other_words_are_faults(tmp_path: Path, value: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(f"readers: [{{name: desk, review: {value}}}]\n")
    with pytest.raises(ConfigError):
        load_config(path)


def test_no_notes_are_no_fault(tmp_path: Path) -> None:
    assert read_notes(tmp_path / "none.yaml").pin == []
    (tmp_path / "empty.yaml").write_text("")
    assert read_notes(tmp_path / "empty.yaml").comments == []
