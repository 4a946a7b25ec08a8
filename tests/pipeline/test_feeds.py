"""Sources found, listed with their health, taken from packs, and given to other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import briefing.cli  # noqa: F401 - registers the commands
from briefing.cli.app import app
from briefing.config import Config, Source, load_config
from briefing.errors import ConfigError, FetchError, SourceError
from briefing.pipeline import collect_once
from briefing.pipeline.care.setup import Answers, write_config
from briefing.pipeline.sources.discover import find_feed
from briefing.pipeline.sources.feeds import add_sources, found_feed, named, source_rows
from briefing.pipeline.sources.health import habit_of, health_of
from briefing.pipeline.sources.opml import opml_of, read_opml
from briefing.pipeline.sources.packs import pack, packs
from briefing.pipeline.sources.removing import remove_source
from briefing.store import SourceState
from tests.pipeline.builders import House
from tests.servers import Answer, serve

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Border Wire</title>
<item><title>Kenya and Uganda to hold border talks in Kampala</title><guid>a</guid>
<pubDate>Thu, 19 Mar 2026 06:00:00 GMT</pubDate>
<description>Kenya and Uganda will hold talks on their common border in Kampala on March 25.</description></item>
</channel></rss>"""
HTML = {"Content-Type": "text/html"}
SHARED = Path(__file__).parents[3] / "shared" / "feeds"


def page(text: str) -> Answer:
    return Answer(body=f"<!doctype html><html><head><title>x</title>{text}</head></html>".encode(), headers=HTML)


def test_a_feed_is_found_behind_its_page_and_shown_as_it_would_be_filed(tmp_path: Path) -> None:
    house = House(tmp_path)
    link = '<link rel="alternate" type="application/rss+xml" href="/wire.xml">'
    with serve({"/": page(link), "/wire.xml": Answer(body=FEED)}) as site:
        entry, lines = found_feed(house.config, site.url("/"))
        add_sources(house.path, [entry])
    assert entry["feed"] == site.url("/wire.xml")
    assert (entry["name"], entry["publisher"]) == ("Border-Wire", "Border Wire")
    told = "\n".join(lines)
    assert "Border Wire: 1 item," in told
    assert "Security talks, Horn of Africa, " in told or "Security talks, Great Lakes, " in told
    assert load_config(house.path).sources[-1].feed == site.url("/wire.xml")


def test_a_site_that_names_no_feed_is_asked_where_feeds_usually_are(tmp_path: Path) -> None:
    with serve({"/": page(""), "/feed": page("no"), "/rss.xml": Answer(body=FEED)}) as site:
        assert find_feed(site.url("/"), allow_private=True).address == site.url("/rss.xml")


def test_where_no_feed_is_the_places_asked_are_named() -> None:
    with serve({"/": page(""), "/gone": Answer(status=410)}) as site:
        with pytest.raises(SourceError, match=r"none of the usual places is one .*feed"):
            find_feed(site.url("/"), allow_private=True)
        for path, code in (("/gone", 410), ("/nowhere", 404)):
            with pytest.raises(SourceError, match=f"answered {code}") as told:
                find_feed(site.url(path), allow_private=True)
            assert "did not answer" not in str(told.value)
            assert "config" not in str(told.value)  # it stands in none yet


def test_a_folder_that_is_missing_is_to_be_made_and_no_https_set_before_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as told:
        named(str(tmp_path / "nowhere"))
    assert "is no folder or file, nor an http(s) address" in told.value.message
    assert "make" in told.value.hint
    assert "https" not in told.value.hint
    with pytest.raises(ConfigError) as told:
        named("news.example/rss")
    assert "https://" in told.value.hint


def test_where_nobody_answers_nothing_is_added_and_the_way_to_add_it_is_told(tmp_path: Path) -> None:
    house = House(tmp_path)
    before = house.path.read_text("utf-8")
    with pytest.raises(FetchError, match="did not answer") as told:
        found_feed(house.config, "http://127.0.0.1:9/feed", "port-nine")
    assert "`--unseen` adds" in told.value.hint
    address = ["feeds", "add", "http://127.0.0.1:9/feed", "--name", "nine", "-c", str(house.path)]
    assert CliRunner().invoke(app, address).exit_code != 0
    assert house.path.read_text("utf-8") == before
    added = CliRunner().invoke(app, [*address, "--unseen"])
    assert (added.exit_code, "allow_private: true" in added.output) == (0, True)
    assert load_config(house.path).sources[-1].allow_private


