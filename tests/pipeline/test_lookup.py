"""The search and the tokens of the command line, and a kill that is remembered for the archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from briefing.cli import app
from briefing.errors import ConfigError, StoreError
from briefing.pipeline.care.tokens import make_token, revoke, token_rows
from briefing.pipeline.past.explain import explain_thing
from briefing.pipeline.past.lookup import Question, hit_lines, hit_row, search_archive
from briefing.store import open_store

from .builders import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    for name in ("mali", "talks", "cup"):
        made.wire(name)
    made.run("2022-01-06T18:00:00+00:00")
    return made


def briefing(house: House, *words: str) -> Result:
    """A command in this process; what it says on standard error stands apart."""
    return CliRunner().invoke(app, [*words, "-c", str(house.path)], catch_exceptions=False)


def test_a_day_beside_itself_is_said_to_be_one_edition(house: House) -> None:
    beside = briefing(house, "diff", "2022-01-06", "2022-01-06", "--reader", "desk")
    assert beside.exit_code == 0
    assert beside.stdout == "Nothing changed.\nEach date stands for its last edition: this is one beside itself.\n"
    assert json.loads(briefing(house, "diff", "2022-01-06", "2022-01-06", "--reader", "desk", "--json").stdout) == []
    house.wire("coup", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    assert "beside itself" not in briefing(house, "diff", "2022-01-06", "2022-01-07", "--reader", "desk").stdout


def test_search_prints_what_it_finds(house: House) -> None:
    found = briefing(house, "search", "border", "talks", "--region", "africa")
    assert found.exit_code == 0
    assert "EXW: Kenya and Uganda to hold border talks in Kampala" in found.stdout
    assert "  Kenya and Uganda will hold talks" in found.stdout
    assert found.stdout.endswith("1 wire found.\n")
    (row,) = json.loads(briefing(house, "search", "border talks", "--json").stdout)
    assert row["topics"]
    assert row["regions"] == ["Horn of Africa"]
    assert "No wire" in briefing(house, "search", "zebra").stdout
    assert "No wire" in briefing(house, "search", "talks", "--until", "2022-01-05").stdout


def test_what_cannot_be_looked_for_is_said_all_at_once(house: House) -> None:
    with pytest.raises(ConfigError) as found:
        briefing(house, "search", "x", "--region", "shael", "--topic", "peace", "--from", "monday")
    said = "\n".join(found.value.faults)
    assert "'shael'; did you mean 'sahel'?" in said
    assert "'peace'" in said
    assert "peace-process, sanctions" in said  # the topics there are
    assert said.count("`briefing check --regions` lists them") == 1
    assert "2022-01-06" in said


def test_a_source_that_nobody_knows_is_told(house: House) -> None:
    with pytest.raises(ConfigError) as found:
        briefing(house, "search", "talks", "--source", "dorp")
    assert found.value.faults == (
        "There is no source 'dorp'; did you mean 'drop'? `briefing feeds list` has the names.",
    )
    assert briefing(house, "search", "zebra", "--source", "drop").exit_code == 0


def test_a_link_is_the_sources_own_and_explain_finds_the_wire_by_it(tmp_path: Path) -> None:
    home = House(tmp_path)
    home.wire("mali", link="http://www.exw.example/mali?id=3&utm_source=rss")
    home.run("2022-01-06T18:00:00+00:00")
    (hit,) = search_archive(home.config, Question(words="Mali")).hits
    link = hit_row(hit)["link"]
    assert link == "http://www.exw.example/mali?id=3"
    assert [one["id"] for one in explain_thing(home.config, link)["wires"]] == [hit.wire.id]


def test_many_hits_are_counted(house: House) -> None:
    found = search_archive(house.config, Question(words="on", limit=1))
    assert len(found.hits) == 1
    assert hit_lines(found)[-1] == f"{found.total} wires found."


def test_tokens_are_made_listed_and_revoked(house: House) -> None:
    made = briefing(house, "token", "new", "--reader", "desk", "--label", "the  phone", "--days", "2")
    secret = made.stdout.strip()
    assert secret.startswith("brf_")
    assert len(secret) == 47
    assert "not shown again" in made.stderr
    listed = briefing(house, "token", "list").stdout
    assert "desk" in listed
    assert "good" in listed
    assert "the phone" in listed
    assert secret not in listed
    (row,) = token_rows(house.config)
    assert briefing(house, "token", "revoke", row["id"]).exit_code == 0
    assert "revoked" in briefing(house, "token", "list").stdout
    with pytest.raises(StoreError, match="no token"):
        briefing(house, "token", "revoke", "nobody")


@pytest.mark.parametrize(
    "asked", [{}, {"reader": "nemo"}, {"role": "king"}, {"reader": "desk", "role": "operator"}, {"role": "reader"}]
)
def test_a_token_is_for_one_who_is_there(house: House, asked: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        make_token(house.config, **asked)
    assert token_rows(house.config) == []


def test_an_unknown_token_cannot_be_revoked(house: House) -> None:
    with pytest.raises(StoreError, match="no token"):
        revoke(house.config, "x")


def test_a_kill_is_remembered_also_of_what_nobody_was_told(tmp_path: Path) -> None:
    house = House(tmp_path)
    wire = house.wire("cup", slug="CUP-TIE", link="https://exw.example/cup")
    house.wire("mali")
    house.wire(
        "kill",
        date="2022-01-06T13:00:00Z",
        headline="KILL: Rovers beat United in cup",
        text="Editors: please kill the item CUP-TIE. The match was put off.",
        kind="kill",
        kills="https://exw.example/cup",
        status="canceled",
    )
    assert wire.exists()
    house.run("2022-01-06T18:00:00+00:00")
    with open_store(house.config.store) as store:
        found = {one.headline: store.withdrawn_of([one.id]) for one in store.search("rovers")}
    assert all(found.values())
    assert len(found) == 2
    (state,) = [h.state for h in search_archive(house.config, Question(words="rovers goal")).hits]
    assert state == "withdrawn by its agency"
