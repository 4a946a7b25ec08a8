"""The desk: what waits, what its notes change, and that nothing is lost or told twice for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.config import load_config
from briefing.config.desk import read_notes, review_delay_s
from briefing.errors import ConfigError
from briefing.pipeline.making.review import held_editions, review_lines, review_rows
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House
from tests.pipeline.desk import act, at, house_of, note, run, states, told


@pytest.fixture
def house(tmp_path: Path) -> House:
    return house_of(tmp_path, "hold")


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
    from briefing.pipeline import run_once
    from briefing.pipeline.options import RunOptions

    assert review_delay_s(house.config.readers[0].review) == 1200.0
    note(house, "drop: [Atlantis, Guinea-Bissau]\n")
    result = run_once(house.config, RunOptions())  # the real clock: years later
    assert any("no story is called 'Atlantis'" in line for line in result.lines())
    assert (1, "told") in states(house)
    assert sorted(s["headline"] for s in told(house)["stories"]) == sorted(LEDES[n][0] for n in ("mali", "talks"))


def test_notes_at_fault_do_not_keep_an_edition_from_going_out_by_itself(tmp_path: Path) -> None:
    from briefing.pipeline import run_once
    from briefing.pipeline.options import RunOptions

    house = house_of(tmp_path, "auto-after 20m")
    run(house, 6)
    note(house, "pinn: [x]\n")
    result = run_once(house.config, RunOptions())
    assert any("did you mean 'pin'" in line for line in result.lines())
    assert (1, "told") in states(house)
    assert len(told(house)["stories"]) == 3


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


def test_what_is_done_with_one_number_is_done_with_no_other(tmp_path: Path) -> None:
    house = house_of(tmp_path, "hold")
    run(house, 6)
    run(house, 7)  # the next one takes its place
    assert states(house) == [(1, "dropped"), (2, "held")]
    for action in ("release", "drop"):
        with pytest.raises(ConfigError, match=r"no\. 1 of desk waits"):
            act(house, action, number=1)
    assert states(house) == [(1, "dropped"), (2, "held")]


def test_the_list_shows_what_the_notes_order_and_what_is_wrong_with_them(house: House) -> None:
    run(house, 6)

    def listed() -> str:
        with open_store(house.config.store) as store:
            return "\n".join(review_lines(review_rows(held_editions(house.config, store))))

    assert "[" not in listed()
    note(house, "drop: [northern Mali]\nmove: [{story: Guinea-Bissau, to: brief}]\n"
                "comments: [{story: Guinea-Bissau, text: Seen.}, {text: A quiet day.}]\n")  # fmt: skip
    (mali,) = [line for line in listed().splitlines() if LEDES["mali"][0] in line]
    (coup,) = [line for line in listed().splitlines() if LEDES["coup"][0] in line]
    assert "[left out]" in mali
    assert "[to brief, a comment]" in coup
    assert "comments on the whole edition: 1" in listed()
    note(house, "drop: [Atlantis]\n")
    assert "notes at fault: no story is called 'Atlantis'" in listed()
    note(house, "dropp: [Atlantis]\n")
    assert "notes at fault: " in listed()


@pytest.mark.parametrize("action", ["release", "drop"])
def test_drafts_go_when_the_edition_waits_no_longer(house: House, action: str) -> None:
    run(house, 6)
    drafts = house.out / "desk" / "2022-01-06" / "held"
    assert drafts.is_dir()
    act(house, action)
    assert not drafts.exists()
