"""The same bytes come out of one process, of several workers, of a cluster, and of workers that are killed."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.engine import Crew, Engine
from briefing.model import Wire
from briefing.pipeline import RunOptions, RunResult, run_once
from briefing.pipeline.making import analysing
from briefing.pipeline.record.ledger import unanalysed_wires
from briefing.pipeline.sources import reading
from briefing.pipeline.tables.naming import load_tables
from briefing.store import open_store
from tests.engine import tasks
from tests.pipeline.builders import LEDES, House

AT = "2022-01-06T18:00:00+00:00"
READERS = "".join(
    f"  - {{name: {name}, zone: UTC, slots: [{{at: '18:00'}}], period: 1d, {more}}}\n"
    for name, more in (
        ("all", "formats: [pdf, html, json, ics]"),
        ("sahel", "regions: [africa], formats: [pdf, json]"),
        ("talks", "sections: [security-talks], formats: [html, json], language: fr"),
        ("plain", "formats: [json]"),
    )
)


def told(root: Path, engine: str) -> tuple[dict[str, bytes], RunResult]:
    """The bytes of every file that a run with this engine gave, and its result."""
    root.mkdir()
    house = House(root, readers=READERS)
    house.path.write_text(house.path.read_text(encoding="utf-8") + f"engine: {engine!r}\n", encoding="utf-8")
    for name in LEDES:
        house.wire(name)
    result = run_once(house.config, RunOptions(as_of_at=datetime.fromisoformat(AT), deliver=True))
    assert [one.state for one in result.published] == ["told"] * 4, result.lines()
    assert [one.reader for one in result.published] == ["all", "sahel", "talks", "plain"], "in the order of config"
    files = {p.relative_to(house.out).as_posix(): p.read_bytes() for p in sorted(house.out.glob("*/2022-*/*"))}
    assert len(files) == 4 + 2 + 2 + 1 + 4
    return files, result


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files, result = told(tmp_path_factory.mktemp("alone") / "house", "local: 1")
    assert not any(line.startswith("Engine:") for line in result.lines())
    return files


@pytest.fixture
def all_is_spread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work goes to workers too."""
    monkeypatch.setattr(analysing, "LEAST", 1)
    monkeypatch.setattr(analysing, "BATCH", 1)
    monkeypatch.setattr(reading, "HEAVY_BYTES", 1)


def test_two_workers_one_of_them_killed_in_the_middle_give_the_bytes_of_one_process(
    alone: dict[str, bytes], tmp_path: Path, all_is_spread: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    submit = Crew.submit

    def submitted(crew: Crew, call: Any, /, *given: Any) -> Any:
        future = submit(crew, call, *given)
        if getattr(call, "__name__", "") == "drawn_here" and not killed:
            killed.extend(crew.pids()[:1])
            threading.Timer(0.2, os.kill, (killed[0], signal.SIGKILL)).start()
        return future

    monkeypatch.setattr(Crew, "submit", submitted)
    files, result = told(tmp_path / "killed", "local: 2")
    assert files == alone
    assert killed
    assert "Engine: 1 worker process died and was replaced." in result.lines()


def test_a_cluster_gives_the_bytes_of_one_process(alone: dict[str, bytes], tmp_path: Path, all_is_spread: None) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        files, result = told(tmp_path / "dask", f"dask: {cluster.scheduler_address}")
    assert files == alone
    assert not any(line.startswith("Engine:") for line in result.lines())


def test_a_cluster_that_is_not_there_is_a_line_and_the_editions_are_made(
    alone: dict[str, bytes], tmp_path: Path
) -> None:
    files, result = told(tmp_path / "nobody", "dask: tcp://127.0.0.1:9")
    assert files == alone
    (line,) = (line for line in result.lines() if line.startswith("Engine:"))
    assert line.startswith("Engine: no cluster at tcp://127.0.0.1:9: nobody answers there")


def test_analyses_are_the_same_whoever_makes_them(tmp_path: Path) -> None:
    house = House(tmp_path)
    wires = [wire_of(n) for n in range(60)]
    tables = load_tables(house.config)
    here = list(analysing.made(wires, tables, Engine()))
    with Crew(2) as crew:
        assert list(Engine(crew).each(analysing_call(tables), wires, batch=7)) == here


def test_a_wire_that_workers_die_over_is_set_aside_and_the_others_are_analysed(
    tmp_path: Path, all_is_spread: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    wires = [wire_of(n) for n in range(9)]
    wires[4] = replace(wires[4], headline="A deadly wire")
    tables = load_tables(House(tmp_path).config)
    right = {wire.id: one for wire, one in zip(wires, analysing.made(wires, tables, Engine()), strict=True)}
    monkeypatch.setattr(analysing, "BATCH", 3)
    monkeypatch.setattr("briefing.digest.analyse.analyse", tasks.analyse_or_die)
    with open_store(f"sqlite:///{tmp_path}/a.db") as store, Engine(Crew(2)) as work:
        store.add_wires(wires)
        found = analysing.analysed(store, wires, tables, work=work)
        assert found == {wire_id: one for wire_id, one in right.items() if wire_id != wires[4].id}
        line = next(line for line in work.said if "set aside" in line)
        assert line.startswith(f"Engine: wire {wires[4].id} of drop could not be analysed and was set aside (its")
        died = len(work.said)
        assert analysing.analysed(store, wires, tables, work=work) == found
        assert len(work.said) == died, "it is not tried again by the same rules"
    (notice,) = unanalysed_wires(wires, found)
    assert notice.text == (
        f"1 wire received for this period cannot be analysed and stands outside the counts: {wires[4].id} (drop)."
    )


def test_an_edition_is_made_without_a_wire_that_workers_die_over(
    tmp_path: Path, all_is_spread: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.digest.analyse.analyse", tasks.analyse_or_die)
    house = House(
        tmp_path, readers="  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json]}\n"
    )
    house.path.write_text(house.path.read_text(encoding="utf-8") + "engine: 'local: 2'\n", encoding="utf-8")
    for name in LEDES:
        house.wire(name, headline="A deadly wire" if name == "mali" else "")
    result = house.run(AT)
    assert [one.state for one in result.published] == ["told"], result.lines()
    told = house.edition("2022-01-06")
    assert any("cannot be analysed and stands outside the counts" in one["text"] for one in told["notices"])
    assert told["counts"]["total"] == len(LEDES) - 1
    assert any("could not be analysed and was set aside" in line for line in result.lines())


def analysing_call(tables: Any) -> Any:
    from functools import partial

    from briefing.digest.analyse import analyse

    return partial(analyse, regions=tables.regions)


def wire_of(n: int) -> Wire:
    from briefing.collect.wiretext import parse_wire

    headline, text = list(LEDES.values())[n % len(LEDES)]
    told = f"Date: 2022-01-06T12:00:00Z\nHeadline: {headline} {n}\n\n{text}\n"
    return parse_wire(told.encode(), path=f"{n}.txt", source="drop", received_at=datetime.fromisoformat(AT))