LISTED = """  # our own
  - name: one            # the first
    folder: drop
    # a note on one

  # from the ministry
  - {name: two, feed: 'https://two.example/rss'}
  - name: three
    feed: https://three.example/rss
"""


def test_one_source_is_removed_and_every_other_line_stays(tmp_path: Path) -> None:
    house = House(tmp_path, sources=LISTED)
    text = house.path.read_text("utf-8")
    removed = CliRunner().invoke(app, ["feeds", "remove", "one", "-c", str(house.path)])
    assert (removed.exit_code, "removed one" in removed.output) == (0, True)
    gone = "  - name: one            # the first\n    folder: drop\n    # a note on one\n"
    assert house.path.read_text("utf-8") == text.replace(gone, "")
    with pytest.raises(ConfigError, match="no source 'tow'; did you mean 'two'"):
        remove_source(house.path, "tow")
    remove_source(house.path, "three")
    remove_source(house.path, "two")
    assert load_config(house.path).sources == []
    add_sources(house.path, [{"name": "new", "feed": "https://new.example/rss"}])
    assert [s.name for s in load_config(house.path).sources] == ["new"]


def test_what_goes_out_as_opml_comes_in_again(tmp_path: Path) -> None:
    sources = (
        "  - {name: a, feed: 'https://a.example/rss?x=1&y=\"2\"', publisher: 'A & <B>'}\n"
        "  - {name: drop, folder: drop}\n"
        "  - {name: b, feed: 'https://b.example/feed', active: false}\n"
    )
    house = House(tmp_path, sources=sources)
    path = tmp_path / "out.opml"
    path.write_text(opml_of(house.config), "utf-8")
    assert [(e["feed"], e.get("publisher")) for e in read_opml(path)] == [
        ('https://a.example/rss?x=1&y="2"', "A & <B>"),
        ("https://b.example/feed", "b"),
    ]


def test_packs_can_be_added_whole(tmp_path: Path) -> None:
    house = House(tmp_path)
    for one in packs():
        lines = add_sources(house.path, list(one.feeds))
        assert len(lines) == len(one.feeds)
    assert len(house.config.sources) == 1 + sum(len(one.feeds) for one in packs())
    with pytest.raises(ConfigError, match="did you mean 'africa'"):
        pack("afrika")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the lists of feeds are not beside the project")
def test_every_feed_of_a_pack_stands_in_a_list_of_feeds() -> None:
    from html import unescape

    lists = "\n".join(
        unescape(path.read_text("utf-8", "replace")) for path in SHARED.glob("feedlist-*/**/*") if path.is_file()
    )
    lists += "\n".join(path.read_text("utf-8", "replace") for path in (SHARED / "taranis").rglob("*") if path.is_file())
    missing = [feed["feed"] for one in packs() for feed in one.feeds if feed["feed"] not in lists]
    assert missing == []


def state(**more: object) -> SourceState:
    values = {"source": "s", "last_try_at": NOW, "last_ok_at": NOW, "last_heard_at": NOW, "newest_at": NOW}
    return SourceState(**(values | {"last_status": "ok"} | more))  # type: ignore[arg-type]


DAILY = {f"2026-03-{day:02d}": 3 for day in range(1, 13)}
WEEKLY = {f"2026-03-{day:02d}": 1 for day in (1, 8, 15)}
OLD = {"newest_at": NOW - timedelta(days=8), "last_heard_at": NOW - timedelta(days=8)}
FAILING = {"failing_since_at": NOW, "failures": 3, "last_status": "failed"}
HEALTH = [
    ("ok", {}, DAILY, ""),
    ("stale", OLD, DAILY, "longest silence of the last 28 days was a day"),
    ("ok", OLD, WEEKLY, ""),
    ("ok", OLD, {}, ""),
    ("failing", FAILING | {"last_reason": "answered 503: try again later"}, DAILY, "3 times in a row"),
    ("gone", FAILING | {"last_reason": "answered 410 Gone: the feed is gone for good"}, DAILY, "for good"),
    ("empty", {"last_status": "empty"}, DAILY, "no items"),
    ("moved", {"moved_to": "https://new.example/feed"}, DAILY, "https://new.example/feed"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "more", "days", "reason"), HEALTH)
