"""`briefing follow` and `briefing mute`, over real runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing.cli import app
from briefing.errors import ConfigError
from briefing.pipeline.care.checks import check_all
from briefing.pipeline.making.marks import drop_mark, set_mark
from briefing.pipeline.past.storylines import list_storylines, show_storyline
from tests.pipeline.builders import LEDES, House

FIRST, SECOND, THIRD = (f"2022-01-0{day}T18:00:00+00:00" for day in (6, 7, 8))
ONE = "  - {{name: desk, zone: UTC, slots: [{{at: '18:00'}}], period: 1d, formats: [json]{more}}}\n"


def house(root: Path, more: str = "") -> House:
    return House(root, readers=ONE.format(more=more and f", {more}"))


def told(root: Path, more: str = "") -> tuple[House, str]:
    """A house whose first edition told of the talks, and the id of their storyline."""
    one = house(root, more)
    one.wire("talks")
    one.run(FIRST)
    return one, one.edition("2022-01-06")["stories"][0]["storyline"]


def test_a_followed_storyline_that_is_silent_has_its_line_in_the_second_edition(tmp_path: Path) -> None:
    one, line = told(tmp_path, "budget: {cards: 0, brief: 0}")
    assert "follows the storyline" in set_mark(one.config, reader="", what=line, mark="follow")
    one.wire("mali", date="2022-01-07T12:00:00Z")
    one.run(SECOND)
    lines = one.edition("2022-01-07")["since"]["lines"]
    assert [(x["kind"], x["days"], x["heard"], x["text"]) for x in lines] == [("quiet", 1, 1, LEDES["talks"][0])]


def test_silence_is_no_finding_where_its_source_was_not_heard(tmp_path: Path) -> None:
    one, line = told(tmp_path, f"follow: [{'Kampala'}]")
    one.run(SECOND)
    assert [(x["kind"], x["heard"]) for x in one.edition("2022-01-07")["since"]["lines"]] == [("quiet", 0)]
    (quiet,) = one.edition("2022-01-07")["storylines"]
    assert (quiet["id"], quiet["status"], quiet["heard"], quiet["mark"]) == (line, "QUIET", False, "follow")


def test_a_muted_storyline_is_gone_from_the_next_edition_and_back_when_unmuted(tmp_path: Path) -> None:
    one, line = told(tmp_path)
    set_mark(one.config, reader="desk", what=line, mark="mute")
    text = LEDES["talks"][1].replace("January 12", "January 14").replace("two foreign ministries", "ministers")
    one.wire("more", headline=LEDES["talks"][0], text=text, date="2022-01-07T12:00:00Z")
    one.run(SECOND)
    assert (one.headlines("2022-01-07"), one.edition("2022-01-07")["storylines"]) == ([], [])
    drop_mark(one.config, reader="desk", what=line, mark="mute")
    one.wire("again", headline=LEDES["talks"][0], text=text.replace("14", "15"), date="2022-01-08T12:00:00Z")
    one.run(THIRD)
    assert one.headlines("2022-01-08") == [LEDES["talks"][0]]


def test_an_unknown_id_is_refused_with_the_nearest(tmp_path: Path) -> None:
    one, line = told(tmp_path)
    wrong = line[:-1] + ("0" if line[-1] != "0" else "1")
    with pytest.raises(ConfigError, match=f"did you mean '{line}'"):
        set_mark(one.config, reader="desk", what=wrong, mark="follow")
    with pytest.raises(ConfigError, match="did you mean 'desk'"):
        set_mark(one.config, reader="desc", what=line, mark="follow")
    with pytest.raises(ConfigError, match="no mark"):
        drop_mark(one.config, reader="desk", what=line, mark="follow")
    with pytest.raises(ConfigError, match=f"did you mean '{line}'"):
        show_storyline(one.config, reader="", storyline=wrong)


def test_what_the_configuration_says_stays(tmp_path: Path) -> None:
    one = house(tmp_path, "mute: [Kampala], follow: [Gao]")
    with pytest.raises(ConfigError, match="stands under mute"):
        set_mark(one.config, reader="", what="Kampala", mark="follow")
    with pytest.raises(ConfigError, match="in the configuration"):
        drop_mark(one.config, reader="", what="Gao", mark="follow")
    assert "already" in set_mark(one.config, reader="", what="Gao", mark="follow")


def test_the_list_shows_the_marks(tmp_path: Path) -> None:
    one, line = told(tmp_path)
    assert [row["mark"] for row in list_storylines(one.config, reader="")] == [""]
    set_mark(one.config, reader="", what="Kampala", mark="follow")
    assert [(row["id"], row["mark"]) for row in list_storylines(one.config, reader="")] == [(line, "follow")]
    set_mark(one.config, reader="", what=line, mark="mute")
    assert [row["mark"] for row in list_storylines(one.config, reader="")] == ["mute"]


def test_check_warns_of_ids_that_no_edition_knows(tmp_path: Path) -> None:
    one, line = told(tmp_path, "follow: [s-000000000000, Kampala]")
    assert any("no edition knows a storyline s-000000000000" in text for text in check_all(one.config)["lines"])
    fine = House(tmp_path, readers=ONE.format(more=f", mute: [{line}]"))
    assert not any("warning" in text for text in check_all(fine.config)["lines"])


def test_the_whole_of_a_storyline_grows_over_the_editions(tmp_path: Path) -> None:
    one = house(tmp_path)
    old = "On January 3, gunmen attacked a market in Gao in northern Mali."
    new = "On January 2, soldiers retook the airfield of Gao in northern Mali."
    one.wire("mali", text=f"{LEDES['mali'][1]}\n\n{old}")
    one.run(FIRST)
    more = LEDES["mali"][1].replace("12", "40").replace("Jan 6", "Jan 7")
    one.wire(
        "more", headline=LEDES["mali"][0].replace("12", "40"), text=f"{more}\n\n{new}", date="2022-01-07T12:00:00Z"
    )
    one.run(SECOND)
    line = one.edition("2022-01-07")["stories"][0]["storyline"]
    whole = show_storyline(one.config, reader="", storyline=line)
    assert [entry["on"] for entry in whole["timeline"]] == ["2022-01-02", "2022-01-03", "2022-01-05"]
    assert "killed 40" in whole["timeline"][2]["what"]
    assert [(t["number"], t["status"]) for t in whole["told"]] == [(2, "UPDATED"), (1, "NEW")]
    notes = {note["number"]: note["headline"] for note in whole["notes"]}
    heads = [[notes[n] for n in entry["notes"]] for entry in whole["timeline"]]
    before, after = LEDES["mali"][0], LEDES["mali"][0].replace("12", "40")
    assert heads == [[after], [before], [after]]


def test_words_that_no_headline_has_are_told_to_be_new(tmp_path: Path) -> None:
    one, _ = told(tmp_path)
    assert "so far" not in set_mark(one.config, reader="", what="Kampala", mark="follow")
    assert "No headline of his editions" in set_mark(one.config, reader="", what="Kampla", mark="follow")


def test_a_storyline_followed_by_words_is_followed_under_its_next_headline(tmp_path: Path) -> None:
    one, line = told(tmp_path, "follow: [Kampala], regions: [sahel], budget: {cards: 0, brief: 0}")
    text = LEDES["talks"][1].replace("January 12", "January 14")
    one.wire("more", headline="Kenya and Uganda agree day of border talks", text=text, date="2022-01-07T12:00:00Z")
    one.run(SECOND)
    (story,) = one.edition("2022-01-07")["stories"]
    assert (story["storyline"], story["placement"]) == (line, "brief")


def test_the_commands(tmp_path: Path) -> None:
    one, line = told(tmp_path)
    run = CliRunner()
    asked = ["-c", str(one.path)]
    assert run.invoke(app, ["follow", line, *asked]).exit_code == 0
    listed = run.invoke(app, ["storylines", *asked]).output
    assert line in listed
    assert "follow" in listed
    shown = run.invoke(app, ["storylines", "--show", line, *asked]).output
    assert LEDES["talks"][0] in shown
    assert "no. 1" in shown
    assert run.invoke(app, ["unfollow", line, *asked]).exit_code == 0
    assert run.invoke(app, ["mute", line, "-r", "desk", *asked]).exit_code == 0
    assert run.invoke(app, ["unmute", line, *asked]).exit_code == 0
