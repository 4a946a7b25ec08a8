"""`briefing explain` of a wire that withdraws another says so, and which one."""

from __future__ import annotations

from pathlib import Path

from briefing.pipeline.past.explain import explain_lines, explain_thing
from briefing.store import open_store
from tests.pipeline.builders import House

KILL = "KILL: MALI-CLASH\n\nBAMAKO, Jan 6 (EXW) - The wire MALI-CLASH is withdrawn. Do not use it.\n"


def test_a_kill_alone_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "kill.txt"
    path.write_text(KILL)
    said = explain_lines(explain_thing(None, str(path)))
    assert "  withheld   a kill notice" in said
    assert "  withdraws  no wire that is known here" in said


def test_a_kill_names_the_wire_that_it_withdraws(tmp_path: Path) -> None:
    house = House(tmp_path, readers="  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json]}\n")
    house.wire("mali", slug="MALI-CLASH")
    house.wire("kill", headline="KILL: MALI-CLASH", text="The wire MALI-CLASH is withdrawn.", slug="MALI-CLASH",
               kind="kill", date="2022-01-06T10:00:00Z")  # fmt: skip
    house.run("2022-01-06T18:00:00+00:00")
    with open_store(house.config.store) as store:
        wires = store.wires_between(0, store.last_seq())
    killed, kill = sorted(wires, key=lambda wire: wire.kind == "kill")
    said = explain_lines(explain_thing(house.config, kill.id))
    assert f"  withdraws  {killed.id}" in said
    assert not any(line.startswith("  withheld") for line in explain_lines(explain_thing(None, str(plain(tmp_path)))))


def plain(root: Path) -> Path:
    path = root / "plain.txt"
    path.write_text(
        "Date: 2022-01-06T12:00:00Z\nHeadline: Talks open\n\nGENEVA, Jan 6 (EXW) - Envoys of Iran met on Thursday.\n"
    )
    return path
