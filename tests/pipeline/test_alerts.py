"""What is told at once: each thing once, not too often, never more than a wire said, and never at an edition's cost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.pipeline import collect_once
from tests.deliver.servers import hook_server
from tests.pipeline.builders import LEDES, House

READER = (
    "  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json], watch: {terms: [Kampala], exclude: [cup]},"
    " alerts: {kinds: [%s], every: 30m, most: 2}}\n"
)
START = datetime(2022, 1, 6, 12, 0, tzinfo=UTC)


def house_of(tmp_path: Path, kinds: str = "kill, urgent, watch", more: str = "") -> House:
    home = House(tmp_path, readers=READER % kinds + more)
    look(home, 0)  # the first look is for what comes from then on
    return home


def look(house: House, minute: int) -> list[str]:
    report, _ = collect_once(house.config, as_of_at=START + timedelta(minutes=minute))
    return [line for line in report["lines"] if "alert" in line]


def letters(house: House, reader: str = "desk") -> list[str]:
    return [path.read_text() for path in sorted((house.out / reader / "alerts").glob("*.txt"))]


def test_an_urgent_wire_of_his_desks_and_a_watch_term_are_told_once(tmp_path: Path) -> None:
    house = house_of(tmp_path)
    house.wire("coup", urgency="1")
    house.wire("cup", urgency="1")  # urgent, and on no desk of his
    house.wire("talks")
    house.wire("mali")
    assert any("2 alerts sent" in line for line in look(house, 1))
    (text,) = letters(house)
    assert f"URGENT (urgency 1): {LEDES['coup'][0]}" in text
    assert f"WATCH TERM (watch term: Kampala): {LEDES['talks'][0]}" in text
    assert "Rovers" not in text
    assert "Mali" not in text
    assert look(house, 60) == []
    assert len(letters(house)) == 1


def test_nobody_who_did_not_ask_is_told_anything(tmp_path: Path) -> None:
    house = house_of(tmp_path, kinds="")
    house.wire("coup", urgency="1")
    assert look(house, 1) == []
    assert not (house.out / "desk").exists()


def test_what_comes_too_soon_is_told_together_later(tmp_path: Path) -> None:
    house = house_of(tmp_path, kinds="urgent")
    house.wire("coup", urgency="1")
    assert look(house, 1)
    for n in range(3):
        text = f"BISSAU, Jan 6 (EXW) - Soldiers shot at a crowd in town {n} of Guinea-Bissau and killed {n + 2} people."
        house.wire(f"more{n}", headline=f"Soldiers kill {n + 2} in town {n} of Guinea-Bissau", text=text, urgency="2")
    assert look(house, 10) == []
    assert look(house, 31)
    assert len(letters(house)) == 2
    assert letters(house)[1].count("URGENT") == 2
    assert "and 1 more; `briefing alerts` lists them" in letters(house)[1]


def test_a_kill_of_what_he_was_told_says_where_it_stood_and_nothing_of_it(tmp_path: Path) -> None:
    house = house_of(tmp_path, kinds="kill")
    house.wire("coup", guid="coup")
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    kill = {"headline": f"KILL: {LEDES['coup'][0]}", "text": "Kill the wire of Jan 6. It was false. EXW"}
    house.wire("kill", date="2022-01-06T18:30:00Z", guid="coup", pubstatus="canceled", **kill)
    assert look(house, 400)
    (text,) = letters(house)
    assert "WITHDRAWN by its agency: the report on Guinea-Bissau" in text
    assert "in no. 1 of 2022-01-06" in text
    assert "Soldiers" not in text
    assert "false" not in text


def test_a_kill_of_what_he_was_only_alerted_to(tmp_path: Path) -> None:
    house = house_of(tmp_path)
    house.wire("coup", guid="coup", urgency="1")
    look(house, 1)
    kill = {"headline": f"KILL: {LEDES['coup'][0]}", "text": "Kill the wire of Jan 6. It was false. EXW"}
    house.wire("kill", date="2022-01-06T12:20:00Z", guid="coup", pubstatus="canceled", **kill)
    look(house, 40)
    assert "you were alerted to 2022-01-06 12:01 UTC" in letters(house)[1]


@pytest.mark.parametrize(
    "keys",
    [
        {"pubstatus": "withheld"},
        {"embargo": "2022-01-07T06:00:00Z"},
        {"date": "2022-01-04T12:00:00Z"},
    ],
)
def test_what_may_not_or_need_not_be_told(tmp_path: Path, keys: dict[str, str]) -> None:
    house = house_of(tmp_path)
    house.wire("talks", urgency="1", **keys)
    assert look(house, 1) == []


HOOK = "delivery: {channels: [{name: hook, kind: webhook, address: '%s', secret_env: HOOK_SECRET, deadline: 2s}]}\n"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_alerts_wait_where_a_channel_is_down_and_go_through_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", "a-secret-of-9")
    house = house_of(tmp_path, kinds="watch")
    with hook_server((503, {}), (200, {})) as (address, calls):
        house.path.write_text(house.path.read_text() + HOOK % address)
        house.wire("talks")
        assert any("not taken by hook" in line for line in look(house, 1))
        assert any("1 alert sent" in line for line in look(house, 2))
        assert look(house, 60) == []
    assert len({call.headers["idempotency-key"] for call in calls}) == 1
    assert LEDES["talks"][0] in json.loads(calls[-1].body)["headline"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_no_channel_takes_for_a_day_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", "a-secret-of-9")
    house = house_of(tmp_path, kinds="watch")
    with hook_server((503, {})) as (address, _calls):
        house.path.write_text(house.path.read_text() + HOOK % address)
        house.wire("talks")
        look(house, 1)
        assert any("given up" in line for line in look(house, 60 * 30))
        assert look(house, 60 * 31) == []


def test_an_edition_comes_out_though_alerts_cannot_be_written(tmp_path: Path) -> None:
    house = house_of(tmp_path, kinds="watch")
    (house.out / "desk").mkdir(parents=True)
    (house.out / "desk" / "alerts").write_text("in the way")
    house.wire("talks")
    result = house.run("2022-01-06T18:00:00+00:00")
    assert result.published[0].state == "told"
    assert any("alerts could not be sent" in line for line in result.lines())


def test_alerts_are_listed(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    house = house_of(tmp_path)
    house.wire("talks")
    look(house, 1)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "briefing", "alerts", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    assert [(row["kind"], row["headline"]) for row in rows] == [("watch", LEDES["talks"][0])]
