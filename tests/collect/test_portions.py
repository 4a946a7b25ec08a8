"""An intake of very many wires: handed on as it is read, and told as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect import CollectResult, Limits, SourceSpec, collect_sources
from briefing.collect.portions import AT_ONCE, NO_WIRES, HandOn
from briefing.errors import StoreError
from briefing.model import Wire

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def feed(publisher: str, first: int, count: int) -> str:
    items = "".join(
        f"<item><title>Report {n} from the pass</title><guid>{publisher}-{n}</guid>"
        f"<pubDate>Wed, 04 Mar 2026 0{n % 9}:00:00 +0000</pubDate><description>Convoy {n} crossed.</description></item>"
        for n in range(first, first + count)
    )
    return f"<rss version='2.0'><channel><title>{publisher}</title>{items}</channel></rss>"


@pytest.fixture
def sources(tmp_path: Path) -> list[SourceSpec]:
    """A folder of three feed files, and one of a single short one."""
    for name, files in {"much": 3, "few": 1}.items():
        (tmp_path / name).mkdir()
        for n in range(files):
            count = AT_ONCE // 2 + 1 if name == "much" else 5
            (tmp_path / name / f"{n}.xml").write_text(feed(name.title(), n * count, count))
    return [SourceSpec(name=name, kind="folder", address=str(tmp_path / name)) for name in ("much", "few")]


def ask(sources: Sequence[SourceSpec], hand_on: HandOn | None) -> CollectResult:
    return collect_sources(
        sources, received_at=NOW, known={}, limits=Limits(), settle_s=0, now_s=4e9, quarantine=False, hand_on=hand_on
    )


def test_what_is_handed_on_and_what_is_left_is_all_in_its_order(sources: list[SourceSpec]) -> None:
    whole = ask(sources, None)
    handed: list[Sequence[Wire]] = []
    parted = ask(sources, handed.append)
    assert [len(some) for some in handed] == [AT_ONCE + 2]
    assert (*handed[0], *parted.wires) == whole.wires
    assert parted.reports == whole.reports
    assert parted.taken == whole.taken
    assert whole.reports[0].wires == 3 * (AT_ONCE // 2 + 1)
    assert whole.reports[0].newest_at == datetime(2026, 3, 4, 8, tzinfo=UTC)


def test_an_intake_of_few_wires_stays_together(sources: list[SourceSpec]) -> None:
    handed: list[Sequence[Wire]] = []
    assert len(ask(sources[1:], handed.append).wires) == 5
    assert handed == []


def test_a_full_disk_is_no_fault_of_the_source(sources: list[SourceSpec]) -> None:
    def full(_: Sequence[Wire]) -> None:
        raise StoreError("the disk is full", subject="archive.db")

    with pytest.raises(StoreError, match="the disk is full"):
        ask(sources, full)


def test_what_is_told_of_wires_in_parts_is_told_of_the_whole(sources: list[SourceSpec]) -> None:
    wires = ask(sources[1:], None).wires
    undated = [replace(wire, published_at=None, publisher="Other") for wire in wires[:2]]
    parts = NO_WIRES.also(wires).plus(NO_WIRES.also(undated)).also([])
    assert parts == NO_WIRES.also([*undated, *wires])
    assert (parts.wires, parts.publisher) == (7, "")
    assert NO_WIRES.also(wires).publisher == "Few"
    assert NO_WIRES.publisher == ""
