"""What a region usually gives: counted once, normalised to the sources heard, by the hours of the period."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.model import Analysis, RegionUsual, Wire
from briefing.pipeline.making.tallies import counts_of, usual_regions
from briefing.store import Store, open_store
from tests.edition.builders import analysis
from tests.pipeline.builders import LEDES, House

END = datetime(2026, 3, 30, 6, tzinfo=UTC)
SAHEL = {"region": "sahel", "sections": ("regional-crises",)}


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as opened:
        yield opened


def made(day: int, n: int, source: str) -> Wire:
    at = END - timedelta(days=day - 1, minutes=10 * n + 5)
    key = f"{source}{day}-{n}"
    return Wire(id=key, identity=key, source=source, headline="H", paragraphs=("T.",), received_at=at, published_at=at)


def kept(store: Store, wires: list[Wire], tree: str = "", **more: object) -> dict[str, Analysis]:
    found = {wire.id: analysis(wire, **(SAHEL | more)) for wire in wires}  # type: ignore[arg-type]
    store.save_analyses(found.values(), counts_of(wires, found, tree))
    return found


def days(store: Store, source: str, a_day: int, back: Iterable[int]) -> None:
    kept(store, [made(day, n, source) for day in back for n in range(a_day)])


def asked(store: Store, today: dict[str, int], hours: float = 24, tree: str = "") -> dict[str, RegionUsual]:
    wires = [made(1, n, source) for source, k in today.items() for n in range(k)]
    found = {wire.id: analysis(wire, **SAHEL) for wire in wires}  # type: ignore[arg-type]
    return usual_regions(store, wires, found, from_at=END - timedelta(hours=hours), until_at=END, tree=tree)


def test_the_usual_is_the_median_day_of_the_sources_heard(store: Store) -> None:
    days(store, "exw", 5, range(2, 22))
    days(store, "other", 9, range(2, 22))
    found = asked(store, {"exw": 14})["regional-crises/sahel"]
    assert (found.wires, found.usual, found.sources) == (14, 5, 1)
    assert found.series == (*[5] * 14, 14)
    both = asked(store, {"exw": 3, "other": 1})["regional-crises/sahel"]
    assert (both.wires, both.usual) == (4, 14)


def test_a_young_archive_a_young_source_and_another_period_have_none(store: Store) -> None:
    days(store, "exw", 5, range(2, 14))
    assert asked(store, {"exw": 5}) == {}
    days(store, "exw", 5, range(14, 22))
    days(store, "young", 5, range(2, 6))
    assert asked(store, {"exw": 5}, hours=72) == {}
    found = asked(store, {"exw": 5, "young": 20})["regional-crises/sahel"]
    assert (found.wires, found.usual, found.sources) == (5, 5, 1)


def test_days_on_which_a_source_was_not_heard_are_scaled_and_days_of_none_left_out(store: Store) -> None:
    days(store, "a", 6, [*range(2, 12), *range(18, 24)])
    days(store, "b", 6, range(2, 18))
    found = asked(store, {"a": 6, "b": 6})["regional-crises/sahel"]
    assert found.usual == 12  # on half of the days one of the two was not heard, and day 24 to 29 neither


def test_a_region_that_fell_silent_is_told_with_none(store: Store) -> None:
    days(store, "exw", 4, range(2, 22))
    kept(store, [made(1, 90, "exw")], region="balkans")
    wires = [made(1, 90, "exw")]
    found = usual_regions(
        store,
        wires,
        {w.id: analysis(w, region="balkans") for w in wires},
        from_at=END - timedelta(days=1),
        until_at=END,
        tree="",
    )
    assert (found["regional-crises/sahel"].wires, found["regional-crises/sahel"].usual) == (0, 4)
    assert found["regional-crises/balkans"].usual == 0


def test_a_wire_counts_once_for_each_affair_and_backlog_not_at_all(store: Store) -> None:
    wire = made(2, 0, "exw")
    late = Wire(
        id="late", identity="late", source="exw", headline="H", paragraphs=(), received_at=END,
        published_at=END - timedelta(days=9),
    )  # fmt: skip
    two = analysis(wire, **{**SAHEL, "sections": ("security-talks", "regional-crises")})  # type: ignore[arg-type]
    counts = counts_of([wire, late], {wire.id: two, "late": analysis(late)}, "-tree")
    assert sorted((key.section, key.region, n) for key, n in counts.items()) == [
        ("any", "sahel-tree", 1),
        ("regional-crises", "sahel-tree", 1),
        ("security-talks", "sahel-tree", 1),
    ]


def test_regions_of_ones_own_are_counted_apart(store: Store) -> None:
    days(store, "exw", 5, range(2, 22))
    assert asked(store, {"exw": 5}, tree="-1a2b3c4d") == {}
    kept(store, [made(day, n, "exw") for day in range(2, 22) for n in range(3)], tree="-1a2b3c4d")
    assert asked(store, {"exw": 5}, tree="-1a2b3c4d")["regional-crises/sahel"].usual == 3


def test_a_month_of_thirty_thousand_wires_takes_no_time(store: Store) -> None:
    for source in range(20):
        days(store, f"s{source}", 50, range(2, 30))
    start = time.process_time()
    found = asked(store, {f"s{n}": 50 for n in range(20)})
    assert time.process_time() - start < 0.5
    assert found["regional-crises/sahel"].usual == 1000


def test_wires_are_counted_once_over_editions_rules_and_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = "".join(
        f"  - {{name: {n}, zone: UTC, slots: [{{at: '18:00'}}], period: 1d, formats: [json]}}\n" for n in "ab"
    )
    house = House(tmp_path, readers=readers)
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    import briefing.digest.rules as rules

    monkeypatch.setattr(rules, "rules_version", lambda: "other-rules")
    house.wire("coup", date="2022-01-07T12:00:00Z")
    house.run("2022-01-07T18:00:00+00:00")
    with open_store(house.config.store) as store:
        found = store.tallies(datetime(2022, 1, 1, tzinfo=UTC), datetime(2022, 2, 1, tzinfo=UTC))
    assert sorted((key.hour, key.source, n) for key, n in found.items() if key.section == "any") == [
        ("2022-01-06T12", "drop", 1),
        ("2022-01-07T12", "drop", 1),
    ]


def test_after_two_weeks_the_page_says_what_is_usual(tmp_path: Path) -> None:
    reader = "  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json, html]}\n"
    house = House(tmp_path, readers=reader)
    head, text = LEDES["mali"]
    for day in range(1, 18):
        for n in range(3 if day == 17 else 1):
            said = text.replace("12 people", f"{10 + 20 * n + day} people")
            place = ("Gao", "Kidal", "Mopti")[n]
            house.wire(f"w{day}-{n}", headline=f"{head} in {place}, day {day}", text=said.replace("Gao", place),
                       date=f"2022-01-{day:02}T12:00:00Z")  # fmt: skip
        house.run(f"2022-01-{day:02}T18:00:00+00:00")
    assert house.edition("2022-01-15")["coverage"] == []
    (found,) = house.edition("2022-01-17")["coverage"]
    assert (found["wires"], found["usual"], found["series"][-3:]) == (3, 1, [1, 1, 3])
    page = (tmp_path / "out" / "desk" / "2022-01-17" / "desk-2022-01-17.html").read_text(encoding="utf-8")
    assert "3 wires, usual 1" in page
    assert 'class="spark"' in page
    assert "1, 1, 3; usual 1</title>" in page


def test_a_watched_region_without_a_story_says_what_is_usual_there(tmp_path: Path) -> None:
    reader = "{name: desk, regions: [africa], zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [json, html]}"
    house = House(tmp_path, readers=f"  - {reader}\n")
    head, text = LEDES["mali"]
    for day in range(1, 18):
        told = "mali" if day < 17 else "coup"
        head, text = LEDES[told]
        house.wire(f"w{day}", headline=f"{head}, day {day}", text=text, date=f"2022-01-{day:02}T12:00:00Z")
        house.run(f"2022-01-{day:02}T18:00:00+00:00")
    found = house.edition("2022-01-17")
    assert "Sahel" in found["quiet"]
    assert "Africa" not in found["quiet"]  # a region that holds others is not silent while one of them speaks
    (sahel,) = [row for row in found["quiet_usual"] if row["name"] == "Sahel"]
    assert (sahel["wires"], sahel["usual"]) == (0, 1)
    page = (tmp_path / "out" / "desk" / "2022-01-17" / "desk-2022-01-17.html").read_text(encoding="utf-8")
    assert "Sahel (0 wires, usual 1)" in page
