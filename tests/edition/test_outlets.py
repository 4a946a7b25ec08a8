"""The registry of publishers on a card: state media, one owner, who was first."""

from __future__ import annotations

import pytest

from briefing.edition.outlets import first_report, marks_of, speaking, state_origins
from briefing.errors import ConfigError
from briefing.model import Publisher, Quote, SourceLine
from briefing.pipeline.tables.publishers import load_publishers
from tests.edition.builders import brief, wire


def test_the_registry_is_whole_and_every_row_names_its_reference() -> None:
    rows = {row.name: row for row in load_publishers({}).values()}
    assert 60 <= len(rows) <= 150
    assert all(r.reference and r.kind in ("agency", "outlet") and len(r.country) == 2 for r in rows.values())
    assert all(r.state in ("", "state", "state-funded") for r in rows.values())


def test_state_media_and_one_owners_outlets_are_marked_and_the_unknown_is_not() -> None:
    rows = load_publishers({})
    marks = marks_of(("TASS", "New York Post", "The Times", "Valley Post", "Reuters"), rows)
    assert [(m.name, m.state, m.owner) for m in marks] == [
        ("TASS", "state", ""), ("New York Post", "", "News Corp"), ("The Times", "", "News Corp"),
    ]  # fmt: skip
    assert state_origins(("TASS", "xinhua", "DW", "Valley Post"), rows) == 2


def test_two_names_of_one_outlet_are_no_family() -> None:
    assert not marks_of(("Financial Times", "FT"), load_publishers({}))


def test_a_users_rows_lie_over_the_built_in_ones_and_faults_are_told_at_once() -> None:
    rows = load_publishers({"Valley Post": {"owner": "Ridge", "reference": "own about page"}})
    assert rows["valley post"].owner == "Ridge"
    with pytest.raises(ConfigError) as told:
        load_publishers({"A": {"stat": "x", "reference": "r"}, "B": {"state": "maybe"}})
    assert len(told.value.faults) == 3


def test_who_was_first_is_said_only_by_stated_hours() -> None:
    early, late = wire("a", hours=3, publisher="Reuters"), wire("b", hours=1, publisher="Valley Post")
    found = first_report([late, early])
    assert found is not None
    assert (found.outlet, found.at, found.wire) == ("Reuters", early.at, "a")
    assert first_report([early]) is None
    assert first_report([early, wire("c", hours=3, publisher="Valley Post")]) is None
    assert first_report([early, wire("d", publisher="V", published_text="2022-01-06")]) is None
    assert first_report([early, wire("e", publisher="V", date_source="first-seen")]) is None


def quote(who: str, role: str = "", *, named: bool = True) -> Quote:
    return Quote(who=who, role=role, named=named, parts=("It is over.",), evidence=f"{who} said it is over.")


def test_a_source_of_the_config_or_of_the_registry_is_no_speaker() -> None:
    line = SourceLine(name="kgw", publisher="The Kesra Globe and Dispatch", status="heard", wires=1, newest_at=None)
    own = brief(sources=(line,), publishers={"interfax": Publisher(name="Interfax")})
    said = [
        quote("Kesra Globe and Dispatch"), quote("Interfax"), quote("kgw"), quote("Amos Kara"),
        quote("Interfax", "chief of"), quote("An official", named=False),
    ]  # fmt: skip
    assert [(q.who, q.role) for q in speaking(said, own)] == [
        ("Amos Kara", ""), ("Interfax", "chief of"), ("An official", ""),
    ]  # fmt: skip
