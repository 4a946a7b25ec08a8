"""The desk's notes changed for a person, in his own file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from briefing.config.desk import read_notes
from briefing.errors import ConfigError
from briefing.pipeline.making.notes import add_comment, place_story, take_comment

NAMES = ("a1b2", "3", "line-7", "Envoys meet in Gao")


def place(path: Path, where: str) -> None:
    place_story(path, NAMES[0], where, meant=NAMES.__contains__)


def test_a_story_has_one_place_whatever_the_notes_called_it(tmp_path: Path) -> None:
    path = tmp_path / "desk" / "desk-2022-01-06.yaml"
    place(path, "pin")
    assert read_notes(path).pin == ["a1b2"]
    path.write_text("pin: [3, other]\nmove:\n  - {story: line-7, to: brief}\n", encoding="utf-8")
    place(path, "drop")
    notes = read_notes(path)
    assert (notes.pin, notes.drop, notes.move) == (["other"], ["a1b2"], [])
    place(path, "sahel")
    assert [(move.story, move.to) for move in read_notes(path).move] == [("a1b2", "sahel")]
    place(path, "")
    assert path.read_text(encoding="utf-8") == "pin: [other]\n"


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "desk-2022-01-06.yaml"
    path.write_text("# read by Ana\nby: ana  # the desk's editor\npin:\n  - 1  # the lead\n", encoding="utf-8")
    path.chmod(0o640)
    add_comment(path, "Seen by two sources.\nNo more yet: wait", story="a1b2", by="bo")
    text = path.read_text(encoding="utf-8")
    assert "# read by Ana" in text
    assert "# the lead" in text
    assert path.stat().st_mode & 0o777 == 0o640
    [comment] = read_notes(path).comments
    assert (comment.text, comment.story, comment.by) == ("Seen by two sources.\nNo more yet: wait", "a1b2", "bo")
    add_comment(path, comment.text, story="c3")
    take_comment(path, comment.text, story="a1b2", by="bo")
    assert [one.story for one in read_notes(path).comments] == ["c3"]
    take_comment(path, comment.text, story="c3")
    assert read_notes(path).comments == []
    assert "# the lead" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("broken", ["pin: [1\n", "pins: [1]\n", "- a list\n"])
def test_notes_at_fault_are_left_to_their_writer(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "desk-2022-01-06.yaml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ConfigError):
        place(path, "pin")
    assert path.read_text(encoding="utf-8") == broken


@pytest.mark.parametrize("text", ["", "  \n ", "a\x00b", "x" * 2001])
def test_a_comment_that_cannot_be_printed_changes_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "desk-2022-01-06.yaml"
    path.write_text("pin: [1]\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        add_comment(path, text)
    assert path.read_text(encoding="utf-8") == "pin: [1]\n"
    with pytest.raises(ConfigError) as caught:
        add_comment(path, "words", by="a\x01b")
    assert caught.value.subject == str(path)
    assert all(str(path) in fault for fault in caught.value.faults)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".yaml"] == [path.name]


def test_two_people_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk-2022-01-06.yaml"
    people = [threading.Thread(target=add_comment, args=(path, f"words {n}")) for n in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(one.text for one in read_notes(path).comments) == [f"words {n}" for n in range(8)]
