"""The cases that lie beside the project, played through the whole pipe; docs/cases.md says what kind each is."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.collect.folder import Options, read_file
from briefing.pipeline.making.stateless import digest_paths
from tests.cases.playing import CASES, Play, case
from tests.servers import Answer, serve

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the folder of cases is not beside the project"),
]
MORNING = "2026-03-04T07:00:00+00:00"
NEXT = "2026-03-05T07:00:00+00:00"


@needs_poppler
def test_no_local_file_and_no_address_reaches_the_pdf(tmp_path: Path) -> None:
    folder = case("05")
    play = Play(tmp_path, "feed")
    (tmp_path / "canary").mkdir()
    for name in ("canary.txt", "canary.svg"):
        shutil.copy(folder / name, tmp_path / "canary" / name)
    with serve({"/pixel.gif": Answer(hang=True), "/inner": Answer(body=b"INNER")}) as site:
        text = (folder / "feed.xml").read_text("utf-8").replace("file://canary", f"file://{tmp_path}/canary")
        text = re.sub(r"http://(127\.0\.0\.1|localhost):\d+", site.address, text)
        (tmp_path / "feed.xml").write_text(text, "utf-8")
        play.run(MORNING)
        assert not site.seen
    told = play.paper_text("2026-03-04")
    assert "HARMLESS-TEXT" in told
    assert "CANARY" not in told + play.html("2026-03-04")
    import pypdf

    assert "CANARY" not in repr(dict(pypdf.PdfReader(play.paper("2026-03-04")).attachments.items()))


def test_a_kill_before_the_build_prints_neither_version(tmp_path: Path) -> None:
    play = Play(tmp_path)
    play.put(*sorted((case("08") / "drop").iterdir()))
    play.run(MORNING)
    page = play.page("2026-03-04")
    assert "RUMOUR-X" not in page
    assert "UNRELATED-Y" in page
    assert not [e for e in play.edition("2026-03-04")["daybook"] if e["on"] == "2026-03-08"]


def test_a_kill_after_the_build_is_a_note_in_the_next(tmp_path: Path) -> None:
    play = Play(tmp_path)
    drop = case("08") / "drop"
    play.put(drop / "1-original.txt", drop / "2-update.txt")
    play.run(MORNING)
    assert "RUMOUR-X" in play.page("2026-03-04")
    play.put(drop / "3-kill.txt")
    play.run(NEXT)
    assert "RUMOUR-X" not in play.page("2026-03-05")
    assert [n for n in play.edition("2026-03-05")["notices"] if n["level"] == "withdrawn"]
    assert not [e for e in play.edition("2026-03-05")["daybook"] if e["on"] == "2026-03-08"]


@needs_poppler
def test_no_item_swallows_those_after_it(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("10") / "feed.xml")
    play.run(MORNING)
    for text in (play.paper_text("2026-03-04"), play.page("2026-03-04")):
        assert sorted(set(re.findall(r"KEEP-[1-5]", text))) == [f"KEEP-{n}" for n in range(1, 6)]
        assert len(set(re.findall(r"(?:Broken|Plain) \d", text))) == 10


def test_words_that_look_like_dates_are_none(tmp_path: Path) -> None:
    play = Play(tmp_path)
    play.put(case("12") / "wire.txt")
    play.run(MORNING)
    edition = play.edition("2026-03-04")
    assert [(e["on"], e["where"]) for e in edition["daybook"]] == [("2026-03-09", "Tashkent")]
    assert not [e for e in edition["timeline"] if e["on"][:4] != "2026" or e["on"][5:7] == "05"]


def test_dates_that_are_almost_right(tmp_path: Path) -> None:
    with (case("13") / "expected.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    read = read_file(case("13") / "feed.xml", received_at=datetime(2026, 11, 24, tzinfo=UTC), options=Options())
    assert len(read.wires) == len(expected)
    for wire, row in zip(read.wires, expected, strict=True):
        said = (row.get(None) or [row["expected"]])[-1]  # one row has a comma in a field
        if re.match(r"\d{4}-", said):
            assert wire.published_at == datetime.fromisoformat(said).replace(tzinfo=UTC), wire
        else:
            assert wire.published_at is None, wire


def test_a_feed_that_stamps_old_items_anew_brings_only_what_is_new(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("16") / "feed-day1.xml")
    play.run(MORNING)
    play.give("feed", case("16") / "feed-day2.xml")
    play.run(NEXT)
    page = play.page("2026-03-05")
    assert "UNCHANGED" not in page
    assert "UPDATED-TEXT" in page
    assert "BRAND-NEW" in page


def test_places_go_by_their_context(tmp_path: Path) -> None:
    folder = case("17")
    found = digest_paths([folder / "drop"], as_of_at=datetime(2026, 3, 4, 7, tzinfo=UTC))
    with (folder / "expected.csv").open(encoding="utf-8") as file:
        expected = {row["file"]: row for row in csv.DictReader(file)}
    codes = {
        "Georgia (country)": {"GE"}, "United States": {"US"}, "Kazakhstan (also Turkey)": {"KZ"}, "Kazakhstan": {"KZ"},
        "Cote d'Ivoire (also Mali)": {"CI"}, "Armenia and Azerbaijan": {"AM", "AZ"},
        "South Korea and North Korea": {"KR", "KP"},
    }  # fmt: skip
    named = {Path(wire["path"]).stem: wire for wire in found["wires"]}
    right = [codes[row["country"]] <= set(named[file]["countries"]) for file, row in expected.items()]
    assert sum(right) >= 9
    assert named["00"]["region"] != named["01"]["region"]


def test_a_late_item_is_in_the_next_edition_once(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("21") / "feed-0700.xml")
    play.run(MORNING)
    play.give("feed", case("21") / "feed-0720.xml")
    play.run(NEXT)
    first, second = play.page("2026-03-04"), play.page("2026-03-05")
    assert "ON-TIME" in first
    assert "LATE" not in first.replace("late:", "")
    for name in ("LATE-ONE", "LATE-TWO"):
        assert sum(name in headline for headline in play.stories("2026-03-05")) == 1
    assert "ON-TIME" not in second


def test_undated_items_keep_the_time_they_were_first_seen(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("23") / "feed-day1.xml")
    play.run(MORNING)
    assert len(play.stories("2026-03-04")) >= 1
    assert "first seen" in play.page("2026-03-04")
    play.give("feed", case("23") / "feed-day2.xml")
    play.run(NEXT)
    edition = play.edition("2026-03-05")
    assert edition["counts"]["total"] == 1
    assert [h for h in play.stories("2026-03-05") if "Undated" in h] == ["Undated report F"]


def test_a_bad_answer_forgets_nothing(tmp_path: Path) -> None:
    folder = case("25")
    xml = {"Content-Type": "application/rss+xml"}
    answers = [
        Answer(body=(folder / "good.xml").read_bytes(), headers=xml),
        Answer(body=(folder / "check.html").read_bytes(), headers={"Content-Type": "text/html"}),
        Answer(status=503, body=b"slow down"),
        Answer(body=b"", headers=xml),
        Answer(body=(folder / "noitems.xml").read_bytes(), headers=xml),
        Answer(body=(folder / "good2.xml").read_bytes(), headers=xml),
    ]
    from briefing.pipeline import collect_once

    with serve({"/feed": answers}) as site:
        play = Play(tmp_path)
        text = play.path.read_text("utf-8").replace("file: feed.xml", f"feed: {site.url('/feed')}")
        play.path.write_text(
            text.replace(
                "sources:\n",
                f"sources:\n  - {{name: feed, feed: '{site.url('/feed')}', interval: 1s, allow_private: true}}\n",
            )
        )
        new = []
        for minute in range(6):
            at = datetime(2026, 3, 4, 6, minute * 5, tzinfo=UTC)
            report, _code = collect_once(play.config, offline=False, as_of_at=at)
            (row,) = [s for s in report["sources"] if s["source"] == "feed"]
            new.append(row["new"])
            if minute in (1, 2, 3):
                assert row["status"] == "failed"
                assert row["reason"]
    assert new == [3, 0, 0, 0, 0, 1]


def test_labels_of_encodings_that_lie(tmp_path: Path) -> None:
    now = datetime(2026, 3, 4, 7, tzinfo=UTC)
    files = [*sorted(case("31").glob("e*.xml")), *sorted((case("31") / "drop").iterdir())]
    found = {w.headline.rstrip(".") for f in files for w in read_file(f, received_at=now, options=Options()).wires}
    assert found == {"Переговоры в Женеве отложены"}
    assert len(files) == 11


def test_one_article_in_three_feeds_is_one_story(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed-a", "feed-b", "feed-c")
    for name in ("feed-a", "feed-b", "feed-c"):
        play.give(name, case("35") / f"{name}.xml")
    play.run(MORNING)
    assert len(play.stories("2026-03-04")) == 2
    assert not re.search(r"utm_|fbclid", play.html("2026-03-04"))


def test_one_link_or_one_id_for_many_items_keeps_them_all(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed-link", "feed-id")
    for name in ("feed-link", "feed-id"):
        play.give(name, case("37") / f"{name}.xml")
    play.run(MORNING)
    page = play.page("2026-03-04")
    for word in ("Almas", "Borik", "Cedar", "Dostyk-West", "Elm", "northern port", "Envoy arrives", "Dam gates"):
        assert word in page
    assert play.edition("2026-03-04")["counts"]["total"] == 8
    play.run(NEXT)
    assert play.edition("2026-03-05")["counts"]["total"] == 0


def test_one_silent_server_stops_nobody(tmp_path: Path) -> None:
    good = (case("38") / "good.xml").read_bytes()
    routes = {"/hang": Answer(hang=True), "/drip": Answer(body=good, drip_s=1.0), "/ok": Answer(body=good)}
    with serve(routes) as site:
        play = Play(tmp_path)
        rows = "".join(
            f"  - {{name: {n}, feed: '{site.url('/' + n)}', deadline: 2s, allow_private: true}}\n"
            for n in ("hang", "drip", "ok")
        )
        play.path.write_text(play.path.read_text("utf-8").replace("sources:\n", f"sources:\n{rows}"), "utf-8")
        began = time.monotonic()
        result = play.run(MORNING)
        assert time.monotonic() - began < 30
    states = {row["source"]: row["status"] for row in result.report["sources"]}
    assert (states["ok"], states["hang"], states["drip"]) == ("ok", "failed", "failed")
    assert play.stories("2026-03-04")


@needs_poppler
def test_a_cut_text_ends_at_a_word_and_leaves_no_half_mark(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("41") / "feed.xml")
    play.run(MORNING)
    told = play.paper_text("2026-03-04")
    assert not re.search(r"&am\b|&amp|&#?\w{0,5}$", told)
    assert "U.S." in told
    assert not re.search(r"[\ud800-\udfff]", play.html("2026-03-04"))


def test_the_same_wire_again_is_one_story(tmp_path: Path) -> None:
    folder = case("44")
    play = Play(tmp_path, "feed")
    play.give("feed", folder / "feed.xml")
    text = (folder / "wire.txt").read_bytes()
    for name, data in (
        ("one.txt", text),
        ("two.txt", text),
        ("crlf.txt", text.replace(b"\n", b"\r\n")),
        ("bom.txt", b"\xef\xbb\xbf" + text),
    ):
        (play.drop / name).write_bytes(data)
    play.run(MORNING)
    assert sum("TWICE-ONE" in str(story) for story in play.edition("2026-03-04")["stories"]) == 1
    assert len(play.stories("2026-03-04")) == 1


def test_directions_follow_the_language_of_the_item(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("48") / "feed.xml")
    play.run(MORNING)
    html = play.html("2026-03-04")
    assert len(play.stories("2026-03-04")) == 4
    for language in ("ar", "he", "fa"):
        assert re.search(rf'<\w+[^>]*lang="{language}"[^>]*dir="rtl"', html), language
    assert re.search(r'<h4[^>]*lang="en" dir="ltr">Envoy quotes', html) or "Envoy quotes a proverb" in html


@needs_poppler
def test_no_long_word_leaves_the_page(tmp_path: Path) -> None:
    play = Play(tmp_path, "feed")
    play.give("feed", case("50") / "feed.xml")
    play.run(MORNING)
    command = ["pdftotext", "-bbox", str(play.paper("2026-03-04")), "-"]
    boxes = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    width = float(re.search(r'page width="([\d.]+)"', boxes)[1])  # type: ignore[index]
    most = max(float(x) for x in re.findall(r'xMax="([\d.]+)"', boxes))
    assert most < width - 28


def test_entities_neither_grow_nor_reach_out(tmp_path: Path) -> None:
    folder = case("56")
    names = ("xxe", "laughs", "badref", "path-entity")
    play = Play(tmp_path, *names)
    for name in names:
        play.give(name, folder / f"{name}.xml")
    play.put(*sorted((folder / "drop").iterdir()))
    began = time.monotonic()
    play.run(MORNING)
    assert time.monotonic() - began < 20
    hostname = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "\0"
    assert hostname not in play.page("2026-03-04")
    assert play.stories("2026-03-04")


def test_relative_links_have_their_base() -> None:
    now = datetime(2026, 3, 4, 7, tzinfo=UTC)
    from briefing.collect.feeds import parse_feed

    data = (case("58") / "atom.xml").read_bytes()
    found = parse_feed(data, url="https://site.example/feeds/atom.xml", source="s", received_at=now)
    assert found.wires[0].link == "https://site.example/2026/03/04/talks-17"
