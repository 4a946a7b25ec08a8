"""What a reader is not shown: withheld versions, what was taken back, sources that are not his, editions not out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefing.pipeline.care.tokens import make_token
from briefing.pipeline.past.storylines import list_storylines, show_storyline
from briefing.store import Store, open_store
from tests.pipeline.builders import House
from tests.web.builders import READERS, SOURCES, Served, serving, with_tokens

DAYS = ("2022-01-04", "2022-01-05", "2022-01-06", "2022-01-07")
TRUCE = "Envoys agree on a truce in Gao in Mali"


@pytest.fixture(scope="module")
def bounded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Four editions of the desk, the second not told and the fourth neither; a wire with a version under an embargo."""
    root = tmp_path_factory.mktemp("bounded")
    (root / "other").mkdir()
    house = House(root, readers=READERS, sources=SOURCES)
    house.wire("coup", date="2022-01-04T09:00:00Z", link="https://exw.example/coup")
    house.run(f"{DAYS[0]}T18:00:00+00:00")
    house.run(f"{DAYS[1]}T18:00:00+00:00")
    house.wire("mali", date="2022-01-06T09:00:00Z", link="https://exw.example/mali")
    house.run(f"{DAYS[2]}T18:00:00+00:00")
    text = "BAMAKO, Jan 6 (EXW) - Envoys of both sides agreed on a truce in Gao in northern Mali on Thursday."
    house.wire(
        "later",
        date="2022-01-07T09:00:00Z",
        link="https://exw.example/mali",
        headline=TRUCE,
        text=text,
        embargo="2099-01-01T00:00:00Z",
    )
    house.run(f"{DAYS[3]}T18:00:00+00:00")
    with open_store(house.config.store) as store:
        for on in (DAYS[1], DAYS[3]):
            store.mark_failed("desk", date.fromisoformat(on), "18:00")
    with serving(house, tokens=with_tokens(house)) as archive:
        yield archive


def wire_of(store: Store, beginning: str) -> str:
    """The id of the first wire with such a headline."""
    day = {"after_at": datetime(2000, 1, 1, tzinfo=UTC), "until_at": datetime(2100, 1, 1, tzinfo=UTC)}
    return next(w.id for w in store.wires_by_id(store.wire_ids(**day)) if w.headline.startswith(beginning))


def test_a_version_under_an_embargo_is_the_operators_alone(bounded: Served) -> None:
    with open_store(bounded.house.config.store) as store:
        path = f"/wires/{wire_of(store, 'Clashes')}"
    assert TRUCE in bounded.get(path, "operator").text
    mine = bounded.get(path, "desk")
    assert mine.status_code == 200
    assert TRUCE not in mine.text


def test_the_lists_say_it_in_its_own_direction(bounded: Served) -> None:
    listed = bounded.get("/storylines/desk").text
    page = bounded.get(re.search(r'"(/storylines/desk/[^"]+)"', listed)[1]).text
    assert 'class="lead-line" dir="auto"' in listed
    assert 'class="lead-line" dir="auto"' in page
    assert '<h1 dir="auto">' in page


def test_an_arabic_edition_and_the_archives_own_words_say_their_language(tmp_path: Path) -> None:
    reader = "  - {name: desk, zone: UTC, language: ar, slots: ['18:00'], formats: [html, json]}\n"
    house = House(tmp_path, readers=reader)
    house.wire("talks")
    house.run("2022-01-06T18:00:00+00:00")
    with serving(house) as archive:
        daybook, page = archive.get("/daybook/desk", "").text, archive.get("/editions/desk/1", "").text
    assert '<html lang="en" dir="ltr">' in daybook
    assert re.search(r'<div lang="ar" dir="rtl">\s*<section class="daybook', daybook)
    assert '<html lang="ar" dir="rtl">' in page
    for kind in ("archive-bar", "archive-edition"):
        assert re.search(rf'<nav class="{kind}"[^>]* lang="en" dir="ltr">', page)


