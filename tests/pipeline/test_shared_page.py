"""Readers who would get the same page share it: one decision, one drawing, one content on the disk; each is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.pipeline.making import publish
from briefing.pipeline.making.marks import set_mark
from briefing.pipeline.record.rebuild import rebuild
from briefing.store import open_store
from tests.pipeline.builders import House

ALL = "zone: UTC, slots: [{at: '18:00'}], period: 1d, prepared_for: Subscribers"
READERS = "".join(
    f"  - {{name: {name}, {more}}}\n"
    for name, more in (
        ("anna", f"{ALL}, addresses: [anna@example.org]"),
        ("bela", ALL),
        ("chen", f"{ALL}, regions: [africa]"),
        ("dina", "zone: UTC, slots: [{at: '18:00'}], period: 1d"),
        ("emil", ALL),
    )
)
FRIDAY, SATURDAY = "2022-01-06T18:00:00+00:00", "2022-01-07T18:00:00+00:00"


class Counted(House):
    """A house that counts the decisions of its runs."""

    def told(self, at: str, patch: pytest.MonkeyPatch) -> list[str]:
        decided: list[str] = []
        decide = publish.Press.decided

        def counted(press: publish.Press, job: publish.Job, ids: list[str]) -> publish.Decided:
            decided.append(job.reader.name)
            return decide(press, job, ids)

        with patch.context() as within:
            within.setattr(publish.Press, "decided", counted)
            result = self.run(at)
        assert [one.state for one in result.published] == ["told"] * len(result.published), result.lines()
        return decided

    def file(self, reader: str, form: str, on: str = "2022-01-06") -> Path:
        return self.out / reader / on / f"{reader}-{on}.{form}"


@pytest.fixture
def house(tmp_path: Path) -> Counted:
    house = Counted(tmp_path, readers=READERS)
    for name in ("mali", "talks"):
        house.wire(name)
    return house


def test_one_decision_and_one_drawing_serve_all_who_get_the_same(
    house: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert house.told(FRIDAY, monkeypatch) == ["anna", "chen", "dina"]
    for form in ("pdf", "html", "json", "ics", "manifest.json"):
        places = {house.file(name, form).stat().st_ino for name in ("anna", "bela", "emil")}
        assert len(places) == 1, form
        assert house.file("chen", form).stat().st_ino not in places
    html = house.file("bela", "html").read_text(encoding="utf-8")
    assert re.search(r"class=\"reader\">[^<]* Subscribers<", html)
    assert not any(name in html for name in ("anna", "bela", "emil"))
    assert house.edition("2022-01-06", "emil")["reader"] == "Subscribers"
    assert " dina<" in house.file("dina", "html").read_text(encoding="utf-8")
    with open_store(house.config.store) as store:
        rows = {row.reader: row for row in store.editions()}
        assert {name: row.state for name, row in rows.items()} == dict.fromkeys(rows, "told")
        assert store.load_edition(rows["emil"].id).reader == "emil"
        assert rows["bela"].files["pdf"] == str(house.file("bela", "pdf"))


def test_each_would_have_got_the_same_bytes_alone(
    house: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.told(FRIDAY, monkeypatch)
    (tmp_path / "alone").mkdir()
    alone = Counted(tmp_path / "alone", readers=READERS)
    for name in ("mali", "talks"):
        alone.wire(name)
    alone.run(FRIDAY, readers=("emil",))
    for form in ("pdf", "html", "json", "ics", "manifest.json"):
        assert alone.file("emil", form).read_bytes() == house.file("emil", form).read_bytes(), form


def test_the_next_day_is_shared_by_those_who_were_told_the_same(
    house: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.run(FRIDAY, readers=("anna", "bela"))
    house.wire("coup", date="2022-01-07T09:00:00Z")
    assert sorted(house.told(SATURDAY, monkeypatch)) == ["anna", "chen", "dina", "emil"], "emil has his first one"
    anna, bela, emil = (house.file(name, "pdf", "2022-01-07") for name in ("anna", "bela", "emil"))
    assert anna.stat().st_ino == bela.stat().st_ino != emil.stat().st_ino
    assert house.edition("2022-01-07", "bela")["number"] == 2
    assert house.edition("2022-01-07", "emil")["number"] == 1


def test_who_mutes_a_story_gets_a_page_of_his_own(house: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    set_mark(house.config, reader="bela", what="Mali", mark="mute")
    assert sorted(house.told(FRIDAY, monkeypatch)) == ["anna", "bela", "chen", "dina"]


def test_a_shared_edition_is_drawn_again_to_the_same_bytes(house: Counted) -> None:
    house.run(FRIDAY, readers=("anna", "bela"))
    house.file("bela", "pdf").unlink()
    (again,) = rebuild(house.config, reader="bela", on="2022-01-06")
    assert not again.other
    assert not again.faults
    assert house.file("bela", "pdf").read_bytes() == house.file("anna", "pdf").read_bytes()


def test_a_disk_without_links_has_copies(house: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr("os.link", refused)
    house.run(FRIDAY, readers=("anna", "bela"))
    assert house.file("anna", "pdf").stat().st_ino != house.file("bela", "pdf").stat().st_ino
    assert house.file("anna", "pdf").read_bytes() == house.file("bela", "pdf").read_bytes()
