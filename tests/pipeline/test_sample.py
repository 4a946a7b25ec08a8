"""The sample edition and the seed wire, as a reader gets them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.config import load_config
from briefing.pipeline import run_once
from briefing.pipeline.options import RunOptions

ROOT = Path(__file__).parents[2]
WIRES = ROOT / "wires"
AT = datetime(2022, 1, 6, 18, tzinfo=UTC)
GOLDEN = Path(__file__).with_name("sample_edition.json")


def edition_of(out: Path, *paths: Path) -> tuple[dict[str, Any], str]:
    """The edition's JSON and its page."""
    result = run_once(load_config(ROOT / "config.yaml"), RunOptions(from_paths=paths, as_of_at=AT, out=out))
    assert result.exit_code == 0, result.lines()
    folder = out / "desk" / "2022-01-06"
    page = (folder / "desk-2022-01-06.html").read_text(encoding="utf-8")
    return json.loads((folder / "desk-2022-01-06.json").read_text(encoding="utf-8")), page


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    return edition_of(tmp_path_factory.mktemp("sample"), WIRES)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    return edition_of(tmp_path_factory.mktemp("seed"), WIRES / "tass-2022-01-06-ankara.txt")


def test_the_seed_alone_gives_three_meetings_ahead(seed: tuple[dict[str, Any], str]) -> None:
    found = {e["on"]: (e["where"], set(e["parties"])) for e in seed[0]["daybook"]}
    assert list(found) == ["2022-01-10", "2022-01-12", "2022-01-13"]
    assert found["2022-01-10"] == ("Geneva", {"Russia", "United States"})
    assert found["2022-01-12"][0] == "Brussels"
    assert "NATO" in found["2022-01-12"][1]
    assert found["2022-01-13"] == ("Vienna", {"OSCE"})


def test_the_seed_alone_gives_its_chain_of_events(seed: tuple[dict[str, Any], str]) -> None:
    assert [e["on"] for e in seed[0]["timeline"]] == [
        "2021-12-15",
        "2021-12-17",
        "2022-01-02",
        "2022-01-04",
        "2022-01-05",
    ]


def test_the_seed_serves_two_desks_and_ankara_is_only_its_dateline(seed: tuple[dict[str, Any], str]) -> None:
    talks, crisis = seed[0]["stories"]
    assert talks["sections"] == ["security-talks"]
    assert "Geneva" in " ".join(s["text"] for s in talks["sentences"])
    assert (crisis["sections"], crisis["region"], crisis["countries"]) == (["regional-crises"], "central-asia", ["KZ"])
    assert "state of emergency" in " ".join(s["text"] for s in crisis["sentences"])
    assert "Geneva" not in " ".join(s["text"] for s in crisis["sentences"])
    assert "announces a date" in talks["why"]
    assert "announces a date" not in crisis["why"]
    assert not any("Ankara" in story["places"] for story in (talks, crisis))


def test_every_sentence_is_one_a_wire_said(sample: tuple[dict[str, Any], str]) -> None:
    said = " ".join(" ".join(path.read_text(encoding="utf-8-sig").split()) for path in WIRES.iterdir())
    for story in sample[0]["stories"]:
        for sentence in story["sentences"]:
            head = " ".join(sentence["text"].split())[:60]
            assert head.replace("’", "'") in said.replace("’", "'").replace("&amp;", "&"), sentence


def test_what_is_killed_or_embargoed_is_nowhere_on_the_page(sample: tuple[dict[str, Any], str]) -> None:
    edition, page = sample
    for name in ("exw-2022-01-06-aktobe-depot.txt", "mpa-2022-01-06-geneva-sahel-survey-embargoed.txt"):
        text = (WIRES / name).read_text(encoding="utf-8")
        headline = next(line for line in text.splitlines() if line.startswith("Headline:")).partition(":")[2].strip()
        assert headline not in page
        assert headline not in json.dumps(edition, ensure_ascii=False)
    assert edition["counts"]["withheld"] == 3
    assert any("withdrawn" in notice["text"] for notice in edition["notices"])


def test_a_meeting_that_moved_is_one_entry_under_its_new_date(sample: tuple[dict[str, Any], str]) -> None:
    moved = [e for e in sample[0]["daybook"] if "Kyrgyzstan" in e["parties"] and "Tajikistan" in e["parties"]]
    assert [(e["on"], e["status"]) for e in moved] == [("2022-01-14", "moved")]


def test_every_wire_is_counted_once(sample: tuple[dict[str, Any], str]) -> None:
    counts = sample[0]["counts"]
    bins = ("cards", "brief", "below", "duplicate", "off_topic", "withheld", "older")
    assert counts["total"] == sum(counts[name] for name in bins) == 46


def test_the_update_chain_prints_its_last_version(sample: tuple[dict[str, Any], str]) -> None:
    headlines = {}
    for n in (1, 2, 3):
        text = (WIRES / f"exw-2022-01-06-kazakhstan-unrest-v{n}.txt").read_text(encoding="utf-8")
        headlines[n] = (
            next(line for line in text.splitlines() if line.startswith("Headline:")).partition(":")[2].strip()
        )
    (story,) = [s for s in sample[0]["stories"] if s["headline"] in headlines.values()]
    assert story["headline"] == headlines[3]
    assert len(story["wires"]) >= 3


def test_the_golden_edition(sample: tuple[dict[str, Any], str]) -> None:
    """What the sample edition decided when it was last looked at. After a change of the rules look at the pages, then
    write it anew: `python -m tests.pipeline.golden`."""
    assert outline(sample[0]) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def outline(edition: dict[str, Any]) -> dict[str, Any]:
    """The decisions of an edition without ids and wording that follows from them."""
    return {
        "counts": edition["counts"],
        "stories": [
            [
                s["placement"],
                s["region"],
                ",".join(s["sections"]),
                s["topic"],
                s["status"],
                s["headline"],
                len(s["wires"]),
            ]
            for s in edition["stories"]
        ],
        "daybook": [[e["on"], e["status"], e["where"], ", ".join(e["parties"]), e["what"]] for e in edition["daybook"]],
        "timeline": [[e["on"], e["what"]] for e in edition["timeline"]],
    }