def test_the_edition_before_and_after_is_the_nearest_that_is_out(bounded: Served) -> None:
    third, first = bounded.get("/editions/desk/3").text, bounded.get("/editions/desk/1").text
    assert 'rel="prev">← No. 1' in third
    assert "Latest edition" in third
    assert 'rel="next">No. 3 →' in first
    assert "First edition" in first
    assert 'rel="prev">← No. 2' in bounded.get("/editions/desk/3", "operator").text


def test_a_date_leads_to_the_last_edition_of_it_that_is_out(tmp_path: Path) -> None:
    house = House(tmp_path, readers=READERS.replace("slots: [{at: '18:00'}]", "slots: ['06:00', '18:00']", 1))
    house.path.write_text(re.sub(r"  - \{name: sahel.*?\n.*?\n", "", house.path.read_text()))
    house.wire("mali", date="2022-01-06T04:00:00Z")
    for hour in ("06", "18"):
        house.run(f"2022-01-06T{hour}:00:00+00:00")
    with open_store(house.config.store) as store:
        store.mark_failed("desk", date(2022, 1, 6), "18:00")
        assert store.edition_near("desk", on=date(2022, 1, 6)).number == 2
        assert store.edition_near("desk", on=date(2022, 1, 6), told=True).number == 1
        assert store.edition_near("desk", on=date(2022, 1, 7)) is None


def test_a_storyline_says_nothing_that_was_taken_back_since(tmp_path: Path) -> None:
    house = House(tmp_path, readers="  - {name: desk, zone: UTC, slots: ['18:00'], formats: [json]}\n")
    house.wire("coup")
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    lines = {row["headline"]: row["id"] for row in list_storylines(house.config, reader="desk")}
    (coup,) = (line for line in lines if "Guinea-Bissau" in line)
    with serving(house, tokens=None) as archive:
        path = f"/storylines/desk/{lines[coup]}"
        assert [archive.get(p, "").status_code for p in (path, "/storylines/desk")] == [200, 200]
        assert coup in archive.get("/storylines/desk", "").text
        with open_store(house.config.store) as store:  # a kill that came after the last edition
            store.mark_withdrawn({wire_of(store, coup): "withdrawn by EXW"}, datetime(2022, 1, 7, 8, tzinfo=UTC))
        assert archive.get(path, "").status_code == 404
        listed = archive.get("/storylines/desk", "").text
        assert coup not in listed
        assert "Mali" in listed
    other = next(number for line, number in lines.items() if line != coup)
    assert coup not in str(show_storyline(house.config, reader="desk", storyline=other))


@pytest.mark.parametrize("path", ["/search", "/search?q=Niger", "/sources"])
def test_a_reader_who_left_sees_no_source_and_his_editions_still(tmp_path: Path, path: str) -> None:
    house = House(tmp_path, readers=READERS, sources=SOURCES)
    (tmp_path / "other").mkdir()
    house.wire("mali")
    house.run("2022-01-06T18:00:00+00:00")
    tokens = with_tokens(house)
    with open_store(house.config.store) as store:
        wire = wire_of(store, "Clashes")
    house.path.write_text(re.sub(r"  - \{name: sahel.*?\n.*?\n", "", house.path.read_text()))
    with serving(house, tokens=tokens) as archive:
        for one in (path, f"/wires/{wire}"):
            answer = archive.get(one, "sahel")
            assert answer.status_code == 404
            assert "no longer in the configuration" in answer.text
        assert archive.get(path, "desk").status_code == archive.get("/editions/sahel", "sahel").status_code == 200


@pytest.mark.parametrize("before", ["", "/briefing"])
def test_the_step_onward_keeps_the_public_path(tmp_path: Path, before: str) -> None:
    house = House(tmp_path)
    house.path.write_text("web: {url: 'http://localhost/briefing'}\n" + house.path.read_text())
    tokens = {"desk": make_token(house.config, reader="desk")[1]}
    with serving(house, tokens=tokens) as archive, archive.client() as client:
        answer = client.get(f"{before}/search?q=a&order=best", headers={"sec-fetch-site": "cross-site"})
    assert 'content="0; url=/briefing/search?q=a&amp;order=best"' in answer.text