def test_health(word: str, more: dict[str, object], days: dict[str, int], reason: str) -> None:
    found = health_of(Source(name="s", feed="https://s.example/"), state(**more), days, NOW)
    assert found.word == word
    assert reason in found.reason


def test_a_young_source_has_no_habit() -> None:
    assert habit_of({}) is None
    assert habit_of({"2026-03-01": 2, "2026-03-03": 1}) is None
    assert habit_of(WEEKLY) == timedelta(days=7)


def test_a_source_that_moved_for_good_is_listed_as_moved(tmp_path: Path) -> None:
    moved = {"/old": Answer(status=301, location="/new"), "/new": Answer(body=FEED)}
    with serve(moved) as site:
        source = f"  - {{name: s, feed: '{site.url('/old')}', allow_private: true}}\n"
        house = House(tmp_path, sources=source)
        collect_once(house.config, offline=False, as_of_at=NOW)
        (row,) = source_rows(house.config, NOW)
    assert row["state"] == "moved"
    assert site.url("/new") in row["reason"]


def test_sources_in_brackets_are_not_rewritten_and_the_message_says_so(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    text = "sources: [{name: incoming, folder: incoming}]\nreaders: [{name: desk}]\n"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=r"in brackets.*begun with a dash"):
        add_sources(path, [{"name": "new", "folder": "new"}])
    assert path.read_text("utf-8") == text


def test_a_calendar_at_an_address_can_be_added(tmp_path: Path) -> None:
    house = House(tmp_path)
    body = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20220101T000000Z\r\n"
    body += b"DTSTART:20290120T090000Z\r\nSUMMARY:Council meets\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    with serve({"/c.ics": Answer(body=body)}) as site:
        entry, lines = found_feed(house.config, site.url("/c.ics"), "")
        address = site.url("/c.ics")
    assert (entry["feed"], lines) == (address, [f"a calendar: 1 entry, {address}"])


def test_a_folder_that_is_there_is_not_added_again_and_the_file_stays_what_it_is(tmp_path: Path) -> None:
    for name in ("in", "in/deep", "real"):
        (tmp_path / name).mkdir()
    real, path = tmp_path / "real" / "config.yaml", tmp_path / "config.yaml"
    real.write_text("sources:\n  - {name: in, folder: ../in}\n  - name: on\n    folder: ../in/deep\n")
    real.chmod(0o600)
    path.symlink_to(real)
    assert add_sources(path, [named(str(tmp_path / "in"))]) == [f"{tmp_path / 'in'} is there already"]
    (tmp_path / "next").mkdir()
    assert add_sources(path, [named(str(tmp_path / "next"))]) == [f"added next: {tmp_path / 'next'}"]
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert [s.name for s in load_config(path).sources] == ["in", "on", "next"]
    assert not list(real.parent.glob(".*"))


@pytest.mark.parametrize("add", [named, lambda address: found_feed(Config(), address)])
def test_an_address_with_a_password_is_refused_and_not_shown(add: Callable[[str], object]) -> None:
    with pytest.raises(ConfigError, match="take it out") as told:
        add("https://u:geheim@news.example/x.xml")
    assert "geheim" not in str(told.value)


def test_a_place_where_no_configuration_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("x")
    answers = Answers(name="desk", zone="UTC", at="07:00", regions="", topics="")
    with pytest.raises(ConfigError, match=r"cannot be written: .* or name another place"):
        write_config(tmp_path / "plain" / "x.yaml", answers)
    write_config(tmp_path / "new" / "x.yaml", answers)
    assert (tmp_path / "new" / "incoming").is_dir()
