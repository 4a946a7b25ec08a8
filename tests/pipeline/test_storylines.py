"""What a reader follows, mutes, and can list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from briefing.model import LineChange
from briefing.pipeline.past.storylines import list_storylines, show_storyline, storyline_line
from briefing.store import open_store
from tests.pipeline.builders import LEDES, House

FIRST, SECOND, THIRD = (f"2022-01-0{day}T18:00:00+00:00" for day in (6, 7, 8))


def house(root: Path, more: str) -> House:
    line = f"{{name: desk, zone: UTC, slots: [{{at: '18:00'}}], period: 1d, formats: [json], {more}}}"
    return House(root, readers=f"  - {line}\n")


def test_a_muted_story_is_counted_off_topic_and_not_printed(tmp_path: Path) -> None:
    one = house(tmp_path, "mute: [Guinea-Bissau]")
    one.wire("coup")
    one.wire("mali")
    one.run(FIRST)
    assert one.headlines("2022-01-06") == [LEDES["mali"][0]]
    counts = one.edition("2022-01-06")["counts"]
    assert (counts["total"], counts["cards"], counts["off_topic"]) == (2, 1, 1)


@pytest.mark.parametrize(("follow", "place"), [("[]", "below"), ("[Kampala]", "brief")])
def test_a_followed_story_is_never_below_the_cut(tmp_path: Path, follow: str, place: str) -> None:
    one = house(tmp_path, f"follow: {follow}, budget: {{cards: 0, brief: 0}}")
    one.wire("talks")
    one.run(FIRST)
    assert [s["placement"] for s in one.edition("2022-01-06")["stories"]] == [place]


def test_a_followed_storyline_is_said_to_be_quiet_though_it_was_a_line(tmp_path: Path) -> None:
    one = house(tmp_path, "follow: [Kampala], budget: {cards: 0, brief: 5}")
    one.wire("talks")
    one.run(FIRST)
    one.wire("mali", date="2022-01-07T12:00:00Z")
    one.run(SECOND)
    lines = one.edition("2022-01-07")["since"]["lines"]
    assert [(line["kind"], line["days"]) for line in lines] == [("new", 0), ("quiet", 1)]


def test_storylines_are_listed_with_their_days(tmp_path: Path) -> None:
    one = house(tmp_path, "reads: [en]")
    assert list_storylines(one.config, reader="") == []
    one.wire("mali")
    one.run(FIRST)
    text = LEDES["mali"][1].replace("killed 12", "killed 40")
    one.wire("more", headline=LEDES["mali"][0].replace("12", "40"), text=text, date="2022-01-07T12:00:00Z")
    one.run(SECOND)
    (line,) = list_storylines(one.config, reader="desk")
    assert (line["first"], line["last"], line["editions"]) == ("2022-01-06", "2022-01-07", [2, 1])
    (story,) = one.edition("2022-01-07")["stories"]
    assert (story["day"], story["first_on"]) == (2, "2022-01-06")
    assert line["id"] == story["storyline"]


@pytest.mark.parametrize(("kind", "said"), [("parted", "parted from s-old"), ("joined", "joined by s-old")])
def test_the_heir_of_a_followed_storyline_shows_as_followed_and_why(tmp_path: Path, kind: str, said: str) -> None:
    one = house(tmp_path, "follow: [s-old]")
    one.wire("mali")
    one.run(FIRST)
    (line,) = list_storylines(one.config, reader="desk")
    assert (line["mark"], line["heir"]) == ("", "")
    at = datetime.fromisoformat(FIRST)
    change = LineChange(kind=kind, line=line["id"], other="s-old", at=at, headline="The bridge", why="words")
    with open_store(one.config.store) as store:
        store.save_line_changes([change])
    (heir,) = list_storylines(one.config, reader="desk")
    assert (heir["mark"], heir["heir"]) == ("follow", said)
    assert storyline_line(heir).endswith(f"({said})")
    assert show_storyline(one.config, reader="desk", storyline=line["id"])["heir"] == said
